//! Where in the text of a product file its keys are, for what is found out about it after it was loaded.

use std::sync::OnceLock;

use crate::bom::without_mark;
use toml::de::{DeTable, DeValue};

/// The lines of the keys of a product file.
///
/// ```
/// use dateline::product::Places;
///
/// let places = Places::of("[product]\nname = 'Chain'\n\n[components.core]\nlead = true\nmaintained = [\n  '1.0',\n]\n");
/// assert_eq!(places.line(&["components", "core", "lead"]), 5);
/// assert_eq!(places.line(&["components", "core", "maintained", "0"]), 7);
/// assert_eq!(places.line(&["components", "core", "version"]), 4, "what is not there: the table that lacks it");
/// ```
pub struct Places<'t> {
    /// The text, without a byte order mark.
    body: &'t str,
    /// The text taken apart, which most checks never ask for: they find nothing.
    table: OnceLock<DeTable<'t>>,
    /// Where each line of it starts.
    starts: Vec<usize>,
    /// How many bytes the byte order mark has.
    mark: usize,
}

impl<'t> Places<'t> {
    /// The places of `text`; of text that is not TOML, those before the error.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let body = without_mark(text);
        let ends = body.match_indices('\n').map(|(end, _)| end + 1);
        Places {
            body,
            table: OnceLock::new(),
            starts: std::iter::once(0).chain(ends).collect(),
            mark: text.len() - body.len(),
        }
    }

    /// The line, from 1, of the key that `keys` lead to: `["components", "core", "version"]`. An entry of a list is
    /// named by its place in it, from 0. Where a key is not there, the line of what should hold it.
    #[must_use]
    pub fn line(&self, keys: &[&str]) -> usize {
        let mut line = 1;
        let mut table = Some(self.table.get_or_init(|| DeTable::parse_recoverable(self.body).0.into_inner()));
        let mut list: &[toml::Spanned<DeValue<'_>>] = &[];
        for name in keys {
            let entry = table.and_then(|table| table.get_key_value(*name));
            let item = name.parse().ok().and_then(|place: usize| list.get(place));
            let Some((start, value)) = (match (entry, item) {
                (Some((key, value)), _) => Some((key.span().start, value)),
                (None, Some(item)) => Some((item.span().start, item)),
                (None, None) => None,
            }) else {
                break;
            };
            line = self.starts.partition_point(|known| *known <= start);
            (table, list) = match value.get_ref() {
                DeValue::Table(below) => (Some(below), &[][..]),
                DeValue::Array(items) => (None, &**items),
                _ => (None, &[][..]),
            };
        }
        line
    }

    /// The line, from 1, of the byte `offset` of the text.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset.saturating_sub(self.mark))
    }
}
