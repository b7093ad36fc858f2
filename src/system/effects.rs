//! Everything that an apply changes in the world, each change a method of [`Effects`].
//!
//! A file is written to a temporary file next to it, synced, renamed, and its folder synced, so that after a loss of
//! power it is there as a whole, old or new. A witness sees every effect before it happens and may stop it: that is how
//! tests count effects and fail at each.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// One change that is about to be made.
#[derive(Debug, Clone, Copy)]
pub enum FileEffect<'a> {
    /// A file gets a new content.
    Replace(&'a Path),
    /// A file gets another name.
    Rename(&'a Path, &'a Path),
    /// A file gets a second name.
    Link(&'a Path, &'a Path),
    /// A file is removed.
    Remove(&'a Path),
    /// A folder is made.
    MakeFolder(&'a Path),
    /// git is called for something that writes: its verb.
    Git(&'a str),
}

/// Sees an effect before it happens; an error stops it.
type Witness = Box<dyn Fn(FileEffect<'_>) -> io::Result<()>>;

/// The way to every change that an apply makes.
#[derive(Default)]
pub struct Effects {
    witness: Option<Witness>,
}

impl Effects {
    /// Effects that `witness` sees before they happen.
    pub fn seen_by(witness: impl Fn(FileEffect<'_>) -> io::Result<()> + 'static) -> Self {
        Effects { witness: Some(Box::new(witness)) }
    }

    /// Announces an effect, which the witness may stop.
    pub fn announce(&self, effect: FileEffect<'_>) -> io::Result<()> {
        self.witness.as_ref().map_or(Ok(()), |witness| witness(effect))
    }

    /// Puts `content` at `path` by way of `temporary`, a name in the same folder that is ours alone. The file is private
    /// to its owner.
    pub fn replace(&self, path: &Path, temporary: &Path, content: &[u8]) -> io::Result<()> {
        self.announce(FileEffect::Replace(path))?;
        let written = write_new(temporary, content).and_then(|()| fs::rename(temporary, path));
        if written.is_err() {
            // What failed must not leave its half behind; where even that fails, recovery knows the name.
            let _ = fs::remove_file(temporary);
        }
        written?;
        sync_folder_of(path)
    }

    /// Gives the file `from` the name `to`, replacing what has it.
    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.announce(FileEffect::Rename(from, to))?;
        fs::rename(from, to)?;
        sync_folder_of(to)?;
        sync_folder_of(from)
    }

    /// Gives the file `from` the second name `to`; an error where something has it.
    pub fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.announce(FileEffect::Link(from, to))?;
        fs::hard_link(from, to)
    }

    /// Copies the file `from` to `to`, synced.
    pub fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.announce(FileEffect::Replace(to))?;
        fs::copy(from, to)?;
        sync(to)
    }

    /// Removes the file at `path`; fine where there is none.
    pub fn remove(&self, path: &Path) -> io::Result<()> {
        if fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            return Ok(());
        }
        self.announce(FileEffect::Remove(path))?;
        match fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            removed => removed?,
        }
        sync_folder_of(path)
    }

    /// Makes the folder at `path`, a scratch of ours, with `files` in it, each with its path there. Nothing is synced:
    /// nothing outlives the call.
    pub fn lay_out(&self, path: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
        self.announce(FileEffect::MakeFolder(path))?;
        for (name, content) in files {
            let file = path.join(name);
            fs::create_dir_all(file.parent().unwrap_or(path))?;
            fs::write(file, content)?;
        }
        Ok(())
    }

    /// Removes the folder at `path`, a scratch of ours, with all that is in it; fine where there is none.
    pub fn remove_folder(&self, path: &Path) -> io::Result<()> {
        if fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            return Ok(());
        }
        self.announce(FileEffect::Remove(path))?;
        fs::remove_dir_all(path)
    }

    /// Makes the names in the folder `path` last through a loss of power.
    ///
    /// It changes nothing that a witness would stop.
    pub fn sync_folder(&self, path: &Path) -> io::Result<()> {
        sync_folder(path)
    }

    /// Makes the folder `path`, and those above it that are missing.
    pub fn make_folder(&self, path: &Path) -> io::Result<()> {
        if path.is_dir() {
            return Ok(());
        }
        self.announce(FileEffect::MakeFolder(path))?;
        fs::create_dir_all(path)?;
        sync_folder_of(path)
    }
}

fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    // Whatever has the name is left from a call that was cut off.
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

fn sync(path: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).open(path)?.sync_all()
}

fn sync_folder_of(path: &Path) -> io::Result<()> {
    sync_folder(path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")))
}

/// Makes the names of a folder last through a loss of power, where the system has such a thing.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
