//! Which place of a manifest is meant: what it holds, and the text with another version there.

use std::borrow::Cow;

use super::error::{ManifestError, ManifestErrorKind};
use super::find::find;
use super::format::Format;
use super::holds::Holds;
use super::lines::body;
use super::link::{Replacement, replace};
use super::pattern::Pattern;
use super::site::{Found, ManifestPlace, Values, numbered};
use crate::ecosystem::{Ecosystem, RenderError};
use crate::product::{Manifest, Matches};
use crate::version::{Scheme, Version};

/// The largest manifest that is read, in bytes: 16 MiB.
pub const MAX_BYTES: usize = 16 << 20;

/// Which place of a manifest is meant, and in whose form it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Target<'a> {
    format: Format,
    field: Option<Cow<'a, str>>,
    pattern: Option<Pattern>,
    written_as: Option<Ecosystem>,
    /// Whether every match of the pattern is meant.
    is_every: bool,
    /// What follows a version in development.
    development: Option<Cow<'a, str>>,
}

/// The text of a manifest; refused where it is over [`MAX_BYTES`] or no UTF-8.
pub fn decode(bytes: &[u8]) -> Result<&str, ManifestError> {
    check_size(bytes.len())?;
    let encodings: [(&[u8], &str); 3] =
        [(b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"), (b"bplist00", "a binary property list")];
    if let Some((_, encoding)) = encodings.into_iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Err(ManifestErrorKind::Encoded { encoding }.anywhere());
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        let encoded = |encoding| ManifestErrorKind::Encoded { encoding };
        let kind = single_byte_encoding(bytes).map_or(ManifestErrorKind::NotUtf8, encoded);
        ManifestError { kind, line: Some(line) }
    })
}

/// The encoding of a text that is not UTF-8 and has a byte for each character; `None` for what is not a text.
fn single_byte_encoding(bytes: &[u8]) -> Option<&'static str> {
    let is_text = |byte: &u8| !byte.is_ascii_control() || byte.is_ascii_whitespace();
    if !bytes.iter().all(is_text) {
        return None;
    }
    // Latin-1 has control characters where Windows has quotes and dashes.
    let is_windows = bytes.iter().any(|byte| (0x80..0xa0).contains(byte));
    Some(if is_windows { "Windows-1252 or another 8-bit encoding" } else { "Latin-1 (ISO 8859-1)" })
}

fn check_size(bytes: usize) -> Result<(), ManifestError> {
    if bytes > MAX_BYTES { Err(ManifestErrorKind::TooLarge { bytes }.anywhere()) } else { Ok(()) }
}

impl<'a> Target<'a> {
    /// The place that a format's version has where nothing else is said.
    pub fn new(format: Format) -> Self {
        Target { format, field: None, pattern: None, written_as: None, is_every: false, development: None }
    }

    /// The places that `pattern` matches in a text of any format.
    pub fn matching(pattern: Pattern) -> Self {
        Target { pattern: Some(pattern), ..Target::new(Format::Text) }
    }

