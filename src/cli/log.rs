//! `log`: what was released when, why and by whom.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::args::Global;
use super::error::CommandError;
use super::import::unreadable;
use super::load::{self, ProductFile, find, folder_of};
use super::output::{Output, Rendered};
use super::shallow::SHALLOW;
use crate::apply::{Entry, Log, Site, log};
use crate::history::{Reading, UnreadTag};
use crate::report::github;
use crate::report::text::Detail;
use crate::shown::visible;
use crate::system::tags::is_shallow;
use crate::words::Explain;

pub(super) fn run(global: &Global, output: &Output) -> Result<(), CommandError> {
    let load::Source::File(path) = find(global)? else {
        return output
            .result(&Logged { log: Log { entries: Vec::new(), left_out: Vec::new() }, is_shallow: false });
    };
    let site = Site::find(&path)?;
    let product = ProductFile::read(&path)?.product;
    let log = log(&site, &product)?;
    let folder = folder_of(&path);
    let is_shallow = site.repository.is_some() && is_shallow(folder).map_err(unreadable)?;
    if is_shallow {
        output.note(SHALLOW);
    }
    output.result(&Logged { log, is_shallow })
}

struct Logged {
    log: Log,
    is_shallow: bool,
}

impl Logged {
    fn lines(&self, line: impl Fn(&Entry) -> String) -> String {
        self.log.entries.iter().map(|entry| line(entry) + "\n").collect()
    }
}

/// The day of a time that git or a record wrote.
fn day(entry: &Entry) -> &str {
    entry.at.get(..10).unwrap_or(&entry.at)
}

fn because(entry: &Entry) -> String {
    let because = entry.because.as_deref().map_or_else(|| "no known reason".to_owned(), visible);
    because + &mark(entry)
}

/// What is said of a tag that does not spell the version as its scheme does.
fn mark(entry: &Entry) -> String {
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

/// What is said of the tags that are of no release; empty where there are none.
fn left_out(tags: &[UnreadTag]) -> String {
    let names: Vec<String> = tags.iter().map(|unread| visible(&unread.tag.name)).collect();
    match (names.get(..SHOWN), names.as_slice()) {
        (_, []) => String::new(),
        (_, [name]) => format!(
            "The tag {name} is of no release of this product; run `dateline import --dry-run` to see why.\n"
        ),
        (Some(first), _) if names.len() > SHOWN => format!(
            "{} tags are of no release of this product ({} and {} more); run `dateline import --dry-run` to see why.\n",
            names.len(),
            first.join(", "),
            names.len() - SHOWN
        ),
        _ => format!(
            "{} tags are of no release of this product ({}); run `dateline import --dry-run` to see why.\n",
            names.len(),
            names.join(", ")
        ),
    }
}

/// What the components that were released together have in common: the day, the commit, the person.
fn head(entry: &Entry) -> String {
    let commit = entry.commit.as_ref().map(|commit| format!("  {}", commit.get(..12).unwrap_or(commit)));
    let by = entry.by.as_ref().map(|by| format!("  by {}", visible(by)));
    format!("{}{}{}", visible(day(entry)), commit.unwrap_or_default(), by.unwrap_or_default())
}

/// The components that were released together, beneath one head.
fn release(entries: &[Entry]) -> String {
    let width = |text: fn(&Entry) -> String| entries.iter().map(|entry| text(entry).len()).max().unwrap_or(0);
    let (ids, versions) =
        (width(|entry| entry.component.to_string()), width(|entry| entry.version.to_string()));
    let line = |entry: &Entry| {
        let (id, version) = (entry.component.as_str(), entry.version.to_string());
        format!("  {id:ids$}  {version:versions$}  {}\n", because(entry))
    };
    let head = entries.first().map(head).unwrap_or_default();
    head + "\n" + &entries.iter().map(line).collect::<String>()
}

impl Rendered for Logged {
    fn text(&self, detail: Detail) -> String {
        let Log { entries, left_out: others } = &self.log;
        if entries.is_empty() {
            return match (others.as_slice(), self.is_shallow) {
                ([], false) => "Nothing has been released yet.\n".to_owned(),
                ([], true) => "No release is known in this part of the history.\n".to_owned(),
                (others, _) => left_out(others),
            };
        }
        if detail == Detail::Brief {
            return self
                .lines(|entry| format!("{}  {} {}", visible(day(entry)), entry.component, entry.version));
        }
        let releases = entries.chunk_by(|one, other| head(one) == head(other));
        let releases = releases.map(release).collect::<Vec<_>>().join("\n");
        let others = left_out(others);
        if others.is_empty() { releases } else { format!("{releases}\n{others}") }
    }

    fn json(&self) -> Value {
        let releases = self.log.entries.iter().map(|entry| {
            json!({
                "component": entry.component,
                "version": entry.version,
                "at": entry.at,
                "by": entry.by,
                "because": entry.because,
                "tag": entry.tag,
                "reading": entry.reading.as_ref().map(Reading::name),
                "commit": entry.commit,
            })
        });
        let left_out = self.log.left_out.iter().map(|unread| {
            json!({"tag": unread.tag.name, "code": unread.why.code(), "why": unread.why.to_string()})
        });
        json!({
            "releases": releases.collect::<Vec<_>>(),
            "left_out": left_out.collect::<Vec<_>>(),
            "shallow": self.is_shallow,
        })
    }

    fn markdown(&self) -> String {
        self.lines(|entry| {
            format!(
                "- {}: **{} {}**, {}",
                visible(day(entry)),
                entry.component,
                entry.version,
                because(entry)
            )
        })
    }

    /// The newest release of each component.
    fn github(&self) -> String {
        let mut known = HashSet::new();
        let newest = self.log.entries.iter().filter(|entry| known.insert(&entry.component));
        github::outputs(newest.map(|entry| (&entry.component, entry.version)))
    }
}
