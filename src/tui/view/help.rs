//! The help: every binding of the key table, by where it works.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::super::keymap::{Binding, Context, bindings, bindings_in};
use super::super::styled::{Line as Words, Tone, line};
use super::pane;
use super::text::{fit, line as shown};
use super::theme::Theme;
use crate::words::Section;

/// What a section of the help is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Topic {
    Keys(Context),
    Signs,
    Everywhere,
}

fn sections() -> Vec<Section<Topic>> {
    let mut sections = Vec::new();
    for context in Context::ALL {
        let is_said_elsewhere = |binding: &&Binding| {
            is_everywhere(binding)
                || context == Context::Reading && binding.contexts.contains(&Context::Browse)
        };
        let own = bindings_in(context).filter(|binding| !is_said_elsewhere(binding));
        sections.push(section(Topic::Keys(context), context.title(), own.map(of_binding)));
        if context == Context::Reading {
            let signs = SIGNS.iter().map(|(sign, meaning)| entry(sign, meaning));
            sections.push(section(Topic::Signs, "Signs and words in the list", signs));
        }
    }
    let everywhere = bindings().iter().filter(|binding| is_everywhere(binding));
    sections.push(section(Topic::Everywhere, "Everywhere", everywhere.map(of_binding)));
    sections
}

/// The lines of the help.
pub(in super::super) fn lines() -> Vec<Words> {
    let mut lines = Vec::new();
    for section in sections() {
        if !lines.is_empty() {
            lines.push(Words::default());
        }
        lines.push(section.title);
        lines.extend(section.lines);
    }
    lines
}

/// The line that the keys of a context start at; the first for the main screen.
pub(in super::super) fn place_of(context: Context) -> usize {
    if context.is_main() {
        return 0;
    }
    let before = sections().into_iter().take_while(|section| section.id != Topic::Keys(context));
    // A section has its title above it and an empty line below it.
    before.map(|section| section.lines.len() + 2).sum()
}

/// What stands for what in the list of components.
const SIGNS: [(&str, &str); 7] = [
    ("lead", "may open a new line"),
    ("behind", "is on a line below the current one"),
    ("in series", "has an open series of prereleases"),
    ("unreleased", "was never released"),
    ("falls behind", "the plan opens a line without it"),
    ("\u{2192} 1.1", "the version that the plan gives it"),
    ("\u{b7}", "the plan leaves it as it is"),
];

fn is_everywhere(binding: &Binding) -> bool {
    binding.contexts.len() == Context::ALL.len()
}

fn section(id: Topic, title: &str, lines: impl Iterator<Item = Words>) -> Section<Topic> {
    Section { id, title: line(title, Tone::Heading), lines: lines.collect() }
}

fn of_binding(binding: &Binding) -> Words {
    entry(&binding.keys_shown(), binding.help)
}

fn entry(keys: &str, meaning: &str) -> Words {
    line(&format!("  {}  ", fit(keys, 16)), Tone::New).with(meaning, Tone::Plain)
}

pub(super) fn draw(frame: &mut Frame<'_>, body: Rect, first: usize, theme: Theme) {
    let (width, height) =
        (usize::from(body.width.saturating_sub(2)), usize::from(body.height.saturating_sub(2)));
    let lines = lines();
    let last = (first + height).min(lines.len());
    let title = format!("Help {}-{last} of {}", first + 1, lines.len());
    let drawn: Vec<Line<'_>> =
        lines.iter().skip(first).take(height).map(|words| shown(words, width, theme)).collect();
    let block = pane(&title, true, theme).title_bottom(Span::raw(" j k to scroll, q back "));
    frame.render_widget(Paragraph::new(drawn).block(block), body);
}
