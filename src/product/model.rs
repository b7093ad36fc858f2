//! What a product file says, as values. A [`Product`] that was loaded keeps every rule of section 2.

use super::graph::{FollowLink, Graph};
use super::names::Index;
use super::{
    Cap, ChangeSettings, CommitTemplate, ComponentId, Deprecation, Edge, Follow, PathPattern, Reference,
    Requirement, Surface, SurfaceName, TagTemplate, UnknownReference,
};
use crate::ecosystem::Ecosystem;
use crate::named::names;
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
    pub(super) positions: Index<ComponentId, usize>,
    pub(super) graph: Graph,
    /// L, which every look at who is behind needs.
    pub(super) line: Option<Line>,
}

/// What happens when a component would need a second build on one day (Rule B3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
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

/// The versions that a component is at, in its scheme, and what only that scheme has.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Track {
    /// The component shares the line's numbers and dates its builds.
    Dated(LineTrack<DatedVersion>),
    /// The component shares the line's numbers and counts its builds.
    Counted(LineTrack<SemverVersion>),
    /// The component has its own SemVer numbers.
    Semver(SemverTrack),
    /// The component counts its development builds.
    DevPatch(DevPatchTrack),
}

/// The versions of one component, all of one scheme.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Versions<V> {
    /// The latest stable version; `None` where the component was never released.
    pub version: Option<V>,
    /// The open prerelease.
    pub next: Option<V>,
    /// The latest stable version on each older line that still gets fixes, the newest first.
    pub maintained: Vec<V>,
}

/// The versions of a line component.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LineTrack<V> {
    /// Whether the component may open a new line.
    pub lead: bool,
    pub versions: Versions<V>,
}

/// The versions of a semver component.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SemverTrack {
    /// Which field a breaking change moves; `None` leaves it to the version: MAJOR from 1.0, MINOR before.
    pub breaking: Option<BreakingField>,
    pub versions: Versions<SemverVersion>,
}

/// The version of a dev-patch component: a release or a development build (Rule B5).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct DevPatchTrack {
    /// Which field a breaking change moves; `None` is MAJOR, before 1.0 too.
    pub breaking: Option<BreakingField>,
    /// The latest version of either kind; `None` where there is none yet.
    pub version: Option<DevPatchVersion>,
}

/// Which field of an independent component's version a breaking change moves (Rules B4 and B5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BreakingField {
    /// MAJOR, as SemVer has it.
    Major,
    /// MINOR, as many projects have it before 1.0, and Keptn for all its life.
    Minor,
}

/// A component that another one follows.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Followed<'a> {
    /// Its position among [`Product::components`].
    pub position: usize,
    /// The component that is followed.
    pub component: &'a Component,
    pub id: &'a ComponentId,
    /// What of it is followed.
    pub edge: Edge,
    /// The highest level at which what travels along the edge arrives; `None` for no limit.
    pub cap: Option<Cap>,
    /// Whether the edge enters the line: from an independent component to a line component, where every level arrives as
    /// build, since the line's numbers are the line's own (Rule B4).
    pub enters_line: bool,
}

/// How often the pattern of a manifest matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Matches {
    /// Exactly once.
    #[default]
    One,
    /// At least once; each match is written.
    All,
}

/// A file that a component's version is written into.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Manifest {
    /// The file, relative to the product file's folder, with `/` between its parts; in a product file also a pattern of
    /// files, where `*` and `?` stand for characters of one part and `**` for any number of parts.
    pub path: Box<str>,
    /// The format, where the file's name does not show it.
    pub format: Option<Box<str>>,
    /// The field of the format that holds the version.
    pub field: Option<Box<str>>,
    /// A text with `{version}` in it that finds the version in a file of any format.
    pub pattern: Option<Box<str>>,
    /// How often the pattern matches.
    pub matches: Matches,
    /// The ecosystem in whose form the version is written.
    pub written_as: Option<Ecosystem>,
    /// What follows the version while it is in development, such as `-SNAPSHOT`: a release drops it.
    pub development: Option<Box<str>>,
    /// The files that the path, a pattern, does not mean although it matches them; patterns like it.
    pub except: Vec<PathPattern>,
    /// The position of its entry in the component's `manifests`. The files of one pattern share it.
    pub entry: usize,
}

