//! Which change a tagged release stands for, as far as its number shows.

use std::collections::HashMap;

use super::read::TaggedRelease;
use crate::plan::Kind;
use crate::product::{Component, ComponentId, Product};
use crate::version::{Line, Scheme, Version};

/// What the planner is asked for a tagged release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ask {
    /// Nothing: the history starts with this version.
    Start,
    /// The open series becomes stable.
    Promote,
    /// A stable release.
    Stable(Kind),
    /// A fix on this older line.
    Maintained(Line),
    /// A prerelease.
    Next(Kind),
    /// Nothing that the rules know: a development build below the one before, a prerelease of something that is released
    /// already.
    Nothing,
}

/// What was tagged so far.
#[derive(Default)]
pub(super) struct TaggedVersions {
    stable: HashMap<ComponentId, Version>,
    open: HashMap<ComponentId, Version>,
    /// The latest stable version on each line.
    bases: HashMap<(ComponentId, Line), Version>,
}

impl TaggedVersions {
    /// Keeps that `version` was tagged.
    pub(super) fn keep(&mut self, component: &ComponentId, version: Version) {
        if version.is_stable() {
            let base = self.bases.entry((component.clone(), version.line())).or_insert(version);
            if version > *base {
                *base = version;
            }
        }
        let map = if version.is_stable() { &mut self.stable } else { &mut self.open };
        let known = map.entry(component.clone()).or_insert(version);
        if version > *known {
            *known = version;
        }
    }

    /// Whether the component had a release.
    pub(super) fn knows(&self, component: &ComponentId) -> bool {
        self.stable.contains_key(component) || self.open.contains_key(component)
    }

    /// The latest stable version of the component on `line`.
    pub(super) fn base(&self, component: &ComponentId, line: Line) -> Option<Version> {
        self.bases.get(&(component.clone(), line)).copied()
    }

    /// What to ask of `product`, as the replay has it, for a release of `component`.
    pub(super) fn ask(&self, product: &Product, component: &Component, release: &TaggedRelease) -> Ask {
        let version = release.version;
        let before = self.stable.get(component.id()).copied();
        let is_start = match component.scheme() {
            Scheme::Dated | Scheme::Counted => product.current_line().is_none() && component.next().is_none(),
            Scheme::Semver | Scheme::DevPatch => component.version().is_none() && component.next().is_none(),
        };
        let is_above = before.is_none_or(|before| version.core() > before);
        match (version.is_stable(), is_above) {
            _ if is_start => Ask::Start,
            (false, false) => Ask::Nothing,
            // What a series leads to was said by its first prerelease.
            (false, true) if self.goes_on(component, version) => Ask::Next(Kind::Fix),
            (false, true) => Ask::Next(kind(product, component, before, version)),
            (true, true) if self.promotes(component, before, version) => Ask::Promote,
            (true, true) => Ask::Stable(kind(product, component, before, version)),
            (true, false) => Self::on_older_line(product, component, version),
        }
    }

    /// Whether the prerelease is one more of the series that is open.
    fn goes_on(&self, component: &Component, version: Version) -> bool {
        let tagged = self.open.get(component.id());
        component.next().is_some() && tagged.is_some_and(|open| open.core() == version.core())
    }

    /// Whether the release is what the open series led to.
    fn promotes(&self, component: &Component, before: Option<Version>, version: Version) -> bool {
        let leads_to = |open: &Version| match component.scheme() {
            Scheme::Dated => {
                open.line() == version.line() && before.is_none_or(|before| before.line() < version.line())
            }
            Scheme::Counted | Scheme::Semver | Scheme::DevPatch => open.core() == version,
        };
        component.next().is_some() && self.open.get(component.id()).is_some_and(leads_to)
    }

    fn on_older_line(product: &Product, component: &Component, version: Version) -> Ask {
        if component.scheme() == Scheme::DevPatch {
            return Ask::Nothing;
        }
        let line = version.line();
        let newest = if component.shares_line() {
            product.current_line()
        } else {
            component.version().map(Version::line)
        };
        if newest.is_some_and(|newest| line < newest) {
            Ask::Maintained(line)
        } else {
            Ask::Stable(Kind::Fix)
        }
    }
}

/// The change that leads from `before` to `version`.
fn kind(product: &Product, component: &Component, before: Option<Version>, version: Version) -> Kind {
    let of_line = component.shares_line();
    if component.scheme() == Scheme::DevPatch && version.patch().is_some() {
        return Kind::Dev;
    }
    let from = before.map(Version::line).or_else(|| product.current_line().filter(|_| of_line));
    let line = version.line();
    if of_line && !component.is_lead() {
        // Only a lead opens a line; what else is on a new one has caught up with it, by a fix where it has a dated build.
        let opens = before.is_none_or(|before| line > before.line()) && version.build().is_none();
        return if opens { Kind::Sync } else { Kind::Fix };
    }
    match from {
        Some(from) if line.major() > from.major() => Kind::Breaking,
        Some(from) if line > from => Kind::Feature,
        _ if of_line && before.is_none() => Kind::Sync,
        _ => Kind::Fix,
    }
}
