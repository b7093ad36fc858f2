//! Plans what changes ask for: stable, as prereleases, or on a maintained line (section 4 of the rules, and Rule N1).

use std::collections::BTreeSet;

use super::assemble::{Draft, Fate, Outcome};
use super::propagate::{Impulse, Impulses, base_on, find, in_product_order, propagate};
use super::{
    Change, Kind, Level, Plan, Reason, Refusal, Request, Stage, Stay, Warning, number, same_day, surface,
};
use crate::product::{Component, ComponentId, Product, Track};
use crate::version::{BuildDate, DatedVersion, Line, NumberTooLarge, Scheme, SemverVersion, Version};

/// What holds for all releases of one plan.
struct Numbering {
    /// L before the plan.
    current: Line,
    /// T.
    line: Line,
    stage: Stage,
    /// Whether an open series raised T, so that no release gets a build (Rule N1).
    raised: bool,
    date: BuildDate,
}

impl Numbering {
    /// What the release of a component replaces: its stable version, or its base on a maintained line (Rule B7).
    fn base(&self, component: &Component) -> Option<Version> {
        match self.stage {
            Stage::Maintained(line) => base_on(component, line),
            Stage::Stable | Stage::Next => component.version(),
        }
    }
}

/// The plan for `changes`.
pub(super) fn plan_release(
    product: &Product,
    request: &Request,
    changes: &BTreeSet<Change>,
    stage: Stage,
) -> Result<Plan, Refusal> {
    let ordered: Vec<Change> = in_product_order(product, changes)?.into_iter().cloned().collect();
    if let Stage::Maintained(line) = stage {
        check_maintained(product, &ordered, line)?;
    }
    let impulses = propagate(product, changes, stage)?;
    if product.current_line().is_none() && changes.iter().any(|change| change.kind() == Kind::Sync) {
        return Err(Refusal::NoLine);
    }
    let mut numbering = number_line(product, &impulses, stage, request.date)?;
    let builds = dated_builds(product, &impulses, &numbering);
    numbering.date = same_day::settle(builds.into_iter(), numbering.line, request.date, product.same_day())?;
    let mut reached = Vec::with_capacity(product.components().len());
    for (component, impulse) in product.components().iter().zip(&impulses.reached) {
        let fate = impulse.as_ref().map(|impulse| release(component, impulse, &numbering)).transpose();
        let too_large = |error| Refusal::NumberTooLarge { component: component.id().clone(), error };
        reached.push(fate.map_err(too_large)?);
    }
    let stays = |position| stay(product, &reached, &impulses, position, stage);
    let stays: Vec<Stay> = (0..reached.len()).map(stays).collect();
    let fates =
        reached.into_iter().zip(stays).map(|(fate, stay)| fate.unwrap_or(Fate::Stays(stay))).collect();
    let mut draft = Draft::new(product, request, numbering.line, fates);
    if numbering.date != request.date {
        draft.warn(Warning::DateMoved { asked: request.date, taken: numbering.date });
    }
    let moves = surface::moved_by_changes(product, &ordered, stage)?;
    draft.finish(ordered, numbering.date, moves)
}

/// A maintained line takes fixes of line components that have a version on it and is below the current one, or fixes of
/// semver components that maintain a line of their own with these numbers (Rule B7).
fn check_maintained(product: &Product, changes: &[Change], line: Line) -> Result<(), Refusal> {
    let mut of_semver: Option<&Component> = None;
    let mut of_line: Option<&Component> = None;
    for change in changes {
        let component = find(product, change.component())?;
        let is_fix = matches!(change.kind(), Kind::Fix | Kind::ApiFix);
        match component.scheme() {
            Scheme::Dated | Scheme::Counted if is_fix => of_line = of_line.or(Some(component)),
            Scheme::Semver if is_fix => of_semver = of_semver.or(Some(component)),
            _ => return Err(Refusal::NotOnMaintainedLine { change: change.clone() }),
        }
    }
    if let (Some(of_line), Some(semver)) = (of_line, of_semver) {
        let (of_line, semver) = (of_line.id().clone(), semver.id().clone());
        return Err(Refusal::MixedMaintainedLine { line, of_line, semver });
    }
    let current = product.current_line().unwrap_or(Line::ZERO);
    if of_semver.is_none() && line >= current {
        return Err(Refusal::LineNotBelow { line, current });
    }
    for change in changes {
        let component = find(product, change.component())?;
        if base_on(component, line).is_none() {
            let (component, version) = (component.id().clone(), component.version());
            return Err(Refusal::NotMaintained { component, line, version });
        }
    }
    Ok(())
}

/// T, and what goes with it (Rules B3, B7 and N1).
fn number_line(
    product: &Product,
    impulses: &Impulses,
    stage: Stage,
    date: BuildDate,
) -> Result<Numbering, Refusal> {
    let current = product.current_line().unwrap_or(Line::ZERO);
    if let Stage::Maintained(line) = stage {
        return Ok(Numbering { current, line, stage, raised: false, date });
    }
    let of_line = |(component, impulse): (&Component, &Option<Impulse>)| {
        impulse.as_ref().filter(|_| component.shares_line()).map(|impulse| impulse.level)
    };
    let highest = product.components().iter().zip(&impulses.reached).filter_map(of_line).max();
    let line = number::target_line(current, highest).map_err(Refusal::LineTooLarge)?;
    let open = if stage == Stage::Next { greatest_open_line(product, impulses) } else { None };
    Ok(match open.filter(|open| *open > line) {
        Some(open) => Numbering { current, line: open, stage, raised: true, date },
        None => Numbering { current, line, stage, raised: false, date },
    })
}

