//! What proves that a file or folder is the very one that was there before, not another at the same place.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};

/// One file: its number on its device, when it was last changed, and what it held. A file that is removed and made
/// again differs in at least one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileIdentity {
    device: u64,
    inode: u64,
    /// Nanoseconds since 1970-01-01 00:00 UTC.
    changed: i128,
    content: Vec<u8>,
}

impl FileIdentity {
    /// Whether the file holds `text`, and nothing else.
    pub fn holds(&self, text: &[u8]) -> bool {
        self.content == text
    }

    /// Whether the file starts with `text`.
    pub fn starts_with(&self, text: &[u8]) -> bool {
        self.content.starts_with(text)
    }
}

/// One folder, wherever it is moved to on its device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FolderIdentity {
    device: u64,
    inode: u64,
}

/// How much of a file counts, in bytes: a lock of git holds an object's name or nothing.
const BYTES: u64 = 4096;

/// The identity of the file at `path`; `None` where there is none, or a link.
pub fn of_file(path: &Path) -> io::Result<Option<FileIdentity>> {
    let found = match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => found,
        Ok(_) => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut content = Vec::new();
    match File::open(path) {
        Ok(file) => file.take(BYTES).read_to_end(&mut content)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let (device, inode, changed) = numbers(&found);
    Ok(Some(FileIdentity { device, inode, changed, content }))
}

/// The identity of the folder at `path`.
pub fn of_folder(path: &Path) -> io::Result<FolderIdentity> {
    let (device, inode, _) = numbers(&fs::metadata(path)?);
    Ok(FolderIdentity { device, inode })
}

/// The device that `folder` is on, where that is known.
pub(super) fn device(folder: &Path) -> Option<u64> {
    of_folder(folder).ok().map(|identity| identity.device)
}

#[cfg(unix)]
fn numbers(found: &Metadata) -> (u64, u64, i128) {
    use std::os::unix::fs::MetadataExt;
    let changed = i128::from(found.ctime()) * 1_000_000_000 + i128::from(found.ctime_nsec());
    (found.dev(), found.ino(), changed)
}

#[cfg(not(unix))]
fn numbers(found: &Metadata) -> (u64, u64, i128) {
    let since = |time: std::time::SystemTime| time.duration_since(std::time::UNIX_EPOCH).ok();
    let made = found.created().ok().and_then(since).map_or(0, |made| made.as_nanos());
    (0, 0, i128::try_from(made).unwrap_or_default())
}
