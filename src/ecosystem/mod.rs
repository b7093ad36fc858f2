//! How a version is written for each packaging ecosystem, and read back.
//!
//! A registry reads versions its own way: Maven puts `1.0-next.0` above `1.0`, an MSI field cannot hold 20161024, Cargo
//! refuses `1.0`. Each mapping here is exact. Two versions never share a text; [`Ecosystem::read`] gives back the very
//! version that [`Ecosystem::render`] wrote; and the ecosystem's own comparator orders the texts as Rule V2 orders the
//! versions. A version that does not fit is an error that names the limit, never cut to fit.
//!
//! Versions of all four schemes can be written: PATCH stands where BUILD does, and a development build's omitted PATCH
//! is written as an omitted BUILD is. A text does not say of which scheme it is, so reading it back needs the scheme.
//! Order holds within a scheme (Rule V4).
//!
//! This room knows versions alone: no product, no manifest, no file.
//!
//! # All ecosystems
//!
//! `M` is MAJOR, `m` MINOR, `D` BUILD or PATCH, `k` the ID of a prerelease; brackets hold what a version may omit.
//! [`table()`] makes the table from the mappings.
//!
#![doc = include_str!("table.md")]
//!
//! A port is somebody else's copy of a comparator that cannot be had by itself. A stand-in orders numbers as the
//! ecosystem's documentation says that it does: its own comparator runs on its vendor's system only. The tests of
//! `tests/oracles` put every ordered pair of at least 300 versions before each.
//!
//! # One suffix, several orders
//!
//! RPM and Python do not order the same suffixes alike, which those who rebuild Python packages as RPMs meet often. Of
//! the 120 pairs of sixteen texts such as `1.0`, `1.0.0`, `1.0dev1`, `1.0.dev1`, `1.0a1`, `1.0rc1`, `1.0post` and
//! `1.0.post1`, the two disagree on 19: for RPM `1.0a1` is newer than `1.0`, for Python it is an alpha of it; for
//! Python `1.0.0` is `1.0`, for RPM it is newer. So no text is handed from one ecosystem to another here: a version is
//! written for each from its own numbers. The test `rpm_and_python_disagree_on_suffixes` measures it with both.

mod companion;
mod dotted;
mod error;
mod limit;
mod list;
mod mapping;
mod marked;
mod numbers;
mod packed;
mod same;
mod semver;
mod table;
mod third;

use crate::version::{Scheme, Version};

pub use companion::Companion;
pub use error::{ReadError, RenderError, UnknownEcosystem};
pub use limit::Limit;
pub use list::Ecosystem;
pub use table::table;

impl Ecosystem {
    /// The name that the command line, product files and JSON use: `chrome-extension`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.mapping().name
    }

    /// The ecosystem of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Ecosystem::ALL.into_iter().find(|ecosystem| ecosystem.name() == name)
    }

    /// How `version` is written there; refused where it is outside a limit.
    pub fn render(self, version: Version) -> Result<String, RenderError> {
        self.try_render(version).map_err(|limit| RenderError {
            ecosystem: self,
            version,
            limit,
            nearest: self.nearest(version, limit),
        })
    }

    /// The version of `scheme` that is written as `text`. It reads what [`render`](Ecosystem::render) writes and
    /// nothing else: no leading zero, no other spelling, no version outside a limit.
    pub fn read(self, text: &str, scheme: Scheme) -> Result<Version, ReadError> {
        let near = self.mapping().writer.read(text, scheme).or_else(|| scheme.parse(text).ok());
        let written = near.and_then(|version| Some((version, self.try_render(version).ok()?)));
        match written {
            Some((version, exact)) if exact == text => Ok(version),
            other => Err(ReadError {
                ecosystem: self,
                scheme,
                text: text.into(),
                meant: other.map(|(_, meant)| meant.into()),
            }),
        }
    }

    /// The second text that the ecosystem shows to people, where it has one: Apple's `CFBundleShortVersionString`,
    /// Chrome's `version_name`, Android's `versionName`. `None` too for a version that the ecosystem cannot hold.
    #[must_use]
    pub fn companion(self, version: Version) -> Option<Companion> {
        self.try_render(version).ok().and_then(|_| Companion::of(self, version))
    }

    /// The mapping in the notation of [the table](self#all-ecosystems), as Markdown.
    #[must_use]
    pub fn form(self) -> String {
        self.mapping().writer.form()
    }

    /// What the ecosystem cannot hold; empty where it holds every version.
    #[must_use]
    pub fn limits(self) -> &'static [Limit] {
        self.mapping().limits
    }

    /// What else the ecosystem asks for, such as a release of its tools, as Markdown; empty where there is nothing.
    #[must_use]
    pub fn note(self) -> &'static str {
        self.mapping().note
    }

    /// What would happen to the canonical text there, written as it is.
    #[must_use]
    pub fn as_is(self) -> &'static str {
        self.mapping().as_is
    }

    fn try_render(self, version: Version) -> Result<String, Limit> {
        let mapping = self.mapping();
        let broken = |limit: &&Limit| !limit.admits(version);
        if let Some(limit) = mapping.limits.iter().find(broken) {
            return Err(*limit);
        }
        let text = mapping.writer.write(version);
        match mapping.limits.iter().find(|limit| !limit.admits_text(&text)) {
            Some(limit) => Err(*limit),
            None => Ok(text),
        }
    }

    /// The version with every field at its limit that is outside; for Android the last code, where that is the limit.
    fn nearest(self, version: Version, limit: Limit) -> Option<Version> {
        let mapping = self.mapping();
        let near = match limit {
            Limit::Code { most } => mapping.writer.read(&most.to_string(), version.scheme())?,
            Limit::NotZero => limit.clamp(version)?,
            _ => mapping
                .limits
                .iter()
                .filter(|limit| limit.field().is_some())
                .try_fold(version, |version, limit| limit.clamp(version))?,
        };
        match self.try_render(near) {
            Ok(_) if near != version => Some(near),
            Err(code @ Limit::Code { .. }) if code != limit => self.nearest(near, code),
            _ => None,
        }
    }
}

crate::named::named!(Ecosystem: "ecosystem");
#[cfg(feature = "serde")]
crate::version::as_string!(Ecosystem);
