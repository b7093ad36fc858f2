//! The table of components.

use std::collections::HashMap;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr;

use super::super::layout::Pane;
use super::super::state::{Answer, Place, State};
use super::super::styled::Tone;
use super::super::table::Row;
use super::super::{phrases, request};
use super::text::{fit, middle, selected};
use super::theme::Theme;
use crate::plan::Stage;

/// The widths of the columns; 0 hides one. They follow from the product and the screen alone, so that nothing jumps when
/// something is planned; only a version that is wider than any before takes more room.
struct Columns {
    id: usize,
    title: usize,
    now: usize,
    series: usize,
    planned: usize,
    standing: usize,
    why: usize,
    /// Of the whole table.
    width: usize,
}

/// How many columns a reason takes at least, and as many as most need: `follows the API of core`.
const WHY: (usize, usize) = (20, 27);
/// How many columns of a title make sense at least.
const TITLE: usize = 8;
/// Between two columns.
const GAP: usize = 2;

impl Columns {
    fn new(state: &State, width: usize) -> Self {
        let table = &state.table;
        let id = table.id_width.max("component".len()).min((width / 4).max(12));
        let now = table.now_width.max("now".len());
        let least =
            table.planned_width.max(state.outline.version_width()).max("planned".len()) + ARROW.width();
        let room = width.saturating_sub(MARK.width() + id + GAP + now + GAP + GAP);
        // Promotions and prereleases are as wide as the series that are open: they get their room where there is some.
        let planned = (table.series_width + ARROW.width()).min(room.saturating_sub(WHY.1)).max(least);
        let mut room = room.saturating_sub(planned);
        // Each takes of the room what it needs, where enough is left for the reasons.
        let mut take = |wanted: usize, least: usize, reasons: usize| {
            let most = room.saturating_sub(reasons + GAP).min(wanted);
            let taken = if most < least.min(wanted).max(1) { 0 } else { most };
            room -= if taken == 0 { 0 } else { taken + GAP };
            taken
        };
        let standing = table.standing_width.max(STANDING.len());
        let standing = take(standing, standing, WHY.0);
        let title = take(table.title_width, TITLE, WHY.1);
        let series = if table.series_width == 0 { 0 } else { table.series_width.max(SERIES.len()) };
        let series = take(series, series, WHY.1);
        Columns { id, title, now, series, planned, standing, why: room, width }
    }

    /// The cells of a row, each at its width.
    fn cells(&self, cells: [(&str, Tone); 6]) -> Vec<(String, Tone)> {
        let widths = [self.title, self.now, self.series, self.planned, self.standing, self.why];
        let shown = cells.into_iter().zip(widths).filter(|(_, width)| *width > 0);
        shown.map(|((text, tone), width)| (fit(text, width) + "  ", tone)).collect()
    }
}

const MARK: &str = "\u{25b6} ";
const ARROW: &str = "\u{2192} ";
const STANDING: &str = "is";
const SERIES: &str = "series";

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, theme: Theme) {
    let width = usize::from(area.width.saturating_sub(2));
    let rows = state.screen().lines_of(Pane::Components);
    let shown: Vec<usize> = state.visible.iter().skip(state.first).take(rows).copied().collect();
    let columns = Columns::new(state, width);
    let names = ["title", "now", SERIES, "planned", STANDING, "why"];
    let names = columns.cells(names.map(|name| (name, Tone::Plain)));
    let names: String = names.into_iter().map(|(text, _)| text).collect();
    let heading = format!("  {}  {names}", fit("component", columns.id));
    let mut lines = vec![Line::styled(fit(heading.trim_end(), width), Theme::faint())];
    let asked = asked_of(state, &shown);
    for (place, position) in shown.iter().enumerate() {
        let Some(row) = state.table.rows.get(*position) else { continue };
        let is_selected = state.first + place == state.selected;
        lines.push(row_line(state, row, *position, asked.get(position), &columns, is_selected, theme));
    }
    if state.visible.is_empty() {
        lines.push(Line::styled("  no component has that in its id or title", Theme::faint()));
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

/// What is asked for of each component that is shown, where a rule refuses the plan that would say it.
fn asked_of(state: &State, shown: &[usize]) -> HashMap<usize, String> {
    let mut asked: HashMap<usize, String> = HashMap::new();
    if !matches!(state.answer, Answer::Refused(..)) {
        return asked;
    }
    for change in &request::changes(&state.request) {
        let position = state.setup.product.position(change.component());
        if let Some(position) = position.filter(|position| shown.contains(position)) {
            let asked = asked.entry(position).or_default();
            if !asked.is_empty() {
                asked.push_str(", ");
            }
            asked.push_str(&phrases::kind(change));
        }
    }
    asked
}

fn row_line(
    state: &State,
    row: &Row,
    position: usize,
    asked: Option<&String>,
    columns: &Columns,
    is_selected: bool,
    theme: Theme,
) -> Line<'static> {
    let falls = state.falls_behind(position);
    let nothing = || ("\u{b7}".to_owned(), Tone::Faint, String::new(), Tone::Faint);
    let (planned, tone, why, why_tone) = match (state.plan(), state.places.get(position)) {
        (Some(plan), Some(Place::Released(place))) => {
            plan.releases.get(*place).map_or_else(nothing, |release| {
                (format!("{ARROW}{}", release.to), Tone::New, phrases::release(release), Tone::Plain)
            })
        }
        (Some(plan), Some(Place::Stays(place))) => {
            plan.unchanged.get(*place).map_or_else(nothing, |unchanged| {
                let tone = if falls { Tone::Warning } else { Tone::Faint };
                ("\u{b7}".to_owned(), Tone::Faint, phrases::unchanged(unchanged, falls), tone)
            })
        }
        _ => (String::new(), Tone::Plain, asked.cloned().unwrap_or_default(), Tone::Heading),
    };
    let now = if matches!(state.request.stage(), Stage::Maintained(_)) {
        state.now(position).unwrap_or_else(|| "\u{b7}".to_owned())
    } else {
        row.now.clone()
    };
    let standing_tone = if row.is_behind { Tone::Warning } else { Tone::Faint };
    // Where there is no room for both, the reason is what one looks for once there is a plan.
    let (why, why_tone) = if why.is_empty() && columns.standing == 0 {
        (row.standing.as_str(), standing_tone)
    } else {
        (why.as_str(), why_tone)
    };
    let cells = columns.cells([
        (&row.title, Tone::Plain),
        (&now, Tone::Plain),
        (&row.series, Tone::Plain),
        (&planned, tone),
        (&row.standing, standing_tone),
        (why, why_tone),
    ]);
    let id = middle(&row.id, columns.id) + "  ";
    let mut spans =
        vec![Span::raw(if is_selected { MARK } else { "  " }), Span::styled(id, theme.tone(Tone::Heading))];
    spans.extend(cells.into_iter().map(|(text, tone)| Span::styled(text, theme.tone(tone))));
    if is_selected { selected(&spans, columns.width) } else { Line::from(spans) }
}
