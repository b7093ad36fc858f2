//! What each commit means for each component that it concerns (H3).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::change_file::checked;
use super::error::{At, PendingError, PendingErrorKind};
use super::message::{Message, Said};
use super::outcome::Outcome;
use super::relation::{Reverted, Subjects};
use super::{Commit, CommitGraph, Owners};
use crate::plan::{Change, Kind};
use crate::product::{CommitKind, Component, Product, Reference, Unclassified};
use crate::version::SurfaceKind;

/// Commits with what each of them means.
pub(super) struct Classified<'a> {
    product: &'a Product,
    meanings: Vec<Meaning>,
    /// What each commit touches: component, whether its API, which of its surfaces.
    touched: Vec<BTreeMap<usize, Touch>>,
    /// The commits that revert a commit.
    reverted_by: HashMap<usize, Vec<usize>>,
}

/// What a commit touches of one component.
#[derive(Debug, Default)]
struct Touch {
    api: bool,
    surfaces: BTreeSet<usize>,
}

enum Meaning {
    /// A merge, or a release: its content counts elsewhere.
    Skipped,
    /// The changes of its trailers.
    Named(Vec<Change>),
    Typed {
        kind: CommitKind,
        targets: Vec<Reference>,
    },
    Unclassified,
    /// Reverts these commits, and does nothing else.
    Reverts(Reverted),
    /// Belongs to another commit, where that is known.
    BelongsTo(Option<usize>),
}

impl<'a> Classified<'a> {
    /// Classifies those of `commits` for which `is_pending`; the others mean nothing.
    pub(super) fn new(
        product: &'a Product,
        commits: &[Commit],
        graph: &CommitGraph,
        owners: &mut Owners,
        is_pending: impl Fn(usize) -> bool,
    ) -> Result<Self, Vec<PendingError>> {
        let mut errors = Vec::new();
        let mut classified = Classified {
            product,
            meanings: Vec::with_capacity(commits.len()),
            touched: Vec::with_capacity(commits.len()),
            reverted_by: HashMap::new(),
        };
        let subjects = Subjects::new(commits);
        for (place, commit) in commits.iter().enumerate() {
            let (meaning, touched) = if commit.is_merge() || !is_pending(place) {
                (Meaning::Skipped, BTreeMap::new())
            } else {
                let Message { said, reverts } = Message::read(&commit.message, product);
                let reverted = Reverted::find(&reverts, place, graph, commits);
                for target in &reverted.targets {
                    classified.reverted_by.entry(*target).or_default().push(place);
                }
                let belongs_to = |name: &str| subjects.find(name, graph).filter(|target| *target != place);
                let meaning = meaning(product, commit, said, reverted, belongs_to, &mut errors);
                (meaning, touched(owners, commit))
            };
            classified.meanings.push(meaning);
            classified.touched.push(touched);
        }
        // Of several commits that revert one, the same is named in whatever order they come.
        for reverters in classified.reverted_by.values_mut() {
            reverters.sort_by_key(|by| commits.get(*by).map(|commit| &commit.id));
        }
        if errors.is_empty() { Ok(classified) } else { Err(errors) }
    }

    /// The components that a commit concerns: those that own a file that it touches, and those that it names.
    pub(super) fn concerned(&self, commit: usize) -> BTreeSet<usize> {
        let mut concerned: BTreeSet<usize> =
            self.touched.get(commit).into_iter().flat_map(BTreeMap::keys).copied().collect();
        let position = |id| self.product.position(id);
        match self.meanings.get(commit) {
            None | Some(Meaning::Skipped) => concerned.clear(),
            Some(Meaning::Named(changes)) => {
                concerned.extend(changes.iter().filter_map(|change| position(change.component())));
            }
            Some(Meaning::Typed { targets, .. }) => {
                concerned.extend(targets.iter().filter_map(|target| position(&target.component)));
            }
            Some(_) => {}
        }
        concerned
    }

