//! Planning steps: each takes the request so far and returns the next one. They decide nothing about versions.

use std::collections::BTreeSet;

use crate::plan::{Change, Kind, Request, RequestAction, Stage};
use crate::product::{Component, ComponentId, Product};
use crate::version::{BuildDate, Line};

/// The request that asks for nothing.
pub(super) fn nothing(date: BuildDate) -> Request {
    Request::release([], Stage::Stable, date)
}

/// Whether the request asks for nothing.
pub(super) fn is_nothing(request: &Request) -> bool {
    matches!(&request.action, RequestAction::Release { changes, .. } if changes.is_empty())
}

/// The changes of the request; none where it promotes or drops.
pub(super) fn changes(request: &Request) -> &BTreeSet<Change> {
    static NONE: BTreeSet<Change> = BTreeSet::new();
    match &request.action {
        RequestAction::Release { changes, .. } => changes,
        RequestAction::Promote { .. } | RequestAction::Drop { .. } => &NONE,
    }
}

/// The changes of the request to one component.
pub(super) fn changes_to<'a>(request: &'a Request, id: &ComponentId) -> impl Iterator<Item = &'a Change> {
    // Changes are in the order of their components, then of their kinds.
    let first = Change::new(Kind::Fix, id.clone());
    changes(request).range(&first..).take_while(move |change| change.component() == first.component())
}

fn release(changes: BTreeSet<Change>, stage: Stage, date: BuildDate) -> Request {
    Request { action: RequestAction::Release { changes, stage }, date }
}

/// What `before` asked for, in a few words, where `after` is of another kind and so keeps nothing of it.
pub(super) fn replaced(before: &Request, after: &Request) -> Option<String> {
    let is_same = std::mem::discriminant(&before.action) == std::mem::discriminant(&after.action);
    if is_same || is_nothing(before) {
        return None;
    }
    Some(match &before.action {
        RequestAction::Promote { .. } => "the promotion".to_owned(),
        RequestAction::Drop { .. } => "the end of series".to_owned(),
        RequestAction::Release { changes, .. } => {
            let named: Vec<String> = changes.iter().take(3).map(ToString::to_string).collect();
            let more = changes.len().saturating_sub(named.len());
            let more = if more == 0 { String::new() } else { format!(" and {more} more") };
            format!("{}{more}", named.join(", "))
        }
    })
}

/// The request with `change`, or without it where it had it. A promotion makes way.
pub(super) fn toggled(request: &Request, change: &Change) -> Request {
    let mut changes = changes(request).clone();
    if !changes.remove(change) {
        changes.insert(change.clone());
    }
    release(changes, request.stage(), request.date)
}

/// The request with all of `wanted`, or without them where it had all. A promotion makes way.
pub(super) fn toggled_all(request: &Request, wanted: Vec<Change>) -> Request {
    let (asked, mut wanted) = (changes(request), BTreeSet::from_iter(wanted));
    let changes = if wanted.is_subset(asked) {
        asked.difference(&wanted).cloned().collect()
    } else {
        wanted.append(&mut asked.clone());
        wanted
    };
    release(changes, request.stage(), request.date)
}

/// The request in which the components `ids` have the changes `wanted`, and no others. A promotion makes way.
pub(super) fn replacing(
    request: &Request,
    ids: &BTreeSet<&ComponentId>,
    wanted: impl IntoIterator<Item = Change>,
) -> Request {
    let mut changes = changes(request).clone();
    changes.retain(|change| !ids.contains(change.component()));
    changes.extend(wanted);
    release(changes, request.stage(), request.date)
}

/// The request without the changes for which `is_wrong` holds.
pub(super) fn without(request: &Request, is_wrong: impl Fn(&Change) -> bool) -> Request {
    let changes = changes(request).iter().filter(|change| !is_wrong(change)).cloned().collect();
    release(changes, request.stage(), request.date)
}

/// The same changes in another stage.
pub(super) fn staged(request: &Request, stage: Stage) -> Request {
    release(changes(request).clone(), stage, request.date)
}

