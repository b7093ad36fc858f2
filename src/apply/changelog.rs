//! The entry of a release in the changelog of a package: what it says, who signs it and when.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use super::error::Problem;
use super::site::Site;
use super::texts::refusal;
use crate::manifest::{DebianEntry, SpecEntry};
use crate::notes::{Notes, points};
use crate::phrases::reasons;
use crate::plan::{Plan, Release};
use crate::system::environment;

/// A release and what a changelog says of it.
#[derive(Clone, Copy)]
pub(super) struct ReleaseEntry<'a> {
    pub(super) plan: &'a Plan,
    pub(super) release: &'a Release,
    pub(super) notes: Option<&'a Notes>,
}

impl<'a> ReleaseEntry<'a> {
    /// `release` of `plan`, with its notes among `notes`.
    pub(super) fn new(plan: &'a Plan, release: &'a Release, notes: &'a [Notes]) -> Self {
        let notes = notes.iter().find(|notes| notes.component == release.component);
        ReleaseEntry { plan, release, notes }
    }

    /// What an entry says, a point each.
    fn changes(&self) -> Vec<String> {
        let points = self.notes.map(points).unwrap_or_default();
        if points.is_empty() { vec![format!("New release: {}.", reasons(self.release))] } else { points }
    }
}

/// `text`, the debian/changelog at `path`, with an entry for a release, which Debian writes as `version`.
pub(super) fn add_debian_entry(
    site: &Site,
    source: ReleaseEntry<'_>,
    version: &str,
    path: &str,
    text: &str,
) -> Result<String, Problem> {
    let maintainer = maintainer(site).ok_or_else(|| Problem::NoMaintainer(path.to_owned()))?;
    let entry = DebianEntry {
        changes: &source.changes(),
        ..DebianEntry::new(version, &maintainer, moment(source.plan))
    };
    entry.add_to(text).map_err(|error| refusal(path, error))
}

/// `text`, the RPM spec file at `path`, with an entry in its `%changelog` for a stable release whose notes are known and
/// which RPM writes as `version`.
pub(super) fn add_spec_entry(
    site: &Site,
    source: ReleaseEntry<'_>,
    version: &str,
    path: &str,
    text: &str,
) -> Result<String, Problem> {
    if source.notes.is_none() || !source.release.to.is_stable() || !SpecEntry::fits(text) {
        return Ok(text.to_owned());
    }
    let packager = author(site).ok_or_else(|| Problem::NoMaintainer(path.to_owned()))?;
    let date = source.plan.date.into();
    let entry = SpecEntry { version, changes: &source.changes(), packager: &packager, date };
    Ok(entry.add_to(text))
}

/// The day of the plan, at its start in UTC: the same each time the plan is looked at, so that what was reviewed is what
/// is written.
fn moment(plan: &Plan) -> DateTime<FixedOffset> {
    NaiveDate::from(plan.date).and_time(NaiveTime::MIN).and_utc().fixed_offset()
}

/// Who releases: by Debian's variables, else by git's own word.
fn maintainer(site: &Site) -> Option<String> {
    environment::debian_maintainer().or_else(|| author(site))
}

/// Who commits, as git knows them: `Ada <ada@example.org>`.
fn author(site: &Site) -> Option<String> {
    let repository = site.repository.as_ref()?;
    let ident = repository.git.line(&["var", "GIT_AUTHOR_IDENT"]).ok()?;
    Some(ident.rsplit_once('>')?.0.to_owned() + ">")
}
