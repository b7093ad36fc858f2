//! What stands between brackets with commas: arrays and inline tables, on one line or on many.

use super::read::Span;
use super::rewrite_lines::{
    Splice, cut, indent, is_blank, line_end, line_ending, part, previous_line_end, starts_line, trim_end,
    trim_start,
};

/// An array or an inline table, as it stands in a text.
pub(super) struct List {
    /// Where its opening bracket is.
    open: usize,
    /// Where its closing bracket is.
    close: usize,
    /// The elements of the array, or the pairs of the table.
    items: Vec<Item>,
}

struct Item {
    span: Span,
    /// Where the comma behind it is.
    comma: Option<usize>,
}

impl List {
    /// Reads the list whose opening bracket is at `open`. The text has been parsed, so brackets and quotes match.
    pub(super) fn scan(text: &str, open: usize) -> List {
        let mut items: Vec<Item> = Vec::new();
        let mut current: Option<Span> = None;
        let mut depth = 0_usize;
        let mut at = open + 1;
        while let Some(byte) = text.as_bytes().get(at) {
            let end = token_end(text, at);
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' | b'#' => {}
                b']' | b'}' if depth == 0 => break,
                b',' if depth == 0 => {
                    items.extend(current.take().map(|span| Item { span, comma: Some(at) }));
                }
                other => {
                    match other {
                        b'[' | b'{' => depth += 1,
                        b']' | b'}' => depth -= 1,
                        _ => {}
                    }
                    current.get_or_insert(at..end).end = end;
                }
            }
            at = end;
        }
        items.extend(current.map(|span| Item { span, comma: None }));
        List { open, close: at, items }
    }

    /// The places of its items.
    pub(super) fn items(&self) -> impl Iterator<Item = Span> + '_ {
        self.items.iter().map(|item| item.span.clone())
    }

    /// The item that holds the byte `at`.
    pub(super) fn position(&self, at: usize) -> Option<usize> {
        self.items.iter().position(|item| item.span.contains(&at))
    }

    /// Makes `content` the item at `index`, on a line of its own where its neighbour has one.
    pub(super) fn insert(&self, text: &str, index: usize, content: &str) -> Vec<Splice> {
        match index.checked_sub(1).and_then(|previous| self.items.get(previous)) {
            Some(previous) => self.insert_after(text, previous, content),
            None => match self.items.first() {
                Some(first) => vec![self.insert_before(text, first, content)],
                None => vec![self.insert_only(text, content)],
            },
        }
    }

    fn insert_before(&self, text: &str, item: &Item, content: &str) -> Splice {
        let between = if self.is_alone(text, item) {
            format!("{}{}", line_ending(text, item.span.start), indent(text, item.span.start))
        } else {
            self.space(text).to_owned()
        };
        Splice::insert(item.span.start, format!("{content},{between}"))
    }

    fn insert_after(&self, text: &str, item: &Item, content: &str) -> Vec<Splice> {
        if !self.is_alone(text, item) {
            return vec![Splice::insert(item.span.end, format!(",{}{content}", self.space(text)))];
        }
        let line =
            format!("{}{}{content}", line_ending(text, item.span.start), indent(text, item.span.start));
        let behind = item.comma.map_or(item.span.end, |comma| comma + 1);
        let end = line_end(text, behind);
        // A comment behind the item stays with it; a closing bracket does not.
        let at = if self.close < end { behind } else { end };
        match item.comma {
            Some(_) => vec![Splice::insert(at, format!("{line},"))],
            None if at == behind => vec![Splice::insert(at, format!(",{line}"))],
            None => vec![Splice::insert(behind, ",".to_owned()), Splice::insert(at, line)],
        }
    }

    fn insert_only(&self, text: &str, content: &str) -> Splice {
        let inside = self.open + 1..self.close;
        let interior = part(text, inside.clone());
        match previous_line_end(text, self.close).filter(|_| interior.contains('\n')) {
            None if self.is_table(text) => Splice { range: inside, text: format!(" {content} ") },
            None => Splice { range: inside, text: content.to_owned() },
            Some(at) => {
                let comment = interior.lines().skip(1).find(|line| trim_start(line).starts_with('#'));
                let indent = match comment {
                    Some(line) => part(line, 0..line.len() - trim_start(line).len()).to_owned(),
                    None => format!("{}    ", indent(text, self.close)),
                };
                Splice::insert(at, format!("{}{indent}{content},", line_ending(text, at)))
            }
        }
    }

    /// Removes the item at `index` and one comma. Comments stay.
    pub(super) fn remove(&self, text: &str, index: usize) -> Vec<Splice> {
        let Some(item) = self.items.get(index) else { return Vec::new() };
        if self.holds_only(text, item) {
            return vec![Splice::delete(self.open + 1..self.close)];
        }
        let previous = index.checked_sub(1).and_then(|previous| self.items.get(previous)?.comma);
        let span = item.span.clone();
        let near = |range: Span| is_blank(part(text, range));
        match (item.comma, previous) {
            (Some(comma), _) if near(span.end..comma) => {
                vec![Splice::delete(self.cut_with_comma(text, span.start..comma + 1))]
            }
            (None, Some(comma)) if near(comma + 1..span.start) => {
                let before = trim_end(part(text, 0..comma)).len();
                let start = if starts_line(text, comma) { comma } else { before };
                vec![Splice::delete(cut(text, start..span.end))]
            }
            (Some(comma), _) => {
                vec![Splice::delete(cut(text, span)), Splice::delete(cut(text, comma..comma + 1))]
            }
            (None, Some(comma)) => vec![Splice::delete(comma..comma + 1), Splice::delete(cut(text, span))],
            (None, None) => vec![Splice::delete(cut(text, span))],
        }
    }

    /// Whether `item` is the only thing between the brackets.
    fn holds_only(&self, text: &str, item: &Item) -> bool {
        let comma = item.comma.unwrap_or(item.span.end);
        let behind = item.comma.map_or(comma, |comma| comma + 1);
        let around = [self.open + 1..item.span.start, item.span.end..comma, behind..self.close];
        around.into_iter().all(|range| part(text, range).trim().is_empty())
    }

    /// What to delete so that an item and the comma behind it go, and one of the white spaces that part it from others.
    fn cut_with_comma(&self, text: &str, range: Span) -> Span {
        let whole = cut(text, range.clone());
        let after = part(text, range.end..self.close);
        let gap = after.len() - trim_start(after).len();
        if whole != range {
            whole
        } else if after.is_empty() {
            trim_end(part(text, 0..range.start)).len()..range.end
        } else {
            range.start..range.end + gap
        }
    }

    /// Whether `item` has its line for itself, a bracket behind it and a comment aside.
    fn is_alone(&self, text: &str, item: &Item) -> bool {
        let behind = item.comma.map_or(item.span.end, |comma| comma + 1);
        let end = line_end(text, behind);
        let rest = trim_start(part(text, behind..end));
        let ends = rest.is_empty() || rest.starts_with('#') || end - rest.len() == self.close;
        ends && starts_line(text, item.span.start)
    }

    /// What follows a comma in this list.
    fn space(&self, text: &str) -> &'static str {
        let tight = |item: &Item| {
            item.comma.is_some_and(|comma| {
                !part(text, comma + 1..text.len()).starts_with([' ', '\t', '\r', '\n'])
                    && comma + 1 != self.close
            })
        };
        if self.items.iter().any(tight) { "" } else { " " }
    }

    fn is_table(&self, text: &str) -> bool {
        part(text, self.open..self.open + 1) == "{"
    }
}

