//! Questions and answers in a small box.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;

use super::super::account::in_a_line;
use super::super::fitted::columns;
use super::super::input::Input;
use super::super::layout::over;
use super::super::mode::Mode;
use super::super::state::State;
use super::super::styled::{Tone, line, wrapped};
use super::dialog;
use super::theme::Theme;

/// What is typed with a sign at the cursor, which is in sight, and the end too where both fit.
pub(super) fn typed(input: &Input, width: usize) -> String {
    let before = input.before();
    let after = input.text().get(before.len()..).unwrap_or_default();
    let mut before = before.graphemes(true);
    while columns(before.as_str()) + 1 + columns(after) > width && before.next().is_some() {}
    format!("{}\u{2588}{after}", before.as_str())
}

pub(super) fn draw(frame: &mut Frame<'_>, body: Rect, state: &State, theme: Theme) {
    let width = usize::from(body.width.min(76).saturating_sub(4));
    let key = |key: &'static str| Span::styled(key, theme.key());
    let (title, lines) = match &state.mode {
        Mode::Command { line: command } => {
            let rows = wrapped(&line(command, Tone::Plain), width);
            let mut lines: Vec<Line<'_>> =
                rows.iter().map(|row| Line::styled(row.to_string(), Theme::heading())).collect();
            lines.push(Line::default());
            lines.push(Line::raw("Copied, where the terminal lets programs copy (OSC 52)."));
            ("The same plan from the command line", lines)
        }
        Mode::Write { input, error } => {
            let mut lines = vec![Line::raw(typed(input, width))];
            let error =
                error.iter().flat_map(|error| wrapped(&line(&in_a_line(error), Tone::Warning), width));
            lines.extend(error.map(|row| Line::styled(row.to_string(), theme.tone(Tone::Warning))));
            ("Write the plan to a file, as JSON", lines)
        }
        Mode::Replace { path } => (
            "Replace the file",
            vec![
                Line::raw(format!("{} exists.", crate::shown::visible(&path.display().to_string()))),
                Line::from(vec![key("y"), Span::raw(" replace it   "), key("n"), Span::raw(" keep it")]),
            ],
        ),
        Mode::Quit if state.setup.picker => (
            "Leave",
            vec![
                Line::raw("Print the plan?"),
                Line::from(vec![
                    key("y"),
                    Span::raw(" print and leave   "),
                    key("n"),
                    Span::raw(" leave without   "),
                    key("Esc"),
                    Span::raw(" stay"),
                ]),
            ],
        ),
        Mode::Quit => (
            "Leave",
            vec![
                Line::raw("The plan is not written to a file and would be lost."),
                Line::from(vec![key("y"), Span::raw(" leave   "), key("n"), Span::raw(" stay")]),
            ],
        ),
        _ => return,
    };
    let height = u16::try_from(lines.len() + 2).unwrap_or(body.height);
    dialog(frame, over(body, 76, height), title, lines, theme);
}
