//! Why the pending changes cannot be determined.

use thiserror::Error;

use crate::pending::{PendingError, PendingErrorKind};
use crate::system::git::GitError;
use crate::words::{Explain, Help, Place};

/// Why it is not known what is pending: everything that is wrong, never empty.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", many(.0))]
pub struct EvidenceError(pub Vec<PendingError>);

fn many(errors: &[PendingError]) -> String {
    match errors {
        [error] => error.to_string(),
        errors => format!("cannot determine what changed: {} errors", errors.len()),
    }
}

impl EvidenceError {
    /// The error, where it is one alone.
    fn only(&self) -> Option<&PendingError> {
        self.0.first().filter(|_| self.0.len() == 1)
    }
}

impl Explain for EvidenceError {
    fn code(&self) -> &'static str {
        self.only().map_or("invalid-changes", Explain::code)
    }

    fn help(&self) -> Vec<Help> {
        self.only().map_or_else(Vec::new, Explain::help)
    }

    fn place(&self) -> Option<Place> {
        self.0.first().and_then(Explain::place)
    }

    fn parts(&self) -> Vec<&dyn Explain> {
        let parts = self.0.iter().filter(|_| self.0.len() > 1);
        parts.map(|error| error as &dyn Explain).collect()
    }
}

pub(super) fn unread_history(error: &GitError) -> EvidenceError {
    let (message, help) = (error.to_string(), error.help());
    EvidenceError(vec![PendingError::new(PendingErrorKind::History { message, help })])
}