    /// What a commit is for the component at `place`, which it concerns; `in_range` says which commits are pending for it.
    pub(super) fn outcome(&self, place: usize, commit: usize, in_range: &dyn Fn(usize) -> bool) -> Outcome {
        if let Some(by) = self.reverter(commit, in_range, &mut Vec::new()) {
            return Outcome::Reverted { by };
        }
        match self.meanings.get(commit) {
            None | Some(Meaning::Skipped) => Outcome::None,
            Some(Meaning::Reverts(reverted)) if reverted.all(in_range) => Outcome::Reverts,
            Some(Meaning::Reverts(_)) => self.counted(place, commit, CommitKind::Fix, &[]),
            Some(Meaning::BelongsTo(target)) => match target.filter(|target| in_range(*target)) {
                Some(target) => self.belonging(place, commit, target, in_range),
                None => self.counted(place, commit, CommitKind::Fix, &[]),
            },
            Some(meaning) => self.meant(place, commit, meaning),
        }
    }

    /// What a commit is that belongs to another: the same, by its own files.
    fn belonging(
        &self,
        place: usize,
        commit: usize,
        target: usize,
        in_range: &dyn Fn(usize) -> bool,
    ) -> Outcome {
        match self.meanings.get(target) {
            _ if self.reverter(target, in_range, &mut Vec::new()).is_some() => {
                self.outcome(place, target, in_range)
            }
            Some(meaning @ (Meaning::Named(_) | Meaning::Typed { .. } | Meaning::Unclassified)) => {
                self.meant(place, commit, meaning)
            }
            _ => self.counted(place, commit, CommitKind::Fix, &[]),
        }
    }

    fn meant(&self, place: usize, commit: usize, meaning: &Meaning) -> Outcome {
        match meaning {
            Meaning::Named(changes) => {
                let of_it = |change: &&Change| self.product.position(change.component()) == Some(place);
                some(changes.iter().filter(of_it).cloned().collect())
            }
            Meaning::Typed { kind, targets } => self.counted(place, commit, *kind, targets),
            _ => match self.product.changes().unclassified {
                Unclassified::Report => Outcome::Unclassified,
                Unclassified::Fix => self.counted(place, commit, CommitKind::Fix, &[]),
                Unclassified::Ignore => Outcome::None,
            },
        }
    }

    /// The changes of a commit of `kind` to the component at `place`; where `targets` are named, only theirs.
    fn counted(&self, place: usize, commit: usize, kind: CommitKind, targets: &[Reference]) -> Outcome {
        let Some(component) = self.product.components().get(place) else { return Outcome::None };
        let none = Touch::default();
        let touch = self.touched.get(commit).and_then(|touched| touched.get(&place)).unwrap_or(&none);
        if targets.is_empty() {
            return some(by_files(component, kind, touch));
        }
        let mine = targets.iter().filter(|target| target.component == *component.id());
        let changes = mine.flat_map(|target| match &target.surface {
            Some(surface) => surface_kind(kind)
                .map(|kind| Change::of_surface(kind, component.id().clone(), surface.clone()))
                .into_iter()
                .collect(),
            None => by_files(component, kind, touch),
        });
        some(changes.collect())
    }

    /// The pending commit by which a commit is reverted, unless that is reverted in turn.
    fn reverter(
        &self,
        commit: usize,
        in_range: &dyn Fn(usize) -> bool,
        way: &mut Vec<usize>,
    ) -> Option<usize> {
        if way.contains(&commit) {
            return None;
        }
        way.push(commit);
        let reverters = self.reverted_by.get(&commit).into_iter().flatten().copied();
        let found =
            reverters.filter(|by| in_range(*by)).find(|by| self.reverter(*by, in_range, way).is_none());
        way.pop();
        found
    }

    /// The commit that a `fixup!` or `squash!` commit belongs to.
    pub(super) fn belongs_to(&self, commit: usize) -> Option<usize> {
        match self.meanings.get(commit) {
            Some(Meaning::BelongsTo(target)) => *target,
            _ => None,
        }
    }
}

fn some(changes: Vec<Change>) -> Outcome {
    if changes.is_empty() { Outcome::None } else { Outcome::Changes(changes) }
}

