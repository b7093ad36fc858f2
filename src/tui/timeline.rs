//! What was released when, by component: the releases of each moment, who was behind the line then, and for how long.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::apply::{Log, LogEntry};
use crate::product::Product;
use crate::shown::visible;
use crate::version::{BuildDate, Line, Version};

/// What was released together.
#[derive(Debug, Clone)]
pub(super) struct Moment {
    pub(super) date: Option<BuildDate>,
    pub(super) commit: Option<Arc<str>>,
    pub(super) by: Option<String>,
    /// The line that the product is on from then.
    line: Option<Line>,
    /// The releases, by the places of their components.
    pub(super) releases: Vec<(usize, LogEntry)>,
}

impl Moment {
    /// `2016-11-05`.
    pub(super) fn day(&self) -> String {
        self.date.map_or_else(|| "no date".to_owned(), |date| date.to_string())
    }

    pub(super) fn release(&self, position: usize) -> Option<&LogEntry> {
        let place = self.releases.binary_search_by_key(&position, |(place, _)| *place).ok()?;
        self.releases.get(place).map(|(_, entry)| entry)
    }
}

/// A component that was behind its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lag {
    /// The moments from which on, and until which, it was; it still is where there is no end.
    pub(super) from: usize,
    pub(super) until: Option<usize>,
    pub(super) days: i64,
}

/// The moments, the oldest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Timeline {
    pub(super) moments: Vec<Moment>,
    /// For each component of the product the moments that release it, each with its version.
    released: Vec<Vec<(usize, Version)>>,
    lags: Vec<Vec<Lag>>,
    /// The lines that anything was released on, the newest first.
    pub(super) lines: Vec<Line>,
}

impl Timeline {
    pub(super) fn new(log: &Log, product: &Product, today: BuildDate) -> Self {
        let day = |entry: &LogEntry| entry.at.get(..10).map(str::to_owned);
        let together =
            log.entries.chunk_by(|one, other| (day(one), &one.commit) == (day(other), &other.commit));
        let mut timeline = Timeline {
            released: product.components().iter().map(|_| Vec::new()).collect(),
            lags: product.components().iter().map(|_| Vec::new()).collect(),
            ..Timeline::default()
        };
        let chunks: Vec<&[LogEntry]> = together.collect();
        for entries in chunks.into_iter().rev() {
            timeline.add(entries, product);
        }
        let lines: BTreeSet<Line> =
            timeline.released.iter().flatten().map(|(_, version)| version.line()).collect();
        timeline.lines = lines.into_iter().rev().collect();
        for (position, component) in product.components().iter().enumerate() {
            if component.shares_line() {
                let lags = timeline.lags_of(position, today);
                if let Some(of_component) = timeline.lags.get_mut(position) {
                    *of_component = lags;
                }
            }
        }
        timeline
    }

    fn add(&mut self, entries: &[LogEntry], product: &Product) {
        let known =
            entries.iter().filter_map(|entry| Some((product.position(&entry.component)?, entry.clone())));
        let mut releases: Vec<(usize, LogEntry)> = known.collect();
        releases.sort_by_key(|(position, _)| *position);
        let Some((_, first)) = releases.first() else { return };
        let at = self.moments.len();
        let before = self.moments.last().and_then(|moment| moment.line);
        let of_line = releases.iter().filter(|(position, entry)| {
            let component = product.components().get(*position);
            entry.version.is_stable() && component.is_some_and(crate::product::Component::shares_line)
        });
        let line = of_line.map(|(_, entry)| entry.version.line()).chain(before).max();
        for (position, entry) in &releases {
            if let Some(released) = self.released.get_mut(*position) {
                released.push((at, entry.version));
            }
        }
        self.moments.push(Moment {
            date: first.at.get(..10).and_then(|day| BuildDate::parse(day).ok()),
            commit: first.commit.clone(),
            by: first.by.as_deref().map(visible),
            line,
            releases,
        });
    }

    fn lags_of(&self, position: usize, today: BuildDate) -> Vec<Lag> {
        let mut stable = self.stable(position).peekable();
        let (mut own, mut from, mut lags): (Option<Line>, Option<usize>, Vec<Lag>) = (None, None, Vec::new());
        let days = |from: usize, until: Option<usize>| {
            let date = |at: usize| self.moments.get(at).and_then(|moment| moment.date);
            let end = until.map_or(Some(today), date);
            date(from).zip(end).map_or(0, |(from, end)| end.days_since(from).max(0))
        };
        for (at, moment) in self.moments.iter().enumerate() {
            while let Some((_, version)) = stable.next_if(|(when, _)| *when <= at) {
                own = own.max(Some(version.line()));
            }
            let is_behind = own.is_some_and(|own| moment.line.is_some_and(|line| own < line));
            match (is_behind, from) {
                (true, None) => from = Some(at),
                (false, Some(start)) => {
                    lags.push(Lag { from: start, until: Some(at), days: days(start, Some(at)) });
                    from = None;
                }
                _ => {}
            }
        }
        lags.extend(from.map(|from| Lag { from, until: None, days: days(from, None) }));
        lags
    }

    fn stable(&self, position: usize) -> impl Iterator<Item = &(usize, Version)> {
        let released = self.released.get(position).map_or(&[][..], Vec::as_slice);
        released.iter().filter(|(_, version)| version.is_stable())
    }

    /// The times when a component was behind, the oldest first.
    pub(super) fn lags(&self, position: usize) -> &[Lag] {
        self.lags.get(position).map_or(&[], Vec::as_slice)
    }

    /// Whether a component is behind the line from a moment on.
    pub(super) fn is_behind(&self, position: usize, at: usize) -> bool {
        let is_in = |lag: &Lag| lag.from <= at && lag.until.is_none_or(|until| at < until);
        self.lags(position).iter().any(is_in)
    }

    /// The version that a component has from a moment on.
    pub(super) fn version(&self, position: usize, at: usize) -> Option<Version> {
        let released = self.released.get(position)?;
        let end = released.partition_point(|(when, _)| *when <= at);
        // A maintained line moves on next to the newest version, which is the greatest of the stable ones.
        let known = released.get(..end)?.iter().map(|(_, version)| *version);
        known.reduce(|one, other| if other > one { other } else { one })
    }

    /// The line that the product is on from a moment on.
    pub(super) fn line(&self, at: usize) -> Option<Line> {
        self.moments.get(at)?.line
    }

    /// Whether a moment opens its line.
    pub(super) fn opens_line(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|before| self.line(before)) != self.line(at)
    }

    /// The moments that show something of the component `only`, where there is one, and on `line`, where there is one.
    pub(super) fn shown(&self, only: Option<usize>, line: Option<Line>) -> Vec<usize> {
        let is_shown = |(position, entry): &(usize, LogEntry)| {
            only.is_none_or(|only| only == *position) && line.is_none_or(|line| line == entry.version.line())
        };
        let moments = self.moments.iter().enumerate();
        moments.filter(|(_, moment)| moment.releases.iter().any(is_shown)).map(|(at, _)| at).collect()
    }
}
