//! The why pane: the chain of reasons of the selected component down to the change, or why it stays.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::super::layout::Pane;
use super::super::state::State;
use super::text::{self, middle};
use super::theme::Theme;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, theme: Theme) {
    let (width, height) = (usize::from(area.width.saturating_sub(2)), usize::from(area.height));
    let shown = state.why.iter().skip(state.why_first).take(height);
    let lines: Vec<Line<'_>> = shown.map(|words| text::line(words, width, theme)).collect();
    let title = if state.plan().is_some() { "Why" } else { "Component" };
    let id = state.component().map_or_else(String::new, |component| component.id().to_string());
    let id = middle(&id, id.len().min(width.saturating_sub(16)));
    let title = format!("{title} {id}");
    let title = title.trim_end();
    let block = super::main_pane(title, Pane::Why, state, theme);
    frame.render_widget(Paragraph::new(lines).block(block), area);
}
