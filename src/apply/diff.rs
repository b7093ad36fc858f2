//! The edits as people review them.

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

use super::texts::FileEdit;
use crate::shown::visible;
use crate::words::{Line, Tone};

const ADDED: Style = AnsiColor::Green.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();
const PLACE: Style = AnsiColor::Cyan.on_default();

/// How many lines are shown around a change.
const CONTEXT: usize = 1;

/// The edits as a unified diff, in colours that a pipe drops. Characters that act on a terminal are shown as escapes
/// (Rule A4), so that it is for reading, not for patching.
#[must_use]
pub fn diff(edits: &[FileEdit]) -> String {
    edits.iter().map(file_diff).collect()
}

/// The lines of one edit that change, among those around them, each after its sign. Its path is not among them.
#[must_use]
pub fn diff_lines(edit: &FileEdit) -> Vec<Line> {
    let new = edit.new.as_deref().unwrap_or_default();
    let (old, new) = (String::from_utf8_lossy(&edit.old), String::from_utf8_lossy(new));
    let difference = TextDiff::from_lines(old.as_ref(), new.as_ref());
    let mut lines = Vec::new();
    for hunk in difference.unified_diff().context_radius(CONTEXT).iter_hunks() {
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

fn file_diff(edit: &FileEdit) -> String {
    let path = visible(&edit.path);
    let mut text = format!("{REMOVED}--- {path}{REMOVED:#}\n{ADDED}+++ {path}{ADDED:#}\n");
    for line in diff_lines(edit) {
        let style = match line.spans.first().map(|span| span.tone) {
            Some(Tone::Removed) => REMOVED,
            Some(Tone::New) => ADDED,
            Some(Tone::Faint) => PLACE,
            _ => Style::new(),
        };
        text += &format!("{style}{line}{style:#}\n");
    }
    text
}
