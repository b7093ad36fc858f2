//! The versions of one component, and what only their scheme has.

use crate::named::names;
use crate::version::{DatedVersion, DevPatchVersion, SemverVersion, Version};

/// The versions that a component is at, in its scheme, and what only that scheme has.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Track {
    /// The component shares the line's numbers and dates its builds.
    Dated(LineTrack<DatedVersion>),
    /// The component shares the line's numbers and counts its builds.
    Counted(LineTrack<SemverVersion>),
    /// The component has its own SemVer numbers.
    Semver(SemverTrack),
    /// The component counts its development builds.
    DevPatch(DevPatchTrack),
}

/// The versions of one component, all of one scheme.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Versions<V> {
    /// The latest stable version; `None` where the component was never released.
    pub version: Option<V>,
    /// The open prerelease.
    pub next: Option<V>,
    /// The latest stable version on each older line that still gets fixes, the newest first.
    pub maintained: Vec<V>,
}

/// The versions of a line component.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LineTrack<V> {
    /// Whether the component may open a new line.
    pub lead: bool,
    pub versions: Versions<V>,
}

/// The versions of a semver component.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SemverTrack {
    /// Which field a breaking change moves; `None` leaves it to the version: MAJOR from 1.0, MINOR before.
    pub breaking: Option<BreakingField>,
    pub versions: Versions<SemverVersion>,
}

/// The version of a dev-patch component: a release or a development build (Rule B5).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct DevPatchTrack {
    /// Which field a breaking change moves; `None` is MAJOR, before 1.0 too.
    pub breaking: Option<BreakingField>,
    /// The latest version of either kind; `None` where there is none yet.
    pub version: Option<DevPatchVersion>,
}

/// Which field of an independent component's version a breaking change moves (Rules B4 and B5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BreakingField {
    /// MAJOR, as SemVer has it.
    Major,
    /// MINOR, as many projects have it before 1.0, and Keptn for all its life.
    Minor,
}

names!(BreakingField: "field for breaking changes" { Major = "major", Minor = "minor" });

impl<V: Copy> Versions<V> {
    pub(super) fn maintained_as(&self, version: fn(V) -> Version) -> Vec<Version> {
        self.maintained.iter().copied().map(version).collect()
    }
}
