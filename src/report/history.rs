//! What tags tell: the import of their versions, in every form.

use serde_json::{Value, json};

use super::style::{FAINT, HEADING, NEW, WARNING, painted};
use super::text::Detail;
use crate::history::{ComponentHistory, Guess, History, ReadTag, Reading, TaggedRelease, UnreadTag};
use crate::product::{Component, Product};
use crate::shown::visible;
use crate::version::Version;
use crate::words::Explain;

/// The versions that a product file takes from tags.
pub struct Import<'a> {
    /// The product as it was.
    pub before: &'a Product,
    /// The product as its tags have it.
    pub after: &'a Product,
    /// What the tags tell.
    pub history: &'a History,
    /// What changes in the product file, as a unified diff.
    pub diff: &'a str,
    /// Whether the product file was written.
    pub written: bool,
}

impl Import<'_> {
    /// Each component before and after, with what its tags tell.
    fn components(&self) -> impl Iterator<Item = (&Component, &Component, &ComponentHistory)> {
        let pairs = self.before.components().iter().zip(self.after.components());
        pairs.zip(&self.history.components).map(|((before, after), history)| (before, after, history))
    }
}

/// Every tag that is understood, with its release.
fn read_tags(history: &ComponentHistory) -> impl Iterator<Item = (&TaggedRelease, &ReadTag)> {
    history.releases.iter().flat_map(|release| release.tags.iter().map(move |tag| (release, tag)))
}

/// An import for people: the components, what was guessed, what was not understood, the diff.
#[must_use]
pub fn import_text(import: &Import<'_>, detail: Detail) -> String {
    let mut text = summary(import);
    let id_width = import.before.components().iter().map(|component| component.id().as_str().len()).max();
    for (before, after, history) in import.components() {
        let id = format!("{:width$}", before.id().as_str(), width = id_width.unwrap_or(0));
        text += &format!("  {id}  {}\n", component_line(before, after, history));
    }
    if detail != Detail::Brief {
        text += &guesses(import.history);
        text += &unread(&import.history.unread);
        if !import.diff.is_empty() {
            text += &format!("\n{}", visible_lines(import.diff));
        }
    }
    let outcome = match (import.diff.is_empty(), import.written) {
        (true, _) => "The product file already has these versions.",
        (false, true) => "Wrote the product file.",
        (false, false) => "The product file has not been written.",
    };
    text + "\n" + outcome + "\n"
}

/// `Chain: 99 of 100 tags are understood, 52 of them by a guess`.
fn summary(import: &Import<'_>) -> String {
    let read = import.history.read_count();
    let all = read + import.history.unread.len();
    let guessed = import
        .history
        .components
        .iter()
        .flat_map(read_tags)
        .filter(|(_, tag)| matches!(tag.reading, Reading::Guess(_)))
        .count();
    let name = painted(HEADING, import.before.name(), 0);
    format!("{name}: {read} of {all} tags recognised, {guessed} of them guessed\n\n")
}

fn component_line(before: &Component, after: &Component, history: &ComponentHistory) -> String {
    if history.releases.is_empty() {
        return painted(FAINT, "no tags, unchanged", 0).to_string();
    }
    let version =
        |version: Option<Version>| version.map_or_else(|| "none".to_owned(), |version| version.to_string());
    let mut line = version(before.version());
    if before.version() != after.version() {
        line += &format!(" -> {}", painted(NEW, version(after.version()), 0));
    }
    if before.version().is_some_and(|before| after.version().is_some_and(|after| after < before)) {
        line += &painted(WARNING, ", below the version in the file", 0).to_string();
    }
    if let Some(next) = after.next() {
        line += &format!(", next {next}");
    }
    let maintained: Vec<String> = after.maintained().iter().map(ToString::to_string).collect();
    if !maintained.is_empty() {
        line += &format!(", maintains {}", maintained.join(" "));
    }
    line
}

fn guesses(history: &History) -> String {
    let mut text = String::new();
    for component in &history.components {
        for (release, tag) in read_tags(component) {
            if let Reading::Guess(guesses) = &tag.reading {
                let why: Vec<String> = guesses.iter().map(Guess::to_string).collect();
                let (name, id) = (visible(&tag.name), &component.component);
                text += &format!("  {name} -> {id} {}: {}\n", release.version, why.join(", "));
            }
        }
    }
    headed("Guessed", &text)
}

fn unread(tags: &[UnreadTag]) -> String {
    let lines = tags.iter().map(|unread| format!("  {}: {}\n", visible(&unread.tag.name), unread.why));
    headed("Not recognised", &lines.collect::<String>())
}

fn headed(title: &str, lines: &str) -> String {
    if lines.is_empty() { String::new() } else { format!("\n{}\n{lines}", painted(HEADING, title, 0)) }
}

/// A text of several lines, tabs included, without characters that act on a terminal (Rule A4).
fn visible_lines(text: &str) -> String {
    let lines = text.lines().map(|line| line.split('\t').map(visible).collect::<Vec<_>>().join("    "));
    lines.map(|line| line + "\n").collect()
}

/// An import for scripts.
#[must_use]
pub fn import_json(import: &Import<'_>) -> Value {
    let components: Vec<Value> = import
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
    let unread: Vec<Value> = import.history.unread.iter().map(unread_json).collect();
    json!({
        "product": import.before.name(),
        "components": components,
        "not_understood": unread,
        "diff": import.diff,
        "written": import.written,
    })
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
        "date": release.date.map(|date| date.iso().to_string()),
        "tags": tags,
    })
}

fn unread_json(unread: &UnreadTag) -> Value {
    json!({
        "tag": unread.tag.name,
        "date": unread.tag.date.map(|date| date.iso().to_string()),
        "code": unread.why.code(),
        "message": unread.why.to_string(),
    })
}

/// An import as a list, with the diff as a block.
#[must_use]
pub fn import_markdown(import: &Import<'_>) -> String {
    let mut text = format!("## {} from tags\n\n", import.before.name());
    for (before, after, history) in import.components() {
        let version = after.version().map_or_else(|| "unreleased".to_owned(), |version| version.to_string());
        let from = if history.releases.is_empty() { ", no tags" } else { "" };
        text += &format!("- {} {version}{from}\n", before.title());
    }
    if !import.history.unread.is_empty() {
        text += "\nNot recognised:\n\n";
        for unread in &import.history.unread {
            text += &format!("- `{}`: {}\n", visible(&unread.tag.name), unread.why);
        }
    }
    if !import.diff.is_empty() {
        text += &format!("\n```diff\n{}```\n", visible_lines(import.diff));
    }
    text
}
