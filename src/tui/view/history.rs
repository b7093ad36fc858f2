//! The history: a row for each component, a column for what was released together, and the plan as the next one.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::super::fitted::columns;
use super::super::past::{self, HistoryView};
use super::super::state::State;
use super::super::styled::Tone;
use super::super::timeline::Timeline;
use super::text::{cut, fit, middle};
use super::theme::Theme;
use crate::apply::LogEntry;

/// The history on the whole screen.
pub(super) fn draw(frame: &mut Frame<'_>, body: Rect, state: &State, history: &HistoryView, theme: Theme) {
    let at = format!("{}/{}", history.selected + 1, history.shown.len());
    let line = history.line.map_or_else(String::new, |line| format!(", line {line}"));
    let only = history.only.and_then(|only| state.table.rows.get(only));
    let only = only.map_or_else(String::new, |row| format!(", releases of {}", row.id));
    let title = format!("History {at}{line}{only}");
    put(frame, body, state, (history, true), &title, theme);
}

/// The newest of it, next to the plan.
pub(super) fn draw_pane(frame: &mut Frame<'_>, area: Rect, state: &State, theme: Theme) {
    let Some(timeline) = state.timeline.as_ref().filter(|_| area.height > 3) else { return };
    put(frame, area, state, (&HistoryView::new(timeline), false), "History", theme);
}

fn put(
    frame: &mut Frame<'_>,
    area: Rect,
    state: &State,
    (history, is_open): (&HistoryView, bool),
    title: &str,
    theme: Theme,
) {
    let Some(timeline) = &state.timeline else { return };
    let width = usize::from(area.width.saturating_sub(2));
    let rows = usize::from(area.height.saturating_sub(4)).max(1);
    let grid = Grid::new(state, timeline, history, width);
    let first = super::super::layout::scrolled(state.first, state.selected, rows, state.visible.len());
    let mut lines = grid.head(is_open);
    let shown = state.visible.iter().enumerate().skip(first).take(rows);
    lines
        .extend(shown.map(|(place, position)| {
            grid.row(*position, place == state.selected && is_open, is_open, theme)
        }));
    let mut block = super::pane(title, is_open, theme);
    if let (true, 0, Some(position)) = (is_open, grid.standing, state.position()) {
        let (text, tone) = past::standing(timeline, &state.setup.product, position);
        if !text.is_empty() {
            block = block.title_bottom(Line::styled(format!(" {text} "), theme.tone(tone)));
        }
    }
    frame.render_widget(Paragraph::new(lines).block(block), area);
}

/// What stands where.
struct Grid<'a> {
    state: &'a State,
    timeline: &'a Timeline,
    history: &'a HistoryView,
    /// The places among the shown moments that there is room for.
    columns: std::ops::Range<usize>,
    id: usize,
    column: usize,
    /// What the column of the plan is called, and how wide it is.
    planned: Option<(String, usize)>,
    standing: usize,
}

/// As wide as a date.
const DAY: usize = 10;
/// As wide as the name of the plan's column.
const MOST_PLANNED: usize = DAY + " planned".len();
const GAP: usize = 2;

impl<'a> Grid<'a> {
    fn new(state: &'a State, timeline: &'a Timeline, history: &'a HistoryView, width: usize) -> Self {
        let id = state.table.id_width.max("component".len()).min((width / 4).max(12));
        let wide = |entry: &LogEntry| entry.version.to_string().len();
        let newest = timeline.moments.iter().rev().take(50).flat_map(|moment| &moment.releases).take(1000);
        let column = newest.map(|(_, entry)| wide(entry)).max().unwrap_or(0).clamp(DAY, 20);
        let standings = state.visible.iter().skip(state.first).take(60);
        let standings = standings.map(|at| past::standing(timeline, &state.setup.product, *at).0.len());
        let wanted = standings.max().unwrap_or(0);
        let left = width.saturating_sub(2 + id + GAP);
        // Two releases at least are worth more than the day of the plan, and than how long one was behind.
        let is_dated = left >= MOST_PLANNED + GAP + 2 * (column + GAP);
        let planned = state.plan().map(|plan| past::planned(plan, is_dated));
        let planned_width =
            |text: &String| text.len().max(state.outline.version_width() + columns("\u{2192} "));
        let planned_width = planned.as_ref().map_or(0, planned_width);
        let left = left.saturating_sub(if planned_width == 0 { 0 } else { planned_width + GAP });
        let standing = if left >= wanted + GAP + 2 * (column + GAP) { wanted } else { 0 };
        let left = left.saturating_sub(if standing == 0 { 0 } else { standing + GAP });
        let count = (left / (column + GAP)).max(1);
        // The newest ones, where the selected one is among them, so that the plan stands next to what it follows.
        let all = history.shown.len();
        let last = if history.selected + count >= all { all } else { (history.selected + 1).max(count) };
        let columns = last.saturating_sub(count)..last;
        Grid {
            state,
            timeline,
            history,
            columns,
            id,
            column,
            planned: planned.zip(Some(planned_width)),
            standing,
        }
    }

