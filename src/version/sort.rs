//! Many versions: keys of half the size, that sort as plain integers.

use super::key::{STABLE, SortKey};
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
        match SortKey::unmarked(key.0) {
            (key, 0) => Version::Dated(DatedVersion::from_key(key)),
            (key, 1) => Version::Counted(SemverVersion::from_key(key)),
            (key, 2) => Version::Semver(SemverVersion::from_key(key)),
            (key, _) => Version::DevPatch(DevPatchVersion::from_key(key)),
        }
    }
}

/// Sorts versions of one scheme, and those of several by scheme first: as integers, of 8 bytes where all fields of all
/// versions fit into those, which takes less time than moving whole versions about.
pub fn sort(versions: &mut [Version]) {
    if let Some(packing) = Packing::of(versions) {
        let pack = |version: &Version| packing.pack(version.key().fields());
        let mut keys: Vec<u64> = versions.iter().map(pack).collect();
        keys.sort_unstable();
        for (version, key) in versions.iter_mut().zip(keys) {
            *version = version.with_key(SortKey::from_fields(packing.unpack(key)));
        }
    } else {
        let mut keys: Vec<VersionKey> = versions.iter().copied().map(VersionKey::from).collect();
        keys.sort_unstable();
        for (version, key) in versions.iter_mut().zip(keys) {
            *version = key.into();
        }
    }
}

/// How many bits the fields of some versions of one scheme take, and the greatest stage of their prereleases.
struct Packing {
    bits: [u32; 4],
    stage: u32,
}

impl Packing {
    /// `None` where the versions are of several schemes, or take more than 64 bits.
    fn of(versions: &[Version]) -> Option<Packing> {
        let scheme = versions.first()?.scheme();
        let mut most = [0; 4];
        for version in versions {
            if version.scheme() != scheme {
                return None;
            }
            let [major, minor, third, stage] = version.key().fields();
            let stage = if stage == STABLE { 0 } else { stage };
            most = [most[0].max(major), most[1].max(minor), most[2].max(third), most[3].max(stage)];
        }
        let [major, minor, third, stage] = most;
        // A stable version has the stage above all others.
        let bits = [major, minor, third, stage + 1].map(|most| u32::BITS - most.leading_zeros());
        (bits.iter().sum::<u32>() <= u64::BITS).then_some(Packing { bits, stage })
    }

    #[inline]
    fn pack(&self, [major, minor, third, stage]: [u32; 4]) -> u64 {
        let stage = if stage == STABLE { self.stage + 1 } else { stage };
        let [_, minors, thirds, stages] = self.bits;
        let numbers = (u64::from(major) << minors | u64::from(minor)) << thirds | u64::from(third);
        numbers << stages | u64::from(stage)
    }

    #[inline]
    fn unpack(&self, key: u64) -> [u32; 4] {
        let [_, minors, thirds, stages] = self.bits;
        let field = |from: u32, bits: u32| {
            let [.., a, b, c, d] = (key.checked_shr(from).unwrap_or(0) & ((1 << bits) - 1)).to_be_bytes();
            u32::from_be_bytes([a, b, c, d])
        };
        let stage = field(0, stages);
        let stage = if stage > self.stage { STABLE } else { stage };
        let (third, minor) = (field(stages, thirds), field(stages + thirds, minors));
        [field(stages + thirds + minors, self.bits[0]), minor, third, stage]
    }
}
