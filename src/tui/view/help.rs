//! The help: every binding of the key table, by where it works.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::super::keymap::{Binding, Context, bindings, bindings_in};
use super::super::styled::{Tone, Words, line, plain, word};
use super::pane;
use super::text::{fit, line as shown};
use super::theme::Theme;

/// The lines of the help.
pub(in super::super) fn lines() -> Vec<Words> {
    let mut lines = Vec::new();
    for context in Context::ALL {
        let told = |binding: &&Binding| {
            is_everywhere(binding)
                || context == Context::Reading && binding.contexts.contains(&Context::Browse)
        };
        section(&mut lines, context.title(), bindings_in(context).filter(|binding| !told(binding)));
        if context == Context::Reading {
            lines.push(Words::new());
            lines.push(line("Marks", Tone::Heading));
            for (letter, meaning) in MARKS {
                lines.push(entry(letter, meaning));
            }
        }
    }
    section(&mut lines, "Everywhere", bindings().iter().filter(|binding| is_everywhere(binding)));
    lines
}

/// The line that the keys of a context start at; the first where it has none of its own.
pub(in super::super) fn place_of(context: Context) -> usize {
    let is_heading = |line: &Words| plain(line) == context.title();
    if context.is_main() { 0 } else { lines().iter().position(is_heading).unwrap_or(0) }
}

/// What stands for what in the list of components.
const MARKS: [(&str, &str); 7] = [
    ("L lead", "may open a new line"),
    ("B behind", "is on a line below the current one"),
    ("S in series", "has an open series of prereleases"),
    ("U unreleased", "was never released"),
    ("b falls behind", "the plan opens a line without it"),
    ("\u{2192} 1.1", "the version that the plan gives it"),
    ("\u{b7}", "the plan leaves it as it is"),
];

fn is_everywhere(binding: &Binding) -> bool {
    binding.contexts.len() == Context::ALL.len()
}

fn section<'a>(lines: &mut Vec<Words>, title: &str, bindings: impl Iterator<Item = &'a Binding>) {
    if !lines.is_empty() {
        lines.push(Words::new());
    }
    lines.push(line(title, Tone::Heading));
    lines.extend(bindings.map(|binding| entry(&binding.keys_shown(), binding.help)));
}

fn entry(keys: &str, meaning: &str) -> Words {
    vec![word(&format!("  {}  ", fit(keys, 16)), Tone::New), word(meaning, Tone::Plain)]
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