    fn moments(&self) -> impl Iterator<Item = (usize, usize)> {
        let shown = self.columns.clone();
        shown.filter_map(|place| Some((place, *self.history.shown.get(place)?)))
    }

    /// The lines that the columns open, and their days.
    fn head(&self, is_open: bool) -> Vec<Line<'static>> {
        let indent = " ".repeat(2 + self.id + GAP);
        let (mut lines, mut days) = (vec![Span::raw(indent.clone())], vec![Span::raw(indent)]);
        for (place, at) in self.moments() {
            let is_first = place == self.columns.start;
            let opened = self.timeline.line(at).filter(|_| is_first || self.timeline.opens_line(at));
            let opened = opened.map_or_else(String::new, |line| format!("line {line}"));
            lines.push(Span::styled(fit(&opened, self.column + GAP), Theme::heading()));
            let day =
                self.timeline.moments.get(at).map_or_else(String::new, super::super::timeline::Moment::day);
            let mark = if self.history.pinned == Some(at) { "=" } else { "" };
            let style =
                if is_open && place == self.history.selected { Theme::selected() } else { Theme::faint() };
            days.push(Span::styled(fit(&format!("{day}{mark}"), self.column), style));
            days.push(Span::raw(" ".repeat(GAP)));
        }
        if let Some((plan, (planned, width))) = self.state.plan().zip(self.planned.as_ref()) {
            let line =
                if plan.line.from == plan.line.to { String::new() } else { format!("line {}", plan.line.to) };
            if let (Some(gap), true) = (days.last_mut(), self.columns.end < self.history.shown.len()) {
                *gap = Span::styled("\u{2026} ", Theme::faint());
            }
            lines.push(Span::styled(fit(&line, width + GAP), Theme::heading()));
            days.push(Span::styled(fit(planned, width + GAP), Theme::faint()));
        }
        vec![Line::from(lines), Line::from(days)]
    }

    fn row(&self, position: usize, is_selected: bool, is_open: bool, theme: Theme) -> Line<'static> {
        let id = &self.state.table.row(position).id;
        let mark = if is_selected { "\u{25b6} " } else { "  " };
        let mut spans =
            vec![Span::raw(mark), Span::styled(middle(id, self.id), Theme::heading()), Span::raw("  ")];
        for (place, at) in self.moments() {
            let (text, tone) = self.cell(position, at);
            let is_here = is_open && is_selected && place == self.history.selected;
            let style = if is_here { Theme::selected() } else { theme.tone(tone) };
            spans.push(Span::styled(fit(&text, self.column), style));
            spans.push(Span::raw(" ".repeat(GAP)));
        }
        if let Some((_, width)) = &self.planned {
            let (planned, tone) = match (self.state.release_at(position), self.state.stay_at(position)) {
                (Some(release), _) => (format!("\u{2192} {}", release.to), Tone::New),
                (None, Some(stays)) if stays.behind => ("behind".to_owned(), Tone::Warning),
                (None, _) => ("\u{b7}".to_owned(), Tone::Faint),
            };
            spans.push(Span::styled(fit(&planned, width + GAP), theme.tone(tone)));
        }
        if self.standing > 0 {
            let (text, tone) = past::standing(self.timeline, &self.state.setup.product, position);
            spans.push(Span::styled(cut(&text, self.standing), theme.tone(tone)));
        }
        Line::from(spans)
    }

    /// The version released then, or that the component was behind.
    fn cell(&self, position: usize, at: usize) -> (String, Tone) {
        let moment = self.timeline.moments.get(at);
        let entry = moment.and_then(|moment| moment.release(position));
        let entry = entry.filter(|entry| self.history.line.is_none_or(|line| entry.version.line() == line));
        match entry {
            Some(entry) if !entry.version.is_stable() => (entry.version.to_string(), Tone::Faint),
            Some(entry) => (entry.version.to_string(), Tone::Plain),
            None if self.timeline.is_behind(position, at) => ("behind".to_owned(), Tone::Warning),
            None => ("\u{b7}".to_owned(), Tone::Faint),
        }
    }
}
