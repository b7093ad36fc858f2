//! One component of a product, as values.

use super::{
    ComponentId, Follow, Manifest, PathPattern, Requirement, Surface, SurfaceName, TagTemplate, Track,
};
use crate::ecosystem::Ecosystem;
use crate::version::{Line, Scheme, Version};

/// One piece of software of the product line.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    pub(super) id: ComponentId,
    pub(super) title: Box<str>,
    pub(super) track: Track,
    pub(super) follows: Box<[Follow]>,
    pub(super) surfaces: Box<[Surface]>,
    pub(super) requires: Box<[Requirement]>,
    pub(super) paths: Box<[PathPattern]>,
    pub(super) api_paths: Box<[PathPattern]>,
    pub(super) tag: Option<Box<TagTemplate>>,
    pub(super) tagging: Tagging,
    pub(super) tag_aliases: Box<[TagTemplate]>,
    pub(super) manifests: Box<[Manifest]>,
    pub(super) changelog: Option<Box<str>>,
    pub(super) publish: Box<[Ecosystem]>,
}

/// Which releases of a component get tags (H8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Tagging {
    /// All but development builds.
    #[default]
    Releases,
    /// Development builds of a dev-patch component, too: `tag-development = true`.
    Development,
    /// None: `tag = false`.
    Never,
}

impl Component {
    /// The id that changes and JSON name it by.
    #[must_use]
    pub fn id(&self) -> &ComponentId {
        &self.id
    }

    /// The name for people; the id where the product file gives none.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Its versions.
    #[must_use]
    pub fn track(&self) -> &Track {
        &self.track
    }

    /// Its scheme.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        match self.track {
            Track::Dated(_) => Scheme::Dated,
            Track::Counted(_) => Scheme::Counted,
            Track::Semver(_) => Scheme::Semver,
            Track::DevPatch(_) => Scheme::DevPatch,
        }
    }

    /// Whether it is a line component, which shares MAJOR.MINOR with others (Rule V4).
    #[must_use]
    pub fn shares_line(&self) -> bool {
        self.scheme().shares_line()
    }

    /// Whether it may open a new line.
    #[must_use]
    pub fn is_lead(&self) -> bool {
        match &self.track {
            Track::Dated(track) => track.lead,
            Track::Counted(track) => track.lead,
            Track::Semver(_) | Track::DevPatch(_) => false,
        }
    }

    /// Its latest stable version; for a dev-patch component its latest version of either kind.
    #[must_use]
    pub fn version(&self) -> Option<Version> {
        match &self.track {
            Track::Dated(track) => track.versions.version.map(Version::Dated),
            Track::Counted(track) => track.versions.version.map(Version::Counted),
            Track::Semver(track) => track.versions.version.map(Version::Semver),
            Track::DevPatch(track) => track.version.map(Version::DevPatch),
        }
    }

    /// Its open prerelease.
    #[must_use]
    pub fn next(&self) -> Option<Version> {
        match &self.track {
            Track::Dated(track) => track.versions.next.map(Version::Dated),
            Track::Counted(track) => track.versions.next.map(Version::Counted),
            Track::Semver(track) => track.versions.next.map(Version::Semver),
            Track::DevPatch(_) => None,
        }
    }

    /// Its latest stable version on each older line that still gets fixes, the newest first.
    #[must_use]
    pub fn maintained(&self) -> Vec<Version> {
        match &self.track {
            Track::Dated(track) => track.versions.maintained_as(Version::Dated),
            Track::Counted(track) => track.versions.maintained_as(Version::Counted),
            Track::Semver(track) => track.versions.maintained_as(Version::Semver),
            Track::DevPatch(_) => Vec::new(),
        }
    }

    /// Whether it is a line component and its stable version is on a line below `line`.
    #[must_use]
    pub fn is_below(&self, line: Line) -> bool {
        self.shares_line() && self.version().is_some_and(|version| version.line() < line)
    }

    /// The components that it follows, in the order of the product file.
    #[must_use]
    pub fn follows(&self) -> &[Follow] {
        &self.follows
    }

    /// Its surfaces.
    #[must_use]
    pub fn surfaces(&self) -> &[Surface] {
        &self.surfaces
    }

    /// Its surface `name`.
    #[must_use]
    pub fn surface(&self, name: &SurfaceName) -> Option<&Surface> {
        self.surfaces.iter().find(|surface| surface.name == *name)
    }

    /// What it requires of others.
    #[must_use]
    pub fn requires(&self) -> &[Requirement] {
        &self.requires
    }

    /// The folders, files and patterns that are its own; empty where its manifests say it.
    #[must_use]
    pub fn paths(&self) -> &[PathPattern] {
        &self.paths
    }

    /// The files that make up its API.
    #[must_use]
    pub fn api_paths(&self) -> &[PathPattern] {
        &self.api_paths
    }

    /// Whether its release of `version` gets a tag (H8): not where it is never tagged, nor for a development build
    /// unless the product file asks for those.
    #[must_use]
    pub fn is_tagged(&self, version: Version) -> bool {
        match self.tagging {
            Tagging::Never => false,
            Tagging::Development => true,
            Tagging::Releases => !matches!(version, Version::DevPatch(build) if build.patch().is_some()),
        }
    }

    /// The templates of the tag names that it had in the past.
    #[must_use]
    pub fn tag_aliases(&self) -> &[TagTemplate] {
        &self.tag_aliases
    }

    /// The ecosystems that it is published to, where the package's own file has the version and no manifest is written.
    #[must_use]
    pub fn unwritten(&self) -> Vec<Ecosystem> {
        let publish = self.publish.iter().copied();
        publish.filter(|ecosystem| self.manifests.is_empty() && ecosystem.is_versioned_by_file()).collect()
    }

    /// The files that its version is written into.
    #[must_use]
    pub fn manifests(&self) -> &[Manifest] {
        &self.manifests
    }

    /// The changelog that shows its releases, relative to the product file's folder, where one is named.
    #[must_use]
    pub fn changelog(&self) -> Option<&str> {
        self.changelog.as_deref()
    }

    /// Its stable version as each ecosystem writes it that it is published to, where that can hold it.
    #[must_use]
    pub fn renderings(&self) -> Vec<(Ecosystem, String)> {
        let Some(version) = self.version() else { return Vec::new() };
        let render = |ecosystem: &Ecosystem| Some((*ecosystem, ecosystem.render(version).ok()?));
        self.publish.iter().filter_map(render).collect()
    }

    /// The ecosystems that it is published to.
    #[must_use]
    pub fn publish(&self) -> &[Ecosystem] {
        &self.publish
    }
}
