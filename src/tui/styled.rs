//! Reports for the screen: the texts of `report`, taken apart into lines of words with a tone each.
//!
//! The panes show what the command line prints, word for word, since both come from the same report.

use unicode_width::UnicodeWidthStr;

use crate::report::visible;

/// How words stand out; no meaning rests on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tone {
    /// As it is.
    #[default]
    Plain,
    /// A heading or a name.
    Heading,
    /// A version that is new.
    New,
    /// What matters less.
    Faint,
    /// What wants attention.
    Warning,
    /// What goes, in a diff.
    Removed,
}

/// Some words in one tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// The words.
    pub(super) text: String,
    /// The tone.
    pub(super) tone: Tone,
}

/// A line of words.
pub(super) type Words = Vec<Word>;

/// Words in a tone, without characters that could change how a terminal shows them (Rule A4).
pub(super) fn word(text: &str, tone: Tone) -> Word {
    Word { text: visible(text), tone }
}

/// The line in as many lines of `width` columns as it needs, broken between words; those that go on are indented.
pub(super) fn wrapped(line: &Words, width: usize) -> Vec<Words> {
    let mut lines = Vec::new();
    let (mut now, mut used) = (Words::new(), 0);
    for part in line {
        for text in part.text.split_inclusive(' ') {
            let wide = text.trim_end().width();
            if used > 4 && used + wide > width {
                if let Some(last) = now.last_mut() {
                    last.text.truncate(last.text.trim_end().len());
                }
                lines.push(std::mem::replace(&mut now, vec![word("    ", Tone::Plain)]));
                used = 4;
            }
            now.push(Word { text: text.to_owned(), tone: part.tone });
            used += text.width();
        }
    }
    lines.push(now);
    lines
}

/// A line in one tone.
pub(super) fn line(text: &str, tone: Tone) -> Words {
    vec![word(text, tone)]
}

/// The line without its tones.
pub(super) fn plain(words: &Words) -> String {
    words.iter().map(|word| word.text.as_str()).collect()
}

/// The lines of a report, whose colours are ANSI sequences.
pub(super) fn lines(report: &str) -> Vec<Words> {
    report.lines().map(words).collect()
}

fn words(line: &str) -> Words {
    let mut words = Vec::new();
    let mut tone = Tone::Plain;
    for (place, part) in line.split("\u{1b}[").enumerate() {
        let text = match part.split_once('m') {
            Some((code, text)) if place > 0 => {
                tone = toned(tone, code);
                text
            }
            _ => part,
        };
        if !text.is_empty() {
            words.push(word(text, tone));
        }
    }
    words
}

/// The tone after an ANSI sequence: bold is a heading until a colour follows.
fn toned(tone: Tone, code: &str) -> Tone {
    match code {
        "1" => Tone::Heading,
        "2" | "36" => Tone::Faint,
        "32" => Tone::New,
        "31" => Tone::Removed,
        "33" => Tone::Warning,
        "0" => Tone::Plain,
        _ => tone,
    }
}
