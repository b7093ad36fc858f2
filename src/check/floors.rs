//! Floors are released, stable, and on lines that still get fixes (Rule C1).
//!
//! A floor *lags* where it is on a line that is neither its provider's own nor among its `maintained`: the component
//! claims to work with versions that nobody fixes. The number of a surface lags where the surface broke since, by more
//! than its `accepts-previous`. A low floor breaks nothing, and how long one is kept is its owner's choice: so that is
//! a notice.

use super::facts::Facts;
use super::{Code, Finding, FindingPlace};
use crate::product::{Component, Requirement, Surface};
use crate::version::{Line, Number, SurfaceVersion, Version};

/// How far a floor lags behind: in majors, then in minors.
type Lag = (u32, u32);

pub(super) fn judge(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut lagging: Vec<(Lag, Finding)> = Vec::new();
    for component in facts.product.components() {
        for (requirement, provider) in facts.product.required_by(component) {
            let floor = Minimum::new(facts, component, requirement, provider);
            match floor.fault() {
                Some(finding) => findings.push(finding),
                None => lagging.extend(floor.lag().map(|lag| (lag, floor.lagging()))),
            }
        }
    }
    lagging.sort_by_key(|(lag, _)| std::cmp::Reverse(*lag));
    findings.extend(lagging.into_iter().map(|(_, finding)| finding));
    findings
}

/// A floor and what it is a floor of.
struct Minimum<'a> {
    component: &'a Component,
    floor: Number,
    provider: &'a Component,
    surface: Option<&'a Surface>,
    /// The provider, or its surface: `engine`, `frontend.fe-be-api`.
    name: String,
    place: FindingPlace,
}

impl<'a> Minimum<'a> {
    fn new(
        facts: &Facts<'_>,
        component: &'a Component,
        requirement: &Requirement,
        (provider, surface): (&'a Component, Option<&'a Surface>),
    ) -> Self {
        let name = requirement.provider.to_string();
        let key = facts.at(&["components", component.id().as_str(), "requires", &name, "at-least"]);
        Minimum { component, floor: requirement.at_least, provider, surface, name, place: key }
    }

    fn finding(&self, code: Code, found: &str, help: String) -> Finding {
        let (id, name, floor) = (self.component.id(), &self.name, self.floor.to_string());
        let message = format!("{id} requires {name} at least {floor}, but {found}");
        Finding::new(code, self.place.clone(), message, help).of(id).value(&floor)
    }

    /// A floor above what is released, which nothing satisfies.
    fn fault(&self) -> Option<Finding> {
        let name = &self.name;
        let (current, open) = match (self.floor, self.surface) {
            (Number::Version(floor), _) => {
                let (version, next) = (self.provider.version(), self.provider.next());
                if version.is_some_and(|version| floor <= version) {
                    return None;
                }
                let open = next.filter(|next| floor <= next.core()).map(|next| next.to_string());
                (version.map(|version| version.to_string()), open)
            }
            (Number::Surface(floor), Some(surface)) => {
                if self.provider.version().is_some() && floor.is_at_most(surface.version) {
                    return None;
                }
                let open = surface.next.filter(|next| floor.is_at_most(*next)).map(|next| next.to_string());
                (self.provider.version().map(|_| surface.version.to_string()), open)
            }
            (Number::Surface(_), None) => return None,
        };
        Some(match (current, open) {
            (_, Some(open)) => {
                let found = format!("that is open as {open} so far, and a prerelease promises nothing");
                let help = format!("lower the minimum version, or promote {} first", self.provider.id());
                self.finding(Code::FloorUnstable, &found, help)
            }
            (Some(current), None) => {
                let help = format!(
                    "lower the minimum version to {current}, or release {} first",
                    self.provider.id()
                );
                self.finding(Code::FloorUnreleased, &format!("{name} is at {current}"), help)
            }
            (None, None) => {
                let help = format!("remove the minimum version, or release {} first", self.provider.id());
                self.finding(
                    Code::FloorUnreleased,
                    &format!("{} was never released", self.provider.id()),
                    help,
                )
            }
        })
    }

    /// How far the floor lags behind, where it does.
    fn lag(&self) -> Option<Lag> {
        match (self.floor, self.surface) {
            (Number::Version(floor), _) => {
                let current = self.provider.version()?.line();
                let is_kept = |version: &Version| version.line() == floor.line();
                let keeps = floor.line() >= current || self.provider.maintained().iter().any(is_kept);
                (!keeps).then(|| behind(floor.line(), current))
            }
            (Number::Surface(SurfaceVersion::Line(floor)), Some(surface)) => match surface.version {
                SurfaceVersion::Line(current) if floor.major() < current.major() => {
                    Some(behind(floor, current))
                }
                SurfaceVersion::Line(_) | SurfaceVersion::Counter(_) => None,
            },
            (Number::Surface(SurfaceVersion::Counter(floor)), Some(surface)) => match surface.version {
                SurfaceVersion::Counter(current) if !surface.each_change => {
                    let older = current.saturating_sub(floor);
                    (older > surface.accepts_previous).then_some((older, 0))
                }
                SurfaceVersion::Line(_) | SurfaceVersion::Counter(_) => None,
            },
            (Number::Surface(_), None) => None,
        }
    }

    fn lagging(&self) -> Finding {
        let name = &self.name;
        if let Some(surface) = self.surface {
            let current = surface.version;
            let help = format!("raise the minimum version to {current}");
            return self.finding(Code::FloorLags, &format!("{name} broke since, and is at {current}"), help);
        }
        let versions = self.provider.maintained().into_iter().rev().chain(self.provider.version());
        let kept: Vec<String> = versions.map(|version| version.to_string()).collect();
        let current = kept.last().map_or("", String::as_str);
        let found = format!("{name} is at {current} and maintains no such line");
        let least = kept.first().map_or("", String::as_str);
        let help = format!("raise the minimum version to {least}, or to what the component is tested with");
        self.finding(Code::FloorLags, &found, help)
    }
}

/// From the line `floor` to the line `current`.
fn behind(floor: Line, current: Line) -> Lag {
    let majors = current.major().saturating_sub(floor.major());
    (majors, current.minor().saturating_sub(floor.minor()))
}
