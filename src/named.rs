//! Types of a few values that have names: one name each, the same in the product file, in JSON, on the command line and
//! in the schema. The list of a type's values and their names is in the type, and nowhere else.

use thiserror::Error;

use crate::nearest::nearest;
use crate::shown::shown;
use crate::words::{Explain, Help};

/// A type of a few values that have names.
pub trait Named: Copy + 'static {
    /// What a value is, for messages: `scheme`.
    const WHAT: &'static str;
    /// All values, in the order in which they are listed.
    const VALUES: &'static [Self];

    /// The name of this value.
    fn name(self) -> &'static str;

    /// The names of all values.
    fn names() -> impl Iterator<Item = &'static str> {
        Self::VALUES.iter().map(|value| value.name())
    }

    /// The value of that name: `calver` is not a valid scheme.
    fn named(name: &str) -> Result<Self, UnknownName> {
        let found = Self::VALUES.iter().find(|value| value.name() == name);
        found.copied().ok_or_else(|| UnknownName {
            what: Self::WHAT,
            name: name.to_owned(),
            nearest: nearest(name, Self::names()),
            known: Self::names().collect(),
        })
    }
}

/// A name that no value of a type has.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown {what} `{}`", shown(name))]
#[non_exhaustive]
pub struct UnknownName {
    /// What was to be named: `scheme`.
    pub what: &'static str,
    /// The name as written.
    pub name: String,
    /// The name that was most likely meant.
    pub nearest: Option<&'static str>,
    /// All names, in the order in which they are listed.
    pub known: Vec<&'static str>,
}

impl Explain for UnknownName {
    fn code(&self) -> &'static str {
        "unknown-name"
    }

    fn help(&self) -> Vec<Help> {
        match self.nearest {
            Some(nearest) => vec![Help::did_you_mean(nearest)],
            None => vec![Help::text(format!("use one of {}", self.known.join(", ")))],
        }
    }
}

/// `FromStr` and `Named` for types that have the list `ALL` and the method `name`.
macro_rules! named {
    ($($kind:ty: $what:literal),+ $(,)?) => {$(
        impl crate::named::Named for $kind {
            const WHAT: &'static str = $what;
            const VALUES: &'static [Self] = &<$kind>::ALL;

            fn name(self) -> &'static str {
                <$kind>::name(self)
            }
        }

        impl std::str::FromStr for $kind {
            type Err = crate::named::UnknownName;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                <$kind as crate::named::Named>::named(name)
            }
        }
    )+};
}

pub(crate) use named;
