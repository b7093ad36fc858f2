//! What a release manager should know of a plan besides its releases.

use std::fmt;

use crate::ecosystem::Ecosystem;
use crate::product::ComponentId;
use crate::shown::shown;
use crate::version::{BuildDate, Line, Version};

/// What a release manager should know of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// An open series ends by a stable release above the version that it led to (Rule N2).
    SeriesOvertaken { component: ComponentId, series: Version, by: Version },
    /// An open series ends because a new one replaces it (Rule N2).
    SeriesReplaced { component: ComponentId, series: Version, by: Version },
    /// An open series is not promoted, since it is on a line below the current one (Rule N3).
    SeriesBelowLine { component: ComponentId, series: Version, line: Line },
    /// A promoted version starts behind the line (Rule N3).
    PromotedBehind { component: ComponentId, version: Version, line: Line },
    /// The date asked for was taken, so the plan took a later one (Rule B3).
    DateMoved { asked: BuildDate, taken: BuildDate },
    /// A registry that reads tags does not find the release by its tag.
    TagUnread { component: ComponentId, ecosystem: Ecosystem, tag: Box<str>, template: Box<str> },
    /// Registries read the version from a file of the package, and no manifest of the component is written.
    VersionUnwritten { component: ComponentId, ecosystems: Vec<Ecosystem> },
    /// A line is no longer maintained, since newer ones fill the number that the product keeps (Rule B7).
    NoLongerMaintained { component: ComponentId, version: Version },
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
