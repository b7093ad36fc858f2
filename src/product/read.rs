//! Reads single keys of a TOML table, with the span of each value, and collects errors instead of stopping at one.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{TableKey, TableKind};
use super::names::check_title;
use super::{ProductError, ProductErrorKind};
use crate::named::Choice;
use crate::nearest::nearest;
use crate::version::{MAX_NUMBER, Scheme, Version};

pub(super) type Span = Range<usize>;

/// Errors in the order in which they were found.
#[derive(Default)]
pub(super) struct Errors(pub(super) Vec<ProductError>);

impl Errors {
    pub(super) fn push(&mut self, kind: ProductErrorKind, span: Span) {
        self.0.push(ProductError { kind, span });
    }

    /// The candidate that `name` was most likely meant to be, while there are few errors.
    pub(super) fn nearest<'a>(
        &self,
        name: &str,
        candidates: impl Iterator<Item = &'a str>,
    ) -> Option<&'a str> {
        if self.0.len() < SUGGESTED { nearest(name, candidates) } else { None }
    }

    /// The value of `result`, or `None` where it is an error, which is kept.
    pub(super) fn keep<T>(&mut self, result: Result<T, ProductErrorKind>, span: Span) -> Option<T> {
        result.map_err(|kind| self.push(kind, span)).ok()
    }
}

/// How many errors get a suggestion of the name that was meant: to look for it takes its time, and nobody reads more.
const SUGGESTED: usize = 200;

/// A table whose keys are all known.
pub(super) struct Reader<'t, 'i> {
    /// The keys that it has, each looked up once.
    found: Vec<(&'static TableKey, &'t Spanned<DeValue<'i>>)>,
    kind: &'static TableKind,
}

impl<'t, 'i> Reader<'t, 'i> {
    /// Reports the keys of `table` that its kind does not have, and those that it lacks.
    pub(super) fn new(
        table: &'t DeTable<'i>,
        kind: &'static TableKind,
        span: Span,
        errors: &mut Errors,
    ) -> Self {
        let mut found = Vec::with_capacity(kind.keys.len().min(table.len()));
        for (key, value) in table {
            let name = key.get_ref();
            if let Some(known) = kind.keys.iter().find(|known| known.name == name) {
                found.push((known, value));
                continue;
            }
            let nearest = errors.nearest(name, kind.keys.iter().map(|known| known.name));
            let unknown =
                ProductErrorKind::UnknownKey { key: name.clone().into_owned(), table: kind.name, nearest };
            errors.push(unknown, key.span());
        }
        let has = |key: &TableKey| found.iter().any(|(known, _)| known.name == key.name);
        for key in kind.keys.iter().filter(|key| key.required && !has(key)) {
            errors.push(ProductErrorKind::MissingKey { key: key.name, table: kind.name }, span.clone());
        }
        Reader { found, kind }
    }

    /// Opens the value of a key as a table of `kind`.
    pub(super) fn of(
        key: &str,
        value: &'t Spanned<DeValue<'i>>,
        kind: &'static TableKind,
        errors: &mut Errors,
    ) -> Option<Self> {
        let table = as_table(key, value, errors)?;
        Some(Reader::new(table, kind, value.span(), errors))
    }

    pub(super) fn value(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'i>>> {
        debug_assert!(self.kind.keys.iter().any(|known| known.name == key), "{key} is in the key table");
        self.found.iter().find(|(known, _)| known.name == key).map(|(_, value)| *value)
    }

    pub(super) fn text(&self, key: &'static str, errors: &mut Errors) -> Option<(&'t str, Span)> {
        let value = self.value(key)?;
        as_text(key, value, errors).map(|text| (text, value.span()))
    }

    /// A text that people will read.
    pub(super) fn title(&self, key: &'static str, errors: &mut Errors) -> Option<&'t str> {
        let (text, span) = self.text(key, errors)?;
        let checked =
            check_title(text).map_err(|error| ProductErrorKind::Title { key: key.to_owned(), error });
        errors.keep(checked, span).map(|()| text)
    }

    pub(super) fn flag(&self, key: &'static str, errors: &mut Errors) -> Option<(bool, Span)> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Boolean(flag) => Some((*flag, value.span())),
            other => wrong_type(key, "true or false", other, value.span(), errors),
        }
    }

    pub(super) fn number(&self, key: &'static str, errors: &mut Errors) -> Option<(u32, Span)> {
        let value = self.value(key)?;
        as_number(key, value, errors).map(|number| (number, value.span()))
    }

