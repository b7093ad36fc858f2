//! The versions of one component against each other (Rule P1): the same for a component that is read and for one that is
//! built.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::{BreakingField, DevPatchTrack, LineTrack, ProductErrorKind, SemverTrack, Track, Versions};
use crate::version::{Line, Scheme, Version};

/// What a component says of its versions, in whatever scheme.
#[derive(Debug, Clone, Default)]
pub(super) struct Versioning {
    pub(super) scheme: Scheme,
    pub(super) lead: bool,
    pub(super) breaking: Option<BreakingField>,
    pub(super) version: Option<Version>,
    pub(super) next: Option<Version>,
    pub(super) maintained: Vec<Version>,
}

impl Versioning {
    /// The same as values of its scheme; versions of another one are left out.
    pub(super) fn track(mut self) -> Track {
        self.maintained.sort_by_key(|version| Reverse(version.line()));
        let Versioning { scheme, lead, breaking, .. } = self;
        match scheme {
            Scheme::Dated => Track::Dated(LineTrack { lead, versions: self.versions(Version::as_dated) }),
            Scheme::Counted => {
                Track::Counted(LineTrack { lead, versions: self.versions(Version::as_counted) })
            }
            Scheme::Semver => {
                Track::Semver(SemverTrack { breaking, versions: self.versions(Version::as_semver) })
            }
            Scheme::DevPatch => {
                let version = self.version.and_then(Version::as_dev_patch);
                Track::DevPatch(DevPatchTrack { breaking, version })
            }
        }
    }

    fn versions<V>(self, of_scheme: fn(Version) -> Option<V>) -> Versions<V> {
        Versions {
            version: self.version.and_then(of_scheme),
            next: self.next.and_then(of_scheme),
            maintained: self.maintained.into_iter().filter_map(of_scheme).collect(),
        }
    }
}

/// `version` is not a prerelease: `version = "1.0-next.1"`.
pub(super) fn check_stable(key: &'static str, version: Version) -> Result<(), ProductErrorKind> {
    if version.is_stable() { Ok(()) } else { Err(ProductErrorKind::NotStable { key, version }) }
}

/// `next` is a prerelease, and leads above `version`.
pub(super) fn check_next(next: Version, version: Option<Version>) -> Result<(), ProductErrorKind> {
    match version {
        _ if next.is_stable() => Err(ProductErrorKind::NotPrerelease { version: next }),
        Some(version) if next.core() <= version => Err(ProductErrorKind::NextNotAbove { next, version }),
        _ => Ok(()),
    }
}

/// Maintained versions, looked at one by one: stable, one a line, all of lines below `version`'s.
pub(super) struct Maintained {
    version: Option<Version>,
    lines: HashSet<Line>,
}

impl Maintained {
    pub(super) fn below(version: Option<Version>) -> Self {
        Maintained { version, lines: HashSet::new() }
    }

    /// What is wrong with one more of them.
    pub(super) fn errors(&mut self, entry: Version) -> impl Iterator<Item = ProductErrorKind> + use<> {
        let line = entry.line();
        let twice = (!self.lines.insert(line)).then_some(ProductErrorKind::MaintainedTwice { line });
        let version = self.version.filter(|version| line >= version.line());
        let not_below = version.map(|version| ProductErrorKind::MaintainedNotBelow { entry, version });
        check_stable("maintained", entry).err().into_iter().chain(twice).chain(not_below)
    }
}
