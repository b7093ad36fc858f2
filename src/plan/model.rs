//! What the planner answers.

use std::fmt;
use std::str::FromStr;

#[cfg(feature = "serde")]
use super::fields;
use super::{Change, ChangeError, Level, Reason, Request, Stay, Warning};
use crate::ecosystem::Ecosystem;
use crate::product::{Component, ComponentId, Product, Reference, SurfaceName};
use crate::version::{BuildDate, Line, Number, Scheme, SurfaceVersion, Version};

/// Which component gets which version, and why. Lists keep the order of the product file.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Plan {
    pub product: Box<str>,
    /// What was asked for.
    pub request: Request,
    /// The changes of the request, in the order of the product file and then of the kinds.
    pub changes: Vec<Change>,
    /// The date that builds take: the one asked for, unless `next-day` took a later one (Rule B3).
    pub date: BuildDate,
    /// What happens to the line.
    pub line: LineMove,
    pub releases: Vec<Release>,
    /// The components that stay.
    pub unchanged: Vec<Unchanged>,
    pub surfaces: Vec<SurfaceMove>,
    pub floors: Vec<FloorRaise>,
    /// The open series that end.
    pub closed: Vec<ClosedSeries>,
    /// The versions that become the maintained ones of their line.
    pub maintained: Vec<MaintainedVersion>,
    /// What a release manager should know besides all that.
    pub warnings: Vec<Warning>,
}

/// The line before and after a plan, and the line that it aims at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct LineMove {
    /// L before (Rule P2); 0.0 where no line component was released yet.
    pub from: Line,
    /// L after. Prereleases do not move it.
    pub to: Line,
    /// T (Rules B3, B7, N1 and N3): the line that releases of line components get.
    pub target: Line,
}

/// A component that is released.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Release {
    pub component: ComponentId,
    /// Its name for people.
    pub title: Box<str>,
    pub scheme: Scheme,
    /// The version that the new one replaces in its stage; `None` where the component has neither a stable version nor
    /// an open series.
    pub from: Option<Version>,
    /// The new version.
    pub to: Version,
    /// How far the release moves it.
    pub level: Level,
    /// Whether it is behind its line after the plan.
    pub behind: bool,
    /// Why it is released; never empty.
    pub because: Vec<Reason>,
    /// The new version as each ecosystem that the component is published to writes it.
    #[cfg_attr(feature = "serde", serde(serialize_with = "fields::renderings::serialize"))]
    pub renderings: Vec<(Ecosystem, String)>,
}

/// A component that stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Unchanged {
    pub component: ComponentId,
    /// Its scheme.
    pub scheme: Scheme,
    /// Its stable version; `None` where it has none.
    pub version: Option<Version>,
    /// Whether it is behind its line after the plan.
    pub behind: bool,
    pub because: Stay,
}

/// A surface whose number moves (Rules S2 and S4).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SurfaceMove {
    /// The component that owns it.
    pub component: ComponentId,
    pub surface: SurfaceName,
    /// Its number before, in the stage of the plan.
    pub from: SurfaceVersion,
    pub to: SurfaceVersion,
    /// What moves it.
    pub because: SurfaceCause,
}

/// What moves a surface.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SurfaceCause {
    /// The worst of the changes to it.
    Changed(Change),
    /// The owner's open series becomes stable, and with it the number that it had there.
    Promoted,
}

/// A floor that the plan raises (Rule C1).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct FloorRaise {
    pub component: ComponentId,
    pub provider: Reference,
    pub from: Number,
    pub to: Number,
}

/// An open series that ends with the plan (Rule N2).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ClosedSeries {
    pub component: ComponentId,
    /// The latest prerelease of the series.
    pub series: Version,
}

/// A version that becomes the maintained one of its line (Rule B7).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct MaintainedVersion {
    pub component: ComponentId,
    /// Its last stable version on the line that it leaves.
    pub version: Version,
}

/// `breaking:core.api`, or `promoted`.
impl fmt::Display for SurfaceCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SurfaceCause::Changed(change) => change.fmt(f),
            SurfaceCause::Promoted => f.write_str("promoted"),
        }
    }
}

impl FromStr for SurfaceCause {
    type Err = ChangeError;

    fn from_str(text: &str) -> Result<Self, ChangeError> {
        if text == "promoted" { Ok(SurfaceCause::Promoted) } else { text.parse().map(SurfaceCause::Changed) }
    }
}

impl Plan {
    /// The release of `component`, where the plan releases it.
    #[must_use]
    pub fn release(&self, component: &ComponentId) -> Option<&Release> {
        self.releases.iter().find(|release| release.component == *component)
    }

    /// The releases, each with its component in `product`, for which the plan was made.
    pub fn released_of<'p>(
        &'p self,
        product: &'p Product,
    ) -> impl Iterator<Item = (&'p Component, &'p Release)> {
        // Both are in the order of the product file, where the next release is mostly of the next component.
        let mut next = 0;
        self.releases.iter().filter_map(move |release| {
            let (position, component) = product.place_near(next, &release.component)?;
            next = position + 1;
            Some((component, release))
        })
    }

    /// Whether the product has a line: where no component shares it, [`line`](Plan::line) says nothing.
    #[must_use]
    pub fn has_line(&self) -> bool {
        let released = self.releases.iter().map(|release| release.scheme);
        released.chain(self.unchanged.iter().map(|unchanged| unchanged.scheme)).any(Scheme::shares_line)
    }

    /// Whether the plan changes nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.releases.is_empty() && self.closed.is_empty()
    }
}
