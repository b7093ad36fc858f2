//! What the manifests of a component are to hold at each of the versions that the product file knows.

use super::error::{ManifestError, ManifestErrorKind};
use super::holds::Holds;
use super::link::Replacement;
use super::site::{ManifestPlace, Values};
use super::target::Target;
use crate::plan::Stage;
use crate::product::{Component, Reference, Requirement, SurfaceName};
use crate::version::{BuildDate, Number, Version};

/// A component at one of its versions, as its manifests have it: the version and its line, the date of its build, the
/// floors of what it requires, the numbers of its surfaces.
///
/// Of a maintained line the product file keeps the version alone, so floors and surfaces are unknown there, and a
/// manifest keeps those that it has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ComponentState<'a> {
    component: &'a Component,
    stage: Stage,
    version: Version,
    date: Option<BuildDate>,
}

impl<'a> ComponentState<'a> {
    /// `component` at its version of `stage`; `None` where it has none there. On a line that its stable version is on,
    /// that is the one which is maintained (Rule B7).
    pub fn of(component: &'a Component, stage: Stage) -> Option<Self> {
        let stage = match stage {
            Stage::Maintained(line) if component.version().is_some_and(|version| version.line() == line) => {
                Stage::Stable
            }
            other => other,
        };
        let version = match stage {
            Stage::Stable => component.version(),
            Stage::Next => component.next(),
            Stage::Maintained(line) => {
                component.maintained().into_iter().find(|version| version.line() == line)
            }
        }?;
        Some(ComponentState { component, stage, version, date: version.build() })
    }

    /// Every version that `component` is at: the stable one, the open prerelease, those of maintained lines.
    pub fn all(component: &'a Component) -> Vec<Self> {
        let maintained = component.maintained();
        let lines = maintained.iter().map(|version| Stage::Maintained(version.line()));
        let stages = [Stage::Stable, Stage::Next].into_iter().chain(lines);
        stages.filter_map(|stage| ComponentState::of(component, stage)).collect()
    }

    /// The same, released on `date`, which counts where the version itself has no build.
    #[must_use]
    pub fn released_on(self, date: BuildDate) -> Self {
        ComponentState { date: self.date.or(Some(date)), ..self }
    }

    /// The version.
    pub fn version(&self) -> Version {
        self.version
    }

    /// What is to stand at `sites`, as far as it is known.
    ///
    /// Refused where the ecosystem of `target` cannot hold a version, and where the component requires nothing of the
    /// provider of a floor or has no surface of the name: `{floor:engine}` of a component without `requires.engine`.
    pub fn values(&self, target: &Target<'_>, sites: &[ManifestPlace]) -> Result<Values, ManifestError> {
        let mut values = Values { date: self.date, ..Values::default() };
        for site in sites {
            let on_its_line = |kind: ManifestErrorKind| ManifestError { kind, line: Some(site.line) };
            let render = |version| target.render(version).map_err(|error| on_its_line(error.into()));
            let not_given = || on_its_line(ManifestErrorKind::NotGiven { holds: site.holds.clone() });
            match &site.holds {
                Holds::Version | Holds::Core | Holds::Stage => values.version = Some(render(self.version)?),
                Holds::ShownAs(ecosystem) => {
                    ecosystem.render(self.version).map_err(|error| on_its_line(error.into()))?;
                    let shown = ecosystem.companion(self.version).map(|companion| companion.text);
                    values.shown.extend(shown.map(|text| (*ecosystem, text)));
                }
                Holds::VersionAs(ecosystem) => {
                    let text = ecosystem.render(self.version).map_err(|error| on_its_line(error.into()))?;
                    values.versions.insert(*ecosystem, text);
                }
                Holds::Line => values.line = Some(self.version.line().to_string()),
                Holds::Floor(of) => {
                    let text = match self.requirement(of).ok_or_else(not_given)?.at_least {
                        Number::Version(version) => render(version)?,
                        Number::Surface(number) => number.to_string(),
                    };
                    values.floors.extend(self.tells_promises().then_some((of.clone(), text)));
                }
                Holds::Surface(name) => {
                    let number = self.surface(name).ok_or_else(not_given)?;
                    values.surfaces.extend(self.tells_promises().then_some((name.clone(), number)));
                }
                Holds::Date => {}
            }
        }
        Ok(values)
    }

    /// What is to stand at each of `sites`, which `target` found, in their order: what is unknown stays.
    ///
    /// Refused as [`values`](ComponentState::values) is.
    pub fn replacements(
        &self,
        target: &Target<'_>,
        sites: &[ManifestPlace],
    ) -> Result<Vec<Replacement>, ManifestError> {
        let mut values = self.values(target, sites)?;
        for site in sites {
            values.keep(site);
        }
        values.replacements(sites)
    }

    /// `text` as it is in this state: what is unknown stays.
    ///
    /// Refused as [`values`](ComponentState::values) is and as [`Target::rewrite`] is.
    pub fn write(&self, target: &Target<'_>, text: &str) -> Result<String, ManifestError> {
        target.write(text, |sites| self.replacements(target, sites))
    }

    /// Whether `site` holds a version in development that leads beyond this one: `1.3.0-SNAPSHOT` after 1.2.0. Of a
    /// maintained line only versions of that line do.
    pub(super) fn is_developed_at(&self, target: &Target<'_>, site: &ManifestPlace) -> bool {
        let base = target.without_development(&site.text).filter(|_| site.holds == Holds::Version);
        let base = base.and_then(|base| target.parse(base, self.version.scheme()));
        let is_on_line =
            |base: Version| !matches!(self.stage, Stage::Maintained(_)) || base.line() == self.version.line();
        base.is_some_and(|base| base > self.version && is_on_line(base))
    }

    /// Whether floors and surfaces of this version are known.
    fn tells_promises(&self) -> bool {
        !matches!(self.stage, Stage::Maintained(_))
    }

    fn requirement(&self, of: &Reference) -> Option<&'a Requirement> {
        self.component.requires().iter().find(|known| known.provider == *of)
    }

    /// The number of the surface, in the open series the one that it has there (Rule S4).
    fn surface(&self, name: &SurfaceName) -> Option<String> {
        let surface = self.component.surface(name)?;
        let open = surface.next.filter(|_| self.stage == Stage::Next);
        Some(open.unwrap_or(surface.version).to_string())
    }
}
