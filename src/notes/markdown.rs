//! Notes as Markdown.

use super::plain::{along, listed};
use super::{NoteEntry, NoteGroup, Notes};
use crate::shown::is_invisible;

/// The body of a changelog section, in the groups of Keep a Changelog: Changed, Added, Fixed.
pub fn section(notes: &Notes) -> String {
    let mut text = String::new();
    for (group, title, mark) in [
        (NoteGroup::Breaking, "Changed", "**Breaking**: "),
        (NoteGroup::Features, "Added", ""),
        (NoteGroup::Fixes, "Fixed", ""),
    ] {
        let items: String = notes.of_group(group).map(|entry| item(entry, mark)).collect();
        if !items.is_empty() {
            let gap = if text.is_empty() { "" } else { "\n" };
            text += &format!("{gap}### {title}\n\n{items}");
        }
    }
    if notes.entries.is_empty() {
        text += &along(notes).map(|along| format!("{along}\n")).unwrap_or_default();
    }
    text
}

/// An entry as an item of a list; further lines are indented below it.
pub(crate) fn item(entry: &NoteEntry, mark: &str) -> String {
    listed(&format!("{mark}{}", markdown(entry)))
}

/// The text of an entry as Markdown: that of a commit is made safe, that of a change file is Markdown already, but holds
/// nothing invisible.
fn markdown(entry: &NoteEntry) -> String {
    if entry.commit.is_some() {
        return safe(&entry.text);
    }
    let text = entry.text.trim_start_matches('#').trim();
    text.chars().filter(|c| *c == '\n' || *c == '\t' || !is_invisible(*c)).collect()
}

/// One line of foreign text in which Markdown finds nothing to act on, but code between pairs of backticks, and which
/// holds nothing invisible (Rule A4).
///
/// ```
/// assert_eq!(dateline::notes::safe("use `a_b` for <b>*x* (#3)"), r"use `a_b` for \<b\>\*x\* (#3)");
/// ```
pub fn safe(text: &str) -> String {
    let pairs = text.matches('`').count().is_multiple_of(2) && !text.contains("``");
    let mut safe = String::with_capacity(text.len());
    let mut in_code = false;
    for c in text.chars() {
        if c == '`' && pairs {
            in_code = !in_code;
        } else if is_invisible(c) {
            safe += &c.escape_default().to_string();
            continue;
        } else if !in_code && r"\`*_[]<>&|~".contains(c) {
            safe.push('\\');
        }
        safe.push(c);
    }
    // At its start a text could be a heading, a quote or a list.
    if safe.starts_with(['#', '-', '+']) { format!("\\{safe}") } else { safe }
}
