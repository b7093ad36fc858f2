//! Which number a release gets (Rules B3 to B6).

use super::Level;
use crate::product::{BreakingField, DevPatchTrack, SemverTrack};
use crate::version::{
    BuildDate, DatedVersion, DevPatchVersion, Line, NumberTooLarge, Scheme, SemverVersion, Version,
};

/// T, from the highest level at which a line component is released (Rule B3).
pub(super) fn target_line(current: Line, highest: Option<Level>) -> Result<Line, NumberTooLarge> {
    match highest {
        Some(Level::Major) => current.next_major(),
        Some(Level::Minor) => current.next_minor(),
        Some(Level::Build | Level::Development | Level::CatchUp) | None => Ok(current),
    }
}

/// T without a build, as a line component of `scheme` writes it (Rule B3).
pub(super) fn bare(scheme: Scheme, line: Line) -> Version {
    match scheme {
        Scheme::Counted => Version::Counted(SemverVersion::opening(line)),
        _ => Version::Dated(DatedVersion::new(line, None, None)),
    }
}

/// The stable version of a line component after a release at level build, where its stable version or the base that the
/// release replaces is `base`: T.DATE, or counted the next build of a base on T, else the first of T (Rules B3 and B7).
pub(super) fn line_build(
    scheme: Scheme,
    base: Option<Version>,
    line: Line,
    date: BuildDate,
) -> Result<Version, NumberTooLarge> {
    match (scheme, base) {
        (Scheme::Counted, Some(Version::Counted(base))) if base.line() == line => {
            base.next_patch().map(Version::Counted)
        }
        (Scheme::Counted, _) => Ok(bare(scheme, line)),
        _ => Ok(Version::Dated(DatedVersion::new(line, Some(date), None))),
    }
}

/// The prerelease after `version`, or the first one that leads to it where it is stable (Rule N1).
pub(super) fn next_in_series(version: Version) -> Result<Version, NumberTooLarge> {
    match version {
        Version::Dated(version) => version.next_in_series().map(Version::Dated),
        Version::Counted(version) => version.next_in_series().map(Version::Counted),
        Version::Semver(version) => version.next_in_series().map(Version::Semver),
        Version::DevPatch(version) => version.next_patch().map(Version::DevPatch),
    }
}

/// The stable version of a semver component after a release at `level`; a first release is 0.1.0 (Rules B4 and B6).
pub(super) fn semver_target(track: &SemverTrack, level: Level) -> Result<SemverVersion, NumberTooLarge> {
    let Some(version) = track.versions.version else {
        return Line::new(0, 1).map(SemverVersion::opening);
    };
    let line = version.line();
    match level {
        Level::Major if breaks_in_minor(track, version) => line.next_minor().map(SemverVersion::opening),
        Level::Major => line.next_major().map(SemverVersion::opening),
        Level::Minor => line.next_minor().map(SemverVersion::opening),
        Level::Build | Level::Development | Level::CatchUp => version.next_patch(),
    }
}

/// A breaking change moves MINOR before 1.0 and MAJOR from there, unless the product file says otherwise.
fn breaks_in_minor(track: &SemverTrack, version: SemverVersion) -> bool {
    match track.breaking {
        Some(field) => field == BreakingField::Minor,
        None => version.line().major() == 0,
    }
}

/// The version of a dev-patch component after a release at `level`, or after a development build, which every release
/// under `--next` is; the first release is 0.1, the first development build 0.0.1 (Rules B5 and B6).
pub(super) fn dev_patch_target(
    track: &DevPatchTrack,
    level: Level,
    next: bool,
) -> Result<DevPatchVersion, NumberTooLarge> {
    if next || level <= Level::Development {
        return track.version.unwrap_or(DevPatchVersion::release(Line::ZERO)).next_patch();
    }
    let Some(version) = track.version else {
        return Line::new(0, 1).map(DevPatchVersion::release);
    };
    let line = version.line();
    let breaks = level == Level::Major && track.breaking != Some(BreakingField::Minor);
    let line = if breaks { line.next_major()? } else { line.next_minor()? };
    Ok(DevPatchVersion::release(line))
}
