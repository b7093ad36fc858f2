//! What takes more than a frame's time on a long product line: the days of the calendar and the cells of the matrix.
//! Each is one question to the planner; a few are asked whenever nothing else happens.

use std::ops::Range;

use super::layout::scrolled;
use super::mode::{Cell, DayAnswer, Mode};
use super::request;
use super::state::State;
use crate::plan::{Change, Kind, Refusal, Request, plan};
use crate::version::BuildDate;
use crate::words::Explain;

/// How many components may be planned for in one go: a few milliseconds.
const BUDGET: usize = 20_000;

/// Whether the calendar or the matrix waits for answers.
pub(super) fn has_work(state: &State) -> bool {
    match &state.mode {
        Mode::Calendar(_) => !open_days(state).is_empty(),
        Mode::Matrix(_) => !open_cells(state).is_empty(),
        _ => false,
    }
}

/// Asks the planner a few of the open questions.
pub(super) fn work(state: &mut State) {
    let count = state.setup.product.components().len().max(1);
    let questions = (BUDGET / count).clamp(1, 100);
    let days: Vec<_> =
        open_days(state).into_iter().take(questions).map(|day| (day, ask_day(state, day))).collect();
    let cells: Vec<_> =
        open_cells(state).into_iter().take(questions).map(|cell| (cell, ask_cell(state, cell))).collect();
    match &mut state.mode {
        Mode::Calendar(calendar) => calendar.days.extend(days),
        Mode::Matrix(matrix) => matrix.cells.extend(cells),
        _ => {}
    }
}

/// The days of a month, the first to the last.
pub(super) fn month(date: BuildDate) -> Vec<BuildDate> {
    let first = date.number() - date.number() % 100;
    (1..=31).filter_map(|day| BuildDate::from_number(first + day).ok()).collect()
}

fn open_days(state: &State) -> Vec<BuildDate> {
    match &state.mode {
        Mode::Calendar(calendar) if !request::is_nothing(&state.request) => {
            let days = month(state.request.date).into_iter();
            days.filter(|day| !calendar.days.contains_key(day)).collect()
        }
        _ => Vec::new(),
    }
}

fn ask_day(state: &State, day: BuildDate) -> DayAnswer {
    match plan(&state.setup.product, &request::dated(&state.request, day)) {
        Ok(plan) if plan.date != day => DayAnswer::Moved,
        Ok(_) => DayAnswer::Free,
        Err(Refusal::BuildTaken { .. }) => DayAnswer::Taken,
        Err(_) => DayAnswer::Refused,
    }
}

fn open_cells(state: &State) -> Vec<(usize, Kind)> {
    let Mode::Matrix(matrix) = &state.mode else { return Vec::new() };
    let shown = matrix_components(state);
    let cells = shown.flat_map(|(_, position)| state.table.kinds.iter().map(move |kind| (position, *kind)));
    cells.filter(|cell| !matrix.cells.contains_key(cell)).collect()
}

/// The places of the components that the matrix shows, the selected one among them.
pub(super) fn matrix_rows(state: &State) -> Range<usize> {
    let rows = usize::from(state.screen().body.height).saturating_sub(5).max(1);
    let count = state.visible.len();
    let first = scrolled(state.first.min(count.saturating_sub(rows)), state.selected, rows, count);
    first..(first + rows).min(count)
}

/// The components that the matrix shows, each with its place among the visible ones and its position in the product.
pub(super) fn matrix_components(state: &State) -> impl Iterator<Item = (usize, usize)> {
    let rows = matrix_rows(state);
    state.visible.iter().copied().enumerate().skip(rows.start).take(rows.len())
}

fn ask_cell(state: &State, (position, kind): (usize, Kind)) -> Cell {
    let product = &state.setup.product;
    let Some(component) = product.components().get(position) else { return Cell::Impossible };
    if !kind.fits(component) {
        return Cell::Impossible;
    }
    let change = Change::new(kind, component.id().clone());
    let asked = Request::release([change], state.request.stage(), state.request.date);
    match plan(product, &asked) {
        Ok(plan) => plan
            .release(component.id())
            .map_or(Cell::Stays, |release| Cell::Version(release.to, plan.releases.len().saturating_sub(1))),
        Err(Refusal::NotOnMaintainedLine { .. } | Refusal::KindNotForScheme { .. }) => Cell::Impossible,
        Err(refusal) => Cell::Refused(refusal.code()),
    }
}
