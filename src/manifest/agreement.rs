//! Whether a manifest agrees with the product file, and which of its places do not.

use super::error::{ManifestError, ManifestErrorKind};
use super::holds::Holds;
use super::site::ManifestPlace;
use super::state::ComponentState;
use super::target::Target;
use crate::product::Component;
use crate::version::Version;

/// A place of a manifest that does not hold what it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The place, with its line and what stands there.
    pub site: ManifestPlace,
    /// What should stand there.
    pub expected: String,
    /// The version of the component that this is of.
    pub version: Version,
}

/// The places of `text`, which `target` means, that disagree with `component`; none where all agree.
///
/// A manifest agrees where all of its places have one and the same of the component's versions: the stable one, the open
/// prerelease or that of a maintained line. Otherwise the disagreements are those with the version that it comes nearest
/// to. A version in development agrees where the entry of the product file allows for one and it is above the released
/// one. Another spelling that the ecosystem takes for the same version agrees; so does any manifest of a component that
/// has no version yet.
///
/// Refused where the places cannot be found, or where no version of the component can be written there.
pub fn disagreements(
    component: &Component,
    target: &Target<'_>,
    text: &str,
) -> Result<Vec<Disagreement>, ManifestError> {
    disagreements_with(&ComponentState::all(component), target, &target.sites(text)?)
}

/// The places among `sites`, which `target` found, that disagree with the one of `states` that they come nearest to;
/// none where they agree with one of them, or where there is none. Refused as [`disagreements`] is.
pub fn disagreements_with(
    states: &[ComponentState<'_>],
    target: &Target<'_>,
    sites: &[ManifestPlace],
) -> Result<Vec<Disagreement>, ManifestError> {
    let mut nearest: Option<Vec<Disagreement>> = None;
    let mut unrenderable = None;
    for state in states {
        if state.knows_nothing_of(target, sites) {
            continue;
        }
        match state.disagreements(target, sites) {
            Ok(found) if found.is_empty() => return Ok(found),
            Ok(found) if nearest.as_ref().is_none_or(|nearest| found.len() < nearest.len()) => {
                nearest = Some(found);
            }
            Ok(_) => {}
            Err(error) if matches!(error.kind, ManifestErrorKind::Unrenderable(_)) => {
                unrenderable = unrenderable.or(Some(error));
            }
            Err(error) => return Err(error),
        }
    }
    match (nearest, unrenderable) {
        (None, Some(error)) => Err(error),
        (nearest, _) => Ok(nearest.unwrap_or_default()),
    }
}

impl ComponentState<'_> {
    /// Whether nothing that stands at `sites` is known in this state, so that it would agree with anything: floors and
    /// surfaces of a maintained line.
    fn knows_nothing_of(&self, target: &Target<'_>, sites: &[ManifestPlace]) -> bool {
        self.values(target, sites).is_ok_and(|values| !sites.iter().any(|site| values.at(site).is_ok()))
    }

    /// Those of `sites`, which `target` found, that do not hold what they are to hold in this state. What is unknown
    /// agrees. Refused as [`values`](ComponentState::values) is.
    pub fn disagreements(
        &self,
        target: &Target<'_>,
        sites: &[ManifestPlace],
    ) -> Result<Vec<Disagreement>, ManifestError> {
        let values = self.values(target, sites)?;
        let disagreement = |site: &ManifestPlace| {
            let expected = values.at(site).ok().filter(|expected| !agrees(target, site, expected))?;
            if self.is_developed_at(target, site) {
                return None;
            }
            Some(Disagreement { site: site.clone(), expected, version: self.version() })
        };
        Ok(sites.iter().filter_map(disagreement).collect())
    }
}

/// Whether what stands at `site` means `expected`.
fn agrees(target: &Target<'_>, site: &ManifestPlace, expected: &str) -> bool {
    let ecosystem = match site.holds {
        Holds::VersionAs(ecosystem) | Holds::ShownAs(ecosystem) => Some(ecosystem),
        _ => target.ecosystem(),
    };
    let same_version = || ecosystem.is_some_and(|ecosystem| ecosystem.is_same(&site.text, expected));
    site.text == expected
        || (matches!(site.holds, Holds::Version | Holds::Core | Holds::VersionAs(_) | Holds::Floor(_))
            && same_version())
}
