//! What changes in a file, as a unified diff: as people review it, and as `patch` takes it.

use std::borrow::Cow;

use similar::{ChangeTag, TextDiff};

use crate::apply::FileChange;
use crate::shown::visible;
use crate::words::{Line, Tone};

/// A file before and after.
pub struct Diff<'a> {
    names: [String; 2],
    before: Cow<'a, str>,
    after: Cow<'a, str>,
    /// How many lines are shown around a change.
    context: usize,
}

impl<'a> Diff<'a> {
    /// The change of a file that an apply makes.
    pub fn of(change: &'a FileChange) -> Self {
        let text =
            |content: &'a Option<Vec<u8>>| String::from_utf8_lossy(content.as_deref().unwrap_or_default());
        let names = [change.path.clone(), change.path.clone()];
        Diff { names, before: text(&change.before), after: text(&change.after), context: 1 }
    }

    /// The change of the product file `name` by an import.
    pub fn from_tags(name: &str, before: &'a str, after: &'a str) -> Self {
        let names = [name.to_owned(), format!("{name} (from tags)")];
        Diff { names, before: before.into(), after: after.into(), context: 2 }
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.before == self.after
    }

    /// The diff as `patch` takes it, byte for byte.
    pub fn patch(&self) -> String {
        let [before, after] = &self.names;
        let difference = TextDiff::from_lines(self.before.as_ref(), self.after.as_ref());
        difference.unified_diff().context_radius(self.context).header(before, after).to_string()
    }

    /// The names of both sides, then the lines that change.
    pub fn lines(&self) -> Vec<Line> {
        let [before, after] = self.names.each_ref().map(|name| visible(name));
        let mut lines = vec![
            Line::new(format!("--- {before}"), Tone::Removed),
            Line::new(format!("+++ {after}"), Tone::New),
        ];
        lines.extend(self.hunks());
        lines
    }

    /// The lines that change, among those around them, each after its sign. Characters that act on a terminal are shown as
    /// escapes (Rule A4).
    pub fn hunks(&self) -> Vec<Line> {
        let difference = TextDiff::from_lines(self.before.as_ref(), self.after.as_ref());
        let mut lines = Vec::new();
        for hunk in difference.unified_diff().context_radius(self.context).iter_hunks() {
            lines.push(Line::new(hunk.header().to_string(), Tone::Faint));
            lines.extend(hunk.iter_changes().map(|change| {
                let (sign, tone) = match change.tag() {
                    ChangeTag::Delete => ('-', Tone::Removed),
                    ChangeTag::Insert => ('+', Tone::New),
                    ChangeTag::Equal => (' ', Tone::Plain),
                };
                let line = change.value().trim_end_matches(['\n', '\r']).replace('\t', "    ");
                Line::new(format!("{sign}{}", visible(&line)), tone)
            }));
        }
        lines
    }
}
