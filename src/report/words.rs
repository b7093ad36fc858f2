//! Reasons in words. Each is a phrase that goes on from the name of the component that it is about.

use crate::plan::{Reason, Release, Stay, SurfaceCause, Warning};
use crate::product::{ComponentId, Edge, Floor, SurfaceName};

/// Why a component is released: `changed by fix:core`, `ships core`.
pub(super) fn reason(reason: &Reason, component: &ComponentId) -> String {
    match reason {
        Reason::Changed(change) if change.component() == component => format!("changed by {change}"),
        Reason::Changed(change) => format!("opens the next major for {change}"),
        Reason::FollowsApi(followed) => follows(Edge::Api, followed),
        Reason::FollowsRelease(followed) => follows(Edge::Release, followed),
        Reason::Promoted => "becomes stable".to_owned(),
        Reason::CatchesUp { from, to } => format!("catches up from {from} to {to}"),
    }
}

/// What a follower does: `ships core`.
pub(super) fn follows(edge: Edge, followed: &ComponentId) -> String {
    match edge {
        Edge::Api => format!("follows the API of {followed}"),
        Edge::Release => format!("ships {followed}"),
    }
}

/// All reasons of a release, in one phrase: `changed by fix:core, catches up from 1.0 to 1.2`.
#[must_use]
pub fn reasons(release: &Release) -> String {
    let phrases: Vec<String> =
        release.because.iter().map(|because| reason(because, &release.component)).collect();
    phrases.join(", ")
}

/// Why a component stays.
pub(super) fn stay(stay: &Stay) -> String {
    match stay {
        Stay::Unrelated => "unrelated".to_owned(),
        Stay::NoApiChange(followed) => format!("the API of {followed} does not change"),
        Stay::NotMaintained(line) => format!("has no version on line {line}"),
        Stay::AlreadyCurrent => "is current already".to_owned(),
        Stay::SeriesOpen => "its series stays open".to_owned(),
    }
}

/// What moves a surface.
pub(super) fn cause(cause: &SurfaceCause) -> String {
    match cause {
        SurfaceCause::Changed(change) => change.to_string(),
        SurfaceCause::Promoted => "promoted".to_owned(),
    }
}

/// A warning as a sentence.
pub(super) fn warning(warning: &Warning) -> String {
    match warning {
        Warning::SeriesOvertaken { component, series, by } => {
            format!("{component} {by} overtakes the open series {series}, which ends")
        }
        Warning::SeriesReplaced { component, series, by } => {
            format!("{component} {by} replaces the open series {series}, which ends")
        }
        Warning::SeriesBelowLine { component, series, line } => {
            format!("{component} {series} is not promoted: it would be behind line {line} from the start")
        }
        Warning::PromotedBehind { component, version, line } => {
            format!("{component} {version} is behind line {line} from the start")
        }
        Warning::DateMoved { asked, taken } => {
            format!("a build of {} exists already, so the plan takes {}", asked.iso(), taken.iso())
        }
        Warning::NoLongerMaintained { component, version } => {
            format!("{component} {version} is no longer maintained")
        }
    }
}

/// What a requirement is about: `engine`, or `frontend.fe-be-api`.
pub(super) fn provider(component: &ComponentId, surface: Option<&SurfaceName>) -> String {
    surface.map_or_else(|| component.to_string(), |surface| format!("{component}.{surface}"))
}

/// The least version or number that a requirement accepts.
pub(super) fn floor(floor: Floor) -> String {
    match floor {
        Floor::Version(version) => version.to_string(),
        Floor::Surface(number) => number.to_string(),
    }
}
