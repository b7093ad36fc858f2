//! Why a component is released, or stays: data, for a reporter to put into words (Rule B9).

use super::Change;
use crate::product::ComponentId;
use crate::version::Line;

/// Why a component is released.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// This change asks for it: one to the component itself, or a `breaking` that makes every lead open the next major.
    Changed(Box<Change>),
    /// It follows the API of this component, which the plan touches.
    FollowsApi(ComponentId),
    /// It ships this component, which the plan releases.
    FollowsRelease(ComponentId),
    /// Its open series becomes stable.
    Promoted,
    /// It was behind, and comes from one line to another by this release.
    CatchesUp { from: Line, to: Line },
}

impl Reason {
    /// The word that JSON uses.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Reason::Changed(_) => "changed",
            Reason::FollowsApi(_) => "follows-api",
            Reason::FollowsRelease(_) => "follows-release",
            Reason::Promoted => "promoted",
            Reason::CatchesUp { .. } => "catches-up",
        }
    }

    /// The component whose release is the reason.
    #[must_use]
    pub fn follows(&self) -> Option<&ComponentId> {
        match self {
            Reason::FollowsApi(component) | Reason::FollowsRelease(component) => Some(component),
            Reason::Changed(_) | Reason::Promoted | Reason::CatchesUp { .. } => None,
        }
    }
}

/// Why a component is not released.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stay {
    /// Nothing in the plan concerns it.
    Unrelated,
    /// It follows the API of this component, which the plan releases without touching the API.
    NoApiChange(ComponentId),
    /// It follows a release of the plan, but has no version on this maintained line.
    NotMaintained(Line),
    /// It was asked to catch up, and is not behind.
    AlreadyCurrent,
    /// Its open series goes on by itself.
    SeriesOpen,
}

impl Stay {
    /// The word that JSON uses.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Stay::Unrelated => "unrelated",
            Stay::NoApiChange(_) => "no-api-change",
            Stay::NotMaintained(_) => "not-maintained",
            Stay::AlreadyCurrent => "already-current",
            Stay::SeriesOpen => "series-open",
        }
    }
}
