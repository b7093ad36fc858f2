//! Plans to make open series stable, or to end them (Rules N2 and N3).

use std::collections::BTreeSet;

use super::assemble::Draft;
use super::course::{Course, Way};
use super::fate::Fate;
use super::numbering::Numbering;
use super::propagate::{arriving, find};
use super::surface::Moves;
use super::{Level, Plan, Reason, Refusal, Request, Stage, Stay, Warning, number};
use crate::product::{Component, ComponentId, Edge, Followed, Product, Track};
use crate::version::{DevPatchVersion, Line, Version};

/// What a promotion is asked to do, and the line that it comes to.
struct Promotion {
    /// L before the plan.
    current: Line,
    /// T: the greater of L and the promoted lines.
    target: Line,
    /// The components to promote, by position.
    chosen: BTreeSet<usize>,
    /// The components left out, since their series would be born behind.
    left_out: BTreeSet<usize>,
}

/// The plan that makes the open series of `named` stable, or all where none is named (Rule N3).
pub(super) fn plan_promotion(
    product: &Product,
    request: &Request,
    named: &BTreeSet<ComponentId>,
) -> Result<Plan, Refusal> {
    let promotion = choose(product, named)?;
    let promoted = with_followers(product, &promotion);
    let courses = spread(product, promoted, promotion.target);
    let mut numbering = numbering(request, promotion.current, promotion.target);
    numbering.settle_date(product, &courses)?;
    let fates = numbering.fates(product, &courses, |position, stay| {
        let is_open = product.components().get(position).is_some_and(|component| component.next().is_some());
        let left_out = promotion.left_out.contains(&position);
        if left_out || (is_open && stay != Stay::Unrelated) { Stay::SeriesOpen } else { stay }
    })?;
    let mut draft = Draft::new(product, request, &numbering, fates);
    warn(product, &courses, &promotion, &mut draft);
    draft.finish(Vec::new(), Moves::new())
}

/// How a promotion numbers what it releases: as stable versions, on T.
fn numbering(request: &Request, current: Line, line: Line) -> Numbering {
    Numbering { current, line, stage: Stage::Stable, raised: false, date: request.date }
}

/// The plan that ends the open series of `named` without a release (Rule N2).
pub(super) fn plan_drop(
    product: &Product,
    request: &Request,
    named: &BTreeSet<ComponentId>,
) -> Result<Plan, Refusal> {
    for id in named {
        let component = find(product, id)?;
        if component.next().is_none() {
            return Err(Refusal::NoSeries { component: id.clone(), scheme: component.scheme() });
        }
    }
    let fates = product.components().iter().map(|_| Fate::Stays(Stay::Unrelated)).collect();
    let line = product.current_line().unwrap_or(Line::ZERO);
    Draft::new(product, request, &numbering(request, line, line), fates).finish(Vec::new(), Moves::new())
}

/// The line of a line component's open series.
fn open_line(component: &Component) -> Option<Line> {
    component.next().filter(|_| component.shares_line()).map(Version::line)
}

/// The components to promote and those to leave out, since they would be born behind.
fn choose(product: &Product, named: &BTreeSet<ComponentId>) -> Result<Promotion, Refusal> {
    let current = product.current_line().unwrap_or(Line::ZERO);
    let (mut chosen, mut left_out) = (BTreeSet::new(), BTreeSet::new());
    for id in named {
        let component = find(product, id)?;
        let Some(series) = component.next() else {
            return Err(Refusal::NoSeries { component: id.clone(), scheme: component.scheme() });
        };
        if component.shares_line() && series.line() < current {
            return Err(Refusal::SeriesBelowLine { component: id.clone(), series, line: current });
        }
        chosen.extend(product.position(id));
    }
    if named.is_empty() {
        for (position, component) in product.components().iter().enumerate() {
            match (component.next(), open_line(component)) {
                (None, _) => false,
                (Some(_), Some(line)) if line < current => left_out.insert(position),
                (Some(_), _) => chosen.insert(position),
            };
        }
    }
    if chosen.is_empty() {
        return Err(Refusal::NothingToPromote);
    }
    let lines = chosen.iter().filter_map(|position| open_line(product.components().get(*position)?));
    let target = lines.max().map_or(current, |line| line.max(current));
    Ok(Promotion { current, target, chosen, left_out })
}

/// The level of a promotion: the first field in which it exceeds L, or the component's own stable version (Rule N3).
fn promotion_level(component: &Component, current: Line) -> Level {
    let line = component.next().map(Version::line);
    let base = if component.shares_line() { Some(current) } else { component.version().map(Version::line) };
    match (line, base) {
        (Some(line), Some(base)) if line.major() > base.major() => Level::Major,
        (Some(line), Some(base)) if line > base => Level::Minor,
        (_, Some(_)) => Level::Build,
        (_, None) => Level::Minor,
    }
}

