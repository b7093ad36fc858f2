//! The manifests of what a plan releases: each is written in the state that its component has after the plan.

use super::changelog::add_entry;
use super::error::Problem;
use super::site::Site;
use super::texts::Texts;
use crate::manifest::{
    Claim, Format, ManifestError, SharedSite, Site as Place, State, Target, disagreements_with, shared_sites,
};
use crate::plan::{Plan, Release, Stage};
use crate::product::{Component, ComponentId, Manifest, Product};

/// An entry of `manifests` that was written, from which others follow.
pub(super) struct Written<'a> {
    pub(super) manifest: &'a Manifest,
    pub(super) format: Format,
    /// The version as it stands there now.
    pub(super) version: String,
}

/// What becomes of the manifests of a component.
struct Move<'a> {
    before: &'a Component,
    /// What they are to hold.
    to: State<'a>,
    /// What they may hold: a manifest that tells of none of these has drifted, unless there is none.
    known: Vec<State<'a>>,
    /// What they hold where they are moved, anything where there is none; the others stay.
    from: Vec<State<'a>>,
    release: Option<&'a Release>,
}

/// Writes the manifests of each component that `plan` moves into `texts`; what was written, and every problem.
pub(super) fn write_manifests<'a>(
    site: &Site,
    product: &'a Product,
    plan: &Plan,
    texts: &mut Texts<'_>,
) -> (Vec<Written<'a>>, Vec<Problem>) {
    let after = plan.applied_to(product);
    let (mut written, mut problems) = (Vec::new(), Vec::new());
    for component in product.components() {
        let change = after.component(component.id()).and_then(|after| movement(plan, component, after));
        let Some(change) = change else { continue };
        for manifest in component.manifests() {
            match write(site, plan, &change, manifest, texts) {
                Ok(done) => written.extend(done),
                Err(found) => problems.extend(found),
            }
        }
    }
    problems.extend(two_owners(product, texts));
    (written, problems)
}

/// A release moves the manifests of the current line to its version. On a maintained line it moves those that hold the
/// version which it replaces (Rule B7), and the end of a series those that hold the series.
fn movement<'a>(plan: &'a Plan, before: &'a Component, after: &'a Component) -> Option<Move<'a>> {
    let from = |stages: &[Stage]| stages.iter().filter_map(|stage| State::of(before, *stage)).collect();
    let Some(release) = plan.release(before.id()) else {
        let is_over = plan.closed.iter().any(|closed| closed.component == *before.id());
        let to = State::of(after, Stage::Stable).filter(|_| is_over)?;
        return Some(Move {
            before,
            to,
            known: State::all(before),
            from: from(&[Stage::Next]),
            release: None,
        });
    };
    let to = State::all(after).into_iter().find(|state| state.version() == release.to)?;
    let (known, from) = match plan.request.stage() {
        stage @ Stage::Maintained(_) => (State::all(before), from(&[stage])),
        // What tells of an older line is of another checkout, or was forgotten.
        Stage::Stable | Stage::Next => {
            let current = from(&[Stage::Stable, Stage::Next]);
            (current.clone(), current)
        }
    };
    Some(Move { before, to: to.released_on(plan.date), known, from, release: Some(release) })
}

/// Writes one entry; `None` where it tells of another version, which stays.
fn write<'a>(
    site: &Site,
    plan: &Plan,
    change: &Move<'_>,
    manifest: &'a Manifest,
    texts: &mut Texts<'_>,
) -> Result<Option<Written<'a>>, Vec<Problem>> {
    let refused = |error| vec![refusal(&manifest.path, error)];
    let target = Target::of(manifest).map_err(refused)?;
    let text = texts.get(&manifest.path).map_err(|problem| vec![problem])?;
    let places = target.sites(&text.old).map_err(refused)?;
    let drift = disagreements_with(&change.known, &target, &places).map_err(refused)?;
    if !drift.is_empty() {
        let problem = |found| Problem::Drift {
            path: manifest.path.to_string(),
            component: change.before.id().clone(),
            found: Box::new(found),
        };
        return Err(drift.into_iter().map(problem).collect());
    }
    // A version that cannot be written there is not the one that it tells of.
    let tells = |state: &State<'_>| state.disagreements(&target, &places).is_ok_and(|found| found.is_empty());
    if !change.from.is_empty() && !change.from.iter().any(tells) {
        return Ok(None);
    }
    let is_changelog = target.format() == Format::DebianChangelog && manifest.pattern.is_none();
    text.new = match change.release.filter(|_| is_changelog) {
        Some(release) => {
            let version = target
                .render(release.to)
                .map_err(|error| refused(ManifestError { kind: error.into(), line: None }))?;
            add_entry(site, plan, release, &version, text).map_err(|problem| vec![problem])?
        }
        None => change.to.write(&target, &text.new).map_err(refused)?,
    };
    let version = target.read(&text.new).map_err(refused)?;
    Ok(version.map(|version| Written { manifest, format: target.format(), version }))
}

/// The problem that the manifest at `path` has.
pub(super) fn refusal(path: &str, error: ManifestError) -> Problem {
    Problem::Manifest { path: path.to_owned(), error: Box::new(error) }
}

/// The places of what was read that two entries claim, of whichever components.
fn two_owners(product: &Product, texts: &Texts<'_>) -> Vec<Problem> {
    let entries = product
        .components()
        .iter()
        .flat_map(|component| component.manifests().iter().map(move |manifest| (component.id(), manifest)));
    // What is wrong with an entry of a component that stays is told when that one is released.
    let places =
        |manifest: &Manifest| Target::of(manifest).ok()?.sites(&texts.known(&manifest.path)?.old).ok();
    let found: Vec<(&ComponentId, &Manifest, Vec<Place>)> =
        entries.filter_map(|(owner, manifest)| Some((owner, manifest, places(manifest)?))).collect();
    let claims: Vec<Claim<'_>> =
        found.iter().map(|(owner, manifest, sites)| Claim { owner, path: &manifest.path, sites }).collect();
    let problem = |shared: SharedSite<'_>| Problem::TwoOwners {
        path: shared.path.to_owned(),
        line: shared.line,
        first: shared.first.clone(),
        second: shared.second.clone(),
    };
    shared_sites(&claims).into_iter().map(problem).collect()
}
