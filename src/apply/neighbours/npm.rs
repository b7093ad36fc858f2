//! npm, pnpm and yarn: what the packages of a workspace require of a released one, and the lock files that repeat it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Neighbours, is_whole_version};
use crate::apply::manifests::WrittenManifest;
use crate::manifest::folders::{inside, is_within, join, matches, parent, relative, upward};
use crate::manifest::{
    Format, Link, NpmManifest, Via, npm_lock, npm_requirements, pnpm_lock, pnpm_members, pnpm_workspace,
    yarn_lock,
};

const MANIFEST: &str = "package.json";
const LOCKS: [&str; 2] = ["package-lock.json", "npm-shrinkwrap.json"];
const PNPM: &str = "pnpm-workspace.yaml";

/// The packages that are installed together, from one root.
struct Workspace {
    /// The folder of the root.
    root: String,
    /// What each package.json says, by folder.
    packages: BTreeMap<String, NpmManifest>,
}

impl Neighbours<'_, '_> {
    pub(super) fn follow_npm(&mut self, written: &[WrittenManifest<'_>]) {
        let mut versions: BTreeMap<String, String> = BTreeMap::new();
        for one in written.iter().filter(|one| is_whole_version(one, Format::Npm, &["version"])) {
            versions.insert(parent(&one.manifest.path).to_owned(), one.version.clone());
        }
        let roots: BTreeSet<String> = versions.keys().map(|folder| self.npm_root(folder)).collect();
        for root in &roots {
            let workspace = self.npm_workspace(root.clone(), versions.keys());
            self.follow_workspace(&workspace, &versions);
        }
        if !versions.is_empty() {
            self.follow_outside(&roots, &versions);
        }
    }

    /// The lock files of packages that take a released one from its folder, without being in its workspace.
    fn follow_outside(&mut self, roots: &BTreeSet<String>, versions: &BTreeMap<String, String>) {
        for path in self.tracked_with(|name| LOCKS.contains(&name)) {
            let folder = parent(&path);
            if roots.contains(folder) {
                continue;
            }
            let folders: Vec<(String, String)> =
                versions.iter().map(|(to, version)| (relative(folder, to), version.clone())).collect();
            if let Some(text) = self.text(&path) {
                self.put(&path, npm_lock(&text, &folders, |_| None));
            }
        }
    }

    fn follow_workspace(&mut self, workspace: &Workspace, versions: &BTreeMap<String, String>) {
        let released: BTreeMap<&str, &String> = versions
            .iter()
            .filter_map(|(folder, version)| Some((workspace.packages.get(folder)?.name.as_deref()?, version)))
            .collect();
        let version = |link: &Link| {
            let version = released.get(link.package.as_str()).filter(|_| link.via == Via::Name);
            version.map(|version| (*version).clone())
        };
        for (folder, package) in &workspace.packages {
            let path = inside(folder, MANIFEST);
            if package.links.iter().any(|link| version(link).is_some())
                && let Some(text) = self.text(&path)
            {
                self.put(&path, npm_requirements(&text, version));
            }
        }
        let root = workspace.root.as_str();
        let folders: Vec<(String, String)> =
            versions.iter().map(|(folder, version)| (relative(root, folder), version.clone())).collect();
        let path = inside(root, PNPM);
        if let Some(text) = self.text(&path) {
            self.put(&path, pnpm_workspace(&text, version));
        }
        for name in LOCKS {
            let path = inside(root, name);
            if let Some(text) = self.text(&path) {
                self.put(&path, npm_lock(&text, &folders, version));
            }
        }
        let path = inside(root, "pnpm-lock.yaml");
        if let Some(text) = self.text(&path) {
            let is_peer = |folder: &str, name: &str| {
                let package = join(root, folder).and_then(|folder| workspace.packages.get(&folder));
                package.is_some_and(|package| only_peer(package, name))
            };
            self.put(&path, pnpm_lock(&text, is_peer, version));
        }
        let path = inside(root, "yarn.lock");
        if let Some(text) = self.text(&path) {
            self.put(&path, yarn_lock(&text, version));
        }
    }

    /// The folder whose package.json or pnpm-workspace.yaml has `folder` among its members; else the nearest one with a
    /// lock file, else `folder` itself.
    fn npm_root(&mut self, folder: &str) -> String {
        let mut locked = None;
        for above in upward(folder) {
            let relative = folder.strip_prefix(above).unwrap_or(folder).trim_start_matches('/');
            let members = self.npm_members(above);
            let is_one =
                |pattern: &String| matches(pattern.trim_start_matches("./").trim_end_matches('/'), relative);
            let (out, taken): (Vec<String>, Vec<String>) =
                members.into_iter().partition(|pattern| pattern.starts_with('!'));
            let is_out = out.iter().any(|pattern| is_one(&pattern.trim_start_matches('!').to_owned()));
            let is_root = relative.is_empty() && !taken.is_empty();
            if is_root || (taken.iter().any(is_one) && !is_out) {
                return above.to_owned();
            }
            if locked.is_none() && LOCKS.iter().any(|name| self.texts.get(&inside(above, name)).is_ok()) {
                locked = Some(above.to_owned());
            }
        }
        locked.unwrap_or_else(|| folder.to_owned())
    }

    /// The patterns of members that `folder` gives as the root of a workspace; none where it is none.
    fn npm_members(&mut self, folder: &str) -> Vec<String> {
        let pnpm = self.text(&inside(folder, PNPM));
        if let Some(members) = pnpm.and_then(|text| pnpm_members(&text).ok()) {
            return members;
        }
        let manifest = self.text(&inside(folder, MANIFEST)).and_then(|text| NpmManifest::read(&text).ok());
        manifest.map(|manifest| manifest.members).unwrap_or_default()
    }

    /// The workspace of `root`, with those of the `released` folders that are in it.
    fn npm_workspace<'r>(&mut self, root: String, released: impl Iterator<Item = &'r String>) -> Workspace {
        let members = self.npm_members(&root);
        let mut folders: BTreeSet<String> = BTreeSet::from([root.clone()]);
        folders.extend(released.filter(|folder| is_within(folder, &root)).cloned());
        for pattern in members.iter().filter(|pattern| !pattern.starts_with('!')) {
            folders.extend(self.matching(&root, pattern));
        }
        for pattern in members.iter().filter_map(|pattern| pattern.strip_prefix('!')) {
            let pattern = join(&root, pattern);
            folders.retain(|folder| pattern.as_ref().is_none_or(|pattern| !matches(pattern, folder)));
        }
        let mut packages = BTreeMap::new();
        for folder in folders {
            let path = inside(&folder, MANIFEST);
            let Some(text) = self.text(&path) else { continue };
            match NpmManifest::read(&text) {
                Ok(manifest) => drop(packages.insert(folder, manifest)),
                Err(error) => self.problems.push(super::refusal(&path, error)),
            }
        }
        Workspace { root, packages }
    }
}

/// Whether `package` requires `name` as a peer alone.
fn only_peer(package: &NpmManifest, name: &str) -> bool {
    let mut groups = package.links.iter().filter(|link| link.key == name).peekable();
    groups.peek().is_some() && groups.all(|link| link.group == "peerDependencies")
}
