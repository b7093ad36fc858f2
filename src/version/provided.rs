//! What a component provides, a minimum asks for and a deployment has: a version, or the number of a surface.

use std::cmp::Ordering;
use std::fmt;

use super::{DatedVersion, DevPatchVersion, SemverVersion, SurfaceVersion, Version};

/// A version of a component or the number of a surface.
///
/// Only numbers of the same form compare: versions of one scheme, counters, or MAJOR.MINOR numbers of surfaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Number {
    /// A component's version.
    Version(Version),
    /// A surface's number.
    Surface(SurfaceVersion),
}

impl Number {
    /// The form of the number in words: a scheme, `MAJOR.MINOR` or `counter`.
    #[must_use]
    pub const fn form(self) -> &'static str {
        match self {
            Number::Version(version) => version.scheme().name(),
            Number::Surface(SurfaceVersion::Line(_)) => "MAJOR.MINOR",
            Number::Surface(SurfaceVersion::Counter(_)) => "counter",
        }
    }

    /// Whether the number is a prerelease, which promises nothing (Rule N4).
    #[must_use]
    pub const fn is_prerelease(self) -> bool {
        matches!(self, Number::Version(version) if !version.is_stable())
    }

    /// The number without `-next.ID`.
    pub(crate) const fn core(self) -> Self {
        match self {
            Number::Version(version) => Number::Version(version.core()),
            Number::Surface(_) => self,
        }
    }

    /// The number that is `older` counts back, never below 0; only counters count.
    pub(crate) const fn back(self, older: u32) -> Self {
        match self {
            Number::Surface(SurfaceVersion::Counter(number)) => {
                Number::Surface(SurfaceVersion::Counter(number.saturating_sub(older)))
            }
            Number::Version(_) | Number::Surface(SurfaceVersion::Line(_)) => self,
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Number::Version(left), Number::Version(right)) => left.partial_cmp(right),
            (Number::Surface(left), Number::Surface(right)) => left.partial_cmp(right),
            (Number::Version(_), Number::Surface(_)) | (Number::Surface(_), Number::Version(_)) => None,
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number::Version(version) => version.fmt(f),
            Number::Surface(number) => number.fmt(f),
        }
    }
}

impl From<Version> for Number {
    fn from(version: Version) -> Self {
        Number::Version(version)
    }
}

impl From<DatedVersion> for Number {
    fn from(version: DatedVersion) -> Self {
        Number::Version(version.into())
    }
}

impl From<SemverVersion> for Number {
    fn from(version: SemverVersion) -> Self {
        Number::Version(version.into())
    }
}

impl From<DevPatchVersion> for Number {
    fn from(version: DevPatchVersion) -> Self {
        Number::Version(version.into())
    }
}

impl From<SurfaceVersion> for Number {
    fn from(number: SurfaceVersion) -> Self {
        Number::Surface(number)
    }
}
