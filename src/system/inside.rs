//! Files inside a folder, read without ever leaving it: no `..`, no link on the way, nothing in `.git`, no device.

use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::files;

/// Why a file is not read.
#[derive(Debug)]
pub enum InsideError {
    /// The path is absolute, has `..` or `.` in it, or leads into a git directory.
    Outside,
    /// The file or a folder on the way to it is a symbolic link.
    Link,
    /// It is a folder, a pipe or a device.
    NotRegular,
    /// There is no such file.
    Missing,
    /// It has more than [`files::MAX_BYTES`].
    TooLarge,
    /// The system refuses it.
    Io(io::Error),
}

/// The content of the file `path`, which is relative to `folder`, with `/` between its parts.
pub fn read(folder: &Path, path: &str) -> Result<Vec<u8>, InsideError> {
    let (way, found) = find(folder, path)?;
    if !found.is_file() {
        return Err(InsideError::NotRegular);
    }
    if found.len() > files::MAX_BYTES {
        return Err(InsideError::TooLarge);
    }
    files::read(&way).map_err(InsideError::Io)
}

/// The names of the files in the folder `path`, which is relative to `folder`, with `/` between its parts; neither links
/// nor folders, nor names that are no UTF-8.
pub fn file_names(folder: &Path, path: &str) -> Result<Vec<String>, InsideError> {
    list(folder, path, |entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
}

/// The names in `path`, a folder inside of `folder`, in their order; none where it is no folder.
#[must_use]
pub fn names(folder: &Path, path: &str) -> Vec<String> {
    list(folder, path, |_| true).unwrap_or_default()
}

fn list(folder: &Path, path: &str, keep: impl Fn(&DirEntry) -> bool) -> Result<Vec<String>, InsideError> {
    let (way, _) = find(folder, path)?;
    let mut names = Vec::new();
    for entry in fs::read_dir(way).map_err(InsideError::Io)? {
        let entry = entry.map_err(InsideError::Io)?;
        let is_kept = keep(&entry);
        names.extend(entry.file_name().into_string().ok().filter(|_| is_kept));
    }
    names.sort_unstable();
    Ok(names)
}

/// What is at `path` inside `folder`, with no link on the way.
fn find(folder: &Path, path: &str) -> Result<(PathBuf, Metadata), InsideError> {
    let mut way = folder.to_path_buf();
    for part in Path::new(path).components() {
        let Component::Normal(name) = part else { return Err(InsideError::Outside) };
        if name.eq_ignore_ascii_case(".git") {
            return Err(InsideError::Outside);
        }
        way.push(name);
        if fs::symlink_metadata(&way).is_ok_and(|found| found.is_symlink()) {
            return Err(InsideError::Link);
        }
    }
    let found = fs::symlink_metadata(&way).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => InsideError::Missing,
        _ => InsideError::Io(error),
    })?;
    Ok((way, found))
}
