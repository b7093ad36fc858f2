//! What a call that was cut off leaves behind: our temporary files, and the locks of a git that was killed.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::error::ApplyError;
use super::execute::unlock_index;
use super::journal::{GitChange, Record, begun};
use super::site::{Repository, Site};

/// How long another git process may hold a lock before it counts as left behind.
const LOCK_PATIENCE: Duration = Duration::from_secs(1);

/// How far the clocks of a file system and of a process may be apart.
const CLOCK_STEP: Duration = Duration::from_secs(1);

/// Removes what a call that was cut off left behind. The lock on the site is ours, and was shared with every git that it
/// called: none of those is running any more.
pub(super) fn clear(site: &Site, record: &Record) -> Result<(), ApplyError> {
    let now = SystemTime::now();
    for file in &record.files {
        remove(site, site.temporary(&file.path))?;
    }
    clear_scratch(site)?;
    let (Some(repository), Some(change)) = (&site.repository, &record.git) else { return Ok(()) };
    unlock_index(site, repository)?;
    let since = begun(&site.state()).unwrap_or(now);
    clear_ref_locks(site, repository, change, since, now)
}

/// Removes what is left in our own folder, journal or not: it would be in the way of git.
pub(super) fn clear_scratch(site: &Site) -> Result<(), ApplyError> {
    const NAMES: [&str; 6] =
        ["journal.new", "index.new", "index.new.lock", "index.tree", "index.tree.lock", "index.owner.new"];
    NAMES.iter().try_for_each(|name| remove(site, site.state().join(name)))
}

/// Removes git's locks on what `change` moves, where they were made from `since` to `until`, the time in which a git of
/// ours worked, and do not go by themselves. A lock that is older or younger is another's.
pub(super) fn clear_ref_locks(
    site: &Site,
    repository: &Repository,
    change: &GitChange,
    since: SystemTime,
    until: SystemTime,
) -> Result<(), ApplyError> {
    let mut locks = vec![
        repository.git_dir.join("HEAD.lock"),
        repository.common_dir.join("packed-refs.lock"),
        repository.common_dir.join("packed-refs.new"),
        repository.common_dir.join("reftable/tables.list.lock"),
    ];
    locks.extend(change.refs.iter().map(|one| repository.common_dir.join(format!("{}.lock", one.name))));
    let from = since.checked_sub(CLOCK_STEP).unwrap_or(since);
    let is_ours = |lock: &Path| {
        let made = fs::symlink_metadata(lock).and_then(|found| found.modified());
        made.is_ok_and(|made| made >= from && made <= until)
    };
    let start = Instant::now();
    locks.retain(|lock| is_ours(lock));
    while !locks.is_empty() && start.elapsed() < LOCK_PATIENCE {
        thread::sleep(LOCK_PATIENCE / 20);
        locks.retain(|lock| is_ours(lock));
    }
    locks.into_iter().try_for_each(|lock| remove(site, lock))
}

fn remove(site: &Site, path: PathBuf) -> Result<(), ApplyError> {
    site.effects.remove(&path).map_err(ApplyError::io("remove", path))
}
