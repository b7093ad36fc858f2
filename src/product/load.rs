//! From the text of a product file to a [`Product`], or to every error in it.
//!
//! Two passes: this file reads each component by itself; `validate` then checks what only shows between them.

use toml::de::{DeTable, DeValue};

use super::keys::{COMPONENT, FILE, PRODUCT};
use super::model::greatest_line;
use super::read::{Errors, Reader, Span, as_text, as_version, wrong_type};
use super::validate::{Loaded, finish, link_changes};
use super::versioning::{Maintained, Versioning, check_next, check_stable};
use super::{
    CommitTemplate, Component, ComponentId, InvalidProduct, Product, ProductErrorKind, TagTemplate, Tagging,
    Track, read_changes, read_parts,
};
use crate::bom::without_mark;
use crate::ecosystem::Ecosystem;
use crate::version::{Scheme, Version};

impl Product {
    /// Reads the text of a product file (section 2 of the rules). A byte order mark at its start is allowed.
    ///
    /// Every error in the file is reported at once, in the order of their places.
    ///
    /// ```
    /// use dateline::product::Product;
    ///
    /// let product = Product::from_toml(
    ///     r#"
    ///     [product]
    ///     name = "Chain"
    ///
    ///     [components.core]
    ///     lead = true
    ///     version = "1.2"
    ///
    ///     [components.mac]
    ///     version = "1.1.20170224"
    ///     follows = { core = "release" }
    ///     "#,
    /// )?;
    /// assert_eq!(product.current_line().map(|line| line.to_string()).as_deref(), Some("1.2"));
    ///
    /// let errors = Product::from_toml("[product]\nnme = 'Chain'").unwrap_err().errors;
    /// assert_eq!(errors[0].to_string(), "the product file needs the key `components`");
    /// # Ok::<(), dateline::product::InvalidProduct>(())
    /// ```
    pub fn from_toml(text: &str) -> Result<Product, InvalidProduct> {
        let body = without_mark(text);
        let start = text.len() - body.len();
        let (document, syntax) = DeTable::parse_recoverable(body);
        let mut errors = Errors::default();
        for error in &syntax {
            let span = error.span().unwrap_or(0..0);
            errors.push(ProductErrorKind::Syntax(error.message().to_owned()), span);
        }
        // What a broken file seems to lack may only be hidden behind the break.
        let product = if syntax.is_empty() { read_file(document.get_ref(), &mut errors) } else { None };
        match product {
            Some(product) if errors.0.is_empty() => Ok(product),
            _ => {
                let mut errors = errors.0;
                for error in &mut errors {
                    error.span = error.span.start + start..error.span.end + start;
                }
                errors.sort_by_key(|error| (error.span.start, error.span.end));
                // The parser says once for each open bracket that it is not closed.
                errors.dedup();
                Err(InvalidProduct::new(errors))
            }
        }
    }
}

fn read_file(document: &DeTable<'_>, errors: &mut Errors) -> Option<Product> {
    let file = Reader::new(document, &FILE, 0..0, errors);
    let header = file.value("product").and_then(|value| Reader::of("product", value, &PRODUCT, errors));
    let mut loaded = Loaded::default();
    let entries = file.entries("components", errors);
    loaded.reserve(entries.len());
    for entry in entries {
        let id = read_id(entry.name(), entry.span(), &mut loaded, errors);
        // A table `[components.core]` is named by its key; its own span is only the header.
        let reader = Reader::of(entry.name(), entry.value, &COMPONENT, errors);
        let is_clear = id.is_some() && reader.as_ref().is_some_and(tells_lead);
        loaded.leads_unknown |= !is_clear;
        if let Some(reader) = reader {
            read_component(id, &reader, entry.span(), &mut loaded, errors);
        }
    }
    let deprecations = read_parts::deprecations(&file, errors);
    let changes = read_changes::changes(&file, errors);
    let header = header?;
    let name = header.title("name", errors);
    let same_day = header.choice_or_standard("same-day", errors);
    let tag = read_tag(&header, errors).unwrap_or_else(TagTemplate::standard);
    let commit = read_commit(&header, errors).unwrap_or_else(CommitTemplate::standard);
    let maintain = header.number("maintain", errors).map_or(0, |(number, _)| number);
    if let Some(components) = file.value("components").filter(|value| is_empty_table(value)) {
        errors.push(ProductErrorKind::NoComponents, components.span());
    }
    let changes = link_changes(&loaded, changes, errors);
    let (graph, deprecations) = finish(&mut loaded, deprecations, errors)?;
    Some(Product {
        name: name?.into(),
        same_day,
        maintain,
        tag,
        commit,
        deprecations,
        changes,
        line: greatest_line(&loaded.components),
        positions: loaded.positions,
        components: loaded.components,
        graph,
    })
}

