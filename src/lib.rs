//! dateline plans the versions of a product line: several components that share MAJOR.MINOR and take a dated build
//! each.
//!
//! - [`version`]: versions as values that read, write and order themselves.
//! - [`product`]: the product file, which says what the line is made of.
//! - [`ecosystem`]: how a version is written for each packaging ecosystem, and read back.
//! - [`contract`]: what works with what, in which order it is upgraded, and until when.
//! - [`plan`]: which component gets which version for a set of changes, and why.
//! - [`history`]: what the tags of a repository say was released, and when.
//!
//! - [`named`]: the names of those values that have one, the same wherever they are written.
//! - [`words`]: what an error carries besides its message: a stable code and help.
//!
//! All are pure: dates and texts come in as arguments, results go out as data. Types that may get more fields or cases are
//! `#[non_exhaustive]`. The rooms of the program `dateline` are not listed here: they change with the program.
//!
//! # Features
//!
//! All are on by default. Without them the crate has what the value types, the product file and the planner need.
//!
//! - `serde`: versions, plans, and what they hold are serialised and read back.
//! - `semver`: versions become those of the crate `semver`, and come from them.
//! - `cli` and `tui`: the program.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod bom;
pub mod contract;
pub mod ecosystem;
pub mod history;
pub mod named;
mod nearest;
pub mod plan;
pub mod product;
mod shown;
pub mod version;
pub mod words;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod apply;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod check;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod manifest;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod notes;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod pending;
#[cfg(feature = "cli")]
mod phrases;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod proposal;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod report;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod system;
#[cfg(feature = "tui")]
#[doc(hidden)]
pub mod tui;
