//! Files inside a folder, reached without ever leaving it: no `..`, no link on the way, nothing in `.git`, no device.
//!
//! Each folder on the way is opened from the one above it, so that one that is swapped for a link meanwhile is refused
//! rather than followed.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};

use super::effects::{Effects, FileEffect};
use super::files::{self, Found};
use super::handle::{Handle, Rights};

/// Why a file is not read or written.
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
    /// It has more than [`files::max_bytes`].
    TooLarge,
    /// The system refuses it.
    Io(io::Error),
}

/// An open folder, below which files are reached.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    handle: Handle,
}

/// The content of the file `path`, which is relative to `folder`, with `/` between its parts.
pub fn read(folder: &Path, path: &str) -> Result<Vec<u8>, InsideError> {
    open(folder)?.read(path)
}

/// Whether there is anything at `path`, a link on the way to it not counted.
pub fn exists(folder: &Path, path: &str) -> bool {
    let has = |folder: Folder| folder.parent(path).is_ok_and(|(parent, name)| parent.found(&name).is_ok());
    open(folder).is_ok_and(has)
}

/// The names of the files in the folder `path`, which is relative to `folder`, with `/` between its parts; neither links
/// nor folders, nor names that are not UTF-8.
pub fn file_names(folder: &Path, path: &str) -> Result<Vec<String>, InsideError> {
    let folder = open(folder)?.way(path)?;
    let mut names = folder.names().map_err(InsideError::Io)?;
    names.retain(|name| matches!(folder.found(OsStr::new(name)), Ok(Found::Regular { .. })));
    Ok(names)
}

/// The names in `path`, a folder inside of `folder`, in their order, of whatever kind they are.
pub fn names(folder: &Path, path: &str) -> Result<Vec<String>, InsideError> {
    open(folder)?.way(path)?.names().map_err(InsideError::Io)
}

/// Whether `path` stays inside the folder that it is relative to, as far as its text says.
pub fn is_inside(path: &str) -> bool {
    parts(path).is_ok_and(|parts| !parts.is_empty())
}

fn open(folder: &Path) -> Result<Folder, InsideError> {
    // The folder of a file that is named alone is the one that the program runs in.
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    Folder::open(folder).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => InsideError::Missing,
        _ => InsideError::Io(error),
    })
}

/// The names on the way along `path`.
fn parts(path: &str) -> Result<Vec<&OsStr>, InsideError> {
    let part = |part| match part {
        Component::Normal(name) if !name.eq_ignore_ascii_case(".git") => Ok(name),
        _ => Err(InsideError::Outside),
    };
    Path::new(path).components().map(part).collect()
}

/// The name by way of which the file `name` is written: short, whatever the file is called, and always the same, so that
/// what a call that was cut off left behind is found.
pub fn temporary_name(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name);
    let sum: String = Sha256::digest(name).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!(".dateline-{sum}")
}

impl Folder {
    /// Opens the folder at `path`; an empty one is the current folder.
    pub fn open(path: &Path) -> io::Result<Folder> {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        Ok(Folder { path: path.to_path_buf(), handle: Handle::open(path)? })
    }

