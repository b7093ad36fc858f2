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
        for span in &line.spans {
            match style(span.tone) {
                None => text += &span.text,
                Some(style) => text += &format!("{style}{}{style:#}", span.text),
            }
        }
        text.push('\n');
    }
    text
}

/// Lines without their tones, each with its end.
pub fn plain(lines: &[Line]) -> String {
    lines.iter().flat_map(|line| line.spans.iter().map(|span| &*span.text).chain(["\n"])).collect()
}

/// Lines in columns.
pub(super) trait Columns {
    /// The line with `text` added on its right, and spaces up to `width` columns, which have no tone.
    fn column(self, text: impl Display, tone: Tone, width: usize) -> Self;
}

impl Columns for Line {
    fn column(self, text: impl Display, tone: Tone, width: usize) -> Self {
        let text = text.to_string();
        let padding = width.saturating_sub(text.width());
        let line = self.with(text, tone);
        if padding == 0 { line } else { line.and(" ".repeat(padding)) }
    }
}
