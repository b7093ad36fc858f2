//! Lines as text for a terminal: each tone in its colour. It is the only place that knows colours.

use std::fmt::Display;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use crate::words::{Line, Tone};

fn style(tone: Tone) -> Option<Style> {
    match tone {
        Tone::Plain => None,
        Tone::Heading => Some(Style::new().bold()),
        Tone::New => Some(AnsiColor::Green.on_default().bold()),
        Tone::Faint => Some(Style::new().dimmed()),
        Tone::Warning => Some(AnsiColor::Yellow.on_default()),
        Tone::Removed => Some(AnsiColor::Red.on_default()),
    }
}

/// Lines with their tones as ANSI colours, each with its end.
pub fn painted(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        for span in line.spans() {
            match style(span.tone) {
                None => text += span.text,
                Some(style) => text += &format!("{style}{}{style:#}", span.text),
            }
        }
        text.push('\n');
    }
    text
}

/// Lines without their tones, each with its end.
pub fn plain(lines: &[Line]) -> String {
    lines.iter().flat_map(|line| [line.text(), "\n"]).collect()
}

/// Lines in columns.
pub(super) trait Columns {
    /// The line with `text` added on its right, and spaces up to `width` columns, which have no tone.
    fn column(self, text: impl Display, tone: Tone, width: usize) -> Self;
}

impl Columns for Line {
    fn column(mut self, text: impl Display, tone: Tone, width: usize) -> Self {
        let start = self.text().len();
        self.push(text, tone);
        let added = self.text().get(start..).unwrap_or_default();
        let padding = width.saturating_sub(if added.is_ascii() { added.len() } else { added.width() });
        if padding == 0 { self } else { self.and(" ".repeat(padding)) }
    }
}
