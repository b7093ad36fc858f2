//! What a plan does to the product file once it is applied.

use std::collections::{HashMap, HashSet};

use super::surface::ends_development;
use super::{Plan, Stage};
use crate::product::{Component, ComponentId, Edit, Product, Surface, SurfaceName};
use crate::version::{SurfaceVersion, Version};

impl Plan {
    /// The values of the product file that change when the plan is applied to `product`, from which it was computed.
    #[must_use]
    pub fn edits(&self, product: &Product) -> Vec<Edit> {
        let mut edits = Vec::with_capacity(self.releases.len());
        let maintained: HashMap<&ComponentId, Version> =
            self.maintained.iter().map(|entry| (&entry.component, entry.version)).collect();
        for (component, release) in self.released_of(product) {
            let left = maintained.get(&release.component).copied();
            self.release_edits(product, component, release.to, left, &mut edits);
        }
        let next = self.request.stage() == Stage::Next && !self.closed.is_empty();
        let opened = self.releases.iter().filter(|_| next).map(|release| &release.component);
        let opened: HashSet<&ComponentId> = opened.collect();
        for series in self.closed.iter().filter(|series| !opened.contains(&series.component)) {
            edits.push(Edit::Next { component: series.component.clone(), next: None });
        }
        self.surface_edits(product, &mut edits);
        for floor in &self.floors {
            edits.push(Edit::Floor {
                component: floor.component.clone(),
                provider: floor.provider.clone(),
                at_least: floor.to,
            });
        }
        edits
    }

    /// The product after the plan, which must have been computed from `product`.
    #[must_use]
    pub fn applied_to(&self, product: &Product) -> Product {
        product.edited(&self.edits(product))
    }

    /// The edits of one release; `left` is the version on the line that the component leaves, where that stays maintained.
    fn release_edits(
        &self,
        product: &Product,
        component: &Component,
        to: Version,
        left: Option<Version>,
        edits: &mut Vec<Edit>,
    ) {
        let id = || component.id().clone();
        if !to.is_stable() {
            edits.push(Edit::Next { component: id(), next: Some(to) });
            return;
        }
        let on_its_line = component.version().is_some_and(|version| version.line() == to.line());
        if matches!(self.request.stage(), Stage::Maintained(_)) && !on_its_line {
            let replace = |entry: Version| if entry.line() == to.line() { to } else { entry };
            let versions = component.maintained().into_iter().map(replace).collect();
            edits.push(Edit::Maintained { component: id(), versions });
            return;
        }
        edits.push(Edit::Version { component: id(), version: to });
        if let Some(left) = left {
            let mut versions = vec![left];
            versions.extend(component.maintained());
            versions.truncate(usize::try_from(product.maintain()).unwrap_or(usize::MAX));
            edits.push(Edit::Maintained { component: id(), versions });
        }
    }

    /// Moved surfaces, and the open numbers of those whose owner's series ended (Rule S4).
    fn surface_edits(&self, product: &Product, edits: &mut Vec<Edit>) {
        let next = self.request.stage() == Stage::Next;
        for moved in &self.surfaces {
            let (component, surface) = (moved.component.clone(), moved.surface.clone());
            edits.push(if next {
                Edit::SurfaceNext { component, surface, next: Some(moved.to) }
            } else {
                Edit::Surface { component, surface, version: moved.to }
            });
        }
        if next {
            return;
        }
        let mut ended: HashSet<&ComponentId> = self.closed.iter().map(|series| &series.component).collect();
        let developed = self.releases.iter().filter(|release| ends_development(release.to));
        ended.extend(developed.map(|release| &release.component));
        let moves = self.surfaces.iter().map(|moved| ((&moved.component, &moved.surface), moved.to));
        let moves: HashMap<(&ComponentId, &SurfaceName), SurfaceVersion> = moves.collect();
        for component in product.components() {
            let is_over = |surface: &&Surface| {
                let moved = moves.get(&(component.id(), &surface.name));
                let overtaken = |open| moved.is_some_and(|to| open <= *to);
                surface.next.is_some_and(|open| ended.contains(component.id()) || overtaken(open))
            };
            for surface in component.surfaces().iter().filter(is_over) {
                let (component, surface) = (component.id().clone(), surface.name.clone());
                edits.push(Edit::SurfaceNext { component, surface, next: None });
            }
        }
    }
}
