//! What is asked of the planner.

use std::collections::BTreeSet;

use super::Change;
use crate::product::ComponentId;
use crate::version::{BuildDate, Line};

/// What is asked for, and for which day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request {
    /// What to plan.
    pub action: RequestAction,
    /// The date of builds, in UTC.
    pub date: BuildDate,
}

/// What to plan. The order in which things are named never matters.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestAction {
    /// Releases that these changes ask for (section 4 of the rules).
    Release { changes: BTreeSet<Change>, stage: Stage },
    /// Open series become stable (Rule N3).
    Promote {
        /// The components named; where none is, all that have an open series.
        components: BTreeSet<ComponentId>,
    },
    /// Open series end without a release (Rule N2).
    Drop { components: BTreeSet<ComponentId> },
}

/// As what releases are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Stage {
    /// As stable versions.
    #[default]
    Stable,
    /// As prereleases (Rule N1).
    Next,
    /// As stable versions on an older line (Rule B7).
    Maintained(Line),
}

impl Stage {
    /// The older line, where releases are planned on one.
    #[must_use]
    pub const fn line(self) -> Option<Line> {
        match self {
            Stage::Maintained(line) => Some(line),
            Stage::Stable | Stage::Next => None,
        }
    }
}

impl Request {
    /// The request to release what `changes` ask for.
    pub fn release(changes: impl IntoIterator<Item = Change>, stage: Stage, date: BuildDate) -> Self {
        Request { action: RequestAction::Release { changes: changes.into_iter().collect(), stage }, date }
    }

    /// The request to make open series stable: those of `components`, or all where there are none.
    pub fn promote(components: impl IntoIterator<Item = ComponentId>, date: BuildDate) -> Self {
        Request { action: RequestAction::Promote { components: components.into_iter().collect() }, date }
    }

    /// The request to end the open series of `components`.
    pub fn drop(components: impl IntoIterator<Item = ComponentId>, date: BuildDate) -> Self {
        Request { action: RequestAction::Drop { components: components.into_iter().collect() }, date }
    }

    /// The same request for another date.
    #[must_use]
    pub fn on(self, date: BuildDate) -> Self {
        Request { date, ..self }
    }

    /// As what releases are made; promotions and drops are stable.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match self.action {
            RequestAction::Release { stage, .. } => stage,
            RequestAction::Promote { .. } | RequestAction::Drop { .. } => Stage::Stable,
        }
    }
}
