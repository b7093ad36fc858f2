//! The third number of a version, whatever its scheme: BUILD, PATCH, or 0 where it is omitted.

use crate::version::{
    BuildDate, DatedVersion, DevPatchVersion, Line, NextId, Scheme, SemverVersion, Version,
};

/// BUILD as YYYYMMDD or PATCH; `None` where the version omits it.
pub(super) fn third(version: Version) -> Option<u32> {
    version.build().map(BuildDate::number).or_else(|| version.patch())
}

/// The version of these numbers, the inverse of [`third`]: 0 stands for an omitted BUILD or PATCH too.
///
/// `None` where the scheme has no such version: a third number that is not a date, a prerelease in `dev-patch`.
pub(super) fn assemble(
    scheme: Scheme,
    (major, minor): (u32, u32),
    third: Option<u32>,
    next: Option<u32>,
) -> Option<Version> {
    let line = Line::new(major, minor).ok()?;
    let next = match next {
        None => None,
        Some(id) => Some(NextId::new(id).ok()?),
    };
    match (scheme, next) {
        (Scheme::Dated, _) => {
            let build = match third {
                None | Some(0) => None,
                Some(number) => Some(BuildDate::from_number(number).ok()?),
            };
            Some(DatedVersion::new(line, build, next).into())
        }
        (Scheme::Counted, _) => Some(Version::Counted(SemverVersion::new(line, third?, next).ok()?)),
        (Scheme::Semver, _) => Some(SemverVersion::new(line, third?, next).ok()?.into()),
        (Scheme::DevPatch, None) => Some(DevPatchVersion::new(line, third.unwrap_or(0)).ok()?.into()),
        (Scheme::DevPatch, Some(_)) => None,
    }
}

/// The decimal number that `text` is, in ASCII digits alone.
pub(super) fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    // `parse` alone would accept a leading `+`.
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}
