//! The history on the screen: which column is selected, what it is filtered by, and what a release says of itself.

use super::sheet::Sheet;
use super::styled::{Line as Text, Tone, line};
use super::timeline::{Lag, Moment, Timeline};
use crate::apply::LogEntry;
use crate::plan::Plan;
use crate::product::{ComponentId, Product};
use crate::shown::visible;
use crate::version::{Line, Version};

/// The history as it is looked at; its row is the selected component.
#[derive(Debug, Clone, Default)]
pub(super) struct HistoryView {
    /// The places of the moments that are shown, and which of them is selected.
    pub(super) shown: Vec<usize>,
    pub(super) selected: usize,
    /// Only this line, and only moments of this component.
    pub(super) line: Option<Line>,
    pub(super) only: Option<usize>,
    /// The moment that another one is compared with.
    pub(super) pinned: Option<usize>,
}

impl HistoryView {
    /// All of it, at its newest moment.
    pub(super) fn new(timeline: &Timeline) -> Self {
        let shown = timeline.shown(None, None);
        HistoryView { selected: shown.len().saturating_sub(1), shown, ..HistoryView::default() }
    }

    /// The selected moment.
    pub(super) fn at(&self) -> Option<usize> {
        self.shown.get(self.selected).copied()
    }

    /// Shows other moments, and stays near the one that was selected.
    pub(super) fn filter(&mut self, timeline: &Timeline) {
        let at = self.at().unwrap_or(0);
        self.shown = timeline.shown(self.only, self.line);
        let near = self.shown.partition_point(|moment| *moment < at);
        self.selected = near.min(self.shown.len().saturating_sub(1));
    }
}

/// A release that was opened, and the history that it lies over.
#[derive(Debug, Clone)]
pub(super) struct Opened {
    pub(super) title: String,
    /// The release, whose notes are asked for; `None` where it is a day or a comparison.
    pub(super) release: Option<(ComponentId, Version)>,
    pub(super) sheet: Sheet,
    pub(super) under: HistoryView,
}

/// How long a component was behind: `behind for 43 days`.
pub(super) fn lag(lag: Lag) -> String {
    let days = if lag.days == 1 { "1 day".to_owned() } else { format!("{} days", lag.days) };
    match lag.until {
        _ if lag.days == 0 && lag.until.is_none() => "behind since today".to_owned(),
        Some(_) => format!("was behind for {days}"),
        None => format!("behind for {days}"),
    }
}

/// What a component is now, next to its releases: behind, in a series, or how long it was behind the last time.
pub(super) fn standing(timeline: &Timeline, product: &Product, position: usize) -> (String, Tone) {
    let last = timeline.lags(position).last().copied();
    let series = product.components().get(position).and_then(crate::product::Component::next);
    match (last, series) {
        (Some(now), _) if now.until.is_none() => (lag(now), Tone::Warning),
        (_, Some(series)) => (format!("series {series} open"), Tone::Plain),
        (Some(last), None) => (lag(last), Tone::Faint),
        (None, None) => (String::new(), Tone::Plain),
    }
}

/// A release of `position`, and what was released with it.
pub(super) fn release(timeline: &Timeline, moment: &Moment, position: usize) -> Vec<Text> {
    let mut lines = Vec::new();
    let mut fact = |name: &str, text: &str| {
        lines.push(line(&format!("{name:8}"), Tone::Faint).and(visible(text)));
    };
    fact("on", &moment.day());
    if let Some(commit) = &moment.commit {
        fact("commit", commit);
    }
    if let Some(by) = &moment.by {
        fact("by", by);
    }
    lines.push(Text::default());
    if let Some(entry) = moment.release(position) {
        lines.extend(entry_lines(entry));
        lines.push(Text::default());
    }
    let others: Vec<&LogEntry> =
        moment.releases.iter().filter(|(place, _)| *place != position).map(|(_, entry)| entry).collect();
    if !others.is_empty() {
        lines.push(line("Released with it", Tone::Heading));
        lines.extend(others.into_iter().flat_map(entry_lines));
        lines.push(Text::default());
    }
    let lags = timeline.lags(position);
    if !lags.is_empty() {
        lines.push(line("Behind its line", Tone::Heading));
        let day = |at: usize| timeline.moments.get(at).map_or_else(String::new, Moment::day);
        lines.extend(lags.iter().map(|behind| {
            let until =
                behind.until.map_or_else(|| "until now".to_owned(), |at| format!("until {}", day(at)));
            line(&format!("  from {} {until}: {}", day(behind.from), lag(*behind)), Tone::Plain)
        }));
        lines.push(Text::default());
    }
    lines
}

fn entry_lines(entry: &LogEntry) -> Vec<Text> {
    let tag =
        entry.tag.as_ref().map_or_else(|| "  no tag".to_owned(), |tag| format!("  tag {}", visible(tag)));
    let head = line(&format!("  {} ", entry.component), Tone::Heading)
        .with(entry.version, Tone::New)
        .with(tag, Tone::Faint);
    let because = entry.because.iter().map(|because| line(&format!("    {because}"), Tone::Plain));
    std::iter::once(head).chain(because).collect()
}

/// Which versions differ between two moments, and what was released on the way.
pub(super) fn compared(timeline: &Timeline, product: &Product, pair: (usize, usize)) -> Vec<Text> {
    let (from, to) = (pair.0.min(pair.1), pair.0.max(pair.1));
    let day = |at: usize| timeline.moments.get(at).map_or_else(String::new, Moment::day);
    let shown = |position: usize, at: usize| {
        timeline.version(position, at).map_or_else(|| "none".to_owned(), |version| version.to_string())
    };
    let (mut lines, mut count) = (Vec::new(), 0);
    let width = product.components().iter().map(|one| one.id().as_str().len()).max().unwrap_or(0).min(24);
    for (position, component) in product.components().iter().enumerate() {
        let (before, after) = (shown(position, from), shown(position, to));
        if before == after {
            continue;
        }
        count += 1;
        let id = super::fitted::middle(component.id().as_str(), width);
        lines.push(
            line(&format!("  {id}  "), Tone::Heading)
                .and(format_args!("{before} \u{2192} "))
                .with(after, Tone::New),
        );
        let between = timeline.moments.iter().enumerate().skip(from + 1).take(to - from);
        let between = between.filter_map(|(_, moment)| Some((moment, moment.release(position)?)));
        for (moment, entry) in between {
            let because = entry.because.as_deref().unwrap_or("no known reason");
            lines.push(line(&format!("      {} {}: {because}", moment.day(), entry.version), Tone::Faint));
        }
    }
    let title = format!(
        "{count} of {} components differ between {} and {}",
        product.components().len(),
        day(from),
        day(to)
    );
    [vec![line(&title, Tone::Heading), Text::default()], lines].concat()
}

/// What the plan would make the next column, with its day where there is room for that.
pub(super) fn planned(plan: &Plan, has_room: bool) -> String {
    if has_room { format!("{} planned", plan.date) } else { "planned".to_owned() }
}
