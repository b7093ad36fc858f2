//! Why something cannot be planned. Refusals carry data, a code and what to do instead.

use thiserror::Error;

use super::{Change, Kind};
use crate::ecosystem::RenderError;
use crate::product::{ComponentId, UnknownReference};
use crate::version::{BuildDate, DatedVersion, Line, NumberTooLarge, Scheme, Version};
use crate::words::{Explain, Help};

/// A rule refuses the plan as a whole; each with a request that causes it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The request names a component or a surface that the product does not have: `fix:croe`, `fix:core.sdk`.
    #[error(transparent)]
    Unknown(#[from] UnknownReference),
    /// The kind is for another scheme: `sync` of a semver component, `dev` of a dated one (Rule B6).
    #[error("`{change}` is not possible: {} is {scheme}", .change.component())]
    KindNotForScheme { change: Change, scheme: Scheme },
    /// There is a `sync`, and no line to catch up with, since no line component was released yet (Rule B3).
    #[error("there is no line to catch up with: no line component has been released yet")]
    NoLine,
    /// Components would need a second build on one day (Rule B3).
    #[error("{} already taken: {}", dates(.blocked), list(.blocked))]
    BuildTaken {
        /// The components whose stable version is not below the one planned.
        blocked: Vec<BlockedBuild>,
        date: BuildDate,
        /// The smallest date on which all would move; `None` past 9999-12-31.
        free: Option<BuildDate>,
        /// Whether the product would have taken a later date by itself, had one been near enough.
        next_day: bool,
    },
    /// The line is not an older one: `--line 1.2` where 1.2 is current (Rule B7).
    #[error("line {line} is not below the current line {current}")]
    LineNotBelow { line: Line, current: Line },
    /// A maintained line takes fixes of line components or of semver ones: `--line 1.1 feature:core` (Rule B7).
    #[error("`{change}` is not possible on a maintained line")]
    NotOnMaintainedLine { change: Change },
    /// A changed component has no version on the maintained line: `--line 1.0 fix:core` where `maintained` has none of 1.0
    /// (Rule B7).
    #[error("{component} does not maintain line {line}")]
    NotMaintained {
        component: ComponentId,
        line: Line,
        /// Its stable version; a semver component whose version is on the line is released there without `--line`.
        version: Option<Version>,
    },
    /// Fixes of line components and of semver components, whose lines are not the same ones: `--line 1.0 fix:core
    /// fix:client` (Rule B7).
    #[error("line {line} of {of_line} and line {line} of {semver} are different lines")]
    MixedMaintainedLine { line: Line, of_line: ComponentId, semver: ComponentId },
    /// A number of a version would be too large.
    #[error("{component} cannot be incremented: {error}")]
    NumberTooLarge { component: ComponentId, error: NumberTooLarge },
    /// The line could not move on.
    #[error("the line cannot be incremented: {0}")]
    LineTooLarge(NumberTooLarge),
    /// A component would not move up (Rule B6).
    #[error("{component} would not move up: {version} to {target}")]
    NotAbove { component: ComponentId, version: Version, target: Version },
    /// An ecosystem that a component is published to cannot hold its new version: an MSI with MINOR 256.
    #[error("{component} cannot be published: {error}")]
    CannotPublish { component: ComponentId, error: Box<RenderError> },
    /// A component is named whose series should become stable or end, and has none (Rules N2 and N3).
    #[error("{component} has no open series")]
    NoSeries { component: ComponentId, scheme: Scheme },
    /// A component is named whose series is on a line below the current one (Rule N3).
    #[error("{component} cannot become {}: the current line is {line}", .series.core())]
    SeriesBelowLine { component: ComponentId, series: Version, line: Line },
    /// No open series could become stable (Rule N3).
    #[error("there is no open series to promote")]
    NothingToPromote,
}

/// A component that has a build of the planned date, or a later one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BlockedBuild {
    pub component: ComponentId,
    /// Its stable version.
    pub version: DatedVersion,
}

impl Refusal {
    /// Whether the request itself is wrong, rather than refused by a rule of release.
    #[must_use]
    pub const fn is_invalid_input(&self) -> bool {
        matches!(self, Refusal::Unknown(_))
    }
}

