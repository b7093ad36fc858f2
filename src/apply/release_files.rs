//! What a release does to the sources of its changes and to changelogs: change files are consumed (H4), changelogs get
//! a section (H7).

use std::collections::BTreeMap;

use super::error::Problem;
use super::evidence::{change_files, evidence};
use super::evidence_error::EvidenceError;
use super::journal::FileChange;
use super::site::Site;
use super::texts::Texts;
use crate::notes::{ChangelogSection, Notes, add_sections, section};
use crate::pending::{FileLine, consumed};
use crate::plan::{Change, Kind, Level, Plan, Release, Stage};
use crate::product::{Component, Product};
use crate::version::{Scheme, Version};

/// The changelog of a component that names none.
const CHANGELOG: &str = "CHANGELOG.md";

/// Whether a release of `version` is a stable one; a development build is none.
fn is_stable_release(version: Version) -> bool {
    version.is_stable() && !matches!(version, Version::DevPatch(v) if v.patch().is_some())
}

/// Whether `plan` has the release that a line of a change file waits for: a stable one, or any where it asks for a
/// development build. What is more than a fix waits on a maintained line, since no release there can hold it (Rule B7).
fn takes(plan: &Plan, line: &FileLine) -> bool {
    let is_fix = |change: &Change| change.kind().level() <= Level::Build;
    let fits = plan.request.stage().line().is_none() || line.change.as_ref().is_none_or(is_fix);
    let is_dev = line.change.as_ref().is_some_and(|change| change.kind() == Kind::Dev);
    let release = plan.release(&line.component);
    release.is_some_and(|release| is_dev || (fits && is_stable_release(release.to)))
}

/// Takes from change files what `plan` releases: a file of which nothing is left is removed.
pub(super) fn consume(site: &Site, product: &Product, plan: &Plan) -> (Vec<FileChange>, Vec<Problem>) {
    if plan.request.stage() == Stage::Next
        && plan.releases.iter().all(|release| release.scheme != Scheme::DevPatch)
    {
        return (Vec::new(), Vec::new());
    }
    let (files, errors) = change_files(&site.folder, product);
    let released = |line: &FileLine| takes(plan, line);
    let edits = files.into_iter().filter_map(|(file, content)| {
        let left = consumed(&file, &content, &released);
        let (before, after) = (Some(content.into_bytes()), left.map(String::into_bytes));
        (before != after).then(|| FileChange::new(file.path.to_string(), before, after))
    });
    (edits.collect(), problems(EvidenceError(errors)))
}

/// The notes of each release of `plan`, in the order of the product file, where the product file asks for changelogs, and why they cannot be known.
pub(super) fn notes(site: &Site, product: &Product, plan: &Plan) -> (Vec<Notes>, Vec<Problem>) {
    if !product.changes().changelog {
        return (Vec::new(), Vec::new());
    }
    match evidence(&site.folder, &site.name, product, plan.request.stage().line()) {
        Ok(pending) => {
            let notes = |(_, release): (_, &Release)| Notes::of_release(&pending, plan, release);
            (plan.released_of(product).map(notes).collect(), Vec::new())
        }
        Err(error) => (Vec::new(), problems(error)),
    }
}

/// What keeps the notes from being known, as problems with a release.
pub(super) fn problems(EvidenceError(errors): EvidenceError) -> Vec<Problem> {
    errors.into_iter().map(|error| Problem::Evidence(Box::new(error))).collect()
}

/// Adds a section for each stable release of `plan` to the changelog of its component; `notes` are as [`notes`] has them.
pub(super) fn write_changelogs(
    product: &Product,
    plan: &Plan,
    notes: &[Notes],
    texts: &mut Texts<'_>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
    for component in product.components() {
        *owners.entry(changelog(component)).or_default() += 1;
    }
    let mut sections: BTreeMap<&str, Vec<ChangelogSection>> = BTreeMap::new();
    let released = plan.released_of(product).zip(notes);
    for ((component, release), notes) in released.filter(|((_, release), _)| is_stable_release(release.to)) {
        let path = changelog(component);
        let shared = owners.get(path).is_some_and(|owners| *owners > 1);
        let version = release.to.to_string();
        sections.entry(path).or_default().push(ChangelogSection {
            name: if shared { format!("{} {version}", component.id()) } else { version },
            bracketed: !shared,
            date: plan.date.to_string(),
            body: section(notes),
        });
    }
    for (path, sections) in sections {
        match texts.get(path) {
            Ok(text) => text.new = add_sections(&text.new, &sections),
            // The product file does not name this changelog, so it may be missing.
            Err(Problem::Missing(_))
                if !product.components().iter().any(|other| other.changelog() == Some(path)) => {}
            Err(problem) => problems.push(problem),
        }
    }
    problems
}

fn changelog(component: &Component) -> &str {
    component.changelog().unwrap_or(CHANGELOG)
}
