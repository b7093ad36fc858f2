//! Keys of the history, and of a release that is opened in it.

use std::sync::Arc;

use super::super::account;
use super::super::effect::Effect;
use super::super::keymap::Action;
use super::super::layout::moved;
use super::super::mode::Mode;
use super::super::past::{self, HistoryView, Opened};
use super::super::sheet::{Part, Sheet};
use super::super::state::State;
use super::super::styled::{Line, Tone, line};
use super::super::timeline::Timeline;
use super::super::work::{Trouble, Work};
use super::{back, look_back};
use crate::apply::Log;
use crate::product::ComponentId;
use crate::version::Version;

/// Takes over what the world found.
pub(super) fn found(state: &mut State, found: Result<Arc<Log>, Vec<Trouble>>) {
    if matches!((&found, &state.log), (Ok(log), Some(known)) if log == known) {
        return;
    }
    match found {
        Ok(log) => {
            state.timeline = Some(Timeline::new(&log, &state.setup.product, state.setup.today));
            (state.log, state.log_troubles) = (Some(log), Vec::new());
        }
        Err(troubles) => (state.timeline, state.log, state.log_troubles) = (None, None, troubles),
    }
    if matches!(state.mode, Mode::History(_) | Mode::Opened(_)) {
        open(state);
    }
}

/// Opens the history at its newest moment.
pub(super) fn open(state: &mut State) {
    let why = match &state.timeline {
        Some(timeline) if !timeline.moments.is_empty() => {
            state.mode = Mode::History(HistoryView::new(timeline));
            return;
        }
        Some(_) => "nothing has been released yet: no tag and no apply is known".to_owned(),
        None if state.setup.read_only => "the demo has no history".to_owned(),
        None => match state.log_troubles.first() {
            Some(trouble) => format!("the history cannot be read: {}", trouble.message),
            None => "the history is not read yet".to_owned(),
        },
    };
    back(state);
    state.warn(why);
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let page = state.page().height.saturating_sub(2);
    let (Mode::History(history), Some(timeline)) = (&mut state.mode, &state.timeline) else {
        return Vec::new();
    };
    match action {
        Action::Cancel => back(state),
        Action::Left => history.selected = history.selected.saturating_sub(1),
        Action::Right => {
            history.selected = (history.selected + 1).min(history.shown.len().saturating_sub(1));
        }
        Action::Lines => {
            let now = history.line.and_then(|line| timeline.lines.iter().position(|known| *known == line));
            history.line = timeline.lines.get(now.map_or(0, |now| now + 1)).copied();
            history.filter(timeline);
        }
        Action::Pick => {
            let selected = state.visible.get(state.selected).copied();
            history.only = if history.only.is_some() { None } else { selected };
            history.filter(timeline);
        }
        Action::Compare => compare(state),
        Action::Accept => return open_release(state),
        Action::TakeBack => {
            if history.at().is_some_and(|at| at + 1 < timeline.moments.len()) {
                state.warn("only the last apply can be taken back: go to the newest column");
                return Vec::new();
            }
            return look_back::open(state);
        }
        _ => state.selected = moved(state.selected, action, page, state.visible.len()),
    }
    Vec::new()
}

/// Pins the selected moment, or compares it with the one that is pinned.
fn compare(state: &mut State) {
    let (Mode::History(history), Some(timeline)) = (&mut state.mode, &state.timeline) else { return };
    let Some(at) = history.at() else { return };
    match history.pinned {
        Some(pinned) if pinned != at => {
            let lines = past::compared(timeline, &state.setup.product, (pinned, at));
            let sheet = Sheet::new(vec![Part::Lines(lines)]);
            let title = "Two releases compared".to_owned();
            state.mode = Mode::Opened(Opened { title, release: None, sheet, under: history.clone() });
        }
        Some(_) => {
            history.pinned = None;
            state.say("no longer pinned");
        }
        None => {
            history.pinned = Some(at);
            state.say("pinned; go to another release and press it again to compare the two");
        }
    }
}

/// Opens the release of the selected component at the selected moment, and asks for its commits.
fn open_release(state: &mut State) -> Vec<Effect> {
    let position = state.position();
    let (Mode::History(history), Some(timeline)) = (&mut state.mode, &state.timeline) else {
        return Vec::new();
    };
    let (Some(moment), Some(position)) = (history.at().and_then(|at| timeline.moments.get(at)), position)
    else {
        return Vec::new();
    };
    let pane = Part::Lines(past::release(timeline, moment, position));
    let release = moment.release(position).map(|entry| (entry.component.clone(), entry.version));
    let title = match &release {
        Some((component, version)) => format!("{component} {version}"),
        None => format!("Released on {}", moment.day()),
    };
    let reads = release.iter().map(|_| Part::Lines(vec![line("Its commits are being read.", Tone::Faint)]));
    let sheet = Sheet::new(reads.chain([pane]).collect());
    state.mode = Mode::Opened(Opened { title, release: release.clone(), sheet, under: history.clone() });
    release.map(|(component, version)| Effect::Begin(Work::Notes(component, version))).into_iter().collect()
}

/// The notes of a release came: they go to the top of what is opened.
pub(super) fn noted(
    state: &mut State,
    release: &(ComponentId, Version),
    found: Result<Vec<Line>, Vec<Trouble>>,
) {
    let mut lines = match found {
        Ok(lines) => lines,
        Err(troubles) => account::wrong(state, &troubles),
    };
    lines.push(Line::default());
    if let Mode::Opened(opened) = &mut state.mode
        && opened.release.as_ref() == Some(release)
    {
        let rest = opened.sheet.part(1).cloned();
        opened.sheet.replace([Part::Lines(lines)].into_iter().chain(rest).collect());
    }
}

pub(super) fn act_opened(state: &mut State, action: Action) -> Vec<Effect> {
    let page = state.page();
    let Mode::Opened(opened) = &mut state.mode else { return Vec::new() };
    if action == Action::Cancel {
        let under = std::mem::take(&mut opened.under);
        state.mode = Mode::History(under);
    } else {
        opened.sheet.scroll(action, page);
    }
    Vec::new()
}
