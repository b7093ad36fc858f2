//! Plans to make open series stable, or to end them (Rules N2 and N3).

use std::collections::BTreeSet;

use super::assemble::{Draft, Fate, Outcome, unaffected};
use super::propagate::{arriving, find};
use super::release::catches_up;
use super::surface::Moves;
use super::{Level, Plan, Reason, Refusal, Request, Stage, Stay, Warning, number, same_day};
use crate::product::{Component, ComponentId, Edge, Followed, Product, Track};
use crate::version::{BuildDate, DevPatchVersion, Line, NumberTooLarge, Version};

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

/// A component whose open series becomes stable.
#[derive(Clone)]
struct Promoted {
    level: Level,
    /// The components that it is promoted with, where it was not asked for itself.
    because: Vec<Reason>,
}

/// What a promotion does to a component, before builds are dated.
enum Course {
    /// Its series becomes stable.
    Promoted(Promoted),
    /// It is released at this level.
    Released { level: Level, because: Vec<Reason> },
    /// Its series is overtaken by a release at T, since it ships something that opened that line.
    Lifted { level: Level, because: Vec<Reason> },
}

impl Course {
    fn level(&self) -> Level {
        match self {
            Course::Promoted(promoted) => promoted.level,
            Course::Released { level, .. } | Course::Lifted { level, .. } => *level,
        }
    }

    /// Whether the component was promoted, be it that a release at T then took the place of that.
    fn was_promoted(&self) -> bool {
        matches!(self, Course::Promoted(_) | Course::Lifted { .. })
    }
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
    let date = settle_date(product, request, &courses, promotion.target)?;
    let mut fates = Vec::with_capacity(courses.len());
    for (position, component) in product.components().iter().enumerate() {
        fates.push(match courses.get(position).and_then(Option::as_ref) {
            Some(course) => outcome(component, course, &promotion, date)
                .map_err(|error| Refusal::NumberTooLarge { component: component.id().clone(), error })?,
            None => Fate::Stays(stay(product, &courses, position, &promotion)),
        });
    }
    let mut draft = Draft::new(product, request, promotion.target, fates);
    warn(product, &courses, &promotion, &mut draft);
    if date != request.date {
        draft.warn(Warning::DateMoved { asked: request.date, taken: date });
    }
    draft.finish(Vec::new(), date, Moves::new())
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
    Draft::new(product, request, line, fates).finish(Vec::new(), request.date, Moves::new())
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
fn with_followers(product: &Product, promotion: &Promotion) -> Vec<Option<Promoted>> {
    let mut promoted: Vec<Option<Promoted>> = vec![None; product.components().len()];
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
            *entry = Some(Promoted { level: promotion_level(component, promotion.current), because });
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
fn spread(product: &Product, promoted: Vec<Option<Promoted>>, target: Line) -> Vec<Option<Course>> {
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
                Some(Course::Lifted { level: level.max(own.level), because })
            }
            (Some(own), _) => Some(Course::Promoted(own)),
            (None, Some(level)) => Some(Course::Released { level, because }),
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
            Edge::Api if in_development && course.was_promoted() => Reason::FollowsApi(id),
            Edge::Api => return None,
        };
        Some((arriving(course.level(), followed, component), reason))
    };
    product.followed_by(position).filter_map(arrival).collect()
}

/// The date of the builds of followers that are released rather than promoted.
fn settle_date(
    product: &Product,
    request: &Request,
    courses: &[Option<Course>],
    target: Line,
) -> Result<BuildDate, Refusal> {
    let builds = product.components().iter().zip(courses).filter_map(|(component, course)| {
        let at_build = matches!(course, Some(Course::Released { level: Level::Build, .. }));
        let version = component.version().filter(|_| at_build)?.as_dated()?;
        Some((component.id(), version))
    });
    same_day::settle(builds, target, request.date, product.same_day())
}

fn outcome(
    component: &Component,
    course: &Course,
    promotion: &Promotion,
    date: BuildDate,
) -> Result<Fate, NumberTooLarge> {
    let (version, next, target) = (component.version(), component.next(), promotion.target);
    let level = course.level();
    let (from, to, mut because) = match course {
        Course::Promoted(promoted) => {
            let mut because = vec![Reason::Promoted];
            because.extend(promoted.because.iter().cloned());
            let Some(series) = next else { return Ok(Fate::Stays(Stay::Unrelated)) };
            (Some(series), series.core(), because)
        }
        Course::Lifted { because, .. } => {
            (version.or(next), number::bare(component.scheme(), target), because.clone())
        }
        Course::Released { because, .. } => {
            (version.or(next), released_version(component, level, target, date)?, because.clone())
        }
    };
    because.extend(catches_up(promotion.current, component, to, Stage::Stable));
    Ok(Fate::Released(Outcome { level, api: false, from, to, because }))
}

/// The stable version of a follower that has no series to promote (Rules B3 to B6).
fn released_version(
    component: &Component,
    level: Level,
    target: Line,
    date: BuildDate,
) -> Result<Version, NumberTooLarge> {
    Ok(match component.track() {
        Track::Dated(_) | Track::Counted(_) if level == Level::Build => {
            number::line_build(component.scheme(), component.version(), target, date)?
        }
        Track::Dated(_) | Track::Counted(_) => number::bare(component.scheme(), target),
        Track::Semver(track) => Version::Semver(number::semver_target(track, level)?),
        Track::DevPatch(track) => Version::DevPatch(number::dev_patch_target(track, level, false)?),
    })
}

/// Why a component stays (Rule N3).
fn stay(product: &Product, courses: &[Option<Course>], position: usize, promotion: &Promotion) -> Stay {
    let is_released = |position: usize| courses.get(position).is_some_and(Option::is_some);
    let stay = unaffected(product, position, is_released);
    let is_open = product.components().get(position).is_some_and(|component| component.next().is_some());
    let left_out = promotion.left_out.contains(&position);
    if left_out || (is_open && stay != Stay::Unrelated) { Stay::SeriesOpen } else { stay }
}

fn warn(product: &Product, courses: &[Option<Course>], promotion: &Promotion, draft: &mut Draft<'_>) {
    for (position, (component, course)) in product.components().iter().zip(courses).enumerate() {
        let (id, Some(series)) = (component.id(), component.next()) else { continue };
        let is_promoted = matches!(course, Some(Course::Promoted(_)));
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
