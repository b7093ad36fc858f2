//! Which number a release gets (Rules B3 to B6).

use super::Level;
use crate::product::{BreakingField, DevPatchTrack, SemverTrack};
use crate::version::{DevPatchVersion, Line, NumberTooLarge, SemverVersion};

/// T, from the highest level at which a line component is released (Rule B3).
pub(super) fn target_line(current: Line, highest: Option<Level>) -> Result<Line, NumberTooLarge> {
    match highest {
        Some(Level::Major) => current.next_major(),
        Some(Level::Minor) => current.next_minor(),
        Some(Level::Build | Level::Development | Level::CatchUp) | None => Ok(current),
    }
}

/// The stable version of a semver component after a release at `level`; a first release is 0.1.0 (Rules B4 and B6).
pub(super) fn semver_target(track: &SemverTrack, level: Level) -> Result<SemverVersion, NumberTooLarge> {
    let Some(version) = track.version else {
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
    let line = if level == Level::Major { line.next_major()? } else { line.next_minor()? };
    Ok(DevPatchVersion::release(line))
}
