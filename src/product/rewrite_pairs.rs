//! Keys and their values, wherever TOML lets them stand: under a header, in an inline table, behind dots.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::read::Span;
use super::rewrite_lines::{
    Splice, cut, indent, is_blank, line_end, line_ending, line_start, part, previous_line_end, trim_start,
};
use super::rewrite_lists::List;

/// A table and the way in which it is written.
pub(super) struct Place<'t, 'i> {
    table: &'t DeTable<'i>,
    /// The first place where its name stands.
    key: Span,
    form: Form,
    /// The opening bracket of the inline table that its pairs stand in.
    list: Option<usize>,
    /// What a dotted key needs before the name of a key of this table.
    path: String,
}

/// How a table is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `[components.core]`, whose header is there.
    Header(usize),
    /// `core = { … }`
    Inline(usize),
    /// As a part of other names only: `core.version = "1.0"`, `[components.core.surfaces.api]`.
    Part,
}

/// A key with a value that is written behind it.
#[derive(Clone)]
pub(super) struct Pair<'t, 'i> {
    pub(super) key: Span,
    pub(super) value: &'t Spanned<DeValue<'i>>,
}

/// How the parser places the value of a table: at its header, at its bracket, or at its name.
fn form(key: &Span, value: &Span) -> Form {
    if value.start >= key.end {
        Form::Inline(value.start)
    } else if value == key {
        Form::Part
    } else {
        Form::Header(value.start)
    }
}

impl<'t, 'i> Place<'t, 'i> {
    /// The whole text.
    pub(super) fn root(document: &'t DeTable<'i>) -> Self {
        Place { table: document, key: 0..0, form: Form::Header(0), list: None, path: String::new() }
    }

    /// The table `name` in this one.
    pub(super) fn child(&self, name: &str) -> Option<Self> {
        let (key, value) = self.table.get_key_value(name)?;
        let table = value.get_ref().as_table()?;
        let form = form(&key.span(), &value.span());
        let (list, path) = match form {
            Form::Header(_) => (None, String::new()),
            Form::Inline(open) => (Some(open), String::new()),
            Form::Part => (self.list, format!("{}{name}.", self.path)),
        };
        Some(Place { table, key: key.span(), form, list, path })
    }

    /// The value of the key `name`.
    pub(super) fn value(&self, name: &str) -> Option<&'t DeValue<'i>> {
        self.table.get(name).map(Spanned::get_ref)
    }

    /// The key `name`, where its value is written behind it.
    pub(super) fn pair(&self, name: &str) -> Option<Pair<'t, 'i>> {
        let (key, value) = self.table.get_key_value(name)?;
        (value.span().start >= key.span().end).then(|| Pair { key: key.span(), value })
    }

