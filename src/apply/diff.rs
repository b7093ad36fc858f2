//! The edits as people review them.

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

use super::edits::FileEdit;
use crate::report::visible;

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

fn file_diff(edit: &FileEdit) -> String {
    let (old, new) = (String::from_utf8_lossy(&edit.old), String::from_utf8_lossy(&edit.new));
    let path = visible(&edit.path);
    let mut text = format!("{REMOVED}--- {path}{REMOVED:#}\n{ADDED}+++ {path}{ADDED:#}\n");
    let difference = TextDiff::from_lines(old.as_ref(), new.as_ref());
    for hunk in difference.unified_diff().context_radius(CONTEXT).iter_hunks() {
        text += &format!("{PLACE}{}{PLACE:#}\n", hunk.header());
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ('-', REMOVED),
                ChangeTag::Insert => ('+', ADDED),
                ChangeTag::Equal => (' ', Style::new()),
            };
            let line = change.value().trim_end_matches(['\n', '\r']).replace('\t', "    ");
            text += &format!("{style}{sign}{}{style:#}\n", visible(&line));
        }
    }
    text
}
