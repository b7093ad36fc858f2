//! Which packages are members of a workspace.

use super::read::ManifestReading;
use crate::manifest::folders::{is_within, join, matches};
use crate::manifest::{Format, Provider, Workspace};

/// The roots of the workspaces of a folder.
pub(super) struct Roots<'a>(Vec<(&'a ManifestReading, &'a Workspace)>);

impl<'a> Roots<'a> {
    pub(super) fn new(readings: &'a [ManifestReading]) -> Self {
        Roots(readings.iter().filter_map(|root| Some((root, root.package.workspace.as_ref()?))).collect())
    }

    /// The root of the workspace that `reading` is beneath, the nearest one of its kind.
    pub(super) fn of(&self, reading: &ManifestReading) -> Option<(&'a ManifestReading, &'a Workspace)> {
        let above = self.0.iter().filter(|(root, _)| {
            root.format == reading.format && root.path != reading.path && is_within(&reading.home, &root.home)
        });
        above.max_by_key(|(root, _)| root.home.len()).copied()
    }
}

/// Whether `reading` is a member of the workspace of `root`.
pub(super) fn is_member(
    reading: &ManifestReading,
    root: &ManifestReading,
    workspace: &Workspace,
    readings: &[ManifestReading],
) -> bool {
    let is_one_of = |patterns: &[String]| {
        let mut folders = patterns.iter().filter_map(|pattern| join(&root.home, pattern));
        folders.any(|folder| matches(&folder, &reading.home))
    };
    if is_one_of(&workspace.excluded) {
        return false;
    }
    is_one_of(&workspace.members) || (reading.format == Format::Cargo && is_built_in(reading, readings))
}

/// Whether another package is built from it: a path dependency inside a workspace of Cargo is a member of it.
fn is_built_in(reading: &ManifestReading, readings: &[ManifestReading]) -> bool {
    let leads_to = |other: &ManifestReading, on: &Provider| match on {
        Provider::Folder(folder) => join(&other.home, folder).as_deref() == Some(reading.home.as_str()),
        Provider::Name(_) | Provider::Inherited(_) => false,
    };
    readings.iter().any(|other| {
        let own = other.package.dependencies.iter();
        let shared = other.package.workspace.iter().flat_map(|workspace| &workspace.dependencies);
        own.chain(shared.map(|(_, dependency)| dependency)).any(|dependency| leads_to(other, &dependency.on))
    })
}
