//! The byte order mark that editors of Windows put before a text in UTF-8. It is not a part of the text.

/// `text` without the mark.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
