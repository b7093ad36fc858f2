//! What changed since the last releases (HISTORY H1 to H5): commits and change files in, changes with their evidence out.
//!
//! The way through this room: [`Owners`] knows which components own a file, `message` takes a commit message apart, `history` which
//! commits a base does not hold, `classify` what each commit means, `settle` what of it is done, [`ChangeFile`] reads a change
//! file, and [`Pending::of`] puts them together. It must not read a file, ask git, or know which day it is: commits come in as data.

#![allow(clippy::must_use_candidate, reason = "a room of the program, not of the library")]

mod account;
mod base;
mod change_file;
mod classify;
mod commit;
mod component;
mod error;
mod history;
mod message;
mod outcome;
mod owner;
mod relation;
mod settle;

pub use account::{Evidence, Pending, Sources};
pub use base::Base;
pub use change_file::{ChangeFile, FileLine, Packages, check as check_change, consumed};
pub use commit::Commit;
pub use component::{Account, ComponentPending, FileEvidence};
pub use error::{At, PendingError, PendingErrorKind};
pub use history::{CommitGraph, Frontier};
pub(crate) use message::description;
pub use message::{is_release, trailers};
pub use outcome::Outcome;
pub use owner::Owners;
