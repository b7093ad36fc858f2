//! What changed since the last releases (HISTORY H1 to H5): commits and change files in, changes with their evidence out.
//!
//! The way through this room: [`Owners`] knows which components own a file, `message` takes a commit message apart, `history` which
//! commits a base does not hold, `classify` what each commit means, [`ChangeFile`] reads a change file, and
//! [`Pending::of`] puts them together. It must not read a file, ask git, or know which day it is: commits come in as data.

mod account;
mod base;
mod change_file;
mod classify;
mod commit;
mod error;
mod history;
mod message;
mod outcome;
mod owner;

pub use account::{Account, ComponentPending, Evidence, FileEvidence, Pending, Sources};
pub use base::Base;
pub use change_file::{ChangeFile, FileLine, Packages, check as check_change, consumed};
pub use commit::Commit;
pub use error::{At, PendingError, PendingErrorKind};
pub use history::{Frontier, Graph};
pub(crate) use message::description;
pub use message::{is_release, trailers};
pub use outcome::Outcome;
pub use owner::Owners;
