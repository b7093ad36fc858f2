//! Keys of the main screen.

use std::sync::Arc;

use super::super::compare::{self, Pinned};
use super::super::effect::{Effect, Leave};
use super::super::input::Input;
use super::super::keymap::Action;
use super::super::layout::{Pane, moved};
use super::super::mode::{Calendar, Matrix, Mode, Purpose};
use super::super::sheet::{Part, Sheet};
use super::super::state::{Answer, State};
use super::super::tree::FollowTree;
use super::super::{command, request};
use super::{apply, choose, evidence, history, look_back};
use crate::plan::{Change, Kind, Request, Stage};

/// How many columns the plan pane moves to the side at once.
const SIDEWAYS: usize = 8;

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Change(kind) => change(state, kind),
        Action::Next => {
            let stage = if state.request.stage() == Stage::Next { Stage::Stable } else { Stage::Next };
            let staged = request::staged(&state.request, stage);
            state.step(staged);
        }
        Action::Clear => {
            let nothing = request::nothing(state.request.date);
            state.step(nothing);
        }
        Action::Resolve => resolve(state),
        Action::Undo => undo(state),
        Action::Redo => redo(state),
        Action::Date => {
            state.mode = Mode::Calendar(Calendar {
                before: state.request.clone(),
                typed: String::new(),
                days: std::collections::BTreeMap::new(),
            });
        }
        Action::Lines => choose::open_lines(state),
        Action::Promote => choose::open(state, Purpose::Promote),
        Action::CatchUp => choose::open(state, Purpose::CatchUp),
        Action::Matrix => state.mode = Mode::Matrix(Matrix::default()),
        Action::Graph => open_graph(state),
        Action::Filter => {
            let (before, input) = (state.filter.clone(), Input::new(state.filter.clone()));
            state.mode = Mode::Filter { before, input };
        }
        Action::Palette => {
            state.mode = Mode::Palette { input: Input::default(), selected: 0, error: None };
        }
        Action::Write if state.plan().is_some() => {
            state.mode = Mode::Write { input: Input::new("plan.json"), error: None };
        }
        Action::Write => state.warn("there is no plan to write yet"),
        Action::Copy => return copy(state),
        Action::Compare => compare(state),
        Action::Evidence => evidence::open(state),
        Action::History => history::open(state),
        Action::Take | Action::TakeAll => evidence::take(state, action),
        Action::Reload => return vec![Effect::Reload],
        Action::Mouse => return mouse(state),
        Action::Quit => return quit(state),
        Action::Accept if state.setup.picker => return accept(state),
        Action::Accept => return apply::open(state),
        Action::TakeBack => return look_back::open(state),
        Action::NextPane => state.focus = state.focus.next(),
        Action::PreviousPane => state.focus = state.focus.previous(),
        Action::Zoom => zoom(state, !state.zoomed),
        Action::Unfold => {
            state.is_unfolded = !state.is_unfolded;
            state.outline();
        }
        Action::Range => state.range = if state.range.is_some() { None } else { Some(state.selected) },
        Action::Cancel if state.range.is_some() => state.range = None,
        Action::Cancel if state.zoomed => zoom(state, false),
        Action::Cancel => {
            state.filter.clear();
            state.apply_filter();
        }
        _ => go(state, action),
    }
    Vec::new()
}

/// A pane of another width starts at its left again.
fn zoom(state: &mut State, zoomed: bool) {
    (state.zoomed, state.plan_left) = (zoomed, 0);
}

/// Opens the graph at the selected component.
fn open_graph(state: &mut State) {
    let selected = state.position().unwrap_or(0);
    state.mode = Mode::Graph(FollowTree::new(&state.setup.product, &state.table.followers, selected));
}

/// Moves within the focused pane.
pub(super) fn go(state: &mut State, action: Action) {
    let page = state.screen().lines_of(state.focus);
    match state.focus {
        Pane::Components => state.selected = moved(state.selected, action, page, state.visible.len()),
        Pane::Why => state.why_first = moved(state.why_first, action, page, state.why.len()),
        Pane::Plan if action == Action::Left => state.plan_left = state.plan_left.saturating_sub(SIDEWAYS),
        Pane::Plan if action == Action::Right => {
            let beyond = state.plan_overhang();
            state.plan_left = state.plan_left.saturating_add(SIDEWAYS).min(beyond);
        }
        Pane::Plan => state.plan_first = moved(state.plan_first, action, page, state.outline.len()),
    }
}

fn change(state: &mut State, kind: Kind) {
    if state.range.is_some() {
        change_range(state, kind);
        return;
    }
    let Some(component) = state.component() else {
        let key = state.key(Action::Cancel);
        state.warn(format!("no component is selected: {key} clears the filter"));
        return;
    };
    let change = Change::new(kind, component.id().clone());
    let has_surfaces = !component.surfaces().is_empty();
    let is_planned = request::changes(&state.request).contains(&change);
    match request::refusal(kind, component, state.request.stage()).filter(|_| !is_planned) {
        Some(why) => state.warn(why),
        // What breaks may be one of its surfaces: the palette lists them below the component itself.
        None if kind == Kind::Breaking && has_surfaces && !is_planned => {
            let input = Input::new(change.to_string());
            state.mode = Mode::Palette { input, selected: 0, error: None };
        }
        None => toggle(state, &change),
    }
}

