//! The numbers of surfaces: the contracts that a component's build honours (Rules S1 and S2).

use std::fmt;
use std::str::FromStr;

use super::number::{checked, successor};
use super::scan::Scanner;
use super::{Field, Line, NumberTooLarge, ParseError};
use crate::named::names;

/// The number of a surface: MAJOR.MINOR (an SDK's) or a counter (an API's, a schema's, a wire protocol's).
///
/// Numbers of the two forms do not compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SurfaceVersion {
    /// MAJOR.MINOR: an addition moves MINOR, a break moves MAJOR.
    Line(Line),
    /// A whole number, 0 to [`MAX_NUMBER`](super::MAX_NUMBER), that a break moves by one.
    Counter(u32),
}

/// What a change does to a surface, the worst last (Rule K2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SurfaceKind {
    /// The surface does what it always promised.
    Fix,
    /// The surface offers more; what was there still works.
    Addition,
    /// Something that worked no longer does.
    Breaking,
}

impl SurfaceVersion {
    /// The counter `number`; refused above [`MAX_NUMBER`](super::MAX_NUMBER).
    pub fn counter(number: u32) -> Result<Self, NumberTooLarge> {
        checked(Field::Counter, number).map(SurfaceVersion::Counter)
    }

    /// The number after a change of `kind` (Rule S2); refused past the limit.
    ///
    /// `every_change` is the product file's `each = "change"`: the counter moves on every change.
    ///
    /// ```
    /// use dateline::version::{Line, SurfaceKind, SurfaceVersion};
    ///
    /// let sdk = SurfaceVersion::Line(Line::new(1, 1)?);
    /// assert_eq!(sdk.after(SurfaceKind::Addition, false)?.to_string(), "1.2");
    /// assert_eq!(sdk.after(SurfaceKind::Breaking, false)?.to_string(), "2.0");
    /// let schema = SurfaceVersion::counter(3)?;
    /// assert_eq!(schema.after(SurfaceKind::Addition, false)?, schema);
    /// assert_eq!(schema.after(SurfaceKind::Addition, true)?.to_string(), "4");
    /// # Ok::<(), dateline::version::NumberTooLarge>(())
    /// ```
    pub fn after(self, kind: SurfaceKind, every_change: bool) -> Result<Self, NumberTooLarge> {
        match (self, kind) {
            (SurfaceVersion::Line(line), SurfaceKind::Addition) => {
                line.next_minor().map(SurfaceVersion::Line)
            }
            (SurfaceVersion::Line(line), SurfaceKind::Breaking) => {
                line.next_major().map(SurfaceVersion::Line)
            }
            (SurfaceVersion::Counter(number), kind) if every_change || kind == SurfaceKind::Breaking => {
                successor(Field::Counter, number).map(SurfaceVersion::Counter)
            }
            _ => Ok(self),
        }
    }

    /// Whether `other` is of the same form and not lower.
    #[must_use]
    pub fn is_at_most(self, other: SurfaceVersion) -> bool {
        self <= other
    }

    /// The greater of two numbers of the same form; of different forms, this one.
    #[must_use]
    pub fn at_least(self, other: SurfaceVersion) -> Self {
        if self < other { other } else { self }
    }
}

impl PartialOrd for SurfaceVersion {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        match (self, other) {
            (SurfaceVersion::Line(left), SurfaceVersion::Line(right)) => Some(left.cmp(right)),
            (SurfaceVersion::Counter(left), SurfaceVersion::Counter(right)) => Some(left.cmp(right)),
            _ => None,
        }
    }
}

names!(SurfaceKind: "kind of a change to a surface" { Fix = "fix", Addition = "addition", Breaking = "breaking" });

impl FromStr for SurfaceVersion {
    type Err = ParseError;

    /// Reads a counter, or MAJOR.MINOR where there is a `.`: `1.x` is an error at byte 2.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        if text.contains('.') {
            return text.parse().map(SurfaceVersion::Line);
        }
        let mut scanner = Scanner::new(text.as_bytes());
        let number = scanner.number(Field::Counter)?;
        scanner.end()?;
        Ok(SurfaceVersion::Counter(number))
    }
}

impl fmt::Display for SurfaceVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SurfaceVersion::Line(line) => line.fmt(f),
            SurfaceVersion::Counter(number) => number.fmt(f),
        }
    }
}
