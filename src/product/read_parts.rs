//! Reads the parts of a component that are tables or lists themselves.

use std::borrow::Cow;

use toml::de::DeValue;

use super::keys::{DEPRECATION, FOLLOW, MANIFEST, REQUIREMENT, SURFACE};
use super::names::check_path;
use super::promise::Each;
use super::read::{Errors, Reader, Span, as_number, as_text, choose, wrong_type};
use super::{
    Cap, Checked, Edge, Manifest, OnMismatch, PathPattern, ProductErrorKind, Raise, Surface, SurfaceName,
};
use crate::ecosystem::Ecosystem;
use crate::nearest::nearest;
use crate::version::{BuildDate, Line, SurfaceVersion};

/// A requirement as written, before its provider is known.
pub(super) struct RawRequirement {
    pub(super) provider: String,
    pub(super) at_least: RawFloor,
    pub(super) floor_span: Span,
    pub(super) on_mismatch: OnMismatch,
    pub(super) checked: Checked,
    pub(super) raise: Raise,
}

/// A floor as written, before it is known what it is a floor of.
pub(super) enum RawFloor {
    Text(String),
    Number(u32),
}

/// A deprecation as written, before its surface is known.
pub(super) struct RawDeprecation {
    pub(super) surface: String,
    pub(super) span: Span,
    pub(super) what: Box<str>,
    pub(super) since: Line,
    pub(super) window: u32,
    pub(super) removed: Option<Line>,
    pub(super) date: Option<BuildDate>,
    pub(super) sunset: Option<BuildDate>,
}

/// An edge of the follow graph as written, before the component that it names is known.
pub(super) struct RawFollow<'t> {
    pub(super) component: Cow<'t, str>,
    pub(super) edge: Edge,
    pub(super) cap: Option<Cap>,
    /// Where the component is named.
    pub(super) span: Span,
}

/// The follow edges: `core = "release"`, or `core = { on = "release", as = "fix" }`.
pub(super) fn follows<'t>(reader: &Reader<'t, '_>, errors: &mut Errors) -> Vec<RawFollow<'t>> {
    let read = |entry: &super::read::NamedValue<'t, '_>, errors: &mut Errors| {
        let (edge, cap) = if let DeValue::Table(_) = entry.value.get_ref() {
            let table = Reader::of(entry.name(), entry.value, &FOLLOW, errors)?;
            let cap = table.choice("as", errors);
            let (edge, _) = table.choice("on", errors)?;
            (edge, cap.map(|(cap, _)| cap))
        } else {
            let word = as_text(entry.name(), entry.value, errors)?;
            (choose(entry.name(), word, entry.value.span(), errors)?, None)
        };
        Some(RawFollow { component: entry.name().into(), edge, cap, span: entry.span() })
    };
    reader.entries("follows", errors).iter().filter_map(|entry| read(entry, errors)).collect()
}

pub(super) fn surfaces(reader: &Reader<'_, '_>, errors: &mut Errors) -> Vec<Surface> {
    let entries = reader.entries("surfaces", errors);
    let read = |entry: &super::read::NamedValue<'_, '_>, errors: &mut Errors| {
        let name = entry.name().parse::<SurfaceName>();
        let name = name.map_err(|error| ProductErrorKind::Id { id: entry.name().to_owned(), error });
        let name = errors.keep(name, entry.span());
        let table = Reader::of(entry.name(), entry.value, &SURFACE, errors)?;
        surface(name?, &table, errors)
    };
    entries.iter().filter_map(|entry| read(entry, errors)).collect()
}

