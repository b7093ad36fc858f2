//! Refusals for people at the screen: the rule, and the step that resolves the plan.

use std::collections::BTreeSet;

use super::request;
use crate::plan::{Change, Kind, Refusal, Request, RequestAction, Stage};
use crate::product::{ComponentId, UnknownReference};

/// A step that resolves a refused plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Resolve {
    /// What it does, in a few words.
    pub(super) label: String,
    pub(super) request: Request,
}

/// The rule that refuses, with what it says; `None` where it is no rule of versions.
pub(super) fn rule(refusal: &Refusal) -> Option<&'static str> {
    Some(match refusal {
        Refusal::Unknown(_) | Refusal::CannotPublish { .. } => return None,
        Refusal::KindNotForScheme { .. } => "rule B6: sync is for line components, dev for dev-patch",
        Refusal::NoLine => "rule B3: a line starts with a release",
        Refusal::BuildTaken { .. } => "rule B3: one build of a component a day",
        Refusal::LineNotBelow { .. } => "rule B7: only older lines are maintained",
        Refusal::NotOnMaintainedLine { .. } => "rule B7: a maintained line takes fixes only",
        Refusal::NotMaintained { .. } => "rule B7: a fix needs a version on its line",
        Refusal::MixedMaintainedLine { .. } => "rule B7: lines of semver components are their own",
        Refusal::NumberTooLarge { .. } | Refusal::LineTooLarge(_) => "rule V1: numbers have at most 9 digits",
        Refusal::NotAbove { .. } => "rule B6: every release moves up",
        Refusal::NoSeries { .. } => "rules N2 and N3: only an open series ends or becomes stable",
        Refusal::NothingToPromote => "rule N3: only open series become stable",
        Refusal::SeriesBelowLine { .. } => "rule N3: no series opens below the current line",
    })
}

/// `Refused by rule B3: one build of a component a day`.
pub(super) fn headline(refusal: &Refusal) -> String {
    rule(refusal).map_or_else(|| "Refused".to_owned(), |rule| format!("Refused by {rule}"))
}

/// The step that resolves the plan, where there is one.
pub(super) fn resolve(asked: &Request, refusal: &Refusal) -> Option<Resolve> {
    let resolve = |label: String, request: Request| Some(Resolve { label, request });
    let out = |id: &ComponentId| {
        let request = match &asked.action {
            RequestAction::Release { .. } => request::without(asked, |change| change.component() == id),
            RequestAction::Promote { components } | RequestAction::Drop { components } => {
                without_id(asked, components, id)
            }
        };
        resolve(format!("leave {id} out"), request)
    };
    let leave = |change: &Change| {
        resolve(format!("leave {change} out"), request::without(asked, |other| other == change))
    };
    match refusal {
        Refusal::BuildTaken { free: Some(free), .. } => {
            resolve(format!("take {free}, the next free date"), request::dated(asked, *free))
        }
        Refusal::KindNotForScheme { change, .. } | Refusal::NotOnMaintainedLine { change } => leave(change),
        Refusal::NoLine => resolve(
            "leave sync out".to_owned(),
            request::without(asked, |change| change.kind() == Kind::Sync),
        ),
        Refusal::LineNotBelow { current, .. } => {
            resolve(format!("go back to line {current}"), request::staged(asked, Stage::Stable))
        }
        Refusal::Unknown(UnknownReference::Component { id, .. }) => out(&id.parse().ok()?),
        Refusal::NotMaintained { component, .. }
        | Refusal::MixedMaintainedLine { semver: component, .. }
        | Refusal::Unknown(UnknownReference::Surface { component, .. })
        | Refusal::CannotPublish { component, .. }
        | Refusal::NoSeries { component, .. } => out(component),
        Refusal::SeriesBelowLine { component, line, .. } => resolve(
            format!("move its series to line {line} first: sync it as a prerelease"),
            Request::release([Change::new(Kind::Sync, component.clone())], Stage::Next, asked.date),
        ),
        Refusal::NothingToPromote => resolve("promote nothing".to_owned(), request::nothing(asked.date)),
        _ => None,
    }
}

/// A promotion or a drop without one component; one that would then name none asks for nothing.
fn without_id(asked: &Request, components: &BTreeSet<ComponentId>, id: &ComponentId) -> Request {
    let mut kept = components.clone();
    kept.remove(id);
    if kept.is_empty() {
        return request::nothing(asked.date);
    }
    match asked.action {
        RequestAction::Drop { .. } => Request::drop(kept, asked.date),
        _ => Request::promote(kept, asked.date),
    }
}
