//! The order in which the releases of a plan are built (H9).

use std::collections::{BTreeMap, HashSet};

use super::Plan;
use crate::product::{ComponentId, Product};

impl Plan {
    /// The releases in steps: what is followed comes before what follows it, and those of one step can be built at the
    /// same time. Within a step the order is that of the product file.
    #[must_use]
    pub fn order(&self, product: &Product) -> Vec<Vec<ComponentId>> {
        let released: HashSet<&ComponentId> =
            self.releases.iter().map(|release| &release.component).collect();
        // How many releases are on the longest way up to each component, its own included. One that is not released
        // does not count, but what it follows may.
        let mut ways = vec![0_usize; product.components().len()];
        for (position, component) in product.followed_first() {
            let before =
                product.followed_by(position).filter_map(|followed| ways.get(followed.position)).max();
            let way = before.copied().unwrap_or(0) + usize::from(released.contains(component.id()));
            if let Some(entry) = ways.get_mut(position) {
                *entry = way;
            }
        }
        let mut steps: BTreeMap<usize, Vec<ComponentId>> = BTreeMap::new();
        for (component, way) in product.components().iter().zip(ways) {
            if released.contains(component.id()) {
                steps.entry(way).or_default().push(component.id().clone());
            }
        }
        steps.into_values().collect()
    }
}
