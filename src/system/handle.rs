//! One open folder. What is done in it stays in it, even where its path is swapped for a link meanwhile: names are
//! single, and no link is followed.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::path::Path;

use super::files::Found;

pub(super) use imp::Handle;

/// Who owns a file, and who may do what with it; nothing where the system has no such thing.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Rights {
    #[cfg(unix)]
    mode: u32,
    #[cfg(unix)]
    owner: (u32, u32),
}

impl Rights {
    /// The rights of an open file.
    pub(super) fn of(file: &File) -> io::Result<Rights> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let found = file.metadata()?;
            Ok(Rights { mode: found.mode() & 0o7777, owner: (found.uid(), found.gid()) })
        }
        #[cfg(not(unix))]
        file.metadata().map(|_| Rights::default())
    }

    /// Gives `file` these rights. Another owner is set where the system lets us, as it does where root runs the program.
    pub(super) fn give(self, file: &File) -> io::Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let now = Rights::of(file)?;
            if now.owner != self.owner {
                let (user, group) = self.owner;
                // Not allowed for others than root: then the file belongs to its writer.
                let _ = std::os::unix::fs::fchown(file, Some(user), Some(group));
            }
            if now.mode != self.mode || now.owner != self.owner {
                file.set_permissions(std::fs::Permissions::from_mode(self.mode))?;
            }
        }
        #[cfg(not(unix))]
        let _ = file;
        Ok(())
    }
}

#[cfg(unix)]
mod imp {
    use super::{File, Found, OsStr, Path, io};

    use std::os::fd::OwnedFd;

    use rustix::fs::{self, AtFlags, FileType, Mode, OFlags};

    #[derive(Debug)]
    pub(in super::super) struct Handle(OwnedFd);

    const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

    impl Handle {
        /// Opens the folder at `path`, which may be reached through links.
        pub(in super::super) fn open(path: &Path) -> io::Result<Handle> {
            Ok(Handle(fs::open(path, FOLDER, Mode::empty())?))
        }

        /// The folder `name` in this one.
        pub(in super::super) fn folder(&self, name: &OsStr) -> io::Result<Handle> {
            Ok(Handle(fs::openat(&self.0, name, FOLDER.union(OFlags::NOFOLLOW), Mode::empty())?))
        }

        pub(in super::super) fn found(&self, name: &OsStr) -> io::Result<Found> {
            let found = fs::statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW)?;
            Ok(match FileType::from_raw_mode(found.st_mode) {
                FileType::RegularFile => {
                    Found::Regular { bytes: u64::try_from(found.st_size).unwrap_or_default() }
                }
                FileType::Symlink => Found::Link,
                _ => Found::Other,
            })
        }

        /// The file `name`, to be read. Opening a pipe does not wait for a writer.
        pub(in super::super) fn file(&self, name: &OsStr) -> io::Result<File> {
            let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
            Ok(File::from(fs::openat(&self.0, name, flags, Mode::empty())?))
        }

        /// A new file `name`, private to its owner, to be written.
        pub(in super::super) fn create(&self, name: &OsStr) -> io::Result<File> {
            let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            Ok(File::from(fs::openat(&self.0, name, flags, Mode::RUSR | Mode::WUSR)?))
        }

        pub(in super::super) fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
            Ok(fs::renameat(&self.0, from, &self.0, to)?)
        }

        /// Gives a file the name `to`, where nothing has it; `false` where something does.
        pub(in super::super) fn rename_new(&self, from: &OsStr, to: &OsStr) -> io::Result<bool> {
            #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
            {
                use rustix::io::Errno;
                match fs::renameat_with(&self.0, from, &self.0, to, fs::RenameFlags::NOREPLACE) {
                    Ok(()) => return Ok(true),
                    Err(Errno::EXIST) => return Ok(false),
                    Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            // The next best: looked at once more, at the last moment.
            if self.found(to).is_ok() {
                return Ok(false);
            }
            self.rename(from, to).map(|()| true)
        }

        /// Swaps the contents of two names at one moment; `false` where the file system cannot.
        pub(in super::super) fn exchange(&self, one: &OsStr, other: &OsStr) -> io::Result<bool> {
            #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
            {
                use rustix::io::Errno;
                match fs::renameat_with(&self.0, one, &self.0, other, fs::RenameFlags::EXCHANGE) {
                    Ok(()) => Ok(true),
                    Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP) => Ok(false),
                    Err(error) => Err(error.into()),
                }
            }
            #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
            {
                let _ = (one, other);
                Ok(false)
            }
        }

        pub(in super::super) fn remove(&self, name: &OsStr) -> io::Result<()> {
            Ok(fs::unlinkat(&self.0, name, AtFlags::empty())?)
        }

        pub(in super::super) fn sync(&self) -> io::Result<()> {
            Ok(fs::fsync(&self.0)?)
        }

        /// The names in the folder that are UTF-8, in their order.
        pub(in super::super) fn names(&self) -> io::Result<Vec<String>> {
            let mut names = Vec::new();
            for entry in fs::Dir::read_from(&self.0)? {
                let entry = entry?;
                let name = entry.file_name().to_str().ok().filter(|name| !matches!(*name, "." | ".."));
                names.extend(name.map(str::to_owned));
            }
            names.sort_unstable();
            Ok(names)
        }
    }
}

#[cfg(not(unix))]
mod imp {
    use super::{File, Found, OsStr, Path, io};

    use std::fs::{self, OpenOptions};
    use std::path::PathBuf;

    #[derive(Debug)]
    pub(in super::super) struct Handle(PathBuf);

    impl Handle {
        pub(in super::super) fn open(path: &Path) -> io::Result<Handle> {
            fs::read_dir(path).map(|_| Handle(path.to_path_buf()))
        }

        pub(in super::super) fn folder(&self, name: &OsStr) -> io::Result<Handle> {
            let path = self.0.join(name);
            if fs::symlink_metadata(&path)?.is_dir() {
                Handle::open(&path)
            } else {
                Err(io::ErrorKind::NotADirectory.into())
            }
        }

        pub(in super::super) fn found(&self, name: &OsStr) -> io::Result<Found> {
            super::super::files::found(&self.0.join(name))
        }

        pub(in super::super) fn file(&self, name: &OsStr) -> io::Result<File> {
            File::open(self.0.join(name))
        }

        pub(in super::super) fn create(&self, name: &OsStr) -> io::Result<File> {
            OpenOptions::new().write(true).create_new(true).open(self.0.join(name))
        }

        pub(in super::super) fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
            fs::rename(self.0.join(from), self.0.join(to))
        }

        pub(in super::super) fn exchange(&self, _: &OsStr, _: &OsStr) -> io::Result<bool> {
            Ok(false)
        }

        pub(in super::super) fn remove(&self, name: &OsStr) -> io::Result<()> {
            fs::remove_file(self.0.join(name))
        }

        pub(in super::super) fn sync(&self) -> io::Result<()> {
            Ok(())
        }

        pub(in super::super) fn names(&self) -> io::Result<Vec<String>> {
            let mut names = Vec::new();
            for entry in fs::read_dir(&self.0)? {
                names.extend(entry?.file_name().into_string().ok());
            }
            names.sort_unstable();
            Ok(names)
        }
    }
}
