//! Edits in place: a product file with other versions in it, and every other byte as it was (Rule A2).
//!
//! The text is parsed to find places, and what changes is spliced in. The result is read back: where it does not say what
//! was asked for, the edit is refused. This file knows what an [`Edit`] asks for; `rewrite_pairs`, `rewrite_values` and
//! `rewrite_lines` know how TOML writes keys, values, and lines.

use std::collections::HashSet;

use thiserror::Error;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::read::Span;
use super::rewrite_lines::{Splice, part, spliced};
use super::rewrite_pairs::{KeyValue, TablePlace};
use super::rewrite_values::{Literal, listed};
use super::{ComponentId, Edit, Reference, SurfaceName};
use crate::bom::without_mark;
use crate::version::{Number, Scheme, Version};

/// Why a product file cannot be edited.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RewriteError {
    /// The text is not TOML: `version = `.
    #[error("not valid TOML: {message}")]
    Syntax {
        message: String,
        /// The bytes of the text that are wrong.
        span: Span,
    },
    /// The text has no table for the component.
    #[error("unknown component `{0}`")]
    NoComponent(ComponentId),
    /// The component's table has no such surface.
    #[error("{component} has no surface `{surface}`")]
    NoSurface { component: ComponentId, surface: SurfaceName },
    /// The component's table has no such requirement: of a component, or of `COMPONENT.SURFACE`.
    #[error("{component} has no requirement of `{provider}`")]
    NoRequirement { component: ComponentId, provider: String },
    /// The value has another form in the text: a counter for a number in quotes, `version = 1.0`, a version of another
    /// scheme than the component's.
    #[error("`{key}` of {component} has another form")]
    OtherForm { component: ComponentId, key: String },
    /// A key cannot be added to the component's table, or removed from it, without rewriting more than that: the table
    /// stands only in the names of others, as in `[components.core.surfaces.api]`.
    #[error("the table of {0} is written in a way that cannot be edited in place")]
    Layout(ComponentId),
}

/// The text of a product file after `edits`, with every other byte as it was (Rule A2).
///
/// Comments, order, quotes, line ends, spacing and a byte order mark stay. A new key is written in the style of its
/// neighbour: `version` behind `title`, `lead` and `scheme`, `next` behind `version`, `maintained` behind `next`. A key
/// that goes takes its line with it, but leaves a comment that stood behind it. Entries of `maintained` keep the order of
/// the file; a list without entries stays, as `[]`.
///
/// The text need not be a valid product, only TOML. Where it is one, and the edits are a plan's, the result reads as
/// [`Product::edited`](super::Product::edited) has it.
///
/// ```
/// use dateline::product::{Edit, rewrite};
/// use dateline::version::Scheme;
///
/// let text = "[components.core] # leads\nlead    = true\nversion = '1.2'\n";
/// let next = Some(Scheme::Dated.parse("1.3-next.0")?);
/// let edited = rewrite(text, &[Edit::Next { component: "core".parse()?, next }])?;
/// assert_eq!(edited, "[components.core] # leads\nlead    = true\nversion = '1.2'\nnext    = '1.3-next.0'\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Refused where the text is not TOML, lacks what an edit changes, has a value of another form in its place, or is written
/// in a way that cannot be edited in place.
pub fn rewrite(text: &str, edits: &[Edit]) -> Result<String, RewriteError> {
    let body = without_mark(text);
    let mark = part(text, 0..text.len() - body.len());
    let edits: Vec<&Edit> = edits.iter().collect();
    let (mut body, mut waiting) = rewrite_some(body, &edits, mark.len())?;
    while let Some(edit) = waiting.first() {
        let layout = RewriteError::Layout(edit.component().clone());
        (body, waiting) = rewrite_some(&body, &waiting, 0).map_err(|error| match error {
            RewriteError::Syntax { .. } => layout,
            other => other,
        })?;
    }
    match first_unmade(&body, &edits) {
        Some(edit) => Err(RewriteError::Layout(edit.component().clone())),
        None => Ok(format!("{mark}{body}")),
    }
}

