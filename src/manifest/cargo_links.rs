//! What leads from one Cargo.toml to another: <https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html>.

use semver::Version;
use toml::de::DeTable;

use super::error::{ManifestError, ManifestErrorKind};
use super::lines::body;
use super::link::{Link, Via, WrittenRequirement, rewrite_links};
use super::range::{self, Dialect};
use super::toml_text::{Value, as_table, as_text, get, inside, is_true, parse, texts};

/// What a Cargo.toml says of its crate and of other crates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CargoManifest {
    /// The name of its crate, where it has one.
    pub name: Option<String>,
    /// Whether its crate takes the version from the workspace.
    pub inherits_version: bool,
    /// The folder of the workspace's root, where it names one.
    pub workspace: Option<String>,
    /// Whether it is the root of a workspace.
    pub is_root: bool,
    /// The folders of the workspace's members, as patterns.
    pub members: Vec<String>,
    /// The folders that are not members, as prefixes.
    pub excluded: Vec<String>,
    /// What it requires: dependencies of all kinds, and those that it keeps for the members of the workspace.
    pub links: Vec<Link>,
    /// The folders from which crates are taken instead of from where requirements say.
    pub patches: Vec<Patch>,
}

/// `[patch.crates-io] core = { path = "core" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// Instead of which source: `crates-io`, or the address of a git repository.
    pub source: String,
    pub package: String,
    pub folder: String,
}

impl CargoManifest {
    /// What `text` says.
    ///
    /// Refused where it is not TOML.
    pub fn read(text: &str) -> Result<Self, ManifestError> {
        let document = parse(body(text))?;
        let root = document.get_ref();
        let own = |keys: &[&str]| get(root, keys).and_then(as_text).map(str::to_owned);
        let workspace = root.get("workspace").and_then(as_table);
        let list = |key| workspace.map(|table| texts(table, key)).unwrap_or_default();
        Ok(CargoManifest {
            name: own(&["package", "name"]),
            inherits_version: get(root, &["package", "version", "workspace"]).is_some_and(is_true),
            workspace: own(&["package", "workspace"]),
            is_root: workspace.is_some(),
            members: list("members"),
            excluded: list("exclude"),
            links: links_of(text, root),
            patches: patches(root),
        })
    }

    /// Whether the patches of this workspace root lead `link` of a member to `folder`, where `at` is the folder that the
    /// path of a patch leads to.
    pub fn patches_to(&self, link: &Link, folder: &str, at: impl Fn(&str) -> Option<String>) -> bool {
        let is_source = |source: &str| match &link.via {
            Via::Name => matches!(source, "crates-io" | "https://github.com/rust-lang/crates.io-index"),
            Via::Git(address) => source == address,
            Via::Folder(_) => false,
        };
        let leads = |patch: &&Patch| at(&patch.folder).as_deref() == Some(folder);
        let is_it = |patch: &Patch| patch.package == link.package && is_source(&patch.source);
        self.patches.iter().filter(leads).any(is_it)
    }
}

/// `text` in which each requirement for which `version` gives a version admits it, in its own style.
///
/// A single version moves, with its operator and as many parts as it has; a range that admits the version stays, one that
/// ends before it ends later. Refused where a requirement does not admit the version and cannot be moved: `1.0 - 1.2`.
pub fn cargo_requirements(
    text: &str,
    version: impl Fn(&Link) -> Option<String>,
) -> Result<String, ManifestError> {
    let links = |text: &str| parse(body(text)).map(|document| links_of(text, document.get_ref()));
    rewrite_links(text, links, |link| match (&link.requirement, version(link)) {
        (Some(requirement), Some(version)) => moved(link, &requirement.text, &version).map(Some),
        _ => Ok(None),
    })
}

fn moved(link: &Link, text: &str, version: &str) -> Result<String, ManifestErrorKind> {
    let version = Version::parse(version).ok();
    let moved = version.and_then(|version| range::VersionRange::read(text, Dialect::Cargo)?.moved(&version));
    moved.ok_or_else(|| ManifestErrorKind::NotSingle {
        what: format!("the requirement of `{}`", link.package),
        text: text.to_owned(),
    })
}

/// The dependencies of `root`, with places in `text`.
fn links_of(text: &str, root: &DeTable<'_>) -> Vec<Link> {
    let offset = text.len() - body(text).len();
    let mut found = Vec::new();
    for (group, key, value) in dependencies(root) {
        let table = as_table(value);
        let named = |name: &str| table.and_then(|table| table.get(name));
        let said = |name: &str| named(name).and_then(as_text).map(str::to_owned);
        let requirement = if table.is_some() { named("version") } else { Some(value) };
        let requirement = requirement.and_then(|value| {
            let span = inside(body(text), value.span());
            let span = span.start + offset..span.end + offset;
            Some(WrittenRequirement { text: as_text(value)?.to_owned(), span })
        });
        let via = match (said("path"), said("git")) {
            (Some(folder), _) => Via::Folder(folder),
            (None, Some(address)) => Via::Git(address),
            // Another registry than the one that patches of crates-io are for.
            (None, None) if said("registry").is_some() => continue,
            (None, None) => Via::Name,
        };
        let package = said("package").unwrap_or_else(|| key.to_owned());
        found.push(Link { group: group.to_owned(), key: key.to_owned(), package, via, requirement });
    }
    found
}

const GROUPS: [&str; 5] =
    ["dependencies", "dev-dependencies", "dev_dependencies", "build-dependencies", "build_dependencies"];

/// Every dependency: the package's own, those of its targets, and the workspace's.
fn dependencies<'t, 'i>(
    root: &'t DeTable<'i>,
) -> impl Iterator<Item = (&'static str, &'t str, &'t Value<'i>)> {
    let workspace = root.get("workspace").and_then(as_table);
    let targets = root.get("target").and_then(as_table).into_iter().flat_map(DeTable::values);
    let tables = std::iter::once(root).chain(workspace).chain(targets.filter_map(as_table));
    let of = |table: &'t DeTable<'i>, name: &'static str| {
        let entries = table.get(name).and_then(as_table).into_iter().flatten();
        entries.map(move |(key, value)| (name, key.get_ref().as_ref(), value))
    };
    tables.flat_map(move |table| GROUPS.into_iter().flat_map(move |name| of(table, name)))
}

fn patches(root: &DeTable<'_>) -> Vec<Patch> {
    let mut found = Vec::new();
    for (source, entries) in root.get("patch").and_then(as_table).into_iter().flatten() {
        for (key, value) in as_table(entries).into_iter().flatten() {
            let said = |name: &str| as_table(value)?.get(name).and_then(as_text).map(str::to_owned);
            if let Some(folder) = said("path") {
                let package = said("package").unwrap_or_else(|| key.get_ref().to_string());
                found.push(Patch { source: source.get_ref().to_string(), package, folder });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_leads_dependencies_by_name_to_its_folder() {
        let text = "[dependencies]\ncore = '~1.2.0'\nother = { package = 'core', git = 'https://x' }\n\
                    [patch.crates-io]\ncore = { path = 'core' }\n[patch.'https://x']\nc = { package = 'core', path = 'core' }";
        let manifest = CargoManifest::read(text).unwrap();
        let at = |folder: &str| Some(format!("a/{folder}"));
        assert_eq!(manifest.links.len(), 2);
        assert!(manifest.links.iter().all(|link| manifest.patches_to(link, "a/core", at)));
        assert!(!manifest.links.iter().any(|link| manifest.patches_to(link, "b/core", at)));
    }
}
