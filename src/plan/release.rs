//! Plans what changes ask for: stable, as prereleases, or on a maintained line (section 4 of the rules, and Rule N1).

use std::collections::BTreeSet;

use super::assemble::PlanDraft;
use super::course::{Course, Courses};
use super::numbering::{Numbering, base_on};
use super::propagate::{PlacedChange, Reached, in_product_order, propagate};
use super::{Change, Kind, Level, Plan, Refusal, Request, Stage, Stay, number};
use crate::product::{Component, Product};
use crate::version::{BuildDate, Line, Scheme};

/// The plan for `changes`.
pub(super) fn plan_release(
    product: &Product,
    request: &Request,
    changes: &BTreeSet<Change>,
    stage: Stage,
) -> Result<Plan, Refusal> {
    let ordered = in_product_order(product, changes)?;
    if let Stage::Maintained(line) = stage {
        check_maintained(product, &ordered, line)?;
    }
    let Reached { courses, held } = propagate(product, &ordered, stage)?;
    if product.current_line().is_none() && changes.iter().any(|change| change.kind() == Kind::Sync) {
        return Err(Refusal::NoLine);
    }
    let mut numbering = number_line(product, &courses, stage, request.date)?;
    numbering.settle_date(product, &courses)?;
    PlanDraft::new(product, request, &numbering, &courses).finish(&ordered, |position, _, stay| match stage {
        Stage::Maintained(line) if held[position] => Stay::NotMaintained(line),
        _ => stay,
    })
}

/// A maintained line takes fixes of line components that have a version on it and is below the current one, or fixes of
/// semver components that maintain a line of their own with these numbers (Rule B7).
fn check_maintained(product: &Product, changes: &[PlacedChange<'_>], line: Line) -> Result<(), Refusal> {
    let mut of_semver: Option<&Component> = None;
    let mut of_line: Option<&Component> = None;
    for PlacedChange { component, change, .. } in changes.iter().copied() {
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
    for PlacedChange { component, .. } in changes {
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
    courses: &Courses<'_>,
    stage: Stage,
    date: BuildDate,
) -> Result<Numbering, Refusal> {
    let current = product.current_line().unwrap_or(Line::ZERO);
    if let Stage::Maintained(line) = stage {
        return Ok(Numbering { current, line, stage, raised: false, date });
    }
    let of_line = |(component, course): (&Component, Option<Course>)| {
        course.filter(|_| component.shares_line()).map(|course| course.level)
    };
    let highest = product.components().iter().zip(courses.iter()).filter_map(of_line).max();
    let line = number::target_line(current, highest).map_err(Refusal::LineTooLarge)?;
    let open = if stage == Stage::Next { greatest_open_line(product, courses) } else { None };
    Ok(match open.filter(|open| *open > line) {
        Some(open) => Numbering { current, line: open, stage, raised: true, date },
        None => Numbering { current, line, stage, raised: false, date },
    })
}

/// X: the greatest line of the open series that concern the plan (Rule N1). A plan that opens a line or lets a
/// component catch up looks at all line components, any other only at those that it releases.
fn greatest_open_line(product: &Product, courses: &Courses<'_>) -> Option<Line> {
    let all = || product.components().iter().zip(courses.iter());
    let of_line = || all().filter(|(component, _)| component.shares_line());
    let looks_at_all = of_line().any(|(_, course)| {
        let levels = [Level::CatchUp, Level::Minor, Level::Major];
        course.is_some_and(|course| levels.contains(&course.level))
    });
    let concerned = of_line().filter(|(_, course)| looks_at_all || course.is_some());
    concerned.filter_map(|(component, _)| Some(component.next()?.line())).max()
}
