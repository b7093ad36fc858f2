//! How a plan releases each component, before its number is known, and why: one row for each component, and one list of
//! causes for all.

use std::ops::Range;

use super::table::PerComponent;
use super::{Change, Level, Reason};
use crate::product::{ComponentId, Edge, Product};

/// How a component is released.
#[derive(Debug, Clone, Copy)]
pub(super) struct Course {
    pub(super) level: Level,
    /// Whether the release touches the API.
    pub(super) api: bool,
    pub(super) way: Way,
    causes: Causes,
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

/// Why a component is released: a [`Reason`] that borrows what it names.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cause<'a> {
    Changed(&'a Change),
    Follows(Edge, &'a ComponentId),
}

impl Cause<'_> {
    fn reason(self) -> Reason {
        match self {
            Cause::Changed(change) => Reason::Changed(Box::new(change.clone())),
            Cause::Follows(Edge::Api, id) => Reason::FollowsApi(id.clone()),
            Cause::Follows(Edge::Release, id) => Reason::FollowsRelease(id.clone()),
        }
    }
}

/// A stretch of the list of causes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Causes {
    start: u32,
    end: u32,
}

/// What reaches a component along one edge, or by one change.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrival<'a> {
    pub(super) level: Level,
    pub(super) api: bool,
    pub(super) cause: Cause<'a>,
}

/// What all the arrivals at one component amount to: the highest level counts, every cause stays (Rule B2).
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrived {
    pub(super) level: Level,
    pub(super) api: bool,
    pub(super) causes: Causes,
}

/// The course of each component that is released.
#[derive(Debug, Clone)]
pub(super) struct Courses<'a> {
    rows: PerComponent<Option<Course>>,
    causes: Vec<Cause<'a>>,
}

impl<'a> Courses<'a> {
    /// The courses of a plan that releases no component of `product` yet.
    pub(super) fn new(product: &Product) -> Self {
        let causes = Vec::with_capacity(product.edge_count());
        Courses { rows: PerComponent::new(product.components().len()), causes }
    }

    #[inline]
    pub(super) fn get(&self, position: usize) -> Option<Course> {
        self.rows[position]
    }

    /// The courses in the order of the product file.
    pub(super) fn iter(&self) -> impl Iterator<Item = Option<Course>> {
        self.rows.iter().copied()
    }

    pub(super) fn set(&mut self, position: usize, level: Level, way: Way, arrived: Option<Arrived>) {
        let causes = arrived.map(|arrived| arrived.causes).unwrap_or_default();
        let api = arrived.is_some_and(|arrived| arrived.api);
        self.rows[position] = Some(Course { level, api, way, causes });
    }

    /// Keeps the causes of all that `arrivals` find in the courses so far; `None` where there are none.
    #[inline]
    pub(super) fn arrive<T>(
        &mut self,
        edges: impl Iterator<Item = T>,
        arrival: impl Fn(&Self, T) -> Option<Arrival<'a>>,
    ) -> Option<Arrived> {
        let start = self.causes.len();
        let mut arrived: Option<Arrived> = None;
        for edge in edges {
            let Some(found) = arrival(self, edge) else { continue };
            self.causes.push(found.cause);
            let before = arrived.map_or((found.level, found.api), |before| {
                (before.level.max(found.level), before.api || found.api)
            });
            arrived = Some(Arrived { level: before.0, api: before.1, causes: Causes::default() });
        }
        let causes = Causes::new(start, self.causes.len());
        arrived.map(|arrived| Arrived { causes, ..arrived })
    }

    /// Releases the component at `position` for a change, too.
    pub(super) fn change(&mut self, position: usize, level: Level, api: bool, change: &'a Change) {
        let arrival = Arrival { level, api, cause: Cause::Changed(change) };
        if let Some(arrived) = self.arrive([arrival].into_iter(), |_, arrival| Some(arrival)) {
            self.join(position, arrived);
        }
    }

    /// Releases the component at `position` for what arrived, too: the highest level counts, every cause stays, its own
    /// first (Rule B2).
    pub(super) fn join(&mut self, position: usize, arrived: Arrived) {
        let Some(own) = self.rows[position] else {
            return self.set(position, arrived.level, Way::Released, Some(arrived));
        };
        let start = self.causes.len();
        self.causes.extend_from_within(own.causes.range());
        self.causes.extend_from_within(arrived.causes.range());
        let causes = Causes::new(start, self.causes.len());
        let (level, api) = (own.level.max(arrived.level), own.api || arrived.api);
        self.rows[position] = Some(Course { level, api, causes, ..own });
    }

    /// Why the component of this course is released.
    pub(super) fn reasons(&self, course: Course) -> impl ExactSizeIterator<Item = Reason> {
        let causes = self.causes.get(course.causes.range()).unwrap_or_default();
        causes.iter().map(|cause| cause.reason())
    }
}

impl Causes {
    fn range(self) -> Range<usize> {
        let wide = |place| usize::try_from(place).unwrap_or(usize::MAX);
        wide(self.start)..wide(self.end)
    }

    /// The stretch from `start` to `end`. No product file holds 2³² edges: its text would have to be larger.
    fn new(start: usize, end: usize) -> Self {
        let narrow = |place| u32::try_from(place).unwrap_or(u32::MAX);
        Causes { start: narrow(start), end: narrow(end) }
    }
}