    /// The content of the file `path`.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, InsideError> {
        let (parent, name) = self.parent(path)?;
        parent_read(&parent, &name)
    }

    /// Whether something has the name by way of which the file `path` is written.
    pub fn has_temporary(&self, path: &str) -> bool {
        self.parent(path).is_ok_and(|(parent, _)| parent.found(temporary_name(path).as_ref()).is_ok())
    }

    /// Puts `content` at `path` as a whole, where it holds `expected`; `false` where it holds something else, which is
    /// left alone, even where it came there while this was under way. Owner and permissions stay.
    pub fn swap(
        &self,
        effects: &Effects,
        path: &str,
        expected: &[u8],
        content: &[u8],
    ) -> Result<bool, InsideError> {
        let (parent, name) = self.parent(path)?;
        effects.announce(FileEffect::Replace(&self.path.join(path))).map_err(InsideError::Io)?;
        let mut file = regular(&parent, &name)?;
        let rights = Rights::of(&file).map_err(InsideError::Io)?;
        if bounded(&mut file)? != expected {
            return Ok(false);
        }
        let temporary = OsString::from(temporary_name(path));
        let written = create(&parent, &temporary, content, rights).map_err(InsideError::Io);
        let swapped = written.and_then(|()| exchange(&parent, &name, &temporary, expected, content));
        if swapped.is_err() {
            // What failed must not leave its half behind; where even that fails, recovery knows the name.
            let _ = remove_known(&parent, &temporary, [expected, content]);
        }
        let swapped = swapped?;
        parent.sync().map_err(InsideError::Io)?;
        Ok(swapped)
    }

    /// Removes the file `path`, where it holds `expected`; `false` where it holds something else, which is left alone.
    pub fn remove(&self, effects: &Effects, path: &str, expected: &[u8]) -> Result<bool, InsideError> {
        let (parent, name) = self.parent(path)?;
        effects.announce(FileEffect::Remove(&self.path.join(path))).map_err(InsideError::Io)?;
        if parent_read(&parent, &name)? != expected {
            return Ok(false);
        }
        // What is saved under the name from now on is another file, and what was saved just before is seen.
        let temporary = OsString::from(temporary_name(path));
        parent.rename(&name, &temporary).map_err(InsideError::Io)?;
        let is_ours = parent_read(&parent, &temporary)? == expected;
        if is_ours {
            parent.remove(&temporary).map_err(InsideError::Io)?;
        } else {
            parent.rename(&temporary, &name).map_err(InsideError::Io)?;
        }
        parent.sync().map_err(InsideError::Io)?;
        Ok(is_ours)
    }

    /// Puts a file with `content` at `path`, where there is none; `false` where there is one, which is left alone.
    pub fn put(&self, effects: &Effects, path: &str, content: &[u8]) -> Result<bool, InsideError> {
        let (parent, name) = self.parent(path)?;
        effects.announce(FileEffect::Replace(&self.path.join(path))).map_err(InsideError::Io)?;
        if parent.found(&name).is_ok() {
            return Ok(false);
        }
        let temporary = OsString::from(temporary_name(path));
        let written = parent.create(&temporary).and_then(|mut file| {
            file.write_all(content)?;
            files::make_readable(&file)?;
            file.sync_all()?;
            parent.rename_new(&temporary, &name)
        });
        if !matches!(written, Ok(true)) {
            // What failed must not leave its half behind; where even that fails, recovery knows the name.
            let _ = remove_known(&parent, &temporary, [content, content]);
        }
        let written = written.map_err(InsideError::Io)?;
        parent.sync().map_err(InsideError::Io)?;
        Ok(written)
    }

    /// Removes what a [`swap`](Folder::swap) between the contents `ours` left behind when it was cut off. What it did
    /// not write itself, as where somebody saved the file at that moment, is kept under the name that is returned.
    pub fn clear(
        &self,
        effects: &Effects,
        path: &str,
        ours: [&[u8]; 2],
    ) -> Result<Option<String>, InsideError> {
        let (parent, _) = match self.parent(path) {
            Err(InsideError::Missing | InsideError::Link | InsideError::Outside) => return Ok(None),
            parent => parent?,
        };
        let temporary = OsString::from(temporary_name(path));
        if parent.found(&temporary).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            return Ok(None);
        }
        let shown = self.path.join(path).with_file_name(&temporary);
        effects.announce(FileEffect::Remove(&shown)).map_err(InsideError::Io)?;
        if remove_known(&parent, &temporary, ours)? {
            parent.sync().map_err(InsideError::Io)?;
            return Ok(None);
        }
        let kept = (1..).map(|number| format!("kept-by-dateline-{number}"));
        let is_free = |name: &String| parent.found(name.as_ref()).is_err();
        let kept = kept.take(usize::from(u16::MAX)).find(is_free).unwrap_or_default();
        parent.rename(&temporary, kept.as_ref()).map_err(InsideError::Io)?;
        parent.sync().map_err(InsideError::Io)?;
        let folder = path.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
        Ok(Some(folder + &kept))
    }

    /// The folder that `path` leads to.
    fn way(&self, path: &str) -> Result<Handle, InsideError> {
        let mut folder = self.handle.folder(OsStr::new(".")).map_err(InsideError::Io)?;
        for name in parts(path)? {
            folder = below(&folder, name)?;
        }
        Ok(folder)
    }

    /// The folder of the file `path`, and its name there.
    fn parent(&self, path: &str) -> Result<(Handle, OsString), InsideError> {
        let name = *parts(path)?.last().ok_or(InsideError::Outside)?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        Ok((self.way(folder)?, name.to_owned()))
    }
}

