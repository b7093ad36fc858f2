//! The pending changes of each component, with every commit and change file behind them (H5).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::classify::Classified;
use super::error::PendingError;
use super::message::commit_type;
use super::outcome::Outcome;
use super::{Base, ChangeFile, Commit, Graph, Owners};
use crate::plan::{Change, Kind, Level};
use crate::product::{ComponentId, Product, SurfaceName};
use crate::version::{SurfaceKind, Version};

/// What changed since the last releases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// The components, in the order of the product file.
    pub components: Vec<ComponentPending>,
    /// The log: what places of commits are places in.
    pub commits: Vec<Commit>,
    /// The change files, in the order of their paths.
    pub files: Vec<ChangeFile>,
}

/// What changed in one component since its last release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComponentPending {
    pub component: ComponentId,
    /// Its name for people.
    pub title: Box<str>,
    /// Its stable version.
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
}

/// What is behind a change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence<'a> {
    /// The commits, in the order of the log.
    pub commits: Vec<&'a Commit>,
    pub files: Vec<&'a ChangeFile>,
}

/// The types of commits that are widely used and no release.
const USUAL: [&str; 14] = [
    "build", "chore", "ci", "deps", "doc", "docs", "i18n", "refactor", "release", "style", "test", "tests",
    "types", "wip",
];

/// What [`Pending::of`] is made from.
#[derive(Default)]
pub struct Sources {
    /// The log from HEAD on; empty where commits do not count.
    pub commits: Vec<Commit>,
    /// For each component of the product file its base; `None` where no commits were read.
    pub bases: Vec<Option<Base>>,
    /// For each component the place of the commit that its open prerelease is on, where a tag shows it.
    pub series: Vec<Option<usize>>,
    pub files: Vec<ChangeFile>,
}

impl Pending {
    /// The pending changes of `product`.
    ///
    /// Refused with every trailer that is not a change, and every pattern of `paths` that has no meaning.
    pub fn of(product: &Product, sources: Sources) -> Result<Pending, Vec<PendingError>> {
        let Sources { commits, bases, series, files } = sources;
        let mut owners = Owners::new(product)?;
        let graph = Graph::new(&commits);
        let held = Held::new(&graph, &bases);
        let is_pending = |commit| held.ranges.iter().any(|range| !range.get(commit).copied().unwrap_or(true));
        let classified = Classified::new(product, &commits, &graph, &mut owners, is_pending)?;
        let mut accounts: Vec<Vec<Account>> = product.components().iter().map(|_| Vec::new()).collect();
        for commit in 0..commits.len() {
            for place in classified.concerned(commit) {
                let in_range = |commit| held.is_pending(place, commit);
                if let Some(accounts) = accounts.get_mut(place).filter(|_| in_range(commit)) {
                    let outcome = classified.outcome(place, commit, &in_range);
                    let belongs_to = classified.belongs_to(commit).filter(|target| in_range(*target));
                    accounts.push(Account { commit, outcome, belongs_to });
                }
            }
        }
        let components = product.components().iter().zip(accounts).enumerate();
        let components = components.map(|(place, (component, accounts))| {
            let evidence = |(file, said): (usize, &ChangeFile)| {
                let lines = said.lines.iter().filter(|line| line.component == *component.id());
                let lines: Vec<_> = lines.collect();
                let changes = lines.iter().filter_map(|line| line.change.clone()).collect();
                (!lines.is_empty()).then_some(FileEvidence { file, changes })
            };
            let mut pending = ComponentPending {
                component: component.id().clone(),
                title: component.title().into(),
                version: component.version(),
                base: bases.get(place).cloned().flatten(),
                commits: accounts,
                files: files.iter().enumerate().filter_map(evidence).collect(),
                owns_files: owners.owns_files(place),
                in_series: false,
            };
            if let Some(at) = series.get(place).copied().flatten() {
                pending.in_series = pending.is_in(&graph.reachable([at]), &commits, &files);
            }
            pending
        });
        let components = components.collect();
        Ok(Pending { components, commits, files })
    }

    /// What is pending of `component`.
    #[must_use]
    pub fn component(&self, component: &ComponentId) -> Option<&ComponentPending> {
        self.components.iter().find(|pending| pending.component == *component)
    }

    /// What all components amount to, but those of `except`; under `--next` also not those whose open series already
    /// contains it.
    #[must_use]
    pub fn changes(&self, next: bool, except: &BTreeSet<ComponentId>) -> Vec<Change> {
        let wanted = self.components.iter().filter(|pending| !except.contains(&pending.component));
        wanted.filter(|pending| !(next && pending.in_series)).flat_map(ComponentPending::changes).collect()
    }

