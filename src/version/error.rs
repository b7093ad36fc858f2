//! What can be wrong with the text of a version: a kind, a place and, where one is near, the version meant.

use std::fmt;

use thiserror::Error;

use super::{DateError, Field, MAX_NUMBER};
use crate::shown::ShownChar;
use crate::words::{Explain, Help};

/// A text is not a version of its scheme (Rule V5).
///
/// ```
/// use dateline::version::{DatedVersion, ParseErrorKind};
///
/// let error = "1.0.161205".parse::<DatedVersion>().unwrap_err();
/// assert_eq!(error.kind(), &ParseErrorKind::BuildForm);
/// assert_eq!(error.offset(), 4);
/// assert_eq!(error.meant(), Some("1.0.20161205"));
/// assert_eq!(error.to_string(), "build must be YYYYMMDD");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", .0.kind)]
pub struct ParseError(
    // As one pointer it lets a version that parses be returned in two registers.
    Box<Fault>,
);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Fault {
    kind: ParseErrorKind,
    offset: usize,
    meant: Option<Box<str>>,
}

impl ParseError {
    pub(super) fn new(kind: ParseErrorKind, offset: usize) -> Self {
        ParseError(Box::new(Fault { kind, offset, meant: None }))
    }

    pub(super) fn meaning(mut self, meant: Option<String>) -> Self {
        self.0.meant = meant.map(String::into_boxed_str);
        self
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> &ParseErrorKind {
        &self.0.kind
    }

    /// Where it is wrong, in bytes from the start of the text; the length of the text where something is missing.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// The version that was probably meant, in canonical form: it parses in the same scheme.
    #[must_use]
    pub fn meant(&self) -> Option<&str> {
        self.0.meant.as_deref()
    }
}

impl Explain for ParseError {
    fn code(&self) -> &'static str {
        "bad-version"
    }

    fn help(&self) -> Vec<Help> {
        if let Some(meant) = self.meant() {
            return vec![Help::did_you_mean(meant)];
        }
        match self.0.kind {
            ParseErrorKind::BuildDate(_) => vec![Help::text("check the year, the month and the day")],
            ParseErrorKind::TooManyDigits(_) => {
                vec![Help::text("use at most nine digits for each number")]
            }
            _ => Vec::new(),
        }
    }
}

/// What is wrong with the text of a version; each with a text that causes it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseErrorKind {
    /// There is no text at all.
    Empty,
    /// The text ends before the field: `1`, `1.`, `1.0-next.`.
    Missing(Field),
    /// Something else stands where a number should: `1.x`.
    NotANumber(Field, char),
    /// The number starts with a superfluous zero: `1.02`.
    LeadingZero(Field),
    /// The number has more than nine digits: `1.1000000000`.
    TooManyDigits(Field),
    /// The text starts with a `v`, which belongs to tags: `v1.2`.
    LeadingV,
    /// There is white space before, after or within: ` 1.0`.
    WhiteSpace,
    /// There is a character outside ASCII, or a byte that is not UTF-8: `1.²`.
    NotAscii,
    /// BUILD is not a run of eight digits: `1.0.161205`.
    BuildForm,
    /// BUILD is eight digits but no day of the calendar: `1.0.20230229`, `1.0.19691231`.
    BuildDate(DateError),
    /// A suffix other than `-next.ID`: `1.2-rc.1`.
    Suffix,
    /// A prerelease in the scheme `dev-patch`, which has none: `1.2-next.0`.
    NoPrerelease,
    /// Build metadata of SemVer, which has no place here: `1.2+linux`.
    Metadata,
    /// PATCH 0 in the scheme `dev-patch`, where a release has no PATCH: `1.7.0`.
    PatchZero,
    /// Something follows a complete version: `1.0.20161024.1`.
    Trailing(char),
}

impl fmt::Display for ParseErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseErrorKind::Empty => f.write_str("a version cannot be empty"),
            ParseErrorKind::Missing(field) => write!(f, "{field} is missing"),
            ParseErrorKind::NotANumber(field, found) => {
                write!(f, "{field} must be a number, not `{}`", ShownChar(*found))
            }
            ParseErrorKind::LeadingZero(field) => write!(f, "{field} must not start with a zero"),
            ParseErrorKind::TooManyDigits(field) => write!(f, "{field} cannot exceed {MAX_NUMBER}"),
            ParseErrorKind::LeadingV => f.write_str("a version does not start with `v`"),
            ParseErrorKind::WhiteSpace => f.write_str("a version contains no white space"),
            ParseErrorKind::NotAscii => f.write_str("a version is plain ASCII"),
            ParseErrorKind::BuildForm => f.write_str("build must be YYYYMMDD"),
            ParseErrorKind::BuildDate(error) => write!(f, "build must be a calendar date: {error}"),
            ParseErrorKind::Suffix => f.write_str("the only suffix is `-next.ID`"),
            ParseErrorKind::NoPrerelease => f.write_str("a dev-patch version has no prerelease"),
            ParseErrorKind::Metadata => f.write_str("a version has no build metadata after `+`"),
            ParseErrorKind::PatchZero => f.write_str("PATCH starts at 1, and a release has none"),
            ParseErrorKind::Trailing(found) => {
                write!(f, "unexpected `{}`", ShownChar(*found))
            }
        }
    }
}
