//! What is pending: read by the world, shown in a pane, taken into the plan by a key.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::effect::Effect;
use super::super::evidence::{OF_DEMO, PendingRows};
use super::super::keymap::Action;
use super::super::mode::Mode;
use super::super::sheet::{Part, Sheet};
use super::super::state::State;
use super::super::styled::{Line, Tone, line};
use super::super::work::Trouble;
use super::super::{account, request};
use super::back;
use crate::pending::Pending;
use crate::plan::{Change, Stage};
use crate::product::ComponentId;
use crate::report::Detail;

/// Takes over what the world found.
pub(super) fn found(state: &mut State, found: Result<Arc<Pending>, Vec<Trouble>>) {
    state.evidence = PendingRows::new(found, &state.setup.product);
    state.forget_why();
    if matches!(state.mode, Mode::Evidence(_)) {
        open(state);
    }
}

/// Opens what is pending of the selected component.
pub(super) fn open(state: &mut State) {
    state.mode = Mode::Evidence(Sheet::new(vec![Part::Lines(lines(state))]));
}

fn lines(state: &State) -> Vec<Line> {
    let troubles = state.evidence.troubles();
    if !troubles.is_empty() {
        return account::wrong(state, troubles);
    }
    if state.setup.read_only {
        return vec![line(OF_DEMO, Tone::Plain)];
    }
    if state.evidence.pending().is_none() {
        return vec![line("The repository is not read yet.", Tone::Plain)];
    }
    let mut lines = state.position().map_or_else(Vec::new, |place| state.evidence.lines(place, Detail::Full));
    if let Some(note) = state.evidence.note(state.setup.in_git) {
        lines.extend([Line::default(), line(note, Tone::Warning)]);
    }
    lines
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let page = state.page();
    match action {
        Action::Cancel => back(state),
        Action::Take | Action::TakeAll => take(state, action),
        Action::NextFile | Action::PreviousFile => {
            let others: Box<dyn Iterator<Item = usize>> = if action == Action::NextFile {
                Box::new(state.selected + 1..state.visible.len())
            } else {
                Box::new((0..state.selected).rev())
            };
            let is_pending =
                |place: &usize| state.visible.get(*place).is_some_and(|at| state.evidence.is_at(*at));
            match others.into_iter().find(is_pending) {
                Some(place) => {
                    state.selected = place;
                    open(state);
                }
                None => state.say("no other component that way has pending changes"),
            }
        }
        _ => {
            if let Mode::Evidence(sheet) = &mut state.mode {
                sheet.scroll(action, page);
            }
        }
    }
    Vec::new()
}

/// Plans what is pending of the selected component, or of all; where just that is planned, takes it back.
pub(super) fn take(state: &mut State, action: Action) {
    if let Some(why) = blocked(state) {
        state.warn(why);
        return;
    }
    let stage = state.request.stage();
    let components = state.setup.product.components();
    let places: Vec<usize> =
        if action == Action::TakeAll { (0..components.len()).collect() } else { state.chosen() };
    let (mut ids, mut wanted): (BTreeSet<&ComponentId>, Vec<Change>) = (BTreeSet::new(), Vec::new());
    for place in &places {
        let row = state.evidence.row(*place);
        let changes = row.map_or(&[][..], |row| row.changes(stage));
        if let Some(component) = components.get(*place).filter(|_| !changes.is_empty()) {
            ids.insert(component.id());
            wanted.extend_from_slice(changes);
        }
    }
    if wanted.is_empty() {
        let why = nothing(state, &places);
        state.warn(why);
        return;
    }
    let taken = request::replacing(&state.request, &ids, wanted);
    let request = if taken == *state.request { request::replacing(&state.request, &ids, []) } else { taken };
    state.step(request);
    state.range = None;
}

/// Why nothing that is pending can be planned at all.
fn blocked(state: &State) -> Option<String> {
    if let Stage::Maintained(line) = state.request.stage() {
        return Some(format!("what is pending belongs to the current line, and the plan is for line {line}"));
    }
    if state.setup.read_only {
        return Some("the demo is in no repository, so that nothing is pending".to_owned());
    }
    if let Some(trouble) = state.evidence.troubles().first() {
        return Some(format!("what is pending is not known: {}", trouble.message));
    }
    state.evidence.pending().is_none().then(|| "the repository is not read yet".to_owned())
}

fn nothing(state: &State, places: &[usize]) -> String {
    let has = |is: fn(&super::super::evidence::PendingRow) -> bool| {
        places.iter().any(|place| state.evidence.row(*place).is_some_and(is))
    };
    if has(|row| !row.changes(Stage::Stable).is_empty()) {
        return "the open series already contains all that is pending".to_owned();
    }
    if has(|row| row.is_unclassified) {
        return "its commits do not say what they are: name the change yourself".to_owned();
    }
    state
        .evidence
        .note(state.setup.in_git)
        .map_or_else(|| "nothing is pending here".to_owned(), str::to_owned)
}
