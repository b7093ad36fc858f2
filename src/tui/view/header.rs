//! The line at the top: product, line, date, stage, and how many are behind and released.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::super::state::State;
use super::text::fit;
use super::theme::Theme;
use crate::plan::{Action, Stage};

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, theme: Theme) {
    let text = fit(&content(state), usize::from(area.width));
    frame.render_widget(Paragraph::new(Line::styled(text, theme.bar())), area);
}

fn content(state: &State) -> String {
    let product = &state.setup.product;
    let now = product.current_line();
    let line = now.map_or_else(|| "no line yet".to_owned(), |line| format!("line {line}"));
    let line = match state.plan() {
        Some(plan) if plan.line.from != plan.line.to => format!("{line} \u{2192} {}", plan.line.to),
        _ => line,
    };
    let stage = match (&state.request.action, state.request.stage()) {
        (Action::Promote { .. }, _) => "promotion".to_owned(),
        (Action::Drop { .. }, _) => "drop".to_owned(),
        (_, Stage::Stable) => "stable".to_owned(),
        (_, Stage::Next) => "prereleases".to_owned(),
        (_, Stage::Maintained(line)) => format!("on line {line}"),
    };
    let date = state.plan().map_or(state.request.date, |plan| plan.date);
    let today = if date == state.setup.today { " today" } else { "" };
    let released = state.plan().map_or(0, |plan| plan.releases.len());
    let changed = if state.file_changed { " \u{b7} file changed: R" } else { "" };
    format!(
        " {} \u{b7} {line} \u{b7} {} UTC{today} \u{b7} {stage} \u{b7} {} behind \u{b7} {released} in plan{changed}",
        crate::report::visible(product.name()),
        date.iso(),
        state.table.behind,
    )
}
