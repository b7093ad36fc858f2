//! Results as text: for people, for scripts, for release notes and for GitHub Actions.
//!
//! Every function here takes a result and returns a `String`; nothing is printed. Texts may hold ANSI colours, which the
//! command line drops where they are not wanted; no meaning rests on colour alone.

pub mod check;
pub mod github;
pub mod history;
pub mod json;
pub mod markdown;
pub mod notes;
pub mod pending;
pub mod proposal;
pub mod replay;
pub mod schema;
mod style;
pub mod text;
mod words;

use crate::words::{Line, Tone};

pub use words::{floor, follows, provider, reason, reasons, stay};

/// Lines with their tones as colours, each with its end.
pub(crate) fn styled(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        for span in &line.spans {
            let style = match span.tone {
                Tone::Plain => {
                    text += &span.text;
                    continue;
                }
                Tone::Heading => style::HEADING,
                Tone::New => style::NEW,
                Tone::Faint => style::FAINT,
                Tone::Warning | Tone::Removed => style::WARNING,
            };
            text += &style::painted(style, &span.text, 0).to_string();
        }
        text.push('\n');
    }
    text
}

/// One line of text, without colours and without characters that could change how a terminal shows it: each such
/// character is written as an escape, `\u{1b}` (Rule A4).
#[must_use]
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        // Writing to a string cannot fail.
        let _ = crate::shown::write_visible(&mut shown, c);
    }
    shown
}
