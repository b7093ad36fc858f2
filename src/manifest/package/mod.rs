//! What a manifest says besides the version: the package's name, its workspace, and what it is built from.
//!
//! Only what is plainly written is read: a name that a program would compute is `None`.

mod cargo;
mod npm;
mod pom;
mod python;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::decode;
use super::error::ManifestError;
use super::format::Format;
use super::lines;
use super::target::Target;
use crate::product::{ComponentId, Product};

/// What a manifest says of its package.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Package {
    /// Its name, where the manifest has one.
    pub name: Option<String>,
    /// Whether it says that it is never published: `publish = false`, `"private": true`.
    pub is_private: bool,
    /// The workspace that it is the root of.
    pub workspace: Option<Workspace>,
    /// What it needs to run or to be built, without what only its development needs.
    pub dependencies: Vec<Dependency>,
}

/// The components by the names of their packages, as the manifests say them that `content` gives by their paths. Where two
/// have one name, it is the first component's.
pub fn packages<'c>(
    product: &Product,
    content: impl Fn(&str) -> Option<Cow<'c, [u8]>>,
) -> BTreeMap<String, ComponentId> {
    let mut packages = BTreeMap::new();
    for component in product.components() {
        for manifest in component.manifests() {
            let format = match &manifest.format {
                Some(name) => Format::from_name(name),
                None => Format::of_path(&manifest.path),
            };
            let name = format.zip(content(&manifest.path)).and_then(|(format, bytes)| {
                let text = decode(&bytes).ok()?;
                Package::read(format, text).ok()?.name
            });
            if let Some(name) = name {
                packages.entry(name).or_insert_with(|| component.id().clone());
            }
        }
    }
    packages
}

/// The packages that are kept and built together with a root package.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Workspace {
    /// The folders of its members, as patterns in which `*` stands for anything: `crates/*`.
    pub members: Vec<String>,
    /// The folders that are not members, as patterns of the same kind.
    pub excluded: Vec<String>,
    /// The dependencies that members take from the root by their name.
    pub dependencies: Vec<(String, Dependency)>,
}

/// Another package that a package needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    pub on: Provider,
    /// Whether that very package becomes part of what is released: a path without a version, `workspace:*`.
    pub is_shipped: bool,
}

/// How a dependency names the package that it is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Provider {
    /// By its folder, relative to the manifest's: `../core`.
    Folder(String),
    /// By its name.
    Name(String),
    /// By the name that the root of the workspace gives it.
    Inherited(String),
}

impl Package {
    /// What `text` says of its package; nothing for a format that has no packages.
    ///
    /// Refused where the text is not of its format: `{` in a package.json.
    pub fn read(format: Format, text: &str) -> Result<Package, ManifestError> {
        let body = lines::body(text);
        match format {
            Format::Cargo => cargo::package(body),
            Format::Npm => npm::package(body),
            Format::Pyproject => python::package(body),
            Format::Pom => pom::package(body),
            _ => Ok(Package { name: name(format, body), ..Package::default() }),
        }
    }
}

/// The name of the package, where a separate line gives it.
fn name(format: Format, text: &str) -> Option<String> {
    let field = match format {
        Format::SetupCfg | Format::Composer => "name",
        Format::Apkbuild | Format::Pkgbuild => "pkgname",
        Format::Spec => return after(text, "Name:").filter(|name| !name.contains('%')),
        Format::Chart => return after(text, "name:").map(|name| name.trim_matches(['"', '\'']).to_owned()),
        Format::DebianChangelog => {
            return text.split_once(" (").map(|(name, _)| name.trim().to_owned());
        }
        _ => return None,
    };
    Target::new(format).field(field).read(text).ok().flatten()
}

/// The word that follows `key` at the start of a line.
fn after(text: &str, key: &str) -> Option<String> {
    let value = lines::lines(text).find_map(|(_, line)| line.strip_prefix(key))?;
    value.split_whitespace().next().map(str::to_owned)
}