    /// Its keys whose values are written behind them.
    fn pairs(&self) -> impl Iterator<Item = Pair<'t, 'i>> + '_ {
        self.table.keys().filter_map(|key| self.pair(key.get_ref()))
    }

    /// The first of the pairs to which only dots lead from this table.
    fn first_pair(&self) -> Option<Pair<'t, 'i>> {
        let parts = self.table.keys().filter_map(|key| self.child(key.get_ref()));
        let parts = parts.filter(|child| child.form == Form::Part);
        let below = parts.filter_map(|child| child.first_pair());
        self.pairs().chain(below).min_by_key(|pair| pair.key.start)
    }

    /// The marks around the texts that stand in this table.
    pub(super) fn quotes(&self, text: &str, neighbour: Option<&Pair<'t, 'i>>) -> &'static str {
        let near = neighbour.map(|pair| pair.value);
        let mut texts = near.into_iter().chain(self.table.values());
        let first = |value: &Spanned<DeValue<'_>>| {
            let written = part(text, value.span());
            written.find(['"', '\'']).map(|at| single(part(written, at..written.len())))
        };
        texts.find_map(first).unwrap_or("\"")
    }

    /// Where the whole of a pair stands, dots before its key counted; and the list that it is an item of.
    fn statement(&self, text: &str, pair: &Pair<'t, 'i>) -> (Span, Option<(List, usize)>) {
        let list = self.list.map(|open| List::scan(text, open));
        let found = list.and_then(|list| list.position(pair.key.start).map(|index| (list, index)));
        let start = match &found {
            Some((list, index)) => list.items().nth(*index).map_or(pair.key.start, |item| item.start),
            None => line_start(text, pair.key.start) + indent(text, pair.key.start).len(),
        };
        (start..pair.value.span().end, found)
    }

    /// Adds the key `name` behind `neighbour`, and in its style; without one, as the first key of the table.
    pub(super) fn insert(
        &self,
        text: &str,
        neighbour: Option<&Pair<'t, 'i>>,
        name: &str,
        value: &str,
    ) -> Vec<Splice> {
        let Some(pair) = neighbour else { return self.insert_first(text, name, value) };
        let (statement, list) = self.statement(text, pair);
        let dots = part(text, statement.start..pair.key.start);
        let content = format!("{dots}{name}{}{value}", equals(text, pair, name));
        match list {
            Some((list, index)) => list.insert(text, index + 1, &content),
            None => vec![insert_line(text, statement.end, indent(text, statement.start), &content)],
        }
    }

    fn insert_first(&self, text: &str, name: &str, value: &str) -> Vec<Splice> {
        let sample = self.pairs().min_by_key(|pair| pair.key.start);
        let equals = sample.map_or_else(|| " = ".to_owned(), |pair| equals(text, &pair, name));
        let content = format!("{name}{equals}{value}");
        match self.form {
            Form::Header(header) => {
                vec![insert_line(text, header, body_indent(text, header), &content)]
            }
            Form::Inline(open) => List::scan(text, open).insert(text, 0, &content),
            Form::Part => match self.first_pair() {
                Some(first) => self.insert_dotted(text, &first, &content),
                None => vec![self.insert_header(text, &content)],
            },
        }
    }

    /// Adds `content`, a key of this table with its value, before the first pair that has this table in its dotted key.
    fn insert_dotted(&self, text: &str, first: &Pair<'t, 'i>, content: &str) -> Vec<Splice> {
        let (statement, list) = self.statement(text, first);
        let content = match text.get(statement.start..self.key.end) {
            Some(dots) if statement.contains(&self.key.start) => format!("{dots}.{content}"),
            _ => format!("{}{content}", self.path),
        };
        let line_ending = line_ending(text, statement.end);
        let indent = indent(text, statement.start);
        match list {
            Some((list, index)) => list.insert(text, index, &content),
            None => vec![Splice::insert(statement.start, format!("{content}{line_ending}{indent}"))],
        }
    }

    /// Opens the table before the first header that only implies it.
    fn insert_header(&self, text: &str, content: &str) -> Splice {
        let start = line_start(text, self.key.start);
        let line_ending = line_ending(text, start);
        let margin = indent(text, start);
        let header = part(text, start..self.key.end).trim_start_matches([' ', '\t', '[']);
        let mut at = start;
        // A comment right above a header belongs to it.
        while let Some(above) = previous_line_end(text, at) {
            if !trim_start(part(text, line_start(text, above)..above)).starts_with('#') {
                break;
            }
            at = line_start(text, above);
        }
        let above = previous_line_end(text, at);
        let is_spaced = above.is_none_or(|above| is_blank(part(text, line_start(text, above)..above)));
        let gap = if is_spaced { line_ending } else { "" };
        let indent = body_indent(text, start);
        Splice::insert(at, format!("{margin}[{header}]{line_ending}{indent}{content}{line_ending}{gap}"))
    }

    /// Removes the key `name`. The table stays, empty where it has no other key.
    pub(super) fn remove(&self, text: &str, pair: &Pair<'t, 'i>) -> Vec<Splice> {
        if self.form == Form::Part && self.table.len() == 1 {
            // Without the pair there would be no table: `core.next = "1.0-next.0"` becomes `core = {}`.
            let value = Splice { range: pair.value.span(), text: "{}".to_owned() };
            return vec![Splice::delete(self.key.end..pair.key.end), value];
        }
        match self.statement(text, pair) {
            (_, Some((list, index))) => list.remove(text, index),
            (statement, None) => vec![Splice::delete(cut(text, statement))],
        }
    }
}

/// The quotes of a text on one line, of the kind that `quoted` starts with.
pub(super) fn single(quoted: &str) -> &'static str {
    if quoted.starts_with('\'') { "'" } else { "\"" }
}

/// A line after that of the byte `at`. It is put before the line ending there, so that a text without one at its end
/// stays so, and two of them at one place keep their order.
fn insert_line(text: &str, at: usize, indent: &str, content: &str) -> Splice {
    let line_ending = line_ending(text, at);
    Splice::insert(line_end(text, at), format!("{line_ending}{indent}{content}"))
}

/// The white space before the pairs under the header on the line of the byte `at`.
fn body_indent(text: &str, at: usize) -> &str {
    let header = indent(text, at);
    let below = part(text, line_end(text, at)..text.len()).lines().skip(1);
    let first = below
        .map(|line| (line, trim_start(line)))
        .find(|(_, rest)| !rest.is_empty() && !rest.starts_with('#'));
    match first {
        Some((line, rest)) if !rest.starts_with('[') => part(line, 0..line.len() - rest.len()),
        _ => header,
    }
}

/// What stands between the key `name` and its value, in the style of `pair`; in the same column where lines keep one.
fn equals(text: &str, pair: &Pair<'_, '_>, name: &str) -> String {
    let between = part(text, pair.key.end..pair.value.span().start);
    let sign = trim_start(between);
    let pad = between.len() - sign.len();
    if !is_aligned(text, pair.key.end + pad, pad) {
        return between.to_owned();
    }
    let width = part(text, pair.key.clone()).chars().count() + pad;
    format!("{}{sign}", " ".repeat(width.saturating_sub(name.chars().count()).max(1)))
}

/// Whether the `=` at the byte `at`, with `pad` white spaces before it, stands in a column with others.
fn is_aligned(text: &str, at: usize, pad: usize) -> bool {
    let start = line_start(text, at);
    let column = part(text, start..at).chars().count();
    let above = previous_line_end(text, at).map(|end| part(text, line_start(text, end)..end));
    let below = part(text, line_end(text, at)..text.len()).lines().nth(1);
    let shares = |line: &str| {
        let before = line.split('=').next().unwrap_or_default();
        line.contains('=')
            && !trim_start(line).starts_with('#')
            && before.chars().count() == column
            && before.len() - before.trim_end().len() != pad
    };
    // In a table on one line, nothing stands below anything.
    let has_line = !part(text, start..at).contains(['{', ',', '=']);
    has_line && (pad > 1 || above.into_iter().chain(below).any(shares))
}
