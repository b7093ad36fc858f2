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

/// A type of a few values that the product file chooses from: its names are at hand before the program runs, for the table of
/// keys.
pub trait Choice: Named {
    /// The names of all values, in the order in which they are listed.
    const NAMES: &'static [&'static str];
}

/// A name that no value of a type has.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown {what} `{}`", shown(name))]
#[non_exhaustive]
pub struct UnknownName {
    /// What was to be named: `scheme`.
    pub what: &'static str,
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

/// `Display`, `FromStr` and `Named` for types that have the list `ALL` and the method `name`.
macro_rules! named {
    ($($kind:ty: $what:literal),+ $(,)?) => {$(
        impl crate::named::Named for $kind {
            const WHAT: &'static str = $what;
            const VALUES: &'static [Self] = &<$kind>::ALL;

            fn name(self) -> &'static str {
                <$kind>::name(self)
            }
        }

        impl std::fmt::Display for $kind {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(<$kind>::name(*self))
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

/// `Choice` for types that have the list `ALL` and the constant function `name`.
macro_rules! choice {
    ($kind:ty) => {
        impl crate::named::Choice for $kind {
            #[allow(
                clippy::indexing_slicing,
                reason = "both lists have the same length, and the compiler evaluates this"
            )]
            const NAMES: &'static [&'static str] = &{
                let mut names = [""; <$kind>::ALL.len()];
                let mut place = 0;
                while place < names.len() {
                    names[place] = <$kind>::ALL[place].name();
                    place += 1;
                }
                names
            };
        }
    };
}

/// The list `ALL`, the function `name`, `Display`, `FromStr`, `Named` and `Choice` for a type of a few values.
macro_rules! names {
    ($kind:ident: $what:literal { $($value:ident = $name:literal),+ $(,)? }) => {
        #[allow(unreachable_pub, reason = "a type that only its room uses has the same list")]
        impl $kind {
            /// All values, in the order in which they are listed.
            pub const ALL: [Self; [$($name),+].len()] = [$($kind::$value),+];

            /// The name, the same wherever it is written.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $($kind::$value => $name),+
                }
            }
        }

        crate::named::named!($kind: $what);
        crate::named::choice!($kind);
    };
}

pub(crate) use {choice, named, names};
