//! Everything that keeps a plan from being applied, found before anything is written and reported at once.

use std::collections::{BTreeSet, HashMap};
use std::ops::Bound;

use super::action::{ApplyAction, tag_names};
use super::error::{ApplyError, Problem};
use super::git_locks;
use super::journal::FileChange;
use super::settings::Settings;
use super::site::{Head, IndexEntry, Options, Refs, Repository, Site};
use super::texts::unread;
use crate::plan::Plan;
use crate::product::{ComponentId, Product};
use crate::system::files;
use crate::system::inside::InsideError;

/// What can be known without git: files that cannot be written.
pub(super) fn file_problems(site: &Site, edits: &[FileChange]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for edit in edits {
        match site.root.read(&edit.path) {
            Ok(content) if edit.before.as_ref() == Some(&content) => {}
            Ok(_) => problems.push(Problem::ChangedMeanwhile(edit.path.clone())),
            Err(InsideError::Missing) if edit.before.is_none() => {}
            Err(error) => problems.push(unread(&edit.path, error)),
        }
        problems.extend(in_the_way(site, &edit.path));
    }
    problems
}

/// Something has the name by way of which the file at `path` is written.
fn in_the_way(site: &Site, path: &str) -> Option<Problem> {
    let name = site.temporary(path).to_string_lossy().into_owned();
    site.root.has_temporary(path).then_some(Problem::InTheWay(name))
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

/// What git has against it, and the entries of its index that the files have.
pub(super) fn git_problems(
    repository: &Repository,
    (refs, settings): (&Refs, &Settings),
    options: Options,
    edits: &[FileChange],
    actions: &[ApplyAction],
) -> Result<(Vec<Problem>, HashMap<String, IndexEntry>), ApplyError> {
    let mut problems = Vec::new();
    head_problems(repository, &refs.head, &mut problems);
    let (of_files, entries) = status_problems(repository, edits)?;
    problems.extend(of_files);
    if !settings.has_identity(repository) {
        problems.push(Problem::Identity);
    }
    let tags: Vec<&str> = actions.iter().filter_map(tag_name).collect();
    if !tags.is_empty() && settings.is_set("tag.gpgsign") {
        problems.push(Problem::SignedTags);
    }
    problems.extend(tag_problems(repository, refs, &tags)?);
    if options.push && !actions.iter().any(|action| matches!(action, ApplyAction::Push { .. })) {
        problems.push(Problem::NoRemote);
    }
    Ok((problems, entries))
}

fn tag_name(action: &ApplyAction) -> Option<&str> {
    match action {
        ApplyAction::Tag { name, .. } => Some(name),
        ApplyAction::Write { .. }
        | ApplyAction::Remove { .. }
        | ApplyAction::Commit { .. }
        | ApplyAction::Refresh { .. }
        | ApplyAction::Push { .. } => None,
    }
}

fn head_problems(repository: &Repository, head: &Head, problems: &mut Vec<Problem>) {
    match head {
        (None, at) => problems.push(Problem::Detached(at.clone().unwrap_or_default())),
        (Some(branch), None) => problems.push(Problem::Unborn(branch.clone())),
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
}

/// Changes of a file that are not committed would be committed with the release.
fn status_problems(
    repository: &Repository,
    edits: &[FileChange],
) -> Result<(Vec<Problem>, HashMap<String, IndexEntry>), ApplyError> {
    let full: Vec<String> = edits.iter().map(|edit| format!("{}{}", repository.prefix, edit.path)).collect();
    let paths: Vec<&str> = full.iter().map(String::as_str).collect();
    let question = ["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=no"];
    let statuses = repository.records(&question, paths.iter().copied())?;
    let statuses: HashMap<&str, &str> =
        statuses.iter().filter_map(|record| Some((record.get(3..)?, record.get(..2)?))).collect();
    let entries = repository.index_entries(&paths)?;
    let problem = |(edit, full): (&FileChange, &&str)| match (statuses.get(full).copied(), entries.get(*full))
    {
        (_, Some(entry)) if !entry.is_watched => Some(Problem::Unwatched(edit.path.clone())),
        // What is in the index without a word of its status is in HEAD as it is there.
        (None, Some(_)) => None,
        (None, None) | (Some("A " | "AM"), _) => Some(Problem::Untracked(edit.path.clone())),
        (Some(_), _) => Some(Problem::Dirty(edit.path.clone())),
    };
    let problems = edits.iter().zip(&paths).filter_map(problem).collect();
    Ok((problems, entries))
}

pub(super) fn tag_problems(
    repository: &Repository,
    refs: &Refs,
    tags: &[&str],
) -> Result<Vec<Problem>, ApplyError> {
    let names: BTreeSet<&str> = refs.tags.iter().map(String::as_str).chain(tags.iter().copied()).collect();
    let full = |tag: &str| format!("refs/tags/{tag}");
    let taken: Vec<String> =
        tags.iter().filter(|tag| refs.tags.contains(**tag)).map(|tag| full(tag)).collect();
    let taken = repository.refs(&taken.iter().map(String::as_str).collect::<Vec<_>>())?;
    let head = refs.head.1.clone().unwrap_or_default();
    let mut problems = Vec::new();
    for tag in tags {
        if let Some(other) = nested(tag, &names) {
            problems.push(Problem::TagNested { tag: (*tag).to_owned(), other: other.to_owned() });
        }
        if let Some(at) = taken.get(&full(tag)) {
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
