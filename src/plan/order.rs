//! The order in which the releases of a plan are built (H9).

use std::collections::{BTreeMap, HashMap};

use super::Plan;
use crate::product::{Component, ComponentId, Product};

impl Plan {
    /// The releases in steps: what is followed comes before what follows it, and those of one step can be built at the
    /// same time. Within a step the order is that of the product file.
    #[must_use]
    pub fn order(&self, product: &Product) -> Vec<Vec<ComponentId>> {
        let mut known = HashMap::new();
        let mut steps: BTreeMap<usize, Vec<ComponentId>> = BTreeMap::new();
        for component in product.components() {
            let step = self.step(product, component.id(), &mut known);
            if self.release(component.id()).is_some() {
                steps.entry(step).or_default().push(component.id().clone());
            }
        }
        steps.into_values().collect()
    }

    /// How many releases are on the longest way up to `id`, its own included. One that is not released itself stands in no
    /// way, but what it follows may.
    fn step(&self, product: &Product, id: &ComponentId, known: &mut HashMap<ComponentId, usize>) -> usize {
        if let Some(step) = known.get(id) {
            return *step;
        }
        let follows = product.component(id).map(Component::follows).unwrap_or_default();
        let before = follows.iter().map(|follow| self.step(product, &follow.component, known)).max();
        let step = before.unwrap_or(0) + usize::from(self.release(id).is_some());
        known.insert(id.clone(), step);
        step
    }
}
