//! Cargo: the requirements of the crates around a released one, and the lock files of the workspaces that it is part of.
//!
//! A dependency is followed where its path, or a `[patch]` of its workspace, leads to the released manifest, never by its
//! name alone: two workspaces of a repository may have crates of one name.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{Neighbours, is_whole_version, refusal, unseen};
use crate::apply::manifests::WrittenManifest;
use crate::manifest::folders::{inside, join, last, matches, parent, upward};
use crate::manifest::{CargoManifest, Format, Link, LockEntry, Via, cargo_lock, cargo_requirements};
use crate::product::{Component, Product};

const MANIFEST: &str = "Cargo.toml";

/// The crates that were written, by the paths of their manifests.
type Released = BTreeMap<String, LockEntry>;

/// The Cargo.toml files of a repository, by path.
struct Crates {
    files: BTreeMap<String, CargoManifest>,
}

impl Neighbours<'_, '_> {
    pub(super) fn follow_cargo(&mut self, product: &Product, written: &[WrittenManifest<'_>]) {
        let is_cargo = |one: &&WrittenManifest<'_>| {
            is_whole_version(one, Format::Cargo, &["package.version", "workspace.package.version"])
        };
        let written: Vec<&WrittenManifest<'_>> = written.iter().filter(is_cargo).collect();
        if written.is_empty() {
            return;
        }
        let named = product.components().iter().flat_map(Component::manifests);
        let named = named.map(|manifest| &*manifest.path).filter(|path| last(path) == MANIFEST);
        let mut starts: BTreeSet<String> = named.map(str::to_owned).collect();
        starts.extend(written.iter().filter_map(|one| self.cargo_root(parent(&one.manifest.path))));
        let crates = self.crates(starts);
        let released = crates.released(&written);
        for path in crates.files.keys() {
            if crates.required(path, &released).next().is_some()
                && let Some(text) = self.text(path)
            {
                let version = |link: &Link| crates.leads_to(path, link, &released).map(|to| to.new.clone());
                self.put(path, cargo_requirements(&text, version));
            }
        }
        for root in crates.roots() {
            let reached = crates.reached_from(root);
            let entries: Vec<LockEntry> = released
                .iter()
                .filter(|(path, _)| reached.contains(path.as_str()))
                .map(|(_, entry)| entry.clone())
                .collect();
            let lock = inside(parent(root), "Cargo.lock");
            if !entries.is_empty()
                && let Some(text) = self.text(&lock)
            {
                self.put(&lock, cargo_lock(&text, &entries));
            }
        }
    }

    /// The Cargo.toml of the workspace that `folder` is in.
    fn cargo_root(&mut self, folder: &str) -> Option<String> {
        let paths = upward(folder).map(|folder| inside(folder, MANIFEST));
        paths.into_iter().find(|path| {
            let manifest = self.text(path).and_then(|text| CargoManifest::read(&text).ok());
            manifest.is_some_and(|manifest| manifest.is_root)
        })
    }

    /// Every Cargo.toml that members and paths lead to from `starts`, and all that git keeps. One that cannot be read is
    /// a problem where it was led to.
    fn crates(&mut self, starts: BTreeSet<String>) -> Crates {
        let mut files = BTreeMap::new();
        let mut seen: HashSet<String> = starts.iter().cloned().collect();
        let mut waiting: Vec<String> = starts.into_iter().collect();
        while let Some(path) = waiting.pop() {
            let Some(text) = self.text(&path) else { continue };
            match CargoManifest::read(&text) {
                Ok(manifest) => {
                    let folders = self.folders_around(parent(&path), &manifest);
                    let paths = folders.into_iter().map(|folder| inside(&folder, MANIFEST));
                    waiting.extend(unseen(&mut seen, paths));
                    files.insert(path, manifest);
                }
                Err(error) => self.problems.push(refusal(&path, error)),
            }
        }
        for path in self.tracked(MANIFEST) {
            if seen.insert(path.clone()) {
                let manifest = self.text(&path).and_then(|text| CargoManifest::read(&text).ok());
                files.extend(manifest.map(|manifest| (path, manifest)));
            }
        }
        Crates { files }
    }

    /// The folders that a manifest in `folder` leads to: members of its workspace, those next to them, paths.
    fn folders_around(&self, folder: &str, manifest: &CargoManifest) -> Vec<String> {
        let is_excluded = |member: &String| is_excluded(manifest, folder, member);
        let members = manifest.members.iter().flat_map(|pattern| self.matching(folder, pattern));
        let mut folders: Vec<String> = members.filter(|member| !is_excluded(member)).collect();
        let paths = manifest.links.iter().filter_map(|link| match &link.via {
            Via::Folder(path) => Some(path.as_str()),
            Via::Name | Via::Git(_) => None,
        });
        let patches = manifest.patches.iter().map(|patch| patch.folder.as_str());
        let excluded = manifest.excluded.iter().map(String::as_str);
        folders.extend(paths.chain(patches).chain(excluded).filter_map(|path| join(folder, path)));
        folders
    }
}

