//! Taking the last apply back: what that would be is looked at before a word is asked for.

use super::super::account;
use super::super::effect::Effect;
use super::super::input::Input;
use super::super::mode::{Confirm, Confirmed, Finished, Mode};
use super::super::sheet::{Part, Sheet};
use super::super::state::State;
use super::super::work::{Applied, Trouble, Work};
use crate::apply::RecordKind;

/// Asks for the word that takes the last apply back.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    if state.setup.read_only {
        state.warn("the demo is read-only: there is nothing to take back");
        return Vec::new();
    }
    let under = match std::mem::take(&mut state.mode) {
        Mode::History(history) => Some(history),
        _ => None,
    };
    let what = Confirmed::Undo { applied: None, under };
    state.mode = Mode::Confirm(Confirm { input: Input::default(), is_wrong: false, what });
    vec![Effect::Begin(Work::LookBack)]
}

/// What undo would take back, or why it cannot.
pub(super) fn found(state: &mut State, found: Result<Applied, Vec<Trouble>>) {
    let Mode::Confirm(Confirm { what: Confirmed::Undo { applied: what @ None, .. }, .. }) = &mut state.mode
    else {
        return;
    };
    match found {
        Ok(applied) => *what = Some(applied),
        Err(troubles) => {
            let sheet = Sheet::new(vec![Part::Lines(account::wrong(state, &troubles))]);
            state.mode = Mode::Finished(Finished { verb: RecordKind::Undo, is_done: false, sheet });
        }
    }
}
