//! From what happens to each component to the whole plan: order, who is behind, closed series, maintained lines.

use super::fate::Fate;
use super::numbering::Numbering;
use super::surface::{self, Moves};
use super::{
    Action, Change, ClosedSeries, LineMove, MaintainedVersion, Plan, Refusal, Release, Request, Stage,
    Unchanged, Warning,
};
use crate::ecosystem::Ecosystem;
use crate::product::{Component, Product, registry_reads};
use crate::version::{BuildDate, Line, Version};

/// A plan in the making: one fate for each component, in the order of the product file.
pub(super) struct Draft<'a> {
    product: &'a Product,
    request: &'a Request,
    target: Line,
    date: BuildDate,
    fates: Vec<Fate>,
    warnings: Vec<Warning>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(
        product: &'a Product,
        request: &'a Request,
        numbering: &Numbering,
        fates: Vec<Fate>,
    ) -> Self {
        let (target, date) = (numbering.line, numbering.date);
        let mut draft = Draft { product, request, target, date, fates, warnings: Vec::new() };
        if date != request.date {
            draft.warn(Warning::DateMoved { asked: request.date, taken: date });
        }
        draft
    }

    pub(super) fn warn(&mut self, warning: Warning) {
        self.warnings.push(warning);
    }

    pub(super) fn finish(mut self, changes: Vec<Change>, moves: Moves) -> Result<Plan, Refusal> {
        self.check_upward()?;
        let from = self.product.current_line();
        let to = self.line_after();
        let closed = self.closed_series();
        let maintained = self.maintained_versions();
        let stage = self.request.stage();
        let surfaces = surface::finish(self.product, stage, &self.fates, &closed, moves);
        let floors = surface::raised_floors(self.product, stage, &self.fates, &surfaces);
        let (mut releases, mut unchanged) = (Vec::new(), Vec::new());
        for (component, fate) in self.product.components().iter().zip(&self.fates) {
            let after = self.stable_after(component, fate);
            let behind = component.shares_line() && after.is_some_and(|version| version.line() < to);
            let id = component.id().clone();
            match fate {
                Fate::Released(outcome) => {
                    self.warnings.extend(unread_tags(self.product, component, outcome.to));
                    releases.push(Release {
                        component: id,
                        title: component.title().into(),
                        scheme: component.scheme(),
                        from: outcome.from,
                        to: outcome.to,
                        level: outcome.level,
                        behind,
                        because: outcome.because.clone(),
                        renderings: renderings(component, outcome.to)?,
                    });
                }
                Fate::Stays(stay) => {
                    let (scheme, because) = (component.scheme(), stay.clone());
                    unchanged.push(Unchanged { component: id, scheme, version: after, behind, because });
                }
            }
        }
        Ok(Plan {
            product: self.product.name().into(),
            request: self.request.clone(),
            changes,
            date: self.date,
            line: LineMove { from: from.unwrap_or(Line::ZERO), to, target: self.target },
            releases,
            unchanged,
            surfaces,
            floors,
            closed,
            maintained,
            warnings: self.warnings,
        })
    }

    /// Every release exceeds what it replaces (Rule B6).
    fn check_upward(&self) -> Result<(), Refusal> {
        for (component, fate) in self.product.components().iter().zip(&self.fates) {
            let Some(outcome) = fate.outcome() else { continue };
            let base = match self.request.stage() {
                Stage::Maintained(_) => outcome.from,
                Stage::Stable | Stage::Next => component.version(),
            };
            if let Some(version) = base.filter(|version| *version >= outcome.to) {
                let (component, target) = (component.id().clone(), outcome.to);
                return Err(Refusal::NotAbove { component, version, target });
            }
        }
        Ok(())
    }

    /// The stable version that a component has after the plan.
    fn stable_after(&self, component: &Component, fate: &Fate) -> Option<Version> {
        let released = fate.outcome().map(|outcome| outcome.to).filter(|to| to.is_stable());
        let version = component.version();
        match (released, self.request.stage()) {
            (Some(to), Stage::Maintained(_)) => {
                version.filter(|version| version.line() != to.line()).or(Some(to))
            }
            (released, _) => released.or(version),
        }
    }

    fn line_after(&self) -> Line {
        let components = self.product.components().iter().zip(&self.fates);
        let of_line = components.filter(|(component, _)| component.shares_line());
        of_line
            .filter_map(|(component, fate)| self.stable_after(component, fate))
            .map(Version::line)
            .max()
            .unwrap_or(Line::ZERO)
    }

    /// The open series that end: by a stable release at or above their core, by a new series, or dropped (Rule N2).
    fn closed_series(&mut self) -> Vec<ClosedSeries> {
        let mut closed = Vec::new();
        for (component, fate) in self.product.components().iter().zip(&self.fates) {
            let Some(series) = component.next() else { continue };
            let id = component.id();
            let warning = match fate.outcome().map(|outcome| outcome.to) {
                None if is_dropped(self.request, component) => None,
                None => continue,
                Some(by) if by.is_stable() && by < series.core() => continue,
                Some(by) if by.is_stable() && by == series.core() => None,
                Some(by) if by.is_stable() => {
                    Some(Warning::SeriesOvertaken { component: id.clone(), series, by })
                }
                Some(by) if by.core() == series.core() => continue,
                Some(by) => Some(Warning::SeriesReplaced { component: id.clone(), series, by }),
            };
            self.warnings.extend(warning);
            closed.push(ClosedSeries { component: id.clone(), series });
        }
        closed
    }

    /// The last stable versions on the lines that components leave (Rule B7).
    fn maintained_versions(&mut self) -> Vec<MaintainedVersion> {
        let mut entries = Vec::new();
        for (component, fate) in self.product.components().iter().zip(&self.fates) {
            let Some(version) = left_line(self.product, self.request, component, fate) else { continue };
            let keep = usize::try_from(self.product.maintain()).unwrap_or(usize::MAX);
            for dropped in component.maintained().into_iter().skip(keep.saturating_sub(1)) {
                let component = component.id().clone();
                self.warnings.push(Warning::NoLongerMaintained { component, version: dropped });
            }
            entries.push(MaintainedVersion { component: component.id().clone(), version });
        }
        entries
    }
}

/// The registries that read tags and would not find the release by its tag.
fn unread_tags(product: &Product, component: &Component, version: Version) -> Vec<Warning> {
    let template = product.tag_of(component);
    let tag = template.name(component.id(), version);
    let is_unread =
        |ecosystem: &&Ecosystem| component.is_tagged(version) && !registry_reads(**ecosystem, &tag, version);
    let warning = |ecosystem: &Ecosystem| Warning::TagUnread {
        component: component.id().clone(),
        ecosystem: *ecosystem,
        tag: tag.as_str().into(),
        template: template.written_as(*ecosystem).into(),
    };
    component.publish().iter().filter(is_unread).map(warning).collect()
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
    matches!(&request.action, Action::Drop { components } if components.contains(component.id()))
}

/// The stable version of a component that a stable release moves to a new line, where the product keeps older lines
/// and the scheme has them.
fn left_line(product: &Product, request: &Request, component: &Component, fate: &Fate) -> Option<Version> {
    let to = fate.outcome().map(|outcome| outcome.to).filter(|to| to.is_stable())?;
    let kept = product.maintain() > 0 && !matches!(component.version(), Some(Version::DevPatch(_)));
    let moves = kept && request.stage() == Stage::Stable;
    component.version().filter(|version| moves && version.line() != to.line())
}
