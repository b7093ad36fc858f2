//! What a product file says, as values. A [`Product`] that was loaded keeps every rule of section 2.

use std::collections::HashMap;

use super::graph::Graph;
use super::{
    ChangeSettings, CommitTemplate, ComponentId, Deprecation, PathPattern, Requirement, Surface, SurfaceName,
    TagTemplate,
};
use crate::ecosystem::Ecosystem;
use crate::version::{DatedVersion, DevPatchVersion, Line, Scheme, SemverVersion, Version};

/// A product line: its components, and what holds for all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Product {
    pub(super) name: Box<str>,
    pub(super) same_day: SameDay,
    pub(super) maintain: u32,
    pub(super) tag: TagTemplate,
    pub(super) commit: CommitTemplate,
    pub(super) components: Vec<Component>,
    pub(super) deprecations: Vec<Deprecation>,
    pub(super) changes: ChangeSettings,
    pub(super) positions: HashMap<ComponentId, usize>,
    pub(super) graph: Graph,
    /// L, which every look at who is behind needs.
    pub(super) line: Option<Line>,
}

/// What happens when a component would need a second build on one day (Rule B3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SameDay {
    /// The plan is refused.
    #[default]
    Refuse,
    /// The whole plan takes the next date that is free, at most 7 days later.
    NextDay,
}

/// One piece of software of the product line.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    pub(super) id: ComponentId,
    pub(super) title: Box<str>,
    pub(super) track: Track,
    pub(super) follows: Vec<Follow>,
    pub(super) surfaces: Vec<Surface>,
    pub(super) requires: Vec<Requirement>,
    pub(super) paths: Vec<PathPattern>,
    pub(super) api_paths: Vec<PathPattern>,
    pub(super) tag: Option<TagTemplate>,
    pub(super) tagging: Tagging,
    pub(super) tag_aliases: Vec<TagTemplate>,
    pub(super) manifests: Vec<Manifest>,
    pub(super) changelog: Option<Box<str>>,
    pub(super) publish: Vec<Ecosystem>,
}

/// Which releases of a component get tags (H8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tagging {
    /// All but development builds.
    #[default]
    Releases,
    /// Development builds of a dev-patch component, too: `tag-development = true`.
    Development,
    /// None: `tag = false`.
    Never,
}

/// The versions that a component is at, in its scheme.
#[derive(Debug, Clone, PartialEq)]
pub enum Track {
    /// The component shares the line's numbers.
    Dated(DatedTrack),
    /// The component has SemVer numbers of its own.
    Semver(SemverTrack),
    /// The component counts its development builds.
    DevPatch(DevPatchTrack),
}

/// The versions of a dated component.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DatedTrack {
    /// Whether the component may open a new line.
    pub lead: bool,
    /// The latest stable version; `None` where the component was never released.
    pub version: Option<DatedVersion>,
    /// The open prerelease.
    pub next: Option<DatedVersion>,
    /// The latest stable version on each older line that still gets fixes, the newest first.
    pub maintained: Vec<DatedVersion>,
}

/// The versions of a semver component.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SemverTrack {
    /// The latest stable version; `None` where the component was never released.
    pub version: Option<SemverVersion>,
    /// The open prerelease.
    pub next: Option<SemverVersion>,
    /// The latest stable version on each older line that still gets fixes, the newest first.
    pub maintained: Vec<SemverVersion>,
    /// Which field a breaking change moves; `None` leaves it to the version: MAJOR from 1.0, MINOR before.
    pub breaking: Option<BreakingField>,
}

/// The version of a dev-patch component: a release or a development build (Rule B5).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DevPatchTrack {
    /// The latest version of either kind; `None` where there is none yet.
    pub version: Option<DevPatchVersion>,
}

/// Which field of a semver version a breaking change moves (Rule B4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreakingField {
    /// MAJOR, as SemVer has it.
    Major,
    /// MINOR, as many projects have it before 1.0, and Keptn for all its life.
    Minor,
}

/// An edge of the follow graph: this component is released when another one is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    /// The component that is followed.
    pub component: ComponentId,
    /// What of it is followed.
    pub edge: Edge,
}

/// What a follower follows (Rule B2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edge {
    /// The API: the follower is released when a release touches it.
    Api,
    /// Every release: the follower ships the component.
    Release,
}

impl Edge {
    /// The word that the product file uses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Edge::Api => "api",
            Edge::Release => "release",
        }
    }
}

/// A file that a component's version is written into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The file, relative to the product file's folder, with `/` between its parts.
    pub path: Box<str>,
    /// The format, where the file's name does not tell it.
    pub format: Option<Box<str>>,
    /// The field of the format that holds the version.
    pub field: Option<Box<str>>,
    /// A text with `{version}` in it that finds the version in a file of any format.
    pub pattern: Option<Box<str>>,
    /// The ecosystem in whose form the version is written.
    pub written_as: Option<Ecosystem>,
}