/// The end of what starts at the byte `at`: a comment, a text in quotes, or one byte.
fn token_end(text: &str, at: usize) -> usize {
    let rest = part(text, at..text.len());
    match rest.as_bytes().first() {
        Some(b'#') => at + rest.find('\n').unwrap_or(rest.len()),
        Some(b'"' | b'\'') => at + string_length(rest),
        _ => at + 1,
    }
}

/// The marks that a text in quotes starts and ends with.
pub(super) fn quotes(text: &str) -> &'static str {
    ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| text.starts_with(quotes)).unwrap_or_default()
}

/// The bytes of the text in quotes that `text` starts with, its quotes counted.
fn string_length(text: &str) -> usize {
    let quotes = quotes(text).as_bytes();
    let escapes = quotes.starts_with(b"\"");
    let bytes = text.as_bytes();
    let mut at = quotes.len();
    while let Some(byte) = bytes.get(at) {
        if escapes && *byte == b'\\' {
            at += 2;
        } else if bytes.get(at..).is_some_and(|rest| rest.starts_with(quotes)) {
            // One or two quotes may stand before the three that end a text: `"""a"""""`.
            let more = bytes.iter().skip(at + quotes.len()).take_while(|next| *next == byte).take(2).count();
            return at + quotes.len() + if quotes.len() == 3 { more } else { 0 };
        } else {
            at += 1;
        }
    }
    bytes.len()
}
