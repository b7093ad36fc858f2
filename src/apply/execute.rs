//! Brings files, branch, tags and index to one side of a record, from whatever state it finds: what is on that side is
//! left, what is on the other is moved, and what somebody else changed is left alone. So it finishes an apply, reverts
//! one, and does either again after being cut off anywhere.

use super::error::{ApplyError, Conflict};
use super::git_locks;
use super::journal::{self, IndexChange, Record, RefChange};
use super::site::Site;
use super::step::ApplyStep;
use super::survey::{Branch, RecordSurvey, Side};
use super::sync;
use crate::system::inside::InsideError;
use crate::system::transaction;

/// Which way a record is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Forward,
    Back,
}

/// What is left to do on the way.
struct Work {
    way: Way,
    files: Vec<usize>,
    /// The refs, each from where it is to where it goes.
    refs: Vec<RefChange>,
    /// The entries, each with what it is to hold as `new`.
    entries: Vec<IndexChange>,
}

/// Does what `record` says. Until its branch has moved, anything that somebody else changed keeps it from being done;
/// afterwards the release is made, and such changes are left on top of it.
pub(super) fn forward(site: &Site, record: &mut Record) -> Result<Vec<Conflict>, ApplyError> {
    let survey = RecordSurvey::of(site, record)?;
    let (kept, has_moved) = (survey.conflicts().to_vec(), survey.has_moved());
    if !has_moved && !kept.is_empty() {
        return Err(ApplyError::Changed(kept));
    }
    let work = Work::forward(&survey);
    bring(site, record, &work)?;
    Ok(kept)
}

/// Takes back what was done of `record`, and nothing else; what somebody else changed meanwhile, and was left alone.
pub(super) fn back(site: &Site, record: &mut Record) -> Result<Vec<Conflict>, ApplyError> {
    let survey = RecordSurvey::of(site, record)?;
    if survey.branch == Branch::Beyond {
        let name = record.git.as_ref().map(|git| git.branch.clone()).unwrap_or_default();
        return Err(ApplyError::Changed(vec![Conflict::BuiltUpon(name)]));
    }
    // HEAD does not matter to what goes back.
    let is_kept = |conflict: &&Conflict| !matches!(conflict, Conflict::Branch { .. });
    let mut kept: Vec<Conflict> = survey.conflicts().iter().filter(is_kept).cloned().collect();
    let work = Work::back(&survey);
    for conflict in bring(site, record, &work)? {
        if !kept.contains(&conflict) {
            kept.push(conflict);
        }
    }
    Ok(kept)
}

impl Work {
    fn forward(survey: &RecordSurvey<'_>) -> Work {
        let (on_branch, refs) = (survey.is_checked_out, survey.refs.iter());
        let waits = |side: Side| on_branch && side == Side::Before;
        let files = survey.files.iter().enumerate().filter(|(_, (_, side))| waits(*side));
        let entries = survey.entries.iter().filter(|(_, side)| waits(*side));
        Work {
            way: Way::Forward,
            files: files.map(|(place, _)| place).collect(),
            refs: refs.filter(|(_, side)| *side == Side::Before).map(|(one, _)| (*one).clone()).collect(),
            entries: entries.map(|(entry, _)| (*entry).clone()).collect(),
        }
    }

    fn back(survey: &RecordSurvey<'_>) -> Work {
        // On another branch, a file that is in the index with its new content belongs to that branch.
        let is_of_other = |path: &str| {
            let mut entries = survey.entries.iter();
            !survey.is_checked_out
                && entries.any(|(entry, side)| *side == Side::After && entry.path.ends_with(path))
        };
        let files = survey.files.iter().enumerate();
        let files = files.filter(|(_, (file, side))| *side == Side::After && !is_of_other(&file.path));
        let refs = survey.refs.iter().filter(|(_, side)| *side == Side::After);
        let entries = survey.entries.iter().filter(|(_, side)| *side == Side::After && survey.is_checked_out);
        Work {
            way: Way::Back,
            files: files.map(|(place, _)| place).collect(),
            refs: refs.map(|(one, _)| one.reversed()).collect(),
            entries: entries.map(|(entry, _)| entry.reversed()).collect(),
        }
    }
}

/// Does the work, with git's index locked where it changes; the files that somebody else changed at that very moment.
fn bring(site: &Site, record: &mut Record, work: &Work) -> Result<Vec<Conflict>, ApplyError> {
    let repository = site.repository.as_ref().filter(|_| !work.entries.is_empty());
    if let Some(repository) = repository {
        git_locks::take_index(site, repository)?;
    }
    let done = match work.way {
        Way::Forward => move_files(site, record, work)
            .and_then(|()| interrupted(site))
            .and_then(|()| move_refs(site, record, work))
            .map(|()| Vec::new()),
        // A release that cannot be taken back must keep its files.
        Way::Back => move_refs(site, record, work).and_then(|()| restore_files(site, record, work)),
    };
    let done = done.and_then(|kept| move_index(site, work).map(|()| kept));
    if let Some(repository) = repository {
        git_locks::release_index(site, repository)?;
    }
    done
}

/// Whether the caller was asked to end, while there is still a way back.
fn interrupted(site: &Site) -> Result<(), ApplyError> {
    if site.is_interrupted() { Err(ApplyError::Interrupted) } else { Ok(()) }
}

