//! Everything that keeps a plan from being applied, found before anything is written and told at once.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Bound;

use super::action::{Action, tag_names};
use super::edits::FileEdit;
use super::error::{ApplyError, Problem};
use super::git_locks;
use super::site::{Options, Repository, Site};
use super::texts::unread;
use crate::plan::Plan;
use crate::product::{ComponentId, Product};
use crate::system::files;

/// What can be known without git: files that cannot be written.
pub(super) fn file_problems(site: &Site, edits: &[FileEdit]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for edit in edits {
        match site.root.read(&edit.path) {
            Ok(content) if content == edit.old => {}
            Ok(_) => problems.push(Problem::ChangedMeanwhile(edit.path.clone())),
            Err(error) => problems.push(unread(&edit.path, error)),
        }
        if site.root.has_temporary(&edit.path) {
            let name = site.temporary(&edit.path);
            problems.push(Problem::InTheWay(name.to_string_lossy().into_owned()));
        }
    }
    problems
}

/// Two releases of a plan with one tag.
pub(super) fn shared_tags(product: &Product, plan: &Plan) -> Vec<Problem> {
    let mut owners: HashMap<String, &ComponentId> = HashMap::new();
    let mut problems = Vec::new();
    for (tag, release) in tag_names(product, plan) {
        if let Some(first) = owners.get(&tag) {
            let (first, second) = ((*first).clone(), release.component.clone());
            problems.push(Problem::TagTwice { tag, first, second });
        } else {
            owners.insert(tag, &release.component);
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
    problems.extend(status_problems(repository, edits)?);
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
        Action::Write { .. }
        | Action::Remove { .. }
        | Action::Commit { .. }
        | Action::Refresh { .. }
        | Action::Push { .. } => None,
    }
}

fn head_problems(repository: &Repository, problems: &mut Vec<Problem>) -> Result<(), ApplyError> {
    match (repository.branch()?, repository.at("HEAD")?) {
        (None, at) => problems.push(Problem::Detached(at.unwrap_or_default())),
        (Some(branch), None) => problems.push(Problem::Unborn(branch)),
        (Some(_), Some(_)) => {}
    }
    let marks = [
        ("MERGE_HEAD", "merge"),
        ("CHERRY_PICK_HEAD", "cherry-pick"),
        ("REVERT_HEAD", "revert"),
        ("rebase-merge", "rebase"),
        ("rebase-apply", "rebase or an `am`"),
        ("BISECT_LOG", "bisection"),
    ];
    for (mark, what) in marks {
        if files::exists(&repository.git_dir.join(mark)) {
            problems.push(Problem::InProgress(what));
        }
    }
    problems.extend(git_locks::index_of_another(repository).map(Problem::IndexLocked));
    Ok(())
}

/// Changes of a file that are not committed would be committed with the release.
fn status_problems(repository: &Repository, edits: &[FileEdit]) -> Result<Vec<Problem>, ApplyError> {
    let full: Vec<String> = edits.iter().map(|edit| format!("{}{}", repository.prefix, edit.path)).collect();
    let paths = || full.iter().map(String::as_str);
    let question = ["status", "--porcelain=v1", "-z", "--no-renames", "--ignored", "--untracked-files=all"];
    let statuses = repository.records(&question, paths())?;
    let statuses: HashMap<&str, &str> =
        statuses.iter().filter_map(|record| Some((record.get(3..)?, record.get(..2)?))).collect();
    // Without a commit there is no tree to ask for.
    let tracked = repository.records(&["ls-tree", "-z", "--name-only", "HEAD"], paths()).unwrap_or_default();
    let tracked: HashSet<&str> = tracked.iter().map(String::as_str).collect();
    // `S` is skip-worktree, a lower-case letter assume-unchanged.
    let marked = repository.records(&["ls-files", "-v", "-z"], paths())?;
    let unwatched: HashSet<&str> = marked
        .iter()
        .filter_map(|record| record.split_at_checked(2))
        .filter(|(mark, _)| mark.starts_with(|mark: char| mark == 'S' || mark.is_ascii_lowercase()))
        .map(|(_, path)| path)
        .collect();
    let problem = |(edit, full): (&FileEdit, &String)| match statuses.get(full.as_str()).copied() {
        _ if unwatched.contains(full.as_str()) => Some(Problem::Unwatched(edit.path.clone())),
        None if tracked.contains(full.as_str()) => None,
        None | Some("??" | "!!" | "A " | "AM") => Some(Problem::Untracked(edit.path.clone())),
        Some(_) => Some(Problem::Dirty(edit.path.clone())),
    };
    Ok(edits.iter().zip(&full).filter_map(problem).collect())
}

pub(super) fn tag_problems(repository: &Repository, tags: &[&str]) -> Result<Vec<Problem>, ApplyError> {
    if tags.is_empty() {
        return Ok(Vec::new());
    }
    let listed = repository.git.ask(&["for-each-ref", "--format=%(refname:strip=2)", "refs/tags/"])?;
    let listed = String::from_utf8_lossy(&listed).into_owned();
    let names: BTreeSet<&str> = listed.lines().chain(tags.iter().copied()).collect();
    let full: Vec<String> = tags.iter().map(|tag| format!("refs/tags/{tag}")).collect();
    let taken = repository.refs(&full.iter().map(String::as_str).collect::<Vec<_>>())?;
    let head = repository.at("HEAD")?.unwrap_or_default();
    let mut problems = Vec::new();
    for (tag, full) in tags.iter().zip(&full) {
        if let Some(other) = nested(tag, &names) {
            problems.push(Problem::TagNested { tag: (*tag).to_owned(), other: other.to_owned() });
        }
        if let Some(at) = taken.get(full) {
            let at = at.commit.clone();
            problems.push(Problem::TagExists { tag: (*tag).to_owned(), at, head: head.clone() });
        }
    }
    Ok(problems)
}

/// One of `names` that is a folder on the way to `tag`, or below it: git keeps refs as files.
fn nested<'n>(tag: &str, names: &BTreeSet<&'n str>) -> Option<&'n str> {
    let folder = |(end, _)| tag.get(..end).and_then(|folder| names.get(folder).copied());
    let below = format!("{tag}/");
    let first_below = || {
        let first = names.range::<str, _>((Bound::Included(below.as_str()), Bound::Unbounded)).next();
        first.filter(|name| name.starts_with(&below)).copied()
    };
    tag.match_indices('/').find_map(folder).or_else(first_below)
}
