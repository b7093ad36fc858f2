//! The version of a component that shares its line's numbers: `MAJOR.MINOR[.BUILD][-next.ID]`.

use std::fmt;
use std::str::FromStr;

use super::key::Key;
use super::repair::{Third, repair};
use super::scan::Scanner;
use super::write::{Sink, display};
use super::{BuildDate, Line, NextId, NumberTooLarge, ParseError};

/// A version of the scheme `dated` (Rule V1).
///
/// # Syntax
///
/// `MAJOR.MINOR[.BUILD][-next.ID]`, ASCII only. MAJOR, MINOR and ID are decimal numbers of at most nine digits without
/// a leading zero; BUILD is a day `YYYYMMDD` of the proleptic Gregorian calendar, 1970 to 9999.
///
/// # Total ordering
///
/// By MAJOR, MINOR, BUILD and stage, all as numbers (Rule V2). An omitted build sorts below every build of the same
/// line, and every prerelease below the stable version that it leads to:
///
/// `1.0-next.0 < 1.0-next.9 < 1.0-next.10 < 1.0 < 1.0.20161024-next.0 < 1.0.20161024 < 1.0.20161101 < 1.1-next.0 < 1.1 < 1.10 < 2.0`
///
/// A version takes 16 bytes, and comparing two is one comparison of integers.
///
/// ```
/// use dateline::version::DatedVersion;
///
/// let version: DatedVersion = "1.0.20161024-next.3".parse()?;
/// assert_eq!(version.line().to_string(), "1.0");
/// assert_eq!(version.core().to_string(), "1.0.20161024");
/// assert!(version < version.core());
/// # Ok::<(), dateline::version::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DatedVersion(Key);

impl DatedVersion {
    /// The version of `line` with this build and this prerelease ID, or without.
    #[must_use]
    pub fn new(line: Line, build: Option<BuildDate>, next: Option<NextId>) -> Self {
        let build = build.map_or(0, BuildDate::number);
        DatedVersion(Key::new(line.major(), line.minor(), build, next))
    }

    /// MAJOR.MINOR (Rule V3).
    #[must_use]
    pub const fn line(self) -> Line {
        Line::from_packed(self.0.major(), self.0.minor())
    }

    /// The date of the build, or `None` where it is omitted.
    #[must_use]
    pub const fn build(self) -> Option<BuildDate> {
        match self.0.third() {
            0 => None,
            number => Some(BuildDate::from_packed(number)),
        }
    }

    /// The ID of the prerelease, or `None` where the version is stable.
    #[must_use]
    pub const fn next(self) -> Option<NextId> {
        self.0.next()
    }

    /// Whether the version is stable (Rule V3).
    #[must_use]
    pub const fn is_stable(self) -> bool {
        self.0.next().is_none()
    }

    /// The version without `-next.ID` (Rule V3); a stable version is its own core.
    #[must_use]
    pub const fn core(self) -> Self {
        DatedVersion(self.0.with_next(None))
    }

    /// The prerelease `id` of this version's core.
    #[must_use]
    pub const fn with_next(self, id: NextId) -> Self {
        DatedVersion(self.0.with_next(Some(id)))
    }

    /// The prerelease after this one, or the first one where this version is stable (Rule N1); refused where the ID is
    /// at its limit.
    pub fn next_in_series(self) -> Result<Self, NumberTooLarge> {
        self.next().map_or(Ok(NextId::FIRST), NextId::successor).map(|id| self.with_next(id))
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
        DatedVersion(key)
    }

    #[inline]
    fn write(self, sink: &mut impl Sink) {
        sink.number(self.0.major());
        sink.put([b'.']);
        sink.number(self.0.minor());
        if self.0.third() != 0 {
            sink.date(self.0.third());
        }
        self.0.write_stage(sink);
    }

    /// Reads a version from bytes, which need not be UTF-8.
    pub fn from_ascii(text: &[u8]) -> Result<Self, ParseError> {
        scan(text).map_err(|error| {
            let repaired = str::from_utf8(text).ok().and_then(|text| repair(text, Third::Build));
            error.meaning(repaired.filter(|meant| scan(meant.as_bytes()).is_ok()))
        })
    }
}

fn scan(text: &[u8]) -> Result<DatedVersion, ParseError> {
    let mut scanner = Scanner::new(text);
    let (major, minor) = scanner.line()?;
    let build = scanner.build()?;
    let next = scanner.next()?;
    scanner.end()?;
    Ok(DatedVersion(Key::new(major, minor, build.map_or(0, BuildDate::number), next)))
}

impl FromStr for DatedVersion {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        DatedVersion::from_ascii(text.as_bytes())
    }
}

impl fmt::Display for DatedVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |text| self.write(text))
    }
}

impl fmt::Debug for DatedVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatedVersion({self})")
    }
}
