//! The mouse: a click focuses a pane and selects a component, the wheel scrolls what is under it.

use super::super::effect::Effect;
use super::super::keymap::{Action, Context};
use super::super::layout::Pane;
use super::super::state::State;
use super::{act, browse};

/// How many lines a turn of the wheel scrolls text.
const WHEEL: usize = 3;

pub(super) fn click(state: &mut State, column: u16, row: u16) -> Vec<Effect> {
    if state.is_too_small() || !state.context().is_main() {
        return Vec::new();
    }
    let screen = state.screen();
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

pub(super) fn wheel(state: &mut State, column: u16, row: u16, up: bool) -> Vec<Effect> {
    let action = if up { Action::Up } else { Action::Down };
    if state.is_too_small() {
        return Vec::new();
    }
    if !state.context().is_main() {
        let scrolls = matches!(
            state.context(),
            Context::Help | Context::Choose | Context::Lines | Context::Matrix | Context::Graph
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
