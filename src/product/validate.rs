//! What only shows between components: references, cycles, leads, floors (Rules P1, P3 and C1).

use std::collections::hash_map::Entry;

use smol_str::SmolStr;

use super::graph::{FollowLink, Graph};
use super::names::{Index, look};
use super::read::{Errors, Span};
use super::read_changes::RawChanges;
use super::read_parts::{RawDeprecation, RawFloor, RawFollow, RawRequirement};
use super::{
    ChangeSettings, Component, ComponentId, Deprecation, Follow, ProductErrorKind, Reference, Requirement,
    Surface, SurfaceName, UnknownReference,
};
use crate::version::{Number, Scheme, SurfaceVersion};

/// The components that could be read, with what is needed to check them against each other.
#[derive(Default)]
pub(super) struct Loaded<'t> {
    pub(super) components: Vec<Component>,
    pub(super) positions: Index<ComponentId, usize>,
    looks: Index<SmolStr, ComponentId>,
    parts: Vec<Parts<'t>>,
    /// The position of each surface in its component, by the component's position.
    surfaces: Index<(usize, SurfaceName), usize>,
    /// Whether an error hides which components share the line and lead.
    pub(super) leads_unknown: bool,
}

/// A component that another one names.
#[derive(Clone, Copy)]
struct Found<'a> {
    position: usize,
    component: &'a Component,
}

/// What a component says of others, as written.
struct Parts<'t> {
    header: Span,
    follows: Vec<RawFollow<'t>>,
    requires: Vec<(RawRequirement, Span)>,
}

impl<'t> Loaded<'t> {
    /// Makes room for `count` components more.
    pub(super) fn reserve(&mut self, count: usize) {
        self.components.reserve(count);
        self.positions.reserve(count);
        self.looks.reserve(count);
        self.parts.reserve(count);
    }

    pub(super) fn push(
        &mut self,
        component: Component,
        header: Span,
        follows: Vec<RawFollow<'t>>,
        requires: Vec<(RawRequirement, Span)>,
    ) {
        let position = self.components.len();
        self.positions.insert(component.id.clone(), position);
        let surfaces = component.surfaces.iter().enumerate();
        self.surfaces.extend(surfaces.map(|(place, surface)| ((position, surface.name.clone()), place)));
        self.components.push(component);
        self.parts.push(Parts { header, follows, requires });
    }

    /// Claims the look of `id`; the component that has claimed it already, if any.
    pub(super) fn claim_look(&mut self, id: &ComponentId) -> Option<&ComponentId> {
        match self.looks.entry(look(id.as_str())) {
            Entry::Occupied(other) => Some(other.into_mut()),
            Entry::Vacant(place) => {
                place.insert(id.clone());
                None
            }
        }
    }

    fn find(&self, text: &str, span: Span, errors: &mut Errors) -> Option<Found<'_>> {
        let position = self.positions.get(text).copied();
        let found =
            position.and_then(|position| Some(Found { position, component: self.components.get(position)? }));
        if found.is_none() {
            let ids = self.components.iter().map(|component| component.id.as_str());
            let nearest = errors.nearest(text, ids).and_then(|id| id.parse().ok());
            let unknown = UnknownReference::Component { id: text.to_owned(), nearest };
            errors.push(ProductErrorKind::Unknown(unknown), span);
        }
        found
    }

    /// The surface `name` of a component.
    fn find_surface<'a>(
        &self,
        owner: Found<'a>,
        name: &str,
        span: Span,
        errors: &mut Errors,
    ) -> Option<&'a Surface> {
        let Found { position, component } = owner;
        let place = name.parse().ok().and_then(|name| self.surfaces.get(&(position, name)));
        let found = place.and_then(|place| component.surfaces.get(*place));
        let unknown = || ProductErrorKind::Unknown(UnknownReference::surface(&component.id, name));
        errors.keep(found.ok_or_else(unknown), span)
    }
}

/// Resolves what components say of each other. `None` where the follow graph is none.
pub(super) fn finish(
    loaded: &mut Loaded<'_>,
    deprecations: Vec<RawDeprecation>,
    errors: &mut Errors,
) -> Option<(Graph, Vec<Deprecation>)> {
    let graph = link_follows(loaded, errors);
    link_requirements(loaded, errors);
    check_lead(loaded, errors);
    let deprecations =
        deprecations.into_iter().filter_map(|raw| link_deprecation(loaded, raw, errors)).collect();
    Some((graph?, deprecations))
}

/// Resolves the components and surfaces that `[changes.scopes]` names.
pub(super) fn link_changes(loaded: &Loaded<'_>, raw: RawChanges, errors: &mut Errors) -> ChangeSettings {
    let mut settings = raw.settings;
    for (scope, target, span) in raw.scopes {
        let (id, surface) = Reference::split(&target);
        let Some(found) = loaded.find(id, span.clone(), errors) else { continue };
        let surface = match surface {
            Some(name) => match loaded.find_surface(found, name, span, errors) {
                Some(surface) => Some(surface.name.clone()),
                None => continue,
            },
            None => None,
        };
        settings.scopes.insert(scope.into(), Reference { component: found.component.id.clone(), surface });
    }
    settings
}

