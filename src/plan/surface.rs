//! The numbers of surfaces and the floors that a plan moves (Rules K2, S2 to S4 and C1).

use std::collections::{BTreeMap, HashSet};

use super::fate::Fate;
use super::{Change, ClosedSeries, FloorRaise, Refusal, Stage, SurfaceCause, SurfaceMove};
use crate::product::{Component, ComponentId, Floor, Product, Raise, Requirement, Surface, SurfaceName};
use crate::version::{NumberTooLarge, SurfaceKind, SurfaceVersion, Version};

/// What changes do to surfaces, by the owner's position and the surface.
pub(super) type Moves = BTreeMap<(usize, SurfaceName), (SurfaceVersion, Change)>;

/// The number of each changed surface after the worst change to it (Rules S2 and S4).
pub(super) fn moved_by_changes(
    product: &Product,
    changes: &[Change],
    stage: Stage,
) -> Result<Moves, Refusal> {
    let mut worst: BTreeMap<(usize, &SurfaceName), (SurfaceKind, &Change)> = BTreeMap::new();
    for change in changes {
        let (Some(position), Some((name, kind))) = (product.position(change.component()), change.surface())
        else {
            continue;
        };
        let entry = worst.entry((position, name)).or_insert((kind, change));
        if kind > entry.0 {
            *entry = (kind, change);
        }
    }
    let mut moves = Moves::new();
    for ((position, name), (kind, change)) in worst {
        let surface = product.components().get(position).and_then(|component| component.surface(name));
        let Some(surface) = surface else { continue };
        let number = number_after(surface, kind, stage)
            .map_err(|error| Refusal::NumberTooLarge { component: change.component().clone(), error })?;
        moves.insert((position, name.clone()), (number, change.clone()));
    }
    Ok(moves)
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

/// Every surface that moves, in the order of the product file. Where a stable release closes the owner's series, the
/// numbers that surfaces had in it become stable (Rule S4); so do those of a dev-patch component's development builds with
/// its next release.
pub(super) fn finish(
    product: &Product,
    stage: Stage,
    fates: &[Fate],
    ended: &[ClosedSeries],
    mut moves: Moves,
) -> Vec<SurfaceMove> {
    let ended: HashSet<&ComponentId> = ended.iter().map(|series| &series.component).collect();
    let mut surfaces = Vec::new();
    for (position, (component, fate)) in product.components().iter().zip(fates).enumerate() {
        let Some(outcome) = fate.outcome() else { continue };
        let stable = stage != Stage::Next;
        let closes = stable && (ended.contains(component.id()) || ends_development(outcome.to));
        for surface in component.surfaces() {
            let changed = moves.remove(&(position, surface.name.clone()));
            let promoted = surface.next.filter(|_| closes);
            let from = if stable { surface.version } else { surface.next.unwrap_or(surface.version) };
            let (to, because) = match (changed, promoted) {
                (changed, Some(open)) if changed.as_ref().is_none_or(|(to, _)| *to < open) => {
                    (open, SurfaceCause::Promoted)
                }
                (Some((to, change)), _) => (to, SurfaceCause::Changed(change)),
                (None, _) => continue,
            };
            if to != from {
                let (component, surface) = (component.id().clone(), surface.name.clone());
                surfaces.push(SurfaceMove { component, surface, from, to, because });
            }
        }
    }
    surfaces
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
    fates: &[Fate],
    surfaces: &[SurfaceMove],
) -> Vec<FloorRaise> {
    let released = product.components().iter().zip(fates).filter(|(_, fate)| fate.outcome().is_some());
    let raises = released.flat_map(|(component, _)| {
        let raise = |requirement| raise(product, fates, surfaces, component, requirement);
        component.requires().iter().filter_map(raise)
    });
    if stage == Stage::Next { Vec::new() } else { raises.collect() }
}

fn raise(
    product: &Product,
    fates: &[Fate],
    surfaces: &[SurfaceMove],
    component: &Component,
    requirement: &Requirement,
) -> Option<FloorRaise> {
    let provider = product.position(&requirement.provider).and_then(|position| fates.get(position))?;
    let moves = || surfaces.iter().any(|moved| moved.component == requirement.provider);
    let outcome = provider.outcome().filter(|_| requirement.raise == Raise::Api)?;
    if !outcome.api && !moves() {
        return None;
    }
    let to = match (&requirement.surface, requirement.at_least) {
        (None, Floor::Version(floor)) => raised_version(floor, outcome.to)?,
        (Some(surface), Floor::Surface(floor)) => {
            let of_it =
                |moved: &&SurfaceMove| moved.component == requirement.provider && moved.surface == *surface;
            Floor::Surface(surfaces.iter().find(of_it).map(|moved| moved.to).filter(|to| *to > floor)?)
        }
        (None, Floor::Surface(_)) | (Some(_), Floor::Version(_)) => return None,
    };
    Some(FloorRaise {
        component: component.id().clone(),
        provider: requirement.provider.clone(),
        surface: requirement.surface.clone(),
        from: requirement.at_least,
        to,
    })
}

/// A floor only rises: a release on an older line leaves it.
fn raised_version(floor: Version, to: Version) -> Option<Floor> {
    (to > floor).then_some(Floor::Version(to))
}
