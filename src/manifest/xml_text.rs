//! XML: elements and their texts with their places (XML 1.0).

use std::ops::Range;

use roxmltree::{Document, Node, ParsingOptions};

use super::error::{Home, HomeKind, ManifestError, ManifestErrorKind};
use super::limits::check_xml;
use super::lines::{line_of, part, trimmed};
use super::site::{ManifestPlace, elsewhere, literal};

/// The document that `text` is. A property list has a document type, which is read and never fetched.
pub(super) fn parse(text: &str) -> Result<Document<'_>, ManifestError> {
    check_xml(text)?;
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| {
        let line = usize::try_from(error.pos().row).ok();
        let kind = ManifestErrorKind::Syntax { language: "XML", message: error.to_string() };
        ManifestError { kind, line }
    })
}

/// The elements `name` in `parent`, whatever their namespace.
pub(super) fn children<'a, 'i: 'a>(
    parent: Node<'a, 'i>,
    name: &'a str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    parent.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// The place of the text in `element`, without white space around it.
pub(super) fn site(text: &str, element: Node<'_, '_>, what: &str) -> Result<ManifestPlace, ManifestError> {
    let within = element.range();
    let mut inner = element.children();
    let (node, others) = (inner.next(), inner.next());
    let owned = what.to_owned();
    let Some(node) = node else {
        return Err(ManifestErrorKind::NotFound { what: owned }.at(text, within.start));
    };
    if others.is_some() || !node.is_text() {
        return Err(ManifestErrorKind::NotText { what: owned, found: "several nodes" }.at(text, within.start));
    }
    let range = node.range();
    // The text of an entity stands in the document type, where others may use it too.
    if range.start < within.start || range.end > within.end {
        return Err(ManifestErrorKind::Escaped { what: owned }.at(text, within.start));
    }
    let raw = part(text, range.clone());
    let plain = raw.strip_prefix("<![CDATA[").and_then(|raw| raw.strip_suffix("]]>"));
    let start = range.start + if plain.is_some() { "<![CDATA[".len() } else { 0 };
    let span = trimmed(plain.unwrap_or(raw), start);
    literal(text, span, node.text().unwrap_or_default().trim(), what)
}

/// The place between the tags of an element with nothing in it: `<VersionSuffix></VersionSuffix>`; `None` for another one.
pub(super) fn between_tags(text: &str, element: Node<'_, '_>) -> Option<Range<usize>> {
    if element.has_children() {
        return None;
    }
    let range = element.range();
    let at = range.start + part(text, range).find("></")? + 1;
    Some(at..at)
}

/// Refuses a text that names a property, such as `${revision}` or `$(Base)`; `defined` finds where that one is.
pub(super) fn refuse_property(
    text: &str,
    site: ManifestPlace,
    what: &str,
    open: &str,
    close: char,
    defined: impl Fn(&str) -> Option<usize>,
) -> Result<ManifestPlace, ManifestError> {
    let Some((_, rest)) = site.text.split_once(open) else { return Ok(site) };
    let name = rest.split(close).next().unwrap_or(rest).to_owned();
    let line = defined(&name).map(|at| line_of(text, at));
    let home = Home { kind: HomeKind::Property, name, line };
    Err(elsewhere(text, site.span.start, what, home))
}
