//! Everything that keeps a plan from being applied, found before anything is written and told at once.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Component as Part, Path};

use super::action::Action;
use super::edits::FileEdit;
use super::error::{ApplyError, Problem};
use super::site::{Options, Repository, Site};
use crate::plan::Plan;
use crate::product::{ComponentId, Product};
use crate::system::files;

/// What can be known without git: files that cannot be written, components that cannot be released yet.
pub(super) fn file_problems(site: &Site, product: &Product, plan: &Plan, edits: &[FileEdit]) -> Vec<Problem> {
    let with_manifests = plan.releases.iter().filter_map(|release| product.component(&release.component));
    let mut problems: Vec<Problem> = with_manifests
        .filter(|component| !component.manifests().is_empty())
        .map(|component| Problem::Manifests(component.id().clone()))
        .collect();
    for edit in edits {
        problems.extend(file_problem(site, edit));
        if fs::symlink_metadata(site.temporary(&edit.path)).is_ok() {
            let name = site.temporary(&edit.path);
            problems.push(Problem::InTheWay(name.to_string_lossy().into_owned()));
        }
    }
    problems
}

/// What keeps a file from being written: it is not the one that was read, or none to write.
pub(super) fn file_problem(site: &Site, edit: &FileEdit) -> Option<Problem> {
    let shown = edit.path.clone();
    if let Some(problem) = path_problem(&site.folder, &edit.path) {
        return Some(problem);
    }
    let path = site.file(&edit.path);
    let found = match fs::symlink_metadata(&path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Some(Problem::Missing(shown)),
        Err(error) => return Some(Problem::Unreadable(shown, error.to_string())),
    };
    if !found.is_file() {
        return Some(Problem::NotRegular(shown));
    }
    if found.len() > files::MAX_BYTES {
        return Some(Problem::TooLarge(shown));
    }
    match files::read(&path) {
        Ok(content) if content == edit.old => None,
        Ok(_) => Some(Problem::ChangedMeanwhile(shown)),
        Err(error) => Some(Problem::Unreadable(shown, error.to_string())),
    }
}

/// A path stays inside its folder: relative, without `..`, no link on the way, nothing in `.git` (Rule A3). The product
/// file's loader refuses such paths as texts; here they are held against what is on the disk.
fn path_problem(folder: &Path, path: &str) -> Option<Problem> {
    let mut way = folder.to_path_buf();
    for part in Path::new(path).components() {
        let Part::Normal(name) = part else { return Some(Problem::Outside(path.to_owned())) };
        if name.eq_ignore_ascii_case(".git") {
            return Some(Problem::Outside(path.to_owned()));
        }
        way.push(name);
        if fs::symlink_metadata(&way).is_ok_and(|found| found.is_symlink()) {
            return Some(Problem::Link(path.to_owned()));
        }
    }
    None
}

/// Two releases of a plan with one tag.
pub(super) fn shared_tags(product: &Product, plan: &Plan) -> Vec<Problem> {
    let mut owners: HashMap<String, &ComponentId> = HashMap::new();
    let mut problems = Vec::new();
    for release in &plan.releases {
        let Some(component) = product.component(&release.component) else { continue };
        let tag = product.tag_of(component).name(component.id(), release.to);
        if let Some(first) = owners.get(&tag) {
            let (first, second) = ((*first).clone(), component.id().clone());
            problems.push(Problem::TagTwice { tag, first, second });
        } else {
            owners.insert(tag, component.id());
        }
    }
    problems
}

