//! The commit after a release with which the development of the next version starts: manifests that mark a version in
//! development, such as `1.3.0-SNAPSHOT`, get the next one.

use super::action::ApplyAction;
use super::error::{ApplyError, Problem};
use super::journal::FileChange;
use super::manifests::WrittenManifest;
use super::neighbours::write_neighbours;
use super::perform::{ApplyOutcome, Prepared};
use super::site::{Guard, Site};
use super::texts::{Texts, refusal};
use crate::manifest::{ManifestError, ManifestPlace as Place, Replacement, Target, replace};
use crate::plan::{Plan, Release};
use crate::product::{Component, Manifest, Product};
use crate::version::{DatedVersion, DevPatchVersion, Line, SemverVersion, Version};

/// How long the first line of the commit's message may be, in characters.
const SUBJECT: usize = 72;

/// What follows a release: a commit with the next versions in development.
pub struct Development(Prepared);

/// Finds out what starts the development after `release`, which applies `plan` to `product` in a commit; `None` where no
/// manifest of a released component marks versions in development. Writes nothing.
pub fn development(
    site: &Site,
    product: &Product,
    plan: &Plan,
    release: &Prepared,
) -> Result<Option<Development>, ApplyError> {
    let after = plan.applied_to(product);
    let mut texts = Texts::new(&site.folder);
    for edit in &release.edits {
        if let Some(new) = edit.after.as_deref().and_then(|new| std::str::from_utf8(new).ok()) {
            texts.insert(&edit.path, new, new.to_owned());
        }
    }
    let (mut written, mut problems) = (Vec::new(), Vec::new());
    for (component, release) in plan.released_of(&after) {
        for manifest in component.manifests() {
            match start(component, manifest, release, &mut texts) {
                Ok(found) => written.extend(found),
                Err(problem) => problems.push(problem),
            }
        }
    }
    let (refreshes, found) = write_neighbours(site, &after, &written, &mut texts);
    problems.extend(found);
    if !problems.is_empty() {
        return Err(ApplyError::Refused(problems));
    }
    let message = message(&written);
    let edits = texts.edits();
    if edits.is_empty() {
        return Ok(None);
    }
    let mut actions: Vec<ApplyAction> = edits.iter().map(write_action).collect();
    for action in &release.actions {
        match action {
            ApplyAction::Commit { branch, .. } => {
                actions.push(ApplyAction::Commit { branch: branch.clone(), message: message.clone() });
            }
            ApplyAction::Push { .. } => actions.push(action.clone()),
            _ => {}
        }
    }
    let refresh =
        |one: super::neighbours::Refresh| ApplyAction::Refresh { path: one.path, command: one.command };
    actions.extend(refreshes.into_iter().map(refresh));
    Ok(Some(Development(Prepared::after_release(edits, actions))))
}

fn write_action(edit: &FileChange) -> ApplyAction {
    ApplyAction::Write { path: edit.path.clone() }
}

/// Writes the next version in development into `manifest`, where the release wrote its own there.
fn start<'a>(
    component: &'a Component,
    manifest: &'a Manifest,
    release: &Release,
    texts: &mut Texts<'_>,
) -> Result<Option<WrittenManifest<'a>>, Problem> {
    let refused = |error: ManifestError| refusal(&manifest.path, error);
    let target = Target::of(manifest).map_err(refused)?;
    let next = next(release.to).and_then(|next| target.render_development(next));
    let (Some(next), Ok(released)) = (next, target.render(release.to)) else { return Ok(None) };
    let text = texts.get(&manifest.path)?;
    let sites = target.sites(&text.new).map_err(refused)?;
    if !sites.iter().any(|site| site.text == released) {
        return Ok(None);
    }
    let becomes = |site: &Place| Replacement {
        span: site.span.clone(),
        text: if site.text == released { next.clone() } else { site.text.clone() },
    };
    let replacements: Vec<Replacement> = sites.iter().map(becomes).collect();
    let new = replace(&text.new, replacements.clone());
    target.confirm(&new, &sites, &replacements).map_err(refused)?;
    text.new = new;
    let format = target.format();
    Ok(Some(WrittenManifest { owner: component.id(), manifest, format, old: released, version: next }))
}

/// The version that is developed after `released`: the stable one of an open series, else the next fix, and for schemes
/// without a counter of fixes the next minor.
fn next(released: Version) -> Option<Version> {
    if !released.is_stable() {
        return Some(released.core());
    }
    let line = released.line();
    let next_line = || Line::new(line.major(), line.minor().checked_add(1)?).ok();
    let next_fix = || SemverVersion::new(line, released.patch()?.checked_add(1)?, None).ok();
    match released {
        Version::Semver(_) => next_fix().map(Version::from),
        Version::Counted(_) => next_fix().map(Version::Counted),
        Version::Dated(_) => next_line().map(|line| DatedVersion::new(line, None, None).into()),
        Version::DevPatch(_) => DevPatchVersion::new(next_line()?, 0).ok().map(Version::from),
    }
}

/// The message of the commit. Its type says that it changes nothing that is released.
fn message(written: &[WrittenManifest<'_>]) -> String {
    let mut names: Vec<String> = written.iter().map(|one| format!("{} {}", one.owner, one.version)).collect();
    names.dedup();
    let all = format!("chore: start the development of {}", names.join(", "));
    match names.as_slice() {
        [first, _, ..] if all.chars().count() > SUBJECT => {
            format!("chore: start the development of {first} and {} more\n", names.len() - 1)
        }
        _ => all + "\n",
    }
}

impl Development {
    /// What will be done, in order.
    pub fn actions(&self) -> &[ApplyAction] {
        &self.0.actions
    }

    /// Does it on top of the release that `released` is, all of it or nothing.
    pub fn perform(
        self,
        site: &Site,
        guard: &Guard,
        released: &ApplyOutcome,
    ) -> Result<ApplyOutcome, ApplyError> {
        self.0.on_top_of(site, released)?.perform(site, guard)
    }
}