/// Puts a change to each component of the range into the plan, or takes all of them back where all are planned.
fn change_range(state: &mut State, kind: Kind) {
    let (stage, mut left_out) = (state.request.stage(), Vec::new());
    let mut changes = Vec::new();
    for component in
        state.chosen().into_iter().filter_map(|place| state.setup.product.components().get(place))
    {
        match request::refusal(kind, component, stage) {
            Some(why) => left_out.push(why),
            None => changes.push(Change::new(kind, component.id().clone())),
        }
    }
    let count = changes.len();
    let request = request::toggled_all(&state.request, changes);
    state.step(request);
    state.range = None;
    match left_out.as_slice() {
        [] => {}
        [why] => state.warn(format!("{} for {count}, not for 1: {why}", kind.name())),
        [why, ..] => state.warn(format!("{} for {count}, not for {}: {why}", kind.name(), left_out.len())),
    }
}

/// Puts a change into the plan, or takes it back.
pub(super) fn toggle(state: &mut State, change: &Change) {
    let toggled = request::toggled(&state.request, change);
    state.step(toggled);
}

fn resolve(state: &mut State) {
    match &state.answer {
        Answer::Refused(_, Some(resolve)) => {
            let (label, request) = (resolve.label.clone(), resolve.request.clone());
            state.step(request);
            state.say(format!("resolved: {label}"));
        }
        Answer::Refused(_, None) => state.warn("no key resolves this; take a change back with its key or u"),
        Answer::Nothing | Answer::Planned(_) => state.say("nothing is refused"),
    }
}

fn undo(state: &mut State) {
    match state.undo.pop() {
        Some(before) => {
            let before = still_possible(state, &before);
            state.redo.push(std::mem::replace(&mut state.request, before));
        }
        None => state.say("there is nothing to undo"),
    }
}

fn redo(state: &mut State) {
    match state.redo.pop() {
        Some(after) => {
            let after = still_possible(state, &after);
            state.undo.push(std::mem::replace(&mut state.request, after));
        }
        None => state.say("there is nothing to redo"),
    }
}

/// What of a request the product still has: it may have been loaded again since.
fn still_possible(state: &mut State, request: &Request) -> Arc<Request> {
    let (possible, lost) = request::carried_over(request, &state.setup.product);
    if !lost.is_empty() {
        state.warn(format!("no longer possible: {}", lost.join(", ")));
    }
    possible.into()
}

/// Pins the plan, or shows it next to the one that is pinned.
fn compare(state: &mut State) {
    let (Answer::Planned(plan), Some(command)) = (&state.answer, state.command_line()) else {
        state.warn("there is no plan to pin or to compare yet");
        return;
    };
    match &state.pinned {
        Some(pinned) if pinned.plan != *plan => {
            let ids = state.table.rows.iter().map(|row| row.id.as_str());
            let lines = compare::lines(pinned, (plan, &command), ids);
            state.mode = Mode::Compare(Sheet::new(vec![Part::Lines(lines)]));
        }
        _ => pin(state),
    }
}

/// Makes the plan the one that others are compared with.
pub(super) fn pin(state: &mut State) {
    let (Answer::Planned(plan), Some(command)) = (&state.answer, state.command_line()) else { return };
    state.pinned = Some(Pinned { plan: plan.clone(), command });
    let key = state.key(Action::Compare);
    state.say(format!("pinned; change what you like, and {key} compares"));
}

fn copy(state: &mut State) -> Vec<Effect> {
    if let Some(line) = state.command_line() {
        state.mode = Mode::Command { line: line.clone() };
        return vec![Effect::Copy(line)];
    }
    state.warn("there is no plan to copy yet");
    Vec::new()
}

fn mouse(state: &mut State) -> Vec<Effect> {
    state.setup.mouse = !state.setup.mouse;
    state.say(if state.setup.mouse { "the mouse is on" } else { "the mouse is off" });
    vec![Effect::Mouse(state.setup.mouse)]
}

/// Leaves, or asks where a plan would be lost.
pub(super) fn quit(state: &mut State) -> Vec<Effect> {
    if state.would_lose() {
        state.mode = Mode::Quit;
        return Vec::new();
    }
    vec![Effect::Quit(Leave::Done)]
}

/// Leaves with the plan accepted, where there is one.
pub(super) fn accept(state: &mut State) -> Vec<Effect> {
    if state.plan().is_some() {
        return vec![Effect::Quit(Leave::Accepted)];
    }
    state.warn("there is no plan to accept");
    Vec::new()
}

/// Says where a day is later than what the command line takes by itself (Rule B8).
pub(super) fn note_future(state: &mut State) {
    if command::is_future(state.request.date, state.setup.today) {
        state.warn(format!("{} is later than tomorrow: the command line says so", state.request.date));
    }
}
