//! The versions that an import takes from tags.

use serde::Serialize;
use serde_json::{Value, json};

use super::markdown::or_unreleased;
use super::plan::or_none;
use super::{Detail, Diff, Report, github, plain};
use crate::history::{ComponentHistory, Guess, History, ReadTag, Reading, TaggedRelease, UnreadTag};
use crate::product::{Component, Product};
use crate::shown::visible;
use crate::words::{Explain, Line, Tone};

/// The versions that a product file takes from tags.
pub struct ImportReport<'a> {
    /// The product as it was.
    pub before: &'a Product,
    pub after: &'a Product,
    pub history: &'a History,
    /// What changes in the product file.
    pub diff: Diff<'a>,
    pub written: bool,
}

impl ImportReport<'_> {
    /// `Chain: 99 of 100 tags recognised, 52 of them guessed`.
    fn summary(&self) -> Line {
        let read = self.history.read_count();
        let all = read + self.history.unread.len();
        let tags = self.history.components().iter().flat_map(read_tags);
        let guessed = tags.filter(|(_, tag)| matches!(tag.reading, Reading::Guess(_))).count();
        let counts = format!(": {read} of {all} tags recognised, {guessed} of them guessed");
        Line::new(self.before.name(), Tone::Heading).and(counts)
    }

    /// Each component before and after, with what its tags say.
    fn components(&self) -> impl Iterator<Item = (&Component, &Component, &ComponentHistory)> {
        let pairs = self.before.components().iter().zip(self.after.components());
        pairs.zip(self.history.components()).map(|((before, after), history)| (before, after, history))
    }
}

impl Report for ImportReport<'_> {
    /// The components, what was guessed, what was not recognised, the diff.
    fn lines(&self, detail: Detail) -> Vec<Line> {
        let mut lines = vec![self.summary(), Line::default()];
        let ids = self.before.components().iter().map(|component| component.id().as_str().len());
        let width = ids.max().unwrap_or(0);
        for (before, after, history) in self.components() {
            lines.push(component_line(
                Line::plain(format!("  {:width$}  ", before.id().as_str())),
                before,
                after,
                history,
            ));
        }
        if detail != Detail::Brief {
            headed(&mut lines, "Guessed", guesses(self.history));
            let unread = self.history.unread.iter();
            let unread = unread.map(|unread| format!("  {}: {}", visible(&unread.tag.name), unread.why));
            headed(&mut lines, "Not recognised", unread.collect());
            if !self.diff.is_empty() {
                lines.push(Line::default());
                lines.extend(self.diff.lines());
            }
        }
        let outcome = match (self.diff.is_empty(), self.written) {
            (true, _) => "The product file already has these versions.",
            (false, true) => "Wrote the product file.",
            (false, false) => "The product file has not been written.",
        };
        lines.extend([Line::default(), Line::plain(outcome)]);
        lines
    }

    fn json(&self) -> impl Serialize {
        let components: Vec<Value> = self
            .components()
            .map(|(before, after, history)| {
                json!({
                    "component": before.id(),
                    "version": {"from": before.version(), "to": after.version()},
                    "next": {"from": before.next(), "to": after.next()},
                    "maintained": {"from": before.maintained(), "to": after.maintained()},
                    "releases": history.releases.iter().map(release_json).collect::<Vec<_>>(),
                })
            })
            .collect();
        let unread: Vec<Value> = self.history.unread.iter().map(unread_json).collect();
        json!({
            "product": self.before.name(),
            "components": components,
            "not_understood": unread,
            "diff": self.diff.patch(),
            "written": self.written,
        })
    }

    /// A list, with the diff as a block.
    fn markdown(&self) -> String {
        let mut text = format!("## {} from tags\n\n", self.before.name());
        for (before, after, history) in self.components() {
            let version = or_unreleased(after.version());
            let from = if history.releases.is_empty() { ", no tags" } else { "" };
            text += &format!("- {} {version}{from}\n", before.title());
        }
        if !self.history.unread.is_empty() {
            text += "\nNot recognised:\n\n";
            for unread in &self.history.unread {
                text += &format!("- `{}`: {}\n", visible(&unread.tag.name), unread.why);
            }
        }
        if !self.diff.is_empty() {
            text += &format!("\n```diff\n{}```\n", plain(&self.diff.lines()));
        }
        text
    }

    fn github(&self) -> String {
        github::stable_versions(self.after)
    }
}

/// Every tag that is recognised, with its release.
fn read_tags(history: &ComponentHistory) -> impl Iterator<Item = (&TaggedRelease, &ReadTag)> {
    history.releases.iter().flat_map(|release| release.tags.iter().map(move |tag| (release, tag)))
}

fn component_line(line: Line, before: &Component, after: &Component, history: &ComponentHistory) -> Line {
    if history.releases.is_empty() {
        return line.with("no tags, unchanged", Tone::Faint);
    }
    let mut line = line.and(or_none(before.version()));
    if before.version() != after.version() {
        line = line.and(" -> ").with(or_none(after.version()), Tone::New);
    }
    if before.version().is_some_and(|before| after.version().is_some_and(|after| after < before)) {
        line = line.with(", below the version in the file", Tone::Warning);
    }
    if let Some(next) = after.next() {
        line = line.and(format_args!(", next {next}"));
    }
    let maintained: Vec<String> = after.maintained().iter().map(ToString::to_string).collect();
    if maintained.is_empty() { line } else { line.and(format_args!(", maintains {}", maintained.join(" "))) }
}

fn guesses(history: &History) -> Vec<String> {
    let mut lines = Vec::new();
    for component in history.components() {
        for (release, tag) in read_tags(component) {
            if let Reading::Guess(guesses) = &tag.reading {
                let why: Vec<String> = guesses.iter().map(Guess::to_string).collect();
                let (name, id) = (visible(&tag.name), &component.component);
                lines.push(format!("  {name} -> {id} {}: {}", release.version, why.join(", ")));
            }
        }
    }
    lines
}

fn headed(lines: &mut Vec<Line>, title: &str, texts: Vec<String>) {
    if !texts.is_empty() {
        lines.extend([Line::default(), Line::new(title, Tone::Heading)]);
        lines.extend(texts.into_iter().map(Line::plain));
    }
}

fn release_json(release: &TaggedRelease) -> Value {
    let tags: Vec<Value> = release
        .tags
        .iter()
        .map(|tag| {
            let guesses: Vec<&str> = match &tag.reading {
                Reading::Guess(guesses) => guesses.iter().map(|guess| guess.code()).collect(),
                Reading::Exact | Reading::Respelled => Vec::new(),
            };
            json!({"tag": tag.name, "reading": tag.reading.name(), "guesses": guesses})
        })
        .collect();
    json!({
        "version": release.version,
        "date": release.date.map(|date| date.to_string()),
        "tags": tags,
    })
}

fn unread_json(unread: &UnreadTag) -> Value {
    json!({
        "tag": unread.tag.name,
        "date": unread.tag.date.map(|date| date.to_string()),
        "code": unread.why.code(),
        "message": unread.why.to_string(),
    })
}