fn is_empty_table(value: &toml::Spanned<DeValue<'_>>) -> bool {
    matches!(value.get_ref(), DeValue::Table(table) if table.is_empty())
}

/// The id, where it is well formed and like no other; otherwise a component without a place in the index.
pub(super) fn read_id(
    text: &str,
    span: Span,
    loaded: &mut Loaded<'_>,
    errors: &mut Errors,
) -> Option<ComponentId> {
    let id = text.parse::<ComponentId>();
    let id = id.map_err(|error| ProductErrorKind::Id { id: text.to_owned(), error });
    let id = errors.keep(id, span.clone())?;
    if let Some(other) = loaded.claim_look(&id) {
        errors.push(ProductErrorKind::LookAlike { id: id.clone(), other: other.clone() }, span);
    }
    Some(id)
}

/// Whether the keys that make a component a lead, or another scheme's, can be read: what a slip in them hides is no
/// second error.
fn tells_lead(reader: &Reader<'_, '_>) -> bool {
    let lead = reader.value("lead").map(toml::Spanned::get_ref);
    let scheme = reader.value("scheme").map(toml::Spanned::get_ref);
    matches!(lead, None | Some(DeValue::Boolean(_)))
        && scheme.is_none_or(|scheme| scheme.as_str().is_some_and(|name| Scheme::from_name(name).is_some()))
}

pub(super) fn read_component<'t>(
    id: Option<ComponentId>,
    reader: &Reader<'t, '_>,
    header: Span,
    loaded: &mut Loaded<'t>,
    errors: &mut Errors,
) {
    let follows = read_parts::follows(reader, errors);
    let requires = read_parts::requirements(reader, errors);
    let title = reader.title("title", errors);
    let track = read_track(reader, errors);
    let paths = read_parts::paths("paths", reader, errors);
    let api_paths = read_parts::paths("api-paths", reader, errors);
    let (tag, tagging) = read_tagging(reader, errors);
    let tag_aliases = read_tag_aliases(reader, errors);
    let surfaces = read_parts::surfaces(reader, errors);
    let manifests = read_parts::manifests(reader, errors);
    let changelog = read_parts::path("changelog", reader, errors);
    let publish = read_publish(reader, errors);
    let Some(id) = id else { return };
    let component = Component {
        title: title.unwrap_or(id.as_str()).into(),
        track,
        follows: Box::default(),
        surfaces: surfaces.into(),
        requires: Box::default(),
        paths: paths.into(),
        api_paths: api_paths.into(),
        tag: tag.map(Box::new),
        tagging,
        tag_aliases: tag_aliases.into(),
        manifests: manifests.into(),
        changelog,
        publish: publish.into(),
        id,
    };
    loaded.push(component, header, follows, requires);
}

fn read_tag(reader: &Reader<'_, '_>, errors: &mut Errors) -> Option<TagTemplate> {
    let (text, span) = reader.text("tag", errors)?;
    errors.keep(TagTemplate::new(text).map_err(ProductErrorKind::Tag), span)
}

/// The component's own tag template, and which of its releases get tags.
fn read_tagging(reader: &Reader<'_, '_>, errors: &mut Errors) -> (Option<TagTemplate>, Tagging) {
    let development = reader.flag("tag-development", errors).is_some_and(|(flag, _)| flag);
    let tagging = if development { Tagging::Development } else { Tagging::Releases };
    match reader.value("tag").map(|value| (value.get_ref(), value.span())) {
        None => (None, tagging),
        Some((DeValue::Boolean(false), _)) => (None, Tagging::Never),
        Some((DeValue::String(_), _)) => (read_tag(reader, errors), tagging),
        Some((other, span)) => {
            (wrong_type("tag", "a text in quotes, or false", other, span, errors), tagging)
        }
    }
}

