//! What can be wrong with the text of a version: a kind, a place and, where one is near, the version meant.

use std::fmt;

use thiserror::Error;

use super::{DateError, Field, MAX_NUMBER, Scheme};
use crate::shown::{ShownChar, shown};
use crate::words::{Explain, Help};

/// A text is no version of its scheme (Rule V5).
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
#[error("{kind}")]
pub struct ParseError {
    kind: ParseErrorKind,
    offset: usize,
    meant: Option<Box<str>>,
}

impl ParseError {
    pub(super) fn new(kind: ParseErrorKind, offset: usize) -> Self {
        ParseError { kind, offset, meant: None }
    }

    pub(super) fn meaning(self, meant: Option<String>) -> Self {
        ParseError { meant: meant.map(String::into_boxed_str), ..self }
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> &ParseErrorKind {
        &self.kind
    }

    /// Where it is wrong, in bytes from the start of the text; the length of the text where something is missing.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The version that was probably meant, in canonical form: it parses in the same scheme.
    #[must_use]
    pub fn meant(&self) -> Option<&str> {
        self.meant.as_deref()
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
        match self.kind {
            ParseErrorKind::BuildDate(_) => vec![Help::text("check the year, the month and the day")],
            ParseErrorKind::TooManyDigits(_) => {
                vec![Help::text("a number of a version has at most nine digits")]
            }
            _ => Vec::new(),
        }
    }
}

/// A text that is no version of the scheme it was read by: `1.0.161205` as a dated one.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{}` is no {scheme} version: {error}, at byte {}", shown(.text), .error.offset())]
#[non_exhaustive]
pub struct InvalidVersion {
    /// The text as it was given; it may hold any character.
    pub text: String,
    /// The scheme that it was read by.
    pub scheme: Scheme,
    /// What is wrong with it.
    pub error: ParseError,
}

impl InvalidVersion {
    /// What to do; `choosing` says how the user chooses another scheme, one that the text is a version of.
    pub(crate) fn help_with(&self, choosing: impl Fn(Scheme) -> String) -> Vec<Help> {
        let help = self.error.help();
        if !help.is_empty() {
            return help;
        }
        let other = Scheme::ALL.into_iter().find(|other| other.parse(&self.text).is_ok());
        vec![match (other, self.scheme) {
            (Some(other), _) => Help::text(format!("as a {other} version it is fine: {}", choosing(other))),
            (None, Scheme::Dated) => {
                Help::text("write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID")
            }
            (None, Scheme::Counted | Scheme::Semver) => {
                Help::text("write MAJOR.MINOR.PATCH or MAJOR.MINOR.PATCH-next.ID")
            }
            (None, Scheme::DevPatch) => Help::text("write MAJOR.MINOR or MAJOR.MINOR.PATCH"),
        }]
    }
}

impl Explain for InvalidVersion {
    fn code(&self) -> &'static str {
        self.error.code()
    }

    fn help(&self) -> Vec<Help> {
        self.help_with(|other| format!("--scheme {other}"))
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
    /// There is a character outside ASCII, or a byte that is no UTF-8: `1.²`.
    NotAscii,
    /// BUILD is no run of eight digits: `1.0.161205`.
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
            ParseErrorKind::LeadingV => f.write_str("drop the `v`"),
            ParseErrorKind::WhiteSpace => f.write_str("a version holds no white space"),
            ParseErrorKind::NotAscii => f.write_str("a version is plain ASCII"),
            ParseErrorKind::BuildForm => f.write_str("build must be YYYYMMDD"),
            ParseErrorKind::BuildDate(error) => write!(f, "build must be a calendar date: {error}"),
            ParseErrorKind::Suffix => f.write_str("the only suffix is `-next.ID`"),
            ParseErrorKind::NoPrerelease => f.write_str("a dev-patch version has no prerelease"),
            ParseErrorKind::Metadata => f.write_str("build metadata after `+` has no place in a version"),
            ParseErrorKind::PatchZero => f.write_str("PATCH counts from 1, a release has none"),
            ParseErrorKind::Trailing(found) => {
                write!(f, "nothing may follow here, but there is `{}`", ShownChar(*found))
            }
        }
    }
}
