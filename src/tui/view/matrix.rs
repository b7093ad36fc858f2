//! The matrix: components and kinds, each cell the version that the change alone would give.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::super::fitted::columns;
use super::super::idle::matrix_components;
use super::super::mode::{Cell, Matrix};
use super::super::state::State;
use super::super::styled::Tone;
use super::pane;
use super::text::{cut, fit, middle};
use super::theme::Theme;
use crate::plan::{Change, Kind};
use crate::version::{BuildDate, Version};

/// What stands before the version of a change that is in the plan.
const IN_PLAN: char = '\u{25cf}';

/// A row: the component, whether it is selected, and its cells.
type Row = (String, bool, Vec<(String, Tone)>);

pub(super) fn draw(frame: &mut Frame<'_>, body: Rect, state: &State, matrix: &Matrix, theme: Theme) {
    let width = usize::from(body.width.saturating_sub(2));
    let id_width = state.table.id_width.max(9).min(width / 4) + 2;
    let room = width.saturating_sub(id_width);
    let whole = Grid::new(state, matrix, false);
    let is_short = whole.width() > room;
    let grid = if is_short { Grid::new(state, matrix, true) } else { whole };
    let columns = grid.columns(matrix.column, room);

    let mut lines = vec![grid.heading(state, matrix, id_width, &columns)];
    for (id, is_selected, cells) in &grid.rows {
        let mark = if *is_selected { "\u{25b6} " } else { "  " };
        let id = middle(id, id_width.saturating_sub(2));
        let mut spans = vec![Span::styled(format!("{mark}{id}"), Theme::heading())];
        for column in columns.clone() {
            let Some(((text, tone), width)) = cells.get(column).zip(grid.widths.get(column)) else {
                continue;
            };
            let at = *is_selected && column == matrix.column;
            let text = fit(text, width.saturating_sub(3));
            let text = if at { format!(" [{text}]") } else { format!("  {text} ") };
            spans.push(Span::styled(text, if at { Theme::selected() } else { theme.tone(*tone) }));
        }
        lines.push(Line::from(spans));
    }
    let height = usize::from(body.height.saturating_sub(4));
    lines.resize(lines.len().max(height), Line::default());
    lines.push(Line::styled(cut(&detail(state, matrix), width), Theme::heading()));
    lines.push(Line::styled(cut(&legend(state, is_short), width), Theme::faint()));
    let count = state.table.kinds.len();
    let part = if columns.len() < count {
        format!(", kinds {}-{} of {count}", columns.start + 1, columns.end)
    } else {
        String::new()
    };
    let block = pane(&format!("Matrix: each change alone{part}"), true, theme);
    frame.render_widget(Paragraph::new(lines).block(block), body);
}

/// The cells that are in sight, and how wide the column of each kind must be for them.
struct Grid {
    rows: Vec<Row>,
    widths: Vec<usize>,
}

impl Grid {
    fn new(state: &State, matrix: &Matrix, is_short: bool) -> Self {
        let mut widths: Vec<usize> = state.table.kinds.iter().map(|kind| kind.name().len()).collect();
        let mut rows = Vec::new();
        for (place, position) in matrix_components(state) {
            let planned = state.asked(position);
            let cell = |kind: &Kind| {
                let (text, tone) = shown(state, matrix.cells.get(&(position, *kind)), is_short);
                let is_in = planned.iter().any(|change| is_alone(change, *kind));
                if is_in { (format!("{IN_PLAN}{text}"), Tone::New) } else { (text, tone) }
            };
            let cells: Vec<(String, Tone)> = state.table.kinds.iter().map(cell).collect();
            for ((text, _), width) in cells.iter().zip(&mut widths) {
                *width = columns(text).max(*width);
            }
            rows.push((state.table.row(position).id.clone(), place == state.selected, cells));
        }
        // A cell has a column between it and the one before, and one on each side for the brackets.
        let widths = widths.into_iter().map(|width| width + 3).collect();
        Grid { rows, widths }
    }

    fn width(&self) -> usize {
        self.widths.iter().sum()
    }

    /// The columns that `room` has place for, the selected one among them.
    fn columns(&self, selected: usize, room: usize) -> std::ops::Range<usize> {
        let wide =
            |range: std::ops::Range<usize>| self.widths.get(range).unwrap_or(&[]).iter().sum::<usize>();
        let first = (0..=selected).find(|first| wide(*first..selected + 1) <= room).unwrap_or(selected);
        let count = self.widths.len();
        let end = (first..=count).rev().find(|end| wide(first..*end) <= room).unwrap_or(first);
        first..end.max(selected + 1).min(count)
    }

    fn heading(
        &self,
        state: &State,
        matrix: &Matrix,
        id_width: usize,
        columns: &std::ops::Range<usize>,
    ) -> Line<'static> {
        let mut spans = vec![Span::raw(" ".repeat(id_width))];
        for column in columns.clone() {
            let Some((kind, width)) = state.table.kinds.get(column).zip(self.widths.get(column)) else {
                continue;
            };
            let text = format!("  {}", fit(kind.name(), width.saturating_sub(2)));
            let style = if column == matrix.column { Theme::heading() } else { Theme::faint() };
            spans.push(Span::styled(text, style));
        }
        Line::from(spans)
    }
}

/// Whether `change` is of the component itself, and of this kind.
fn is_alone(change: &Change, kind: Kind) -> bool {
    change.surface().is_none() && change.kind() == kind
}

fn shown(state: &State, cell: Option<&Cell>, is_short: bool) -> (String, Tone) {
    match cell {
        None => ("\u{2026}".to_owned(), Tone::Faint),
        Some(Cell::Version(version, _)) if is_short => (short(*version, state.request.date), Tone::Plain),
        Some(Cell::Version(version, _)) => (version.to_string(), Tone::Plain),
        Some(Cell::Stays) => ("=".to_owned(), Tone::Faint),
        Some(Cell::Impossible) => ("-".to_owned(), Tone::Faint),
        Some(Cell::Refused(_)) => ("!".to_owned(), Tone::Warning),
    }
}

/// A version with `DAY` for the build of that day.
fn short(version: Version, day: BuildDate) -> String {
    match version {
        Version::Dated(build) if build.build() == Some(day) => {
            let next = build.next().map_or_else(String::new, |id| format!("-next.{id}"));
            format!("{}.DAY{next}", build.line())
        }
        version => version.to_string(),
    }
}

fn legend(state: &State, is_short: bool) -> String {
    let build = if is_short { format!("DAY is {}  ", state.request.date.number()) } else { String::new() };
    format!("{build}= stays  - not possible  ! refused  {IN_PLAN} in the plan")
}

/// The selected cell in full.
fn detail(state: &State, matrix: &Matrix) -> String {
    let (Some(position), Some(kind)) = (state.position(), state.table.kinds.get(matrix.column)) else {
        return String::new();
    };
    let id = &state.table.row(position).id;
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
