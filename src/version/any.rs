//! A version of any scheme, for the places where components of several schemes meet.

use std::cmp::Ordering;
use std::fmt;

use thiserror::Error;

use crate::words::{Explain, Help};

use super::key::SortKey;
use super::write::{self, VersionText};
use super::{BuildDate, DatedVersion, DevPatchVersion, Line, NextId, ParseError, SemverVersion};

/// How a component's versions are written and ordered (Rules V1 and V4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Scheme {
    /// `MAJOR.MINOR[.BUILD][-next.ID]`, MAJOR.MINOR shared with the line.
    #[default]
    Dated,
    /// `MAJOR.MINOR.PATCH[-next.ID]`, MAJOR.MINOR shared with the line, builds counted from 0.
    Counted,
    /// `MAJOR.MINOR.PATCH[-next.ID]`, numbers of the component's own.
    Semver,
    /// `MAJOR.MINOR` for releases, `MAJOR.MINOR.PATCH` for development builds.
    DevPatch,
}

impl Scheme {
    /// How its versions are written.
    #[must_use]
    pub const fn form(self) -> &'static str {
        match self {
            Scheme::Dated => "MAJOR.MINOR[.YYYYMMDD][-next.ID]",
            Scheme::Counted => "MAJOR.MINOR.PATCH[-next.ID], on a line that others share",
            Scheme::Semver => "MAJOR.MINOR.PATCH[-next.ID]",
            Scheme::DevPatch => "MAJOR.MINOR[.PATCH]",
        }
    }

    /// The scheme of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Scheme::ALL.into_iter().find(|scheme| scheme.name() == name)
    }

    /// Whether components of this scheme are line components, which share MAJOR.MINOR (Rule V4); others are independent.
    #[must_use]
    pub const fn shares_line(self) -> bool {
        matches!(self, Scheme::Dated | Scheme::Counted)
    }

    /// Reads a version of this scheme; `v1.2` is an error in every scheme.
    pub fn parse(self, text: &str) -> Result<Version, ParseError> {
        self.parse_ascii(text.as_bytes())
    }

    /// Reads a version of this scheme from bytes, which need not be UTF-8.
    pub fn parse_ascii(self, text: &[u8]) -> Result<Version, ParseError> {
        match self {
            Scheme::Dated => DatedVersion::from_ascii(text).map(Version::Dated),
            Scheme::Counted => SemverVersion::from_ascii(text).map(Version::Counted),
            Scheme::Semver => SemverVersion::from_ascii(text).map(Version::Semver),
            Scheme::DevPatch => DevPatchVersion::from_ascii(text).map(Version::DevPatch),
        }
    }
}

crate::named::names!(Scheme: "scheme" {
    Dated = "dated",
    Counted = "counted",
    Semver = "semver",
    DevPatch = "dev-patch",
});

/// A version of one of the schemes.
///
/// Versions of different schemes do not compare (Rule V4): [`partial_cmp`](PartialOrd::partial_cmp) gives `None`, and
/// [`compare`](Version::compare) an error that names both schemes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Version {
    /// A version of the scheme `dated`.
    Dated(DatedVersion),
    /// A version of the scheme `counted`, which has the form and the order of `semver`.
    Counted(SemverVersion),
    /// A version of the scheme `semver`.
    Semver(SemverVersion),
    /// A version of the scheme `dev-patch`.
    DevPatch(DevPatchVersion),
}

/// Two versions of different schemes were compared, such as `1.0` (dated) with `1.0.0` (counted).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{left} is {} and {right} is {}: versions of different schemes do not compare", left.scheme(), right.scheme())]
#[non_exhaustive]
pub struct SchemeMismatch {
    pub left: Version,
    pub right: Version,
}

impl Version {
    /// The scheme that the version is of.
    #[must_use]
    pub const fn scheme(self) -> Scheme {
        match self {
            Version::Dated(_) => Scheme::Dated,
            Version::Counted(_) => Scheme::Counted,
            Version::Semver(_) => Scheme::Semver,
            Version::DevPatch(_) => Scheme::DevPatch,
        }
    }

    /// MAJOR.MINOR.
    #[must_use]
    pub const fn line(self) -> Line {
        match self {
            Version::Dated(version) => version.line(),
            Version::Counted(version) | Version::Semver(version) => version.line(),
            Version::DevPatch(version) => version.line(),
        }
    }

    /// The date of a dated version's build.
    #[must_use]
    pub const fn build(self) -> Option<BuildDate> {
        match self {
            Version::Dated(version) => version.build(),
            Version::Counted(_) | Version::Semver(_) | Version::DevPatch(_) => None,
        }
    }