impl Product {
    /// The name of the product line.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What happens on a second build on one day.
    #[must_use]
    pub fn same_day(&self) -> SameDay {
        self.same_day
    }

    /// How many older lines of each component a plan keeps maintained (Rule B7).
    #[must_use]
    pub fn maintain(&self) -> u32 {
        self.maintain
    }

    /// The components, in the order of the product file.
    #[must_use]
    pub fn components(&self) -> &[Component] {
        &self.components
    }

    /// The component `id`.
    #[must_use]
    pub fn component(&self, id: &ComponentId) -> Option<&Component> {
        self.position(id).and_then(|position| self.components.get(position))
    }

    /// The component `id`, or else the id that was most likely meant.
    pub fn find(&self, id: &ComponentId) -> Result<&Component, Option<ComponentId>> {
        self.component(id).ok_or_else(|| {
            let ids = self.components.iter().map(|component| component.id.as_str());
            crate::nearest::nearest(id.as_str(), ids).and_then(|id| id.parse().ok())
        })
    }

    /// The place of the component `id` among [`components`](Product::components).
    #[must_use]
    pub fn position(&self, id: &ComponentId) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// Who follows whom.
    #[must_use]
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// What is deprecated, in the order of the product file.
    #[must_use]
    pub fn deprecations(&self) -> &[Deprecation] {
        &self.deprecations
    }

    /// Where changes come from, and where they are written to.
    #[must_use]
    pub fn changes(&self) -> &ChangeSettings {
        &self.changes
    }

    /// The template of `component`'s tags: its own, or else the product's.
    #[must_use]
    pub fn tag_of<'a>(&'a self, component: &'a Component) -> &'a TagTemplate {
        component.tag.as_ref().unwrap_or(&self.tag)
    }

    /// The template of the first line of commit messages.
    #[must_use]
    pub fn commit(&self) -> &CommitTemplate {
        &self.commit
    }

    /// The current line L (Rule P2): the greatest line among the stable versions of the line components, or `None`
    /// where no line component was released yet.
    #[must_use]
    pub fn current_line(&self) -> Option<Line> {
        self.line
    }

    /// Whether `component` is behind the current line (Rule P2): a line component, released, and on a lower line.
    #[must_use]
    pub fn is_behind(&self, component: &Component) -> bool {
        self.line.is_some_and(|line| component.is_below(line))
    }
}

/// The greatest line among the stable versions of the line components (Rule P2).
pub(super) fn greatest_line(components: &[Component]) -> Option<Line> {
    let stable = components.iter().filter_map(|component| component.dated()?.version);
    stable.map(DatedVersion::line).max()
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

    /// Its versions, where it is dated.
    #[must_use]
    pub fn dated(&self) -> Option<&DatedTrack> {
        match &self.track {
            Track::Dated(track) => Some(track),
            Track::Semver(_) | Track::DevPatch(_) => None,
        }
    }

    /// Its scheme.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        match self.track {
            Track::Dated(_) => Scheme::Dated,
            Track::Semver(_) => Scheme::Semver,
            Track::DevPatch(_) => Scheme::DevPatch,
        }
    }

    /// Whether it shares the line's numbers.
    #[must_use]
    pub fn shares_line(&self) -> bool {
        self.scheme() == Scheme::Dated
    }

    /// Whether it may open a new line.
    #[must_use]
    pub fn is_lead(&self) -> bool {
        self.dated().is_some_and(|track| track.lead)
    }

    /// Its latest stable version; for a dev-patch component its latest version of either kind.
    #[must_use]
    pub fn version(&self) -> Option<Version> {
        match &self.track {
            Track::Dated(track) => track.version.map(Version::Dated),
            Track::Semver(track) => track.version.map(Version::Semver),
            Track::DevPatch(track) => track.version.map(Version::DevPatch),
        }
    }

    /// Its open prerelease.
    #[must_use]
    pub fn next(&self) -> Option<Version> {
        match &self.track {
            Track::Dated(track) => track.next.map(Version::Dated),
            Track::Semver(track) => track.next.map(Version::Semver),
            Track::DevPatch(_) => None,
        }
    }

    /// Its latest stable version on each older line that still gets fixes.
    #[must_use]
    pub fn maintained(&self) -> Vec<Version> {
        match &self.track {
            Track::Dated(track) => track.maintained.iter().copied().map(Version::Dated).collect(),
            Track::Semver(track) => track.maintained.iter().copied().map(Version::Semver).collect(),
            Track::DevPatch(_) => Vec::new(),
        }
    }

    /// Whether it is a line component and its stable version is on a line below `line`.
    #[must_use]
    pub fn is_below(&self, line: Line) -> bool {
        self.dated().and_then(|track| track.version).is_some_and(|version| version.line() < line)
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

    /// The files that its version is written into.
    #[must_use]
    pub fn manifests(&self) -> &[Manifest] {
        &self.manifests
    }

    /// The changelog that tells of its releases, relative to the product file's folder, where one is named.
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
