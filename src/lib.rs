//! dateline plans the versions of a product line: several components that share MAJOR.MINOR and take a dated build of
//! their own.
//!
//! - [`version`]: versions as values that read, write and order themselves.
//! - [`product`]: the product file, which says what the line is made of.
//! - [`ecosystem`]: how a version is written for each packaging ecosystem, and read back.
//! - [`contract`]: what works with what, in which order it is upgraded, and until when.
//! - [`plan`]: which component gets which version for a set of changes, and why.
//! - [`history`]: what the tags of a repository say was released, and when.
//!
//! All are pure: dates and texts come in as arguments, results go out as data. The feature `cli` (on by default)
//! adds what the program `dateline` is made of: `report`, `manifest`, `check`, `proposal`, `apply`, `system` and `cli`;
//! the feature `tui` its terminal UI.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[cfg(feature = "cli")]
pub mod apply;
#[cfg(feature = "cli")]
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod contract;
pub mod ecosystem;
pub mod history;
#[cfg(feature = "cli")]
pub mod manifest;
pub mod named;
mod nearest;
pub mod plan;
pub mod product;
#[cfg(feature = "cli")]
pub mod proposal;
#[cfg(feature = "cli")]
pub mod report;
mod shown;
#[cfg(feature = "cli")]
pub mod system;
#[cfg(feature = "tui")]
pub mod tui;
pub mod version;
pub mod words;