fn by_files(component: &Component, kind: CommitKind, touch: &Touch) -> Vec<Change> {
    let id = component.id();
    if !touch.surfaces.is_empty() {
        let surfaces = touch.surfaces.iter().filter_map(|place| component.surfaces().get(*place));
        let change = |surface: &crate::product::Surface| {
            surface_kind(kind).map(|kind| Change::of_surface(kind, id.clone(), surface.name.clone()))
        };
        return surfaces.filter_map(change).collect();
    }
    let kind = match (kind, touch.api) {
        (CommitKind::None, _) => return Vec::new(),
        (CommitKind::Fix, false) => Kind::Fix,
        (CommitKind::Fix, true) | (CommitKind::ApiFix, _) => Kind::ApiFix,
        (CommitKind::Feature, false) => Kind::Feature,
        (CommitKind::Feature, true) | (CommitKind::ApiFeature, _) => Kind::ApiFeature,
        (CommitKind::Breaking, _) => Kind::Breaking,
    };
    vec![Change::new(kind, id.clone())]
}

/// The kind on a surface, by Rule K2.
fn surface_kind(kind: CommitKind) -> Option<SurfaceKind> {
    match kind {
        CommitKind::None => None,
        CommitKind::Fix | CommitKind::ApiFix => Some(SurfaceKind::Fix),
        CommitKind::Feature | CommitKind::ApiFeature => Some(SurfaceKind::Addition),
        CommitKind::Breaking => Some(SurfaceKind::Breaking),
    }
}

fn touched(owners: &mut Owners, commit: &Commit) -> BTreeMap<usize, Touch> {
    let mut touched: BTreeMap<usize, Touch> = BTreeMap::new();
    for file in &commit.files {
        for owned in owners.owned(file).iter() {
            let touch = touched.entry(owned.component).or_default();
            touch.api |= owned.api;
            touch.surfaces.extend(&owned.surfaces);
        }
    }
    touched
}

fn meaning(
    product: &Product,
    commit: &Commit,
    said: Said,
    reverted: Reverted,
    belongs_to: impl Fn(&str) -> Option<usize>,
    errors: &mut Vec<PendingError>,
) -> Meaning {
    match said {
        Said::Release => Meaning::Skipped,
        Said::Changes(values) => {
            let mut changes = Vec::new();
            for value in values.iter().filter(|value| *value != "none") {
                match checked(value, product) {
                    Ok(change) => changes.push(change),
                    Err(kind) => errors.push(in_commit(kind, commit)),
                }
            }
            Meaning::Named(changes)
        }
        Said::Reverts => Meaning::Reverts(reverted),
        Said::BelongsTo(name) => Meaning::BelongsTo(belongs_to(&name)),
        Said::Conventional { kind, scope, breaking } => {
            let targets = scope.map_or_else(Vec::new, |scope| targets(&scope, product));
            Meaning::Typed { kind: commit_kind(&kind, breaking, product), targets }
        }
        Said::Nothing => Meaning::Unclassified,
    }
}

fn in_commit(kind: PendingErrorKind, commit: &Commit) -> PendingError {
    let at = At::Commit { id: commit.short_id().to_owned(), subject: commit.subject().to_owned() };
    PendingError { kind, at: Some(at) }
}

fn commit_kind(word: &str, breaking: bool, product: &Product) -> CommitKind {
    if breaking {
        return CommitKind::Breaking;
    }
    let standard = match word {
        "feat" => CommitKind::Feature,
        "fix" | "perf" | "revert" => CommitKind::Fix,
        _ => CommitKind::None,
    };
    product.changes().types.get(word).copied().unwrap_or(standard)
}

/// What a scope names, part by part (`core,sdk`); nothing if the product does not have one of its parts.
fn targets(scope: &str, product: &Product) -> Vec<Reference> {
    let target = |part: &str| {
        let part = part.trim();
        if let Some(target) = product.changes().scopes.get(part) {
            return Some(target.clone());
        }
        let target: Reference = part.to_ascii_lowercase().parse().ok()?;
        product.resolve(&target).is_ok().then_some(target)
    };
    scope.split(',').map(target).collect::<Option<Vec<_>>>().unwrap_or_default()
}
