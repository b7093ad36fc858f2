//! Foreign text inside a message: on one line, without characters that act on a terminal, and never endless.

use std::fmt::{self, Write};

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Whether a character can change how the text around it is shown, or is not shown itself.
pub(crate) fn is_invisible(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    matches!(
        c.general_category(),
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
    )
}

/// `text` for a message (Rule A4): each invisible character as an escape, `\u{1b}`, and `…` for what is too long.
pub(crate) fn shown(text: &str) -> Shown<'_> {
    Shown(text)
}

/// A text as a message shows it.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'a>(&'a str);

/// How many characters of a foreign text a message repeats: enough for a path, not for a file.
const MAX_CHARACTERS: usize = 200;

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0.chars();
        rest.by_ref().take(MAX_CHARACTERS).try_for_each(|c| write_visible(f, c))?;
        if rest.next().is_some() { f.write_char('…') } else { Ok(()) }
    }
}

/// A character as a message shows it.
#[derive(Clone, Copy)]
pub(crate) struct ShownChar(pub(crate) char);

impl fmt::Display for ShownChar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_visible(f, self.0)
    }
}

/// Writes `c`, or its escape where it is invisible.
pub(crate) fn write_visible(out: &mut impl Write, c: char) -> fmt::Result {
    if is_invisible(c) { write!(out, "{}", c.escape_default()) } else { out.write_char(c) }
}

#[cfg(feature = "cli")]
/// One line of text, without colours and without characters that could change how a terminal shows it: each such
/// character is written as an escape, `\u{1b}` (Rule A4).
#[must_use]
pub(crate) fn visible(text: &str) -> String {
    if !text.chars().any(is_invisible) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        // Writing to a string cannot fail.
        let _ = write_visible(&mut shown, c);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_written_as_an_escape_and_nothing_else_is() {
        assert_eq!(shown("it's a \"\\\" é").to_string(), "it's a \"\\\" é");
        assert_eq!(
            shown("\u{1b}[31m\u{9b}\u{202e}\n\u{2028}").to_string(),
            r"\u{1b}[31m\u{9b}\u{202e}\n\u{2028}"
        );
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(shown(&"x".repeat(200)).to_string(), "x".repeat(200));
        assert_eq!(shown(&"é".repeat(1 << 20)).to_string(), "é".repeat(200) + "…");
    }
}
