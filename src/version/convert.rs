//! To and from the `semver` crate's type, so that a version can go where SemVer is asked for.
//!
//! A dated version becomes `MAJOR.MINOR.(BUILD or 0)[-next.ID]`, a dev-patch version `MAJOR.MINOR.(PATCH or 0)`. The
//! way there keeps order and equality; the way back refuses what no version of the scheme could have given.

use thiserror::Error;

use super::number::checked;
use super::{
    BuildDate, DatedVersion, DevPatchVersion, Field, Line, MAX_NUMBER, NextId, NumberTooLarge, SemverVersion,
    Version,
};
use crate::words::{Explain, Help};

/// Why a SemVer version is not one of the scheme asked for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FromSemverError {
    /// A number is too large: `1.0.4294967296`.
    #[error(transparent)]
    Number(#[from] NumberTooLarge),
    /// The prerelease is not `next.ID`: `1.0.0-rc.1`.
    #[error("the prerelease is not `next.ID`")]
    Prerelease,
    /// There is build metadata: `1.0.0+linux`.
    #[error("there is build metadata")]
    Metadata,
    /// The third number is neither 0 nor a build date, for a dated version: `1.0.7`.
    #[error("the third number is neither 0 nor a date YYYYMMDD")]
    Build,
}

impl From<DatedVersion> for semver::Version {
    fn from(version: DatedVersion) -> Self {
        to_semver(version.line(), version.build().map_or(0, BuildDate::number), version.next())
    }
}

impl From<SemverVersion> for semver::Version {
    fn from(version: SemverVersion) -> Self {
        to_semver(version.line(), version.patch(), version.next())
    }
}

impl From<DevPatchVersion> for semver::Version {
    fn from(version: DevPatchVersion) -> Self {
        to_semver(version.line(), version.patch().unwrap_or(0), None)
    }
}

impl From<Version> for semver::Version {
    fn from(version: Version) -> Self {
        match version {
            Version::Dated(version) => version.into(),
            Version::Counted(version) | Version::Semver(version) => version.into(),
            Version::DevPatch(version) => version.into(),
        }
    }
}

impl TryFrom<&semver::Version> for DatedVersion {
    type Error = FromSemverError;

    fn try_from(version: &semver::Version) -> Result<Self, FromSemverError> {
        let (line, third, next) = from_semver(version)?;
        let build = match third {
            0 => None,
            number => Some(BuildDate::from_number(number).map_err(|_| FromSemverError::Build)?),
        };
        Ok(DatedVersion::new(line, build, next))
    }
}

impl TryFrom<&semver::Version> for SemverVersion {
    type Error = FromSemverError;

    fn try_from(version: &semver::Version) -> Result<Self, FromSemverError> {
        let (line, patch, next) = from_semver(version)?;
        Ok(SemverVersion::new(line, patch, next)?)
    }
}

impl TryFrom<&semver::Version> for DevPatchVersion {
    type Error = FromSemverError;

    fn try_from(version: &semver::Version) -> Result<Self, FromSemverError> {
        match from_semver(version)? {
            (line, patch, None) => Ok(DevPatchVersion::new(line, patch)?),
            (_, _, Some(_)) => Err(FromSemverError::Prerelease),
        }
    }
}

fn to_semver(line: Line, third: u32, next: Option<NextId>) -> semver::Version {
    // `next.ID` is always a valid prerelease, so the fallback is never taken.
    let pre = next
        .and_then(|id| semver::Prerelease::new(&format!("next.{id}")).ok())
        .unwrap_or(semver::Prerelease::EMPTY);
    semver::Version {
        major: line.major().into(),
        minor: line.minor().into(),
        patch: third.into(),
        pre,
        build: semver::BuildMetadata::EMPTY,
    }
}

fn from_semver(version: &semver::Version) -> Result<(Line, u32, Option<NextId>), FromSemverError> {
    if !version.build.is_empty() {
        return Err(FromSemverError::Metadata);
    }
    let line = Line::new(number(Field::Major, version.major)?, number(Field::Minor, version.minor)?)?;
    let next = match version.pre.as_str() {
        "" => None,
        pre => Some(next_id(pre)?),
    };
    Ok((line, number(Field::Patch, version.patch)?, next))
}

fn next_id(pre: &str) -> Result<NextId, FromSemverError> {
    let id = pre.strip_prefix("next.").ok_or(FromSemverError::Prerelease)?;
    let id: u64 = id.parse().map_err(|_| FromSemverError::Prerelease)?;
    Ok(NextId::new(number(Field::Id, id)?)?)
}

fn number(field: Field, value: u64) -> Result<u32, NumberTooLarge> {
    checked(field, u32::try_from(value).unwrap_or(MAX_NUMBER + 1))
}

impl Explain for FromSemverError {
    fn code(&self) -> &'static str {
        "not-from-semver"
    }

    fn help(&self) -> Vec<Help> {
        vec![Help::text(match self {
            FromSemverError::Build => "use 0, or a date such as 20161101",
            FromSemverError::Metadata => "remove `+` and what follows it",
            FromSemverError::Number(_) => "use at most nine digits for each number",
            FromSemverError::Prerelease => {
                "use a prerelease such as `next.1`, and none for a dev-patch version"
            }
        })]
    }
}
