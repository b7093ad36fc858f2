//! From what happens to each component to the whole plan: order, who is behind, closed series, maintained lines.

use super::course::{Course, Courses};
use super::fate::Fate;
use super::numbering::{Numbering, ReleaseNumbers};
use super::propagate::PlacedChange;
use super::surface::{self, Moves};
use super::table::PerComponent;
use super::{
    ClosedSeries, LineMove, MaintainedVersion, Plan, Refusal, Release, Request, RequestAction, Stage, Stay,
    Unchanged, Warning,
};
use crate::ecosystem::Ecosystem;
use crate::product::{Component, Edge, Product, registry_reads};
use crate::version::{Line, Version};

/// A plan in the making.
pub(super) struct PlanDraft<'a> {
    pub(super) product: &'a Product,
    pub(super) request: &'a Request,
    pub(super) numbering: &'a Numbering,
    pub(super) courses: &'a Courses<'a>,
    pub(super) warnings: Vec<Warning>,
}

/// What one pass over the components finds out: two more would take as long again.
#[derive(Default)]
struct Found {
    releases: Vec<Release>,
    /// The greatest line of the line components after the plan.
    line: Option<Line>,
    closed: Vec<ClosedSeries>,
    maintained: Vec<MaintainedVersion>,
    closing: Vec<Warning>,
    leaving: Vec<Warning>,
    unread: Vec<Warning>,
    /// A release that would not exceed what it replaces, and one that an ecosystem cannot write.
    not_above: Option<Refusal>,
    not_written: Option<Refusal>,
}

impl<'a> PlanDraft<'a> {
    pub(super) fn new(
        product: &'a Product,
        request: &'a Request,
        numbering: &'a Numbering,
        courses: &'a Courses<'a>,
    ) -> Self {
        let (asked, taken) = (request.date, numbering.date);
        let moved = (asked != taken).then_some(Warning::DateMoved { asked, taken });
        PlanDraft { product, request, numbering, courses, warnings: moved.into_iter().collect() }
    }

    pub(super) fn warn(&mut self, warning: Warning) {
        self.warnings.push(warning);
    }

