//! Files and folders.

use std::env;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use super::identity;

/// Makes `folder` the one that relative paths start from.
pub fn enter(folder: &Path) -> io::Result<()> {
    env::set_current_dir(folder)
}

/// The file `name` in the current folder, or else in the nearest folder above that has one.
pub fn find_upward(name: &str) -> io::Result<Option<PathBuf>> {
    let start = env::current_dir()?;
    let found = start.ancestors().map(|folder| folder.join(name)).find(|path| path.is_file());
    // A path from here reads better in messages than one from the root.
    Ok(found.map(|path| path.strip_prefix(&start).map(Path::to_path_buf).unwrap_or(path)))
}

/// How many MiB a file may have that is read as a whole, unless [`MAX_FILE_MIB`] says otherwise: far above any product file,
/// far below the memory.
const MAX_MIB: u64 = 256;

/// The variable of the environment that says how many MiB a file may have that is read as a whole.
const MAX_FILE_MIB: &str = "DATELINE_MAX_FILE_MIB";

/// How many MiB a file may have that is read as a whole.
pub fn max_mib() -> u64 {
    env::var(MAX_FILE_MIB).ok().and_then(|number| number.parse().ok()).unwrap_or(MAX_MIB)
}

/// How many bytes a file may have that is read as a whole.
pub fn max_bytes() -> u64 {
    max_mib().saturating_mul(1 << 20).min(u64::MAX - 1)
}

fn too_large() -> io::Error {
    let message =
        format!("it is larger than {} MiB; set {MAX_FILE_MIB} to a higher number to read it", max_mib());
    io::Error::new(io::ErrorKind::FileTooLarge, message)
}

/// How long a pipe may stay silent.
const PIPE_PATIENCE: Duration = Duration::from_secs(5);

/// The whole content of a file; refused above [`max_bytes`], so that no device is read without end, and where a pipe
/// stays silent for 5 seconds.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = open(path)?;
    let most = max_bytes();
    let found = file.metadata()?;
    let length = if found.is_file() { found.len() } else { 0 };
    if length > most {
        return Err(too_large());
    }
    let mut content = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    if is_pipe(&found) {
        read_pipe(&mut file, most, &mut content)?;
    } else {
        file.take(most + 1).read_to_end(&mut content)?;
    }
    if u64::try_from(content.len()).is_ok_and(|length| length > most) {
        return Err(too_large());
    }
    Ok(content)
}

/// Opens a file without waiting for the other end of a pipe.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NONBLOCK.bits();
        options.custom_flags(i32::try_from(flags).unwrap_or_default());
    }
    options.open(path)
}

#[cfg(unix)]
fn is_pipe(found: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    found.file_type().is_fifo()
}

#[cfg(not(unix))]
fn is_pipe(_: &Metadata) -> bool {
    false
}

/// Reads a pipe to its end, as long as something comes.
fn read_pipe(file: &mut File, most: u64, content: &mut Vec<u8>) -> io::Result<()> {
    let mut buffer = vec![0; 1 << 16];
    let mut heard = Instant::now();
    while u64::try_from(content.len()).is_ok_and(|length| length <= most) {
        match file.read(&mut buffer) {
            // The end, unless nobody has begun to write yet.
            Ok(0) if !content.is_empty() => return Ok(()),
            Err(error) if error.kind() != io::ErrorKind::WouldBlock => return Err(error),
            Ok(0) | Err(_) if heard.elapsed() < PIPE_PATIENCE => super::clock::pause(),
            Ok(0) | Err(_) => {
                return Err(io::Error::new(
                    io::ErrorKind::TimedOut,
                    "nothing came through this pipe for 5 seconds",
                ));
            }
            Ok(count) => {
                content.extend_from_slice(buffer.get(..count).unwrap_or_default());
                heard = Instant::now();
            }
        }
    }
    Ok(())
}

/// Whether `path` leads to a file, and not to a folder, a pipe or a device.
pub fn is_regular(path: &Path) -> bool {
    path.is_file()
}

