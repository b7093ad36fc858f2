//! What was released when, why and by whom.

use std::collections::HashSet;

use serde::Serialize;
use serde_json::json;

use super::json::List;
use super::{Detail, Report, github};
use crate::apply::{Log, LogEntry};
use crate::history::{Reading, UnreadTag};
use crate::shown::visible;
use crate::words::{Explain, Line};

/// What was released when, why and by whom.
pub struct LogReport {
    pub log: Log,
    /// Whether the clone lacks a part of the history.
    pub is_shallow: bool,
}

/// The day of a time that git or a record wrote.
fn day(entry: &LogEntry) -> &str {
    entry.at.get(..10).unwrap_or(&entry.at)
}

fn because(entry: &LogEntry) -> String {
    let because = entry.because.as_deref().map_or_else(|| "no known reason".to_owned(), visible);
    because + &mark(entry)
}

/// What is said of a tag that does not spell the version as its scheme does.
fn mark(entry: &LogEntry) -> String {
    let tag = || visible(entry.tag.as_deref().unwrap_or_default());
    match &entry.reading {
        None | Some(Reading::Exact) => String::new(),
        Some(Reading::Respelled) => format!(" (tag {})", tag()),
        Some(Reading::Guess(guesses)) => {
            let guesses: Vec<String> = guesses.iter().map(ToString::to_string).collect();
            format!(" (guessed from the tag {}: {})", tag(), guesses.join(", "))
        }
    }
}

/// How many tags are named that are of no release.
const SHOWN: usize = 3;

/// What is said of the tags that are of no release; nothing where there are none.
fn left_out(tags: &[UnreadTag]) -> Option<String> {
    let names: Vec<String> = tags.iter().map(|unread| visible(&unread.tag.name)).collect();
    let which = match (names.get(..SHOWN), names.as_slice()) {
        (_, []) => return None,
        (_, [name]) => format!("The tag {name} is of no release of this product"),
        (first, _) => {
            let count = names.len();
            let names = match first {
                Some(first) if count > SHOWN => format!("{} and {} more", first.join(", "), count - SHOWN),
                _ => names.join(", "),
            };
            format!("{count} tags are of no release of this product ({names})")
        }
    };
    Some(which + "; run `dateline import --dry-run` to see why.")
}

/// What the components that were released together have in common: the day, the commit, the person.
fn head(entry: &LogEntry) -> String {
    let commit = entry.commit.as_ref().map(|commit| format!("  {}", commit.get(..12).unwrap_or(commit)));
    let by = entry.by.as_ref().map(|by| format!("  by {}", visible(by)));
    format!("{}{}{}", visible(day(entry)), commit.unwrap_or_default(), by.unwrap_or_default())
}

/// Whether the heads of two releases read the same.
fn are_together(one: &LogEntry, other: &LogEntry) -> bool {
    (day(one), &one.commit, &one.by) == (day(other), &other.commit, &other.by)
}

/// The components that were released together, beneath one head.
fn release_lines(entries: &[LogEntry]) -> impl Iterator<Item = Line> {
    let rows: Vec<(&LogEntry, String)> =
        entries.iter().map(|entry| (entry, entry.version.to_string())).collect();
    let ids = rows.iter().map(|(entry, _)| entry.component.as_str().len()).max().unwrap_or(0);
    let versions = rows.iter().map(|(_, version)| version.len()).max().unwrap_or(0);
    let line = move |(entry, version): (&LogEntry, String)| {
        let id = entry.component.as_str();
        Line::plain(format!("  {id:ids$}  {version:versions$}  {}", because(entry)))
    };
    entries.first().map(|first| Line::plain(head(first))).into_iter().chain(rows.into_iter().map(line))
}

impl Report for LogReport {
    fn lines(&self, detail: Detail) -> Vec<Line> {
        let Log { entries, left_out: others } = &self.log;
        let others = left_out(others);
        if entries.is_empty() {
            let nothing = if self.is_shallow {
                "No release is known in this part of the history."
            } else {
                "Nothing has been released yet."
            };
            return vec![Line::plain(others.unwrap_or_else(|| nothing.to_owned()))];
        }
        if detail == Detail::Brief {
            let line =
                |entry: &LogEntry| format!("{}  {} {}", visible(day(entry)), entry.component, entry.version);
            return entries.iter().map(|entry| Line::plain(line(entry))).collect();
        }
        let mut lines = Vec::new();
        for release in entries.chunk_by(are_together) {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            lines.extend(release_lines(release));
        }
        lines.extend(others.into_iter().flat_map(|others| [Line::default(), Line::plain(others)]));
        lines
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Fields<R, L> {
            releases: R,
            left_out: L,
            shallow: bool,
        }
        let release = |entry: &LogEntry| {
            json!({
                "component": entry.component,
                "version": entry.version,
                "at": &*entry.at,
                "by": entry.by.as_deref(),
                "because": entry.because.as_deref(),
                "tag": entry.tag,
                "reading": entry.reading.as_ref().map(Reading::name),
                "commit": entry.commit.as_deref(),
            })
        };
        let left_out = |unread: &UnreadTag| json!({"tag": unread.tag.name, "code": unread.why.code(), "why": unread.why.to_string()});
        Fields {
            releases: List(move || self.log.entries.iter().map(release)),
            left_out: List(move || self.log.left_out.iter().map(left_out)),
            shallow: self.is_shallow,
        }
    }

    fn markdown(&self) -> String {
        let item = |entry: &LogEntry| {
            let (day, component, version) = (visible(day(entry)), &entry.component, entry.version);
            format!("- {day}: **{component} {version}**, {}\n", because(entry))
        };
        self.log.entries.iter().map(item).collect()
    }

    /// The newest release of each component.
    fn github(&self) -> String {
        let mut known = HashSet::new();
        let newest = self.log.entries.iter().filter(|entry| known.insert(&entry.component));
        github::outputs(newest.map(|entry| (&entry.component, entry.version)))
    }
}