fn read_commit(header: &Reader<'_, '_>, errors: &mut Errors) -> Option<CommitTemplate> {
    let (text, span) = header.text("commit", errors)?;
    errors.keep(CommitTemplate::new(text).map_err(ProductErrorKind::Commit), span)
}

fn read_tag_aliases(reader: &Reader<'_, '_>, errors: &mut Errors) -> Vec<TagTemplate> {
    let mut aliases = Vec::new();
    for value in reader.array("tag-aliases", errors) {
        let alias = as_text("tag-aliases", value, errors).map(TagTemplate::alias);
        let alias = alias.map(|alias| alias.map_err(ProductErrorKind::TagAlias));
        aliases.extend(alias.and_then(|alias| errors.keep(alias, value.span())));
    }
    aliases
}

fn read_publish(reader: &Reader<'_, '_>, errors: &mut Errors) -> Vec<Ecosystem> {
    let mut publish = Vec::new();
    for value in reader.array("publish", errors) {
        let ecosystem = as_text("publish", value, errors)
            .and_then(|name| read_parts::ecosystem("publish", name, value.span(), errors));
        match ecosystem {
            Some(ecosystem) if publish.contains(&ecosystem) => {
                errors.push(ProductErrorKind::PublishedTwice { ecosystem }, value.span());
            }
            other => publish.extend(other),
        }
    }
    publish
}

/// The versions of a component in its scheme, each by itself and against each other (Rule P1).
fn read_track(reader: &Reader<'_, '_>, errors: &mut Errors) -> Track {
    let scheme: Scheme = reader.choice_or_standard("scheme", errors);
    refuse_keys_of_other_schemes(reader, scheme, errors);
    let version = read_stable(reader, scheme, errors);
    let next = read_next(reader, scheme, version, errors);
    let maintained = read_maintained(reader, scheme, version, errors);
    let lead = reader.flag("lead", errors).is_some_and(|(lead, _)| lead);
    let breaking = reader.choice("breaking", errors).map(|(field, _)| field);
    Versioning { scheme, lead, breaking, version, next, maintained }.track()
}

fn refuse_keys_of_other_schemes(reader: &Reader<'_, '_>, scheme: Scheme, errors: &mut Errors) {
    let keys: &[&'static str] = match scheme {
        Scheme::Dated | Scheme::Counted => &["breaking", "tag-development"],
        Scheme::Semver => &["lead", "tag-development"],
        Scheme::DevPatch => &["lead", "next", "maintained"],
    };
    for key in keys {
        // `lead = false` says only what is so anyway.
        let value = reader.value(key).filter(|value| !matches!(value.get_ref(), DeValue::Boolean(false)));
        if let Some(value) = value {
            errors.push(ProductErrorKind::KeyNotForScheme { key, scheme }, value.span());
        }
    }
}

fn read_stable(reader: &Reader<'_, '_>, scheme: Scheme, errors: &mut Errors) -> Option<Version> {
    let (version, span) = reader.version("version", scheme, errors)?;
    errors.keep(check_stable("version", version), span).map(|()| version)
}

fn read_next(
    reader: &Reader<'_, '_>,
    scheme: Scheme,
    version: Option<Version>,
    errors: &mut Errors,
) -> Option<Version> {
    if scheme == Scheme::DevPatch {
        return None;
    }
    let (next, span) = reader.version("next", scheme, errors)?;
    errors.keep(check_next(next, version), span);
    Some(next)
}

fn read_maintained(
    reader: &Reader<'_, '_>,
    scheme: Scheme,
    version: Option<Version>,
    errors: &mut Errors,
) -> Vec<Version> {
    let mut maintained: Vec<Version> = Vec::new();
    let mut checked = Maintained::below(version);
    if scheme == Scheme::DevPatch {
        return maintained;
    }
    let values = reader.array("maintained", errors);
    for value in values {
        let Some(entry) = as_version("maintained", value, scheme, errors) else { continue };
        for error in checked.errors(entry) {
            errors.push(error, value.span());
        }
        maintained.push(entry);
    }
    if let (Some(first), None, false) = (values.first(), version, reader.value("version").is_some()) {
        errors.push(ProductErrorKind::MaintainedUnreleased, first.span());
    }
    maintained
}
