//! Text with tones: spans in lines, lines in sections.

use std::borrow::Cow;
use std::fmt;

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

/// Some text in one tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text, without line ends.
    pub text: String,
    /// How it stands out.
    pub tone: Tone,
}

impl Span {
    /// `text` in `tone`.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Span { text: text.into(), tone }
    }
}

/// One line of spans.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its spans, from left to right.
    pub spans: Vec<Span>,
}

impl Line {
    /// A line in one tone.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Line { spans: vec![Span::new(text, tone)] }
    }

    /// A line that does not stand out.
    pub fn plain(text: impl Into<String>) -> Self {
        Line::new(text, Tone::Plain)
    }

    /// The line with a span added on its right.
    #[must_use]
    pub fn with(mut self, text: impl Into<String>, tone: Tone) -> Self {
        self.spans.push(Span::new(text, tone));
        self
    }

    /// The line one step to the right.
    #[must_use]
    pub fn indented(mut self) -> Self {
        self.spans.insert(0, Span::new("  ", Tone::Plain));
        self
    }

    /// The line with a plain text added on its right. Plain texts beside each other are one span.
    #[must_use]
    pub fn and<'t>(mut self, text: impl Into<Cow<'t, str>>) -> Self {
        match self.spans.last_mut() {
            Some(Span { text: last, tone: Tone::Plain }) => last.push_str(&text.into()),
            _ => self.spans.push(Span::new(text.into(), Tone::Plain)),
        }
        self
    }
}

/// The text without its tones.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.spans.iter().try_for_each(|span| f.write_str(&span.text))
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