    /// The same with the field `field`; [`Format`] says what a field is in each format.
    #[must_use]
    pub fn field(mut self, field: impl Into<Cow<'a, str>>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// The same, for every match of the pattern instead of the only one.
    #[must_use]
    pub fn every(mut self) -> Self {
        self.is_every = true;
        self
    }

    /// The same, where `suffix` follows a version in development: `-SNAPSHOT`.
    #[must_use]
    pub fn development(mut self, suffix: impl Into<Cow<'a, str>>) -> Self {
        self.development = Some(suffix.into());
        self
    }

    /// The same, written in the form of `ecosystem`.
    #[must_use]
    pub fn written_as(mut self, ecosystem: Ecosystem) -> Self {
        self.written_as = Some(ecosystem);
        self
    }

    /// What an entry of a product file means. A pattern needs no format.
    ///
    /// Refused where neither the name of the format nor that of the file is known, or where the pattern does not work.
    pub fn of(manifest: &'a Manifest) -> Result<Self, ManifestError> {
        let pattern = manifest.pattern.as_deref().map(str::parse::<Pattern>).transpose();
        let pattern = pattern.map_err(|error| ManifestErrorKind::Pattern(error).anywhere())?;
        let format = match manifest.format.as_deref() {
            Some(name) => Format::from_name(name).ok_or_else(|| unknown_format(name))?,
            None => match Format::of_path(&manifest.path) {
                Some(format) => format,
                None if pattern.is_some() => Format::Text,
                None => return Err(unknown_file(&manifest.path)),
            },
        };
        let field = manifest.field.as_deref().map(Cow::Borrowed);
        Ok(Target {
            format,
            field,
            pattern,
            written_as: manifest.written_as,
            is_every: manifest.matches == Matches::All,
            development: manifest.development.as_deref().map(Cow::Borrowed),
        })
    }

    /// The format.
    pub fn format(&self) -> Format {
        self.format
    }

    /// In whose form the version is written; `None` for the canonical form.
    pub fn ecosystem(&self) -> Option<Ecosystem> {
        self.written_as.or_else(|| self.format.ecosystem(self.field.as_deref()))
    }

    /// The version of `scheme` that `text` is there; `None` where it is not one in that form.
    pub fn parse(&self, text: &str, scheme: Scheme) -> Option<Version> {
        match self.ecosystem() {
            Some(ecosystem) => ecosystem.read(text, scheme).ok(),
            None => scheme.parse(text).ok(),
        }
    }

    /// `text`, a version in development, without what marks it as such: `1.3.0` of `1.3.0-SNAPSHOT`. `None` for others.
    pub fn without_development<'t>(&self, text: &'t str) -> Option<&'t str> {
        let suffix = self.development.as_deref().filter(|suffix| !suffix.is_empty())?;
        text.strip_suffix(suffix)
    }

    /// `version` in development, as it is written there: `1.3.0-SNAPSHOT`. `None` where the entry allows for none, or
    /// where the version is outside a limit of the ecosystem.
    pub fn render_development(&self, version: Version) -> Option<String> {
        let suffix = self.development.as_deref().filter(|suffix| !suffix.is_empty())?;
        self.render(version).ok().map(|text| text + suffix)
    }

    /// `version` as it is written there; refused where it is outside a limit of the ecosystem.
    ///
    /// A field that an ecosystem shows to people, such as Apple's `CFBundleShortVersionString`, gets that text.
    pub fn render(&self, version: Version) -> Result<String, RenderError> {
        let Some(ecosystem) = self.ecosystem() else { return Ok(version.to_string()) };
        let text = ecosystem.render(version)?;
        let companion = ecosystem.companion(version);
        // Xcode writes that field by a setting of another name.
        let field = match (self.format, self.field.as_deref()) {
            (Format::Xcode, None | Some("MARKETING_VERSION")) => Some("CFBundleShortVersionString"),
            (_, field) => field,
        };
        let shown = companion.filter(|companion| Some(companion.key) == field);
        Ok(shown.map_or(text, |companion| companion.text))
    }

    /// The places of `text`, in its order; never empty.
    pub fn sites(&self, text: &str) -> Found {
        check_size(text.len())?;
        let body = body(text);
        let offset = text.len() - body.len();
        let mut sites = match &self.pattern {
            Some(pattern) => pattern.find(body, self.is_every)?,
            None => find(self.format, body, self.field.as_deref())?,
        };
        for site in &mut sites {
            site.span = site.span.start + offset..site.span.end + offset;
        }
        Ok(numbered(text, sites))
    }

    /// The version that `text` holds, as it is written there, or `None` where a pattern has no `{version}`.
    ///
    /// Refused where places that must agree do not.
    pub fn read(&self, text: &str) -> Result<Option<String>, ManifestError> {
        let sites = self.sites(text)?;
        let of = |holds: &Holds| sites.iter().find(|site| site.holds == *holds).map(|site| &site.text);
        if let (Some(core), Some(stage)) = (of(&Holds::Core), of(&Holds::Stage)) {
            return Ok(Some(if stage.is_empty() { core.clone() } else { format!("{core}-{stage}") }));
        }
        let mut versions = sites.iter().filter(|site| site.holds == Holds::Version);
        let Some(first) = versions.next() else { return Ok(None) };
        match versions.find(|site| site.text != first.text) {
            None => Ok(Some(first.text.clone())),
            Some(other) => {
                let (text, first_line) = (other.text.clone(), first.line);
                let holds = Holds::Version;
                let kind = ManifestErrorKind::Disagree { holds, text, first: first.text.clone(), first_line };
                Err(ManifestError { kind, line: Some(other.line) })
            }
        }
    }

    /// `text` with `values` in its places and every other byte as it was (Rule A2).
    ///
    /// Refused where a place's value is not given, where what is written would not read back as itself, or for a
    /// changelog, which takes an [`Entry`](super::Entry).
    pub fn rewrite(&self, text: &str, values: &Values) -> Result<String, ManifestError> {
        self.write(text, |sites| values.replacements(sites))
    }

    /// `text` with what `becomes` says of its places, found once and read back once.
    pub(super) fn write(
        &self,
        text: &str,
        becomes: impl FnOnce(&[ManifestPlace]) -> Result<Vec<Replacement>, ManifestError>,
    ) -> Result<String, ManifestError> {
        if self.takes_entries() {
            return Err(ManifestErrorKind::NeedsEntry.anywhere());
        }
        let sites = self.sites(text)?;
        let replacements = becomes(&sites)?;
        let edited = replace(text, replacements.clone());
        self.confirm(&edited, &sites, &replacements)?;
        Ok(edited)
    }

    /// Whether the file is a changelog, which takes a new [`Entry`](super::Entry) instead of an edit.
    pub fn takes_entries(&self) -> bool {
        matches!(self.format, Format::DebianChangelog | Format::Metainfo) && self.pattern.is_none()
    }

    /// Refuses `edited` where its places do not hold what was written at `sites`: a quote in a value, say, would have
    /// ended it.
    pub fn confirm(
        &self,
        edited: &str,
        sites: &[ManifestPlace],
        written: &[Replacement],
    ) -> Result<(), ManifestError> {
        let found = self.sites(edited)?;
        let expected = || sites.iter().zip(written);
        let same = |((site, one), found): ((&ManifestPlace, &Replacement), &ManifestPlace)| {
            site.holds == found.holds && one.text == found.text
        };
        let wrong = expected().zip(&found).position(|pair| !same(pair));
        let wrong = wrong.or((sites.len() != found.len()).then_some(0));
        match wrong.and_then(|index| expected().nth(index)) {
            None => Ok(()),
            Some((site, one)) => {
                let kind =
                    ManifestErrorKind::Unwritable { holds: site.holds.clone(), text: one.text.clone() };
                Err(ManifestError { kind, line: Some(site.line) })
            }
        }
    }
}

fn unknown_format(name: &str) -> ManifestError {
    let names = Format::all().map(Format::name);
    let nearest = crate::nearest::nearest(name, names).and_then(Format::from_name);
    ManifestErrorKind::UnknownFormat { name: name.to_owned(), nearest }.anywhere()
}

fn unknown_file(path: &str) -> ManifestError {
    let file = path.rsplit('/').next().unwrap_or(path).to_owned();
    ManifestErrorKind::UnknownFile { file }.anywhere()
}