    /// The types of commits that count as no release because neither Conventional Commits nor the product file knows them,
    /// each with how many commits have it, the most frequent first: `cli: add a flag` may name a part of the program.
    ///
    /// Of the commits of all components each counts once.
    #[must_use]
    pub fn unknown_types(&self, product: &Product) -> Vec<(String, usize)> {
        let accounts = self.components.iter().flat_map(|component| &component.commits);
        let none = accounts.filter(|account| account.outcome == Outcome::None).map(|account| account.commit);
        let none: BTreeSet<usize> = none.collect();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for commit in none.into_iter().filter_map(|commit| self.commits.get(commit)) {
            let is_known = |kind: &String| {
                USUAL.contains(&kind.as_str()) || product.changes().types.contains_key(kind.as_str())
            };
            if let Some(kind) = commit_type(&commit.message).filter(|kind| !is_known(kind)) {
                *counts.entry(kind).or_default() += 1;
            }
        }
        let mut types: Vec<(String, usize)> = counts.into_iter().collect();
        types.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        types
    }

    /// What is behind `change`: for a change to a component all that does not change one of its surfaces.
    #[must_use]
    pub fn evidence(&self, change: &Change) -> Evidence<'_> {
        let Some(pending) = self.component(change.component()) else { return Evidence::default() };
        let surface = change.surface().map(|(surface, _)| surface);
        let is_behind =
            |changes: &[Change]| changes.iter().any(|other| other.surface().map(|(name, _)| name) == surface);
        let commits = pending.commits.iter().filter(|account| match &account.outcome {
            Outcome::Changes(changes) => is_behind(changes),
            _ => false,
        });
        let files = pending.files.iter().filter(|file| is_behind(&file.changes));
        Evidence {
            commits: commits.filter_map(|account| self.commits.get(account.commit)).collect(),
            files: files.filter_map(|file| self.files.get(file.file)).collect(),
        }
    }
}

impl ComponentPending {
    /// What the evidence amounts to: one change to the component, of the highest level and touching the API where any
    /// does, and one to each surface.
    #[must_use]
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
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        self.all_changes().map(Change::kind).reduce(together)
    }

    /// How many commits do not say what they are.
    #[must_use]
    pub fn unclassified(&self) -> usize {
        self.commits.iter().filter(|account| account.outcome == Outcome::Unclassified).count()
    }

    fn all_changes(&self) -> impl Iterator<Item = &Change> {
        let of_commits = self.commits.iter().filter_map(|account| match &account.outcome {
            Outcome::Changes(changes) => Some(changes),
            _ => None,
        });
        of_commits.chain(self.files.iter().map(|file| &file.changes)).flatten()
    }

    /// Whether every commit and file behind its changes is in the commits `held`.
    fn is_in(&self, held: &[bool], commits: &[Commit], files: &[ChangeFile]) -> bool {
        let is_held = |commit: usize| held.get(commit).copied().unwrap_or(false);
        let counts = |account: &&Account| matches!(account.outcome, Outcome::Changes(_));
        let file_is_held = |file: &FileEvidence| {
            let path = files.get(file.file).map(|file| &file.path);
            let touching = commits
                .iter()
                .enumerate()
                .filter(|(_, commit)| path.is_some_and(|path| commit.files.contains(path)));
            let mut touching = touching.map(|(commit, _)| is_held(commit)).peekable();
            // A file that no commit has is new.
            touching.peek().is_some() && touching.all(|held| held)
        };
        self.commits.iter().filter(counts).all(|account| is_held(account.commit))
            && self.files.iter().filter(|file| !file.changes.is_empty()).all(file_is_held)
    }
}

/// Two kinds as one: the higher level, and the API touched where either does.
fn together(one: Kind, other: Kind) -> Kind {
    let api = one.touches_api() || other.touches_api();
    match (one.level().max(other.level()), api) {
        (Level::Major, _) => Kind::Breaking,
        (Level::Minor, true) => Kind::ApiFeature,
        (Level::Minor, false) => Kind::Feature,
        (_, true) => Kind::ApiFix,
        (_, false) => Kind::Fix,
    }
}

/// Which commits each component's base holds; components with one base share the answer.
struct Held {
    ranges: Vec<Rc<Vec<bool>>>,
    of_component: Vec<Option<Rc<Vec<bool>>>>,
}

impl Held {
    fn new(graph: &Graph, bases: &[Option<Base>]) -> Held {
        let mut known: HashMap<Option<usize>, Rc<Vec<bool>>> = HashMap::new();
        let mut of_component = Vec::with_capacity(bases.len());
        for base in bases {
            of_component.push(base.as_ref().map(|base| {
                let at = base.at();
                Rc::clone(known.entry(at).or_insert_with(|| Rc::new(graph.reachable(at))))
            }));
        }
        Held { ranges: known.into_values().collect(), of_component }
    }

    fn is_pending(&self, component: usize, commit: usize) -> bool {
        let range = self.of_component.get(component).and_then(Option::as_ref);
        range.is_some_and(|held| held.get(commit) == Some(&false))
    }
}
