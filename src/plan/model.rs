//! What is asked of the planner, and what it answers.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

#[cfg(feature = "serde")]
use super::fields;
use super::{Change, ChangeError, Level, Reason, Stay};
use crate::ecosystem::Ecosystem;
use crate::product::{ComponentId, Reference, SurfaceName};
use crate::shown::shown;
use crate::version::{BuildDate, Line, Number, Scheme, SurfaceVersion, Version};

/// What is asked for, and for which day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request {
    /// What to plan.
    pub action: RequestAction,
    /// The date of builds, in UTC.
    pub date: BuildDate,
}

/// What to plan. The order in which things are named never matters.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestAction {
    /// Releases that these changes ask for (section 4 of the rules).
    Release { changes: BTreeSet<Change>, stage: Stage },
    /// Open series become stable (Rule N3).
    Promote {
        /// The components named; where none is, all that have an open series.
        components: BTreeSet<ComponentId>,
    },
    /// Open series end without a release (Rule N2).
    Drop { components: BTreeSet<ComponentId> },
}

/// As what releases are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Stage {
    /// As stable versions.
    #[default]
    Stable,
    /// As prereleases (Rule N1).
    Next,
    /// As stable versions on an older line (Rule B7).
    Maintained(Line),
}

impl Stage {
    /// The older line, where releases are planned on one.
    #[must_use]
    pub const fn line(self) -> Option<Line> {
        match self {
            Stage::Maintained(line) => Some(line),
            Stage::Stable | Stage::Next => None,
        }
    }
}

impl Request {
    /// The request to release what `changes` ask for.
    pub fn release(changes: impl IntoIterator<Item = Change>, stage: Stage, date: BuildDate) -> Self {
        Request { action: RequestAction::Release { changes: changes.into_iter().collect(), stage }, date }
    }

    /// The request to make open series stable: those of `components`, or all where there are none.
    pub fn promote(components: impl IntoIterator<Item = ComponentId>, date: BuildDate) -> Self {
        Request { action: RequestAction::Promote { components: components.into_iter().collect() }, date }
    }

    /// The request to end the open series of `components`.
    pub fn drop(components: impl IntoIterator<Item = ComponentId>, date: BuildDate) -> Self {
        Request { action: RequestAction::Drop { components: components.into_iter().collect() }, date }
    }

    /// The same request for another date.
    #[must_use]
    pub fn on(self, date: BuildDate) -> Self {
        Request { date, ..self }
    }

    /// As what releases are made; promotions and drops are stable.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match self.action {
            RequestAction::Release { stage, .. } => stage,
            RequestAction::Promote { .. } | RequestAction::Drop { .. } => Stage::Stable,
        }
    }
}

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
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Release {
    pub component: ComponentId,
    /// Its name for people.
    #[cfg_attr(feature = "serde", serde(default))]
    pub title: Box<str>,
    pub scheme: Scheme,
    /// The version that the new one replaces in its stage; `None` where the component has neither a stable version nor
    /// an open series.
    #[cfg_attr(feature = "serde", serde(default, deserialize_with = "fields::optional_version"))]
    pub from: Option<Version>,
    /// The new version.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "fields::version"))]
    pub to: Version,
    /// How far the release moves it.
    pub level: Level,
    /// Whether it is behind its line after the plan.
    #[cfg_attr(feature = "serde", serde(default))]
    pub behind: bool,
    /// Why it is released; never empty.
    pub because: Vec<Reason>,
    /// The new version as each ecosystem that the component is published to writes it.
    #[cfg_attr(feature = "serde", serde(default, with = "fields::renderings"))]
    pub renderings: Vec<(Ecosystem, String)>,
}

/// A component that stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Unchanged {
    pub component: ComponentId,
    /// Its scheme.
    #[cfg_attr(feature = "serde", serde(default))]
    pub scheme: Scheme,
    /// Its stable version; `None` where it has none.
    #[cfg_attr(feature = "serde", serde(default, deserialize_with = "fields::optional_version"))]
    pub version: Option<Version>,
    /// Whether it is behind its line after the plan.
    #[cfg_attr(feature = "serde", serde(default))]
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
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ClosedSeries {
    pub component: ComponentId,
    /// The latest prerelease of the series.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "fields::version"))]
    pub series: Version,
}

/// A version that becomes the maintained one of its line (Rule B7).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct MaintainedVersion {
    pub component: ComponentId,
    /// Its last stable version on the line that it leaves.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "fields::version"))]
    pub version: Version,
}

