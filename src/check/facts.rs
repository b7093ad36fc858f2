//! What the guardrails judge: texts and answers of git, all of them read before the first judgement.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::FindingPlace;
use crate::history::{History, TaggedRelease};
use crate::product::{Component, ComponentId, InvalidProduct, Places, Product};
use crate::version::{BuildDate, Version};

/// A product file as it stands, in the work tree or in git's index.
#[derive(Debug)]
pub struct CheckedFile {
    /// Its name in its folder: `product.toml`.
    pub name: String,
    /// Its text.
    pub text: String,
    pub product: Result<Product, InvalidProduct>,
}

/// Everything that is known when the judging begins.
pub struct Facts<'a> {
    /// The name of the product file in its folder.
    pub name: &'a str,
    pub product: &'a Product,
    pub places: &'a Places<'a>,
    /// Today in UTC.
    pub today: BuildDate,
    /// Whether it is git's index that is judged, so that the commit is yet to be made.
    pub staged: bool,
    /// Files by their paths, relative to the product file's folder: manifests and changelogs.
    pub files: BTreeMap<String, Result<Vec<u8>, UnknownText>>,
    /// The names of the files in each folder of migrations; `None` where there is no such folder.
    pub migrations: BTreeMap<String, Option<Vec<String>>>,
    /// The change files by their paths; their folder itself where it cannot be read.
    pub changes: BTreeMap<String, Result<Vec<u8>, UnknownText>>,
    /// What git says; `None` outside of a work tree.
    pub git: Option<GitFacts>,
}

/// Why a file's text is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnknownText {
    /// There is no such file.
    Missing,
    /// It is a link, or behind one (Rule A3).
    Link,
    /// It cannot be read: why.
    Failed(String),
}

/// What git says of the repository.
#[derive(Debug)]
pub struct GitFacts {
    pub shallow: bool,
    pub tag_count: usize,
    /// The releases that tags show.
    pub history: History,
    /// The tags in the history of HEAD, where that was asked for.
    pub merged: BTreeSet<String>,
    /// What the product file of HEAD says; `None` where there is none, or one with errors.
    pub head: Option<Product>,
    /// The components that the product file had at tags, as far as guardrails ask for them.
    pub tagged: PastComponents,
    /// What happened to migrations since the revision that they are compared with, by folder.
    pub edits: BTreeMap<String, Vec<TouchedFile>>,
    /// The messages of the commits since tags, by tag.
    pub messages: BTreeMap<String, Vec<String>>,
}

/// Components as the product file had them at tags, by the tag's name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PastComponents(BTreeMap<String, Vec<Component>>);

impl PastComponents {
    /// Keeps a component as the product file has it at `tag`.
    pub fn insert(&mut self, tag: &str, component: Option<Component>) {
        if let Some(component) = component {
            self.0.entry(tag.to_owned()).or_default().push(component);
        }
    }

    /// The component `id` at `tag`; `None` where the product file had none, or none that can be read.
    pub fn component(&self, tag: &str, id: &ComponentId) -> Option<&Component> {
        self.0.get(tag)?.iter().find(|component| component.id() == id)
    }
}

/// A file that is another one than it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TouchedFile {
    /// Its path, relative to the product file's folder.
    pub path: String,
    /// Whether it is gone.
    pub removed: bool,
}

impl Facts<'_> {
    /// The place of a key of the product file.
    pub(super) fn at(&self, keys: &[&str]) -> FindingPlace {
        FindingPlace::line(self.name, self.places.line(keys))
    }

    /// The place of a key of a component.
    pub(super) fn at_component(&self, component: &ComponentId, key: &str) -> FindingPlace {
        self.at(&["components", component.as_str(), key])
    }

    /// What the product file of HEAD says of a component.
    pub(super) fn at_head(&self, id: &ComponentId) -> Option<&Component> {
        self.git.as_ref()?.head.as_ref()?.component(id)
    }

    /// What the product file said of a component at a tag.
    pub(super) fn at_tag(&self, tag: &str, id: &ComponentId) -> Option<&Component> {
        self.git.as_ref()?.tagged.component(tag, id)
    }
}

/// Whether `component` holds `version`: as its stable version, its open series or a maintained one.
pub(super) fn holds(component: &Component, version: Version) -> bool {
    held(component).any(|(_, held)| held == version)
}

/// The versions that the product file has of a component, each with its key.
pub(super) fn held(component: &Component) -> impl Iterator<Item = (&'static str, Version)> {
    let stable = component.version().map(|version| ("version", version));
    let next = component.next().map(|version| ("next", version));
    let maintained = component.maintained().into_iter().map(|version| ("maintained", version));
    stable.into_iter().chain(next).chain(maintained)
}

/// The tag of the last release of a component: of its greatest stable version that is tagged, up to the product file's.
/// What is above that is on another branch.
pub(super) fn last_release<'h>(history: &'h History, component: &Component) -> Option<&'h str> {
    last_releases(history, component).first().and_then(|release| tag_of(release))
}

/// The releases of a component up to its version, the last one first.
pub(super) fn last_releases<'h>(history: &'h History, component: &Component) -> Vec<&'h TaggedRelease> {
    let current = component.version();
    let is_past = |release: &&TaggedRelease| release.version.is_stable() && Some(release.version) <= current;
    let mut releases: Vec<_> = history.releases_of(component.id()).iter().filter(is_past).collect();
    releases.sort_by(|a, b| b.version.partial_cmp(&a.version).unwrap_or(Ordering::Equal));
    releases
}

/// The tag of a release; of several, the one that was understood last.
pub(super) fn tag_of(release: &TaggedRelease) -> Option<&str> {
    release.tags.last().map(|tag| tag.name.as_str())
}