/// Whether there is something at `path`.
pub fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// The file at `path`, or standard input for none.
pub fn open_or_stdin(path: Option<&Path>) -> io::Result<Box<dyn io::BufRead>> {
    let source: Box<dyn Read> = match path {
        Some(path) => Box::new(File::open(path)?),
        None => Box::new(io::stdin()),
    };
    Ok(Box::new(BufReader::with_capacity(1 << 16, source)))
}

/// Puts `content` at `path` as a whole or not at all: a reader sees the file as it was or as it will be.
///
/// A link stays a link: what it leads to is replaced. What is not a file, such as `/dev/stdout`, is written to instead. The
/// new file may be read and written by all who could read and write the old one; a new name can be read by everybody.
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let permissions = match fs::metadata(path) {
        Ok(found) if found.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(found) if !found.is_file() => {
            return OpenOptions::new().write(true).open(path)?.write_all(content);
        }
        Ok(found) => Some(found.permissions()),
        Err(_) => None,
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = temporary_in(folder)?;
    file.write_all(content)?;
    match permissions {
        Some(permissions) => file.as_file().set_permissions(permissions)?,
        None => make_readable(file.as_file())?,
    }
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// Puts `content` at `path` as a whole, where there is nothing yet; `AlreadyExists` where there is something by then,
/// be it a link that leads nowhere.
pub fn create(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = temporary_in(folder)?;
    file.write_all(content)?;
    make_readable(file.as_file())?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map(drop).map_err(|error| error.error)
}

/// A new file in `folder`. An error does not show its name, which means nothing to anyone.
fn temporary_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let made = tempfile::Builder::new().prefix(".dateline-").tempfile_in(folder);
    made.map_err(|error| io::Error::from(error.kind()))
}

/// Makes the folder at `path`, and those above it that are missing.
pub fn make_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// What a path leads to, when it is not followed through a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A file, and how many bytes are in it.
    Regular { bytes: u64 },
    /// A link to something.
    Link,
    /// A folder, a pipe, a device, a socket.
    Other,
}

/// What there is at `path`.
pub fn found(path: &Path) -> io::Result<Found> {
    let metadata = fs::symlink_metadata(path)?;
    let kind = metadata.file_type();
    Ok(if kind.is_file() {
        Found::Regular { bytes: metadata.len() }
    } else if kind.is_symlink() {
        Found::Link
    } else {
        Found::Other
    })
}

/// The name of `folder`, as it is without links; empty for the root of all folders.
pub fn name_of(folder: &Path) -> io::Result<String> {
    let folder = fs::canonicalize(folder)?;
    Ok(folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default())
}

/// Temporary files are private to their owner; a plan is not.
#[cfg(unix)]
pub(super) fn make_readable(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
pub(super) fn make_readable(_: &File) -> io::Result<()> {
    Ok(())
}

/// Adds `content` at the end of the file at `path`.
pub fn append(path: &Path, content: &[u8]) -> io::Result<()> {
    OpenOptions::new().create(true).append(true).open(path)?.write_all(content)
}

/// The path of `path` without links, from the root.
pub fn canonical(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path)
}

/// Whether `folder`, or one above it on the same file system, has something called `name`.
pub fn has_above(folder: &Path, name: &str) -> bool {
    let device = identity::device(folder);
    let same = folder.ancestors().take_while(|above| identity::device(above) == device);
    same.into_iter().any(|above| exists(&above.join(name)))
}

/// When a file or a folder was last changed, and how many bytes long it is.
pub type Stamp = (SystemTime, u64);

/// The stamp of what is at `path`; `None` where nothing is, or it cannot be looked at.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// The git directory that `path`, a `.git`, is or points to; `None` where there is none.
pub fn git_dir(path: &Path) -> Option<PathBuf> {
    if path.is_dir() {
        return Some(path.to_path_buf());
    }
    let text = if path.is_file() { String::from_utf8(read(path).ok()?).ok()? } else { return None };
    let target = text.strip_prefix("gitdir: ")?.trim_end_matches('\n').to_owned();
    Some(path.parent()?.join(target))
}
