//! The command palette: what is typed, and what completes it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::super::account::in_a_line;
use super::super::command;
use super::super::fitted::columns;
use super::super::input::Input;
use super::super::layout::{over, scrolled};
use super::super::state::State;
use super::super::styled::{Tone, line, wrapped};
use super::super::work::Trouble;
use super::text::{fit, middle};
use super::theme::Theme;
use super::{dialog, prompt};

const SHOWN: usize = 10;
/// How many columns a suggestion takes next to its help, at least and at most.
const SUGGESTION: (usize, usize) = (24, 40);

pub(super) fn draw(
    frame: &mut Frame<'_>,
    body: Rect,
    state: &State,
    (input, selected, error): (&Input, usize, Option<&Trouble>),
    theme: Theme,
) {
    let width = usize::from(body.width.min(76).saturating_sub(2));
    let mut lines =
        vec![Line::from(vec![Span::styled(": ", theme.key()), Span::raw(prompt::typed(input, width - 2))])];
    if let Some(error) = error {
        let rows = wrapped(&line(&in_a_line(error), Tone::Warning), width);
        lines.extend(rows.iter().map(|row| Line::styled(row.to_string(), theme.tone(Tone::Warning))));
    }
    let suggestions = command::suggestions(&state.setup.product, input.text());
    let first = scrolled(0, selected, SHOWN, suggestions.len());
    let shown = suggestions.iter().enumerate().skip(first).take(SHOWN);
    let widest = shown.clone().map(|(_, suggestion)| columns(&suggestion.text)).max().unwrap_or(0);
    let widest = widest.clamp(SUGGESTION.0, SUGGESTION.1);
    for (place, suggestion) in shown {
        let at = if place == selected { "\u{25b6}" } else { " " };
        let text = format!("{at} {}  {}", middle(&suggestion.text, widest), suggestion.help);
        let style = if place == selected { Theme::selected() } else { theme.tone(Tone::Plain) };
        lines.push(Line::styled(fit(&text, width), style));
    }
    if suggestions.is_empty() && error.is_none() {
        lines.push(Line::styled("  no such command", Theme::faint()));
    }
    let height = u16::try_from(lines.len() + 2).unwrap_or(body.height);
    dialog(frame, over(body, 76, height), "Commands", lines, theme);
}
