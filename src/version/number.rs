//! The numbers that versions are made of, and their common limit.

use std::fmt;

use thiserror::Error;

use crate::words::{Explain, Help};

/// The greatest MAJOR, MINOR, PATCH or ID: nine digits (Rule V1).
pub const MAX_NUMBER: u32 = 999_999_999;

/// A number of a version went past [`MAX_NUMBER`].
///
/// `Line::new(1, 1_000_000_000)` causes it, and so does planning a feature on the line `1.999999999`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{field} cannot exceed {MAX_NUMBER}")]
#[non_exhaustive]
pub struct NumberTooLarge {
    pub field: Field,
}

/// A field of a version, by the name that the rules give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Field {
    /// The first number.
    Major,
    /// The second number.
    Minor,
    /// The third number of the schemes `semver` and `dev-patch`.
    Patch,
    /// The calendar date of the scheme `dated`.
    Build,
    /// The number of a prerelease in its series.
    Id,
    /// The whole number of a surface.
    Counter,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Field::Major => "MAJOR",
            Field::Minor => "MINOR",
            Field::Patch => "PATCH",
            Field::Build => "BUILD",
            Field::Id => "ID",
            Field::Counter => "a counter",
        })
    }
}

/// `value` itself where it is within [`MAX_NUMBER`].
pub(super) const fn checked(field: Field, value: u32) -> Result<u32, NumberTooLarge> {
    if value > MAX_NUMBER { Err(NumberTooLarge { field }) } else { Ok(value) }
}

/// The number after `value`.
pub(super) const fn successor(field: Field, value: u32) -> Result<u32, NumberTooLarge> {
    checked(field, value.saturating_add(1))
}

/// The ID of a prerelease `-next.ID`: 0 to [`MAX_NUMBER`] (Rule V1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NextId(u32);

impl NextId {
    /// The ID that a new series starts with.
    pub const FIRST: NextId = NextId(0);

    /// The ID `id`; refused above [`MAX_NUMBER`].
    pub const fn new(id: u32) -> Result<Self, NumberTooLarge> {
        match checked(Field::Id, id) {
            Ok(id) => Ok(NextId(id)),
            Err(error) => Err(error),
        }
    }

    /// The ID as a number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The ID of the prerelease after this one; refused after [`MAX_NUMBER`].
    pub const fn successor(self) -> Result<Self, NumberTooLarge> {
        NextId::new(self.0.saturating_add(1))
    }

    pub(super) const fn from_packed(id: u32) -> Self {
        NextId(id)
    }
}

impl fmt::Display for NextId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Explain for NumberTooLarge {
    fn code(&self) -> &'static str {
        "number-too-large"
    }

    fn help(&self) -> Vec<Help> {
        vec![Help::text(match self.field {
            Field::Patch => "release a feature, which moves MINOR",
            Field::Minor => "release a breaking change, which moves MAJOR",
            Field::Id => "promote the series, or drop it",
            Field::Major | Field::Build | Field::Counter => {
                "start a new component: no greater number is possible"
            }
        })]
    }
}
