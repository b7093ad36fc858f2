//! Makes what git wrote survive a loss of power. git syncs the contents of its files (`core.fsync=all`), but not
//! the folders that hold their names; what relies on those names waits for this.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::error::ApplyError;
use super::journal::RefChange;
use super::site::{Repository, Site};

/// Syncs the folders of new objects: that of packs, those of the objects `loose` by their ids, and the one above.
pub(super) fn objects(site: &Site, repository: &Repository, loose: &[String]) -> Result<(), ApplyError> {
    let above = repository.common_dir.join("objects");
    let of_loose = loose.iter().filter_map(|id| id.get(..2)).map(|folder| above.join(folder));
    folders(site, of_loose.chain([above.join("pack"), above.clone()]).collect())
}

/// Syncs the folders of the refs that `changes` moved, up to the git directory. A ref that is not a separate file has
/// no folder here: its store is a file that git syncs.
pub(super) fn refs(site: &Site, repository: &Repository, changes: &[RefChange]) -> Result<(), ApplyError> {
    let above = |change: &RefChange| {
        let file = repository.common_dir.join(&change.name);
        let folders =
            file.ancestors().skip(1).take_while(|folder| folder.starts_with(&repository.common_dir));
        folders.map(Path::to_path_buf).collect::<Vec<_>>()
    };
    folders(site, changes.iter().flat_map(above).collect())
}

fn folders(site: &Site, folders: BTreeSet<PathBuf>) -> Result<(), ApplyError> {
    for folder in folders {
        match site.effects.sync_folder(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(ApplyError::io("sync", &folder)(error));
            }
            _ => {}
        }
    }
    Ok(())
}
