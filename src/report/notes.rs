//! Release notes, in every form (H6).

use serde::Serialize;
use serde_json::json;

use super::markdown::escaped;
use super::{Detail, Report, github};
use crate::notes::{NoteEntry, NoteGroup, Notes, along, item, plain};
use crate::shown::visible;
use crate::words::{Line, Tone};

/// Release notes.
pub struct NotesReport<'a> {
    pub product: &'a str,
    pub notes: &'a [Notes],
}

impl Report for NotesReport<'_> {
    fn lines(&self, detail: Detail) -> Vec<Line> {
        let mut lines = Vec::new();
        for notes in self.notes {
            if !lines.is_empty() {
                lines.push(Line::plain(""));
            }
            lines.push(Line::new(title(notes), Tone::Heading));
            for group in NoteGroup::ALL {
                let entries: Vec<&NoteEntry> = notes.of_group(group).collect();
                if entries.is_empty() {
                    continue;
                }
                lines.push(Line::plain(format!("  {}", group.title())));
                for entry in entries {
                    lines.extend(entry_lines(entry, detail));
                }
            }
            lines.extend(remark(notes).map(|remark| Line::plain(format!("  {}", visible(&remark)))));
        }
        if lines.is_empty() {
            lines.push(Line::plain("There is nothing to say."));
        }
        lines
    }

    /// Each with its Markdown.
    fn json(&self) -> impl Serialize {
        let entry = |entry: &NoteEntry| json!({"group": entry.group.name(), "text": entry.text, "commit": entry.commit, "file": entry.file});
        let one = |one: &Notes| {
            let along = one
                .along
                .iter()
                .map(|(component, version)| json!({"component": component, "version": version}));
            json!({
                "component": one.component,
                "title": one.title,
                "version": one.version,
                "entries": one.entries.iter().map(entry).collect::<Vec<_>>(),
                "along_with": along.collect::<Vec<_>>(),
                "markdown": all_markdown(std::slice::from_ref(one)),
            })
        };
        json!({"product": self.product, "notes": self.notes.iter().map(one).collect::<Vec<_>>()})
    }

    fn markdown(&self) -> String {
        all_markdown(self.notes)
    }

    fn github(&self) -> String {
        let notes = json!(self.json()).get("notes").map(ToString::to_string);
        github::output("notes", &notes.unwrap_or_default())
    }
}

fn entry_lines(entry: &NoteEntry, detail: Detail) -> Vec<Line> {
    let text = plain(entry);
    let mut texts = text.lines();
    let first = Line::plain(format!("    - {}", texts.next().unwrap_or_default()));
    let first = match &entry.commit {
        Some(commit) => first.with(format_args!(" ({})", commit.get(..10).unwrap_or(commit)), Tone::Faint),
        None => first,
    };
    let more = texts.filter(|_| detail != Detail::Brief).map(|text| match text.trim() {
        "" => Line::plain(""),
        _ => Line::plain(format!("      {text}")),
    });
    std::iter::once(first).chain(more).collect()
}

/// `Chain Core 1.1`, or `Chain Core, pending`.
fn title(notes: &Notes) -> String {
    match notes.version {
        Some(version) => format!("{} {version}", visible(&notes.title)),
        None => format!("{}, pending", visible(&notes.title)),
    }
}

/// What is said where nothing else is: what the release came along with.
fn remark(notes: &Notes) -> Option<String> {
    if !notes.entries.is_empty() {
        return None;
    }
    along(notes).or_else(|| notes.because.as_ref().map(|because| format!("Released because it {because}.")))
}

/// Notes as Markdown, a heading each.
fn all_markdown(notes: &[Notes]) -> String {
    let one = |notes: &Notes| {
        let mut text = format!("## {}\n", escaped(&title(notes)));
        for group in NoteGroup::ALL {
            let items: String = notes.of_group(group).map(|entry| item(entry, "")).collect();
            if !items.is_empty() {
                text += &format!("\n### {}\n\n{items}", group.title());
            }
        }
        if let Some(remark) = remark(notes) {
            text += &format!("\n{}\n", escaped(&visible(&remark)));
        }
        text
    };
    notes.iter().map(one).collect::<Vec<_>>().join("\n")
}
