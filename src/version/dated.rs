//! The version of a component that shares its line's numbers: `MAJOR.MINOR[.BUILD][-next.ID]`.

use super::common::{series, text};
use super::key::SortKey;
use super::repair::ThirdPart;
use super::scan::Scanner;
use super::write::VersionText;
use super::{BuildDate, Line, NextId, ParseError};

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
pub struct DatedVersion(SortKey);

impl DatedVersion {
    /// The version of `line` with this build and this prerelease ID, or without.
    #[must_use]
    pub fn new(line: Line, build: Option<BuildDate>, next: Option<NextId>) -> Self {
        let build = build.map_or(0, BuildDate::number);
        DatedVersion(SortKey::new(line.major(), line.minor(), build, next))
    }

    /// The date of the build, or `None` where it is omitted.
    #[must_use]
    pub const fn build(self) -> Option<BuildDate> {
        match self.0.third() {
            0 => None,
            number => Some(BuildDate::from_packed(number)),
        }
    }

    #[inline]
    pub(super) fn write(self, text: &mut VersionText) {
        text.line(self.0.major(), self.0.minor());
        text.date(self.0.third());
        self.0.write_stage(text);
    }
}

#[inline]
fn scan(text: &[u8]) -> Result<DatedVersion, ParseError> {
    let mut scanner = Scanner::new(text);
    let (major, minor) = scanner.line()?;
    let build = scanner.build()?;
    let next = scanner.next()?;
    scanner.end()?;
    Ok(DatedVersion(SortKey::new(major, minor, build.map_or(0, BuildDate::number), next)))
}

text!(DatedVersion, ThirdPart::Build);
series!(DatedVersion);
