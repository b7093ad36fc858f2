//! Keys and their values, wherever TOML lets them stand: under a header, in an inline table, behind dots.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::read::Span;
use super::rewrite_lines::{
    Splice, cut, indent, insert_first, insert_item, insert_line, line_start, part, remove_item, trim_start,
};

/// A table, and where in the text its pairs stand.
pub(super) struct TablePlace<'t, 'i> {
    table: &'t DeTable<'i>,
    opens: Opens,
    /// Whether its pairs stand in an inline table: its own, or one around it.
    in_braces: bool,
}

/// Where a table starts.
#[derive(Clone, Copy)]
enum Opens {
    /// `[components.core]`
    Header(usize),
    /// `core = {`
    Brace(usize),
    /// Only in the names of others: `core.version = "1.0"`, `[components.core.surfaces.api]`.
    Nowhere,
}

/// A key with a value that is written behind it.
pub(super) struct KeyValue<'t, 'i> {
    pub(super) key: Span,
    pub(super) value: &'t Spanned<DeValue<'i>>,
}

impl<'t, 'i> TablePlace<'t, 'i> {
    /// The whole text.
    pub(super) fn root(document: &'t DeTable<'i>) -> Self {
        TablePlace { table: document, opens: Opens::Header(0), in_braces: false }
    }

    /// The table `name` in this one.
    pub(super) fn child(&self, name: &str) -> Option<Self> {
        let (key, value) = self.table.get_key_value(name)?;
        let table = value.get_ref().as_table()?;
        // The parser places the value of a table at its header, at its brace, or at its name.
        let (key, value) = (key.span(), value.span());
        let (opens, in_braces) = if value.start >= key.end {
            (Opens::Brace(value.start), true)
        } else if value == key {
            (Opens::Nowhere, self.in_braces)
        } else {
            (Opens::Header(value.start), false)
        };
        Some(TablePlace { table, opens, in_braces })
    }

    /// The value of the key `name`.
    pub(super) fn value(&self, name: &str) -> Option<&'t DeValue<'i>> {
        self.table.get(name).map(Spanned::get_ref)
    }

    /// The key `name`, where its value is written behind it.
    pub(super) fn pair(&self, name: &str) -> Option<KeyValue<'t, 'i>> {
        let (key, value) = self.table.get_key_value(name)?;
        (value.span().start >= key.span().end).then(|| KeyValue { key: key.span(), value })
    }

    /// Its keys whose values are written behind them.
    fn pairs(&self) -> impl Iterator<Item = KeyValue<'t, 'i>> + '_ {
        self.table.keys().filter_map(|key| self.pair(key.get_ref()))
    }

    /// The marks around the texts that stand in this table.
    pub(super) fn quotes(&self, text: &str, neighbour: Option<&KeyValue<'t, 'i>>) -> &'static str {
        let near = neighbour.map(|pair| pair.value);
        let mut texts = near.into_iter().chain(self.table.values());
        let first = |value: &Spanned<DeValue<'_>>| {
            let written = part(text, value.span());
            written.find(['"', '\'']).map(|at| single(part(written, at..written.len())))
        };
        texts.find_map(first).unwrap_or("\"")
    }

    /// Where the whole of a pair stands, dots before its key counted.
    fn statement(&self, text: &str, pair: &KeyValue<'_, '_>) -> Span {
        let line = line_start(text, pair.key.start);
        let before = part(text, line..pair.key.start);
        let separator = before.rfind(['{', ',']).filter(|_| self.in_braces);
        let dots = trim_start(part(before, separator.map_or(0, |at| at + 1)..before.len()));
        pair.key.start - dots.len()..pair.value.span().end
    }

    /// Adds the key `name` behind `neighbour`, and in its style; without one, as the first key of the table. `None` where
    /// the table stands nowhere by itself, and none of its keys does.
    pub(super) fn insert(
        &self,
        text: &str,
        neighbour: Option<KeyValue<'t, 'i>>,
        name: &str,
        value: &str,
    ) -> Option<Vec<Splice>> {
        let first = self.pairs().min_by_key(|pair| pair.key.start);
        let sample = neighbour.as_ref().or(first.as_ref());
        let equals = sample.map_or_else(|| " = ".to_owned(), |pair| self.equals(text, pair, name));
        let content = format!("{name}{equals}{value}");
        let neighbour = match (neighbour, self.opens) {
            (Some(pair), _) => pair,
            (None, Opens::Header(at)) => {
                let indent = indent(text, first.map_or(at, |pair| pair.key.start));
                return Some(vec![insert_line(text, at, indent, &content)]);
            }
            (None, Opens::Brace(open)) => {
                let first = self.table.keys().map(|key| key.span().start).min();
                return Some(vec![insert_first(text, open, first, &content)]);
            }
            (None, Opens::Nowhere) => first?,
        };
        let statement = self.statement(text, &neighbour);
        let content = format!("{}{content}", part(text, statement.start..neighbour.key.start));
        Some(if self.in_braces {
            insert_item(text, &statement, &content)
        } else {
            vec![insert_line(text, statement.end, indent(text, statement.start), &content)]
        })
    }

    /// Removes a pair.
    pub(super) fn remove(&self, text: &str, pair: &KeyValue<'t, 'i>) -> Vec<Splice> {
        let statement = self.statement(text, pair);
        if self.in_braces { remove_item(text, statement) } else { vec![Splice::delete(cut(text, statement))] }
    }

    /// What stands between the key `name` and its value, in the style of `pair`; in the same column where pairs of
    /// different length keep one.
    fn equals(&self, text: &str, pair: &KeyValue<'_, '_>, name: &str) -> String {
        let between = |pair: &KeyValue<'_, '_>| part(text, pair.key.end..pair.value.span().start);
        let pad = |pair: &KeyValue<'_, '_>| between(pair).find('=').unwrap_or_default();
        let width = |pair: &KeyValue<'_, '_>| part(text, pair.key.clone()).chars().count();
        let has_column = |other: KeyValue<'_, '_>| {
            width(&other) != width(pair) && width(&other) + pad(&other) == width(pair) + pad(pair)
        };
        if self.in_braces || !self.pairs().any(has_column) {
            return between(pair).to_owned();
        }
        let pad = (width(pair) + pad(pair)).saturating_sub(name.len()).max(1);
        format!("{}{}", " ".repeat(pad), trim_start(between(pair)))
    }
}

/// The quotes of a text on one line, of the kind that `quoted` starts with.
pub(super) fn single(quoted: &str) -> &'static str {
    if quoted.starts_with('\'') { "'" } else { "\"" }
}