/// The chosen components, and the followers whose open series become stable with them (Rule N3).
fn with_followers(product: &Product, promotion: &Promotion) -> Vec<Option<Course>> {
    let mut promoted: Vec<Option<Course>> = vec![None; product.components().len()];
    for (position, component) in product.followed_first() {
        let is_chosen = promotion.chosen.contains(&position);
        let because: Vec<Reason> = product
            .followed_by(position)
            .filter(|_| !is_chosen)
            .filter_map(|followed| {
                let level = promoted.get(followed.position)?.as_ref()?.level;
                goes_with(component, followed, level, promotion.target)
            })
            .collect();
        if let Some(entry) = promoted.get_mut(position).filter(|_| is_chosen || !because.is_empty()) {
            let level = promotion_level(component, promotion.current);
            *entry = Some(Course { level, api: false, because, way: Way::Promoted });
        }
    }
    promoted
}

/// Why a follower's open series becomes stable with a promoted component, where it does.
fn goes_with(follower: &Component, followed: Followed<'_>, level: Level, target: Line) -> Option<Reason> {
    let series = follower.next()?;
    let edge = followed.follow.edge;
    let goes = match (edge, follower.track()) {
        (Edge::Release, Track::Dated(_) | Track::Counted(_)) => series.line() == target,
        (Edge::Api, Track::Dated(_) | Track::Counted(_)) => {
            Some(series.line()) == open_line(followed.component)
        }
        (Edge::Release, Track::Semver(track)) => {
            let asked = number::semver_target(track, arriving(level, followed, follower)).ok()?;
            series.core() >= Version::Semver(asked)
        }
        (Edge::Api, Track::Semver(_)) | (_, Track::DevPatch(_)) => false,
    };
    let id = followed.component.id().clone();
    goes.then_some(match edge {
        Edge::Release => Reason::FollowsRelease(id),
        Edge::Api => Reason::FollowsApi(id),
    })
}

/// Levels spread along `release` from all promoted components (Rule N3).
fn spread(product: &Product, promoted: Vec<Option<Course>>, target: Line) -> Vec<Option<Course>> {
    let mut courses: Vec<Option<Course>> = promoted.iter().map(|_| None).collect();
    let mut promoted = promoted;
    for (position, component) in product.followed_first() {
        let arrivals = arrivals(product, &courses, position, component);
        let level = arrivals.iter().map(|(level, _)| *level).max();
        let because: Vec<Reason> = arrivals.into_iter().map(|(_, reason)| reason).collect();
        let own = promoted.get_mut(position).and_then(Option::take);
        let course = match (own, level) {
            (Some(own), Some(level))
                if level >= Level::Minor && open_line(component).is_some_and(|line| line < target) =>
            {
                Some(Course { level: level.max(own.level), api: false, because, way: Way::Lifted })
            }
            (Some(own), _) => Some(own),
            (None, Some(level)) => Some(Course { level, api: false, because, way: Way::Released }),
            (None, None) => None,
        };
        if let Some(entry) = courses.get_mut(position) {
            *entry = course;
        }
    }
    courses
}

/// What reaches a component from those that it follows: releases, and for a dev-patch component in development also
/// promotions of what it follows by `api`.
fn arrivals(
    product: &Product,
    courses: &[Option<Course>],
    position: usize,
    component: &Component,
) -> Vec<(Level, Reason)> {
    let in_development = match component.track() {
        Track::DevPatch(track) => track.version.is_some_and(DevPatchVersion::is_development),
        Track::Dated(_) | Track::Counted(_) | Track::Semver(_) => false,
    };
    let arrival = |followed: Followed<'_>| {
        let course = courses.get(followed.position)?.as_ref()?;
        let id = followed.component.id().clone();
        let reason = match followed.follow.edge {
            Edge::Release => Reason::FollowsRelease(id),
            Edge::Api if in_development && course.way != Way::Released => Reason::FollowsApi(id),
            Edge::Api => return None,
        };
        Some((arriving(course.level, followed, component), reason))
    };
    product.followed_by(position).filter_map(arrival).collect()
}

fn warn(product: &Product, courses: &[Option<Course>], promotion: &Promotion, draft: &mut Draft<'_>) {
    for (position, (component, course)) in product.components().iter().zip(courses).enumerate() {
        let (id, Some(series)) = (component.id(), component.next()) else { continue };
        let is_promoted = course.as_ref().is_some_and(|course| course.way == Way::Promoted);
        if is_promoted && open_line(component).is_some_and(|line| line < promotion.target) {
            let (component, line) = (id.clone(), promotion.target);
            draft.warn(Warning::PromotedBehind { component, version: series.core(), line });
        }
        if promotion.left_out.contains(&position) {
            let (component, line) = (id.clone(), promotion.current);
            draft.warn(Warning::SeriesBelowLine { component, series, line });
        }
    }
}