    /// PATCH, where the scheme has one and the version does not omit it.
    #[must_use]
    pub const fn patch(self) -> Option<u32> {
        match self {
            Version::Dated(_) => None,
            Version::Counted(version) | Version::Semver(version) => Some(version.patch()),
            Version::DevPatch(version) => version.patch(),
        }
    }

    /// The ID of the prerelease, or `None` where the version is stable.
    #[must_use]
    pub const fn next(self) -> Option<NextId> {
        match self {
            Version::Dated(version) => version.next(),
            Version::Counted(version) | Version::Semver(version) => version.next(),
            Version::DevPatch(_) => None,
        }
    }

    /// Whether the version is stable (Rule V3).
    #[must_use]
    pub const fn is_stable(self) -> bool {
        self.next().is_none()
    }

    /// The version without `-next.ID` (Rule V3).
    #[must_use]
    pub const fn core(self) -> Self {
        match self {
            Version::Dated(version) => Version::Dated(version.core()),
            Version::Counted(version) => Version::Counted(version.core()),
            Version::Semver(version) => Version::Semver(version.core()),
            Version::DevPatch(_) => self,
        }
    }

    /// The version itself where it is of the scheme `dated`.
    #[must_use]
    pub const fn as_dated(self) -> Option<DatedVersion> {
        if let Version::Dated(version) = self { Some(version) } else { None }
    }

    /// The version itself where it is of the scheme `counted`.
    #[must_use]
    pub const fn as_counted(self) -> Option<SemverVersion> {
        if let Version::Counted(version) = self { Some(version) } else { None }
    }

    /// The version itself where it is of the scheme `semver`.
    #[must_use]
    pub const fn as_semver(self) -> Option<SemverVersion> {
        if let Version::Semver(version) = self { Some(version) } else { None }
    }

    /// The version itself where it is of the scheme `dev-patch`.
    #[must_use]
    pub const fn as_dev_patch(self) -> Option<DevPatchVersion> {
        if let Version::DevPatch(version) = self { Some(version) } else { None }
    }

    /// Appends what [`Display`](fmt::Display) writes, which is ASCII: for many versions in one buffer.
    #[inline]
    pub fn append_to(self, buffer: &mut Vec<u8>) {
        write::append(buffer, |text| self.write(text));
    }

    #[inline]
    fn write(self, text: &mut VersionText) {
        match self {
            Version::Dated(version) => version.write(text),
            Version::Counted(version) | Version::Semver(version) => version.write(text),
            Version::DevPatch(version) => version.write(text),
        }
    }

    pub(super) const fn key(self) -> SortKey {
        match self {
            Version::Dated(version) => version.key(),
            Version::Counted(version) | Version::Semver(version) => version.key(),
            Version::DevPatch(version) => version.key(),
        }
    }

    /// The version of the same scheme with this key.
    pub(super) const fn with_key(self, key: SortKey) -> Self {
        match self {
            Version::Dated(_) => Version::Dated(DatedVersion::from_key(key)),
            Version::Counted(_) => Version::Counted(SemverVersion::from_key(key)),
            Version::Semver(_) => Version::Semver(SemverVersion::from_key(key)),
            Version::DevPatch(_) => Version::DevPatch(DevPatchVersion::from_key(key)),
        }
    }

    /// How the version orders against `other`; refused where their schemes differ (Rule V4).
    pub fn compare(self, other: Version) -> Result<Ordering, SchemeMismatch> {
        self.partial_cmp(&other).ok_or(SchemeMismatch { left: self, right: other })
    }
}

impl PartialOrd for Version {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (self.scheme() == other.scheme()).then(|| self.key().cmp(&other.key()))
    }

    // What follows from `partial_cmp`, without an `Option<Ordering>` on the way: twice as fast.
    #[inline]
    fn lt(&self, other: &Self) -> bool {
        self.scheme() == other.scheme() && self.key() < other.key()
    }

    #[inline]
    fn le(&self, other: &Self) -> bool {
        self.scheme() == other.scheme() && self.key() <= other.key()
    }

    #[inline]
    fn gt(&self, other: &Self) -> bool {
        other.lt(self)
    }

    #[inline]
    fn ge(&self, other: &Self) -> bool {
        other.le(self)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write::display(f, |text| self.write(text))
    }
}

impl From<DatedVersion> for Version {
    fn from(version: DatedVersion) -> Self {
        Version::Dated(version)
    }
}

impl From<SemverVersion> for Version {
    fn from(version: SemverVersion) -> Self {
        Version::Semver(version)
    }
}

impl From<DevPatchVersion> for Version {
    fn from(version: DevPatchVersion) -> Self {
        Version::DevPatch(version)
    }
}

impl Explain for SchemeMismatch {
    fn code(&self) -> &'static str {
        "scheme-mismatch"
    }

    fn help(&self) -> Vec<Help> {
        vec![Help::text("compare versions of one scheme")]
    }
}
