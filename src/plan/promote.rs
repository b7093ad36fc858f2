//! Plans to make open series stable, or to end them (Rules N2 and N3).

use std::collections::BTreeSet;

use super::assemble::PlanDraft;
use super::course::{Arrival, Cause, Courses, Way};
use super::numbering::Numbering;
use super::propagate::{arriving, find};
use super::table::PerComponent;
use super::{Level, Plan, Refusal, Request, Stage, Stay, Warning, number};
use crate::product::{Component, ComponentId, Edge, Followed, Product, Track};
use crate::version::{DevPatchVersion, Line, Version};

/// What a promotion is asked to do, and the line that it comes to.
struct Promotion {
    /// L before the plan.
    current: Line,
    /// T: the greater of L and the promoted lines.
    target: Line,
    /// Which components are promoted, and which are left out, since their series would lead below the line.
    choice: PerComponent<Choice>,
}

/// What a promotion does with a component, before followers are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Choice {
    /// It has no open series, or others are promoted.
    #[default]
    Other,
    Chosen,
    LeftOut,
}

/// The plan that makes the open series of `named` stable, or all where none is named (Rule N3).
pub(super) fn plan_promotion(
    product: &Product,
    request: &Request,
    named: &BTreeSet<ComponentId>,
) -> Result<Plan, Refusal> {
    let promotion = choose(product, named)?;
    let mut courses = with_followers(product, &promotion);
    spread(product, &mut courses, promotion.target);
    let mut numbering = numbering(request, promotion.current, promotion.target);
    numbering.settle_date(product, &courses)?;
    let mut draft = PlanDraft::new(product, request, &numbering, &courses);
    warn(product, &courses, &promotion, &mut draft);
    draft.finish(&[], |position, component, stay| {
        let left_out = promotion.choice[position] == Choice::LeftOut;
        let is_open = component.next().is_some() && stay != Stay::Unrelated;
        if left_out || is_open { Stay::SeriesOpen } else { stay }
    })
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
        let (_, component) = find(product, id)?;
        if component.next().is_none() {
            return Err(Refusal::NoSeries { component: id.clone(), scheme: component.scheme() });
        }
    }
    let line = product.current_line().unwrap_or(Line::ZERO);
    let courses = Courses::new(product);
    PlanDraft::new(product, request, &numbering(request, line, line), &courses).finish(&[], |_, _, stay| stay)
}

/// The line of a line component's open series.
fn open_line(component: &Component) -> Option<Line> {
    component.next().filter(|_| component.shares_line()).map(Version::line)
}

/// The components to promote and those to leave out, since their series would lead below the line.
fn choose(product: &Product, named: &BTreeSet<ComponentId>) -> Result<Promotion, Refusal> {
    let current = product.current_line().unwrap_or(Line::ZERO);
    let choice = PerComponent::new(product.components().len());
    let mut promotion = Promotion { current, target: current, choice };
    for id in named {
        let (position, component) = find(product, id)?;
        let Some(series) = component.next() else {
            return Err(Refusal::NoSeries { component: id.clone(), scheme: component.scheme() });
        };
        if component.shares_line() && series.line() < current {
            return Err(Refusal::SeriesBelowLine { component: id.clone(), series, line: current });
        }
        promotion.take(position, component);
    }
    if named.is_empty() {
        let all = product.components().iter().enumerate();
        for (position, component) in all.filter(|(_, component)| component.next().is_some()) {
            if open_line(component).is_some_and(|line| line < current) {
                promotion.choice[position] = Choice::LeftOut;
            } else {
                promotion.take(position, component);
            }
        }
    }
    let any = promotion.choice.iter().any(|choice| *choice == Choice::Chosen);
    if any { Ok(promotion) } else { Err(Refusal::NothingToPromote) }
}

