//! Versions, lines and dates in serialised data are strings, in the form that people read.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Error, Visitor};
use serde::ser::{Serialize, Serializer};

use super::{
    BuildDate, DatedVersion, DevPatchVersion, Line, NextId, Scheme, SemverVersion, SurfaceKind,
    SurfaceVersion, Version,
};

/// Reads a string through `FromStr`, borrowing it where the format can.
pub(crate) struct FromText<T>(pub(crate) PhantomData<T>);

impl<T> Visitor<'_> for FromText<T>
where
    T: FromStr,
    T::Err: fmt::Display,
{
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

/// Serialises types as their `Display`, and reads them by their `FromStr`.
macro_rules! as_string {
    ($($kind:ty),+) => {$(
        impl serde::Serialize for $kind {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $kind {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(crate::version::FromText(std::marker::PhantomData))
            }
        }
    )+};
}

pub(crate) use as_string;

as_string!(
    BuildDate,
    Line,
    NextId,
    DatedVersion,
    SemverVersion,
    DevPatchVersion,
    Scheme,
    SurfaceKind,
    SurfaceVersion
);

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
