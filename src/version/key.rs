//! The shape that all schemes share: three numbers and a stage, packed so that one integer comparison orders them.

use super::NextId;

/// `major | minor | third | stage`, most significant first, 32 bits each.
///
/// The third field is a build date `YYYYMMDD` or a PATCH, 0 where the scheme omits it. The stage is the ID of a
/// prerelease, or [`STABLE`], which is above every ID. No field is above 2³⁰, so the highest bits of the key are free.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key(u128);

const STABLE: u32 = 1 << 30;

impl Key {
    pub(super) const fn new(major: u32, minor: u32, third: u32, next: Option<NextId>) -> Self {
        let stage = match next {
            Some(id) => id.get(),
            None => STABLE,
        };
        Key((pair(major, minor) as u128) << 64 | pair(third, stage) as u128)
    }

    pub(super) const fn major(self) -> u32 {
        self.field(96)
    }

    pub(super) const fn minor(self) -> u32 {
        self.field(64)
    }

    pub(super) const fn third(self) -> u32 {
        self.field(32)
    }

    pub(super) const fn next(self) -> Option<NextId> {
        match self.field(0) {
            STABLE => None,
            id => Some(NextId::from_packed(id)),
        }
    }

    pub(super) const fn with_next(self, next: Option<NextId>) -> Self {
        Key::new(self.major(), self.minor(), self.third(), next)
    }

    #[allow(clippy::cast_possible_truncation, reason = "the other bits are those of other fields")]
    const fn field(self, from: u32) -> u32 {
        (self.0 >> from) as u32
    }
}

const fn pair(high: u32, low: u32) -> u64 {
    (high as u64) << 32 | low as u64
}
