//! Which commits a base does not hold (H2): reachability in the graph of a log.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Bound;

use super::Commit;

/// Commits with their ids as an index.
pub struct CommitGraph {
    places: BTreeMap<Box<str>, usize>,
    parents: Vec<Vec<usize>>,
}

impl CommitGraph {
    /// The graph of `commits`, in whatever order they come.
    pub fn new(commits: &[Commit]) -> CommitGraph {
        let places: BTreeMap<Box<str>, usize> =
            commits.iter().enumerate().map(|(place, commit)| (commit.id.clone(), place)).collect();
        let parents = commits
            .iter()
            .map(|commit| commit.parents.iter().filter_map(|parent| places.get(parent).copied()).collect())
            .collect();
        CommitGraph { places, parents }
    }

    /// The place of the commit whose id is `id`, or starts with it where no other's does.
    pub fn find(&self, id: &str) -> Option<usize> {
        let mut found = self
            .places
            .range::<str, _>((Bound::Included(id), Bound::Unbounded))
            .take_while(|(known, _)| known.starts_with(id));
        let (_, place) = found.next()?;
        found.next().is_none().then_some(*place)
    }

    /// For each commit whether it can be reached from one of `starts`, which count themselves.
    pub fn reachable(&self, starts: impl IntoIterator<Item = usize>) -> Vec<bool> {
        let mut reached = vec![false; self.parents.len()];
        let mut waiting: Vec<usize> = starts.into_iter().collect();
        while let Some(place) = waiting.pop() {
            if let Some(mark) = reached.get_mut(place)
                && !*mark
            {
                *mark = true;
                waiting.extend(self.parents.get(place).into_iter().flatten());
            }
        }
        reached
    }

    /// The commits that a merge brought in: reachable from its other parents, not from its first.
    pub fn merged_by(&self, merge: usize) -> Vec<usize> {
        let parents = self.parents.get(merge).map(Vec::as_slice).unwrap_or_default();
        let Some((first, others)) = parents.split_first() else { return Vec::new() };
        let (before, brought) = (self.reachable([*first]), self.reachable(others.iter().copied()));
        let pairs = before.into_iter().zip(brought).enumerate();
        pairs.filter(|(_, (before, brought))| *brought && !before).map(|(place, _)| place).collect()
    }
}

/// How far a log must be read: until every commit that is still to come is held by every base.
///
/// Commits come in an order in which children are before their parents, as `git log --topo-order` has it.
pub struct Frontier {
    /// The tags that mark bases, each with those that have not been seen.
    wanted: HashMap<Box<str>, usize>,
    bases: usize,
    unseen: usize,
    /// The commits that are parents of those seen: for each the bases that hold it.
    open: HashMap<Box<str>, HashSet<usize>>,
}

impl Frontier {
    /// A frontier that ends once all of `tags` are found, each group of them naming one base. Without an end, every commit
    /// is read: where a component has no base, or one that no tag names.
    pub fn new(tags: &[Vec<String>]) -> Frontier {
        let wanted = tags.iter().enumerate();
        let wanted =
            wanted.flat_map(|(base, names)| names.iter().map(move |name| (name.as_str().into(), base)));
        Frontier { wanted: wanted.collect(), bases: tags.len(), unseen: tags.len(), open: HashMap::new() }
    }

    /// Takes the next commit. Whether more are needed after it.
    pub fn needs_more_after(&mut self, commit: &Commit) -> bool {
        let mut bases = self.open.remove(&commit.id).unwrap_or_default();
        for tag in &commit.tags {
            if let Some(base) = self.wanted.get(tag).copied()
                && bases.insert(base)
            {
                self.unseen = self.unseen.saturating_sub(1);
                self.wanted.retain(|_, other| *other != base);
            }
        }
        for parent in &commit.parents {
            match self.open.get_mut(parent) {
                // A commit is held by every base that holds one of its children.
                Some(known) => known.extend(bases.iter().copied()),
                None => {
                    self.open.insert(parent.clone(), bases.clone());
                }
            }
        }
        self.unseen > 0 || self.open.values().any(|bases| bases.len() < self.bases)
    }
}
