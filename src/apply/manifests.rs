//! The manifests of what a plan releases: each is written in the state that its component has after the plan.

use std::collections::BTreeMap;

use super::changelog::{ReleaseEntry, add_debian_entry, add_spec_entry};
use super::error::Problem;
use super::site::Site;
use super::texts::{Texts, refusal};
use crate::manifest::{
    Claim, ComponentState, Format, Holds, ManifestErrorKind, ManifestPlace as Place, SharedSite, Target,
    add_release, disagreements_with, first_revision, replace, shared_sites,
};
use crate::notes::Notes;
use crate::plan::{Plan, Release, Stage};
use crate::product::{Component, ComponentId, Manifest, Product};

/// An entry of `manifests` that was written, from which others follow.
pub(super) struct WrittenManifest<'a> {
    pub(super) owner: &'a ComponentId,
    pub(super) manifest: &'a Manifest,
    pub(super) format: Format,
    /// The version that stood there.
    pub(super) old: String,
    /// The version as it stands there now.
    pub(super) version: String,
}

/// An entry whose places were found.
struct Located<'a, 'm> {
    owner: &'a ComponentId,
    manifest: &'a Manifest,
    target: Target<'a>,
    sites: Vec<Place>,
    /// Where it moves, what it is to hold.
    change: Option<&'m Move<'m>>,
}

/// What happens to the manifests of a component.
struct Move<'a> {
    before: &'a Component,
    /// What they are to hold.
    to: ComponentState<'a>,
    /// What they may hold: a manifest that shows none of these has drifted, unless there is none.
    known: Vec<ComponentState<'a>>,
    /// What they hold where they are moved, anything where there is none; the others stay.
    from: Vec<ComponentState<'a>>,
    release: Option<&'a Release>,
}

/// Writes the manifests of each component that `plan` moves into `texts`; what was written, and every problem.
pub(super) fn write_manifests<'a>(
    site: &Site,
    product: &'a Product,
    plan: &Plan,
    notes: &[Notes],
    texts: &mut Texts<'_>,
) -> (Vec<WrittenManifest<'a>>, Vec<Problem>) {
    let after = plan.applied_to(product);
    let change =
        |before: &'a Component| Some((before, movement(plan, before, after.component(before.id())?)?));
    let changes: Vec<(&'a Component, Move<'_>)> = product.components().iter().filter_map(change).collect();
    let (mut located, mut problems) = (Vec::new(), Vec::new());
    for (component, change) in &changes {
        for manifest in component.manifests() {
            match look(change, component.id(), manifest, texts) {
                Ok(entry) => located.push(entry),
                Err(found) => problems.extend(found),
            }
        }
    }
    let bystanders = bystanders(product, &located, texts);
    let shared = two_owners(located.iter().chain(&bystanders));
    let is_shared = |path: &str| {
        shared.iter().any(|one| matches!(one, Problem::TwoOwners { path: shared, .. } if shared == path))
    };
    let mut files: BTreeMap<&str, Vec<&Located<'_, '_>>> = BTreeMap::new();
    // Where two write one place, neither finds afterwards what it looks for.
    for one in located.iter().filter(|one| one.change.is_some() && !is_shared(&one.manifest.path)) {
        files.entry(&one.manifest.path).or_default().push(one);
    }
    let mut written = Vec::new();
    for entries in files.into_values() {
        match write(site, plan, notes, &entries, texts) {
            Ok(found) => written.extend(found),
            Err(found) => problems.extend(found),
        }
    }
    problems.extend(shared);
    (written, problems)
}

/// A release moves the manifests of the current line to its version. On a maintained line it moves those that hold the
/// version which it replaces (Rule B7), and the end of a series those that hold the series.
fn movement<'a>(plan: &'a Plan, before: &'a Component, after: &'a Component) -> Option<Move<'a>> {
    let from =
        |stages: &[Stage]| stages.iter().filter_map(|stage| ComponentState::of(before, *stage)).collect();
    let Some(release) = plan.release(before.id()) else {
        let is_over = plan.closed.iter().any(|closed| closed.component == *before.id());
        let to = ComponentState::of(after, Stage::Stable).filter(|_| is_over)?;
        return Some(Move {
            before,
            to,
            known: ComponentState::all(before),
            from: from(&[Stage::Next]),
            release: None,
        });
    };
    let to = ComponentState::all(after).into_iter().find(|state| state.version() == release.to)?;
    let (known, from) = match plan.request.stage() {
        stage @ Stage::Maintained(_) => (ComponentState::all(before), from(&[stage])),
        // What shows an older line is of another checkout, or was forgotten.
        Stage::Stable | Stage::Next => {
            let current = from(&[Stage::Stable, Stage::Next]);
            (current.clone(), current)
        }
    };
    Some(Move { before, to: to.released_on(plan.date), known, from, release: Some(release) })
}

