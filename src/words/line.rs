//! Text with tones: spans in lines, lines in sections.

use std::fmt::{self, Display, Write};
use std::ops::Range;

/// How a span stands out. No meaning rests on it alone: the words say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// As it is.
    #[default]
    Plain,
    /// A heading or a name.
    Heading,
    /// A version that is new, or a line that a diff adds.
    New,
    /// What matters less.
    Faint,
    /// What wants attention.
    Warning,
    /// What goes: an error, or a line that a diff removes.
    Removed,
}

/// A part of a line, in one tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span<'l> {
    /// The text, without line ends.
    pub text: &'l str,
    /// How it stands out.
    pub tone: Tone,
}

/// One line of text, parts of which stand out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    text: String,
    /// Where something stands out, from left to right; neighbours that touch differ in tone.
    toned: Vec<(Range<usize>, Tone)>,
}

/// The bytes that a line has room for once it has a second part: mostly it is a row of a table then.
const ROW: usize = 64;

impl Line {
    /// A line in one tone.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        let mut line = Line::plain(text);
        line.tone_from(0, tone);
        line
    }

    /// A line that does not stand out.
    pub fn plain(text: impl Into<String>) -> Self {
        Line { text: text.into(), toned: Vec::new() }
    }

    /// Its text without tones.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its parts, from left to right, each as long as its tone lasts.
    pub fn spans(&self) -> impl Iterator<Item = Span<'_>> {
        let end = self.text.len();
        let mut done = 0;
        let parts = self.toned.iter().cloned().chain([(end..end, Tone::Plain)]);
        let spans = parts.flat_map(move |(part, tone)| {
            let before = std::mem::replace(&mut done, part.end)..part.start;
            [(before, Tone::Plain), (part, tone)]
        });
        spans
            .map(|(part, tone)| Span { text: self.text.get(part).unwrap_or_default(), tone })
            .filter(|span| !span.text.is_empty())
    }

    /// Adds a text on the right.
    pub fn push(&mut self, text: impl Display, tone: Tone) {
        let start = self.text.len();
        if start > 0 && self.text.capacity() < ROW {
            self.text.reserve(ROW);
        }
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{text}");
        self.tone_from(start, tone);
    }

    /// The line with a text added on its right.
    #[must_use]
    pub fn with(mut self, text: impl Display, tone: Tone) -> Self {
        self.push(text, tone);
        self
    }

    /// The line with a plain text added on its right.
    #[must_use]
    pub fn and(self, text: impl Display) -> Self {
        self.with(text, Tone::Plain)
    }

    /// The line one step to the right.
    #[must_use]
    pub fn indented(self) -> Self {
        let mut line = Line::plain("  ");
        line.extend(self.spans());
        line
    }

    /// Removes white space at the end.
    pub fn trim_end(&mut self) {
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        self.toned.retain(|(part, _)| part.start < end);
        if let Some((last, _)) = self.toned.last_mut() {
            last.end = last.end.min(end);
        }
    }

    /// Gives a tone to what was added from `start` on.
    fn tone_from(&mut self, start: usize, tone: Tone) {
        let end = self.text.len();
        if tone == Tone::Plain || start == end {
            return;
        }
        match self.toned.last_mut() {
            Some((last, same)) if *same == tone && last.end == start => last.end = end,
            _ => self.toned.push((start..end, tone)),
        }
    }
}

impl<'l> Extend<Span<'l>> for Line {
    fn extend<I: IntoIterator<Item = Span<'l>>>(&mut self, spans: I) {
        spans.into_iter().for_each(|span| self.push(span.text, span.tone));
    }
}

/// The text without its tones.
impl Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// Lines under a title that readers may find, fold or leave out by `id`, never by the title's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section<Id> {
    /// What the section is, for programs.
    pub id: Id,
    /// What the section is, for people; empty for lines that stand without a title.
    pub title: Line,
    pub lines: Vec<Line>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tone() -> impl Strategy<Value = Tone> {
        prop_oneof![Just(Tone::Plain), Just(Tone::New), Just(Tone::Faint)]
    }

    fn toned(line: &Line) -> Vec<(char, Tone)> {
        line.spans().flat_map(|span| span.text.chars().map(move |c| (c, span.tone))).collect()
    }

    proptest! {
        #[test]
        fn each_character_keeps_its_tone(
            parts in prop::collection::vec(("[aé ]{0,3}", tone()), 0..8)
        ) {
            let line = parts.iter().fold(Line::default(), |line, (text, tone)| line.with(text, *tone));
            let mut expected: Vec<(char, Tone)> =
                parts.iter().flat_map(|(text, tone)| text.chars().map(|c| (c, *tone))).collect();
            prop_assert_eq!(toned(&line), expected.clone());
            prop_assert_eq!(line.to_string(), line.spans().map(|span| span.text).collect::<String>());
            let tones: Vec<Tone> = line.spans().map(|span| span.tone).collect();
            prop_assert!(tones.windows(2).all(|pair| pair[0] != pair[1]), "{tones:?}");
            let mut again = Line::default();
            again.extend(line.spans());
            prop_assert_eq!(&again, &line);

            let mut trimmed = line.clone();
            trimmed.trim_end();
            let end = expected.iter().rposition(|(c, _)| *c != ' ').map_or(0, |last| last + 1);
            prop_assert_eq!(toned(&trimmed), &expected[..end]);
            expected.splice(0..0, [(' ', Tone::Plain); 2]);
            prop_assert_eq!(toned(&line.indented()), expected);
        }
    }
}
