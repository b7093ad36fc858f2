//! Why nothing could be judged. Errors carry data; the command line turns them into words.

use std::io;
use std::path::PathBuf;
use std::string::FromUtf8Error;

use thiserror::Error;

use crate::shown::shown;
use crate::system::git::GitError;

/// Why the facts cannot be read; each with a situation that causes it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The product file cannot be read.
    #[error("cannot read `{}`: {error}", shown(&.path.to_string_lossy()))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The product file is no UTF-8.
    #[error("`{}` is not UTF-8", shown(&.path.to_string_lossy()))]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// Where it is none.
        error: FromUtf8Error,
    },
    /// What is staged is asked for, and there is no git work tree.
    #[error("nothing is staged here: this is no git work tree")]
    NoRepository,
    /// What is staged is asked for, and the product file is not: it was never added.
    #[error("`{}` is not in git's index", shown(.0))]
    NotStaged(String),
    /// git fails.
    #[error(transparent)]
    Git(#[from] GitError),
}