/// Finds the places of one entry, and whether it moves: where it shows another version it stays.
fn look<'a, 'm>(
    change: &'m Move<'m>,
    owner: &'a ComponentId,
    manifest: &'a Manifest,
    texts: &mut Texts<'_>,
) -> Result<Located<'a, 'm>, Vec<Problem>> {
    let refused = |error| vec![refusal(&manifest.path, error)];
    let target = Target::of(manifest).map_err(refused)?;
    let text = texts.get(&manifest.path).map_err(|problem| vec![problem])?;
    let sites = target.sites(&text.old).map_err(refused)?;
    let drift = disagreements_with(&change.known, &target, &sites).map_err(refused)?;
    if !drift.is_empty() {
        let problem = |found| Problem::Drift {
            path: manifest.path.to_string(),
            component: change.before.id().clone(),
            found: Box::new(found),
        };
        return Err(drift.into_iter().map(problem).collect());
    }
    // A version that cannot be written there is not the one that it shows.
    let tells =
        |state: &ComponentState<'_>| state.disagreements(&target, &sites).is_ok_and(|found| found.is_empty());
    let is_moved = change.from.is_empty() || change.from.iter().any(tells);
    let change_of_it = is_moved.then_some(change);
    Ok(Located { owner, manifest, target, sites, change: change_of_it })
}

/// Writes the entries of one file, all at once, and reads each back.
fn write<'a>(
    site: &Site,
    plan: &Plan,
    notes: &[Notes],
    entries: &[&Located<'a, '_>],
    texts: &mut Texts<'_>,
) -> Result<Vec<WrittenManifest<'a>>, Vec<Problem>> {
    let Some(first) = entries.first() else { return Ok(Vec::new()) };
    let path = &*first.manifest.path;
    let text = texts.get(path).map_err(|problem| vec![problem])?;
    let (mut replacements, mut confirmed, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    // The product file itself was written already, so that its places moved.
    let is_fresh = text.new == text.old;
    let mut changelog = None;
    for one in entries {
        let Some(change) = one.change else { continue };
        if let Some(release) = change.release.filter(|_| one.target.takes_entries()) {
            changelog = Some((one, release));
            continue;
        }
        let sites = if is_fresh { Ok(one.sites.clone()) } else { one.target.sites(&text.new) };
        let becomes = |sites: Vec<Place>| Ok((change.to.replacements(&one.target, &sites)?, sites));
        match sites.and_then(becomes) {
            Ok(_) if one.target.takes_entries() => {
                problems.push(refusal(path, ManifestErrorKind::NeedsEntry.into()));
            }
            Ok((becomes, sites)) => {
                replacements.extend(becomes.iter().cloned());
                confirmed.push((one, sites, becomes));
            }
            Err(error) => problems.push(refusal(path, error)),
        }
    }
    let mut new = replace(&text.new, replacements);
    let mut written = Vec::new();
    for (one, sites, becomes) in &confirmed {
        if let Err(error) = one.target.confirm(&new, sites, becomes) {
            problems.push(refusal(path, error));
        }
        let version = sites.iter().zip(becomes).find(|(site, _)| site.holds == Holds::Version);
        written.extend(version.map(|(site, becomes)| WrittenManifest {
            owner: one.owner,
            manifest: one.manifest,
            format: one.target.format(),
            old: site.text.clone(),
            version: becomes.text.clone(),
        }));
    }
    if let Some((one, release)) = changelog {
        let version = one
            .target
            .render(release.to)
            .map_err(|error| vec![refusal(path, ManifestErrorKind::Unrenderable(error).into())])?;
        let entry = ReleaseEntry::new(plan, release, notes);
        let added = if one.target.format() == Format::Metainfo {
            add_release(&new, &version, plan.date, release.to.is_stable())
                .map_err(|error| refusal(path, error))
        } else {
            add_debian_entry(site, entry, &version, path, &new)
        };
        new = added.map_err(|problem| vec![problem])?;
    }
    for one in &written {
        let format = one.format;
        if one.old != one.version {
            new = first_revision(format, &new);
        }
        let release = plan.releases.iter().find(|release| release.component == *one.owner);
        if let (Format::Spec, Some(release)) = (format, release) {
            let entry = ReleaseEntry::new(plan, release, notes);
            new = add_spec_entry(site, entry, &one.version, path, &new).map_err(|problem| vec![problem])?;
        }
    }
    if problems.is_empty() {
        text.new = new;
        Ok(written)
    } else {
        Err(problems)
    }
}

/// The entries in files that were read which are not among `located`: those of components that stay, whose errors are
/// reported when they are released, and those that have drifted.
fn bystanders<'a>(
    product: &'a Product,
    located: &[Located<'a, '_>],
    texts: &Texts<'_>,
) -> Vec<Located<'a, 'a>> {
    let mut found = Vec::new();
    let is_located = |entry: &Manifest| located.iter().any(|one| std::ptr::eq(one.manifest, entry));
    for component in product.components() {
        for manifest in component.manifests().iter().filter(|entry| !is_located(entry)) {
            let Some(text) = texts.known(&manifest.path) else { continue };
            let Ok(target) = Target::of(manifest) else { continue };
            if let Ok(sites) = target.sites(&text.old) {
                found.push(Located { owner: component.id(), manifest, target, sites, change: None });
            }
        }
    }
    found
}

/// The places that two entries claim, of any components.
fn two_owners<'l>(located: impl Iterator<Item = &'l Located<'l, 'l>>) -> Vec<Problem> {
    let claims: Vec<Claim<'_>> =
        located.map(|one| Claim { owner: one.owner, path: &one.manifest.path, sites: &one.sites }).collect();
    let problem = |shared: SharedSite<'_>| Problem::TwoOwners {
        path: shared.path.to_owned(),
        line: shared.line,
        first: shared.first.clone(),
        second: shared.second.clone(),
    };
    shared_sites(&claims).into_iter().map(problem).collect()
}
