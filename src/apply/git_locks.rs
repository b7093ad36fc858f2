//! git's locks: ours on the index, those that our calls of git hold on refs, and those of others, which are waited for
//! and never removed.

use std::io;
use std::path::{Path, PathBuf};

use super::error::{ApplyError, Conflict};
use super::journal::{GitChange, HeldLock, Record, RecordKind, RefChange};
use super::site::{Repository, Site};
use crate::system::identity::{self, FileIdentity};
use crate::system::{clock, environment, files};

/// What our lock on git's index starts with; git's own never does.
const OWN_LOCK: &str = "dateline ";

/// How often a lock of another process is looked at again.
const TRIES: u32 = 60;

/// Takes git's lock on the index, so that no other git process changes it meanwhile; waits for another's for 3 seconds.
/// The lock holds a text of ours from its first moment on, so that one left behind is known as ours.
pub(super) fn take_index(site: &Site, repository: &Repository) -> Result<(), ApplyError> {
    let (lock, mark) = (repository.index_lock(), site.state().join("index.owner"));
    let text = format!("{OWN_LOCK}process {}, since {}\n", environment::process(), clock::now());
    let marked = site.effects.replace(&mark, &site.state().join("index.owner.new"), text.as_bytes());
    marked.map_err(ApplyError::io("write", &mark))?;
    for again in 0..=TRIES {
        match site.effects.link(&mark, &lock) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && again < TRIES => clock::pause(),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => break,
            linked => return linked.map_err(ApplyError::io("make", lock)),
        }
    }
    Err(ApplyError::GitLocked(lock))
}

/// Lets go of git's index, where its lock is ours.
pub(super) fn release_index(site: &Site, repository: &Repository) -> Result<(), ApplyError> {
    let (lock, mark) = (repository.index_lock(), site.state().join("index.owner"));
    // Where it cannot be read it must not be treated as another's: it would stay for good.
    let held = identity::of_file(&lock).map_err(ApplyError::io("read", &lock))?;
    if held.is_some_and(|held| held.starts_with(OWN_LOCK.as_bytes())) {
        site.effects.remove(&lock).map_err(ApplyError::io("remove", &lock))?;
    }
    site.effects.remove(&mark).map_err(ApplyError::io("remove", &mark))
}

/// Waits for the lock of another process on the index; the lock where that process does not end.
pub(super) fn index_of_another(repository: &Repository) -> Option<PathBuf> {
    let lock = repository.index_lock();
    for _ in 0..TRIES {
        if !files::exists(&lock) {
            return None;
        }
        clock::pause();
    }
    Some(lock)
}

/// Every lock that git may take to move `refs`.
fn places(repository: &Repository, refs: &[RefChange]) -> Vec<PathBuf> {
    let mut places = vec![
        repository.git_dir.join("HEAD.lock"),
        repository.common_dir.join("packed-refs.lock"),
        repository.common_dir.join("packed-refs.new"),
        repository.common_dir.join("reftable/tables.list.lock"),
    ];
    places.extend(refs.iter().map(|one| repository.common_dir.join(format!("{}.lock", one.name))));
    places
}

/// The locks that our git holds, which has just taken all that it needs.
pub(super) fn held(repository: &Repository, refs: &[RefChange]) -> Result<Vec<HeldLock>, ApplyError> {
    let mut held = Vec::new();
    for path in places(repository, refs) {
        if let Some(identity) = identity::of_file(&path).map_err(ApplyError::io("read", &path))? {
            held.push(HeldLock { path: path.to_string_lossy().into_owned(), identity });
        }
    }
    Ok(held)
}

/// Locks on `refs`, ours or not.
pub(super) fn foreign(repository: &Repository, refs: &[RefChange]) -> Vec<PathBuf> {
    places(repository, refs).into_iter().filter(|path| files::exists(path)).collect()
}

/// Removes the locks of a git of ours that was killed. The lock on the site is ours, and was shared with that git: it is
/// not running any more. A lock that is not provably ours is left.
pub(super) fn clear(site: &Site, record: &Record) -> Result<(), ApplyError> {
    let (Some(repository), Some(change)) = (&site.repository, &record.git) else { return Ok(()) };
    for path in places(repository, &change.refs) {
        let found = identity::of_file(&path).map_err(ApplyError::io("read", &path))?;
        if found.is_some_and(|found| is_ours(repository, record, change, (&path, &found))) {
            site.effects.remove(&path).map_err(ApplyError::io("remove", path))?;
        }
    }
    Ok(())
}

/// Whether a lock is of a git that `record` called: the journal has it as the very file that it is, or it locks a ref that
/// the journal names and holds the object that the journal names for it, which no other git knows of.
///
/// git makes its locks itself, and an empty one, such as that on HEAD, is like any other until the journal has it. Where
/// git and its caller are killed between the two, nothing on the disk shows whose it is: it is named, and left.
fn is_ours(
    repository: &Repository,
    record: &Record,
    change: &GitChange,
    (path, found): (&Path, &FileIdentity),
) -> bool {
    let mut recorded = change.locks.iter();
    if recorded.any(|lock| lock.identity == *found && *lock.path == *path.to_string_lossy()) {
        return true;
    }
    // The objects that an apply makes have names that nobody else knows before it is done.
    let is_lock = |one: &&RefChange| *path == *repository.common_dir.join(format!("{}.lock", one.name));
    let holds =
        |new: &String| [new.clone(), format!("{new}\n")].iter().any(|text| found.holds(text.as_bytes()));
    record.verb == RecordKind::Apply
        && !change.refs_moved
        && change.refs.iter().find(is_lock).is_some_and(|one| one.new.as_ref().is_some_and(holds))
}

/// The locks that keep others from moving what `record` moved: not ours, or not provably, so they stay.
pub(super) fn left(site: &Site, record: &Record) -> Vec<Conflict> {
    let (Some(repository), Some(change)) = (&site.repository, &record.git) else { return Vec::new() };
    let locks = foreign(repository, &change.refs).into_iter();
    locks.map(|path| Conflict::Locked(path.to_string_lossy().into_owned())).collect()
}
