//! What was cut off is finished, or reverted. Doing it again changes nothing.

use std::time::Duration;

use super::error::{ApplyError, Conflict};
use super::execute::drive;
use super::journal::{self, GitChange, Push, Record, RefChange, pending_at};
use super::leftovers::clear;
use super::perform::{Outcome, resume};
use super::site::{Repository, Site};

/// How long a git that outlives its caller may take to end.
const PATIENCE: Duration = Duration::from_secs(5);

/// What recovery came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recovery {
    /// There was nothing to recover.
    Nothing,
    /// It was finished.
    Finished(Outcome),
    /// It was reverted.
    Reverted,
}

/// What was cut off, if anything was. Reads only.
pub fn pending(site: &Site) -> Result<Option<Record>, ApplyError> {
    pending_at(&site.state())
}

/// Finishes what was cut off, or with `abort` reverts it. Writes nothing where nothing was.
pub fn recover(site: &Site, abort: bool) -> Result<Recovery, ApplyError> {
    if pending(site)?.is_none() {
        return Ok(Recovery::Nothing);
    }
    let guard = site.lock_only("recover", PATIENCE)?;
    // Another recovery may have been faster.
    let Some(record) = pending(site)? else { return Ok(Recovery::Nothing) };
    if !abort {
        return resume(site, &guard, &record).map(Recovery::Finished);
    }
    let pushed = pushed(site, &record);
    if !pushed.is_empty() {
        return Err(ApplyError::Changed(pushed));
    }
    clear(site, &record)?;
    drive(site, &record.reversed())?;
    journal::forget(&site.effects, &site.state())?;
    Ok(Recovery::Reverted)
}

/// What of a record with a push is on the remote already.
fn pushed(site: &Site, record: &Record) -> Vec<Conflict> {
    let (Some(repository), Some((git, push))) = (&site.repository, record.pushing()) else {
        return Vec::new();
    };
    let there = refs_on_remote(repository, git, push).into_iter();
    there.map(|one| Conflict::Pushed(one.name.clone())).collect()
}

/// The refs of `git` that the remote of `push` has as they are to be; none where it cannot be asked.
pub(super) fn refs_on_remote<'g>(
    repository: &Repository,
    git: &'g GitChange,
    push: &Push,
) -> Vec<&'g RefChange> {
    let there = on_remote(repository, &push.remote).unwrap_or_default();
    let is_there = |one: &&RefChange| {
        one.new.as_ref().is_some_and(|new| there.contains(&(one.name.clone(), new.clone())))
    };
    git.refs.iter().filter(is_there).collect()
}

/// The branches and tags of a remote with the objects that they are at.
pub(super) fn on_remote(repository: &Repository, remote: &str) -> Result<Vec<(String, String)>, ApplyError> {
    let listed = repository.git.line(&["ls-remote", "--quiet", "--", remote])?;
    let pairs = listed.lines().filter_map(|line| line.split_once('\t'));
    Ok(pairs.map(|(object, name)| (name.to_owned(), object.to_owned())).collect())
}
