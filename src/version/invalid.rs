//! A text that is not a version of a scheme: what is wrong with it, and what was probably meant.

use thiserror::Error;

use super::{ParseError, Scheme};
use crate::shown::shown;
use crate::words::{Explain, Help};

/// A text that is not a version of the scheme it was read by: `1.0.161205` as a dated one.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{}` is not a valid {scheme} version: {error}, at byte {}", shown(.text), .error.offset())]
#[non_exhaustive]
pub struct InvalidVersion {
    /// The text as it was given; it may hold any character.
    pub text: String,
    /// The scheme that it was read by.
    pub scheme: Scheme,
    pub error: ParseError,
}

impl InvalidVersion {
    /// What to do; `choosing` says how the user chooses another scheme, one that the text is a version of.
    pub(crate) fn help_with(&self, choosing: impl Fn(Scheme) -> Help) -> Vec<Help> {
        let help = self.error.help();
        if !help.is_empty() {
            return help;
        }
        let other = Scheme::ALL.into_iter().find(|other| other.parse(&self.text).is_ok());
        vec![match (other, self.scheme) {
            (Some(other), _) => choosing(other),
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

impl InvalidVersion {
    /// What to do where the scheme is not the user's choice.
    pub(crate) fn help_of_scheme(&self) -> Vec<Help> {
        let scheme = self.scheme;
        self.help_with(|other| {
            Help::text(format!("write a {scheme} version: as a {other} one it would be valid"))
        })
    }
}

impl Explain for InvalidVersion {
    fn code(&self) -> &'static str {
        self.error.code()
    }

    fn help(&self) -> Vec<Help> {
        self.help_with(|other| {
            Help::add_to(format!("--scheme {other}"), format!("read it as a {other} version"))
        })
    }
}
