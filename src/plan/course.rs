//! How a plan releases a component, before its number is known.

use super::{Level, Reason};

/// What reaches a component: at which level it is released, why, and in which way.
#[derive(Debug, Clone)]
pub(super) struct Course {
    pub(super) level: Level,
    /// Whether the release touches the API.
    pub(super) api: bool,
    pub(super) because: Vec<Reason>,
    pub(super) way: Way,
}

/// In which way a component comes to its version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// It is released at its level (Rules B3 to B6).
    Released,
    /// Its open series becomes stable (Rule N3).
    Promoted,
    /// Its series would become stable, but a release at T overtakes it, since it ships something that opened that line.
    Lifted,
}

impl Course {
    /// Adds another way in which a component is reached: the highest level counts, every reason stays (Rule B2).
    pub(super) fn join(into: &mut Option<Course>, level: Level, api: bool, reason: Reason) {
        match into {
            Some(course) => {
                course.level = course.level.max(level);
                course.api |= api;
                course.because.push(reason);
            }
            None => *into = Some(Course { level, api, because: vec![reason], way: Way::Released }),
        }
    }
}