/// Whether the workspace in `folder` says that `member` is not one of it.
fn is_excluded(workspace: &CargoManifest, folder: &str, member: &str) -> bool {
    let mut patterns = workspace.excluded.iter().filter_map(|pattern| join(folder, pattern));
    patterns.any(|pattern| upward(member).any(|above| matches(&pattern, above)))
}

impl Crates {
    /// The root of the workspace that the manifest at `path` is in: itself where it is in none.
    fn root_of<'a>(&'a self, path: &'a str) -> &'a str {
        let Some(own) = self.files.get(path) else { return path };
        if own.is_root {
            return path;
        }
        if let Some(root) = &own.workspace {
            let root = join(parent(path), root).map(|folder| inside(&folder, MANIFEST));
            return root.and_then(|root| self.files.get_key_value(&root)).map_or(path, |(root, _)| root);
        }
        let folder = parent(path);
        for above in upward(folder) {
            if let Some((root, manifest)) = self.files.get_key_value(&inside(above, MANIFEST))
                && manifest.is_root
            {
                return if is_excluded(manifest, above, folder) { path } else { root };
            }
        }
        path
    }

    fn roots(&self) -> BTreeSet<&str> {
        self.files.keys().map(|path| self.root_of(path)).collect()
    }

    /// The crates that take the versions of `written`: the one that the file makes, and where the version is the
    /// workspace's all members that inherit it.
    fn released(&self, written: &[&WrittenManifest<'_>]) -> Released {
        let mut released = Released::new();
        for one in written {
            let path = &*one.manifest.path;
            let Some(own) = self.files.get(path) else { continue };
            let is_shared = match one.manifest.field.as_deref() {
                Some(field) => field == "workspace.package.version",
                None => own.name.is_none() || own.inherits_version,
            };
            let takes = |file: &str, manifest: &CargoManifest| {
                if is_shared { manifest.inherits_version && self.root_of(file) == path } else { file == path }
            };
            for (file, manifest) in self.files.iter().filter(|(file, manifest)| takes(file, manifest)) {
                let entry = |name: &String| LockEntry {
                    name: name.clone(),
                    old: one.old.clone(),
                    new: one.version.clone(),
                };
                released.extend(manifest.name.as_ref().map(|name| (file.clone(), entry(name))));
            }
        }
        released
    }

    /// The released crate that `link` of the manifest at `path` leads to.
    fn leads_to<'r>(&self, path: &str, link: &Link, released: &'r Released) -> Option<&'r LockEntry> {
        if let Via::Folder(folder) = &link.via {
            return released.get(&inside(&join(parent(path), folder)?, MANIFEST));
        }
        let root = self.root_of(path);
        let manifest = self.files.get(root)?;
        let at = |folder: &str| join(parent(root), folder);
        let mut crates = released.iter();
        crates.find(|(to, _)| manifest.patches_to(link, parent(to), at)).map(|(_, entry)| entry)
    }

    /// The links of the manifest at `path` that require something of a released crate.
    fn required<'a>(&'a self, path: &'a str, released: &'a Released) -> impl Iterator<Item = &'a Link> {
        let links = self.files.get(path).into_iter().flat_map(|manifest| &manifest.links);
        links.filter(move |link| link.requirement.is_some() && self.leads_to(path, link, released).is_some())
    }

    /// Every manifest that the workspace of `root` is built from: its members, what their paths lead to, its patches.
    fn reached_from<'a>(&'a self, root: &'a str) -> HashSet<&'a str> {
        let members = self.files.keys().map(String::as_str).filter(|path| self.root_of(path) == root);
        let mut reached: HashSet<&str> = members.collect();
        let mut waiting: Vec<&str> = reached.iter().copied().collect();
        while let Some(path) = waiting.pop() {
            let Some(manifest) = self.files.get(path) else { continue };
            let paths = manifest.links.iter().filter_map(|link| match &link.via {
                Via::Folder(folder) => Some(folder),
                Via::Name | Via::Git(_) => None,
            });
            let patches = manifest.patches.iter().map(|patch| &patch.folder).filter(|_| path == root);
            let folders = paths.chain(patches).filter_map(|folder| join(parent(path), folder));
            let paths = folders.filter_map(|folder| self.files.get_key_value(&inside(&folder, MANIFEST)));
            let new = unseen(&mut reached, paths.map(|(path, _)| path.as_str()).collect::<Vec<_>>());
            waiting.extend(new);
        }
        reached
    }
}
