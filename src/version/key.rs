//! The shape that all schemes share: three numbers and a stage, packed so that one integer comparison orders them.

use std::cmp::Ordering;
use std::num::NonZeroU64;

use super::NextId;
use super::write::VersionText;

/// `major | minor` and `third | stage`, 32 bits each, the more significant first.
///
/// The third field is a build date `YYYYMMDD` or a PATCH, 0 where the scheme omits it. The stage is one more than the ID of a
/// prerelease, or [`STABLE`], which is above all of those. It is never 0, so that an `Option` of a key needs no more room. No
/// field is above 2³⁰, so the highest bits of the key are free.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct SortKey {
    line: u64,
    rest: NonZeroU64,
}

/// The stage of a stable version.
pub(super) const STABLE: u32 = 1 << 30;
/// Where the two highest bits are, which no MAJOR reaches.
const MARK: u32 = 126;

impl SortKey {
    pub(super) const fn new(major: u32, minor: u32, third: u32, next: Option<NextId>) -> Self {
        let stage = match next {
            Some(id) => id.get() + 1,
            None => STABLE,
        };
        SortKey::from_fields([major, minor, third, stage])
    }

    pub(super) const fn major(self) -> u32 {
        high(self.line)
    }

    pub(super) const fn minor(self) -> u32 {
        low(self.line)
    }

    pub(super) const fn third(self) -> u32 {
        high(self.rest.get())
    }

    pub(super) const fn next(self) -> Option<NextId> {
        match low(self.rest.get()) {
            STABLE => None,
            stage => Some(NextId::from_packed(stage - 1)),
        }
    }

    pub(super) const fn with_next(self, next: Option<NextId>) -> Self {
        SortKey::new(self.major(), self.minor(), self.third(), next)
    }

    /// MAJOR, MINOR, the third field and the stage.
    #[inline]
    pub(super) const fn fields(self) -> [u32; 4] {
        [self.major(), self.minor(), self.third(), low(self.rest.get())]
    }

    /// The key of these fields.
    #[inline]
    pub(super) const fn from_fields([major, minor, third, stage]: [u32; 4]) -> Self {
        let rest = match NonZeroU64::new(pair(third, stage)) {
            Some(rest) => rest,
            None => NonZeroU64::MIN,
        };
        SortKey { line: pair(major, minor), rest }
    }

    /// All fields in one integer, in whose order keys are.
    #[inline]
    const fn whole(self) -> u128 {
        (self.line as u128) << 64 | self.rest.get() as u128
    }

    /// `-next.ID`, or nothing.
    #[inline]
    pub(super) fn write_stage(self, text: &mut VersionText) {
        if let Some(id) = self.next() {
            text.next(id.get());
        }
    }

    /// The key with a number up to 3 in its highest bits, by which it orders first.
    #[inline]
    pub(super) const fn marked(self, mark: u8) -> u128 {
        self.whole() | (mark as u128) << MARK
    }

    /// The key and the number in its highest bits.
    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "each half has 64 bits, and the number two")]
    pub(super) const fn unmarked(marked: u128) -> (Self, u8) {
        let whole = marked & ((1 << MARK) - 1);
        let rest = match NonZeroU64::new(whole as u64) {
            Some(rest) => rest,
            None => NonZeroU64::MIN,
        };
        (SortKey { line: (whole >> 64) as u64, rest }, (marked >> MARK) as u8)
    }
}

impl Ord for SortKey {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.whole().cmp(&other.whole())
    }
}

impl PartialOrd for SortKey {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }

    #[inline]
    fn lt(&self, other: &Self) -> bool {
        self.whole() < other.whole()
    }

    #[inline]
    fn le(&self, other: &Self) -> bool {
        self.whole() <= other.whole()
    }
}

const fn pair(high: u32, low: u32) -> u64 {
    (high as u64) << 32 | low as u64
}

#[allow(clippy::cast_possible_truncation, reason = "32 bits are left")]
const fn high(pair: u64) -> u32 {
    (pair >> 32) as u32
}

#[allow(clippy::cast_possible_truncation, reason = "the other bits are the other number's")]
const fn low(pair: u64) -> u32 {
    pair as u32
}
