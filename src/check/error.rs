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
pub enum InputError {
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

impl Explain for InputError {
    fn code(&self) -> &'static str {
        match self {
            InputError::Io { .. } => "io",
            InputError::NotUtf8 { .. } => "not-utf8",
            InputError::NoRepository => "no-repository",
            InputError::NotStaged(_) => "not-staged",
            InputError::Git(error) => error.code(),
        }
    }

    fn help(&self) -> Vec<Help> {
        match self {
            InputError::Io { .. } => vec![Help::add_to("--product FILE", "name another product file")],
            InputError::NotUtf8 { .. } => vec![Help::text("save the file as UTF-8")],
            InputError::NoRepository => {
                vec![Help::text("omit `--staged`, or keep the product file in a git repository")]
            }
            InputError::NotStaged(name) => vec![Help::run_to(format!("git add {name}"), "stage it")],
            InputError::Git(_) => vec![Help::run_to("git status", "see what is wrong")],
        }
    }
}
