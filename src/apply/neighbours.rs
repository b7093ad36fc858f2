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
use crate::manifest::folders::{inside, is_within, join, last, matches, parent, part_matches, upward};
use crate::manifest::{
    Dependency, Format, HomeKind, ManifestErrorKind, Package, Provider, Target, Values, requirements,
};
use crate::product::{Component, Product};

/// A crate that has another version now.
struct Crate {
    name: String,
    version: String,
}

/// What a Cargo.toml says.
struct CargoFile {
    package: Package,
    /// Whether its crate takes its version from the workspace.
    inherits_version: bool,
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
        let named = named.map(|manifest| &*manifest.path).filter(|path| last(path) == "Cargo.toml");
        let mut starts: BTreeSet<String> = named.map(str::to_owned).collect();
        starts.extend(written.iter().filter_map(|one| self.root(parent(&one.manifest.path))));
        let around = self.cargo_files(starts);
        let crates: Vec<Crate> = written.iter().flat_map(|one| crates(one, &around)).collect();
        let mut locks = BTreeSet::new();
        for path in around.keys() {
            self.require(path, &crates);
            locks.extend(self.lock(parent(path)));
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
        let paths = upward(folder).map(|folder| inside(folder, "Cargo.toml"));
        paths.into_iter().find(|path| {
            let package =
                self.texts.get(path).ok().and_then(|text| Package::read(Format::Cargo, &text.new).ok());
            package.is_some_and(|package| package.workspace.is_some())
        })
    }

    /// Every Cargo.toml that is reached from `starts`, with what it says.
    fn cargo_files(&mut self, starts: BTreeSet<String>) -> BTreeMap<String, CargoFile> {
        let mut found = BTreeMap::new();
        let mut seen: HashSet<String> = starts.iter().cloned().collect();
        let mut waiting: Vec<String> = starts.into_iter().collect();
        while let Some(path) = waiting.pop() {
            let Ok(text) = self.texts.get(&path) else { continue };
            let package = match Package::read(Format::Cargo, &text.new) {
                Ok(package) => package,
                Err(error) => {
                    self.problems.push(refusal(&path, error));
                    continue;
                }
            };
            let inherits_version = inherits_version(&text.new);
            let next = self.folders_around(parent(&path), &package);
            let next = next.into_iter().map(|folder| inside(&folder, "Cargo.toml"));
            waiting.extend(next.filter(|path| seen.insert(path.clone())));
            found.insert(path, CargoFile { package, inherits_version });
        }
        found
    }

    /// The folders that `package` in `folder` leads to: members of its workspace, and path dependencies.
    fn folders_around(&self, folder: &str, package: &Package) -> Vec<String> {
        let mut folders = Vec::new();
        let mut dependencies: Vec<&Dependency> = package.dependencies.iter().collect();
        if let Some(workspace) = &package.workspace {
            dependencies.extend(workspace.dependencies.iter().map(|(_, dependency)| dependency));
            let is_excluded = |member: &String| {
                let mut patterns = workspace.excluded.iter().filter_map(|pattern| join(folder, pattern));
                patterns.any(|pattern| upward(member).any(|above| matches(&pattern, above)))
            };
            let members = workspace.members.iter().flat_map(|pattern| self.matching(folder, pattern));
            folders.extend(members.filter(|member| !is_excluded(member)));
        }
        folders.extend(dependencies.into_iter().filter_map(|dependency| match &dependency.on {
            Provider::Folder(path) => join(folder, path),
            Provider::Name(_) | Provider::Inherited(_) => None,
        }));
        folders
    }

    /// The folders that `pattern`, as a workspace in `folder` writes it, stands for.
    fn matching(&self, folder: &str, pattern: &str) -> Vec<String> {
        let mut folders = vec![folder.to_owned()];
        for part in pattern.split('/').filter(|part| !part.is_empty()) {
            let step = |folder: &String| {
                if !part.contains(['*', '?']) {
                    return join(folder, part).into_iter().collect::<Vec<_>>();
                }
                let names = self.texts.names(folder).into_iter();
                names.filter(|name| part_matches(part, name)).map(|name| inside(folder, &name)).collect()
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
        let paths = upward(folder).map(|folder| inside(folder, "Cargo.lock"));
        paths.into_iter().find(|path| self.texts.get(path).is_ok())
    }

    /// Writes `version` into the lock file beside the package.json at `path`, or into that of the workspace above.
    fn follow_npm(&mut self, path: &str, version: &str) {
        let folder = parent(path);
        for above in upward(folder) {
            let mut is_found = false;
            for name in ["package-lock.json", "npm-shrinkwrap.json"] {
                let target = Target::new(Format::NpmLock);
                let inner = folder.strip_prefix(above).unwrap_or(folder).trim_start_matches('/');
                let target = if inner.is_empty() { target } else { target.field(inner) };
                is_found |= self.write(&inside(above, name), &target, version);
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

/// Whether the crate of a Cargo.toml takes its version from the workspace.
fn inherits_version(text: &str) -> bool {
    let error = Target::new(Format::Cargo).field("package.version").sites(text).err();
    let home = error.and_then(|error| match error.kind {
        ManifestErrorKind::Elsewhere { home, .. } => Some(home.kind),
        _ => None,
    });
    home == Some(HomeKind::Workspace)
}

/// The crates that take the version of `written`: the one that the file makes, and where the version is the workspace's
/// all that inherit it.
fn crates(written: &Written<'_>, around: &BTreeMap<String, CargoFile>) -> Vec<Crate> {
    let path = &*written.manifest.path;
    let Some(own) = around.get(path) else { return Vec::new() };
    let is_shared = match written.manifest.field.as_deref() {
        Some(field) => field == "workspace.package.version",
        None => own.package.name.is_none() || own.inherits_version,
    };
    let inherits = |(path_of_it, file): &(&String, &CargoFile)| {
        file.inherits_version && is_within(path_of_it, parent(path))
    };
    let names: BTreeSet<&String> = if is_shared {
        around.iter().filter(inherits).filter_map(|(_, file)| file.package.name.as_ref()).collect()
    } else {
        own.package.name.iter().collect()
    };
    names.into_iter().map(|name| Crate { name: name.clone(), version: written.version.clone() }).collect()
}