/// What a release manager should know of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "code", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Warning {
    /// An open series ends by a stable release above the version that it led to (Rule N2).
    SeriesOvertaken {
        component: ComponentId,
        #[cfg_attr(feature = "serde", serde(deserialize_with = "fields::version"))]
        series: Version,
        #[cfg_attr(feature = "serde", serde(deserialize_with = "fields::version"))]
        by: Version,
    },
    /// An open series ends because a new one replaces it (Rule N2).
    SeriesReplaced {
        component: ComponentId,
        #[cfg_attr(feature = "serde", serde(deserialize_with = "fields::version"))]
        series: Version,
        #[cfg_attr(feature = "serde", serde(deserialize_with = "fields::version"))]
        by: Version,
    },
    /// An open series is not promoted, since it is on a line below the current one (Rule N3).
    SeriesBelowLine {
        component: ComponentId,
        #[cfg_attr(feature = "serde", serde(deserialize_with = "fields::version"))]
        series: Version,
        line: Line,
    },
    /// A promoted version starts behind the line (Rule N3).
    PromotedBehind {
        component: ComponentId,
        #[cfg_attr(feature = "serde", serde(deserialize_with = "fields::version"))]
        version: Version,
        line: Line,
    },
    /// The date asked for was taken, so the plan took a later one (Rule B3).
    DateMoved { asked: BuildDate, taken: BuildDate },
    /// A registry that reads tags does not find the release by its tag.
    TagUnread { component: ComponentId, ecosystem: Ecosystem, tag: Box<str>, template: Box<str> },
    /// Registries read the version from a file of the package, and no manifest of the component is written.
    VersionUnwritten { component: ComponentId, ecosystems: Vec<Ecosystem> },
    /// A line is no longer maintained, since newer ones fill the number that the product keeps (Rule B7).
    NoLongerMaintained {
        component: ComponentId,
        #[cfg_attr(feature = "serde", serde(deserialize_with = "fields::version"))]
        version: Version,
    },
}

impl Warning {
    /// The stable code of the warning in JSON.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Warning::SeriesOvertaken { .. } => "series-overtaken",
            Warning::SeriesReplaced { .. } => "series-replaced",
            Warning::SeriesBelowLine { .. } => "series-below-line",
            Warning::PromotedBehind { .. } => "promoted-behind",
            Warning::DateMoved { .. } => "date-moved",
            Warning::TagUnread { .. } => "tag-unread",
            Warning::VersionUnwritten { .. } => "version-unwritten",
            Warning::NoLongerMaintained { .. } => "no-longer-maintained",
        }
    }

    /// The component that the warning is about.
    #[must_use]
    pub fn component(&self) -> Option<&ComponentId> {
        match self {
            Warning::SeriesOvertaken { component, .. }
            | Warning::SeriesReplaced { component, .. }
            | Warning::SeriesBelowLine { component, .. }
            | Warning::PromotedBehind { component, .. }
            | Warning::TagUnread { component, .. }
            | Warning::VersionUnwritten { component, .. }
            | Warning::NoLongerMaintained { component, .. } => Some(component),
            Warning::DateMoved { .. } => None,
        }
    }
}

/// The warning as a sentence.
impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::SeriesOvertaken { component, series, by } => {
                write!(f, "{component} {by} overtakes the open series {series}, which ends")
            }
            Warning::SeriesReplaced { component, series, by } => {
                write!(f, "{component} {by} replaces the open series {series}, which ends")
            }
            Warning::SeriesBelowLine { component, series, line } => {
                write!(f, "{component} {series} is not promoted: it would start behind line {line}")
            }
            Warning::PromotedBehind { component, version, line } => {
                write!(f, "{component} {version} starts behind line {line}")
            }
            Warning::DateMoved { asked, taken } => {
                write!(f, "a build of {asked} exists already, so the plan takes {taken}")
            }
            Warning::TagUnread { component, ecosystem, tag, template } => {
                let tag = shown(tag);
                write!(
                    f,
                    "{component} is published to {ecosystem}, which does not read the tag {tag}; use `tag = \"{}\"`",
                    shown(template)
                )
            }
            Warning::VersionUnwritten { component, ecosystems } => {
                let names: Vec<&str> = ecosystems.iter().map(|ecosystem| ecosystem.name()).collect();
                let names = names.join(" and ");
                write!(
                    f,
                    "{component} is published to {names}, but no manifest of it is written; name it in `manifests`"
                )
            }
            Warning::NoLongerMaintained { component, version } => {
                write!(f, "{component} {version} is no longer maintained")
            }
        }
    }
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
