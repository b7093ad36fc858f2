//! Many versions: keys of half the size, that sort as plain integers.

use super::key::Key;
use super::{DatedVersion, DevPatchVersion, SemverVersion, Version};

/// A version as one integer of 16 bytes, half the size of a [`Version`], to keep or to sort many.
///
/// Keys of one scheme order as their versions do. Versions of different schemes do not compare (Rule V4); their keys order
/// by scheme, the way [`Scheme::ALL`](super::Scheme::ALL) lists them, so that any keys can be sorted.
///
/// ```
/// use dateline::version::{Scheme, Version, VersionKey};
///
/// let mut keys: Vec<VersionKey> = Vec::new();
/// for text in ["1.10", "1.9", "1.10-next.2"] {
///     keys.push(Scheme::Dated.parse(text)?.into());
/// }
/// keys.sort_unstable();
/// let texts: Vec<String> = keys.into_iter().map(|key| Version::from(key).to_string()).collect();
/// assert_eq!(texts, ["1.9", "1.10-next.2", "1.10"]);
/// # Ok::<(), dateline::version::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionKey(u128);

impl From<Version> for VersionKey {
    #[inline]
    fn from(version: Version) -> Self {
        VersionKey(match version {
            Version::Dated(version) => version.key().marked(0),
            Version::Counted(version) => version.key().marked(1),
            Version::Semver(version) => version.key().marked(2),
            Version::DevPatch(version) => version.key().marked(3),
        })
    }
}

impl From<VersionKey> for Version {
    #[inline]
    fn from(key: VersionKey) -> Self {
        match Key::unmarked(key.0) {
            (key, 0) => Version::Dated(DatedVersion::from_key(key)),
            (key, 1) => Version::Counted(SemverVersion::from_key(key)),
            (key, 2) => Version::Semver(SemverVersion::from_key(key)),
            (key, _) => Version::DevPatch(DevPatchVersion::from_key(key)),
        }
    }
}

/// Sorts versions of one scheme, and those of several by scheme first: by integers of 16 bytes, which takes less time than
/// moving whole versions about.
pub fn sort(versions: &mut [Version]) {
    let mut keys: Vec<VersionKey> = versions.iter().copied().map(VersionKey::from).collect();
    keys.sort_unstable();
    for (version, key) in versions.iter_mut().zip(keys) {
        *version = key.into();
    }
}
