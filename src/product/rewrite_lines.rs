//! Lines, what stands between brackets, and the splices that change them.

use super::read::Span;

/// Bytes that are replaced by a text. No splice of a text reaches into another.
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

    pub(super) fn changes_nothing(&self, text: &str) -> bool {
        part(text, self.range.clone()) == self.text
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

/// `text` without the white space of a line at its start.
pub(super) fn trim_start(text: &str) -> &str {
    text.trim_start_matches([' ', '\t'])
}

/// `text` without the white space of a line at its end.
fn trim_end(text: &str) -> &str {
    text.trim_end_matches([' ', '\t'])
}

/// The bytes of the white space that the rest of the line of the byte `at` starts with.
fn gap(text: &str, at: usize) -> usize {
    let rest = part(text, at..text.len());
    rest.len() - trim_start(rest).len()
}

/// Where the line of the byte `at` starts.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    part(text, 0..at).rfind('\n').map_or(0, |newline| newline + 1)
}

/// Where the line of the byte `at` ends, its line ending not counted.
fn line_end(text: &str, at: usize) -> usize {
    let rest = part(text, at..text.len());
    match rest.find('\n') {
        Some(newline) if part(rest, 0..newline).ends_with('\r') => at + newline - 1,
        Some(newline) => at + newline,
        None => text.len(),
    }
}

/// Where the line after that of the byte `at` starts; the end of the text where there is none.
fn next_line(text: &str, at: usize) -> usize {
    part(text, at..text.len()).find('\n').map_or(text.len(), |newline| at + newline + 1)
}

/// Where the line before that of the byte `at` ends, its line ending not counted.
fn previous_line_end(text: &str, at: usize) -> Option<usize> {
    let newline = line_start(text, at).checked_sub(1)?;
    Some(line_end(text, newline - usize::from(part(text, 0..newline).ends_with('\r'))))
}

/// The line ending of the line of the byte `at`; of the line before, where it is the last one and has none.
fn line_ending(text: &str, at: usize) -> &str {
    let ending = part(text, line_end(text, at)..next_line(text, at));
    if !ending.is_empty() {
        return ending;
    }
    let previous = previous_line_end(text, at).map(|end| part(text, end..line_start(text, at)));
    previous.unwrap_or("\n")
}

/// The white space at the start of the line of the byte `at`.
pub(super) fn indent(text: &str, at: usize) -> &str {
    let start = line_start(text, at);
    part(text, start..start + gap(text, start))
}

/// Whether there is only white space before the byte `at` on its line.
fn starts_line(text: &str, at: usize) -> bool {
    trim_start(part(text, line_start(text, at)..at)).is_empty()
}

/// A line after that of the byte `at`. It is put before the line ending there, so that a text without one at its end
/// stays so, and two of them at one place keep their order.
pub(super) fn insert_line(text: &str, at: usize, indent: &str, content: &str) -> Splice {
    Splice::insert(line_end(text, at), format!("{}{indent}{content}", line_ending(text, at)))
}

/// The range to delete so that what is in `range` goes, and nothing of it is left behind: no blank line, no white space
/// at the end of a line. A comment behind it stays, and so does all else on its lines.
pub(super) fn cut(text: &str, range: Span) -> Span {
    let start = line_start(text, range.start);
    let end = line_end(text, range.end);
    let before = part(text, start..range.start);
    let rest = trim_start(part(text, range.end..end));
    if trim_start(before).is_empty() {
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

/// The comma behind what ends at the byte `at`, past white space and comments.
fn comma(text: &str, mut at: usize) -> Option<usize> {
    loop {
        match text.as_bytes().get(at)? {
            b',' => return Some(at),
            b'#' => at = line_end(text, at),
            byte if byte.is_ascii_whitespace() => at += 1,
            _ => return None,
        }
    }
}

/// Puts `content` behind `item` of an array or an inline table, on a separate line where `item` has one.
pub(super) fn insert_item(text: &str, item: &Span, content: &str) -> Vec<Splice> {
    let comma = comma(text, item.end);
    let behind = comma.map_or(item.end, |comma| comma + 1);
    let rest = trim_start(part(text, behind..line_end(text, behind)));
    let has_line = starts_line(text, item.start) && (rest.is_empty() || rest.starts_with('#'));
    let indent = indent(text, item.start);
    match comma {
        Some(_) if has_line => vec![insert_line(text, behind, indent, &format!("{content},"))],
        None if has_line => {
            vec![Splice::insert(item.end, ",".to_owned()), insert_line(text, item.end, indent, content)]
        }
        _ => {
            let follows_tightly = comma.is_some() && rest.starts_with(|c| !matches!(c, ']' | '}'));
            let is_tight =
                part(text, 0..item.start).ends_with(',') || follows_tightly && gap(text, behind) == 0;
            let space = if is_tight { "" } else { " " };
            vec![Splice::insert(item.end, format!(",{space}{content}"))]
        }
    }
}

/// Puts `content` behind the bracket at the byte `open`, before the item that starts at the byte `first`.
pub(super) fn insert_first(text: &str, open: usize, first: Option<usize>, content: &str) -> Splice {
    let Some(first) = first else {
        let inside = part(text, open + 1..text.len());
        let space = if part(text, open..open + 1) == "{" { " " } else { "" };
        let rest = inside.trim_start();
        let range = open + 1..open + 1 + inside.len() - rest.len();
        return if rest.starts_with('#') {
            Splice::insert(open + 1, format!("{space}{content},"))
        } else {
            Splice { range, text: format!("{space}{content}{space}") }
        };
    };
    let between = if starts_line(text, first) {
        format!("{}{}", line_ending(text, first), indent(text, first))
    } else {
        " ".to_owned()
    };
    Splice::insert(first, format!("{content},{between}"))
}

/// Removes `item` of an array or an inline table, with one comma. Comments stay.
pub(super) fn remove_item(text: &str, item: Span) -> Vec<Splice> {
    let end = item.end + gap(text, item.end);
    let before = trim_end(part(text, 0..item.start));
    let ranges = match comma(text, item.end) {
        Some(comma) if comma == end => {
            let range = item.start..end + 1;
            let whole = cut(text, range.clone());
            vec![if whole == range { range.start..range.end + gap(text, range.end) } else { whole }]
        }
        Some(comma) => vec![cut(text, item), cut(text, comma..comma + 1)],
        None if starts_line(text, item.start) => vec![cut(text, item)],
        None => vec![match before.strip_suffix(',') {
            Some(before) => cut(text, before.len()..item.end),
            None => before.len()..end,
        }],
    };
    ranges.into_iter().map(Splice::delete).collect()
}
