//! The version of a component with numbers of its own, or of one that counts its builds on a shared line:
//! `MAJOR.MINOR.PATCH[-next.ID]`.

use std::fmt;
use std::str::FromStr;

use super::key::Key;
use super::number::{checked, successor};
use super::repair::{Third, repair};
use super::scan::Scanner;
use super::write::{Sink, display};
use super::{Field, Line, NextId, NumberTooLarge, ParseError, ParseErrorKind};

/// A version of the schemes `semver` and `counted` (Rule V4): `MAJOR.MINOR.PATCH[-next.ID]`, ordered as SemVer 2 orders
/// it. The two differ in whose numbers MAJOR.MINOR are: the component's own, or its line's.
///
/// `0.14.0-next.9 < 0.14.0-next.10 < 0.14.0 < 0.14.1 < 0.15.0 < 1.0.0`
///
/// ```
/// use dateline::version::SemverVersion;
///
/// let version: SemverVersion = "0.14.0-next.9".parse()?;
/// assert!(version < version.core());
/// assert!("0.14".parse::<SemverVersion>().is_err());
/// # Ok::<(), dateline::version::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SemverVersion(Key);

impl SemverVersion {
    /// The version `line.patch`, of this prerelease or stable; refused where PATCH exceeds its limit.
    pub fn new(line: Line, patch: u32, next: Option<NextId>) -> Result<Self, NumberTooLarge> {
        let patch = checked(Field::Patch, patch)?;
        Ok(SemverVersion(Key::new(line.major(), line.minor(), patch, next)))
    }

    /// The version `line.0`, which opens a line.
    #[must_use]
    pub const fn opening(line: Line) -> Self {
        SemverVersion(Key::new(line.major(), line.minor(), 0, None))
    }

    /// MAJOR.MINOR.
    #[must_use]
    pub const fn line(self) -> Line {
        Line::from_packed(self.0.major(), self.0.minor())
    }

    /// PATCH.
    #[must_use]
    pub const fn patch(self) -> u32 {
        self.0.third()
    }

    /// The ID of the prerelease, or `None` where the version is stable.
    #[must_use]
    pub const fn next(self) -> Option<NextId> {
        self.0.next()
    }

    /// Whether the version is stable.
    #[must_use]
    pub const fn is_stable(self) -> bool {
        self.0.next().is_none()
    }

    /// The version without `-next.ID`; a stable version is its own core.
    #[must_use]
    pub const fn core(self) -> Self {
        SemverVersion(self.0.with_next(None))
    }

    /// The prerelease `id` of this version's core.
    #[must_use]
    pub const fn with_next(self, id: NextId) -> Self {
        SemverVersion(self.0.with_next(Some(id)))
    }

    /// The prerelease after this one, or the first one where this version is stable (Rule N1); refused where the ID is
    /// at its limit.
    pub fn next_in_series(self) -> Result<Self, NumberTooLarge> {
        self.next().map_or(Ok(NextId::FIRST), NextId::successor).map(|id| self.with_next(id))
    }

    /// The stable version with PATCH one higher; refused past the limit.
    pub fn next_patch(self) -> Result<Self, NumberTooLarge> {
        SemverVersion::new(self.line(), successor(Field::Patch, self.patch())?, None)
    }

    /// Appends what [`Display`](fmt::Display) writes, which is ASCII: for many versions in one buffer.
    #[inline]
    pub fn append_to(self, text: &mut Vec<u8>) {
        self.write(text);
    }

    pub(super) const fn key(self) -> Key {
        self.0
    }

    pub(super) const fn from_key(key: Key) -> Self {
        SemverVersion(key)
    }

    #[inline]
    fn write(self, sink: &mut impl Sink) {
        sink.number(self.0.major());
        sink.put([b'.']);
        sink.number(self.0.minor());
        sink.put([b'.']);
        sink.number(self.0.third());
        self.0.write_stage(sink);
    }

    /// Reads a version from bytes, which need not be UTF-8.
    pub fn from_ascii(text: &[u8]) -> Result<Self, ParseError> {
        scan(text).map_err(|error| {
            let repaired = str::from_utf8(text).ok().and_then(|text| repair(text, Third::Patch));
            error.meaning(repaired.filter(|meant| scan(meant.as_bytes()).is_ok()))
        })
    }
}

fn scan(text: &[u8]) -> Result<SemverVersion, ParseError> {
    let mut scanner = Scanner::new(text);
    let (major, minor) = scanner.line()?;
    let patch = scanner.patch()?;
    let next = scanner.next()?;
    let patch = patch.ok_or_else(|| scanner.error(ParseErrorKind::Missing(Field::Patch)))?;
    scanner.end()?;
    Ok(SemverVersion(Key::new(major, minor, patch, next)))
}

impl FromStr for SemverVersion {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        SemverVersion::from_ascii(text.as_bytes())
    }
}

impl fmt::Display for SemverVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |text| self.write(text))
    }
}

impl fmt::Debug for SemverVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SemverVersion({self})")
    }
}
