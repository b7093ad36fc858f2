//! Versions as values: what they are, how they are written, how they order (section 1 of the rules).
//!
//! Three schemes, three types: [`DatedVersion`] for the components that share a line, [`SemverVersion`] and
//! [`DevPatchVersion`] for independent ones. Each is a `Copy` value of one integer, so its order is one comparison.
//! [`Version`] holds any of them, where components of several schemes meet.
//!
//! This room knows no component and no rule of release: it only reads, writes, compares and counts.

mod any;
#[cfg(feature = "semver")]
mod convert;
mod date;
mod dated;
mod dev_patch;
mod error;
mod key;
mod line;
mod lower;
mod number;
mod repair;
mod scan;
mod semantic;
#[cfg(feature = "serde")]
mod serde;
mod surface;

#[cfg(feature = "serde")]
pub(crate) use self::serde::{Text, as_string};
pub use any::{Scheme, SchemeMismatch, Version};
#[cfg(feature = "semver")]
pub use convert::FromSemverError;
pub use date::{BuildDate, DateError};
pub use dated::DatedVersion;
pub use dev_patch::DevPatchVersion;
pub use error::{InvalidVersion, ParseError, ParseErrorKind};
pub use line::Line;
pub use number::{Field, MAX_NUMBER, NextId, NumberTooLarge};
pub(crate) use repair::join_iso_date;
pub use semantic::SemverVersion;
pub use surface::{SurfaceKind, SurfaceVersion};
