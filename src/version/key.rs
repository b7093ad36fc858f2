//! The shape that all schemes share: three numbers and a stage, packed so that one integer comparison orders them.

use super::NextId;

/// `major | minor | third | stage`, most significant first: 30 + 30 + 30 + 31 of 128 bits.
///
/// The third field is a build date `YYYYMMDD` or a PATCH, 0 where the scheme omits it. The stage is the ID of a
/// prerelease, or [`STABLE`], which is above every ID.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key(u128);

const FIELD: u32 = 30;
const STAGE: u32 = 31;
const STABLE: u32 = 1 << FIELD;

impl Key {
    pub(super) const fn new(major: u32, minor: u32, third: u32, next: Option<NextId>) -> Self {
        let stage = match next {
            Some(id) => id.get(),
            None => STABLE,
        };
        let numbers = ((major as u128) << FIELD | minor as u128) << FIELD | third as u128;
        Key(numbers << STAGE | stage as u128)
    }

    pub(super) const fn major(self) -> u32 {
        self.field(STAGE + 2 * FIELD, FIELD)
    }

    pub(super) const fn minor(self) -> u32 {
        self.field(STAGE + FIELD, FIELD)
    }

    pub(super) const fn third(self) -> u32 {
        self.field(STAGE, FIELD)
    }

    pub(super) const fn next(self) -> Option<NextId> {
        match self.field(0, STAGE) {
            STABLE => None,
            id => Some(NextId::from_packed(id)),
        }
    }

    pub(super) const fn with_next(self, next: Option<NextId>) -> Self {
        Key::new(self.major(), self.minor(), self.third(), next)
    }

    #[allow(clippy::cast_possible_truncation, reason = "the mask leaves 31 bits at most")]
    const fn field(self, from: u32, width: u32) -> u32 {
        (self.0 >> from & ((1 << width) - 1)) as u32
    }
}
