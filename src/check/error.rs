//! Why the check could not run. Errors carry data and what to do instead.

use std::io;
use std::path::PathBuf;
use std::string::FromUtf8Error;

use thiserror::Error;

use crate::shown::shown;
use crate::system::git::GitError;
use crate::words::{Explain, Help, reason};

/// Why the facts cannot be read; each with a situation that causes it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The product file cannot be read.
    #[error("cannot read `{}`: {}", shown(&.path.to_string_lossy()), reason("read", error))]
    Io { path: PathBuf, error: io::Error },
    /// The product file is not UTF-8.
    #[error("`{}` is not UTF-8", shown(&.path.to_string_lossy()))]
    NotUtf8 { path: PathBuf, error: FromUtf8Error },
    /// What is staged is asked for, and there is no git work tree.
    #[error("nothing is staged: not in a git work tree")]
    NoRepository,
    /// What is staged is asked for, and the product file is not: it was never added.
    #[error("`{}` is not in git's index", shown(.0))]
    NotStaged(String),
    /// git fails.
    #[error(transparent)]
    Git(#[from] GitError),
}

impl Explain for ReadError {
    fn code(&self) -> &'static str {
        match self {
            ReadError::Io { .. } => "io",
            ReadError::NotUtf8 { .. } => "not-utf8",
            ReadError::NoRepository => "no-repository",
            ReadError::NotStaged(_) => "not-staged",
            ReadError::Git(error) => error.code(),
        }
    }

    fn help(&self) -> Vec<Help> {
        match self {
            ReadError::Io { .. } => vec![Help::add_to("--product FILE", "name another product file")],
            ReadError::NotUtf8 { .. } => vec![Help::text("save the file as UTF-8")],
            ReadError::NoRepository => {
                vec![Help::text("omit `--staged`, or keep the product file in a git repository")]
            }
            ReadError::NotStaged(name) => vec![Help::run_to(format!("git add {name}"), "stage it")],
            ReadError::Git(_) => vec![Help::run_to("git status", "see what is wrong")],
        }
    }
}
