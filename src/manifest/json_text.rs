//! JSON: members and texts with their places (RFC 8259).

use std::ops::Range;

use jsonc_parser::ast::{Object, ObjectProp, StringLit, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::error::{ManifestError, ManifestErrorKind};
use super::limits::syntax;
use super::site::{Found, ManifestPlace, literal};

/// JSON alone: none of what JSONC and JSON5 allow besides it.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// The same with comments and trailing commas.
const WITH_COMMENTS: ParseOptions =
    ParseOptions { allow_comments: true, allow_trailing_commas: true, ..STRICT };

/// The object that `text` is.
pub(super) fn parse(text: &str) -> Result<Object<'_>, ManifestError> {
    parse_by(text, &STRICT)
}

/// The object that `text` is, which may have comments and trailing commas.
pub(super) fn parse_with_comments(text: &str) -> Result<Object<'_>, ManifestError> {
    parse_by(text, &WITH_COMMENTS)
}

fn parse_by<'t>(text: &'t str, options: &ParseOptions) -> Result<Object<'t>, ManifestError> {
    let syntax = |message: &str, at: usize| syntax("JSON", message).at(text, at);
    let parsed = parse_to_ast(text, &CollectOptions::default(), options);
    let parsed = parsed.map_err(|error| syntax(&error.kind().to_string(), error.range().start))?;
    match parsed.value {
        Some(Value::Object(object)) => Ok(object),
        _ => Err(syntax("an object is expected", 0)),
    }
}

/// The member `name` of `object`; refused where there are two, of which programs take the one or the other.
pub(super) fn member<'o, 'a>(
    text: &str,
    object: &'o Object<'a>,
    name: &str,
) -> Result<Option<&'o ObjectProp<'a>>, ManifestError> {
    let mut members = object.properties.iter().filter(|member| member.name.as_str() == name);
    let found = members.next();
    match (found, members.next()) {
        (Some(first), Some(second)) => {
            let first = super::lines::line_of(text, first.range.start);
            let kind = ManifestErrorKind::FoundTwice { what: format!("`{name}`"), first };
            Err(kind.at(text, second.range.start))
        }
        _ => Ok(found),
    }
}

/// The object in the member `name` of `object`.
pub(super) fn object<'o, 'a>(
    text: &str,
    object: &'o Object<'a>,
    name: &str,
) -> Result<Option<&'o Object<'a>>, ManifestError> {
    Ok(member(text, object, name)?.and_then(|member| member.value.as_object()))
}

/// The place of the text in the member behind `names`, or `None` where there is no such member.
pub(super) fn site(
    text: &str,
    parent: &Object<'_>,
    names: &[&str],
    what: &str,
) -> Result<Option<ManifestPlace>, ManifestError> {
    let Some((first, rest)) = names.split_first() else { return Ok(None) };
    if !rest.is_empty() {
        let child = object(text, parent, first)?;
        return child.map_or(Ok(None), |child| site(text, child, rest, what));
    }
    let Some(member) = member(text, parent, first)? else { return Ok(None) };
    let Some(string) = member.value.as_string_lit() else {
        let (what, found) = (what.to_owned(), kind(&member.value));
        return Err(ManifestErrorKind::NotText { what, found }.at(text, member.value.start()));
    };
    literal(text, inside(string), &string.value, what).map(Some)
}

/// The bytes between the quotes of a text.
pub(super) fn inside(string: &StringLit<'_>) -> Range<usize> {
    string.range.start + 1..string.range.end.saturating_sub(1)
}

/// The texts of a list.
pub(super) fn texts(value: Option<&Value<'_>>) -> Vec<String> {
    let values = value.and_then(Value::as_array).map(|list| list.elements.as_slice());
    let texts = values.unwrap_or_default().iter().filter_map(Value::as_string_lit);
    texts.map(|text| text.value.clone().into_owned()).collect()
}

/// The place behind `field`, a path of names with dots between them; without one, `version`.
pub(super) fn by_field(text: &str, field: Option<&str>) -> Found {
    by_field_of(text, &parse(text)?, field)
}

/// The same in `root`, the object that `text` is.
pub(super) fn by_field_of(text: &str, root: &Object<'_>, field: Option<&str>) -> Found {
    let field = field.unwrap_or("version");
    let names: Vec<&str> = field.split('.').collect();
    let what = format!("`{field}`");
    let found = site(text, root, &names, &what)?;
    found.map(|site| vec![site]).ok_or_else(|| ManifestErrorKind::NotFound { what }.anywhere())
}

fn kind(value: &Value<'_>) -> &'static str {
    match value {
        Value::StringLit(_) => "a text",
        Value::NumberLit(_) => "a number",
        Value::BooleanLit(_) => "a truth value",
        Value::Object(_) => "an object",
        Value::Array(_) => "a list",
        Value::NullKeyword(_) => "null",
    }
}
