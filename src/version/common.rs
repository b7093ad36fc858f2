//! What the types of versions have in common: how they become text and come from it, and the series of those that have
//! prereleases.

/// Reading and writing for a type that wraps a key, has a function `write`, and has a function `scan` next to it.
macro_rules! text {
    ($version:ident, $third:expr) => {
        impl $version {
            /// Appends what [`Display`](std::fmt::Display) writes, which is ASCII: for many versions in one buffer.
            #[inline]
            pub fn append_to(self, buffer: &mut Vec<u8>) {
                super::write::append(buffer, |text| self.write(text));
            }

            /// Reads a version from bytes, which need not be UTF-8.
            #[inline]
            pub fn from_ascii(text: &[u8]) -> Result<Self, super::ParseError> {
                scan(text).map_err(|error| $version::meant(text, error))
            }

            /// The error with the version that was meant, where that can be told.
            #[cold]
            fn meant(text: &[u8], error: super::ParseError) -> super::ParseError {
                let text = str::from_utf8(text).ok();
                let repaired = text.and_then(|text| super::repair::repair(text, $third));
                error.meaning(repaired.filter(|meant| scan(meant.as_bytes()).is_ok()))
            }

            pub(super) const fn key(self) -> super::key::SortKey {
                self.0
            }

            pub(super) const fn from_key(key: super::key::SortKey) -> Self {
                $version(key)
            }

            /// MAJOR.MINOR (Rule V3).
            #[must_use]
            pub const fn line(self) -> super::Line {
                super::Line::from_packed(self.0.major(), self.0.minor())
            }
        }

        impl std::str::FromStr for $version {
            type Err = super::ParseError;

            fn from_str(text: &str) -> Result<Self, super::ParseError> {
                $version::from_ascii(text.as_bytes())
            }
        }

        impl std::fmt::Display for $version {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                super::write::display(f, |text| self.write(text))
            }
        }

        impl std::fmt::Debug for $version {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($version), "({})"), self)
            }
        }
    };
}

/// The prereleases of a type that wraps a key.
macro_rules! series {
    ($version:ident) => {
        impl $version {
            /// The ID of the prerelease, or `None` where the version is stable.
            #[must_use]
            pub const fn next(self) -> Option<super::NextId> {
                self.0.next()
            }

            /// Whether the version is stable (Rule V3).
            #[must_use]
            pub const fn is_stable(self) -> bool {
                self.0.next().is_none()
            }

            /// The version without `-next.ID` (Rule V3); a stable version is its own core.
            #[must_use]
            pub const fn core(self) -> Self {
                $version(self.0.with_next(None))
            }

            /// The prerelease `id` of this version's core.
            #[must_use]
            pub const fn with_next(self, id: super::NextId) -> Self {
                $version(self.0.with_next(Some(id)))
            }

            /// The prerelease after this one, or the first one where this version is stable (Rule N1); refused where
            /// the ID is at its limit.
            pub fn next_in_series(self) -> Result<Self, super::NumberTooLarge> {
                let id = self.next().map_or(Ok(super::NextId::FIRST), super::NextId::successor);
                id.map(|id| self.with_next(id))
            }
        }
    };
}

pub(super) use {series, text};
