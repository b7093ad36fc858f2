//! Where in the plan each component is.

use crate::plan::{Plan, Release, Unchanged};
use crate::product::{Component, Product};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Released(usize),
    Stays(usize),
}

/// For each component of the product, by its position, where in a plan it is; empty where there is no plan.
#[derive(Debug, Clone, Default)]
pub(super) struct PlanPlaces(Vec<Place>);

impl PlanPlaces {
    /// Both lists of a plan keep the order of the product file.
    pub(super) fn new(product: &Product, plan: &Plan) -> Self {
        let mut released = plan.releases.iter().enumerate().peekable();
        let mut stays = 0;
        let place = |component: &Component| match released.peek() {
            Some((place, release)) if release.component == *component.id() => {
                let place = Place::Released(*place);
                released.next();
                place
            }
            _ => {
                stays += 1;
                Place::Stays(stays - 1)
            }
        };
        PlanPlaces(product.components().iter().map(place).collect())
    }

    /// The release that the plan gives the component at a position.
    pub(super) fn release<'a>(&self, plan: &'a Plan, position: usize) -> Option<&'a Release> {
        match self.0.get(position)? {
            Place::Released(place) => plan.releases.get(*place),
            Place::Stays(_) => None,
        }
    }

    /// Why the plan leaves the component at a position as it is, where it does.
    pub(super) fn stay<'a>(&self, plan: &'a Plan, position: usize) -> Option<&'a Unchanged> {
        match self.0.get(position)? {
            Place::Stays(place) => plan.unchanged.get(*place),
            Place::Released(_) => None,
        }
    }
}