/// The text after those of `edits` that can be made at once, and the others: each component takes one edit, since the
/// next one may stand on what it wrote, and no edit takes bytes that are near another's.
fn rewrite_some<'e>(
    text: &str,
    edits: &[&'e Edit],
    offset: usize,
) -> Result<(String, Vec<&'e Edit>), RewriteError> {
    let document = DeTable::parse(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let span = span.start + offset..span.end + offset;
        RewriteError::Syntax { message: error.message().to_owned(), span }
    })?;
    let mut splices: Vec<Splice> = Vec::new();
    let mut waiting = Vec::new();
    let mut touched: HashSet<&ComponentId> = HashSet::new();
    for edit in edits {
        if !touched.insert(edit.component()) {
            waiting.push(*edit);
            continue;
        }
        let wanted = Target::of(text, document.get_ref(), edit)?.edit(edit)?;
        if wanted.iter().any(|one| splices.iter().any(|other| one.meets(other))) {
            waiting.push(*edit);
        } else {
            splices.extend(wanted);
        }
    }
    Ok((spliced(text, splices), waiting))
}

/// The first of `edits` that the text does not have the result of.
fn first_unmade<'e>(text: &str, edits: &[&'e Edit]) -> Option<&'e Edit> {
    let Ok(document) = DeTable::parse(text) else { return edits.first().copied() };
    let is_made = |edit: &Edit| {
        let splices = Target::of(text, document.get_ref(), edit).and_then(|target| target.edit(edit));
        splices.is_ok_and(|splices| splices.iter().all(|splice| splice.changes_nothing(text)))
    };
    edits.iter().find(|edit| !is_made(edit)).copied()
}

/// The table of the component that an edit changes.
struct Target<'t, 'i> {
    text: &'t str,
    component: &'t ComponentId,
    place: TablePlace<'t, 'i>,
}

impl<'t, 'i> Target<'t, 'i> {
    fn of(text: &'t str, document: &'t DeTable<'i>, edit: &'t Edit) -> Result<Self, RewriteError> {
        let component = edit.component();
        let components = TablePlace::root(document).child("components");
        let place = components.and_then(|components| components.child(component.as_str()));
        let place = place.ok_or_else(|| RewriteError::NoComponent(component.clone()))?;
        Ok(Target { text, component, place })
    }

    fn edit(&self, edit: &Edit) -> Result<Vec<Splice>, RewriteError> {
        match edit {
            Edit::Version { version, .. } => {
                self.check_scheme("version", *version)?;
                self.set(&self.place, "version", &Literal::from(*version))
            }
            Edit::Next { next: Some(next), .. } => {
                self.check_scheme("next", *next)?;
                self.set(&self.place, "next", &Literal::from(*next))
            }
            Edit::Next { next: None, .. } => Ok(self.unset(&self.place, "next")),
            Edit::Maintained { versions, .. } => self.set_maintained(versions),
            Edit::Surface { surface, version, .. } => {
                self.set(&self.surface(surface)?, "version", &Literal::from(*version))
            }
            Edit::SurfaceNext { surface, next: Some(next), .. } => {
                self.set(&self.surface(surface)?, "next", &Literal::from(*next))
            }
            Edit::SurfaceNext { surface, next: None, .. } => Ok(self.unset(&self.surface(surface)?, "next")),
            Edit::Floor { provider, at_least, .. } => self.set_floor(provider, *at_least),
        }
    }

    fn scheme(&self) -> Scheme {
        let name = self.place.value("scheme").and_then(DeValue::as_str);
        name.and_then(Scheme::from_name).unwrap_or_default()
    }

    /// Refuses a version that the component cannot have under `key`.
    fn check_scheme(&self, key: &str, version: Version) -> Result<(), RewriteError> {
        if version.scheme() == self.scheme() { Ok(()) } else { Err(self.other_form(key)) }
    }

    fn other_form(&self, key: &str) -> RewriteError {
        RewriteError::OtherForm { component: self.component.clone(), key: key.to_owned() }
    }