impl Promotion {
    fn take(&mut self, position: usize, component: &Component) {
        self.choice[position] = Choice::Chosen;
        self.target = open_line(component).map_or(self.target, |line| line.max(self.target));
    }
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
fn with_followers<'a>(product: &'a Product, promotion: &Promotion) -> Courses<'a> {
    let mut promoted = Courses::new(product);
    for (position, component) in product.followed_first() {
        let is_chosen = promotion.choice[position] == Choice::Chosen;
        let followed = product.followed_by(position).filter(|_| !is_chosen);
        let arrived = promoted.arrive(followed, |promoted, followed| {
            let level = promoted.get(followed.position)?.level;
            goes_with(component, followed, level, promotion.target)
        });
        if is_chosen || arrived.is_some() {
            let level = promotion_level(component, promotion.current);
            promoted.set(position, level, Way::Promoted, arrived);
        }
    }
    promoted
}

/// Why a follower's open series becomes stable with a promoted component, where it does.
fn goes_with<'a>(
    follower: &Component,
    followed: Followed<'a>,
    level: Level,
    target: Line,
) -> Option<Arrival<'a>> {
    let series = follower.next()?;
    let goes = match (followed.edge, follower.track()) {
        (Edge::Release, Track::Dated(_) | Track::Counted(_)) => series.line() == target,
        (Edge::Api, Track::Dated(_) | Track::Counted(_)) => {
            Some(series.line()) == open_line(followed.component)
        }
        (Edge::Release, Track::Semver(track)) => {
            let asked = number::semver_target(track, arriving(level, followed)).ok()?;
            series.core() >= Version::Semver(asked)
        }
        (Edge::Api, Track::Semver(_)) | (_, Track::DevPatch(_)) => false,
    };
    goes.then(|| arrival(level, followed))
}

/// What a release or a promotion at `level` does to a follower; in a promotion no API is touched.
fn arrival(level: Level, followed: Followed<'_>) -> Arrival<'_> {
    let cause = Cause::Follows(followed.edge, followed.id);
    Arrival { level: arriving(level, followed), api: false, cause }
}

/// Spreads levels along `release` from all promoted components (Rule N3).
fn spread<'a>(product: &'a Product, courses: &mut Courses<'a>, target: Line) {
    for (position, component) in product.followed_first() {
        let in_development = is_in_development(component);
        let arrived = courses.arrive(product.followed_by(position), |courses, followed| {
            let course = courses.get(followed.position)?;
            let is_reached = match followed.edge {
                Edge::Release => true,
                Edge::Api => in_development && course.way != Way::Released,
            };
            is_reached.then(|| arrival(course.level, followed))
        });
        match (courses.get(position), arrived) {
            (Some(own), Some(arrived))
                if arrived.level >= Level::Minor
                    && open_line(component).is_some_and(|line| line < target) =>
            {
                courses.set(position, arrived.level.max(own.level), Way::Lifted, Some(arrived));
            }
            (None, Some(arrived)) => courses.set(position, arrived.level, Way::Released, Some(arrived)),
            (Some(_), _) | (None, None) => {}
        }
    }
}

/// Whether the latest version of a dev-patch component is a development build: then it comes along with promotions of what
/// it follows by `api`, too.
fn is_in_development(component: &Component) -> bool {
    matches!(component.track(), Track::DevPatch(track) if track.version.is_some_and(DevPatchVersion::is_development))
}

fn warn(product: &Product, courses: &Courses<'_>, promotion: &Promotion, draft: &mut PlanDraft<'_>) {
    for (position, (component, course)) in product.components().iter().zip(courses.iter()).enumerate() {
        let (id, Some(series)) = (component.id(), component.next()) else { continue };
        let is_promoted = course.is_some_and(|course| course.way == Way::Promoted);
        if is_promoted && open_line(component).is_some_and(|line| line < promotion.target) {
            let (component, line) = (id.clone(), promotion.target);
            draft.warn(Warning::PromotedBehind { component, version: series.core(), line });
        }
        if promotion.choice[position] == Choice::LeftOut {
            let (component, line) = (id.clone(), promotion.current);
            draft.warn(Warning::SeriesBelowLine { component, series, line });
        }
    }
}
