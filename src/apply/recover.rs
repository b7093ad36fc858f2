//! Finishes or reverts an interrupted apply. Doing it again changes nothing.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::{ApplyError, Conflict};
use super::execute::back;
use super::git_locks;
use super::journal::{self, Record, RecordKind};
use super::leftovers::clear;
use super::perform::{ApplyOutcome, resume, stopped_or_unsynced};
use super::remote::{among, on_remote};
use super::site::Site;
use crate::system::files;

/// How long a git that outlives its caller may take to end.
const PATIENCE: Duration = Duration::from_secs(5);

/// What recovery came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recovery {
    /// There was nothing to recover.
    Nothing,
    /// It was finished: what was done, and what others changed since, which is left as it is.
    Finished(ApplyOutcome, Vec<Conflict>),
    /// It was reverted, but for what others changed since, which is left as it is.
    Reverted(Vec<Conflict>),
}

/// How to recover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct How {
    /// Reverts what was cut off, rather than finishing it.
    pub abort: bool,
    /// Reverts it even where the remote may have it: the caller knows better.
    pub not_pushed: bool,
}

/// What was cut off, if anything was. Reads only.
pub fn pending(site: &Site) -> Result<Option<Record>, ApplyError> {
    site.pending()
}

/// Whether an apply of the product file at `path` was cut off, as far as that shows without calling git: quick enough for
/// every call. Reads only.
pub fn was_cut_off(path: &Path) -> bool {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(folder) = files::canonical(parent) else { return false };
    let git_dir = folder.ancestors().find_map(|above| files::git_dir(&above.join(".git")));
    let states =
        git_dir.map(|git_dir| git_dir.join("dateline")).into_iter().chain([folder.join(".dateline")]);
    states.into_iter().any(|state| journal::is_there(&state))
}

/// Finishes what was cut off, or reverts it. Writes nothing where nothing was.
pub fn recover(site: &Site, how: How) -> Result<Recovery, ApplyError> {
    if pending(site)?.is_none() {
        return Ok(Recovery::Nothing);
    }
    let guard = site.lock_only("recover", PATIENCE)?;
    // Another recovery may have been faster.
    let Some(mut record) = pending(site)? else { return Ok(Recovery::Nothing) };
    if !site.is_of(&record) {
        let of = format!("{}{}", record.prefix, record.product_file);
        return Err(ApplyError::Changed(vec![Conflict::Elsewhere(of)]));
    }
    if !how.abort {
        let resumed = resume(site, &guard, record).map_err(still_there);
        return resumed.map(|(outcome, kept)| Recovery::Finished(outcome, kept));
    }
    if !how.not_pushed {
        not_pushed(site, &record)?;
    }
    let mut kept = clear(site, &record).map_err(still_there)?;
    kept.extend(back(site, &mut record).map_err(still_there)?);
    kept.extend(git_locks::left(site, &record));
    if record.verb == RecordKind::Undo {
        journal::restore(&site.effects, &site.state(), &record).map_err(still_there)?;
    }
    journal::forget(&site.effects, &site.state()).map_err(|error| stopped_or_unsynced(site, error))?;
    Ok(Recovery::Reverted(kept))
}

/// An error of the system in the middle of a recovery, which can be called again.
fn still_there(error: ApplyError) -> ApplyError {
    match error {
        ApplyError::Io { .. } | ApplyError::Git(_) => ApplyError::Stopped(Box::new(error)),
        error => error,
    }
}

/// Moves the journal out of the way without following it: one that is damaged, or that was not made here. Returns its
/// new name; `None` where there is no journal.
pub fn set_aside(site: &Site) -> Result<Option<PathBuf>, ApplyError> {
    let guard = site.lock_only("recover", PATIENCE)?;
    let state = site.state();
    if !journal::is_there(&state) {
        return Ok(None);
    }
    if let Some(repository) = &site.repository {
        git_locks::release_index(site, repository)?;
    }
    let to = journal::set_aside(&site.effects, &state)?;
    drop(guard);
    Ok(Some(to))
}

/// Refuses where others may have the release of `record` already.
fn not_pushed(site: &Site, record: &Record) -> Result<(), ApplyError> {
    let (Some(repository), Some((git, push))) = (&site.repository, record.pushing()) else { return Ok(()) };
    if !git.refs_moved {
        return Ok(());
    }
    let there = on_remote(repository, &push.remote)
        .map_err(|error| ApplyError::RemoteSilent { remote: push.remote.clone(), error: Box::new(error) })?;
    let pushed: Vec<Conflict> =
        among(git, &there).into_iter().map(|one| Conflict::Pushed(one.name.clone())).collect();
    if pushed.is_empty() { Ok(()) } else { Err(ApplyError::Changed(pushed)) }
}