fn link_follows(loaded: &mut Loaded<'_>, errors: &mut Errors) -> Option<Graph> {
    let mut graph = Graph::with_room_for(loaded.components.len());
    let mut resolved = Vec::with_capacity(loaded.components.len());
    for (position, (follower, parts)) in loaded.components.iter().zip(&loaded.parts).enumerate() {
        let mut follows = Vec::with_capacity(parts.follows.len());
        for RawFollow { component, edge, cap, span } in &parts.follows {
            let Some(found) = loaded.find(component, span.clone(), errors) else { continue };
            let Found { position: followed, component } = found;
            let id = component.id.clone();
            if followed == position {
                errors.push(ProductErrorKind::Itself { component: id, key: "follows" }, span.clone());
                continue;
            }
            let enters_line = follower.shares_line() && !component.shares_line();
            graph.add_edge(FollowLink { position: followed, edge: *edge, cap: *cap, enters_line });
            follows.push(Follow { component: id, edge: *edge, cap: *cap });
        }
        graph.add_component(follower.id.clone());
        resolved.push(follows.into_boxed_slice());
    }
    for (component, follows) in loaded.components.iter_mut().zip(resolved) {
        component.follows = follows;
    }
    match graph.ordered() {
        Ok(graph) => Some(graph),
        Err(cycles) => {
            for cycle in cycles {
                report_cycle(loaded, &cycle, errors);
            }
            None
        }
    }
}

/// Reports a cycle at the first of its edges.
fn report_cycle(loaded: &Loaded<'_>, cycle: &[usize], errors: &mut Errors) {
    let ids: Vec<ComponentId> =
        cycle.iter().filter_map(|position| Some(loaded.components.get(*position)?.id.clone())).collect();
    let edges = cycle.first().and_then(|first| loaded.parts.get(*first)).map(|parts| &parts.follows);
    let edge =
        edges.into_iter().flatten().find(|to| ids.get(1).is_some_and(|id| id.as_str() == to.component));
    let span = edge.map_or(0..0, |edge| edge.span.clone());
    errors.push(ProductErrorKind::FollowCycle(ids), span);
}

/// At least one line component leads, where there is one (Rule P1).
fn check_lead(loaded: &Loaded<'_>, errors: &mut Errors) {
    let first = loaded.components.iter().position(Component::shares_line);
    let has_lead = loaded.leads_unknown || loaded.components.iter().any(Component::is_lead);
    if let Some(parts) = first.and_then(|position| loaded.parts.get(position)).filter(|_| !has_lead) {
        errors.push(ProductErrorKind::NoLead, parts.header.clone());
    }
}

fn link_requirements(loaded: &mut Loaded<'_>, errors: &mut Errors) {
    let mut resolved = Vec::with_capacity(loaded.components.len());
    for (position, parts) in loaded.parts.iter().enumerate() {
        let link = |(raw, span): &(RawRequirement, Span)| {
            let (id, surface) = Reference::split(&raw.provider);
            let found = loaded.find(id, span.clone(), errors)?;
            let provider = found.component;
            if found.position == position {
                let component = provider.id.clone();
                errors.push(ProductErrorKind::Itself { component, key: "requires" }, span.clone());
            }
            let surface = match surface {
                Some(name) => Some(loaded.find_surface(found, name, span.clone(), errors)?),
                None => None,
            };
            let floor = floor(provider, surface, raw);
            Some(Requirement {
                provider: Reference {
                    component: provider.id.clone(),
                    surface: surface.map(|surface| surface.name.clone()),
                },
                at_least: errors.keep(floor, raw.floor_span.clone())?,
                on_mismatch: raw.on_mismatch,
                checked: raw.checked,
                raise: raw.raise,
            })
        };
        resolved.push(parts.requires.iter().filter_map(link).collect());
    }
    for (component, requires) in loaded.components.iter_mut().zip(resolved) {
        component.requires = requires;
    }
}

/// The floor in the form of what it is a floor of; a version must be stable (Rule C1). Whether it is released already
/// is not a matter of the file's form: what is deployed is judged by `compat`.
fn floor(
    provider: &Component,
    surface: Option<&Surface>,
    raw: &RawRequirement,
) -> Result<Number, ProductErrorKind> {
    let form = |expected| ProductErrorKind::FloorForm { of: raw.provider.clone(), expected };
    match (surface.map(|surface| surface.version), &raw.at_least) {
        (Some(SurfaceVersion::Counter(_)), RawFloor::Number(number)) => {
            SurfaceVersion::counter(*number).map(Number::Surface).map_err(|_| form("a smaller number"))
        }
        (Some(SurfaceVersion::Counter(_)), RawFloor::Text(_)) => Err(form("a whole number")),
        (Some(SurfaceVersion::Line(_)), RawFloor::Text(text)) => text
            .parse()
            .map(|line| Number::Surface(SurfaceVersion::Line(line)))
            .map_err(|error| ProductErrorKind::Line { text: text.clone(), error }),
        (Some(SurfaceVersion::Line(_)), RawFloor::Number(_)) => Err(form("MAJOR.MINOR in quotes")),
        (None, RawFloor::Number(_)) => Err(form("a version in quotes")),
        (None, RawFloor::Text(text)) => version_floor(provider.scheme(), text),
    }
}

fn version_floor(scheme: Scheme, text: &str) -> Result<Number, ProductErrorKind> {
    match scheme.parse(text) {
        Ok(version) if version.is_stable() => Ok(Number::Version(version)),
        Ok(version) => Err(ProductErrorKind::NotStable { key: "at-least", version }),
        Err(error) => Err(ProductErrorKind::Version { text: text.to_owned(), scheme, error }),
    }
}

fn link_deprecation(loaded: &Loaded<'_>, raw: RawDeprecation, errors: &mut Errors) -> Option<Deprecation> {
    let (id, surface) = Reference::split(&raw.surface);
    let found = loaded.find(id, raw.span.clone(), errors)?;
    let owner = found.component;
    let surface = loaded.find_surface(found, surface.unwrap_or(&raw.surface), raw.span, errors)?;
    Some(Deprecation {
        component: owner.id.clone(),
        surface: surface.name.clone(),
        what: raw.what,
        since: raw.since,
        window: raw.window,
        removed: raw.removed,
        date: raw.date,
        sunset: raw.sunset,
    })
}
