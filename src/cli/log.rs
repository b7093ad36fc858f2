//! `log`: what was released when, why and by whom.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::args::Global;
use super::error::CommandError;
use super::load::{ProductFile, locate};
use super::output::{Output, Rendered};
use crate::apply::{Entry, Site, log};
use crate::report::text::Detail;
use crate::report::{github, visible};

pub(super) fn run(global: &Global, output: &Output) -> Result<(), CommandError> {
    let path = locate(global, "log")?;
    let site = Site::find(&path)?;
    let product = ProductFile::read(&path)?.product;
    output.result(&Log(log(&site, &product)?))
}

struct Log(Vec<Entry>);

impl Log {
    fn lines(&self, line: impl Fn(&Entry) -> String) -> String {
        self.0.iter().map(|entry| line(entry) + "\n").collect()
    }
}

/// The day of a time that git or a record wrote.
fn day(entry: &Entry) -> &str {
    entry.at.get(..10).unwrap_or(&entry.at)
}

fn because(entry: &Entry) -> String {
    entry.because.as_deref().map_or_else(|| "no reason is known".to_owned(), visible)
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

impl Rendered for Log {
    fn text(&self, detail: Detail) -> String {
        if self.0.is_empty() {
            return "Nothing was released yet.\n".to_owned();
        }
        if detail == Detail::Brief {
            return self
                .lines(|entry| format!("{}  {} {}", visible(day(entry)), entry.component, entry.version));
        }
        let releases = self.0.chunk_by(|one, other| head(one) == head(other));
        releases.map(release).collect::<Vec<_>>().join("\n")
    }

    fn json(&self) -> Value {
        let releases = self.0.iter().map(|entry| {
            json!({
                "component": entry.component,
                "version": entry.version,
                "at": entry.at,
                "by": entry.by,
                "because": entry.because,
                "tag": entry.tag,
                "commit": entry.commit,
            })
        });
        json!({"releases": releases.collect::<Vec<_>>()})
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
        let newest = self.0.iter().filter(|entry| known.insert(&entry.component));
        github::outputs(newest.map(|entry| (&entry.component, entry.version)))
    }
}