impl Explain for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Refusal::Unknown(error) => error.code(),
            Refusal::KindNotForScheme { .. } => "kind-not-for-scheme",
            Refusal::NoLine => "no-line",
            Refusal::BuildTaken { .. } => "build-taken",
            Refusal::LineNotBelow { .. } => "line-not-below",
            Refusal::NotOnMaintainedLine { .. } => "not-on-maintained-line",
            Refusal::NotMaintained { .. } => "not-maintained",
            Refusal::MixedMaintainedLine { .. } => "mixed-maintained-line",
            Refusal::NumberTooLarge { .. } | Refusal::LineTooLarge(_) => "number-too-large",
            Refusal::NotAbove { .. } => "not-above",
            Refusal::CannotPublish { .. } => "cannot-publish",
            Refusal::NoSeries { .. } => "no-series",
            Refusal::SeriesBelowLine { .. } => "series-below-line",
            Refusal::NothingToPromote => "nothing-to-promote",
        }
    }

    fn help(&self) -> Vec<Help> {
        vec![match self {
            Refusal::Unknown(error) => return error.help(),
            Refusal::KindNotForScheme { change, .. } if change.kind() == Kind::Sync => {
                Help::text("use fix or feature: only line components share a line to catch up with")
            }
            Refusal::KindNotForScheme { .. } => Help::add_to(
                "--next",
                "release a prerelease: development builds are for dev-patch components",
            ),
            Refusal::NoLine => Help::text("release a component with fix or feature first"),
            Refusal::BuildTaken { free, next_day, .. } => free_date(*free, *next_day),
            Refusal::LineNotBelow { .. } => {
                Help::text("omit `--line`: it is for older lines that are still maintained")
            }
            Refusal::NotOnMaintainedLine { .. } => Help::text(
                "use fix or api-fix of line components or of semver ones: nothing else is possible with `--line`",
            ),
            Refusal::NotMaintained { component, line, version } => not_maintained(component, *line, *version),
            Refusal::MixedMaintainedLine { .. } => {
                Help::text("plan the fixes of line components and those of semver components separately")
            }
            Refusal::NumberTooLarge { error, .. } | Refusal::LineTooLarge(error) => return error.help(),
            Refusal::CannotPublish { component, error } => unpublishable(component, error),
            Refusal::NotAbove { .. } => Help::text("check the versions of the component in the product file"),
            Refusal::NoSeries { scheme: Scheme::DevPatch, .. } => {
                Help::text("omit it: a dev-patch component has development builds, which are not promoted")
            }
            Refusal::NoSeries { component, .. } => {
                Help::run_to(format!("dateline plan --next KIND:{component}"), "open one")
            }
            Refusal::SeriesBelowLine { component, line, .. } => Help::run_to(
                format!("dateline plan --next sync:{component}"),
                format!("move the series to line {line} first"),
            ),
            Refusal::NothingToPromote => Help::run_to("dateline plan --next CHANGE", "open a series"),
        }]
    }
}

fn free_date(free: Option<BuildDate>, next_day: bool) -> Help {
    let Some(free) = free else {
        return Help::text("open a new line with a feature: there is no later date");
    };
    let why = if next_day { ", which is too far from the requested date to take without asking" } else { "" };
    Help::add_to(format!("--date {free}"), format!("take the first free date{why}"))
}

fn not_maintained(component: &ComponentId, line: Line, version: Option<Version>) -> Help {
    if let Some(version) = version.filter(|version| version.line() == line) {
        return Help::text(format!("omit `--line`: {component} is at {version}"));
    }
    let patch = if version.is_some_and(|version| version.patch().is_some()) { ".0" } else { "" };
    Help::text(format!(
        "add its last stable version on {line} to `maintained` under [components.{component}], such as \
         maintained = [\"{line}{patch}\"]"
    ))
}

fn unpublishable(component: &ComponentId, error: &RenderError) -> Help {
    let ecosystem = error.ecosystem();
    Help::text(match error.nearest() {
        Some(nearest) => format!(
            "release {nearest}, the nearest version that {ecosystem} can hold, or remove {ecosystem} from `publish` of \
             {component}"
        ),
        None => format!("remove {ecosystem} from `publish` of {component}"),
    })
}

fn dates(blocked: &[BlockedBuild]) -> &'static str {
    if blocked.len() == 1 { "the build is" } else { "the builds are" }
}

fn list(blocked: &[BlockedBuild]) -> String {
    let entries: Vec<String> =
        blocked.iter().map(|blocked| format!("{} is at {}", blocked.component, blocked.version)).collect();
    entries.join(", ")
}
