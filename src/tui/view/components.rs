//! The table of components.

use std::collections::{HashMap, HashSet};

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr;

use super::super::layout::Pane;
use super::super::request;
use super::super::state::{Place, State};
use super::super::styled::Tone;
use super::super::table::{FALLS_BEHIND, Row};
use super::text::{fit, selected};
use super::theme::Theme;

/// The widths of the columns; 0 hides one.
struct Columns {
    id: usize,
    title: usize,
    now: usize,
    series: usize,
    planned: usize,
    change: usize,
    /// Words where there is room, else letters.
    marks: usize,
    words: bool,
    /// Of the whole table.
    width: usize,
}

const LETTERS: usize = 5;
/// How many columns of the title words leave at least.
const TITLE: usize = 16;

impl Columns {
    fn new(state: &State, width: usize, change: usize) -> Self {
        let table = &state.table;
        let id = table.id_width.max("component".len()).min((width / 4).max(9));
        let now = table.now_width.max("now".len());
        let series = if table.series_width == 0 { 0 } else { table.series_width.max("series".len()) };
        let planned =
            if state.places.is_empty() { 0 } else { state.report.version_width().max("planned".len()) + 2 };
        let column = |width: usize| if width == 0 { 0 } else { width + 2 };
        let used = 2 + id + 2 + now + column(planned);
        let change = if change == 0 { 0 } else { change.clamp("change".len(), (width / 6).max(14)) };
        // Where there is no room for all, the marks stay: the command line below tells the changes too, and the pane of
        // the component its series.
        let fits = |used: usize, more: usize| used + column(more) + 2 + LETTERS <= width;
        let series = if fits(used, series) { series } else { 0 };
        let used = used + column(series);
        let change = if fits(used, change) { change } else { 0 };
        let used = used + column(change);
        let wide = state.marks_width.max("marks".len());
        let words = wide <= LETTERS || width >= used + wide + 2 + table.title_width.min(TITLE) + 2;
        let marks = if words { wide } else { LETTERS };
        let room = width.saturating_sub(used + marks + 2 + 2);
        let title = if room < 6 || table.title_width == 0 { 0 } else { table.title_width.min(room) };
        Columns { id, title, now, series, planned, change, marks, words, width }
    }

    /// The cells of a row, each at its width.
    fn cells(&self, cells: [(&str, Tone); 7]) -> Vec<(String, Tone)> {
        let widths = [self.id, self.title, self.now, self.series, self.planned, self.change, self.marks];
        let shown = cells.into_iter().zip(widths).filter(|(_, width)| *width > 0);
        shown.map(|((text, tone), width)| (fit(text, width) + "  ", tone)).collect()
    }
}

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, theme: Theme) {
    let width = usize::from(area.width.saturating_sub(2));
    let rows = state.screen().lines_of(Pane::Components);
    let shown: Vec<usize> = state.visible.iter().skip(state.first).take(rows).copied().collect();
    let changes = changes_of(state, &shown);
    let change_width = changes.values().map(|names| names.width()).max().unwrap_or(0);
    let columns = Columns::new(state, width, change_width);
    let marks = if columns.words { "marks" } else { "LBSU" };
    let names = ["component", "title", "now", "series", "planned", "change", marks];
    let heading: String =
        columns.cells(names.map(|name| (name, Tone::Plain))).into_iter().map(|(text, _)| text).collect();
    let mut lines = vec![Line::styled(format!("  {heading}"), theme.faint())];
    for (place, position) in shown.iter().enumerate() {
        let Some(row) = state.table.rows.get(*position) else { continue };
        let is_selected = state.first + place == state.selected;
        let change = changes.get(position).map_or("", String::as_str);
        lines.push(row_line(state, row, *position, change, &columns, is_selected, theme));
    }
    if state.visible.is_empty() {
        lines.push(Line::styled("  no component has that in its id or title", theme.faint()));
    }
    let block = super::main_pane(&title(state), Pane::Components, state, theme);
    frame.render_widget(Paragraph::new(lines).block(block), area);
}

fn title(state: &State) -> String {
    let (all, visible) = (state.table.rows.len(), state.visible.len());
    let at = if visible == 0 { 0 } else { state.selected + 1 };
    if state.filter.is_empty() {
        format!("Components {at}/{all}")
    } else {
        format!("Components {at}/{visible} of {all}, filter: {}", crate::report::visible(&state.filter))
    }
}

/// The kinds of the changes to each component that is shown.
fn changes_of(state: &State, shown: &[usize]) -> HashMap<usize, String> {
    let shown: HashSet<usize> = shown.iter().copied().collect();
    let mut names: HashMap<usize, String> = HashMap::new();
    for change in &request::changes(&state.request) {
        let position = state.setup.product.position(change.component());
        if let Some(position) = position.filter(|position| shown.contains(position)) {
            let text = change.to_string();
            let kind = text.split(':').next().unwrap_or_default();
            let names = names.entry(position).or_default();
            if !names.is_empty() {
                names.push(' ');
            }
            names.push_str(kind);
        }
    }
    names
}

fn row_line(
    state: &State,
    row: &Row,
    position: usize,
    change: &str,
    columns: &Columns,
    is_selected: bool,
    theme: Theme,
) -> Line<'static> {
    let plan = state.plan();
    let place = state.places.get(position);
    let falls_behind = state.falls_behind(position);
    let planned = match (plan, place) {
        (Some(plan), Some(Place::Released(place))) => {
            plan.releases.get(*place).map_or_else(String::new, |release| format!("\u{2192} {}", release.to))
        }
        (Some(_), Some(Place::Stays(_))) => "\u{b7}".to_owned(),
        _ => String::new(),
    };
    let tone = if matches!(place, Some(Place::Released(_))) { Tone::New } else { Tone::Faint };
    let marks = if columns.words {
        let mut words = row.marks.words();
        words.extend(falls_behind.then_some(FALLS_BEHIND));
        words.join(", ")
    } else {
        format!("{}{}", row.marks.letters(), if falls_behind { "b" } else { "" })
    };
    let mark_tone = if row.marks.behind || falls_behind { Tone::Warning } else { Tone::Faint };
    let cells = columns.cells([
        (&row.id, Tone::Heading),
        (&row.title, Tone::Plain),
        (&row.now, Tone::Plain),
        (&row.series, Tone::Plain),
        (&planned, tone),
        (change, Tone::Heading),
        (&marks, mark_tone),
    ]);
    let mut spans = vec![Span::raw(if is_selected { "\u{25b6} " } else { "  " })];
    spans.extend(cells.into_iter().map(|(text, tone)| Span::styled(text, theme.tone(tone))));
    if is_selected { selected(&spans, columns.width) } else { Line::from(spans) }
}
