//! What the help says: every binding of the key table, by where it works; movement and typing once for all.

use super::fitted::fit;
use super::keymap::{Action, Binding, Context, Keymap};
use super::styled::{Line, Tone, line};
use crate::words::Section;

/// What a section of the help is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Topic {
    Keys(Context),
    Signs,
    Movement,
    Typing,
    Everywhere,
}

fn topic_of(binding: &Binding) -> Option<Topic> {
    let moves = matches!(
        binding.action,
        Action::Up
            | Action::Down
            | Action::Left
            | Action::Right
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last
    );
    match binding.contexts {
        contexts if contexts.len() == Context::ALL.len() => Some(Topic::Everywhere),
        contexts if binding.label.is_empty() && contexts.iter().all(|context| context.takes_text()) => {
            Some(Topic::Typing)
        }
        [Context::Calendar] => None,
        _ if moves => Some(Topic::Movement),
        _ => None,
    }
}

fn sections(keymap: &Keymap) -> Vec<Section<Topic>> {
    let mut sections = Vec::new();
    for context in Context::ALL {
        let own = keymap.bindings_in(context).filter(|binding| {
            let is_browse_too = context == Context::Reading && binding.contexts.contains(&Context::Browse);
            topic_of(binding).is_none() && !is_browse_too
        });
        sections.push(section(Topic::Keys(context), context.title(), own.map(of_binding)));
        if context == Context::Reading {
            let signs = SIGNS.iter().map(|(sign, meaning)| entry(sign, meaning));
            sections.push(section(Topic::Signs, "Signs and words in the list", signs));
        }
    }
    let shared = [
        (Topic::Movement, "Movement, wherever there is a list or text"),
        (Topic::Typing, "Wherever one types"),
        (Topic::Everywhere, "Everywhere"),
    ];
    for (topic, title) in shared {
        let of_topic = keymap.bindings().iter().filter(|binding| topic_of(binding) == Some(topic));
        sections.push(section(topic, title, of_topic.map(of_binding)));
    }
    sections.retain(|section| !section.lines.is_empty());
    sections
}

/// The lines of the help that have `query` in them, in capitals or not, each below the title of its section; all where
/// nothing is searched for, and all of a section whose title has it.
pub(super) fn lines(query: &str, keymap: &Keymap) -> Vec<Line> {
    let query = query.to_lowercase();
    let has = |line: &Line| line.to_string().to_lowercase().contains(&query);
    let mut lines = Vec::new();
    for mut section in sections(keymap) {
        if !has(&section.title) {
            section.lines.retain(has);
        }
        if section.lines.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(section.title);
        lines.extend(section.lines);
    }
    lines
}

/// The line that the keys of a context start at; the first for the main screen.
pub(super) fn place_of(context: Context, keymap: &Keymap) -> usize {
    if context.is_main() {
        return 0;
    }
    let before = sections(keymap).into_iter().take_while(|section| section.id != Topic::Keys(context));
    // A section has its title above it and an empty line below it.
    before.map(|section| section.lines.len() + 2).sum()
}

/// What stands for what in the list of components.
const SIGNS: [(&str, &str); 7] = [
    ("lead", "may open a new line"),
    ("behind", "is on a line below the current one"),
    ("series", "has an open series of prereleases, at this version"),
    ("unreleased", "was never released"),
    ("falls behind", "the plan opens a line without it"),
    ("\u{2192} 1.1", "the version that the plan gives it"),
    ("\u{b7}", "the plan leaves it as it is"),
];

fn section(id: Topic, title: &str, lines: impl Iterator<Item = Line>) -> Section<Topic> {
    Section { id, title: line(title, Tone::Heading), lines: lines.collect() }
}

fn of_binding(binding: &Binding) -> Line {
    entry(&binding.keys_shown(), binding.help)
}

fn entry(keys: &str, meaning: &str) -> Line {
    line(&format!("  {}  ", fit(keys, 16)), Tone::New).and(meaning)
}
