//! Who is released, and at which level: own levels and followers (Rules B1, B2 and B7).

use std::collections::BTreeSet;

use super::course::{Arrival, Cause, Course, Courses};
use super::numbering::base_on;
use super::table::PerComponent;
use super::{Change, Kind, Level, Refusal, Stage};
use crate::product::{Cap, Component, ComponentId, Edge, Followed, Product, UnknownReference};

/// What reaches each component.
pub(super) struct Reached<'a> {
    pub(super) courses: Courses<'a>,
    /// Whether a component would be reached, had it a version on the maintained line.
    pub(super) held: PerComponent<bool>,
}

/// The level at which a release of `followed` arrives at its follower: at most the cap between them (Rules B2 and B4).
#[inline]
pub(super) fn arriving(level: Level, followed: Followed<'_>) -> Level {
    match followed.cap {
        _ if followed.enters_line => level.min(Level::Build),
        Some(Cap::Fix) => level.min(Level::Build),
        Some(Cap::Feature) => level.min(Level::Minor),
        None => level,
    }
}

/// Whether a component may come along with the release of another one (Rule B7): on a maintained line those do that are of
/// the line and have a base on it.
fn comes_along(component: &Component, stage: Stage) -> bool {
    match stage {
        Stage::Maintained(line) => component.shares_line() && base_on(component, line).is_some(),
        Stage::Stable | Stage::Next => true,
    }
}

/// A change, and the component that it changes.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlacedChange<'a> {
    pub(super) position: usize,
    pub(super) component: &'a Component,
    pub(super) change: &'a Change,
}

/// Everything that `changes` reach, which are in the order of the product file.
pub(super) fn propagate<'a>(
    product: &'a Product,
    changes: &[PlacedChange<'a>],
    stage: Stage,
) -> Result<Reached<'a>, Refusal> {
    let mut courses = own_levels(product, changes)?;
    let mut held = PerComponent::new(product.components().len());
    for (position, component) in product.followed_first() {
        let followed = product.followed_by(position);
        let arrived = courses.arrive(followed, |courses, followed| {
            courses.get(followed.position).and_then(|course| arrival(followed, course))
        });
        match arrived {
            Some(_) if !comes_along(component, stage) => held[position] = true,
            Some(arrived) => courses.join(position, arrived),
            None => {}
        }
    }
    Ok(Reached { courses, held })
}

/// What a release of `followed` does to its follower along the edge between them (Rule B2).
#[inline]
fn arrival(followed: Followed<'_>, course: Course) -> Option<Arrival<'_>> {
    let is_reached = course.level.moves_followers() && (course.api || followed.edge == Edge::Release);
    is_reached.then(|| Arrival {
        level: arriving(course.level, followed),
        api: course.api,
        cause: Cause::Follows(followed.edge, followed.id),
    })
}

/// Each changed component at its kind's level, and the leads that a breaking change elsewhere takes along (Rule B1).
fn own_levels<'a>(product: &'a Product, changes: &[PlacedChange<'a>]) -> Result<Courses<'a>, Refusal> {
    let mut courses = Courses::new(product);
    let all = product.components().iter().enumerate();
    let leads: Vec<usize> = all.filter(|(_, component)| component.is_lead()).map(|(lead, _)| lead).collect();
    for PlacedChange { position, component, change } in changes.iter().copied() {
        let kind = change.kind();
        let level = own_level(component, change)?;
        courses.change(position, level, kind.touches_api(), change);
        if kind == Kind::Breaking && component.shares_line() && !component.is_lead() {
            for lead in &leads {
                courses.change(*lead, Level::Major, false, change);
            }
        }
    }
    Ok(courses)
}

/// The level of a change to its own component: a feature of a line component that does not lead is its own
/// improvement, so build (Rule B1).
fn own_level(component: &Component, change: &Change) -> Result<Level, Refusal> {
    let kind = change.kind();
    if !kind.fits(component) {
        let (change, scheme) = (change.clone(), component.scheme());
        return Err(Refusal::KindNotForScheme { change, scheme });
    }
    let follows_the_line = component.shares_line() && !component.is_lead();
    match kind.level() {
        Level::Minor if follows_the_line => Ok(Level::Build),
        level => Ok(level),
    }
}

/// The changes in the order of the product file, then of the kinds: no order of the request shows (section 4).
pub(super) fn in_product_order<'a>(
    product: &'a Product,
    changes: &'a BTreeSet<Change>,
) -> Result<Vec<PlacedChange<'a>>, Refusal> {
    let mut placed = Vec::with_capacity(changes.len());
    for change in changes {
        let (position, component) = find(product, change.component())?;
        if let Some((surface, _)) = change.surface()
            && component.surface(surface).is_none()
        {
            return Err(UnknownReference::surface(component.id(), surface.as_str()).into());
        }
        placed.push(PlacedChange { position, component, change });
    }
    placed.sort_by_key(|placed| placed.position);
    Ok(placed)
}

/// The component `id` and its position, or the refusal that names the nearest one.
pub(super) fn find<'a>(product: &'a Product, id: &ComponentId) -> Result<(usize, &'a Component), Refusal> {
    Ok(product.find_place(id)?)
}
