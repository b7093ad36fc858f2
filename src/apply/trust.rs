//! Whether a record may be followed: it was made here, and it leads nowhere but into this folder. A folder that somebody
//! else packed may hold records too.

use super::error::ApplyError;
use super::journal::{Origin, Record, Stored};
use super::site::Site;
use crate::system::{identity, inside};

/// Where a record of `site` says that it is made.
pub(super) fn made_here(site: &Site) -> Result<Origin, ApplyError> {
    let identity = identity::of_folder(&site.folder).map_err(ApplyError::io("read", &site.folder))?;
    Ok(Origin { folder: site.folder.to_string_lossy().into_owned(), identity })
}

/// The record, where it may be followed.
pub(super) fn trusted(site: &Site, stored: Stored) -> Result<Record, ApplyError> {
    let Stored { record, path, stranger } = stored;
    let refuse = |reason: String| ApplyError::Untrusted { path: path.clone(), reason };
    if let Some(user) = stranger {
        return Err(refuse(format!("it belongs to another user, number {user}")));
    }
    if let Some(reason) = leads_out(site, &record) {
        return Err(refuse(reason));
    }
    // A record of another product file of the work tree is named as such, and never followed.
    let is_here = !site.is_of(&record)
        || record.made.as_ref().is_some_and(|made| {
            // A folder that was moved is the same one under another path, and one that was restored the other way round.
            identity::of_folder(&site.folder).is_ok_and(|here| here == made.identity)
                || *made.folder == *site.folder.to_string_lossy()
        });
    if is_here || site.accepts_moved {
        return Ok(record);
    }
    let made = record.made.map_or_else(|| "an unknown folder".to_owned(), |made| made.folder);
    Err(ApplyError::MadeElsewhere { path, made })
}

/// Where a record leads that no record of ours leads to (Rule A3).
fn leads_out(site: &Site, record: &Record) -> Option<String> {
    let outside = |path: &str| format!("`{path}` leads out of the product file's folder");
    let mut paths = record.files.iter().map(|file| &file.path).chain([&record.product_file]);
    if let Some(path) = paths.find(|path| !inside::is_inside(path)) {
        return Some(outside(path));
    }
    let change = record.git.as_ref()?;
    let Some(repository) = &site.repository else {
        return Some("it was made in a git work tree, and this folder is in none".to_owned());
    };
    let is_file = |path: &str| {
        record.files.iter().any(|file| path.strip_prefix(record.prefix.as_str()) == Some(file.path.as_str()))
    };
    if let Some(entry) = change.index.iter().find(|entry| !is_file(&entry.path)) {
        return Some(format!("its index entry `{}` is not one of its files", entry.path));
    }
    let is_ref = |name: &str| name == change.branch || name.starts_with("refs/tags/");
    let mut names = change.refs.iter().map(|one| one.name.as_str()).chain([change.branch.as_str()]);
    if let Some(name) = names.find(|name| !is_ref(name) || !is_ref_name(name)) {
        return Some(format!("`{name}` is neither its branch nor a tag"));
    }
    let ids = change.refs.iter().flat_map(|one| [&one.old, &one.new]).flatten();
    let ids = ids
        .chain(change.index.iter().flat_map(|entry| [&entry.old, &entry.new]).flatten())
        .chain(&change.commit);
    let mut modes = change.index.iter().map(|entry| entry.mode.as_str());
    if ids.clone().any(|id| !is_object(id)) || modes.any(|mode| !matches!(mode, "100644" | "100755")) {
        return Some("it names something that is not an object of git".to_owned());
    }
    let push = change.push.as_ref()?;
    let has_remote = repository.remotes().contains(&push.remote);
    (!has_remote).then(|| format!("`{}` is not a remote of this repository", push.remote))
}

/// Whether `name` is a branch or tag whose lock is below the git directory.
fn is_ref_name(name: &str) -> bool {
    let is_known = name.starts_with("refs/heads/") || name.starts_with("refs/tags/");
    is_known && !name.contains("..") && !name.contains(['\0', '\n', '\\'])
}

fn is_object(id: &str) -> bool {
    matches!(id.len(), 40 | 64) && id.bytes().all(|byte| byte.is_ascii_hexdigit())
}
