//! Notes as plain text, for files and messages that are not Markdown.

use super::{NoteEntry, NoteGroup, Notes};
use crate::shown::is_invisible;

/// What a changelog of a package says of a release, a point each: its entries, or what it came along with.
pub fn points(notes: &Notes) -> Vec<String> {
    let mark = |group| if group == NoteGroup::Breaking { "Breaking: " } else { "" };
    let points = notes.entries.iter().map(|entry| format!("{}{}", mark(entry.group), plain(entry)));
    let points: Vec<String> = points.collect();
    if points.is_empty() { along(notes).into_iter().collect() } else { points }
}

/// The entries below the first lines of a tag's message, group by group; empty where there are none.
pub fn message(notes: &Notes) -> String {
    let groups = NoteGroup::ALL.into_iter().filter_map(|group| {
        let items: String = notes.of_group(group).map(|entry| listed(&plain(entry))).collect();
        (!items.is_empty()).then(|| format!("{}\n{items}", group.title()))
    });
    groups.collect::<Vec<_>>().join("\n")
}

/// `Released along with core 1.1.`
pub(crate) fn along(notes: &Notes) -> Option<String> {
    let names: Vec<String> = notes
        .along
        .iter()
        .map(|(component, version)| match version {
            Some(version) => format!("{component} {version}"),
            None => component.to_string(),
        })
        .collect();
    (!names.is_empty()).then(|| format!("Released along with {}.", names.join(", ")))
}

/// A text as an item of a list: further lines are indented below the first.
pub(super) fn listed(text: &str) -> String {
    let lines = text.lines().enumerate();
    let lines = lines.map(|(index, line)| match (index, line.trim().is_empty()) {
        (0, _) => format!("- {line}\n"),
        (_, true) => "\n".to_owned(),
        (_, false) => format!("  {line}\n"),
    });
    lines.collect()
}

/// The text of an entry on separate lines, with nothing invisible in it (Rule A4).
pub(crate) fn plain(entry: &NoteEntry) -> String {
    let text = if entry.file.is_some() { entry.text.trim_start_matches('#').trim() } else { &entry.text };
    let mut plain = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' => plain.push(c),
            '\t' => plain.push(' '),
            c if is_invisible(c) => plain.extend(c.escape_default()),
            c => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes(entries: Vec<NoteEntry>) -> Notes {
        Notes {
            component: "sdk".parse().unwrap(),
            title: "SDK".into(),
            version: None,
            entries,
            along: vec![("core".parse().unwrap(), None)],
            because: None,
        }
    }

    #[test]
    fn texts_stay_on_their_lines_and_hold_nothing_invisible() {
        let file = |text: &str| NoteEntry {
            group: NoteGroup::Breaking,
            text: text.into(),
            commit: None,
            file: Some("changes/a.md".into()),
        };
        let commit = |text: &str| NoteEntry {
            group: NoteGroup::Fixes,
            text: text.into(),
            commit: Some("a1".into()),
            file: None,
        };
        let notes = notes(vec![file("# Drop X\r\n\r\nUse\tY."), commit("red \u{1b}[31m")]);
        assert_eq!(points(&notes), ["Breaking: Drop X\n\nUse Y.", "red \\u{1b}[31m"]);
        assert_eq!(message(&notes), "Breaking changes\n- Drop X\n\n  Use Y.\n\nFixes\n- red \\u{1b}[31m\n");
    }

    #[test]
    fn a_release_without_entries_says_what_it_came_along_with() {
        let notes = notes(Vec::new());
        assert_eq!(points(&notes), ["Released along with core."]);
        assert_eq!(message(&notes), "");
    }
}
