//! An interrupted apply keeps a new call from writing.

use std::time::Duration;

use super::error::ApplyError;
use super::journal::{Record, pending_at};
use super::site::{Guard, Site};
use super::trust::trusted;

impl Site {
    /// What was cut off here, if anything was; refused where the record of it may not be followed.
    pub(super) fn pending(&self) -> Result<Option<Record>, ApplyError> {
        pending_at(&self.state())?.map(|stored| trusted(self, stored)).transpose()
    }

    /// Refuses where an earlier apply is unfinished.
    pub fn check_finished(&self) -> Result<(), ApplyError> {
        match self.pending()? {
            Some(record) => Err(ApplyError::Unfinished { at: record.at }),
            None => Ok(()),
        }
    }

    /// Takes the lock, waiting for it at most `patience`; then refuses where an earlier apply is unfinished.
    pub fn lock(&self, verb: &str, patience: Duration) -> Result<Guard, ApplyError> {
        let guard = self.lock_only(verb, patience)?;
        self.check_finished().map(|()| guard)
    }

    /// Takes the lock like [`Site::lock`], but for this process alone: what it calls may go on longer, such as the upkeep
    /// of a remote or a helper for passwords, and must not keep the lock.
    pub fn lock_alone(&self, verb: &str, patience: Duration) -> Result<Guard, ApplyError> {
        let guard = self.lock(verb, patience)?;
        guard.lock.share(false).map_err(ApplyError::io("share", self.shared_state().join("lock")))?;
        Ok(guard)
    }
}
