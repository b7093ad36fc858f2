//! Keys of what lies over the main screen and takes no text.

use super::super::effect::{Effect, Leave};
use super::super::idle::{self, month};
use super::super::keymap::Action;
use super::super::layout::{moved, scrolled};
use super::super::mode::{HelpPage, Mode};
use super::super::sheet::Sheet;
use super::super::state::{Answer, State};
use super::super::{help, request};
use super::{apply, back, browse};
use crate::plan::Change;
use crate::version::BuildDate;

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match std::mem::take(&mut state.mode) {
        Mode::Help(help) => read_help(state, help, action),
        Mode::Calendar(mut calendar) => {
            calendar.typed.clear();
            match action {
                Action::Accept => {
                    state.stepped_from(calendar.before);
                    browse::note_future(state);
                }
                Action::Cancel => state.request = calendar.before,
                _ => {
                    let date = day(state, action);
                    state.request = request::dated(&state.request, date).into();
                    state.mode = Mode::Calendar(calendar);
                }
            }
            Vec::new()
        }
        Mode::Matrix(matrix) => {
            state.mode = Mode::Matrix(matrix);
            matrix_key(state, action)
        }
        Mode::Graph(graph) => {
            state.mode = Mode::Graph(graph);
            graph_key(state, action)
        }
        Mode::Command { line } if action == Action::Copy => {
            state.mode = Mode::Command { line: line.clone() };
            vec![Effect::Copy(line)]
        }
        Mode::Replace { path } if action == Action::Accept => {
            vec![Effect::Write { path, replace: true }]
        }
        Mode::Review(review) => apply::review(state, review, action),
        Mode::Finished(finished) => apply::finished(state, finished, action),
        Mode::Compare(sheet) => compared(state, sheet, action),
        Mode::Working(working) => {
            state.mode = Mode::Working(working);
            Vec::new()
        }
        Mode::Quit => match action {
            Action::Accept if state.setup.picker => browse::accept(state),
            Action::Accept => vec![Effect::Quit(Leave::Done)],
            Action::Decline if state.setup.picker => vec![Effect::Quit(Leave::Done)],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn read_help(state: &mut State, mut help: HelpPage, action: Action) -> Vec<Effect> {
    match action {
        // What was searched is left first.
        Action::Cancel if !help.input.text().is_empty() => help.input.erase(),
        Action::Cancel => {
            state.mode = *help.under;
            return Vec::new();
        }
        Action::Filter => help.is_searching = true,
        _ => {}
    }
    let page = usize::from(state.screen().body.height.saturating_sub(2));
    let count = help::lines(help.input.text(), &state.setup.config.keys).len();
    help.first = moved(help.first, action, page, count).min(count.saturating_sub(page));
    state.mode = Mode::Help(help);
    Vec::new()
}

/// Takes a character of a date that is typed in the calendar, and goes to the date once it is whole.
pub(super) fn type_date(state: &mut State, c: char) {
    let Mode::Calendar(calendar) = &mut state.mode else { return };
    if c.is_ascii_digit() || c == '-' {
        calendar.typed.push(c);
    }
    let digits = calendar.typed.chars().filter(char::is_ascii_digit).count();
    if digits < "YYYYMMDD".len() {
        return;
    }
    let typed = std::mem::take(&mut calendar.typed);
    match BuildDate::parse(&typed) {
        Ok(date) => state.request = request::dated(&state.request, date).into(),
        Err(error) => state.warn(format!("`{typed}` is not a valid date: {error}")),
    }
}

/// The day that an action of the calendar goes to; none beyond the years that builds can have.
fn day(state: &State, action: Action) -> BuildDate {
    let date = state.request.date;
    let days = |days: i64| {
        let shifted = chrono::NaiveDate::from(date).checked_add_signed(chrono::Duration::days(days));
        shifted.and_then(|day| BuildDate::try_from(day).ok())
    };
    let months = |back: bool, count: u32| {
        let (day, count) = (chrono::NaiveDate::from(date), chrono::Months::new(count));
        let shifted = if back { day.checked_sub_months(count) } else { day.checked_add_months(count) };
        shifted.and_then(|day| BuildDate::try_from(day).ok())
    };
    let moved = match action {
        Action::Left => days(-1),
        Action::Right => days(1),
        Action::Up => days(-7),
        Action::Down => days(7),
        Action::PageUp => months(true, 1),
        Action::PageDown => months(false, 1),
        Action::PreviousYear => months(true, 12),
        Action::NextYear => months(false, 12),
        Action::First => month(date).first().copied(),
        Action::Last => month(date).last().copied(),
        Action::Today => Some(state.setup.today),
        Action::Resolve => match &state.answer {
            Answer::Refused(_, Some(resolve)) => Some(resolve.request.date),
            Answer::Refused(..) | Answer::Nothing | Answer::Planned(_) => None,
        },
        _ => None,
    };
    moved.unwrap_or(date)
}

fn compared(state: &mut State, mut sheet: Sheet, action: Action) -> Vec<Effect> {
    match action {
        Action::Cancel => {}
        Action::Compare => browse::pin(state),
        _ => {
            sheet.scroll(action, state.page());
            state.mode = Mode::Compare(sheet);
        }
    }
    Vec::new()
}

fn matrix_key(state: &mut State, action: Action) -> Vec<Effect> {
    let Mode::Matrix(matrix) = &mut state.mode else { return Vec::new() };
    match action {
        Action::Cancel => back(state),
        Action::Left => matrix.column = matrix.column.saturating_sub(1),
        Action::Right => matrix.column = (matrix.column + 1).min(state.table.kinds.len().saturating_sub(1)),
        Action::Accept => {
            let kind = state.table.kinds.get(matrix.column).copied();
            let component = state.component().map(|component| component.id().clone());
            let (Some(kind), Some(id)) = (kind, component) else { return Vec::new() };
            let stage = state.request.stage();
            let refused = state.component().and_then(|component| request::refusal(kind, component, stage));
            match refused {
                Some(why) => state.warn(why),
                None => browse::toggle(state, &Change::new(kind, id)),
            }
        }
        _ => {
            let page = idle::matrix_rows(state).len();
            state.selected = moved(state.selected, action, page, state.visible.len());
        }
    }
    Vec::new()
}

/// How many columns the graph moves to the side at once.
const SIDEWAYS: usize = 8;

fn graph_key(state: &mut State, action: Action) -> Vec<Effect> {
    let height = usize::from(state.screen().body.height.saturating_sub(2));
    let Mode::Graph(graph) = &mut state.mode else { return Vec::new() };
    let selected = graph.nodes.get(graph.selected).map(|node| node.position);
    let inside = usize::from(state.setup.size.0).saturating_sub(4);
    match (action, selected) {
        (Action::Accept, Some(position)) => {
            back(state);
            state.select(position);
        }
        (Action::Cancel | Action::Accept, _) => back(state),
        (Action::Left, _) => graph.left = graph.left.saturating_sub(SIDEWAYS),
        (Action::Right, _) => {
            let planned = state.outline.version_width();
            let beyond = graph.width(&state.table, planned, height).saturating_sub(inside);
            graph.left = (graph.left + SIDEWAYS).min(beyond.max(graph.left));
        }
        _ => {
            let count = graph.nodes.len();
            graph.selected = moved(graph.selected, action, height, count);
            graph.first = scrolled(graph.first, graph.selected, height, count);
        }
    }
    Vec::new()
}