    /// One of the values that have names.
    pub(super) fn choice<T: Choice>(&self, key: &'static str, errors: &mut Errors) -> Option<(T, Span)> {
        let (word, span) = self.text(key, errors)?;
        choose(key, word, span.clone(), errors).map(|value| (value, span))
    }

    /// One of the values that have names, or the standard one where the key is not there.
    pub(super) fn choice_or_standard<T: Choice + Default>(
        &self,
        key: &'static str,
        errors: &mut Errors,
    ) -> T {
        self.choice(key, errors).map(|(value, _)| value).unwrap_or_default()
    }

    pub(super) fn version(
        &self,
        key: &'static str,
        scheme: Scheme,
        errors: &mut Errors,
    ) -> Option<(Version, Span)> {
        let value = self.value(key)?;
        as_version(key, value, scheme, errors).map(|version| (version, value.span()))
    }

    /// The entries of a table whose keys are names.
    pub(super) fn entries(&self, key: &'static str, errors: &mut Errors) -> Vec<NamedValue<'t, 'i>> {
        let Some(table) = self.value(key).and_then(|value| as_table(key, value, errors)) else {
            return Vec::new();
        };
        table.iter().map(|(key, value)| NamedValue { key, value }).collect()
    }

    pub(super) fn array(&self, key: &'static str, errors: &mut Errors) -> &'t [Spanned<DeValue<'i>>] {
        let Some(value) = self.value(key) else { return &[] };
        match value.get_ref() {
            DeValue::Array(array) => array,
            other => wrong_type(key, "a list", other, value.span(), errors).unwrap_or_default(),
        }
    }
}

/// A key of a table of names, with its value.
pub(super) struct NamedValue<'t, 'i> {
    key: &'t Spanned<std::borrow::Cow<'i, str>>,
    pub(super) value: &'t Spanned<DeValue<'i>>,
}

impl<'t> NamedValue<'t, '_> {
    pub(super) fn name(&self) -> &'t str {
        self.key.get_ref()
    }

    pub(super) fn span(&self) -> Span {
        self.key.span()
    }
}

pub(super) fn as_table<'t, 'i>(
    key: &str,
    value: &'t Spanned<DeValue<'i>>,
    errors: &mut Errors,
) -> Option<&'t DeTable<'i>> {
    match value.get_ref() {
        DeValue::Table(table) => Some(table),
        other => wrong_type(key, "a table", other, value.span(), errors),
    }
}

pub(super) fn as_text<'t>(
    key: &str,
    value: &'t Spanned<DeValue<'_>>,
    errors: &mut Errors,
) -> Option<&'t str> {
    match value.get_ref() {
        DeValue::String(text) => Some(text),
        other => wrong_type(key, "a text in quotes", other, value.span(), errors),
    }
}

pub(super) fn as_number(key: &str, value: &Spanned<DeValue<'_>>, errors: &mut Errors) -> Option<u32> {
    match value.get_ref() {
        DeValue::Integer(integer) => {
            let number = u32::from_str_radix(integer.as_str(), integer.radix()).ok();
            let number = number.filter(|number| *number <= MAX_NUMBER);
            let number = number.ok_or_else(|| ProductErrorKind::OutOfRange { key: key.to_owned() });
            errors.keep(number, value.span())
        }
        other => wrong_type(key, "a whole number", other, value.span(), errors),
    }
}

pub(super) fn as_version(
    key: &str,
    value: &Spanned<DeValue<'_>>,
    scheme: Scheme,
    errors: &mut Errors,
) -> Option<Version> {
    let text = match value.get_ref() {
        DeValue::String(text) => text,
        other => return wrong_type(key, "a version in quotes", other, value.span(), errors),
    };
    let version = scheme.parse(text).map_err(|error| {
        let text = text.clone().into_owned();
        ProductErrorKind::Version { text, scheme, error }
    });
    errors.keep(version, value.span())
}

pub(super) fn choose<T: Choice>(key: &str, word: &str, span: Span, errors: &mut Errors) -> Option<T> {
    let value = T::VALUES.iter().copied().find(|value| value.name() == word).ok_or_else(|| {
        ProductErrorKind::UnknownChoice { key: key.to_owned(), value: word.to_owned(), allowed: T::NAMES }
    });
    errors.keep(value, span)
}

pub(super) fn wrong_type<T>(
    key: &str,
    expected: &'static str,
    found: &DeValue<'_>,
    span: Span,
    errors: &mut Errors,
) -> Option<T> {
    let found = match found {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    errors.push(ProductErrorKind::WrongType { key: key.to_owned(), expected, found }, span);
    None
}
