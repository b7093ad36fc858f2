//! The entry of a release in a debian/changelog: what it says, who signs it and when.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use super::error::Problem;
use super::manifests::refusal;
use super::site::Site;
use crate::manifest::Entry;
use crate::plan::{Plan, Release};
use crate::report::reasons;
use crate::system::environment;

/// `text`, the changelog at `path`, with an entry for `release`, which Debian writes as `version`.
pub(super) fn add_entry(
    site: &Site,
    plan: &Plan,
    release: &Release,
    version: &str,
    path: &str,
    text: &str,
) -> Result<String, Problem> {
    let maintainer = maintainer(site).ok_or_else(|| Problem::NoMaintainer(path.to_owned()))?;
    let changes = [format!("New release: {}.", reasons(release))];
    let entry = Entry { changes: &changes, ..Entry::new(version, &maintainer, moment(plan)) };
    entry.add_to(text).map_err(|error| refusal(path, error))
}

/// The day of the plan, at its start in UTC: the same each time the plan is looked at, so that what was reviewed is what
/// is written.
fn moment(plan: &Plan) -> DateTime<FixedOffset> {
    NaiveDate::from(plan.date).and_time(NaiveTime::MIN).and_utc().fixed_offset()
}

/// Who releases: by Debian's variables, else by git's own word.
fn maintainer(site: &Site) -> Option<String> {
    environment::debian_maintainer().or_else(|| {
        let repository = site.repository.as_ref()?;
        let ident = repository.git.line(&["var", "GIT_AUTHOR_IDENT"]).ok()?;
        Some(ident.rsplit_once('>')?.0.to_owned() + ">")
    })
}
