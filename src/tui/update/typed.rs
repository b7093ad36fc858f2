//! Keys where one types: the filter, the palette, the name of a file.

use std::path::PathBuf;

use super::super::bad_command::BadCommand;
use super::super::command;
use super::super::effect::Effect;
use super::super::input::Input;
use super::super::keymap::Action;
use super::super::layout::moved;
use super::super::mode::{HelpPage, Mode};
use super::super::state::State;
use super::{apply, browse, named};

/// Types a text at the cursor; where nothing is typed it is ignored, so that a paste does not plan.
pub(super) fn insert(state: &mut State, text: &str) {
    if let Some(input) = input(state) {
        input.insert(text);
        typed(state);
    }
}

fn input(state: &mut State) -> Option<&mut Input> {
    match &mut state.mode {
        Mode::Filter { input, .. } | Mode::Palette { input, .. } | Mode::Write { input, .. } => Some(input),
        Mode::Help(help) if help.is_searching => Some(&mut help.input),
        Mode::Confirm(confirm) => Some(&mut confirm.input),
        _ => None,
    }
}

/// What follows from a change of the text.
fn typed(state: &mut State) {
    match &mut state.mode {
        Mode::Filter { input, .. } => {
            input.text().clone_into(&mut state.filter);
            state.apply_filter();
        }
        Mode::Palette { selected, error, .. } => {
            *selected = 0;
            *error = None;
        }
        Mode::Confirm(confirm) => confirm.is_wrong = false,
        Mode::Write { error, .. } => *error = None,
        Mode::Help(help) => help.first = 0,
        _ => {}
    }
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Accept => return accept(state),
        Action::Cancel => cancel(state),
        Action::Complete => complete(state),
        Action::Up | Action::Down => vertical(state, action),
        _ => {
            if let Some(input) = input(state) {
                match action {
                    Action::Left => input.left(),
                    Action::Right => input.right(),
                    Action::First => input.start(),
                    Action::Last => input.end(),
                    Action::Backspace => input.backspace(),
                    Action::Delete => input.delete(),
                    Action::Erase => input.erase(),
                    _ => {}
                }
            }
            if matches!(action, Action::Backspace | Action::Delete | Action::Erase) {
                typed(state);
            }
        }
    }
    Vec::new()
}

fn vertical(state: &mut State, action: Action) {
    match &mut state.mode {
        Mode::Palette { input, selected, .. } => {
            let count = command::suggestions(&state.setup.product, input.text()).len();
            *selected = moved(*selected, action, 1, count);
        }
        Mode::Filter { .. } => state.selected = moved(state.selected, action, 1, state.visible.len()),
        _ => {}
    }
}

fn complete(state: &mut State) {
    if let Mode::Palette { input, selected, error } = &mut state.mode {
        let suggestions = command::suggestions(&state.setup.product, input.text());
        if let Some(suggestion) = suggestions.get(*selected) {
            *input = Input::new(suggestion.text.clone());
            (*selected, *error) = (0, None);
        }
    }
}

fn cancel(state: &mut State) {
    match std::mem::take(&mut state.mode) {
        Mode::Filter { before, .. } => {
            state.filter = before;
            state.apply_filter();
        }
        Mode::Confirm(confirm) => apply::unconfirmed(state, confirm),
        Mode::Help(help) => {
            state.mode =
                Mode::Help(HelpPage { is_searching: false, input: Input::default(), first: 0, ..help });
        }
        _ => {}
    }
}

fn accept(state: &mut State) -> Vec<Effect> {
    match std::mem::take(&mut state.mode) {
        Mode::Write { input, .. } => {
            let path = PathBuf::from(input.text().trim());
            // The result closes the prompt, or says in it what is wrong.
            if path.as_os_str().is_empty() {
                state.mode = Mode::Write { input, error: Some(BadCommand::NoFile.into()) };
                return Vec::new();
            }
            state.mode = Mode::Write { input, error: None };
            vec![Effect::Write { path, replace: false }]
        }
        Mode::Palette { input, selected, .. } => run(state, input, selected),
        Mode::Confirm(confirm) => apply::confirmed(state, confirm),
        Mode::Help(help) => {
            state.mode = Mode::Help(HelpPage { is_searching: false, ..help });
            Vec::new()
        }
        // The filter stays.
        _ => Vec::new(),
    }
}

/// Runs what is typed, or the suggestion that completes it; what is wrong is shown in the palette.
fn run(state: &mut State, input: Input, selected: usize) -> Vec<Effect> {
    let suggestions = command::suggestions(&state.setup.product, input.text());
    let is_whole = suggestions.iter().any(|suggestion| suggestion.text == input.text().trim());
    let completed = suggestions.get(selected).filter(|_| !is_whole || selected > 0);
    if let Some(suggestion) = completed.filter(|suggestion| suggestion.goes_on) {
        let input = Input::new(suggestion.text.clone());
        state.mode = Mode::Palette { input, selected: 0, error: None };
        return Vec::new();
    }
    let text = completed.map_or_else(|| input.text().to_owned(), |suggestion| suggestion.text.clone());
    match command::parse(&text) {
        Ok(command::Command::Key(action)) => browse::act(state, action),
        Ok(command) => named::run(state, command),
        Err(error) => {
            state.mode = Mode::Palette { input, selected: 0, error: Some(error.into()) };
            Vec::new()
        }
    }
}
