//! Why a version cannot be written for an ecosystem, or why a text is not one that it would write.

use thiserror::Error;

use super::{Ecosystem, Limit};
use crate::nearest::nearest;
use crate::shown::shown;
use crate::version::{Field, Scheme, Version};
use crate::words::{Explain, Help};

/// A version lies outside a limit of the ecosystem. It is never cut to fit.
///
/// ```
/// use dateline::ecosystem::Ecosystem;
/// use dateline::version::Scheme;
/// use dateline::words::Explain;
///
/// let version = Scheme::Dated.parse("1.256.20161024")?;
/// let error = Ecosystem::Msi.render(version).unwrap_err();
/// assert_eq!(error.code(), "beyond-limit");
/// assert_eq!(error.to_string(), "msi cannot hold 1.256.20161024: MINOR is at most 255");
/// assert_eq!(error.nearest(), Some(Scheme::Dated.parse("1.255.20161024")?));
/// # Ok::<(), dateline::version::ParseError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{ecosystem} cannot hold {version}: {limit}")]
pub struct RenderError {
    pub(super) ecosystem: Ecosystem,
    pub(super) version: Version,
    pub(super) limit: Limit,
    pub(super) nearest: Option<Version>,
}

impl RenderError {
    /// The ecosystem that cannot hold the version.
    #[must_use]
    pub const fn ecosystem(&self) -> Ecosystem {
        self.ecosystem
    }

    /// The version that was to be written.
    #[must_use]
    pub const fn version(&self) -> Version {
        self.version
    }

    /// The limit that the version is outside of; the first one, where there are several.
    #[must_use]
    pub const fn limit(&self) -> Limit {
        self.limit
    }

    /// The field that is outside, or `None` where the text as a whole is.
    #[must_use]
    pub const fn field(&self) -> Option<Field> {
        self.limit.field()
    }

    /// The nearest version that the ecosystem can hold, the field at its limit and the others as they are, if any.
    #[must_use]
    pub const fn nearest(&self) -> Option<Version> {
        self.nearest
    }
}

impl Explain for RenderError {
    /// `beyond-limit` for a number or a date, `too-long`, `all-zero`.
    fn code(&self) -> &'static str {
        match self.limit {
            Limit::Number { .. } | Limit::Dates { .. } | Limit::Code { .. } => "beyond-limit",
            Limit::Length { .. } => "too-long",
            Limit::NotZero => "all-zero",
        }
    }

    fn help(&self) -> Vec<Help> {
        vec![Help::text(match self.nearest {
            Some(nearest) => format!("use {nearest}, the nearest version that it can hold"),
            None => format!("release a version with smaller numbers, or leave {} out", self.ecosystem),
        })]
    }
}

/// A text is not what an ecosystem writes for any version of the scheme.
///
/// ```
/// use dateline::ecosystem::Ecosystem;
/// use dateline::version::Scheme;
///
/// let error = Ecosystem::Rpm.read("1.0-next.3", Scheme::Dated).unwrap_err();
/// assert_eq!(error.to_string(), "`1.0-next.3` is not a dated version as rpm writes it");
/// assert_eq!(error.meant(), Some("1.0~next.3"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{}` is not a {scheme} version as {ecosystem} writes it", shown(text))]
pub struct ReadError {
    pub(super) ecosystem: Ecosystem,
    pub(super) scheme: Scheme,
    pub(super) text: Box<str>,
    pub(super) meant: Option<Box<str>>,
}

impl ReadError {
    /// The ecosystem whose text was expected.
    #[must_use]
    pub const fn ecosystem(&self) -> Ecosystem {
        self.ecosystem
    }

    /// The scheme of which a version was expected.
    #[must_use]
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The text as it was given; it may hold any character.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text that was probably meant, where one is near: it reads without an error.
    #[must_use]
    pub fn meant(&self) -> Option<&str> {
        self.meant.as_deref()
    }
}

impl Explain for ReadError {
    fn code(&self) -> &'static str {
        "not-a-rendering"
    }

    fn help(&self) -> Vec<Help> {
        vec![match self.meant() {
            Some(meant) => Help::did_you_mean(meant),
            None => Help::text(format!("write it as {} does: {}", self.ecosystem, self.ecosystem.form())),
        }]
    }
}

/// A name is not the name of an ecosystem: `mavne`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown ecosystem `{}`", shown(.name))]
#[non_exhaustive]
pub struct UnknownEcosystem {
    pub name: String,
    pub nearest: Option<Ecosystem>,
}

impl UnknownEcosystem {
    /// The error for `name`, with the ecosystem that was most likely meant: `cargp` has `cargo`.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let names = Ecosystem::ALL.iter().map(|ecosystem| ecosystem.name());
        let nearest = nearest(name, names).and_then(Ecosystem::from_name);
        UnknownEcosystem { name: name.to_owned(), nearest }
    }
}

impl Explain for UnknownEcosystem {
    fn code(&self) -> &'static str {
        "unknown-ecosystem"
    }

    fn help(&self) -> Vec<Help> {
        let names = || Ecosystem::ALL.map(Ecosystem::name).join(", ");
        vec![match self.nearest {
            Some(nearest) => Help::did_you_mean(nearest),
            None => Help::text(format!("use `all`, or some of {}", names())),
        }]
    }
}