    fn surface(&self, surface: &SurfaceName) -> Result<TablePlace<'_, '_>, RewriteError> {
        let surfaces = self.place.child("surfaces");
        let found = surfaces.and_then(|surfaces| surfaces.child(surface.as_str()));
        found.ok_or_else(|| RewriteError::NoSurface {
            component: self.component.clone(),
            surface: surface.clone(),
        })
    }

    /// Gives the key `name` of `place` a value, or the value that it has another text.
    fn set(
        &self,
        place: &TablePlace<'_, '_>,
        name: &str,
        value: &Literal,
    ) -> Result<Vec<Splice>, RewriteError> {
        if place.value(name).is_some() {
            let pair = place.pair(name).ok_or_else(|| self.other_form(name))?;
            return value.replace(self.text, pair.value).ok_or_else(|| self.other_form(name));
        }
        let neighbour = neighbour(place, name);
        let value = value.written(place.quotes(self.text, neighbour.as_ref()));
        place.insert(self.text, neighbour, name, &value).ok_or_else(|| self.layout())
    }

    fn layout(&self) -> RewriteError {
        RewriteError::Layout(self.component.clone())
    }

    fn unset(&self, place: &TablePlace<'_, '_>, name: &str) -> Vec<Splice> {
        place.pair(name).map(|pair| place.remove(self.text, &pair)).unwrap_or_default()
    }

    fn set_floor(&self, provider: &Reference, at_least: Number) -> Result<Vec<Splice>, RewriteError> {
        let name = provider.to_string();
        let requires = self.place.child("requires");
        let pair = requires.and_then(|requires| match requires.child(&name) {
            Some(long) => long.pair("at-least"),
            None => requires.pair(&name),
        });
        let value = match at_least {
            Number::Version(version) => Literal::from(version),
            Number::Surface(number) => Literal::from(number),
        };
        let Some(pair) = pair else {
            return Err(RewriteError::NoRequirement { component: self.component.clone(), provider: name });
        };
        value.replace(self.text, pair.value).ok_or_else(|| self.other_form(&name))
    }

    fn set_maintained(&self, versions: &[Version]) -> Result<Vec<Splice>, RewriteError> {
        let key = "maintained";
        versions.iter().try_for_each(|version| self.check_scheme(key, *version))?;
        if self.place.value(key).is_none() {
            if versions.is_empty() {
                return Ok(Vec::new());
            }
            let neighbour = neighbour(&self.place, key);
            let quote = self.place.quotes(self.text, neighbour.as_ref());
            let entries: Vec<String> =
                versions.iter().map(|version| Literal::from(*version).written(quote)).collect();
            let value = format!("[{}]", entries.join(", "));
            return self.place.insert(self.text, neighbour, key, &value).ok_or_else(|| self.layout());
        }
        let pair = self.place.pair(key).ok_or_else(|| self.other_form(key))?;
        let array = pair.value.get_ref().as_array().ok_or_else(|| self.other_form(key))?;
        let scheme = self.scheme();
        let read = |value: &Spanned<DeValue<'_>>| scheme.parse(value.get_ref().as_str()?).ok();
        let entries: Option<Vec<Version>> = array.iter().map(read).collect();
        let entries = entries.ok_or_else(|| self.other_form(key))?;
        let range = pair.value.span();
        let text = listed(part(self.text, range.clone()), entries, versions).ok_or_else(|| self.layout())?;
        Ok(vec![Splice { range, text }])
    }
}

/// The pair that a new key `name` goes behind.
fn neighbour<'t, 'i>(place: &TablePlace<'t, 'i>, name: &str) -> Option<KeyValue<'t, 'i>> {
    let behind: &[&str] = match name {
        "next" => &["version"],
        "maintained" => &["next", "version"],
        _ => &[],
    };
    let head = || {
        let pairs = ["title", "lead", "scheme"].into_iter().filter_map(|name| place.pair(name));
        pairs.max_by_key(|pair| pair.key.start)
    };
    behind.iter().find_map(|name| place.pair(name)).or_else(head)
}
