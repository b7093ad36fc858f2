//! The matrix: components and kinds, each cell the version that the change alone would give.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::super::mode::{Cell, Matrix};
use super::super::state::State;
use super::super::styled::Tone;
use super::pane;
use super::text::{cut, fit};
use super::theme::Theme;
use crate::plan::Kind;

pub(super) fn draw(frame: &mut Frame<'_>, body: Rect, state: &State, matrix: &Matrix, theme: Theme) {
    let width = usize::from(body.width.saturating_sub(2));
    let id_width = state.table.id_width.max(9).min(width / 6) + 2;
    let cell_width = (width.saturating_sub(id_width) / Kind::ALL.len()).min(18);
    let is_short = cell_width < 14;
    let rows = usize::from(body.height.saturating_sub(5));
    // The selected row is in sight, whatever the list behind it shows.
    let first =
        if state.selected < state.first + rows { state.first } else { state.selected + 1 - rows.max(1) };
    let mut lines = vec![heading(matrix, id_width, cell_width, theme)];
    for (place, position) in state.visible.iter().enumerate().skip(first).take(rows) {
        let Some(row) = state.table.rows.get(*position) else { continue };
        let is_selected = place == state.selected;
        let id = fit(&row.id, id_width.saturating_sub(2));
        let mut spans = vec![Span::styled(
            format!("{}{id}", if is_selected { "\u{25b6} " } else { "  " }),
            Theme::heading(),
        )];
        for (column, kind) in Kind::ALL.into_iter().enumerate() {
            let (text, tone) = shown(state, matrix.cells.get(&(*position, kind)), is_short);
            let at = is_selected && column == matrix.column;
            let text = fit(&cut(&text, cell_width.saturating_sub(2)), cell_width.saturating_sub(2));
            let text = if at { format!("[{text}]") } else { format!(" {text} ") };
            spans.push(Span::styled(text, if at { Theme::selected() } else { theme.tone(tone) }));
        }
        lines.push(Line::from(spans));
    }
    while lines.len() < rows + 1 {
        lines.push(Line::default());
    }
    lines.push(Line::styled(cut(&detail(state, matrix), width), Theme::heading()));
    let date = state.request.date;
    let build = if is_short { format!("DAY is {date}  ") } else { String::new() };
    lines.push(Line::styled(format!("{build}= stays  - not possible  ! refused"), theme.faint()));
    let block = pane("Matrix: what each change alone would give", true, theme);
    frame.render_widget(Paragraph::new(lines).block(block), body);
}

fn heading(matrix: &Matrix, id_width: usize, cell_width: usize, theme: Theme) -> Line<'static> {
    let mut spans = vec![Span::raw(" ".repeat(id_width))];
    for (column, kind) in Kind::ALL.into_iter().enumerate() {
        let text = format!(" {}", fit(kind.name(), cell_width.saturating_sub(1)));
        spans
            .push(Span::styled(text, if column == matrix.column { Theme::heading() } else { theme.faint() }));
    }
    Line::from(spans)
}

fn shown(state: &State, cell: Option<&Cell>, is_short: bool) -> (String, Tone) {
    match cell {
        None => ("\u{2026}".to_owned(), Tone::Faint),
        Some(Cell::Version(version, _)) if is_short => {
            (version.replace(&state.request.date.to_string(), "DAY"), Tone::Plain)
        }
        Some(Cell::Version(version, _)) => (version.clone(), Tone::Plain),
        Some(Cell::Stays) => ("=".to_owned(), Tone::Faint),
        Some(Cell::Impossible) => ("-".to_owned(), Tone::Faint),
        Some(Cell::Refused(_)) => ("!".to_owned(), Tone::Warning),
    }
}

/// The selected cell in full.
fn detail(state: &State, matrix: &Matrix) -> String {
    let (Some(position), Some(kind)) = (state.position(), Kind::ALL.get(matrix.column)) else {
        return String::new();
    };
    let id = state.table.rows.get(position).map_or("", |row| row.id.as_str());
    let change = format!("{}:{id}", kind.name());
    match matrix.cells.get(&(position, *kind)) {
        Some(Cell::Version(version, 0)) => format!("{change} \u{2192} {version}, nobody else moves"),
        Some(Cell::Version(version, 1)) => format!("{change} \u{2192} {version}, 1 other moves"),
        Some(Cell::Version(version, others)) => format!("{change} \u{2192} {version}, {others} others move"),
        Some(Cell::Stays) => format!("{change}: it stays"),
        Some(Cell::Impossible) => format!("{change} is not possible"),
        Some(Cell::Refused(code)) => format!("{change} is refused: {code}"),
        None => change,
    }
}
