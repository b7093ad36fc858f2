//! Versions as values: what they are, how they are written, how they order (section 1 of the rules).
//!
//! Four schemes, three types: [`DatedVersion`] for line components that date their builds, [`SemverVersion`] for those that
//! count them and for independent ones, [`DevPatchVersion`] for independent ones that count development builds. Each is a
//! `Copy` value of one integer, so its order is one comparison. [`Version`] holds any of them, where components of several
//! schemes meet.
//!
//! Versions of different schemes do not compare (Rule V4). `1.2` (dated) and `1.2.0` (counted) both open line 1.2, and
//! ecosystems that need three numbers write both as `1.2.0`; which of the two a version is, its component's scheme says.
//!
//! This room knows no component and no rule of release: it only reads, writes, compares and counts.

mod any;
mod common;
#[cfg(feature = "semver")]
mod convert;
mod date;
mod dated;
mod dev_patch;
mod error;
mod invalid;
mod key;
mod line;
mod lower;
mod number;
mod provided;
mod repair;
mod scan;
mod semantic;
#[cfg(feature = "serde")]
mod serde;
mod sort;
mod surface;
mod write;

#[cfg(feature = "serde")]
pub(crate) use self::serde::{FromText, as_string};
pub use any::{Scheme, SchemeMismatch, Version};
#[cfg(feature = "semver")]
pub use convert::FromSemverError;
pub use date::{BuildDate, DateError};
pub use dated::DatedVersion;
pub use dev_patch::DevPatchVersion;
pub use error::{ParseError, ParseErrorKind};
pub use invalid::InvalidVersion;
pub use line::Line;
pub use number::{Field, MAX_NUMBER, NextId, NumberTooLarge};
pub use provided::Number;
pub(crate) use repair::join_iso_date;
pub use semantic::SemverVersion;
pub use sort::{VersionKey, sort};
pub use surface::{SurfaceKind, SurfaceVersion};
