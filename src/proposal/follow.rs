//! Who follows whom: what manifests say that a component is built from.

use super::draft::{Draft, Following};
use super::home::join;
use super::name::slug;
use super::note::{Notes, Source};
use super::read::Reading;
use super::workspace::root_of;
use crate::manifest::{Dependency, Provider};
use crate::product::Edge;
use crate::shown::shown;

/// Gives the drafts the components that they follow, but for what would close a cycle.
pub(super) fn link(drafts: &mut [Draft], readings: &[Reading], notes: &mut Notes) {
    for reading in readings {
        let Some(follower) = owner_of(drafts, reading) else { continue };
        for dependency in &reading.package.dependencies {
            let Some((provider, is_shipped)) = provider(drafts, reading, dependency, readings) else {
                continue;
            };
            if provider != follower {
                let edge = if is_shipped { Edge::Release } else { Edge::Api };
                follow(
                    drafts,
                    follower,
                    Following { draft: provider, edge, path: reading.path.clone() },
                    notes,
                );
            }
        }
    }
}

/// The draft that a manifest is of, as an entry or as a package that takes its version from above.
fn owner_of(drafts: &[Draft], reading: &Reading) -> Option<usize> {
    let has = |draft: &Draft| draft.entries.iter().any(|entry| entry.path == reading.path);
    let name = reading.package.name.as_deref();
    let is_named = |draft: &Draft| draft.names.iter().any(|known| Some(known.as_str()) == name);
    drafts.iter().position(has).or_else(|| drafts.iter().position(is_named))
}

/// The draft that a dependency is on, and whether it is shipped.
fn provider(
    drafts: &[Draft],
    reading: &Reading,
    dependency: &Dependency,
    readings: &[Reading],
) -> Option<(usize, bool)> {
    match &dependency.on {
        Provider::Folder(folder) => {
            let home = join(&reading.home, folder)?;
            let mut there = readings.iter().filter(|other| other.home == home);
            Some((there.find_map(|other| owner_of(drafts, other))?, dependency.is_shipped))
        }
        Provider::Name(name) => {
            let is =
                |draft: &Draft| draft.names.iter().any(|known| known == name || slug(known) == slug(name));
            Some((drafts.iter().position(is)?, dependency.is_shipped))
        }
        Provider::Inherited(key) => {
            let (root, workspace) = root_of(reading, readings)?;
            let (_, shared) = workspace.dependencies.iter().find(|(name, _)| name == key)?;
            match &shared.on {
                Provider::Folder(_) => provider(drafts, root, shared, readings),
                Provider::Name(_) | Provider::Inherited(_) => None,
            }
        }
    }
}

fn follow(drafts: &mut [Draft], follower: usize, following: Following, notes: &mut Notes) {
    if reaches(drafts, following.draft, follower) {
        let name = drafts.get(following.draft).map(Draft::name).unwrap_or_default();
        notes.unknown(
            Source::file(&following.path),
            format!("it needs {}, which follows it already: that would close a cycle", shown(name)),
        );
        return;
    }
    let Some(draft) = drafts.get_mut(follower) else { return };
    match draft.follows.iter_mut().find(|known| known.draft == following.draft) {
        Some(known) => known.edge = known.edge.max(following.edge),
        None => draft.follows.push(following),
    }
}

/// Whether `from` follows `to`, itself or through others.
fn reaches(drafts: &[Draft], from: usize, to: usize) -> bool {
    let (mut open, mut seen) = (vec![from], Vec::new());
    while let Some(place) = open.pop() {
        if place == to {
            return true;
        }
        if !seen.contains(&place) {
            seen.push(place);
            open.extend(
                drafts.get(place).iter().flat_map(|draft| draft.follows.iter().map(|next| next.draft)),
            );
        }
    }
    false
}
