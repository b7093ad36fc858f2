//! The version of a component that counts its development builds: `MAJOR.MINOR[.PATCH]`.

use super::common::text;
use super::key::SortKey;
use super::number::{checked, successor};
use super::repair::ThirdPart;
use super::scan::Scanner;
use super::write::VersionText;
use super::{Field, Line, NumberTooLarge, ParseError, ParseErrorKind};

/// A version of the scheme `dev-patch` (Rule V4): a release is `MAJOR.MINOR`, a development build after it
/// `MAJOR.MINOR.PATCH` with PATCH from 1.
///
/// Ordered by number, an omitted PATCH lowest: `1.7 < 1.7.1 < 1.7.2 < 1.7.10 < 1.8`.
///
/// ```
/// use dateline::version::DevPatchVersion;
///
/// let version: DevPatchVersion = "1.7.2".parse()?;
/// assert!(version.is_development());
/// assert!(version > "1.7".parse()?);
/// assert!("1.7.0".parse::<DevPatchVersion>().is_err());
/// # Ok::<(), dateline::version::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DevPatchVersion(SortKey);

impl DevPatchVersion {
    /// The release `line`.
    #[must_use]
    pub const fn release(line: Line) -> Self {
        DevPatchVersion(SortKey::new(line.major(), line.minor(), 0, None))
    }

    /// The development build `patch` (from 1) after the release `line`; 0 gives the release itself. Refused where
    /// PATCH exceeds its limit.
    pub fn new(line: Line, patch: u32) -> Result<Self, NumberTooLarge> {
        Ok(DevPatchVersion(SortKey::new(line.major(), line.minor(), checked(Field::Patch, patch)?, None)))
    }

    /// PATCH of a development build, or `None` where the version is a release.
    #[must_use]
    pub const fn patch(self) -> Option<u32> {
        match self.0.third() {
            0 => None,
            patch => Some(patch),
        }
    }

    /// Whether the version is a development build rather than a release.
    #[must_use]
    pub const fn is_development(self) -> bool {
        self.patch().is_some()
    }

    /// The development build after this version; refused past the limit.
    pub fn next_patch(self) -> Result<Self, NumberTooLarge> {
        DevPatchVersion::new(self.line(), successor(Field::Patch, self.0.third())?)
    }

    #[inline]
    pub(super) fn write(self, text: &mut VersionText) {
        text.line(self.0.major(), self.0.minor());
        if self.0.third() != 0 {
            text.stop();
            text.number(self.0.third());
        }
    }
}

#[inline]
fn scan(text: &[u8]) -> Result<DevPatchVersion, ParseError> {
    let mut scanner = Scanner::new(text);
    let (major, minor) = scanner.line()?;
    let patch = scanner.patch()?;
    if patch == Some(0) {
        return Err(scanner.error_before(ParseErrorKind::PatchZero));
    }
    if scanner.at(b'-') {
        return Err(scanner.error(ParseErrorKind::NoPrerelease));
    }
    scanner.end()?;
    Ok(DevPatchVersion(SortKey::new(major, minor, patch.unwrap_or(0), None)))
}

text!(DevPatchVersion, ThirdPart::DevPatch);
