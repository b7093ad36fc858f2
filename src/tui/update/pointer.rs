//! The mouse: a click focuses a pane and selects what is under it, the wheel scrolls that.

use chrono::Datelike;

use super::super::effect::Effect;
use super::super::idle::{matrix_rows, month};
use super::super::keymap::{Action, Context};
use super::super::layout::Pane;
use super::super::mode::{CHOICES, Mode};
use super::super::state::State;
use super::super::{footer, request};
use super::{act, browse, choose, key_pressed};
use crate::version::BuildDate;

/// How many lines a turn of the wheel scrolls text.
const WHEEL: usize = 3;

pub(super) fn click(state: &mut State, column: u16, row: u16) -> Vec<Effect> {
    if state.is_too_small() {
        return Vec::new();
    }
    let screen = state.screen();
    if screen.footer.contains((column, row).into()) && state.message.is_none() {
        let size = (usize::from(screen.footer.width), usize::from(screen.footer.height));
        let key = footer::key_at(state, size, usize::from(column), usize::from(row - screen.footer.y));
        return key.map_or_else(Vec::new, |key| key_pressed(state, key));
    }
    if !state.context().is_main() {
        return click_over(state, column, row);
    }
    let Some(pane) = screen.pane_at(column, row) else { return Vec::new() };
    state.focus = pane;
    let list = screen.components;
    let inside = usize::from(row).checked_sub(usize::from(list.y) + 2);
    let inside = inside.filter(|line| pane == Pane::Components && *line < screen.lines_of(pane));
    if let Some(line) = inside.map(|line| state.first + line).filter(|line| *line < state.visible.len()) {
        state.selected = line;
    }
    Vec::new()
}

/// A click on what lies over the main screen: a list is selected from, a box ticked, a day taken.
fn click_over(state: &mut State, column: u16, row: u16) -> Vec<Effect> {
    let body = state.screen().body;
    // What lies over the main screen has a frame around it.
    let Some(line) = row.checked_sub(body.y + 1).map(usize::from) else { return Vec::new() };
    let rows = matrix_rows(state);
    match &mut state.mode {
        Mode::Choose(choose) => {
            let place = choose.first + line;
            if line < CHOICES && place < choose.entries.len() {
                choose.selected = place;
                return act(state, Action::Pick);
            }
        }
        Mode::Lines(lines) if line < lines.entries.len() => {
            lines.selected = line;
            choose::preview(state);
        }
        Mode::Graph(graph) if graph.first + line < graph.nodes.len() => graph.selected = graph.first + line,
        // The names of the kinds come first.
        Mode::Matrix(_) => {
            if let Some(place) =
                line.checked_sub(1).map(|line| rows.start + line).filter(|at| rows.contains(at))
            {
                state.selected = place;
            }
        }
        Mode::Calendar(_) => {
            let weekday = column.checked_sub(body.x + 1).map(|column| usize::from(column) / 4);
            // The name of the month and those of the days come first.
            let day = weekday.zip(line.checked_sub(2)).and_then(|(day, week)| day_at(state, week, day));
            if let Some(date) = day {
                state.request = request::dated(&state.request, date).into();
            }
        }
        _ => {}
    }
    Vec::new()
}

/// The day of a week of the calendar's month, both counted from 0.
fn day_at(state: &State, week: usize, weekday: usize) -> Option<BuildDate> {
    let days = month(state.request.date);
    let first = chrono::NaiveDate::from(*days.first()?).weekday().num_days_from_monday();
    let place = (week * 7 + weekday).checked_sub(usize::try_from(first).ok()?)?;
    days.get(place).copied().filter(|_| weekday < 7)
}

pub(super) fn wheel(state: &mut State, column: u16, row: u16, up: bool) -> Vec<Effect> {
    let action = if up { Action::Up } else { Action::Down };
    if state.is_too_small() {
        return Vec::new();
    }
    if !state.context().is_main() {
        let scrolls = matches!(
            state.context(),
            Context::Help
                | Context::Choose
                | Context::Lines
                | Context::Matrix
                | Context::Graph
                | Context::Review
                | Context::Finished
                | Context::Compare
                | Context::Evidence
                | Context::History
                | Context::Opened
        );
        return if scrolls { act(state, action) } else { Vec::new() };
    }
    if let Some(pane) = state.screen().pane_at(column, row) {
        let focus = std::mem::replace(&mut state.focus, pane);
        let turns = if pane == Pane::Components { 1 } else { WHEEL };
        for _ in 0..turns {
            browse::go(state, action);
        }
        state.focus = focus;
    }
    Vec::new()
}
