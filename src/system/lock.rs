//! One process at a time: a lock on a file that says who holds it.
//!
//! The system releases the lock when the process ends, however it ends, so a lock is never stale. Programs that the
//! process calls can share the lock: then it is held until they have ended too, even where the process itself was
//! killed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::private;

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

/// Why a lock could not be had.
#[derive(Debug)]
pub enum LockError {
    /// Another process holds it: what that one wrote of itself.
    Held(String),
    /// The file cannot be made, opened or locked.
    Io(io::Error),
}

/// How long to wait between two tries.
const PAUSE: Duration = Duration::from_millis(50);

impl Lock {
    /// Takes the lock on the file at `path`, waiting for it at most `patience`; `holder` is what others see.
    pub fn take(path: &Path, holder: &str, patience: Duration) -> Result<Lock, LockError> {
        let start = Instant::now();
        loop {
            if let Some(mut file) = try_lock(path).map_err(LockError::Io)? {
                // Who waits reads this; the lock itself does not depend on it.
                let _ = file.set_len(0).and_then(|()| file.write_all(holder.as_bytes()));
                return Ok(Lock { file });
            }
            if start.elapsed() >= patience {
                let holder = fs::read_to_string(path).unwrap_or_default();
                return Err(LockError::Held(holder.trim().to_owned()));
            }
            thread::sleep(PAUSE);
        }
    }

    /// Sets whether programs that are called from now on hold the lock too, for as long as they run.
    pub fn share(&self, shared: bool) -> io::Result<()> {
        share(&self.file, shared)
    }
}

#[cfg(unix)]
fn try_lock(path: &Path) -> io::Result<Option<File>> {
    use rustix::fs::{FlockOperation, flock};

    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    private::no_follow(&mut options);
    let file = options.open(path)?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(Some(file)),
        Err(error) if error == rustix::io::Errno::WOULDBLOCK => Ok(None),
        Err(error) => Err(error.into()),
    }
}

#[cfg(unix)]
fn share(file: &File, shared: bool) -> io::Result<()> {
    use rustix::io::{FdFlags, fcntl_setfd};

    let flags = if shared { FdFlags::empty() } else { FdFlags::CLOEXEC };
    fcntl_setfd(file, flags).map_err(io::Error::from)
}

/// Elsewhere a file that is open for one process alone is the lock.
#[cfg(not(unix))]
fn try_lock(path: &Path) -> io::Result<Option<File>> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(windows)]
    std::os::windows::fs::OpenOptionsExt::share_mode(&mut options, 0);
    match options.open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.raw_os_error() == Some(32) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(not(unix))]
fn share(_: &File, _: bool) -> io::Result<()> {
    Ok(())
}
