//! What the world answers.

use std::path::PathBuf;

use super::super::account;
use super::super::effect::Effect;
use super::super::event::WriteFailure;
use super::super::input::Input;
use super::super::keymap::Action;
use super::super::mode::Mode;
use super::super::request::{self, carried_over};
use super::super::state::State;
use super::super::work::{Trouble, Work};
use crate::product::Product;
use crate::version::BuildDate;

/// An earlier apply was cut off: says so, and every way out, until it is recovered.
pub(super) fn unfinished(state: &mut State, trouble: &Trouble) {
    state.is_unfinished = true;
    let help: Vec<_> = trouble.help.iter().map(ToString::to_string).collect();
    let separator = if help.is_empty() { "" } else { "; " };
    state.warn(format!("{}{separator}{}", trouble.message, help.join(", or ")));
}

pub(super) fn file_changed(state: &mut State) -> Vec<Effect> {
    // It is we who write.
    if matches!(state.mode, Mode::Working(_)) {
        return Vec::new();
    }
    state.file_changed = true;
    let key = state.key(Action::Reload);
    state.warn(format!("the product file changed on disk: {key} loads it again"));
    Vec::new()
}

/// What is pending and what was released is read again. After an apply of ours that is done anyway.
pub(super) fn repository_moved(state: &State) -> Vec<Effect> {
    if matches!(state.mode, Mode::Working(_)) { Vec::new() } else { vec![Effect::Begin(Work::Look)] }
}

/// Goes on with a product that was loaded again, and with the changes that still make sense for it.
pub(super) fn reloaded(state: &mut State, result: Result<Box<Product>, Vec<Trouble>>) -> Vec<Effect> {
    let product = match result {
        Ok(product) => *product,
        Err(troubles) => {
            let why = account::first_of(&troubles);
            state.warn(format!("not loaded, the plan is for the old file: {why}"));
            return Vec::new();
        }
    };
    let selected = state.component().map(|component| component.id().clone());
    if let Mode::Help(help) = &mut state.mode {
        state.mode = std::mem::take(&mut help.under);
    }
    // What lies over the main screen was made for the old product.
    if let Mode::Calendar(super::super::mode::Calendar { before, .. })
    | Mode::Lines(super::super::mode::Lines { before, .. })
    | Mode::Choose(super::super::mode::Choose { before, .. }) = &state.mode
    {
        state.request = before.clone();
    }
    if !matches!(state.mode, Mode::Finished(_)) {
        state.mode = Mode::Browse;
    }
    let (request, lost) = carried_over(&state.request, &product);
    state.request = request.into();
    state.setup.product = product;
    state.file_changed = false;
    state.adopt_product();
    if let Some(position) = selected.and_then(|id| state.setup.product.position(&id)) {
        state.select(position);
    }
    let look = vec![Effect::Begin(Work::Look)];
    if matches!(state.mode, Mode::Finished(_)) {
        return look;
    }
    if lost.is_empty() {
        state.say("reloaded the product file; the plan is kept");
    } else {
        state.warn(format!("loaded the product file again; no longer possible: {}", lost.join(", ")));
    }
    look
}

pub(super) fn written(state: &mut State, path: PathBuf, result: Result<(), WriteFailure>) -> Vec<Effect> {
    match result {
        Ok(()) => {
            state.mode = Mode::Browse;
            state.kept = Some(state.request.clone());
            let shown = crate::shown::visible(&path.display().to_string());
            state.say(format!("wrote the plan to {shown}"));
        }
        Err(WriteFailure::Exists) => state.mode = Mode::Replace { path },
        // The name may only be mistyped: it stays to be corrected.
        Err(WriteFailure::Failed(error)) => {
            state.mode = Mode::Write { input: Input::new(path.to_string_lossy()), error: Some(error) };
        }
    }
    Vec::new()
}

/// A UI that is left open for days goes on with the day, unless another one was chosen.
pub(super) fn today(state: &mut State, today: BuildDate) -> Vec<Effect> {
    if state.request.date == state.setup.today && !matches!(state.mode, Mode::Calendar(_)) {
        state.request = request::dated(&state.request, today).into();
        state.say(format!("a new day in UTC: {today}"));
    }
    state.setup.today = today;
    Vec::new()
}
