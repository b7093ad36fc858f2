//! Lines and splices: the bytes of a text that change, and what is around them.

use super::read::Span;

/// Bytes that give way to a text; nowhere does one splice of a text reach into another.
pub(super) struct Splice {
    pub(super) range: Span,
    pub(super) text: String,
}

impl Splice {
    pub(super) fn insert(at: usize, text: String) -> Self {
        Splice { range: at..at, text }
    }

    pub(super) fn delete(range: Span) -> Self {
        Splice { range, text: String::new() }
    }

    /// Whether the two are so near that the order in which they are made could matter.
    pub(super) fn meets(&self, other: &Splice) -> bool {
        self.range.start <= other.range.end && other.range.start <= self.range.end
    }
}

/// `text` with all of `splices` made.
pub(super) fn spliced(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|splice| (splice.range.start, splice.range.end));
    let mut result = String::with_capacity(text.len() + splices.len() * 32);
    let mut kept = 0;
    for splice in splices {
        result.push_str(part(text, kept..splice.range.start));
        result.push_str(&splice.text);
        kept = splice.range.end;
    }
    result.push_str(part(text, kept..text.len()));
    result
}

/// The bytes of a range; none where it is not within the text.
pub(super) fn part(text: &str, range: Span) -> &str {
    text.get(range).unwrap_or_default()
}

/// Whether there is only white space, as TOML has it within a line.
pub(super) fn is_blank(text: &str) -> bool {
    trim_start(text).is_empty()
}

/// `text` without the white space of a line at its start.
pub(super) fn trim_start(text: &str) -> &str {
    text.trim_start_matches([' ', '\t'])
}

/// `text` without the white space of a line at its end.
pub(super) fn trim_end(text: &str) -> &str {
    text.trim_end_matches([' ', '\t'])
}

/// Where the line of the byte `at` starts.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    part(text, 0..at).rfind('\n').map_or(0, |newline| newline + 1)
}

/// Where the line of the byte `at` ends, its line ending not counted.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let rest = part(text, at..text.len());
    match rest.find('\n') {
        Some(newline) if part(rest, 0..newline).ends_with('\r') => at + newline - 1,
        Some(newline) => at + newline,
        None => text.len(),
    }
}

/// Where the line after that of the byte `at` starts; the end of the text where there is none.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    part(text, at..text.len()).find('\n').map_or(text.len(), |newline| at + newline + 1)
}

/// Where the line before that of the byte `at` ends, its line ending not counted.
pub(super) fn previous_line_end(text: &str, at: usize) -> Option<usize> {
    let newline = line_start(text, at).checked_sub(1)?;
    Some(line_end(text, newline - usize::from(part(text, 0..newline).ends_with('\r'))))
}

/// The line ending of the line of the byte `at`; of the line before, where it is the last one and has none.
pub(super) fn line_ending(text: &str, at: usize) -> &str {
    let ending = part(text, line_end(text, at)..next_line(text, at));
    if !ending.is_empty() {
        return ending;
    }
    let previous = previous_line_end(text, at).map(|end| part(text, end..line_start(text, at)));
    previous.unwrap_or("\n")
}

/// The white space at the start of the line of the byte `at`.
pub(super) fn indent(text: &str, at: usize) -> &str {
    let line = part(text, line_start(text, at)..line_end(text, at));
    part(line, 0..line.len() - trim_start(line).len())
}

/// Whether there is only white space before the byte `at` on its line.
pub(super) fn starts_line(text: &str, at: usize) -> bool {
    is_blank(part(text, line_start(text, at)..at))
}

/// The range to delete so that what is in `range` goes, and nothing of it is left behind: no blank line, no white space
/// at the end of a line. A comment behind it stays, and so does all else on its lines.
pub(super) fn cut(text: &str, range: Span) -> Span {
    let start = line_start(text, range.start);
    let end = line_end(text, range.end);
    let before = part(text, start..range.start);
    let after = part(text, range.end..end);
    let rest = trim_start(after);
    if is_blank(before) {
        match previous_line_end(text, start) {
            _ if !rest.is_empty() => range.start..end - rest.len(),
            Some(previous) if next_line(text, end) == end => previous..end,
            _ => start..next_line(text, end),
        }
    } else if rest.is_empty() || rest.starts_with('#') {
        start + trim_end(before).len()..range.end
    } else {
        range
    }
}
