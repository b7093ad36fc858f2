//! What a plan does to one component: the release that it gets, or why it stays.

use super::{Level, Reason, Stay};
use crate::product::{Edge, Product};
use crate::version::Version;

/// What a plan does to one component.
#[derive(Debug)]
pub(super) enum Fate {
    Released(Outcome),
    Stays(Stay),
}

/// The release of one component.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) level: Level,
    pub(super) api: bool,
    pub(super) from: Option<Version>,
    pub(super) to: Version,
    pub(super) because: Vec<Reason>,
}

impl Fate {
    pub(super) fn outcome(&self) -> Option<&Outcome> {
        match self {
            Fate::Released(outcome) => Some(outcome),
            Fate::Stays(_) => None,
        }
    }
}

/// Why a component that no release reaches stays: it follows the API of a released one, or nothing concerns it (B9).
pub(super) fn unaffected(product: &Product, position: usize, is_released: impl Fn(usize) -> bool) -> Stay {
    let mut followed = product.followed_by(position);
    let untouched =
        followed.find(|followed| followed.follow.edge == Edge::Api && is_released(followed.position));
    untouched.map_or(Stay::Unrelated, |followed| Stay::NoApiChange(followed.component.id().clone()))
}
