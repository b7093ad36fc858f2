//! The lines of a text with their places, and parts of a text that may not be there.

use std::ops::Range;

pub(super) use crate::bom::without_mark as body;

/// `range` of `text`; nothing where the text has no such range.
pub(super) fn part(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// The line of the byte `at`, counted from 1.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    before.split(|byte| *byte == b'\n').count()
}

/// Each line without its end, and the byte that it starts at. `\n` and `\r\n` end lines.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        let line = line.strip_suffix('\n').unwrap_or(line);
        (at, line.strip_suffix('\r').unwrap_or(line))
    })
}

/// `piece`, which starts at the byte `at`, without white space around it, as a range.
pub(super) fn trimmed(piece: &str, at: usize) -> Range<usize> {
    let start = at + piece.len() - piece.trim_start().len();
    start..start + piece.trim().len()
}

/// The length of the name (letters, digits, `_`) that `text` starts with.
pub(super) fn name_length(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())
}
