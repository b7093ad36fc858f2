//! Files inside a folder, read without ever leaving it: no `..`, no link on the way, nothing in `.git`, no device.

use std::fs;
use std::io;
use std::path::{Component, Path};

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
    if !found.is_file() {
        return Err(InsideError::NotRegular);
    }
    if found.len() > files::MAX_BYTES {
        return Err(InsideError::TooLarge);
    }
    files::read(&way).map_err(InsideError::Io)
}

/// The names in `path`, a folder inside of `folder`, in their order; none where it is no folder.
#[must_use]
pub fn names(folder: &Path, path: &str) -> Vec<String> {
    let entries = fs::read_dir(folder.join(path)).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}
