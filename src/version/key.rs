//! The shape that all schemes share: three numbers and a stage, packed so that one integer comparison orders them.

use super::NextId;
use super::write::Sink;

/// `major | minor | third | stage`, most significant first, 32 bits each.
///
/// The third field is a build date `YYYYMMDD` or a PATCH, 0 where the scheme omits it. The stage is the ID of a
/// prerelease, or [`STABLE`], which is above every ID. No field is above 2³⁰, so the highest bits of the key are free.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key(u128);

const STABLE: u32 = 1 << 30;
/// Where the two highest bits are, which no MAJOR reaches.
const MARK: u32 = 126;

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

    /// `-next.ID`, or nothing.
    #[inline]
    pub(super) fn write_stage(self, sink: &mut impl Sink) {
        if let Some(id) = self.next() {
            sink.put(*b"-next.");
            sink.number(id.get());
        }
    }

    /// The key with a number up to 3 in its highest bits, by which it orders first.
    pub(super) const fn marked(self, mark: u8) -> u128 {
        self.0 | (mark as u128) << MARK
    }

    /// The key and the number in its highest bits.
    pub(super) const fn unmarked(marked: u128) -> (Self, u8) {
        (Key(marked & ((1 << MARK) - 1)), (marked >> MARK) as u8)
    }

    #[allow(clippy::cast_possible_truncation, reason = "the other bits are those of other fields")]
    const fn field(self, from: u32) -> u32 {
        (self.0 >> from) as u32
    }
}

const fn pair(high: u32, low: u32) -> u64 {
    (high as u64) << 32 | low as u64
}
