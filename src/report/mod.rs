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

use crate::words::{Line, Tone};

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
