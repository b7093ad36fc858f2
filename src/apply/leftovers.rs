//! What a call that was cut off leaves behind: our temporary files, and the locks of a git that was killed with it.

use std::path::PathBuf;

use super::error::{ApplyError, Conflict};
use super::git_locks;
use super::journal::Record;
use super::site::Site;
use crate::system::inside::InsideError;

/// Removes what a call that was cut off left behind; what somebody else saved at that moment, which is kept. The lock on
/// the site is ours, and was shared with every git that it called: none of those is running any more.
pub(super) fn clear(site: &Site, record: &Record) -> Result<Vec<Conflict>, ApplyError> {
    let mut kept = Vec::new();
    for file in &record.files {
        let ours = [&file.before, &file.after].map(|content| content.as_deref().unwrap_or_default());
        match site.root.clear(&site.effects, &file.path, ours) {
            Ok(Some(at)) => kept.push(Conflict::Kept { path: file.path.clone(), at }),
            Err(InsideError::Io(error)) => {
                return Err(ApplyError::io("remove what is left of", site.file(&file.path))(error));
            }
            // Nothing is there, or nothing of ours can be.
            Ok(None) | Err(_) => {}
        }
    }
    clear_scratch(site)?;
    if let (Some(repository), Some(_)) = (&site.repository, &record.git) {
        git_locks::release_index(site, repository)?;
    }
    git_locks::clear(site, record)?;
    Ok(kept)
}

/// Removes what is left in our own folder, journal or not: it would be in the way of git.
pub(super) fn clear_scratch(site: &Site) -> Result<(), ApplyError> {
    const NAMES: [&str; 4] = ["journal.new", "index.new", "index.new.lock", "index.owner.new"];
    let scratch = site.scratch();
    site.effects.remove_folder(&scratch).map_err(ApplyError::io("remove", scratch))?;
    NAMES.iter().try_for_each(|name| remove(site, site.state().join(name)))
}

fn remove(site: &Site, path: PathBuf) -> Result<(), ApplyError> {
    site.effects.remove(&path).map_err(ApplyError::io("remove", path))
}
