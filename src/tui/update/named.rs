//! Commands by name, from the palette and from the line-by-line mode.

use super::super::account::in_a_line;
use super::super::command::Command;
use super::super::effect::Effect;
use super::super::request;
use super::super::state::State;
use super::super::work::Trouble;
use super::browse;
use crate::plan::{Change, Refusal, Request, Stage};
use crate::product::ComponentId;

/// Runs a command that no key stands for.
pub(in super::super) fn run(state: &mut State, command: Command) -> Vec<Effect> {
    let date = state.request.date;
    match command {
        Command::Key(action) => return browse::act(state, action),
        Command::Change(change) => change_named(state, &change),
        Command::Date(date) => {
            let dated = request::dated(&state.request, date);
            state.step(dated);
            browse::note_future(state);
        }
        Command::Line(line) => {
            let staged = request::staged(&state.request, line.map_or(Stage::Stable, Stage::Maintained));
            state.step(staged);
        }
        Command::Promote(ids) => state.step(Request::promote(ids, date)),
        Command::Drop(ids) => state.step(Request::drop(ids, date)),
        Command::CatchUp(ids) => catch_up(state, ids),
        Command::Why(id) => {
            if let Some(position) = state.setup.product.position(&id) {
                state.select(position);
            } else if let Err(error) = state.setup.product.find(&id).map(|_| ()) {
                state.warn(in_a_line(&error.into()));
            }
        }
        Command::Filter(text) => {
            state.filter = text;
            state.apply_filter();
        }
        Command::Write(file) if state.plan().is_some() => {
            return vec![Effect::Write { path: file.into(), replace: false }];
        }
        Command::Pasted(pasted) => {
            let date = pasted.date.unwrap_or(date);
            state.step(Request { action: pasted.action, date });
            browse::note_future(state);
        }
        Command::Write(_) => state.warn("there is no plan to write yet"),
    }
    Vec::new()
}

/// Puts a change into the plan that names what the product has; any other is reported, and not planned.
fn change_named(state: &mut State, change: &Change) {
    let product = &state.setup.product;
    let wrong: Option<Trouble> = match product.resolve(&change.target()) {
        Err(error) => Some(error.into()),
        Ok((component, _)) if !change.kind().fits(component) => {
            Some(Refusal::KindNotForScheme { change: change.clone(), scheme: component.scheme() }.into())
        }
        Ok(_) => None,
    };
    match wrong {
        Some(wrong) => state.warn(in_a_line(&wrong)),
        None => browse::toggle(state, change),
    }
}

fn catch_up(state: &mut State, named: Vec<ComponentId>) {
    let product = &state.setup.product;
    let behind = product.components().iter().filter(|component| product.is_behind(component));
    let chosen: Vec<ComponentId> =
        if named.is_empty() { behind.map(|component| component.id().clone()).collect() } else { named };
    if chosen.is_empty() {
        state.warn("no component is behind its line");
        return;
    }
    let request = request::catching_up(&state.request, chosen);
    state.step(request);
}
