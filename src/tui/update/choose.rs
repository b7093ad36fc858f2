//! Keys of the lists of maintained lines, open series and components that are behind. The plan behind a list is always
//! that of what is chosen in it.

use super::super::effect::Effect;
use super::super::keymap::{Action, Context};
use super::super::layout::{moved, scrolled};
use super::super::mode::{CHOICES, ChoiceEntry, Choose, Lines, Mode, Purpose};
use super::super::state::State;
use super::super::{phrases, request};
use super::back;
use crate::plan::{Kind, Request, Stage};
use crate::product::{Component, ComponentId, Product};

pub(super) fn open_lines(state: &mut State) {
    let lines = request::maintained_lines(&state.setup.product);
    if lines.is_empty() {
        let own =
            state.setup.product.components().iter().find(|component| !component.maintained().is_empty());
        state.warn(match own {
            Some(component) => format!(
                "no line below the current one is maintained; {} maintains its own older versions, one by one",
                component.id()
            ),
            None => "no older line is maintained; add `maintained` or `maintain` to the product file".to_owned(),
        });
        return;
    }
    let entries: Vec<_> = std::iter::once(None).chain(lines.into_iter().map(Some)).collect();
    let now = match state.request.stage() {
        Stage::Maintained(line) => Some(line),
        Stage::Stable | Stage::Next => None,
    };
    let selected = entries.iter().position(|entry| *entry == now).unwrap_or(0);
    state.mode = Mode::Lines(Lines { before: state.request.clone(), entries, selected });
}

/// Opens the list of open series with all chosen, or of components that are behind.
pub(super) fn open(state: &mut State, purpose: Purpose) {
    let product = &state.setup.product;
    let components = product.components().iter().enumerate();
    let entries: Vec<ChoiceEntry> = match purpose {
        Purpose::Promote => {
            components.filter_map(|(position, component)| series(product, position, component)).collect()
        }
        Purpose::CatchUp => components
            .filter(|(_, component)| product.is_behind(component))
            .map(|(position, _)| ChoiceEntry { position, chosen: true, blocked: None })
            .collect(),
    };
    if entries.is_empty() {
        state.warn(match purpose {
            Purpose::Promote => {
                format!("no series is open; {} plans prereleases", state.way(Context::Browse, Action::Next))
            }
            Purpose::CatchUp => "no component is behind its line".to_owned(),
        });
        return;
    }
    let before = state.request.clone();
    state.mode = Mode::Choose(Choose { purpose, before, entries, selected: 0, first: 0 });
    preview(state);
}

fn series(product: &Product, position: usize, component: &Component) -> Option<ChoiceEntry> {
    let next = component.next()?;
    let blocked = product.current_line().filter(|line| component.shares_line() && next.line() < *line);
    Some(ChoiceEntry { position, chosen: blocked.is_none(), blocked })
}

/// Plans what is chosen, to be seen behind the list.
pub(super) fn preview(state: &mut State) {
    match &state.mode {
        Mode::Choose(choose) => state.request = chosen_request(&state.setup.product, choose).into(),
        Mode::Lines(lines) => {
            let line = lines.entries.get(lines.selected).copied().flatten();
            let now = lines.before.stage();
            let stage = match line {
                Some(line) => Stage::Maintained(line),
                None if matches!(now, Stage::Maintained(_)) => Stage::Stable,
                None => now,
            };
            state.request = if stage == now {
                lines.before.clone()
            } else {
                request::staged(&lines.before, stage).into()
            };
        }
        _ => {}
    }
}

fn chosen_request(product: &Product, choose: &Choose) -> Request {
    let id = |entry: &ChoiceEntry| Some(product.components().get(entry.position)?.id().clone());
    let chosen: Vec<ComponentId> =
        choose.entries.iter().filter(|entry| entry.chosen).filter_map(id).collect();
    let date = choose.before.date;
    match choose.purpose {
        Purpose::CatchUp => request::catching_up(&choose.before, chosen),
        Purpose::Promote if chosen.is_empty() => request::nothing(date),
        // All that can be: the plan then shows which series are left out, and why.
        Purpose::Promote if choose.entries.iter().all(|entry| entry.chosen || entry.blocked.is_some()) => {
            Request::promote([], date)
        }
        Purpose::Promote => Request::promote(chosen, date),
    }
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Accept => {
            let before = match &state.mode {
                Mode::Choose(choose) => choose.before.clone(),
                Mode::Lines(lines) => lines.before.clone(),
                _ => state.request.clone(),
            };
            state.stepped_from(before);
            back(state);
        }
        Action::Cancel => {
            state.request = match &state.mode {
                Mode::Choose(choose) => choose.before.clone(),
                Mode::Lines(lines) => lines.before.clone(),
                _ => state.request.clone(),
            };
            back(state);
        }
        Action::Pick => {
            pick(state);
            preview(state);
        }
        Action::PickAll => {
            if let Mode::Choose(choose) = &mut state.mode {
                let open = |entry: &&mut ChoiceEntry| entry.blocked.is_none();
                let all =
                    choose.entries.iter().filter(|entry| entry.blocked.is_none()).all(|entry| entry.chosen);
                choose.entries.iter_mut().filter(open).for_each(|entry| entry.chosen = !all);
            }
            preview(state);
        }
        _ => match &mut state.mode {
            Mode::Choose(choose) => {
                let count = choose.entries.len();
                choose.selected = moved(choose.selected, action, CHOICES, count);
                choose.first = scrolled(choose.first, choose.selected, CHOICES, count);
            }
            Mode::Lines(lines) => {
                lines.selected = moved(lines.selected, action, CHOICES, lines.entries.len());
                preview(state);
            }
            _ => {}
        },
    }
    Vec::new()
}

fn pick(state: &mut State) {
    let Mode::Choose(choose) = &mut state.mode else { return };
    let selected = choose.selected;
    let Some(entry) = choose.entries.get_mut(selected) else { return };
    match entry.blocked {
        Some(line) => {
            let why = phrases::starts_behind(line);
            let [sync, next] = [Action::Change(Kind::Sync), Action::Next].map(|action| state.key(action));
            state.warn(format!(
                "it cannot be chosen: {why}; first plan its sync as a prerelease, {sync} and then {next}"
            ));
        }
        None => entry.chosen = !entry.chosen,
    }
}
