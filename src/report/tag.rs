//! Tags that were missing.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Detail, Report, github};
use crate::apply::{MissingTag, TagsToMake};
use crate::shown::visible;
use crate::words::Line;

/// The tags that were made and pushed.
pub struct TagReport {
    pub tagging: TagsToMake,
    pub dry_run: bool,
}

impl TagReport {
    fn names(&self) -> Vec<&str> {
        self.tagging.unpushed.iter().filter_map(|name| name.strip_prefix("refs/tags/")).collect()
    }
}

fn short(commit: &str) -> &str {
    commit.get(..12).unwrap_or(commit)
}

impl Report for TagReport {
    fn lines(&self, _: Detail) -> Vec<Line> {
        let (made, pushed) = if self.dry_run { ("Would tag", "Would push") } else { ("Tagged", "Pushed") };
        let line = |tag: &MissingTag| {
            Line::plain(format!(
                "{made} {} at {}: {} {}",
                visible(&tag.name),
                short(&tag.commit),
                tag.component,
                tag.version
            ))
        };
        let mut lines: Vec<Line> = self.tagging.missing.iter().map(line).collect();
        if let (Some(remote), false) = (&self.tagging.remote, self.names().is_empty()) {
            let names = visible(&self.names().join(", "));
            lines.push(Line::plain(format!("{pushed} {names} to {}.", visible(remote))));
        }
        if lines.is_empty() {
            lines.push(Line::plain("Nothing to do: every tag is there."));
        }
        lines
    }

    fn json(&self) -> impl Serialize {
        let tag = |tag: &MissingTag| {
            json!({
                "tag": tag.name,
                "component": tag.component,
                "version": tag.version,
                "commit": tag.commit,
                "message": tag.message,
            })
        };
        json!({
            "tags": self.tagging.missing.iter().map(tag).collect::<Vec<_>>(),
            "pushed": self.names(),
            "remote": self.tagging.remote,
            "dry_run": self.dry_run,
        })
    }

    fn markdown(&self) -> String {
        self.tagging.missing.iter().map(|tag| format!("- `{}`\n", visible(&tag.name))).collect()
    }

    /// The releases for a job matrix: those that were tagged now, or pushed now.
    fn github(&self) -> String {
        let release = |tag: &MissingTag| {
            let stage = if tag.version.is_stable() { "stable" } else { "next" };
            let title = tag.message.lines().next().unwrap_or_default();
            json!({
                "component": tag.component,
                "version": tag.version,
                "tag": tag.name,
                "title": title,
                "stage": stage,
            })
        };
        let releases: Vec<Value> = self.tagging.missing.iter().map(release).collect();
        github::releases(releases)
    }
}
