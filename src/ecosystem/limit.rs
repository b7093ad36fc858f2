//! What an ecosystem cannot hold.

use std::fmt;

use super::third::{assemble, third};
use crate::version::{BuildDate, Field, NextId, Version};

/// A limit of an ecosystem. Displayed in words, `MINOR is at most 255`; [`notation`](Limit::notation) is the table's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// A number of the version is at most this: MINOR of an MSI is at most 255.
    Number { field: Field, most: u32 },
    /// BUILD is one of these dates, as YYYYMMDD: for an MSI 20160101 to 20380604.
    Dates { first: u32, last: u32 },
    /// The text has at most this many characters: a snap's 32.
    Length {
        /// The greatest length that fits, in characters, which are all ASCII.
        most: usize,
    },
    /// The text is one number, and at most this: Android's versionCode.
    Code { most: u32 },
    /// Not every number of the text is 0: Chrome refuses `0.0.0.0`.
    NotZero,
}

impl Limit {
    /// A limit of MAJOR.
    pub(super) const fn major(most: u32) -> Self {
        Limit::Number { field: Field::Major, most }
    }

    /// A limit of MINOR.
    pub(super) const fn minor(most: u32) -> Self {
        Limit::Number { field: Field::Minor, most }
    }

    /// A limit of PATCH.
    pub(super) const fn patch(most: u32) -> Self {
        Limit::Number { field: Field::Patch, most }
    }

    /// A limit of the ID.
    pub(super) const fn id(most: u32) -> Self {
        Limit::Number { field: Field::Id, most }
    }

    /// The field that is limited, or `None` where the text as a whole is.
    #[must_use]
    pub const fn field(self) -> Option<Field> {
        match self {
            Limit::Number { field, .. } => Some(field),
            Limit::Dates { .. } => Some(Field::Build),
            Limit::Length { .. } | Limit::Code { .. } | Limit::NotZero => None,
        }
    }

    /// The limit in the notation of the table: `m ≤ 255`.
    #[must_use]
    pub fn notation(self) -> String {
        match self {
            Limit::Number { field, most } => format!("{} ≤ {most}", letter(field)),
            Limit::Dates { first, last } if first == BuildDate::MIN.number() => format!("D ≤ {last}"),
            Limit::Dates { first, last } => format!("D {first} to {last}"),
            Limit::Length { most } => format!("≤ {most} characters"),
            Limit::Code { most } => format!("code ≤ {most}"),
            Limit::NotZero => "not all zero".to_owned(),
        }
    }

    /// Whether `version`, whose fields this may limit, is within.
    pub(super) fn admits(self, version: Version) -> bool {
        match self {
            Limit::Number { field, most } => value(version, field).is_none_or(|value| value <= most),
            Limit::Dates { first, last } => {
                version.build().is_none_or(|build| (first..=last).contains(&build.number()))
            }
            Limit::Length { .. } | Limit::Code { .. } | Limit::NotZero => true,
        }
    }

    /// Whether `text`, which this may limit, is within.
    pub(super) fn admits_text(self, text: &str) -> bool {
        match self {
            Limit::Number { .. } | Limit::Dates { .. } => true,
            Limit::Length { most } => text.len() <= most,
            Limit::Code { most } => text.parse().is_ok_and(|code: u64| code <= u64::from(most)),
            Limit::NotZero => text.bytes().any(|byte| byte != b'0' && byte != b'.'),
        }
    }

    /// The version within this limit that is nearest to `version` and differs from it in the limited field alone.
    pub(super) fn clamp(self, version: Version) -> Option<Version> {
        let (major, minor) = (version.line().major(), version.line().minor());
        let (number, next) = (third(version), version.next().map(NextId::get));
        let scheme = version.scheme();
        match self {
            _ if self.admits(version) && self != Limit::NotZero => Some(version),
            Limit::Number { field: Field::Major, most } => assemble(scheme, (most, minor), number, next),
            Limit::Number { field: Field::Minor, most } => assemble(scheme, (major, most), number, next),
            Limit::Number { field: Field::Patch, most } => assemble(scheme, (major, minor), Some(most), next),
            Limit::Number { field: Field::Id, most } => assemble(scheme, (major, minor), number, Some(most)),
            Limit::Dates { first, last } => {
                assemble(scheme, (major, minor), number.map(|date| date.clamp(first, last)), next)
            }
            Limit::NotZero => assemble(scheme, (major, minor), number, next.map(|id| id.max(1))),
            _ => None,
        }
    }
}

fn value(version: Version, field: Field) -> Option<u32> {
    match field {
        Field::Major => Some(version.line().major()),
        Field::Minor => Some(version.line().minor()),
        Field::Patch => version.patch(),
        Field::Build => version.build().map(BuildDate::number),
        Field::Id => version.next().map(NextId::get),
        Field::Counter => None,
    }
}

const fn letter(field: Field) -> &'static str {
    match field {
        Field::Major => "M",
        Field::Minor => "m",
        Field::Patch => "PATCH",
        Field::Build => "D",
        Field::Id => "k",
        Field::Counter => "n",
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Limit::Number { field, most } => write!(f, "{field} is at most {most}"),
            Limit::Dates { first, last } => write!(f, "BUILD is {first} to {last}"),
            Limit::Length { most } => write!(f, "the text has at most {most} characters"),
            Limit::Code { most } => write!(f, "the code is at most {most}"),
            Limit::NotZero => f.write_str("at least one number is above 0"),
        }
    }
}
