//! The help: every binding of the key table, by where it works.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::super::keymap::{Context, bindings_in};
use super::super::styled::{Tone, Words, line, word};
use super::pane;
use super::text::{fit, line as shown};
use super::theme::Theme;

/// The lines of the help.
pub(in super::super) fn lines() -> Vec<Words> {
    let mut lines = Vec::new();
    for context in Context::ALL {
        if !lines.is_empty() {
            lines.push(Words::new());
        }
        lines.push(line(context.title(), Tone::Heading));
        for binding in bindings_in(context) {
            let keys = format!("  {}  ", fit(&binding.keys_shown(), 18));
            lines.push(vec![word(&keys, Tone::New), word(binding.help, Tone::Plain)]);
        }
        if context == Context::Browse {
            lines.push(Words::new());
            lines.push(line(
                "  Marks: L leads, B behind its line, S in series, U unreleased, b falls behind by the plan",
                Tone::Faint,
            ));
        }
    }
    lines
}

pub(super) fn draw(frame: &mut Frame<'_>, body: Rect, first: usize, theme: Theme) {
    let (width, height) =
        (usize::from(body.width.saturating_sub(2)), usize::from(body.height.saturating_sub(2)));
    let lines = lines();
    let last = (first + height).min(lines.len());
    let title = format!("Help {}-{last} of {}", first + 1, lines.len());
    let drawn: Vec<Line<'_>> =
        lines.iter().skip(first).take(height).map(|words| shown(words, width, theme)).collect();
    let block = pane(&title, true, theme).title_bottom(Span::raw(" j k to scroll, q back "));
    frame.render_widget(Paragraph::new(drawn).block(block), body);
}
