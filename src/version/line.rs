//! `MAJOR.MINOR`: what all components of a product line share.

use std::fmt;
use std::str::FromStr;

use super::number::{checked, successor};
use super::scan::Scanner;
use super::{Field, NumberTooLarge, ParseError};

/// A line, MAJOR.MINOR, ordered by MAJOR and then by MINOR (Rule V3).
///
/// ```
/// use dateline::version::Line;
///
/// let line: Line = "1.9".parse()?;
/// assert!(line < "1.10".parse()?);
/// assert_eq!(line.next_minor()?.to_string(), "1.10");
/// assert_eq!(line.next_major()?.to_string(), "2.0");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line {
    major: u32,
    minor: u32,
}

impl Line {
    /// The line of a product that has released nothing yet: `0.0`.
    pub const ZERO: Line = Line { major: 0, minor: 0 };

    /// The line `major.minor`; refused where either exceeds [`MAX_NUMBER`](super::MAX_NUMBER).
    pub const fn new(major: u32, minor: u32) -> Result<Self, NumberTooLarge> {
        match (checked(Field::Major, major), checked(Field::Minor, minor)) {
            (Ok(major), Ok(minor)) => Ok(Line { major, minor }),
            (Err(error), _) | (_, Err(error)) => Err(error),
        }
    }

    pub(super) const fn from_packed(major: u32, minor: u32) -> Self {
        Line { major, minor }
    }

    /// MAJOR.
    #[must_use]
    pub const fn major(self) -> u32 {
        self.major
    }

    /// MINOR.
    #[must_use]
    pub const fn minor(self) -> u32 {
        self.minor
    }

    /// MAJOR.(MINOR+1), the line that a feature opens; refused past the limit.
    pub fn next_minor(self) -> Result<Self, NumberTooLarge> {
        Ok(Line { minor: successor(Field::Minor, self.minor)?, ..self })
    }

    /// (MAJOR+1).0, the line that a breaking change opens; refused past the limit.
    pub fn next_major(self) -> Result<Self, NumberTooLarge> {
        Ok(Line { major: successor(Field::Major, self.major)?, minor: 0 })
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

impl FromStr for Line {
    type Err = ParseError;

    /// Reads `MAJOR.MINOR` and nothing else: `1.0.20161024` is an error at byte 3.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let mut scanner = Scanner::new(text.as_bytes());
        let (major, minor) = scanner.line()?;
        scanner.end()?;
        Ok(Line { major, minor })
    }
}
