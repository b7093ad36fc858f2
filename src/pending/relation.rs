//! The commits that a commit refers to: those that it takes back, and the one that it belongs to (H3).

use std::collections::HashMap;

use super::{Commit, CommitGraph};

/// The commits that a commit takes back.
pub(super) struct Reverted {
    /// Their places in the log; of a merge those of what it merged.
    pub(super) targets: Vec<usize>,
    /// Whether the log has all of them.
    complete: bool,
}

impl Reverted {
    /// Finds the commits of `ids`, which the commit at `place` takes back.
    pub(super) fn find(ids: &[String], place: usize, graph: &CommitGraph, commits: &[Commit]) -> Reverted {
        let found: Vec<Option<usize>> = ids.iter().map(|id| graph.find(id)).collect();
        let mut reverted = Reverted { targets: Vec::new(), complete: found.iter().all(Option::is_some) };
        for target in found.into_iter().flatten().filter(|target| *target != place) {
            match commits.get(target) {
                Some(merge) if merge.is_merge() => reverted.targets.extend(graph.merged_by(target)),
                _ => reverted.targets.push(target),
            }
        }
        reverted
    }

    /// Whether it takes commits back, and all of them are `in_range`.
    pub(super) fn all(&self, in_range: &dyn Fn(usize) -> bool) -> bool {
        self.complete && !self.targets.is_empty() && self.targets.iter().all(|target| in_range(*target))
    }
}

/// Commits by their subjects, for what belongs to them.
pub(super) struct Subjects<'a> {
    commits: &'a [Commit],
    by_subject: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Subjects<'a> {
    pub(super) fn new(commits: &'a [Commit]) -> Self {
        let mut by_subject: HashMap<&str, Vec<usize>> = HashMap::new();
        if commits.iter().any(|commit| commit.message.trim_start().contains("! ")) {
            for (place, commit) in commits.iter().enumerate() {
                by_subject.entry(commit.subject()).or_default().push(place);
            }
        }
        Subjects { commits, by_subject }
    }

    /// The commit with this subject, else with this id, else whose subject starts with it, as git's own autosquash
    /// looks for it. Of several the last by day and id, so that the order of a log does not matter.
    pub(super) fn find(&self, name: &str, graph: &CommitGraph) -> Option<usize> {
        let exact = self.by_subject.get(name).into_iter().flatten().copied();
        let latest = |places: &mut dyn Iterator<Item = usize>| {
            places.max_by_key(|place| self.commits.get(*place).map(|commit| (commit.date, commit.id.clone())))
        };
        let is_id = name.len() >= 7 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        latest(&mut exact.into_iter()).or_else(|| graph.find(name).filter(|_| is_id)).or_else(|| {
            let starting =
                self.by_subject.iter().filter(|(subject, _)| !name.is_empty() && subject.starts_with(name));
            latest(&mut starting.flat_map(|(_, places)| places.iter().copied()))
        })
    }
}
