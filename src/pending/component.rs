//! What is pending of one component: its evidence, and what that amounts to (H5).

use std::collections::{BTreeMap, HashMap};

use super::outcome::Outcome;
use super::{Base, ChangeFile, Commit};
use crate::plan::{Change, Kind, Level};
use crate::product::{ComponentId, SurfaceName};
use crate::version::{SurfaceKind, Version};

/// What changed in one component since its last release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComponentPending {
    pub component: ComponentId,
    pub title: Box<str>,
    pub version: Option<Version>,
    /// From which commit on; `None` where no commits were read.
    pub base: Option<Base>,
    /// The pending commits that concern it, each once, in the order of the log.
    pub commits: Vec<Account>,
    pub files: Vec<FileEvidence>,
    /// Whether it could own a file: without `paths` and manifests in folders of their own, only scopes and trailers name
    /// it.
    pub owns_files: bool,
    /// Whether its open series already contains all of this.
    pub in_series: bool,
}

/// A commit, accounted for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its place in the log.
    pub commit: usize,
    /// What it is for the component.
    pub outcome: Outcome,
    /// The commit that it belongs to, where it is a `fixup!` or `squash!`.
    pub belongs_to: Option<usize>,
}

/// What a change file says of a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEvidence {
    /// The file's place among the files.
    pub file: usize,
    /// The changes; empty for `none`.
    pub changes: Vec<Change>,
    /// Whether it asks for nothing but what the component has, as [`Outcome::Done`].
    pub is_done: bool,
}

impl ComponentPending {
    /// What the evidence amounts to: one change to the component, of the highest level and touching the API where any
    /// does, and one to each surface.
    pub fn changes(&self) -> Vec<Change> {
        let mut kind: Option<Kind> = None;
        let mut surfaces: BTreeMap<SurfaceName, SurfaceKind> = BTreeMap::new();
        for change in self.all_changes() {
            match change.surface() {
                Some((surface, change)) => {
                    let known = surfaces.entry(surface.clone()).or_insert(change);
                    *known = (*known).max(change);
                }
                None => kind = Some(kind.map_or(change.kind(), |kind| together(kind, change.kind()))),
            }
        }
        let component = kind.map(|kind| Change::new(kind, self.component.clone()));
        let of_surface = |(surface, kind)| Change::of_surface(kind, self.component.clone(), surface);
        component.into_iter().chain(surfaces.into_iter().map(of_surface)).collect()
    }

    /// The one kind that all of it amounts to, surfaces included (Rule K2).
    pub fn kind(&self) -> Option<Kind> {
        self.all_changes().map(Change::kind).reduce(together)
    }

    /// How many commits do not say what they are.
    pub fn unclassified(&self) -> usize {
        self.commits.iter().filter(|account| account.outcome == Outcome::Unclassified).count()
    }

    fn all_changes(&self) -> impl Iterator<Item = &Change> {
        let of_commits = self.commits.iter().filter_map(|account| match &account.outcome {
            Outcome::Changes(changes) => Some(changes),
            _ => None,
        });
        let of_files = self.files.iter().filter(|file| !file.is_done).map(|file| &file.changes);
        of_commits.chain(of_files).flatten()
    }

    /// Its changes; where it has none, a `sync` that has nothing to do.
    pub(super) fn planned(&self) -> Vec<Change> {
        let changes = self.changes();
        let sync = Change::new(Kind::Sync, self.component.clone());
        let of_commits = self.commits.iter().map(|account| account.outcome.changes());
        let mut all = of_commits.chain(self.files.iter().map(|file| &*file.changes)).flatten();
        if changes.is_empty() && all.any(|change| *change == sync) { vec![sync] } else { changes }
    }

    /// Whether every commit and file behind its changes is in the commits `held`, given those that touch each file.
    pub(super) fn is_in(&self, held: &[bool], touching: &[Vec<usize>]) -> bool {
        let is_held = |commit: usize| held.get(commit).copied().unwrap_or(false);
        let counts = |account: &&Account| matches!(account.outcome, Outcome::Changes(_));
        // A file that no commit has is new.
        let file_is_held = |file: &FileEvidence| {
            let touching = touching.get(file.file).filter(|touching| !touching.is_empty());
            touching.is_some_and(|touching| touching.iter().copied().all(is_held))
        };
        self.commits.iter().filter(counts).all(|account| is_held(account.commit))
            && self.files.iter().filter(|file| !file.changes.is_empty()).all(file_is_held)
    }
}

/// Of each change file the commits that touch it, by their places in the log.
pub(super) fn touching(commits: &[Commit], files: &[ChangeFile]) -> Vec<Vec<usize>> {
    let places: HashMap<&str, usize> =
        files.iter().enumerate().map(|(place, file)| (&*file.path, place)).collect();
    let mut touching = vec![Vec::new(); files.len()];
    for (commit, touched) in commits.iter().enumerate() {
        for place in touched.files.iter().filter_map(|path| places.get(&**path)) {
            if let Some(touching) = touching.get_mut(*place) {
                touching.push(commit);
            }
        }
    }
    touching
}

/// Two kinds as one: the higher level, and the API touched where either does.
fn together(one: Kind, other: Kind) -> Kind {
    let api = one.touches_api() || other.touches_api();
    match (one.level().max(other.level()), api) {
        (Level::Major, _) => Kind::Breaking,
        (Level::Minor, true) => Kind::ApiFeature,
        (Level::Minor, false) => Kind::Feature,
        (Level::Build, true) => Kind::ApiFix,
        (Level::Build, false) => Kind::Fix,
        (Level::Development, _) => Kind::Dev,
        (Level::CatchUp, _) => Kind::Sync,
    }
}
