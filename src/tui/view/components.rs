//! The table of components.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::super::fitted::columns;
use super::super::layout::Pane;
use super::super::phrases;
use super::super::state::{Answer, State};
use super::super::styled::Tone;
use super::super::table::ComponentRow;
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
    pending: usize,
    standing: usize,
    why: usize,
    /// Of the whole table.
    width: usize,
}

/// How many columns most reasons need: `follows the API of core`.
const WHY: usize = 27;
/// How many the longest ones do, which are worth more than a title: `falls behind: the API of core does not change`.
const WHOLE_WHY: usize = 46;
/// How many columns of a title make sense at least: the first word of them is often the same.
const TITLE: usize = 16;
/// Between two columns.
const GAP: usize = 2;

impl Columns {
    fn new(state: &State, width: usize) -> Self {
        let table = &state.table;
        let id = table.id_width.max("component".len()).min((width / 4).max(12));
        let now = table.now_width.max("now".len());
        let least =
            table.planned_width.max(state.outline.version_width()).max("planned".len()) + columns(ARROW);
        let room = width.saturating_sub(columns(MARK) + id + GAP + now + GAP + GAP);
        // Promotions and prereleases are as wide as the series that are open: they get their room where there is some.
        let planned = (table.series_width + columns(ARROW)).min(room.saturating_sub(WHY)).max(least);
        let mut room = room.saturating_sub(planned);
        // Each takes of the room what it needs, where enough is left for the reasons.
        let mut take = |wanted: usize, least: usize, reasons: usize| {
            let most = room.saturating_sub(reasons + GAP).min(wanted);
            let taken = if most < least.min(wanted).max(1) { 0 } else { most };
            room -= if taken == 0 { 0 } else { taken + GAP };
            taken
        };
        let most = MOST_PENDING.max(width / 4);
        let pending =
            if state.evidence.width == 0 { 0 } else { state.evidence.width.clamp(PENDING.len(), most) };
        let pending = take(pending, pending, WHY);
        let series = if table.series_width == 0 { 0 } else { table.series_width.max(SERIES.len()) };
        let series = take(series, series, WHY);
        let standing = if table.standing_width == 0 { 0 } else { table.standing_width.max(STANDING.len()) };
        let standing = take(standing, standing, WHY);
        let title = take(table.title_width, TITLE, WHOLE_WHY);
        Columns { id, title, now, series, planned, pending, standing, why: room, width }
    }

    /// The cells of a row, each at its width.
    fn cells(&self, cells: [(&str, Tone); 7]) -> Vec<(String, Tone)> {
        let widths = [self.title, self.now, self.series, self.planned, self.pending, self.standing, self.why];
        let shown = cells.into_iter().zip(widths).filter(|(_, width)| *width > 0);
        shown.map(|((text, tone), width)| (fit(text, width) + "  ", tone)).collect()
    }
}

