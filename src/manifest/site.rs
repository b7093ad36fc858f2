//! The places of a manifest that hold a version, what stands there, and what is to stand there.

use std::collections::BTreeMap;
use std::ops::Range;

use super::error::{Home, HomeKind, ManifestError, ManifestErrorKind};
use super::holds::Holds;
use super::lines::{line_of, part};
use super::link::Replacement;
use crate::ecosystem::Ecosystem;
use crate::product::{Reference, SurfaceName};
use crate::version::BuildDate;

/// A place of a manifest, and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestPlace {
    /// The bytes of the text, without quotes or an operator around them.
    pub span: Range<usize>,
    /// The line of its first byte, counted from 1.
    pub line: usize,
    /// What stands there.
    pub text: String,
    pub holds: Holds,
}

/// What is to stand in the places of a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values {
    /// The version, as [`Target::render`](super::Target::render) writes it.
    pub version: Option<String>,
    /// The version as other ecosystems write it.
    pub versions: BTreeMap<Ecosystem, String>,
    /// The version as other ecosystems show it to people.
    pub shown: BTreeMap<Ecosystem, String>,
    /// The line of the version: `1.2`.
    pub line: Option<String>,
    /// The date of the release, a day in UTC.
    pub date: Option<BuildDate>,
    /// The floors, by what they are floors of.
    pub floors: BTreeMap<Reference, String>,
    pub surfaces: BTreeMap<SurfaceName, String>,
}

impl Values {
    /// The version alone, which is all that a place outside of a pattern holds.
    pub fn version(version: impl Into<String>) -> Self {
        Values { version: Some(version.into()), ..Values::default() }
    }

    /// What is to stand at each of `sites`, in their order.
    ///
    /// Refused where the value of one is not given.
    pub fn replacements(&self, sites: &[ManifestPlace]) -> Result<Vec<Replacement>, ManifestError> {
        let one = |site: &ManifestPlace| Ok(Replacement { span: site.span.clone(), text: self.at(site)? });
        sites.iter().map(one).collect()
    }

    /// What is to stand at `site`.
    pub(super) fn at(&self, site: &ManifestPlace) -> Result<String, ManifestError> {
        let value = match &site.holds {
            Holds::Version => self.version.clone(),
            Holds::Core => self.version.as_deref().map(|version| halves(version).0.to_owned()),
            Holds::Stage => self.version.as_deref().map(|version| halves(version).1.to_owned()),
            Holds::VersionAs(ecosystem) => self.versions.get(ecosystem).cloned(),
            Holds::ShownAs(ecosystem) => self.shown.get(ecosystem).cloned(),
            Holds::Line => self.line.clone(),
            // A date keeps the form that it has: 20161024 or 2016-10-24.
            Holds::Date if site.text.contains('-') => self.date.map(|date| date.to_string()),
            Holds::Date => self.date.map(|date| date.number().to_string()),
            Holds::Floor(of) => self.floors.get(of).cloned(),
            Holds::Surface(surface) => self.surfaces.get(surface).cloned(),
        };
        let missing = || ManifestErrorKind::NoValue { holds: site.holds.clone() };
        value.ok_or_else(|| ManifestError { kind: missing(), line: Some(site.line) })
    }
}

impl Values {
    /// Takes what `site` has, where nothing else is known.
    pub(super) fn keep(&mut self, site: &ManifestPlace) {
        match &site.holds {
            Holds::Floor(of) if !self.floors.contains_key(of) => {
                self.floors.insert(of.clone(), site.text.clone());
            }
            Holds::Surface(name) if !self.surfaces.contains_key(name) => {
                self.surfaces.insert(name.clone(), site.text.clone());
            }
            Holds::Date => self.date = self.date.or_else(|| BuildDate::parse(&site.text).ok()),
            _ => {}
        }
    }
}

/// A version without its prerelease, and the prerelease: empty where there is none.
fn halves(version: &str) -> (&str, &str) {
    version.split_once('-').unwrap_or((version, ""))
}

/// What a finder returns.
pub(super) type Found = Result<Vec<ManifestPlace>, ManifestError>;

impl ManifestPlace {
    /// The version that stands at `span`.
    pub(super) fn version(text: &str, span: Range<usize>) -> Self {
        ManifestPlace::holding(text, span, Holds::Version)
    }

    pub(super) fn holding(text: &str, span: Range<usize>, holds: Holds) -> Self {
        ManifestPlace { line: 0, text: part(text, span.clone()).to_owned(), span, holds }
    }
}

/// The place `span`, whose bytes mean `value`: an escape would be lost by an edit, and white space or nothing at all is
/// no version.
pub(super) fn literal(
    text: &str,
    span: Range<usize>,
    value: &str,
    what: &str,
) -> Result<ManifestPlace, ManifestError> {
    if part(text, span.clone()) != value {
        return Err(ManifestErrorKind::Escaped { what: what.to_owned() }.at(text, span.start));
    }
    if value.is_empty() || value.contains(char::is_whitespace) {
        let (what, value) = (what.to_owned(), value.to_owned());
        return Err(ManifestErrorKind::NotSingle { what, text: value }.at(text, span.start));
    }
    Ok(ManifestPlace::version(text, span))
}

/// `sites` in the order of `text`, each with its line: one pass, since a large file may have many.
pub(super) fn numbered(text: &str, mut sites: Vec<ManifestPlace>) -> Vec<ManifestPlace> {
    sites.sort_by_key(|site| site.span.start);
    let (mut line, mut counted) = (1, 0);
    for site in &mut sites {
        line += part(text, counted..site.span.start).matches('\n').count();
        counted = site.span.start;
        site.line = line;
    }
    sites
}

/// The only one of `sites`.
pub(super) fn only(text: &str, sites: Vec<ManifestPlace>, what: &str) -> Found {
    let what = what.to_owned();
    match sites.as_slice() {
        [] => Err(ManifestErrorKind::NotFound { what }.anywhere()),
        [_] => Ok(sites),
        [first, second, ..] => {
            let first = line_of(text, first.span.start);
            Err(ManifestErrorKind::FoundTwice { what, first }.at(text, second.span.start))
        }
    }
}

/// The error that `what`, which was looked for at the byte `at`, is defined elsewhere.
pub(super) fn elsewhere(text: &str, at: usize, what: &str, home: Home) -> ManifestError {
    ManifestErrorKind::Elsewhere { what: what.to_owned(), home }.at(text, at)
}

impl Home {
    /// A place outside of the text.
    pub(super) fn outside(kind: HomeKind, name: impl Into<String>) -> Self {
        Home { kind, name: name.into(), line: None }
    }
}
