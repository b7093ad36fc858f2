//! What a package's tool repeats of its version in other files: for cargo the requirements of path dependencies on it and
//! Cargo.lock, for npm package-lock.json. They follow the manifest that was written; nobody has to name them.
//!
//! A Cargo.toml is a neighbour where it is named as a manifest, or where members and path dependencies lead to it from the
//! root of a workspace or from another neighbour. What lies outside of the product file's folder, cannot be reached
//! without a link, or is ignored by git is left alone.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::error::Problem;
use super::manifests::{Written, refusal};
use super::site::{Repository, Site};
use super::texts::Texts;
use crate::manifest::{Format, ManifestErrorKind, Surroundings, Target, Values, requirements};
use crate::product::{Component, Product};

/// A crate that has another version now.
struct Crate {
    name: String,
    version: String,
}

/// Writes what follows from `written` into `texts`; every problem.
pub(super) fn write_neighbours(
    site: &Site,
    product: &Product,
    written: &[Written<'_>],
    texts: &mut Texts<'_>,
) -> Vec<Problem> {
    let mut neighbours = Neighbours { repository: site.repository.as_ref(), texts, problems: Vec::new() };
    neighbours.follow_cargo(product, written);
    for one in written.iter().filter(|one| is_whole_version(one, Format::Npm, &["version"])) {
        neighbours.follow_npm(&one.manifest.path, &one.version);
    }
    neighbours.problems
}

/// Whether the entry is of the version that a tool of `format` goes by.
fn is_whole_version(written: &Written<'_>, format: Format, fields: &[&str]) -> bool {
    let field = written.manifest.field.as_deref();
    let plain = field.is_none_or(|field| fields.contains(&field));
    written.format == format && written.manifest.pattern.is_none() && plain
}

struct Neighbours<'t, 'f> {
    repository: Option<&'t Repository>,
    texts: &'t mut Texts<'f>,
    problems: Vec<Problem>,
}

impl Neighbours<'_, '_> {
    fn follow_cargo(&mut self, product: &Product, written: &[Written<'_>]) {
        let is_cargo = |one: &&Written<'_>| {
            is_whole_version(one, Format::Cargo, &["package.version", "workspace.package.version"])
        };
        let written: Vec<&Written<'_>> = written.iter().filter(is_cargo).collect();
        if written.is_empty() {
            return;
        }
        let named = product.components().iter().flat_map(Component::manifests);
        let named = named.map(|manifest| &*manifest.path).filter(|path| name_of(path) == "Cargo.toml");
        let mut starts: BTreeSet<String> = named.map(str::to_owned).collect();
        starts.extend(written.iter().filter_map(|one| self.root(folder_of(&one.manifest.path))));
        let around = self.cargo_files(starts);
        let crates: Vec<Crate> = written.iter().flat_map(|one| crates(one, &around)).collect();
        let mut locks = BTreeSet::new();
        for path in around.keys() {
            self.require(path, &crates);
            locks.extend(self.lock(folder_of(path)));
        }
        for lock in locks {
            for one in &crates {
                let target = Target::new(Format::CargoLock).field(one.name.as_str());
                self.write(&lock, &target, &one.version);
            }
        }
    }

    /// The Cargo.toml of the workspace that `folder` is in.
    fn root(&mut self, folder: &str) -> Option<String> {
        let paths = upward(folder).map(|folder| join(folder, "Cargo.toml"));
        paths.into_iter().find(|path| {
            let text = self.texts.get(path).ok();
            text.is_some_and(|text| Surroundings::of(&text.new).is_ok_and(|around| around.is_workspace))
        })
    }

    /// Every Cargo.toml that is reached from `starts`, with what it tells of others.
    fn cargo_files(&mut self, starts: BTreeSet<String>) -> BTreeMap<String, Surroundings> {
        let mut found = BTreeMap::new();
        let mut seen: HashSet<String> = starts.iter().cloned().collect();
        let mut waiting: Vec<String> = starts.into_iter().collect();
        while let Some(path) = waiting.pop() {
            let Ok(text) = self.texts.get(&path) else { continue };
            let around = match Surroundings::of(&text.new) {
                Ok(around) => around,
                Err(error) => {
                    self.problems.push(refusal(&path, error));
                    continue;
                }
            };
            let folder = folder_of(&path);
            let excluded: Vec<String> =
                around.excluded.iter().filter_map(|excluded| resolve(folder, excluded)).collect();
            let members = around.members.iter().flat_map(|member| self.folders(folder, member));
            let members = members.filter(|member| {
                !excluded.iter().any(|excluded| upward(member).any(|above| above == excluded))
            });
            let dependencies = around.dependencies.iter().filter_map(|path| resolve(folder, path));
            let next: Vec<String> = members.chain(dependencies).map(|to| join(&to, "Cargo.toml")).collect();
            waiting.extend(next.into_iter().filter(|path| seen.insert(path.clone())));
            found.insert(path, around);
        }
        found
    }

    /// The folders that `member`, as a workspace in `folder` writes it, stands for.
    fn folders(&self, folder: &str, member: &str) -> Vec<String> {
        let mut folders = vec![folder.to_owned()];
        for part in member.split('/').filter(|part| !part.is_empty()) {
            let step = |folder: &String| match part.split_once('*') {
                None => resolve(folder, part).into_iter().collect::<Vec<_>>(),
                Some((start, end)) => {
                    let names = self.texts.names(folder).into_iter();
                    let fits = |name: &String| {
                        name.len() >= start.len() + end.len()
                            && name.starts_with(start)
                            && name.ends_with(end)
                    };
                    names.filter(fits).map(|name| join(folder, &name)).collect()
                }
            };
            folders = folders.iter().flat_map(step).collect();
        }
        folders
    }

    /// Writes the versions of `crates` into the requirements of the Cargo.toml at `path`.
    fn require(&mut self, path: &str, crates: &[Crate]) {
        let Ok(text) = self.texts.get(path) else { return };
        let mut new = text.new.clone();
        for one in crates.iter().filter(|one| text.old.contains(&one.name)) {
            match requirements(&new, &one.name, &one.version) {
                Ok(edited) => new = edited,
                Err(error) => return self.problems.push(refusal(path, error)),
            }
        }
        self.put(path, new);
    }

    /// The nearest Cargo.lock at or above `folder`.
    fn lock(&mut self, folder: &str) -> Option<String> {
        let paths = upward(folder).map(|folder| join(folder, "Cargo.lock"));
        paths.into_iter().find(|path| self.texts.get(path).is_ok())
    }

    /// Writes `version` into the lock file beside the package.json at `path`, or into that of the workspace above.
    fn follow_npm(&mut self, path: &str, version: &str) {
        let folder = folder_of(path);
        for above in upward(folder) {
            let mut is_found = false;
            for name in ["package-lock.json", "npm-shrinkwrap.json"] {
                let target = Target::new(Format::NpmLock);
                let inner = folder.strip_prefix(above).unwrap_or(folder).trim_start_matches('/');
                let target = if inner.is_empty() { target } else { target.field(inner) };
                is_found |= self.write(&join(above, name), &target, version);
            }
            if is_found {
                return;
            }
        }
    }

    /// Writes `version` where `target` finds a place for it; whether it does.
    fn write(&mut self, path: &str, target: &Target<'_>, version: &str) -> bool {
        let Ok(text) = self.texts.get(path) else { return false };
        match target.rewrite(&text.new, &Values::version(version)) {
            Ok(new) => {
                self.put(path, new);
                true
            }
            Err(error) if matches!(error.kind, ManifestErrorKind::NotFound { .. }) => false,
            Err(error) => {
                self.problems.push(refusal(path, error));
                true
            }
        }
    }

    /// Gives the file at `path` its new text, unless git ignores it.
    fn put(&mut self, path: &str, new: String) {
        let Ok(text) = self.texts.get(path) else { return };
        let is_ignored = || self.repository.is_some_and(|repository| repository.ignores(path));
        // What is written anyway need not be asked for again.
        if new != text.new && (text.new != text.old || !is_ignored()) {
            text.new = new;
        }
    }
}

/// The crates that take the version of `written`: the one that the file makes, and where the version is the workspace's
/// all that inherit it.
fn crates(written: &Written<'_>, around: &BTreeMap<String, Surroundings>) -> Vec<Crate> {
    let path = &*written.manifest.path;
    let Some(own) = around.get(path) else { return Vec::new() };
    let is_shared = match written.manifest.field.as_deref() {
        Some(field) => field == "workspace.package.version",
        None => own.package.is_none() || own.inherits_version,
    };
    let root = folder_of(path);
    let inherits = |(path, around): &(&String, &Surroundings)| {
        around.inherits_version && upward(folder_of(path)).any(|above| above == root)
    };
    let names: BTreeSet<&String> = if is_shared {
        around.iter().filter(inherits).filter_map(|(_, around)| around.package.as_ref()).collect()
    } else {
        own.package.iter().collect()
    };
    names.into_iter().map(|name| Crate { name: name.clone(), version: written.version.clone() }).collect()
}

/// The last part of a path.
fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The folder of a file; the product file's own is empty.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// `folder` and each one above it, up to the product file's.
fn upward(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| (!folder.is_empty()).then_some(folder_of(folder)))
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// `path`, as a file in `folder` writes it, from the product file's folder; `None` where it leads out of that.
fn resolve(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    if path.starts_with('/') {
        return None;
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
