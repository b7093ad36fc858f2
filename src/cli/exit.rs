//! Which exit code an error of a room below means. All else comes from the error itself.

use std::io;

use super::error::{CommandError, ErrorKind};
use crate::apply::{ApplyError, EvidenceError, NoPlan, StalePlan};
use crate::check::{InputError, UnknownCode};
use crate::contract::{AssignmentError, RolloutRefusal};
use crate::ecosystem::{self, RenderError, UnknownEcosystem};
use crate::pending::{PendingError, PendingErrorKind};
use crate::plan::Refusal;
use crate::product::{RewriteError, UnknownReference};
use crate::system::git::GitError;
use crate::version::InvalidVersion;
use crate::words::Explain;

/// An error that ends a command.
pub(super) trait Exits: Explain {
    fn kind(&self) -> ErrorKind;
}

impl<E: Exits> From<E> for CommandError {
    fn from(error: E) -> Self {
        CommandError::explained(error.kind(), &error)
    }
}

/// Errors of the input: 2.
macro_rules! invalid {
    ($($error:ty),+) => {
        $(impl Exits for $error {
            fn kind(&self) -> ErrorKind {
                ErrorKind::Invalid
            }
        })+
    };
}

invalid!(
    AssignmentError,
    InvalidVersion,
    NoPlan,
    RewriteError,
    UnknownCode,
    UnknownEcosystem,
    UnknownReference,
    ecosystem::ReadError
);

impl Exits for Refusal {
    fn kind(&self) -> ErrorKind {
        if self.is_invalid_input() { ErrorKind::Invalid } else { ErrorKind::Refused }
    }
}

impl Exits for RolloutRefusal {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Refused
    }
}

/// git, not the input, is at fault.
impl Exits for GitError {
    fn kind(&self) -> ErrorKind {
        ErrorKind::System
    }
}

impl Exits for StalePlan {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Refused
    }
}

impl Exits for RenderError {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Refused
    }
}

impl Exits for InputError {
    fn kind(&self) -> ErrorKind {
        match self {
            InputError::Io { error, .. } => ErrorKind::of_io(error),
            _ => ErrorKind::Invalid,
        }
    }
}

/// A history that git cannot read is not the input's fault.
impl Exits for EvidenceError {
    fn kind(&self) -> ErrorKind {
        let is_history = |error: &PendingError| matches!(error.kind, PendingErrorKind::History { .. });
        if self.0.iter().any(is_history) { ErrorKind::System } else { ErrorKind::Invalid }
    }
}

impl Exits for ApplyError {
    fn kind(&self) -> ErrorKind {
        match self {
            ApplyError::Refused(_) | ApplyError::ChangedMeanwhile(_) | ApplyError::NotUndoable { .. } => {
                ErrorKind::Refused
            }
            ApplyError::Unfinished { .. }
            | ApplyError::Stopped(_)
            | ApplyError::Changed(_)
            | ApplyError::Untrusted { .. }
            | ApplyError::MadeElsewhere { .. }
            | ApplyError::RemoteSilent { .. }
            | ApplyError::Damaged { .. } => ErrorKind::Unfinished,
            ApplyError::Busy(_) | ApplyError::GitLocked(_) => ErrorKind::Busy,
            ApplyError::Interrupted => ErrorKind::Declined,
            ApplyError::TakenBack(error) => error.kind(),
            ApplyError::Io { error, .. } => match ErrorKind::of_io(error) {
                // No reader of ours has anything to do with it.
                ErrorKind::BrokenPipe => ErrorKind::System,
                kind => kind,
            },
            ApplyError::Unsynced(_) | ApplyError::NotPushed { .. } => ErrorKind::Later,
            ApplyError::Git(_) => ErrorKind::System,
            ApplyError::Rewrite(_) => ErrorKind::Invalid,
        }
    }
}

impl ErrorKind {
    /// A reader that has gone is not an error. A path that names nothing useful is bad input; all else is the system's.
    pub(super) fn of_io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => ErrorKind::BrokenPipe,
            io::ErrorKind::NotFound
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::IsADirectory
            | io::ErrorKind::AlreadyExists
            | io::ErrorKind::InvalidFilename
            | io::ErrorKind::InvalidInput
            | io::ErrorKind::InvalidData
            | io::ErrorKind::UnexpectedEof
            | io::ErrorKind::TimedOut
            | io::ErrorKind::FileTooLarge => ErrorKind::Invalid,
            _ => ErrorKind::System,
        }
    }
}
