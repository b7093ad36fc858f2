//! What a place of a manifest holds.

use std::fmt;

use crate::ecosystem::Ecosystem;
use crate::product::{Reference, SurfaceName};

/// What a place of a manifest holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holds {
    /// The component's version, in the form of the manifest's ecosystem.
    Version,
    /// The component's version without its prerelease: `VersionPrefix` of `MSBuild`.
    Core,
    /// What follows that and `-` in the version, empty where it is stable: `VersionSuffix` of `MSBuild`.
    Stage,
    /// The component's version, in the form of this ecosystem.
    VersionAs(Ecosystem),
    /// The component's version as this ecosystem shows it to people: `CFBundleShortVersionString` of Apple.
    ShownAs(Ecosystem),
    /// The line of the version, MAJOR.MINOR (Rule V3).
    Line,
    /// The date of the release.
    Date,
    /// The least version of another component, or number of its surface, that will do (Rule C1).
    Floor(Reference),
    /// The number of a surface (Rule S1).
    Surface(SurfaceName),
}

impl fmt::Display for Holds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Holds::Version => f.write_str("the version"),
            Holds::Core => f.write_str("the version without its prerelease"),
            Holds::Stage => f.write_str("the prerelease of the version"),
            Holds::ShownAs(ecosystem) => write!(f, "the version as {ecosystem} shows it"),
            Holds::VersionAs(ecosystem) => write!(f, "the version as {ecosystem} writes it"),
            Holds::Line => f.write_str("the line"),
            Holds::Date => f.write_str("the date"),
            Holds::Floor(of) => write!(f, "the floor of {of}"),
            Holds::Surface(surface) => write!(f, "the number of {surface}"),
        }
    }
}