fn surface(name: SurfaceName, table: &Reader<'_, '_>, errors: &mut Errors) -> Option<Surface> {
    let version = surface_number("version", table, errors);
    let next = surface_number("next", table, errors);
    let each = table.choice::<Each>("each", errors);
    let accepts = table.number("accepts-previous", errors);
    let paths = paths("paths", table, errors);
    let migrations = path("migrations", table, errors);
    let (version, _) = version?;
    if let Some((_, span)) = next.as_ref().filter(|(next, _)| !version.is_at_most(*next)) {
        errors.push(ProductErrorKind::SurfaceNext, span.clone());
    }
    let each_change = each.as_ref().is_some_and(|(each, _)| *each == Each::Change);
    if matches!(version, SurfaceVersion::Line(_)) {
        if let Some((_, span)) = each.filter(|_| each_change) {
            errors.push(ProductErrorKind::KeyNotForSurface { key: "each" }, span);
        }
        if let Some((_, span)) = &accepts {
            errors.push(ProductErrorKind::KeyNotForSurface { key: "accepts-previous" }, span.clone());
        }
    }
    Some(Surface {
        name,
        version,
        next: next.map(|(next, _)| next),
        each_change,
        accepts_previous: accepts.map_or(0, |(number, _)| number),
        paths,
        migrations,
    })
}

fn surface_number(
    key: &'static str,
    table: &Reader<'_, '_>,
    errors: &mut Errors,
) -> Option<(SurfaceVersion, Span)> {
    let value = table.value(key)?;
    let number = match value.get_ref() {
        DeValue::Integer(_) => SurfaceVersion::counter(as_number(key, value, errors)?).ok()?,
        DeValue::String(text) => SurfaceVersion::Line(line(text, value.span(), errors)?),
        other => {
            let expected = "a whole number, or MAJOR.MINOR in quotes";
            return wrong_type(key, expected, other, value.span(), errors);
        }
    };
    Some((number, value.span()))
}

pub(super) fn line(text: &str, span: Span, errors: &mut Errors) -> Option<Line> {
    let line = text.parse().map_err(|error| ProductErrorKind::Line { text: text.to_owned(), error });
    errors.keep(line, span)
}

/// The requirements, each with the span of its key.
pub(super) fn requirements(reader: &Reader<'_, '_>, errors: &mut Errors) -> Vec<(RawRequirement, Span)> {
    let mut requirements = Vec::new();
    for entry in reader.entries("requires", errors) {
        let requirement = match entry.value.get_ref() {
            DeValue::Table(_) => Reader::of(entry.name(), entry.value, &REQUIREMENT, errors)
                .and_then(|table| long_requirement(entry.name(), &table, errors)),
            _ => floor(entry.name(), entry.value, errors).map(|(at_least, floor_span)| RawRequirement {
                provider: entry.name().to_owned(),
                at_least,
                floor_span,
                on_mismatch: OnMismatch::default(),
                checked: Checked::default(),
                raise: Raise::default(),
            }),
        };
        if let Some(requirement) = requirement {
            requirements.push((requirement, entry.span()));
        }
    }
    requirements
}

fn long_requirement(provider: &str, table: &Reader<'_, '_>, errors: &mut Errors) -> Option<RawRequirement> {
    let at_least = table.value("at-least").and_then(|value| floor("at-least", value, errors));
    let on_mismatch = table.choice_or_standard("on-mismatch", errors);
    let checked = table.choice_or_standard("checked", errors);
    let raise = table.choice_or_standard("raise", errors);
    let (at_least, floor_span) = at_least?;
    Some(RawRequirement { provider: provider.to_owned(), at_least, floor_span, on_mismatch, checked, raise })
}

fn floor(key: &str, value: &toml::Spanned<DeValue<'_>>, errors: &mut Errors) -> Option<(RawFloor, Span)> {
    let floor = match value.get_ref() {
        DeValue::String(text) => RawFloor::Text(text.clone().into_owned()),
        DeValue::Integer(_) => RawFloor::Number(as_number(key, value, errors)?),
        other => {
            let expected = "a version in quotes, a whole number or a table";
            return wrong_type(key, expected, other, value.span(), errors);
        }
    };
    Some((floor, value.span()))
}

pub(super) fn manifests(reader: &Reader<'_, '_>, errors: &mut Errors) -> Vec<Manifest> {
    let values = reader.array("manifests", errors);
    let read = |(entry, value), errors: &mut Errors| {
        let table = Reader::of("manifests", value, &MANIFEST, errors)?;
        let mut text = |key| table.text(key, errors).map(|(text, _)| Box::from(text));
        let (format, field, pattern) = (text("format"), text("field"), text("pattern"));
        let development = text("development");
        let matches = table.choice_or_standard("matches", errors);
        let written_as =
            table.text("as", errors).and_then(|(name, span)| ecosystem("as", name, span, errors));
        let except = paths("except", &table, errors);
        let path = path("path", &table, errors)?;
        Some(Manifest { path, format, field, pattern, matches, written_as, development, except, entry })
    };
    let mut manifests = Vec::with_capacity(values.len());
    manifests.extend(values.iter().enumerate().filter_map(|value| read(value, errors)));
    manifests
}