/// The same request for another day.
pub(super) fn dated(request: &Request, date: BuildDate) -> Request {
    Request { date, ..request.clone() }
}

/// The request that brings `chosen`, and no other component, to the line besides its other changes.
pub(super) fn catching_up(request: &Request, chosen: impl IntoIterator<Item = ComponentId>) -> Request {
    let others = changes(request).iter().filter(|change| change.kind() != Kind::Sync);
    let mut changes: BTreeSet<Change> = others.cloned().collect();
    changes.append(&mut chosen.into_iter().map(|id| Change::new(Kind::Sync, id)).collect());
    let stage = if request.stage() == Stage::Next { Stage::Next } else { Stage::Stable };
    release(changes, stage, request.date)
}

/// Why a change of `kind` to `component` is not possible in `stage`, whatever else is planned (Rules B6 and B7).
pub(super) fn refusal(kind: Kind, component: &Component, stage: Stage) -> Option<String> {
    let id = component.id();
    if !kind.fits(component) {
        let which = if kind == Kind::Sync { "components of a line" } else { "dev-patch components" };
        return Some(format!("{} is for {which}; {id} is {}", kind.name(), component.scheme()));
    }
    let Stage::Maintained(line) = stage else { return None };
    if !matches!(kind, Kind::Fix | Kind::ApiFix) {
        return Some(format!("line {line} is maintained, and takes fix and api-fix only"));
    }
    let mut versions = component.maintained().into_iter().chain(component.version());
    let is_there = component.shares_line() && versions.any(|version| version.line() == line);
    (!is_there).then(|| format!("{id} has no version on line {line}"))
}

/// The older lines that any component maintains, the newest first.
pub(super) fn maintained_lines(product: &Product) -> Vec<Line> {
    let Some(current) = product.current_line() else { return Vec::new() };
    let of_line = product.components().iter().filter(|component| component.shares_line());
    let lines = of_line.flat_map(|component| component.maintained().into_iter().chain(component.version()));
    let lines: BTreeSet<Line> =
        lines.map(crate::version::Version::line).filter(|line| *line < current).collect();
    lines.into_iter().rev().collect()
}

/// What of the request still makes sense for `product`, a newer one, and what had to go, in words.
pub(super) fn carried_over(request: &Request, product: &Product) -> (Request, Vec<String>) {
    let mut lost = Vec::new();
    let mut keep_ids = |ids: &BTreeSet<ComponentId>, verb: &str| -> BTreeSet<ComponentId> {
        let has_series =
            |id: &&ComponentId| product.component(id).is_some_and(|component| component.next().is_some());
        lost.extend(ids.iter().filter(|id| !has_series(id)).map(|id| format!("{verb} {id}")));
        ids.iter().filter(has_series).cloned().collect()
    };
    let action = match &request.action {
        RequestAction::Promote { components } => {
            let kept = keep_ids(components, "promote");
            let any = product.components().iter().any(|component| component.next().is_some());
            if any && (components.is_empty() || !kept.is_empty()) {
                RequestAction::Promote { components: kept }
            } else {
                nothing(request.date).action
            }
        }
        RequestAction::Drop { components } => match keep_ids(components, "drop") {
            kept if kept.is_empty() => nothing(request.date).action,
            kept => RequestAction::Drop { components: kept },
        },
        RequestAction::Release { changes, stage } => {
            let is_possible = |change: &&Change| {
                product.component(change.component()).is_some_and(|component| {
                    let surface = change.surface();
                    change.kind().fits(component)
                        && surface.is_none_or(|(name, _)| component.surface(name).is_some())
                })
            };
            lost.extend(changes.iter().filter(|change| !is_possible(change)).map(ToString::to_string));
            let stage = match stage {
                Stage::Maintained(line) if !maintained_lines(product).contains(line) => {
                    lost.push(format!("line {line}"));
                    Stage::Stable
                }
                stage => *stage,
            };
            RequestAction::Release { changes: changes.iter().filter(is_possible).cloned().collect(), stage }
        }
    };
    (Request { action, date: request.date }, lost)
}