fn below(folder: &Handle, name: &OsStr) -> Result<Handle, InsideError> {
    folder.folder(name).map_err(|error| match (folder.found(name), error.kind()) {
        (Ok(Found::Link), _) => InsideError::Link,
        (_, io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => InsideError::Missing,
        _ => InsideError::Io(error),
    })
}

/// The file `name`, opened; refused where it is not a regular one.
fn regular(folder: &Handle, name: &OsStr) -> Result<File, InsideError> {
    let found = folder.found(name).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => InsideError::Missing,
        _ => InsideError::Io(error),
    })?;
    match found {
        Found::Regular { bytes } if bytes > files::max_bytes() => Err(InsideError::TooLarge),
        Found::Regular { .. } => folder.file(name).map_err(InsideError::Io),
        Found::Link => Err(InsideError::Link),
        Found::Other => Err(InsideError::NotRegular),
    }
}

fn parent_read(folder: &Handle, name: &OsStr) -> Result<Vec<u8>, InsideError> {
    bounded(&mut regular(folder, name)?)
}

fn bounded(file: &mut File) -> Result<Vec<u8>, InsideError> {
    // It may have been swapped for something else since it was looked at.
    if !file.metadata().map_err(InsideError::Io)?.is_file() {
        return Err(InsideError::NotRegular);
    }
    let mut content = Vec::new();
    file.take(files::max_bytes() + 1).read_to_end(&mut content).map_err(InsideError::Io)?;
    if u64::try_from(content.len()).is_ok_and(|length| length > files::max_bytes()) {
        return Err(InsideError::TooLarge);
    }
    Ok(content)
}

fn create(folder: &Handle, name: &OsStr, content: &[u8], rights: Rights) -> io::Result<()> {
    let mut file = folder.create(name)?;
    file.write_all(content)?;
    rights.give(&file)?;
    file.sync_all()
}

/// Gives the new content in `temporary` the name `name`, and removes the old one; `false` where the old one turns out to
/// be another than `expected`, and is put back.
fn exchange(
    folder: &Handle,
    name: &OsStr,
    temporary: &OsStr,
    expected: &[u8],
    content: &[u8],
) -> Result<bool, InsideError> {
    if !folder.exchange(temporary, name).map_err(InsideError::Io)? {
        // The next best: compared once more, at the last moment.
        if parent_read(folder, name)? != expected {
            folder.remove(temporary).map_err(InsideError::Io)?;
            return Ok(false);
        }
        return folder.rename(temporary, name).map(|()| true).map_err(InsideError::Io);
    }
    let old = parent_read(folder, temporary);
    let is_expected = old.as_ref().is_ok_and(|old| *old == expected);
    if !is_expected {
        folder.exchange(temporary, name).map_err(InsideError::Io)?;
    }
    if let Err(error @ InsideError::Io(_)) = old {
        // Whether somebody changed it is not known.
        return Err(error);
    }
    // Whatever is neither is another save of somebody, which `clear` keeps.
    remove_known(folder, temporary, [expected, content])?;
    Ok(is_expected)
}

/// Removes the file `name` where it holds one of `ours` or the torn start of one; whether it did.
fn remove_known(folder: &Handle, name: &OsStr, ours: [&[u8]; 2]) -> Result<bool, InsideError> {
    let content = match parent_read(folder, name) {
        Ok(content) => content,
        Err(InsideError::Missing) => return Ok(true),
        Err(InsideError::Io(error)) => return Err(InsideError::Io(error)),
        Err(_) => return Ok(false),
    };
    // After a loss of power the end of a file that was not synced may read as zeros.
    let end = content.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let start = content.get(..end).unwrap_or(&content);
    let is_ours = ours.iter().any(|whole| **whole == *content || whole.starts_with(start));
    if is_ours {
        folder.remove(name).map_err(InsideError::Io)?;
    }
    Ok(is_ours)
}