    /// The plan. `stays` may know a better reason to stay than what it is given.
    pub(super) fn finish(
        self,
        changes: &[PlacedChange<'_>],
        stays: impl Fn(usize, &Component, Stay) -> Stay,
    ) -> Result<Plan, Refusal> {
        let (product, stage) = (self.product, self.request.stage());
        let mut fates = PerComponent::new(product.components().len());
        let mut found = self.release_all(&mut fates)?;
        let moves = surface::moved_by_changes(changes, stage)?;
        found.not_above.take().or(found.not_written.take()).map_or(Ok(()), Err)?;
        let (unchanged, surfaces, requiring) = self.go_through(&fates, &mut found, moves, stays);
        let floors = surface::raised_floors(product, stage, &fates, &found.releases, &surfaces, requiring);
        let mut warnings = self.warnings;
        warnings.extend(found.closing.into_iter().chain(found.leaving).chain(found.unread));
        let from = product.current_line().unwrap_or(Line::ZERO);
        Ok(Plan {
            product: product.name().into(),
            request: self.request.clone(),
            changes: changes.iter().map(|placed| placed.change.clone()).collect(),
            date: self.numbering.date,
            line: LineMove { from, to: found.line.unwrap_or(Line::ZERO), target: self.numbering.line },
            releases: found.releases,
            unchanged,
            surfaces,
            floors,
            closed: found.closed,
            maintained: found.maintained,
            warnings,
        })
    }

    /// Numbers each release, and finds what goes with it.
    fn release_all(&self, fates: &mut PerComponent<Fate>) -> Result<Found, Refusal> {
        let released = self.courses.iter().flatten().count();
        let mut found = Found { releases: Vec::with_capacity(released), ..Found::default() };
        for (position, (component, course)) in
            self.product.components().iter().zip(self.courses.iter()).enumerate()
        {
            let step = course.map(|course| self.numbering.versions(component, course)).transpose();
            let step =
                step.map_err(|error| Refusal::NumberTooLarge { component: component.id().clone(), error })?;
            let released = course.zip(step.flatten());
            let to = released.map(|(_, step)| step.to);
            if component.shares_line() {
                found.line = found.line.max(self.stable_after(component, to).map(Version::line));
            }
            let closes = self.close(component, to, &mut found);
            match (course, released) {
                (_, Some((course, step))) => {
                    let place = u32::try_from(found.releases.len()).unwrap_or(u32::MAX);
                    fates[position] = Fate::Released { place, api: course.api, closes };
                    self.release(component, course, step, &mut found);
                }
                (Some(_), None) => fates[position] = Fate::Current,
                (None, None) => {}
            }
        }
        Ok(found)
    }

    /// Adds the release of one component. Every release exceeds what it replaces (Rule B6).
    fn release(&self, component: &Component, course: Course, step: ReleaseNumbers, found: &mut Found) {
        let ReleaseNumbers { from, to } = step;
        let id = component.id();
        let base = match self.request.stage() {
            Stage::Maintained(_) => from,
            Stage::Stable | Stage::Next => component.version(),
        };
        if let Some(version) = base.filter(|version| *version >= to && found.not_above.is_none()) {
            found.not_above = Some(Refusal::NotAbove { component: id.clone(), version, target: to });
        }
        self.leave_line(component, to, found);
        found.unread.extend(unread_tags(self.product, component, to));
        let ecosystems = component.unwritten();
        if !ecosystems.is_empty() {
            let component = component.id().clone();
            found.unread.push(Warning::VersionUnwritten { component, ecosystems });
        }
        let renderings = renderings(component, to).unwrap_or_else(|refusal| {
            found.not_written.get_or_insert(refusal);
            Vec::new()
        });
        found.releases.push(Release {
            component: id.clone(),
            title: component.title().into(),
            scheme: component.scheme(),
            from,
            to,
            level: course.level,
            // Known when the line is.
            behind: false,
            because: self.numbering.reasons(component, course, self.courses, to),
            renderings,
        });
    }

    /// Goes through the components again, now that the line and all releases are known: who is behind, why the others stay,
    /// which surfaces move, and which released components require something.
    fn go_through(
        &self,
        fates: &PerComponent<Fate>,
        found: &mut Found,
        moves: Moves<'_>,
        stays: impl Fn(usize, &Component, Stay) -> Stay,
    ) -> (Vec<Unchanged>, Vec<super::SurfaceMove>, Vec<&'a Component>) {
        let (mut unchanged, mut surfaces, mut requiring) = (Vec::new(), Vec::new(), Vec::new());
        let mut moving = surface::Moving::new(self.request.stage(), moves);
        let mut releases = found.releases.iter_mut();
        let line = found.line.unwrap_or(Line::ZERO);
        for (position, component) in self.product.components().iter().enumerate() {
            let is_released = matches!(fates[position], Fate::Released { .. });
            let release = if is_released { releases.next() } else { None };
            let to = release.as_ref().map(|release| release.to);
            let version = self.stable_after(component, to);
            let behind = component.shares_line() && version.is_some_and(|version| version.line() < line);
            let because = match fates[position] {
                Fate::Released { closes, .. } => {
                    if let Some(release) = release {
                        release.behind = behind;
                        moving.surfaces(position, component, release.to, closes, &mut surfaces);
                    }
                    requiring.extend(Some(component).filter(|component| !component.requires().is_empty()));
                    continue;
                }
                Fate::Current => Stay::AlreadyCurrent,
                Fate::Untouched => stays(position, component, unaffected(self.product, position, fates)),
            };
            let (scheme, component) = (component.scheme(), component.id().clone());
            unchanged.push(Unchanged { component, scheme, version, behind, because });
        }
        (unchanged, surfaces, requiring)
    }

    /// The stable version that a component has after the plan.
    fn stable_after(&self, component: &Component, to: Option<Version>) -> Option<Version> {
        let released = to.filter(|to| to.is_stable());
        let version = component.version();
        match (released, self.request.stage()) {
            (Some(to), Stage::Maintained(_)) => {
                version.filter(|version| version.line() != to.line()).or(Some(to))
            }
            (released, _) => released.or(version),
        }
    }

    /// Whether the open series of a component ends: by a stable release at or above its core, by a new series, or dropped
    /// (Rule N2).
    fn close(&self, component: &Component, to: Option<Version>, found: &mut Found) -> bool {
        let Some(series) = component.next() else { return false };
        let id = component.id();
        let warning = match to {
            None if is_dropped(self.request, component) => None,
            None => return false,
            Some(by) if by.is_stable() && by < series.core() => return false,
            Some(by) if by.is_stable() && by == series.core() => None,
            Some(by) if by.is_stable() => {
                Some(Warning::SeriesOvertaken { component: id.clone(), series, by })
            }
            Some(by) if by.core() == series.core() => return false,
            Some(by) => Some(Warning::SeriesReplaced { component: id.clone(), series, by }),
        };
        found.closing.extend(warning);
        found.closed.push(ClosedSeries { component: id.clone(), series });
        true
    }

    /// Keeps the stable version of a component that a stable release moves to a new line, where the product keeps older
    /// lines and the scheme has them (Rule B7).
    fn leave_line(&self, component: &Component, to: Version, found: &mut Found) {
        let maintain = usize::try_from(self.product.maintain()).unwrap_or(usize::MAX);
        let is_kept = maintain > 0 && to.is_stable() && self.request.stage() == Stage::Stable;
        let version = component.version().filter(|version| is_kept && version.line() != to.line());
        let Some(version) = version.filter(|version| !matches!(version, Version::DevPatch(_))) else {
            return;
        };
        for dropped in component.maintained().into_iter().skip(maintain - 1) {
            let component = component.id().clone();
            found.leaving.push(Warning::NoLongerMaintained { component, version: dropped });
        }
        found.maintained.push(MaintainedVersion { component: component.id().clone(), version });
    }
}

/// Why a component that no release reaches stays: it follows the API of a released one, or nothing concerns it (B9).
fn unaffected(product: &Product, position: usize, fates: &PerComponent<Fate>) -> Stay {
    let is_released = |position: usize| matches!(fates[position], Fate::Released { .. });
    let mut followed = product.followed_by(position);
    let untouched = followed.find(|followed| followed.edge == Edge::Api && is_released(followed.position));
    untouched.map_or(Stay::Unrelated, |followed| Stay::NoApiChange(followed.id.clone()))
}

/// The registries that read tags and would not find the release by its tag.
fn unread_tags(product: &Product, component: &Component, version: Version) -> Vec<Warning> {
    if component.publish().is_empty() || !component.is_tagged(version) {
        return Vec::new();
    }
    let template = product.tag_of(component);
    let tag = template.name(component.id(), version);
    let unread = component.publish().iter().filter(|ecosystem| !registry_reads(**ecosystem, &tag, version));
    let warning = |ecosystem: &Ecosystem| Warning::TagUnread {
        component: component.id().clone(),
        ecosystem: *ecosystem,
        tag: tag.as_str().into(),
        template: template.written_as(*ecosystem).into(),
    };
    unread.map(warning).collect()
}

/// The new version as each ecosystem writes it that the component is published to; refused where one cannot.
fn renderings(component: &Component, to: Version) -> Result<Vec<(Ecosystem, String)>, Refusal> {
    let render = |ecosystem: &Ecosystem| match ecosystem.render(to) {
        Ok(text) => Ok((*ecosystem, text)),
        Err(error) => {
            Err(Refusal::CannotPublish { component: component.id().clone(), error: Box::new(error) })
        }
    };
    component.publish().iter().map(render).collect()
}

fn is_dropped(request: &Request, component: &Component) -> bool {
    matches!(&request.action, RequestAction::Drop { components } if components.contains(component.id()))
}
