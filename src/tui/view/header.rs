//! The line at the top: product, line, date, stage, and how many are behind and released.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::super::fitted::columns;
use super::super::keymap::Action;
use super::super::state::{Answer, State};
use super::text::{cut, fit};
use super::theme::Theme;
use crate::plan::{RequestAction as Requested, Stage};

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, theme: Theme) {
    let width = usize::from(area.width);
    let name = crate::shown::visible(state.setup.product.name());
    // Where there is no room for all, what is shown elsewhere gives way, then the name, then that none is behind.
    let fits = |facts: &String, letters: usize| columns(&name).min(letters) + columns(facts) < width;
    let facts = Some(facts(state, Room::Wide))
        .filter(|facts| fits(facts, NAME))
        .or_else(|| Some(facts(state, Room::Narrow)).filter(|facts| fits(facts, NAME)))
        .unwrap_or_else(|| facts(state, Room::Least));
    let name = cut(&name, width.saturating_sub(columns(&facts) + 1));
    let text = fit(&format!(" {name}{facts}"), width);
    frame.render_widget(Paragraph::new(Line::styled(text, theme.bar())), area);
}

/// How many letters of the name are worth more than what gives way for them.
const NAME: usize = 16;

/// How much room the line has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    Wide,
    Narrow,
    Least,
}

/// What stands behind the name, as far as there is room for it.
fn facts(state: &State, room: Room) -> String {
    let all = room == Room::Wide;
    let date = state.plan().map_or(state.request.date, |plan| plan.date);
    let today = if all && date == state.setup.today { " today" } else { "" };
    let mut facts = Vec::new();
    facts.extend(line(state));
    facts.push(if room == Room::Least { date.to_string() } else { format!("{date} UTC{today}") });
    facts.extend(Some(stage(state)).filter(|stage| all || stage != STABLE));
    let (behind, after) = (state.table.behind, state.behind_after());
    let has_line = state.setup.product.components().iter().any(crate::product::Component::shares_line);
    if has_line && (room != Room::Least || behind > 0 || after != behind) {
        facts.push(match room {
            _ if after == behind => format!("{behind} behind"),
            Room::Least => format!("{after} behind"),
            Room::Wide | Room::Narrow => format!("{behind} \u{2192} {after} behind"),
        });
    }
    facts.push(match &state.answer {
        Answer::Planned(plan) => format!("{} in plan", plan.releases.len()),
        Answer::Nothing => "0 in plan".to_owned(),
        Answer::Refused(..) => "refused".to_owned(),
    });
    if state.is_unfinished {
        facts.push("recover first".to_owned());
    }
    if state.file_changed {
        let key = state.key(Action::Reload);
        facts.push(format!("file changed: {key}"));
    }
    facts.iter().map(|fact| format!(" \u{b7} {fact}")).collect()
}

/// The current line, and the one after the plan; none where every component is independent.
fn line(state: &State) -> Option<String> {
    let product = &state.setup.product;
    let Some(now) = product.current_line() else {
        let is_line = product.components().iter().any(crate::product::Component::shares_line);
        return is_line.then(|| "no line yet".to_owned());
    };
    Some(match state.plan() {
        Some(plan) if plan.line.from != plan.line.to => format!("line {now} \u{2192} {}", plan.line.to),
        _ => format!("line {now}"),
    })
}

const STABLE: &str = "stable";

fn stage(state: &State) -> String {
    match (&state.request.action, state.request.stage()) {
        (Requested::Promote { .. }, _) => "promotion".to_owned(),
        (Requested::Drop { .. }, _) => "drop".to_owned(),
        (_, Stage::Stable) => STABLE.to_owned(),
        (_, Stage::Next) => "prereleases".to_owned(),
        (_, Stage::Maintained(line)) => format!("on line {line}"),
    }
}
