//! What each ecosystem's file states: a writer with its inverse, the limits, and the words for the table.

use super::Limit;
use crate::version::{Scheme, Version};

/// How one ecosystem writes versions.
pub(super) struct Mapping {
    /// The name that the command line and JSON use.
    pub(super) name: &'static str,
    pub(super) writer: &'static (dyn Writer + Sync),
    /// The limits, those of a field before those of the whole text.
    pub(super) limits: &'static [Limit],
    /// What else the ecosystem asks for, such as a release of its tools; empty where there is nothing.
    pub(super) note: &'static str,
    /// What the canonical text would do there, written as it is.
    pub(super) as_is: &'static str,
    /// The comparator against which the order is proven.
    pub(super) comparator: &'static str,
}

impl Mapping {
    /// A mapping without limits and notes, by its name, what the canonical text would do there, and the comparator.
    pub(super) const fn new(
        name: &'static str,
        writer: &'static (dyn Writer + Sync),
        as_is: &'static str,
        comparator: &'static str,
    ) -> Self {
        Mapping { name, writer, limits: &[], note: "", as_is, comparator }
    }

    pub(super) const fn limited(mut self, limits: &'static [Limit]) -> Self {
        self.limits = limits;
        self
    }

    pub(super) const fn noted(mut self, note: &'static str) -> Self {
        self.note = note;
        self
    }
}

/// Two functions, inverse to each other within the limits of a mapping.
pub(super) trait Writer {
    /// The text of a version that is within the limits.
    fn write(&self, version: Version) -> String;

    /// The version that `text` could be of. It may accept more than [`write`](Writer::write) gives, since the caller
    /// writes the version again and compares.
    fn read(&self, text: &str, scheme: Scheme) -> Option<Version>;

    /// The form in the notation of the table.
    fn form(&self) -> String;
}