/// X: the greatest line of the open series that concern the plan (Rule N1). A plan that opens a line or lets a
/// component catch up looks at all line components, any other only at those that it releases.
fn greatest_open_line(product: &Product, impulses: &Impulses) -> Option<Line> {
    let all = || product.components().iter().zip(&impulses.reached);
    let of_line = || all().filter(|(component, _)| component.shares_line());
    let looks_at_all = of_line().any(|(_, impulse)| {
        let levels = [Level::CatchUp, Level::Minor, Level::Major];
        impulse.as_ref().is_some_and(|impulse| levels.contains(&impulse.level))
    });
    let concerned = of_line().filter(|(_, impulse)| looks_at_all || impulse.is_some());
    concerned.filter_map(|(component, _)| Some(component.next()?.line())).max()
}

/// The components that are to get a build of the plan's date, each with the version that the build must exceed.
fn dated_builds<'a>(
    product: &'a Product,
    impulses: &Impulses,
    numbering: &Numbering,
) -> Vec<(&'a ComponentId, DatedVersion)> {
    let takes_date = |(component, impulse): (&'a Component, &Option<Impulse>)| {
        let at_build = impulse.as_ref().is_some_and(|impulse| impulse.level == Level::Build);
        if !at_build || numbering.raised || goes_on(component, numbering).is_some() {
            return None;
        }
        numbering.base(component)?.as_dated().map(|version| (component.id(), version))
    };
    product.components().iter().zip(&impulses.reached).filter_map(takes_date).collect()
}

/// The open series that a prerelease of a line component goes on with (Rule N1).
fn goes_on(component: &Component, numbering: &Numbering) -> Option<Version> {
    component.next().filter(|next| numbering.stage == Stage::Next && next.line() >= numbering.line)
}

/// The version that a reached component gets, unless it is current already.
fn release(component: &Component, impulse: &Impulse, numbering: &Numbering) -> Result<Fate, NumberTooLarge> {
    let next = numbering.stage == Stage::Next;
    let to = match component.track() {
        Track::Dated(_) | Track::Counted(_) => {
            if impulse.level == Level::CatchUp && is_current(component, numbering) {
                return Ok(Fate::Stays(Stay::AlreadyCurrent));
            }
            line_version(component, impulse.level, numbering)?
        }
        Track::Semver(track) => Version::Semver(match numbering.base(component) {
            Some(Version::Semver(base)) if matches!(numbering.stage, Stage::Maintained(_)) => {
                base.next_patch()?
            }
            _ => {
                let target = number::semver_target(track, impulse.level)?;
                if next { semver_prerelease(track.versions.next, target)? } else { target }
            }
        }),
        Track::DevPatch(track) => Version::DevPatch(number::dev_patch_target(track, impulse.level, next)?),
    };
    let from = match numbering.stage {
        Stage::Stable => component.version().or(component.next()),
        Stage::Next => component.next().or(component.version()),
        Stage::Maintained(_) => numbering.base(component),
    };
    let mut because = impulse.because.clone();
    because.extend(catches_up(numbering.current, component, to, numbering.stage));
    Ok(Fate::Released(Outcome { level: impulse.level, api: impulse.api, from, to, because }))
}

/// Whether a `sync` has nothing to do (Rule B3): the component is on T already, under `--next` by its open series.
fn is_current(component: &Component, numbering: &Numbering) -> bool {
    let open = component.next().filter(|_| numbering.stage == Stage::Next);
    open.or(component.version()).is_some_and(|version| version.line() >= numbering.line)
}

/// T, or at level build a build on it (Rule B3); under `--next` a prerelease that leads there (Rule N1).
fn line_version(
    component: &Component,
    level: Level,
    numbering: &Numbering,
) -> Result<Version, NumberTooLarge> {
    let scheme = component.scheme();
    let target = if level == Level::Build && !numbering.raised {
        number::line_build(scheme, numbering.base(component), numbering.line, numbering.date)?
    } else {
        number::bare(scheme, numbering.line)
    };
    if numbering.stage == Stage::Next {
        number::next_in_series(goes_on(component, numbering).unwrap_or(target))
    } else {
        Ok(target)
    }
}

/// The next prerelease of the open series where that leads at least to `target`, else the first of a new one (N1).
fn semver_prerelease(
    open: Option<SemverVersion>,
    target: SemverVersion,
) -> Result<SemverVersion, NumberTooLarge> {
    open.filter(|open| open.core() >= target).unwrap_or(target).next_in_series()
}

/// The reason that a release has beside its others where the component was behind; a maintained line has no catch-up.
pub(super) fn catches_up(current: Line, component: &Component, to: Version, stage: Stage) -> Option<Reason> {
    let version = component.version().filter(|_| component.is_below(current))?;
    match stage {
        Stage::Maintained(_) => None,
        Stage::Stable | Stage::Next => Some(Reason::CatchesUp { from: version.line(), to: to.line() }),
    }
}

/// Why a component that nothing reaches stays (Rule B9).
fn stay(
    product: &Product,
    reached: &[Option<Fate>],
    impulses: &Impulses,
    position: usize,
    stage: Stage,
) -> Stay {
    if let (Stage::Maintained(line), Some(true)) = (stage, impulses.held.get(position)) {
        return Stay::NotMaintained(line);
    }
    let is_released = |position: usize| matches!(reached.get(position), Some(Some(Fate::Released(_))));
    super::assemble::unaffected(product, position, is_released)
}
