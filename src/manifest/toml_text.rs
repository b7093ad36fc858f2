//! TOML: keys and texts with their places (TOML 1.1).

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{ManifestError, ManifestErrorKind};
use super::limits::syntax;
use super::lines::part;
use super::site::{ManifestPlace, literal};

pub(super) type Value<'i> = Spanned<DeValue<'i>>;

/// The document that `text` is.
pub(super) fn parse(text: &str) -> Result<Spanned<DeTable<'_>>, ManifestError> {
    DeTable::parse(text)
        .map_err(|error| syntax("TOML", error.message()).at(text, error.span().map_or(0, |span| span.start)))
}

/// The value behind `keys`, one a table.
pub(super) fn get<'t, 'i>(table: &'t DeTable<'i>, keys: &[&str]) -> Option<&'t Value<'i>> {
    let (first, rest) = keys.split_first()?;
    let value = table.get(*first)?;
    if rest.is_empty() { Some(value) } else { get(as_table(value)?, rest) }
}

pub(super) fn as_table<'t, 'i>(value: &'t Value<'i>) -> Option<&'t DeTable<'i>> {
    match value.get_ref() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

pub(super) fn as_text<'t>(value: &'t Value<'_>) -> Option<&'t str> {
    match value.get_ref() {
        DeValue::String(text) => Some(text),
        _ => None,
    }
}

/// Whether the value is `true`.
pub(super) fn is_true(value: &Value<'_>) -> bool {
    matches!(value.get_ref(), DeValue::Boolean(true))
}

/// The texts of the list `key`.
pub(super) fn texts(table: &DeTable<'_>, key: &str) -> Vec<String> {
    list(table, key).iter().filter_map(as_text).map(str::to_owned).collect()
}

/// The values of the list `key`; none where it is not a list.
pub(super) fn list<'t, 'i>(table: &'t DeTable<'i>, key: &str) -> &'t [Value<'i>] {
    match table.get(key).map(Value::get_ref) {
        Some(DeValue::Array(values)) => values,
        _ => &[],
    }
}

/// The place of the text `value`, without its quotes; `what` names it in errors.
pub(super) fn site(text: &str, value: &Value<'_>, what: &str) -> Result<ManifestPlace, ManifestError> {
    let Some(content) = as_text(value) else {
        let (what, found) = (what.to_owned(), kind(value));
        return Err(ManifestErrorKind::NotText { what, found }.at(text, value.span().start));
    };
    literal(text, inside(text, value.span()), content, what)
}

/// The bytes between the quotes of the text at `span`.
pub(super) fn inside(text: &str, span: Range<usize>) -> Range<usize> {
    let raw = part(text, span.clone());
    let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") { 3 } else { 1 };
    span.start + quotes..span.end.saturating_sub(quotes).max(span.start + quotes)
}

fn kind(value: &Value<'_>) -> &'static str {
    match value.get_ref() {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "a truth value",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// The place of the text behind `field`, a path of keys with dots between them; `check` refuses what is defined elsewhere.
pub(super) fn by_field(
    text: &str,
    table: &DeTable<'_>,
    field: &str,
    check: impl Fn(&str, &Value<'_>, &str) -> Result<(), ManifestError>,
) -> super::site::Found {
    let keys: Vec<&str> = field.split('.').collect();
    let what = format!("`{field}`");
    let value = get(table, &keys);
    let value = value.ok_or_else(|| ManifestErrorKind::NotFound { what: what.clone() }.anywhere())?;
    check(text, value, field)?;
    Ok(vec![site(text, value, &what)?])
}
