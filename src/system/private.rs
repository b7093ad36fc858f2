//! Files that are the program's own: readable by their owner alone, and never reached through a link.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// A file of ours.
#[derive(Debug)]
pub struct Private {
    /// All that it holds.
    pub content: Vec<u8>,
    /// The number of the user that it belongs to, where that is another than the one who runs the program.
    pub stranger: Option<u32>,
}

/// The greatest file that is read, in bytes.
const MAX_BYTES: u64 = 1 << 30;

/// The file at `path`; `None` where there is none.
///
/// A link, a folder, a pipe or a device is an error, and so is a file above 1 GiB.
pub fn read(path: &Path) -> io::Result<Option<Private>> {
    let file = match open(path) {
        Ok(file) => file,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    let found = file.metadata()?;
    if !found.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    let mut content = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut content)?;
    if u64::try_from(content.len()).is_ok_and(|length| length > MAX_BYTES) {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "larger than 1 GiB"));
    }
    Ok(Some(Private { content, stranger: stranger(&found) }))
}

fn open(path: &Path) -> io::Result<File> {
    if fs::symlink_metadata(path)?.is_symlink() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "a symbolic link, which is not followed"));
    }
    let mut options = OpenOptions::new();
    options.read(true);
    no_follow(&mut options);
    options.open(path)
}

/// Makes `options` refuse a link, and not wait for the other end of a pipe.
pub(super) fn no_follow(options: &mut OpenOptions) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
    }
    #[cfg(not(unix))]
    let _ = options;
}

#[cfg(unix)]
fn stranger(found: &fs::Metadata) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    Some(found.uid()).filter(|owner| *owner != rustix::process::geteuid().as_raw())
}

#[cfg(not(unix))]
fn stranger(_: &fs::Metadata) -> Option<u32> {
    None
}

/// Fails where `folder` is there and is not a folder, such as a link to one.
pub fn check_folder(folder: &Path) -> io::Result<()> {
    match fs::symlink_metadata(folder) {
        Ok(found) if found.is_symlink() => {
            Err(io::Error::new(io::ErrorKind::InvalidInput, "a symbolic link, which is not followed"))
        }
        Ok(found) if !found.is_dir() => Err(io::ErrorKind::NotADirectory.into()),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The names in a folder that are UTF-8; none where there is no such folder.
pub fn names(folder: &Path) -> io::Result<Vec<String>> {
    check_folder(folder)?;
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    Ok(entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect())
}
