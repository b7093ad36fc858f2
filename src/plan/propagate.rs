//! Who is released, and at which level: own levels and followers (Rules B1, B2 and B7).

use std::collections::BTreeSet;

use super::course::Course;
use super::numbering::base_on;
use super::{Change, Kind, Level, Reason, Refusal, Stage};
use crate::product::{Cap, Component, ComponentId, Edge, Followed, Product};
use crate::version::Scheme;

/// What reaches each component, by its position in the product file.
pub(super) struct Reached {
    pub(super) courses: Vec<Option<Course>>,
    /// The components that would be reached, had they a version on the maintained line.
    pub(super) held: Vec<bool>,
}

/// The level at which a release of `followed` arrives at its follower: at most the cap of the edge (Rule B2), and as build
/// where it reaches a line component from an independent one, since the line's numbers are the line's own (Rule B4).
pub(super) fn arriving(level: Level, followed: Followed<'_>, follower: &Component) -> Level {
    let most = match followed.follow.cap {
        _ if follower.shares_line() && !followed.component.shares_line() => Level::Build,
        Some(Cap::Fix) => Level::Build,
        Some(Cap::Feature) => Level::Minor,
        None => Level::Major,
    };
    level.min(most)
}

/// Whether a component may come along with the release of another one (Rule B7): on a maintained line those do that are of
/// the line and have a base on it.
fn comes_along(component: &Component, stage: Stage) -> bool {
    match stage {
        Stage::Maintained(line) => component.shares_line() && base_on(component, line).is_some(),
        Stage::Stable | Stage::Next => true,
    }
}

/// Everything that `changes` reach.
pub(super) fn propagate(
    product: &Product,
    changes: &BTreeSet<Change>,
    stage: Stage,
) -> Result<Reached, Refusal> {
    let mut courses = own_levels(product, changes)?;
    let mut held = vec![false; courses.len()];
    for (position, component) in product.followed_first() {
        let arrivals: Vec<(Level, bool, Reason)> = product
            .followed_by(position)
            .filter_map(|followed| {
                let course = courses.get(followed.position)?.as_ref()?;
                arrival(followed, course, component)
            })
            .collect();
        if let (false, Some(held)) = (comes_along(component, stage), held.get_mut(position)) {
            *held = !arrivals.is_empty();
            continue;
        }
        if let Some(course) = courses.get_mut(position) {
            for (level, api, reason) in arrivals {
                Course::join(course, level, api, reason);
            }
        }
    }
    Ok(Reached { courses, held })
}

/// What a release of `followed` does to its follower along the edge between them (Rule B2).
fn arrival(followed: Followed<'_>, course: &Course, follower: &Component) -> Option<(Level, bool, Reason)> {
    if !course.level.moves_followers() {
        return None;
    }
    let level = arriving(course.level, followed, follower);
    let id = followed.component.id().clone();
    match followed.follow.edge {
        Edge::Release => Some((level, course.api, Reason::FollowsRelease(id))),
        Edge::Api if course.api => Some((level, true, Reason::FollowsApi(id))),
        Edge::Api => None,
    }
}

/// Each changed component at its kind's level, and the leads that a breaking change elsewhere takes along (Rule B1).
fn own_levels(product: &Product, changes: &BTreeSet<Change>) -> Result<Vec<Option<Course>>, Refusal> {
    let mut reached: Vec<Option<Course>> = vec![None; product.components().len()];
    for change in in_product_order(product, changes)? {
        let component = find(product, change.component())?;
        let kind = change.kind();
        let level = own_level(component, change)?;
        join_at(product, &mut reached, component, level, kind.touches_api(), change);
        if kind == Kind::Breaking && component.shares_line() && !component.is_lead() {
            for lead in product.components().iter().filter(|lead| lead.is_lead()) {
                join_at(product, &mut reached, lead, Level::Major, false, change);
            }
        }
    }
    Ok(reached)
}

fn join_at(
    product: &Product,
    reached: &mut [Option<Course>],
    component: &Component,
    level: Level,
    api: bool,
    change: &Change,
) {
    let course = product.position(component.id()).and_then(|position| reached.get_mut(position));
    if let Some(course) = course {
        Course::join(course, level, api, Reason::Changed(change.clone()));
    }
}

/// The level of a change to its own component: a feature of a line component that does not lead is its own
/// improvement, so build (Rule B1). `sync` is for line components, `dev` for dev-patch ones (Rule B6).
fn own_level(component: &Component, change: &Change) -> Result<Level, Refusal> {
    let scheme = component.scheme();
    let kind = change.kind();
    let fits = match kind {
        Kind::Sync => component.shares_line(),
        Kind::Dev => scheme == Scheme::DevPatch,
        _ => true,
    };
    if !fits {
        return Err(Refusal::KindNotForScheme { change: change.clone(), scheme });
    }
    let follows_the_line = component.shares_line() && !component.is_lead();
    match kind.level() {
        Level::Minor if follows_the_line => Ok(Level::Build),
        level => Ok(level),
    }
}

/// The changes in the order of the product file, then of the kinds: no order of the request shows (section 4).
pub(super) fn in_product_order<'a>(
    product: &Product,
    changes: &'a BTreeSet<Change>,
) -> Result<Vec<&'a Change>, Refusal> {
    let mut ordered = Vec::with_capacity(changes.len());
    for change in changes {
        let component = find(product, change.component())?;
        if let Some((surface, _)) = change.surface()
            && component.surface(surface).is_none()
        {
            let (component, surface) = (component.id().clone(), surface.clone());
            return Err(Refusal::UnknownSurface { component, surface });
        }
        ordered.push((product.position(component.id()), change));
    }
    ordered.sort_by_key(|(position, _)| *position);
    Ok(ordered.into_iter().map(|(_, change)| change).collect())
}

/// The component `id`, or the refusal that names the nearest one.
pub(super) fn find<'a>(product: &'a Product, id: &ComponentId) -> Result<&'a Component, Refusal> {
    product.find(id).map_err(|nearest| Refusal::UnknownComponent { id: id.clone(), nearest })
}