impl Manifest {
    /// The file `path`, in the format that its name shows, with the version where the format has it.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Manifest {
            path: path.into(),
            format: None,
            field: None,
            pattern: None,
            matches: Matches::One,
            written_as: None,
            development: None,
            except: Vec::new(),
            entry: 0,
        }
    }

    /// Whether the path is a pattern of several files: `crates/*/Cargo.toml`.
    #[must_use]
    pub fn is_pattern(&self) -> bool {
        self.path.contains(['*', '?'])
    }
}

names!(SameDay: "answer to a second build on one day" { Refuse = "refuse", NextDay = "next-day" });
names!(BreakingField: "field for breaking changes" { Major = "major", Minor = "minor" });
names!(Matches: "number of matches" { One = "one", All = "all" });

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

    /// The same product with what `expand` makes of each manifest.
    #[must_use]
    pub fn with_manifests(mut self, expand: impl Fn(&Manifest) -> Vec<Manifest>) -> Self {
        for component in &mut self.components {
            component.manifests = component.manifests.iter().flat_map(&expand).collect();
        }
        self
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

    /// The component `id`.
    pub fn find(&self, id: &ComponentId) -> Result<&Component, UnknownReference> {
        self.find_place(id).map(|(_, component)| component)
    }

    /// The component `id` and its position.
    pub(crate) fn find_place(&self, id: &ComponentId) -> Result<(usize, &Component), UnknownReference> {
        let place = self.position(id).and_then(|position| Some((position, self.components.get(position)?)));
        place.ok_or_else(|| {
            let ids = self.components.iter().map(|component| component.id.as_str());
            UnknownReference::component(id.as_str(), ids)
        })
    }

    /// The component that is meant, and the surface of it where one is.
    pub fn resolve(&self, reference: &Reference) -> Result<(&Component, Option<&Surface>), UnknownReference> {
        let component = self.find(&reference.component)?;
        let surface = match &reference.surface {
            Some(name) => {
                let unknown = || UnknownReference::surface(component.id(), name.as_str());
                Some(component.surface(name).ok_or_else(unknown)?)
            }
            None => None,
        };
        Ok((component, surface))
    }

    /// What `component`, one of this product's, requires: each requirement with the component and the surface that it is of.
    pub fn required_by<'a>(
        &'a self,
        component: &'a Component,
    ) -> impl Iterator<Item = (&'a Requirement, (&'a Component, Option<&'a Surface>))> {
        // A product's requirements were resolved when it was made, so each has its provider.
        let requires = component.requires.iter();
        requires.filter_map(|requirement| Some((requirement, self.resolve(&requirement.provider).ok()?)))
    }

    /// The place of the component `id` among [`components`](Product::components).
    #[must_use]
    pub fn position(&self, id: &ComponentId) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// The components that the one at `position` follows, in the order of the product file.
    #[inline]
    pub fn followed_by(&self, position: usize) -> impl Iterator<Item = Followed<'_>> {
        // The graph was made of these components, so each of its positions is one of theirs.
        self.graph.links(position).iter().filter_map(|link| {
            let FollowLink { position, edge, cap, enters_line } = *link;
            let (component, id) = (self.components.get(position)?, self.graph.id(position)?);
            Some(Followed { position, component, id, edge, cap, enters_line })
        })
    }

    /// Every component once, with its position, each after all that it follows: in this order one pass spreads a
    /// release to all followers.
    pub fn followed_first(&self) -> impl Iterator<Item = (usize, &Component)> {
        let order = self.graph.followed_first().iter();
        order.filter_map(|position| Some((*position, self.components.get(*position)?)))
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
    let of_line = components.iter().filter(|component| component.shares_line());
    of_line.filter_map(|component| component.version().map(Version::line)).max()
}

impl<V: Copy> Versions<V> {
    fn maintained_as(&self, version: fn(V) -> Version) -> Vec<Version> {
        self.maintained.iter().copied().map(version).collect()
    }
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
