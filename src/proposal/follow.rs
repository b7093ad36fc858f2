//! Who follows whom: what manifests say that a component is built from.

use std::collections::{BTreeSet, HashMap};

use super::draft::{Draft, Following};
use super::note::{ProposalNotes, Source};
use super::read::ManifestReading;
use super::slug::slug;
use super::workspace::Roots;
use crate::manifest::folders::join;
use crate::manifest::{Dependency, Provider};
use crate::product::Edge;
use crate::shown::shown;

/// Gives the drafts the components that they follow, but for what would close a cycle.
pub(super) fn link(drafts: &mut [Draft], readings: &[ManifestReading], notes: &mut ProposalNotes) {
    for (follower, following) in edges(drafts, readings) {
        follow(drafts, follower, following);
    }
    leave_cycles_out(drafts, notes);
}

/// The places of the drafts that others are built from.
pub(super) fn needed(drafts: &[Draft], readings: &[ManifestReading]) -> BTreeSet<usize> {
    edges(drafts, readings).into_iter().map(|(_, following)| following.draft).collect()
}

/// What manifests say of who is built from whom, each with the place of the follower.
fn edges(drafts: &[Draft], readings: &[ManifestReading]) -> Vec<(usize, Following)> {
    let index = Index::new(drafts, readings);
    let roots = Roots::new(readings);
    let mut edges = Vec::new();
    for reading in readings {
        let Some(follower) = index.owner_of(reading) else { continue };
        for dependency in &reading.package.dependencies {
            let Some((provider, is_shipped)) = index.provider(reading, dependency, &roots) else { continue };
            if provider != follower {
                let edge = if is_shipped { Edge::Release } else { Edge::Api };
                edges.push((follower, Following { draft: provider, edge, path: reading.path.clone() }));
            }
        }
    }
    edges
}

/// The places of drafts by what dependencies call them.
struct Index {
    files: HashMap<String, usize>,
    folders: HashMap<String, usize>,
    names: HashMap<String, usize>,
    /// The names as distributions of Python may write them: `shop_lib` is `shop-lib`.
    slugs: HashMap<String, usize>,
}

impl Index {
    fn new(drafts: &[Draft], readings: &[ManifestReading]) -> Self {
        let mut index = Index {
            files: HashMap::new(),
            folders: HashMap::new(),
            names: HashMap::new(),
            slugs: HashMap::new(),
        };
        for (place, draft) in drafts.iter().enumerate() {
            for entry in &draft.entries {
                index.files.entry(entry.path.clone()).or_insert(place);
            }
            for (name, slug) in draft.names.iter().zip(&draft.slugs) {
                index.names.entry(name.clone()).or_insert(place);
                index.slugs.entry(slug.clone()).or_insert(place);
            }
            for name in &draft.members {
                index.names.entry(name.clone()).or_insert(place);
                index.slugs.entry(slug(name)).or_insert(place);
            }
        }
        for reading in readings {
            if let Some(place) = index.owner_of(reading) {
                index.folders.entry(reading.home.clone()).or_insert(place);
            }
        }
        index
    }

    /// The draft that a manifest is of, as an entry or as a package that takes its version from above.
    fn owner_of(&self, reading: &ManifestReading) -> Option<usize> {
        let named = || self.names.get(reading.package.name.as_ref()?);
        self.files.get(&reading.path).or_else(named).copied()
    }

    /// The draft that a dependency is on, and whether it is shipped.
    fn provider(
        &self,
        reading: &ManifestReading,
        dependency: &Dependency,
        roots: &Roots<'_>,
    ) -> Option<(usize, bool)> {
        let place = match &dependency.on {
            Provider::Folder(folder) => self.folders.get(&join(&reading.home, folder)?)?,
            Provider::Name(name) => self.names.get(name).or_else(|| self.slugs.get(&slug(name)))?,
            Provider::Inherited(key) => {
                let (root, workspace) = roots.of(reading)?;
                let (_, shared) = workspace.dependencies.iter().find(|(name, _)| name == key)?;
                let Provider::Folder(folder) = &shared.on else { return None };
                let place = self.folders.get(&join(&root.home, folder)?)?;
                return Some((*place, shared.is_shipped));
            }
        };
        Some((*place, dependency.is_shipped))
    }
}

fn follow(drafts: &mut [Draft], follower: usize, following: Following) {
    let Some(draft) = drafts.get_mut(follower) else { return };
    match draft.follows.iter_mut().find(|known| known.draft == following.draft) {
        Some(known) => known.edge = known.edge.max(following.edge),
        None => draft.follows.push(following),
    }
}

/// How far the search for cycles is with a draft.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Search {
    Untouched,
    /// On the way that is being looked along.
    Open,
    Done,
}

/// Leaves out the edges that lead back to where the search came from (Rule P1).
fn leave_cycles_out(drafts: &mut [Draft], notes: &mut ProposalNotes) {
    let mut search = vec![Search::Untouched; drafts.len()];
    for start in 0..drafts.len() {
        // The drafts on the way, each with the place of the edge that is looked along next.
        let mut way = vec![(start, 0)];
        while let Some((place, edge)) = way.pop() {
            if edge == 0 && search.get(place) != Some(&Search::Untouched) {
                continue;
            }
            set(&mut search, place, Search::Open);
            let next = drafts.get(place).and_then(|draft| draft.follows.get(edge)).map(|next| next.draft);
            match next.map(|next| (next, search.get(next).copied())) {
                None => set(&mut search, place, Search::Done),
                Some((_, Some(Search::Open))) => {
                    leave_out(drafts, place, edge, notes);
                    way.push((place, edge));
                    if edge == 0 {
                        set(&mut search, place, Search::Untouched);
                    }
                }
                Some((next, _)) => way.extend([(place, edge + 1), (next, 0)]),
            }
        }
    }
}

fn set(search: &mut [Search], place: usize, state: Search) {
    if let Some(known) = search.get_mut(place) {
        *known = state;
    }
}

/// Takes an edge away, and says so.
fn leave_out(drafts: &mut [Draft], place: usize, edge: usize, notes: &mut ProposalNotes) {
    let Some(draft) = drafts.get_mut(place) else { return };
    let following = draft.follows.remove(edge);
    let name = drafts.get(following.draft).map(Draft::name).unwrap_or_default();
    let message = format!("it needs {}, which follows it already: that would close a cycle", shown(name));
    notes.unknown(Source::file(&following.path), message);
}