fn move_files(site: &Site, record: &Record, work: &Work) -> Result<(), ApplyError> {
    let of = record.files.len();
    for (place, file) in work.files.iter().filter_map(|place| Some((*place, record.files.get(*place)?))) {
        interrupted(site)?;
        site.progress.report(ApplyStep::WritingFile { path: file.path.clone(), number: place + 1, of });
        if !swap(site, &file.path, file.before.as_ref(), file.after.as_ref())? {
            return Err(ApplyError::Changed(vec![Conflict::File(file.path.clone())]));
        }
    }
    Ok(())
}

fn restore_files(site: &Site, record: &Record, work: &Work) -> Result<Vec<Conflict>, ApplyError> {
    let mut kept = Vec::new();
    for file in work.files.iter().filter_map(|place| record.files.get(*place)) {
        if !swap(site, &file.path, file.after.as_ref(), file.before.as_ref())? {
            kept.push(Conflict::File(file.path.clone()));
        }
    }
    Ok(kept)
}

/// Whether the file at `path` held `from`, and now holds `to`; `None` stands for no file.
fn swap(site: &Site, path: &str, from: Option<&Vec<u8>>, to: Option<&Vec<u8>>) -> Result<bool, ApplyError> {
    let swapped = match (from, to) {
        (Some(from), Some(to)) => site.root.swap(&site.effects, path, from, to),
        (Some(from), None) => site.root.remove(&site.effects, path, from),
        (None, Some(to)) => site.root.put(&site.effects, path, to),
        (None, None) => Ok(true),
    };
    match swapped {
        Ok(swapped) => Ok(swapped),
        Err(InsideError::Io(error)) => Err(ApplyError::io("write", site.file(path))(error)),
        // A link, a folder or nothing is there now: someone else changed it.
        Err(_) => Ok(false),
    }
}

/// Moves the branch and the tags that are not moved yet, in one transaction that holds only while each is where it was.
///
/// The journal knows of it before it happens: refs that are at their new place without that were moved by others.
fn move_refs(site: &Site, record: &mut Record, work: &Work) -> Result<(), ApplyError> {
    let Some(repository) = site.repository.as_ref().filter(|_| !work.refs.is_empty()) else { return Ok(()) };
    if work.way == Way::Forward {
        let tags = work.refs.iter().filter(|one| one.name.starts_with("refs/tags/")).count();
        site.progress.report(ApplyStep::MovingRefs { tags });
    }
    let commands: Vec<u8> = work.refs.iter().flat_map(|one| command(one).into_bytes()).collect();
    let note = format!("dateline: {}", record.verb.name());
    let prepared = || {
        let locks = git_locks::held(repository, &work.refs)?;
        let Some(change) = &mut record.git else { return Ok(()) };
        change.locks = locks;
        change.refs_moved |= work.way == Way::Forward;
        journal::begin(&site.effects, &site.state(), record)
    };
    let moved = transaction::run::<ApplyError>(&repository.git, &site.effects, &note, &commands, prepared);
    // A git that cannot remove its own locks leaves them, even where it says that all went well.
    git_locks::clear(site, record)?;
    let Err(error) = moved else { return sync::refs(site, repository, &work.refs) };
    if let ApplyError::Git(_) = error {
        // Why git refused it: a lock of another process, or a ref that another process moved.
        if let Some(lock) = git_locks::foreign(repository, &work.refs).into_iter().next() {
            return Err(ApplyError::GitLocked(lock));
        }
        let survey = RecordSurvey::of(site, record)?;
        if work.way == Way::Forward && !survey.conflicts().is_empty() {
            return Err(ApplyError::Changed(survey.conflicts().to_vec()));
        }
    }
    Err(error)
}

/// A command of `update-ref --stdin -z`.
fn command(change: &RefChange) -> String {
    let name = &change.name;
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => format!("update {name}\0{new}\0{old}\0"),
        (None, Some(new)) => format!("create {name}\0{new}\0"),
        (Some(old), None) => format!("delete {name}\0{old}\0"),
        (None, None) => String::new(),
    }
}

/// Puts the entries into the index by way of a copy, under the lock on it.
fn move_index(site: &Site, work: &Work) -> Result<(), ApplyError> {
    let Some(repository) = site.repository.as_ref().filter(|_| !work.entries.is_empty()) else {
        return Ok(());
    };
    if work.way == Way::Forward {
        site.progress.report(ApplyStep::UpdatingIndex);
    }
    let copy = site.state().join("index.new");
    site.effects.copy(&repository.index, &copy).map_err(ApplyError::io("write", &copy))?;
    let change = |arguments: &[&str], input: &[u8]| {
        repository.git.change(&site.effects, arguments, Some(&copy), input)
    };
    change(&["update-index", "-z", "--index-info"], &index_info(&work.entries))?;
    // It only spares git a later look at the files, and fails where others have changes.
    let _ = change(&["update-index", "-q", "--refresh"], b"");
    site.effects.rename(&copy, &repository.index).map_err(ApplyError::io("write", &repository.index))
}

/// Entries for `update-index --index-info`, which takes any path as it is.
fn index_info(index: &[IndexChange]) -> Vec<u8> {
    let line = |entry: &IndexChange| match (&entry.new, &entry.old) {
        (Some(new), _) => format!("{} {new}\t{}\0", entry.mode, entry.path),
        // Mode 0 takes the entry out; the id is one of zeros, as long as the repository's are.
        (None, old) => format!("0 {}\t{}\0", "0".repeat(old.as_ref().map_or(40, String::len)), entry.path),
    };
    index.iter().flat_map(|entry| line(entry).into_bytes()).collect()
}
