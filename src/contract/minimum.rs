//! One minimum and what was found: small enough for a client to embed, which has no product file.

use std::fmt;

use thiserror::Error;

use crate::product::Reference;
use crate::version::Number;
use crate::words::Explain;

/// What somebody needs of somebody else at least (Rule C1).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Required<'a> {
    /// Who needs it, as a person should read it: `client 0.4.2`.
    pub who: &'a str,
    /// Who provides it, or the surface of it that is meant: `engine`, `engine.wire`.
    pub provider: Reference,
    pub at_least: Number,
    /// How many numbers older than that will do as well (`accepts-previous`, Rule S1); only counters have older ones.
    pub accepts_previous: u32,
}

impl<'a> Required<'a> {
    /// `who` needs `provider` at `at_least` or later.
    #[must_use]
    pub fn new(who: &'a str, provider: impl Into<Reference>, at_least: impl Into<Number>) -> Self {
        Required { who, provider: provider.into(), at_least: at_least.into(), accepts_previous: 0 }
    }

    /// The same where as many older numbers of the surface will do.
    #[must_use]
    pub fn accepting(self, accepts_previous: u32) -> Self {
        Required { accepts_previous, ..self }
    }

    /// The least that will do.
    ///
    /// `accepts-previous` counts back from the minimum. A minimum that is a prerelease is met by its core only, since
    /// prereleases promise nothing (Rule N4).
    #[must_use]
    pub fn least(&self) -> Number {
        self.at_least.core().back(self.accepts_previous)
    }
}

/// A minimum that is not met. Displayed, it is the sentence for the person who can fix it.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub struct Mismatch {
    /// Who needs it.
    pub who: Box<str>,
    /// Who provides it, or the surface of it that is meant.
    pub provider: Reference,
    pub at_least: Number,
    pub found: Option<Number>,
    /// What is wrong with that.
    pub kind: MismatchKind,
}

/// What is wrong with what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MismatchKind {
    /// There is none.
    Missing,
    /// It is below the minimum: 0.2.9 where 0.3.0 is needed.
    TooOld,
    /// It is a prerelease of the very minimum: 0.3.0-next.2 where 0.3.0 is needed (Rule N4).
    Prerelease,
    /// It is of another form than the minimum: 1.0 (dated) where 0.3.0 (semver) is needed (Rule V4).
    OtherForm,
}

/// Judges what was found by a minimum (Rules C1, C2 and N4).
///
/// ```
/// use dateline::contract::{Required, check};
/// use dateline::product::Reference;
/// use dateline::version::SemverVersion;
///
/// let required = Required::new("client 0.4.2", "engine".parse::<Reference>()?, "0.3.0".parse::<SemverVersion>()?);
/// assert!(check(&required, Some("0.3.1".parse::<SemverVersion>()?.into())).is_ok());
///
/// let mismatch = check(&required, Some("0.2.9".parse::<SemverVersion>()?.into())).unwrap_err();
/// assert_eq!(
///     mismatch.to_string(),
///     "client 0.4.2 needs at least engine 0.3.0, but found engine 0.2.9: upgrade engine to at least 0.3.0"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn check(required: &Required<'_>, found: Option<Number>) -> Result<(), Mismatch> {
    let least = required.least();
    let kind = match found.map(|found| (found, found.partial_cmp(&least))) {
        None => MismatchKind::Missing,
        Some((_, None)) => MismatchKind::OtherForm,
        Some((_, Some(order))) if order.is_ge() => return Ok(()),
        Some((found, _)) if found.is_prerelease() && found.core() == least => MismatchKind::Prerelease,
        Some(_) => MismatchKind::TooOld,
    };
    Err(Mismatch {
        who: required.who.into(),
        provider: required.provider.clone(),
        at_least: least,
        found,
        kind,
    })
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mismatch { who, provider: label, at_least, found, kind } = self;
        let provider = &label.component;
        let number = match &label.surface {
            Some(surface) => format!("{surface} {at_least}"),
            None => at_least.to_string(),
        };
        write!(f, "{who} needs at least {label} {at_least}, but found ")?;
        let Some(found) = found else {
            return write!(f, "none: install {provider} with at least {number}");
        };
        write!(f, "{label} {found}")?;
        match kind {
            MismatchKind::Missing | MismatchKind::TooOld => {}
            MismatchKind::Prerelease => write!(f, ", a prerelease, which promises nothing")?,
            MismatchKind::OtherForm => {
                write!(f, ", which does not compare ({} with {})", found.form(), at_least.form())?;
            }
        }
        write!(f, ": upgrade {provider} to at least {number}")
    }
}

impl Explain for Mismatch {
    fn code(&self) -> &'static str {
        "incompatible"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::version::{DatedVersion, SemverVersion, SurfaceVersion};

    fn semver(text: &str) -> Number {
        text.parse::<SemverVersion>().unwrap().into()
    }

    fn engine() -> Reference {
        "engine".parse().unwrap()
    }

    fn counter(number: u32) -> Number {
        SurfaceVersion::counter(number).unwrap().into()
    }

    fn sentence(required: &Required<'_>, found: Option<Number>) -> String {
        check(required, found).unwrap_err().to_string()
    }

    #[test]
    fn a_prerelease_satisfies_no_minimum_of_its_own_core() {
        let required = Required::new("client 0.4.2", engine(), semver("0.3.0"));
        assert_eq!(
            sentence(&required, Some(semver("0.3.0-next.2"))),
            "client 0.4.2 needs at least engine 0.3.0, but found engine 0.3.0-next.2, a prerelease, which \
             promises nothing: upgrade engine to at least 0.3.0"
        );
        assert!(check(&required, Some(semver("0.4.0-next.0"))).is_ok(), "of a greater core it does");
        let open = Required::new("client 0.4.2", engine(), semver("0.3.0-next.1"));
        assert!(check(&open, Some(semver("0.3.0-next.5"))).is_err(), "nor where the minimum is one itself");
        assert!(check(&open, Some(semver("0.3.0"))).is_ok());
    }

    #[test]
    fn peers_accept_as_many_older_numbers_as_the_counter_says() {
        let required =
            Required::new("agent 1.2", "core.wire".parse::<Reference>().unwrap(), counter(5)).accepting(1);
        assert!(check(&required, Some(counter(4))).is_ok());
        assert_eq!(
            sentence(&required, Some(counter(3))),
            "agent 1.2 needs at least core.wire 4, but found core.wire 3: upgrade core to at least wire 4"
        );
        assert!(
            check(
                &Required::new("a", "b.c".parse::<Reference>().unwrap(), counter(1)).accepting(9),
                Some(counter(0))
            )
            .is_ok()
        );
    }

    #[test]
    fn what_does_not_compare_or_is_not_there_meets_no_minimum() {
        let required = Required::new("client 0.4.2", engine(), semver("0.3.0"));
        let dated: DatedVersion = "1.0".parse().unwrap();
        assert_eq!(
            sentence(&required, Some(dated.into())),
            "client 0.4.2 needs at least engine 0.3.0, but found engine 1.0, which does not compare (dated \
             with semver): upgrade engine to at least 0.3.0"
        );
        assert_eq!(
            sentence(&required, None),
            "client 0.4.2 needs at least engine 0.3.0, but found none: install engine with at least 0.3.0"
        );
    }
}
