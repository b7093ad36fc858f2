//! The version of a component with its own numbers, or of one that counts its builds on a shared line:
//! `MAJOR.MINOR.PATCH[-next.ID]`.

use super::common::{series, text};
use super::key::SortKey;
use super::number::{checked, successor};
use super::repair::ThirdPart;
use super::scan::Scanner;
use super::write::VersionText;
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
pub struct SemverVersion(SortKey);

impl SemverVersion {
    /// The version `line.patch`, of this prerelease or stable; refused where PATCH exceeds its limit.
    pub fn new(line: Line, patch: u32, next: Option<NextId>) -> Result<Self, NumberTooLarge> {
        let patch = checked(Field::Patch, patch)?;
        Ok(SemverVersion(SortKey::new(line.major(), line.minor(), patch, next)))
    }

    /// The version `line.0`, which opens a line.
    #[must_use]
    pub const fn opening(line: Line) -> Self {
        SemverVersion(SortKey::new(line.major(), line.minor(), 0, None))
    }

    /// PATCH.
    #[must_use]
    pub const fn patch(self) -> u32 {
        self.0.third()
    }

    /// The stable version with PATCH one higher; refused past the limit.
    pub fn next_patch(self) -> Result<Self, NumberTooLarge> {
        SemverVersion::new(self.line(), successor(Field::Patch, self.patch())?, None)
    }

    #[inline]
    pub(super) fn write(self, text: &mut VersionText) {
        text.line(self.0.major(), self.0.minor());
        text.stop();
        text.number(self.0.third());
        self.0.write_stage(text);
    }
}

#[inline]
fn scan(text: &[u8]) -> Result<SemverVersion, ParseError> {
    let mut scanner = Scanner::new(text);
    let (major, minor) = scanner.line()?;
    let patch = scanner.patch()?;
    let next = scanner.next()?;
    let patch = patch.ok_or_else(|| scanner.error(ParseErrorKind::Missing(Field::Patch)))?;
    scanner.end()?;
    Ok(SemverVersion(SortKey::new(major, minor, patch, next)))
}

text!(SemverVersion, ThirdPart::Patch);
series!(SemverVersion);