/// A path that stays inside the product file's folder (Rule A3).
pub(super) fn path(key: &'static str, table: &Reader<'_, '_>, errors: &mut Errors) -> Option<Box<str>> {
    let (path, span) = table.text(key, errors)?;
    let checked = check_path(path).map_err(|error| ProductErrorKind::Path { path: path.to_owned(), error });
    errors.keep(checked, span).map(|()| path.into())
}

/// The folders and patterns of `paths` or `api-paths`.
pub(super) fn paths(key: &'static str, table: &Reader<'_, '_>, errors: &mut Errors) -> Vec<PathPattern> {
    let mut paths = Vec::new();
    for value in table.array(key, errors) {
        let Some(path) = as_text(key, value, errors) else { continue };
        let pattern = PathPattern::new(path);
        let pattern = pattern.map_err(|error| ProductErrorKind::Path { path: path.to_owned(), error });
        paths.extend(errors.keep(pattern, value.span()));
    }
    paths
}

/// The ecosystem of that name.
pub(super) fn ecosystem(key: &str, name: &str, span: Span, errors: &mut Errors) -> Option<Ecosystem> {
    let ecosystem = Ecosystem::from_name(name).ok_or_else(|| {
        let names = Ecosystem::ALL.iter().map(|ecosystem| ecosystem.name());
        let nearest = nearest(name, names).and_then(Ecosystem::from_name);
        ProductErrorKind::UnknownEcosystem { key: key.to_owned(), name: name.to_owned(), nearest }
    });
    errors.keep(ecosystem, span)
}

pub(super) fn deprecations(file: &Reader<'_, '_>, errors: &mut Errors) -> Vec<RawDeprecation> {
    let values = file.array("deprecations", errors);
    let read = |value, errors: &mut Errors| {
        let table = Reader::of("deprecations", value, &DEPRECATION, errors)?;
        let what = table.title("what", errors);
        let surface = table.text("surface", errors);
        let since = table.text("since", errors).and_then(|(text, span)| line(text, span, errors));
        let removed = table.text("removed", errors).and_then(|(text, span)| line(text, span, errors));
        let window = table.number("window", errors).map_or(1, |(number, _)| number);
        let (date, sunset) = dates(&table, errors);
        let (surface, span) = surface?;
        let surface = surface.to_owned();
        Some(RawDeprecation {
            surface,
            span,
            what: what?.into(),
            since: since?,
            window,
            removed,
            date,
            sunset,
        })
    };
    values.iter().filter_map(|value| read(value, errors)).collect()
}

/// The days `date` and `sunset` of a deprecation; nothing is gone before it is deprecated (RFC 9745, section 4).
fn dates(table: &Reader<'_, '_>, errors: &mut Errors) -> (Option<BuildDate>, Option<BuildDate>) {
    let date = read_date("date", table, errors);
    let sunset = read_date("sunset", table, errors);
    if let (Some((date, _)), Some((sunset, span))) = (&date, &sunset)
        && sunset < date
    {
        errors.push(ProductErrorKind::SunsetBeforeDate { date: *date, sunset: *sunset }, span.clone());
    }
    (date.map(|(date, _)| date), sunset.map(|(sunset, _)| sunset))
}

/// A day as TOML has it, or in quotes.
fn read_date(key: &'static str, table: &Reader<'_, '_>, errors: &mut Errors) -> Option<(BuildDate, Span)> {
    let value = table.value(key)?;
    let text = match value.get_ref() {
        DeValue::String(text) => text.clone().into_owned(),
        DeValue::Datetime(day) => day.to_string(),
        other => return wrong_type(key, "a date", other, value.span(), errors),
    };
    let date = BuildDate::parse(&text).map_err(|error| ProductErrorKind::Date { text, error });
    errors.keep(date, value.span()).map(|date| (date, value.span()))
}