const MARK: &str = "\u{25b6} ";
const ARROW: &str = "\u{2192} ";
const STANDING: &str = "is";
const SERIES: &str = "series";
const PENDING: &str = "pending";
/// As wide as most need: `api-feature: 12 commits`; on a wide screen it may take a quarter.
const MOST_PENDING: usize = 23;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, theme: Theme) {
    let width = usize::from(area.width.saturating_sub(2));
    let rows = state.screen().lines_of(Pane::Components);
    let shown: Vec<usize> = state.visible.iter().skip(state.first).take(rows).copied().collect();
    let columns = Columns::new(state, width);
    let names = ["title", "now", SERIES, "planned", PENDING, STANDING, "why"];
    let names = columns.cells(names.map(|name| (name, Tone::Plain)));
    let names: String = names.into_iter().map(|(text, _)| text).collect();
    let heading = format!("  {}  {names}", fit("component", columns.id));
    let mut lines = vec![Line::styled(fit(heading.trim_end(), width), Theme::faint())];
    for (place, position) in shown.iter().enumerate() {
        let is_selected = state.range().contains(&(state.first + place));
        lines.push(row_line(state, state.table.row(*position), *position, &columns, is_selected, theme));
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
    let range = state.range.map_or_else(String::new, |_| format!(", {} selected", state.range().count()));
    if state.filter.is_empty() {
        format!("Components {at}/{all}{range}")
    } else {
        format!("Components {at}/{visible} of {all}{range}, filter: {}", crate::shown::visible(&state.filter))
    }
}

/// The planned version of a component, and why it gets that one or none.
fn planned(state: &State, position: usize) -> (String, Tone, String, Tone) {
    let (planned, tone, why, why_tone) = if let Some(release) = state.release_at(position) {
        (format!("{ARROW}{}", release.to), Tone::New, phrases::release(release), Tone::Plain)
    } else if let Some(unchanged) = state.stay_at(position) {
        let falls = state.falls_behind(position);
        let tone = if falls { Tone::Warning } else { Tone::Faint };
        ("\u{b7}".to_owned(), Tone::Faint, phrases::unchanged(unchanged, falls), tone)
    } else {
        // Where a rule refuses the plan, what was asked for is all there is to say.
        let is_refused = matches!(state.answer, Answer::Refused(..));
        let asked = if is_refused { phrases::kinds(&state.asked(position)) } else { String::new() };
        (String::new(), Tone::Plain, asked, Tone::Heading)
    };
    if matches!(state.answer, Answer::Nothing) {
        return (planned, tone, why, why_tone);
    }
    let remark =
        state.evidence.row(position).map_or_else(String::new, |row| row.remark(state.verdict(position)));
    if remark.is_empty() {
        (planned, tone, why, why_tone)
    } else if state.release_at(position).is_some() || why_tone == Tone::Warning {
        (planned, tone, format!("{remark}; {why}"), Tone::Warning)
    } else {
        (planned, tone, remark, Tone::Warning)
    }
}

fn row_line(
    state: &State,
    row: &ComponentRow,
    position: usize,
    columns: &Columns,
    is_selected: bool,
    theme: Theme,
) -> Line<'static> {
    let (planned, tone, why, why_tone) = planned(state, position);
    let now = if matches!(state.request.stage(), Stage::Maintained(_)) {
        state.now(position).unwrap_or_else(|| "\u{b7}".to_owned())
    } else {
        row.now.clone()
    };
    let standing = (row.standing.as_str(), if row.is_behind { Tone::Warning } else { Tone::Faint });
    let pending = state.evidence.row(position).map_or(("", Tone::Plain), |row| {
        (row.text.as_str(), if row.is_unclassified { Tone::Warning } else { Tone::Plain })
    });
    // Where there is no room for all, the reason is what one looks for once there is a plan, and before what is pending.
    let series = if row.series.is_empty() { String::new() } else { format!("{} open", row.series) };
    let mut cells = [
        (pending, columns.pending),
        ((series.as_str(), Tone::Plain), columns.series),
        (standing, columns.standing),
    ];
    if row.is_behind {
        cells.reverse();
    }
    let unshown = cells.into_iter().filter(|((text, _), width)| *width == 0 && !text.is_empty());
    let unshown: Vec<(&str, Tone)> = unshown.map(|(cell, _)| cell).collect();
    let (why, why_tone) = if why.is_empty() {
        let words: Vec<&str> = unshown.iter().map(|(text, _)| *text).collect();
        (words.join(", "), unshown.first().map_or(Tone::Plain, |(_, tone)| *tone))
    } else {
        (why, why_tone)
    };
    let cells = columns.cells([
        (&row.title, Tone::Plain),
        (&now, Tone::Plain),
        (&row.series, Tone::Plain),
        (&planned, tone),
        pending,
        standing,
        (&why, why_tone),
    ]);
    let id = middle(&row.id, columns.id) + "  ";
    let mut spans =
        vec![Span::raw(if is_selected { MARK } else { "  " }), Span::styled(id, theme.tone(Tone::Heading))];
    spans.extend(cells.into_iter().map(|(text, tone)| Span::styled(text, theme.tone(tone))));
    if is_selected { selected(&spans, columns.width) } else { Line::from(spans) }
}
