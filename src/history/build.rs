//! Which build a PATCH becomes, for a dated component that counted before it dated.

use std::collections::BTreeMap;

use super::spelling::{Guess, Spelled, Third};
use crate::product::SameDay;
use crate::version::{BuildDate, Line};

/// How far `next-day` may move a build, in days (Rule B3).
const MAX_DAYS: i64 = 7;

/// The build of each PATCH of one component, and what is guessed about it.
#[derive(Default)]
pub(super) struct Builds(BTreeMap<(Line, u32), (BuildDate, Vec<Guess>)>);

impl Builds {
    /// Gives a build to each PATCH above 0 in `releases`, which show what was released and when.
    pub(super) fn new(
        releases: impl Iterator<Item = (Spelled, Option<BuildDate>)>,
        same_day: SameDay,
    ) -> Self {
        let mut days: BTreeMap<(Line, u32), (bool, BuildDate)> = BTreeMap::new();
        for (spelled, date) in releases {
            let (Third::Patch(patch @ 1..), Some(date)) = (spelled.third, date) else { continue };
            // The day of a series is that of the release that it led to; while there is none, of its first prerelease.
            let found = (spelled.next.is_some(), date);
            let day = days.entry((spelled.line, patch)).or_insert(found);
            *day = found.min(*day);
        }
        let mut builds = Builds::default();
        let mut last: Option<(Line, u32)> = None;
        for ((line, patch), (_, day)) in days {
            let before = last.filter(|(other, _)| *other == line);
            builds.add((line, patch), day, before, same_day);
            last = Some((line, patch));
        }
        builds
    }

    /// Gives `key` its build, behind the one of the PATCH `before`.
    fn add(&mut self, key: (Line, u32), day: BuildDate, before: Option<(Line, u32)>, same_day: SameDay) {
        let mut guesses = vec![Guess::DayOfTag];
        let mut build = day;
        if let Some((taken, earlier)) = before.and_then(|before| self.0.get_mut(&before)) {
            let taken = *taken;
            if day < taken {
                guesses.push(Guess::OutOfOrder);
            }
            if day <= taken {
                let free = taken.checked_add_days(1).filter(|free| free.days_since(day) <= MAX_DAYS);
                if let Some(free) = free.filter(|_| same_day == SameDay::NextDay) {
                    guesses.push(Guess::NextDay);
                    build = free;
                } else {
                    earlier.push(Guess::Overtaken);
                    build = taken;
                }
            }
        }
        self.0.insert(key, (build, guesses));
    }

    /// The build of a PATCH; `None` where no tag of it has a date.
    pub(super) fn of(&self, line: Line, patch: u32) -> Option<(BuildDate, &[Guess])> {
        self.0.get(&(line, patch)).map(|(build, guesses)| (*build, guesses.as_slice()))
    }
}
