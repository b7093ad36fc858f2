//! What a place of a manifest holds.

use std::fmt;
use std::str::FromStr;

use crate::ecosystem::Ecosystem;
use crate::product::{ComponentId, IdError, SurfaceName};

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
    Floor(FloorOf),
    /// The number of a surface (Rule S1).
    Surface(SurfaceName),
}

/// What a floor is a floor of: `engine`, or `frontend.fe-be-api` for a number of its surface.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FloorOf {
    pub component: ComponentId,
    /// Its surface, where a number of that is meant.
    pub surface: Option<SurfaceName>,
}

impl FromStr for FloorOf {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let (component, surface) = match text.split_once('.') {
            None => (text, None),
            Some((component, surface)) => (component, Some(surface.parse()?)),
        };
        Ok(FloorOf { component: component.parse()?, surface })
    }
}

impl fmt::Display for FloorOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.component.fmt(f)?;
        self.surface.as_ref().map_or(Ok(()), |surface| write!(f, ".{surface}"))
    }
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
