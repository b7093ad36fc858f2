//! The numbers of surfaces and the floors that a plan moves (Rules K2, S2 to S4 and C1).

use std::collections::{BTreeMap, HashMap};

use super::fate::Fate;
use super::propagate::PlacedChange;
use super::table::PerComponent;
use super::{Change, FloorRaise, Refusal, Release, Stage, SurfaceCause, SurfaceMove};
use crate::product::{Component, ComponentId, Product, Raise, Requirement, Surface, SurfaceName};
use crate::version::{Number, NumberTooLarge, SurfaceKind, SurfaceVersion, Version};

/// What changes do to surfaces, by the owner's position and the surface.
pub(super) type Moves<'a> = BTreeMap<(usize, &'a SurfaceName), (SurfaceVersion, &'a Change)>;

/// The number of each changed surface after the worst change to it (Rules S2 and S4).
pub(super) fn moved_by_changes<'a>(changes: &[PlacedChange<'a>], stage: Stage) -> Result<Moves<'a>, Refusal> {
    let mut worst: BTreeMap<(usize, &SurfaceName), (SurfaceKind, &Surface, &Change)> = BTreeMap::new();
    for PlacedChange { position, component, change } in changes.iter().copied() {
        let changed = change.surface().and_then(|(name, kind)| Some((component.surface(name)?, kind)));
        let Some((surface, kind)) = changed else { continue };
        let entry = worst.entry((position, &surface.name)).or_insert((kind, surface, change));
        if kind > entry.0 {
            *entry = (kind, surface, change);
        }
    }
    let number = |(key, (kind, surface, change)): (_, (SurfaceKind, &Surface, &'a Change))| {
        let number = number_after(surface, kind, stage);
        let too_large = |error| Refusal::NumberTooLarge { component: change.component().clone(), error };
        Ok((key, (number.map_err(too_large)?, change)))
    };
    worst.into_iter().map(number).collect()
}

/// The number after a change: from the stable one, under `--next` never below the open one, and one more than that
/// where every change counts (Rule S4).
fn number_after(
    surface: &Surface,
    kind: SurfaceKind,
    stage: Stage,
) -> Result<SurfaceVersion, NumberTooLarge> {
    let number = surface.version.after(kind, surface.each_change)?;
    match surface.next.filter(|_| stage == Stage::Next) {
        None => Ok(number),
        Some(open) if surface.each_change => Ok(number.at_least(open.after(kind, true)?)),
        Some(open) => Ok(number.at_least(open)),
    }
}

/// Finds the surfaces that move, component by component. Where a stable release closes the owner's series, the numbers that
/// surfaces had in it become stable (Rule S4); so do those of a dev-patch component's development builds with its next
/// release.
pub(super) struct Moving<'a> {
    stable: bool,
    moves: Moves<'a>,
}

impl<'a> Moving<'a> {
    pub(super) fn new(stage: Stage, moves: Moves<'a>) -> Self {
        Moving { stable: stage != Stage::Next, moves }
    }

    /// Adds the surfaces of a component that its release as `to` moves; `closes` says whether that closes its series.
    pub(super) fn surfaces(
        &mut self,
        position: usize,
        component: &Component,
        to: Version,
        closes: bool,
        moved: &mut Vec<SurfaceMove>,
    ) {
        let closes = self.stable && (closes || ends_development(to));
        for surface in component.surfaces() {
            let changed = self.moves.get(&(position, &surface.name)).copied();
            let promoted = surface.next.filter(|_| closes);
            let from = if self.stable { surface.version } else { surface.next.unwrap_or(surface.version) };
            let (to, because) = match (changed, promoted) {
                (changed, Some(open)) if changed.is_none_or(|(to, _)| to < open) => {
                    (open, SurfaceCause::Promoted)
                }
                (Some((to, change)), _) => (to, SurfaceCause::Changed(change.clone())),
                (None, _) => continue,
            };
            if to != from {
                let (component, surface) = (component.id().clone(), surface.name.clone());
                moved.push(SurfaceMove { component, surface, from, to, because });
            }
        }
    }
}

/// Whether a version is a release of a dev-patch component, which the development builds before it led to.
pub(super) fn ends_development(version: Version) -> bool {
    matches!(version, Version::DevPatch(version) if !version.is_development())
}

/// The floors that rise because the plan releases both sides, the provider with its API touched (Rule C1). Prereleases
/// promise nothing, so they raise none (Rule N4): what touched the API in a series is known, when it becomes stable, by the
/// surfaces that move with it.
pub(super) fn raised_floors(
    product: &Product,
    stage: Stage,
    fates: &PerComponent<Fate>,
    releases: &[Release],
    surfaces: &[SurfaceMove],
    released: Vec<&Component>,
) -> Vec<FloorRaise> {
    if stage == Stage::Next {
        return Vec::new();
    }
    let mut moved: HashMap<&ComponentId, Vec<&SurfaceMove>> = HashMap::new();
    for surface in surfaces {
        moved.entry(&surface.component).or_default().push(surface);
    }
    let raises = released.into_iter().flat_map(|component| {
        let raise = |requirement: &Requirement| {
            let moved = moved.get(&requirement.provider.component).map_or(&[][..], Vec::as_slice);
            raise(product, fates, releases, moved, component, requirement)
        };
        component.requires().iter().filter_map(raise)
    });
    raises.collect()
}

/// How the floor of a requirement rises; `moved` are the surfaces of the provider that move.
fn raise(
    product: &Product,
    fates: &PerComponent<Fate>,
    releases: &[Release],
    moved: &[&SurfaceMove],
    component: &Component,
    requirement: &Requirement,
) -> Option<FloorRaise> {
    let provider = &requirement.provider;
    let position = product.position(&provider.component).filter(|_| requirement.raise == Raise::Api)?;
    let Fate::Released { place, api, .. } = fates[position] else { return None };
    let provided = usize::try_from(place).ok().and_then(|place| releases.get(place))?.to;
    if !api && moved.is_empty() {
        return None;
    }
    let to = match (&provider.surface, requirement.at_least) {
        (None, Number::Version(floor)) => raised_version(floor, provided)?,
        (Some(surface), Number::Surface(floor)) => {
            let moved = moved.iter().find(|moved| moved.surface == *surface)?;
            Number::Surface(Some(moved.to).filter(|to| *to > floor)?)
        }
        (None, Number::Surface(_)) | (Some(_), Number::Version(_)) => return None,
    };
    Some(FloorRaise {
        component: component.id().clone(),
        provider: provider.clone(),
        from: requirement.at_least,
        to,
    })
}

/// A floor only rises: a release on an older line leaves it.
fn raised_version(floor: Version, to: Version) -> Option<Number> {
    (to > floor).then_some(Number::Version(to))
}
