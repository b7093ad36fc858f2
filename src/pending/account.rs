//! The pending changes of each component, with every commit and change file behind them (H5).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::classify::Classified;
use super::component::{Account, ComponentPending, FileEvidence, touching};
use super::error::{PendingError, PendingErrorKind};
use super::message::commit_type;
use super::outcome::Outcome;
use super::settle::{settle_builds, settle_lines};
use super::{Base, ChangeFile, Commit, CommitGraph, Owners};
use crate::plan::{Change, Stage};
use crate::product::{Component, ComponentId, Product};
use crate::version::Line;

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
    /// The maintained line that is asked for (Rule B7).
    pub line: Option<Line>,
}

impl Pending {
    /// The pending changes of `product`; with a line those of the components that maintain it.
    ///
    /// Refused with every trailer that is not a change, every pattern of `paths` that has no meaning, and a shallow clone that
    /// lacks pending commits.
    pub fn of(product: &Product, sources: Sources) -> Result<Pending, Vec<PendingError>> {
        let Sources { commits, bases, series, files, line } = sources;
        let mut owners = Owners::new(product)?;
        let graph = CommitGraph::new(&commits);
        let held = Held::new(&graph, &bases);
        let cut = held.cut(product, &commits);
        if !cut.is_empty() {
            return Err(vec![PendingError::new(PendingErrorKind::Shallow { components: cut })]);
        }
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
        let touching = touching(&commits, &files);
        let components = product.components().iter().zip(accounts).enumerate();
        let components = components.map(|(place, (component, accounts))| {
            let evidence = |(file, said): (usize, &ChangeFile)| {
                let lines = said.lines.iter().filter(|line| line.component == *component.id());
                let lines: Vec<_> = lines.collect();
                let changes = lines.iter().filter_map(|line| line.change.clone()).collect();
                (!lines.is_empty()).then_some(FileEvidence { file, changes, is_done: false })
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
                let held = graph.reachable([at]);
                pending.in_series = pending.is_in(&held, &touching);
                settle_builds(&mut pending, &held);
            }
            pending
        });
        let mut components: Vec<ComponentPending> = components.collect();
        settle_lines(product, line, &mut components);
        if line.is_some() {
            let has_base = |component: &Component| !Base::versions(component, line).is_empty();
            components.retain(|pending| product.component(&pending.component).is_some_and(has_base));
        }
        Ok(Pending { components, commits, files })
    }

    /// The commits that concern a component, with what each is for it.
    pub fn commits_of<'a>(
        &'a self,
        component: &'a ComponentPending,
    ) -> impl Iterator<Item = (&'a Account, &'a Commit)> {
        // Accounts were made of these commits, so each of their places is one of theirs.
        component.commits.iter().filter_map(|account| Some((account, self.commits.get(account.commit)?)))
    }

    /// The change files that speak of a component, with what each says of it.
    pub fn files_of<'a>(
        &'a self,
        component: &'a ComponentPending,
    ) -> impl Iterator<Item = (&'a FileEvidence, &'a ChangeFile)> {
        component.files.iter().filter_map(|evidence| Some((evidence, self.files.get(evidence.file)?)))
    }

    /// What is pending of `component`.
    pub fn component(&self, component: &ComponentId) -> Option<&ComponentPending> {
        self.components.iter().find(|pending| pending.component == *component)
    }

    /// What is to be planned of all components, but those of `except`; under `--next` also not those whose open series
    /// already contains it.
    ///
    /// A `sync` that has nothing to do is among it where others of the plan may open the line that it waits for: not on a
    /// maintained line.
    pub fn changes(&self, stage: Stage, except: &BTreeSet<ComponentId>) -> Vec<Change> {
        let wanted = self.components.iter().filter(|pending| !except.contains(&pending.component));
        let wanted = wanted.filter(|pending| !(stage == Stage::Next && pending.in_series));
        let changes = match stage {
            Stage::Stable | Stage::Next => ComponentPending::planned,
            Stage::Maintained(_) => ComponentPending::changes,
        };
        wanted.flat_map(changes).collect()
    }

    /// The types of commits that count as no release because neither Conventional Commits nor the product file knows them,
    /// each with how many commits have it, the most frequent first: `cli: add a flag` may name a part of the program.
    ///
    /// Of the commits of all components each counts once.
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
    pub fn evidence(&self, change: &Change) -> Evidence<'_> {
        let Some(pending) = self.component(change.component()) else { return Evidence::default() };
        let surface = change.surface().map(|(surface, _)| surface);
        let is_behind =
            |changes: &[Change]| changes.iter().any(|other| other.surface().map(|(name, _)| name) == surface);
        let commits = self.commits_of(pending).filter(|(account, _)| match &account.outcome {
            Outcome::Changes(changes) => is_behind(changes),
            Outcome::Done(changes) => changes.contains(change),
            _ => false,
        });
        let files = self.files_of(pending).filter(|(file, _)| {
            if file.is_done { file.changes.contains(change) } else { is_behind(&file.changes) }
        });
        Evidence {
            commits: commits.map(|(_, commit)| commit).collect(),
            files: files.map(|(_, file)| file).collect(),
        }
    }

    /// Of each change file the commits that touch it, by their places in the log.
    pub fn touching(&self) -> Vec<Vec<usize>> {
        touching(&self.commits, &self.files)
    }
}

/// Which commits each component's base holds; components with one base share the answer.
struct Held {
    ranges: Vec<Rc<Vec<bool>>>,
    of_component: Vec<Option<Rc<Vec<bool>>>>,
}

impl Held {
    fn new(graph: &CommitGraph, bases: &[Option<Base>]) -> Held {
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

    /// The components that have a base, and pending commits whose parents a shallow clone lacks: some of them may be
    /// pending, too.
    fn cut(&self, product: &Product, commits: &[Commit]) -> Vec<ComponentId> {
        let ends: Vec<usize> =
            commits.iter().enumerate().filter(|(_, commit)| commit.is_cut).map(|(at, _)| at).collect();
        let components = product.components().iter().enumerate();
        let is_cut = |place: usize| ends.iter().any(|end| self.is_pending(place, *end));
        components.filter(|(place, _)| is_cut(*place)).map(|(_, component)| component.id().clone()).collect()
    }

    fn is_pending(&self, component: usize, commit: usize) -> bool {
        let range = self.of_component.get(component).and_then(Option::as_ref);
        range.is_some_and(|held| held.get(commit) == Some(&false))
    }
}
