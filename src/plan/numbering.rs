//! The version that each component of a plan gets (Rules B3 to B7 and N1).

use super::course::{Course, Courses, Way};
use super::{Level, Reason, Refusal, Stage, number, same_day};
use crate::product::{Component, Product, Track};
use crate::version::{BuildDate, Line, NumberTooLarge, SemverVersion, Version};

/// What holds for all releases of one plan.
pub(super) struct Numbering {
    /// L before the plan.
    pub(super) current: Line,
    /// T.
    pub(super) line: Line,
    pub(super) stage: Stage,
    /// Whether an open series raised T, so that no release gets a build (Rule N1).
    pub(super) raised: bool,
    /// The date of builds: the one asked for, until [`settle_date`](Numbering::settle_date) takes a later one.
    pub(super) date: BuildDate,
}

/// The versions of one release.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReleaseNumbers {
    pub(super) from: Option<Version>,
    pub(super) to: Version,
}

/// The base of a component on a maintained line, which its release there replaces (Rule B7): its maintained version there,
/// or the version of a line component that is behind.
pub(crate) fn base_on(component: &Component, line: Line) -> Option<Version> {
    let behind = component.version().filter(|_| component.shares_line());
    behind.into_iter().chain(component.maintained()).find(|version| version.line() == line)
}

impl Numbering {
    /// Takes the date on which every dated build exceeds what it replaces, or refuses (Rule B3).
    pub(super) fn settle_date<'a>(
        &mut self,
        product: &'a Product,
        courses: &Courses<'_>,
    ) -> Result<(), Refusal> {
        let is_build = |course: Course| course.level == Level::Build && course.way == Way::Released;
        let takes_date = |(component, course): (&'a Component, Option<Course>)| {
            if self.raised || !course.is_some_and(is_build) || self.goes_on(component).is_some() {
                return None;
            }
            Some((component.id(), self.base(component)?.as_dated()?))
        };
        let builds = product.components().iter().zip(courses.iter()).filter_map(takes_date);
        self.date = same_day::settle(builds, self.line, self.date, product.same_day())?;
        Ok(())
    }

    /// The version that a component of this course comes to, and the one that it replaces; `None` for a catch-up of one that
    /// is current already.
    pub(super) fn versions(
        &self,
        component: &Component,
        course: Course,
    ) -> Result<Option<ReleaseNumbers>, NumberTooLarge> {
        if let (Way::Promoted, Some(series)) = (course.way, component.next()) {
            return Ok(Some(ReleaseNumbers { from: Some(series), to: series.core() }));
        }
        if course.level == Level::CatchUp && self.is_current(component) {
            return Ok(None);
        }
        let to = self.released(component, course.level)?;
        Ok(Some(ReleaseNumbers { from: self.replaced(component), to }))
    }

    /// Why a component of this course comes to `to`.
    pub(super) fn reasons(
        &self,
        component: &Component,
        course: Course,
        courses: &Courses<'_>,
        to: Version,
    ) -> Vec<Reason> {
        let caused = courses.reasons(course);
        let promoted = (course.way == Way::Promoted).then_some(Reason::Promoted);
        let catches_up = self.catches_up(component, to);
        let count = caused.len() + usize::from(promoted.is_some()) + usize::from(catches_up.is_some());
        let mut reasons = Vec::with_capacity(count);
        reasons.extend(promoted);
        reasons.extend(caused);
        reasons.extend(catches_up);
        reasons
    }

    /// What the release of a component must exceed: its stable version, or its base on a maintained line (Rule B7).
    pub(super) fn base(&self, component: &Component) -> Option<Version> {
        match self.stage {
            Stage::Maintained(line) => base_on(component, line),
            Stage::Stable | Stage::Next => component.version(),
        }
    }

    /// The version that a release replaces in its stage.
    fn replaced(&self, component: &Component) -> Option<Version> {
        match self.stage {
            Stage::Stable => component.version().or(component.next()),
            Stage::Next => component.next().or(component.version()),
            Stage::Maintained(_) => self.base(component),
        }
    }

    /// The version of a release at `level`, as its scheme numbers it.
    fn released(&self, component: &Component, level: Level) -> Result<Version, NumberTooLarge> {
        let next = self.stage == Stage::Next;
        Ok(match component.track() {
            Track::Dated(_) | Track::Counted(_) => self.of_line(component, level)?,
            Track::Semver(track) => Version::Semver(match self.base(component) {
                Some(Version::Semver(base)) if matches!(self.stage, Stage::Maintained(_)) => {
                    base.next_patch()?
                }
                _ => {
                    let target = number::semver_target(track, level)?;
                    if next { semver_prerelease(track.versions.next, target)? } else { target }
                }
            }),
            Track::DevPatch(track) => Version::DevPatch(number::dev_patch_target(track, level, next)?),
        })
    }

    /// T, or at level build a build on it (Rule B3); under `--next` a prerelease that leads there (Rule N1).
    fn of_line(&self, component: &Component, level: Level) -> Result<Version, NumberTooLarge> {
        let scheme = component.scheme();
        let target = if level == Level::Build && !self.raised {
            number::line_build(scheme, self.base(component), self.line, self.date)?
        } else {
            number::bare(scheme, self.line)
        };
        if self.stage == Stage::Next {
            number::next_in_series(self.goes_on(component).unwrap_or(target))
        } else {
            Ok(target)
        }
    }

    /// The open series that a prerelease of a line component goes on with (Rule N1).
    fn goes_on(&self, component: &Component) -> Option<Version> {
        component.next().filter(|next| self.stage == Stage::Next && next.line() >= self.line)
    }

    /// Whether a `sync` has nothing to do (Rule B3): the component is on T already, under `--next` by its open series.
    fn is_current(&self, component: &Component) -> bool {
        let open = component.next().filter(|_| self.stage == Stage::Next);
        open.or(component.version()).is_some_and(|version| version.line() >= self.line)
    }

    /// The reason that a release has besides its others where the component was behind; a maintained line has no catch-up.
    fn catches_up(&self, component: &Component, to: Version) -> Option<Reason> {
        let version = component.version().filter(|_| component.is_below(self.current))?;
        match self.stage {
            Stage::Maintained(_) => None,
            Stage::Stable | Stage::Next => Some(Reason::CatchesUp { from: version.line(), to: to.line() }),
        }
    }
}

/// The next prerelease of the open series where that leads at least to `target`, else the first of a new one (N1).
fn semver_prerelease(
    open: Option<SemverVersion>,
    target: SemverVersion,
) -> Result<SemverVersion, NumberTooLarge> {
    open.filter(|open| open.core() >= target).unwrap_or(target).next_in_series()
}
