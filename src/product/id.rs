//! Names of components and surfaces.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use smol_str::SmolStr;
use thiserror::Error;

use super::names::look;
use crate::shown::{ShownChar, shown};

/// The name of a component or of a surface: `[a-z0-9][a-z0-9-]{0,63}` (section 2 of the rules).
///
/// Cheap to clone: a plan names each component many times, and most ids are short enough to be copied in place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ComponentId(SmolStr);

/// The name of a surface, of the same form as a component's.
pub type SurfaceName = ComponentId;

/// Why a text is not a component id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum IdError {
    /// There is no text.
    #[error("an id cannot be empty")]
    Empty,
    /// The text has more than 64 bytes.
    #[error("an id has at most 64 characters")]
    TooLong,
    /// A character is not one of `a`–`z`, `0`–`9` and `-`: `Core`, `java_sdk`.
    #[error("an id consists of a-z, 0-9 and `-`, not `{}`", ShownChar(*.0))]
    Character(char),
    /// The first character is `-`: `-core`.
    #[error("an id starts with a letter or a digit")]
    LeadingHyphen,
}

/// A text that is not an id.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{}` is not a valid id: {error}", shown(.id))]
#[non_exhaustive]
pub struct InvalidId {
    /// The text as written.
    pub id: String,
    /// What is wrong with it.
    pub error: IdError,
}

const MAX_LENGTH: usize = 64;

impl ComponentId {
    /// The id that `text` writes.
    pub(crate) fn read(text: &str) -> Result<Self, InvalidId> {
        text.parse().map_err(|error| InvalidId { id: text.to_owned(), error })
    }

    /// How the id looks to people: the same for two that they could take for each other, so that a product cannot have
    /// both, such as `core` and `c0re`.
    #[must_use]
    pub fn look(&self) -> String {
        look(&self.0).into()
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ComponentId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let stray = text.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-'));
        match (text.chars().next(), stray) {
            (None, _) => Err(IdError::Empty),
            (_, Some(stray)) => Err(IdError::Character(stray)),
            (Some('-'), _) => Err(IdError::LeadingHyphen),
            _ if text.len() > MAX_LENGTH => Err(IdError::TooLong),
            _ => Ok(ComponentId(text.into())),
        }
    }
}

#[cfg(feature = "serde")]
crate::version::as_string!(ComponentId);

impl fmt::Display for ComponentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// An id hashes and compares as its text.
impl Borrow<str> for ComponentId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for ComponentId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}
