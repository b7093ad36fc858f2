//! Where a history leaves each component: its version, its open series, the lines that still get fixes.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::read::{ComponentHistory, History, TaggedRelease};
use crate::product::{Component, Edit, Product};
use crate::version::{BuildDate, Line, Scheme, Version};

/// The versions that the tags of a component come to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Current {
    /// The greatest stable version; `None` where there are only prereleases.
    pub version: Option<Version>,
    /// The greatest prerelease, where it leads to something above the stable version.
    pub next: Option<Version>,
    /// The greatest stable version of each older line that still gets fixes, the newest first.
    pub maintained: Vec<Version>,
}

impl History {
    /// What has to change in `product`, from which the history was read, to have the versions that its tags show. A
    /// component without tags stays as it is.
    #[must_use]
    pub fn edits(&self, product: &Product) -> Vec<Edit> {
        let mut edits = Vec::new();
        for history in &self.components {
            let component = product.component(&history.component);
            let known =
                component.and_then(|component| Some((component, history.current(product, component)?)));
            if let Some((component, current)) = known {
                component_edits(component, current, &mut edits);
            }
        }
        edits
    }
}

fn component_edits(component: &Component, current: Current, edits: &mut Vec<Edit>) {
    let id = || component.id().clone();
    if let Some(version) = current.version.filter(|version| component.version() != Some(*version)) {
        edits.push(Edit::Version { component: id(), version });
    }
    if component.next() != current.next {
        edits.push(Edit::Next { component: id(), next: current.next });
    }
    if component.maintained() != current.maintained {
        edits.push(Edit::Maintained { component: id(), versions: current.maintained });
    }
}

impl ComponentHistory {
    /// The versions that the tags of `component` come to; `None` where it has no tags.
    ///
    /// A line still gets fixes where the product file lists it under `maintained`, where `maintain` keeps it, or where
    /// it had a release after the current line had its first: a patch of 1.1 after 1.2 was out.
    #[must_use]
    pub fn current(&self, product: &Product, component: &Component) -> Option<Current> {
        if self.releases.is_empty() {
            return None;
        }
        let (stable, open): (Vec<_>, Vec<_>) =
            self.releases.iter().partition(|release| release.version.is_stable());
        let version = greatest(&stable).or_else(|| component.version());
        let next = greatest(&open).filter(|next| version.is_none_or(|version| next.core() > version));
        let maintained = match version {
            Some(version) if component.scheme() != Scheme::DevPatch => {
                maintained(&stable, version.line(), product, component)
            }
            _ => Vec::new(),
        };
        Some(Current { version: greatest(&stable), next, maintained })
    }
}

fn greatest(releases: &[&TaggedRelease]) -> Option<Version> {
    let versions = releases.iter().map(|release| release.version);
    // Versions of one component are of one scheme, so all of them compare.
    versions.max_by(|left, right| left.partial_cmp(right).unwrap_or(Ordering::Equal))
}

/// One line of a component.
#[derive(Clone, Copy)]
struct LineState {
    greatest: Version,
    first: Option<BuildDate>,
    last: Option<BuildDate>,
}

fn maintained(
    stable: &[&TaggedRelease],
    current: Line,
    product: &Product,
    component: &Component,
) -> Vec<Version> {
    let mut lines: BTreeMap<Line, LineState> = BTreeMap::new();
    for release in stable {
        let date = release.date;
        let new = LineState { greatest: release.version, first: date, last: date };
        let state = lines.entry(release.version.line()).or_insert(new);
        if release.version > state.greatest {
            state.greatest = release.version;
        }
        // `None` is below every date.
        state.first = [state.first, date].into_iter().flatten().min();
        state.last = state.last.max(date);
    }
    let opened = lines.get(&current).and_then(|state| state.first);
    let listed = component.maintained();
    let kept = usize::try_from(product.maintain()).unwrap_or(usize::MAX);
    let older = lines.range(..current).rev().enumerate();
    let mut versions: Vec<Version> = older
        .filter(|(place, (line, state))| {
            let is_listed = listed.iter().any(|entry| entry.line() == **line);
            let had_fixes = opened.is_some_and(|opened| state.last.is_some_and(|last| last > opened));
            *place < kept || is_listed || had_fixes
        })
        .map(|(_, (_, state))| state.greatest)
        .collect();
    // A line that is listed and has no tags is what a person knows and tags do not.
    versions.extend(
        listed.into_iter().filter(|entry| entry.line() < current && !lines.contains_key(&entry.line())),
    );
    versions.sort_by_key(|version| std::cmp::Reverse(version.line()));
    versions
}