/// What git has against it.
pub(super) fn git_problems(
    repository: &Repository,
    options: Options,
    edits: &[FileEdit],
    actions: &[Action],
) -> Result<Vec<Problem>, ApplyError> {
    let mut problems = Vec::new();
    head_problems(repository, &mut problems)?;
    for edit in edits {
        problems.extend(status_problem(repository, &edit.path)?);
    }
    if repository.git.ask(&["var", "GIT_COMMITTER_IDENT"]).is_err()
        || repository.git.ask(&["var", "GIT_AUTHOR_IDENT"]).is_err()
    {
        problems.push(Problem::Identity);
    }
    let tags: Vec<&str> = actions.iter().filter_map(tag_name).collect();
    if !tags.is_empty() && repository.is_set("tag.gpgSign") {
        problems.push(Problem::SignedTags);
    }
    problems.extend(tag_problems(repository, &tags)?);
    if options.push && !actions.iter().any(|action| matches!(action, Action::Push { .. })) {
        problems.push(Problem::NoRemote);
    }
    Ok(problems)
}

fn tag_name(action: &Action) -> Option<&str> {
    match action {
        Action::Tag { name, .. } => Some(name),
        Action::Write { .. } | Action::Commit { .. } | Action::Push { .. } => None,
    }
}

fn head_problems(repository: &Repository, problems: &mut Vec<Problem>) -> Result<(), ApplyError> {
    match (repository.branch()?, repository.at("HEAD")?) {
        (None, at) => problems.push(Problem::Detached(at.unwrap_or_default())),
        (Some(branch), None) => problems.push(Problem::Unborn(branch)),
        (Some(_), Some(_)) => {}
    }
    let marks = [("MERGE_HEAD", "merge"), ("CHERRY_PICK_HEAD", "cherry-pick"), ("REVERT_HEAD", "revert")];
    for (mark, what) in marks {
        if repository.git_dir.join(mark).exists() {
            problems.push(Problem::InProgress(what));
        }
    }
    let lock = repository.index_lock();
    if lock.exists() {
        problems.push(Problem::IndexLocked(lock));
    }
    Ok(())
}

/// Changes of a file that are not committed would be committed with the release.
fn status_problem(repository: &Repository, path: &str) -> Result<Option<Problem>, ApplyError> {
    let full = format!("{}{path}", repository.prefix);
    let question =
        ["status", "--porcelain=v1", "-z", "--ignored", "--untracked-files=all", "--", full.as_str()];
    let status = repository.git.ask(&question)?;
    Ok(match status.get(..2) {
        None | Some(b"") => {
            let tracked = repository.git.ask(&["ls-tree", "-z", "HEAD", "--", &full]).unwrap_or_default();
            tracked.is_empty().then(|| Problem::Untracked(path.to_owned()))
        }
        Some(b"??" | b"!!" | b"A " | b"AM") => Some(Problem::Untracked(path.to_owned())),
        Some(_) => Some(Problem::Dirty(path.to_owned())),
    })
}

fn tag_problems(repository: &Repository, tags: &[&str]) -> Result<Vec<Problem>, ApplyError> {
    if tags.is_empty() {
        return Ok(Vec::new());
    }
    let listed = repository.git.ask(&["for-each-ref", "--format=%(refname:strip=2)", "refs/tags/"])?;
    let listed = String::from_utf8_lossy(&listed).into_owned();
    let mut problems = Vec::new();
    let head = repository.at("HEAD")?.unwrap_or_default();
    for (position, tag) in tags.iter().enumerate() {
        if repository.git.ask(&["check-ref-format", &format!("refs/tags/{tag}")]).is_err()
            || tag.starts_with('-')
        {
            problems.push(Problem::TagName((*tag).to_owned()));
            continue;
        }
        let others = listed.lines().chain(tags.iter().skip(position + 1).copied());
        if let Some(other) = others.into_iter().find(|other| is_nested(tag, other)) {
            problems.push(Problem::TagNested { tag: (*tag).to_owned(), other: other.to_owned() });
        }
        if let Some(at) = repository.at(&format!("refs/tags/{tag}^{{}}"))? {
            problems.push(Problem::TagExists { tag: (*tag).to_owned(), at, head: head.clone() });
        }
    }
    Ok(problems)
}

/// Whether one name is a folder on the way to the other.
fn is_nested(one: &str, other: &str) -> bool {
    let below = |short: &str, long: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with('/'));
    below(one, other) || below(other, one)
}
