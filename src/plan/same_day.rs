//! No component gets two builds of one day (Rule B3).

use super::{BlockedBuild, Refusal};
use crate::product::{ComponentId, SameDay};
use crate::version::{BuildDate, DatedVersion, Line};

/// How many days after the one asked for a plan may take by itself.
const MAX_DAYS: i64 = 7;

/// The date that the whole plan takes, where each of `builds` is to become `line.DATE` and must move up.
pub(super) fn settle<'a>(
    builds: impl Iterator<Item = (&'a ComponentId, DatedVersion)>,
    line: Line,
    date: BuildDate,
    policy: SameDay,
) -> Result<BuildDate, Refusal> {
    let planned = DatedVersion::new(line, Some(date), None);
    let blocked: Vec<BlockedBuild> = builds
        .filter(|(_, version)| *version >= planned)
        .map(|(component, version)| BlockedBuild { component: component.clone(), version })
        .collect();
    if blocked.is_empty() {
        return Ok(date);
    }
    let free = blocked.iter().filter_map(|blocked| blocked.version.build()).max();
    let free = free.and_then(|latest| latest.checked_add_days(1));
    match (policy, free) {
        (SameDay::NextDay, Some(free)) if free.days_since(date) <= MAX_DAYS => Ok(free),
        _ => Err(Refusal::BuildTaken { blocked, date, free, next_day: policy == SameDay::NextDay }),
    }
}
