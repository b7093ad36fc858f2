//! A product line, as values. A [`Product`] that was loaded keeps every rule of section 2.

use super::graph::{FollowLink, Graph};
use super::names::Index;
use super::{
    Cap, ChangeSettings, CommitTemplate, Component, ComponentId, Deprecation, Edge, Manifest, Reference,
    Requirement, Surface, TagTemplate, UnknownReference,
};
use crate::named::names;
use crate::version::{Line, Version};

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

names!(SameDay: "answer to a second build on one day" { Refuse = "refuse", NextDay = "next-day" });

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
            // Most manifests are one file each.
            let mut manifests = Vec::with_capacity(component.manifests.len());
            manifests.extend(component.manifests.iter().flat_map(&expand));
            component.manifests = manifests.into();
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

    /// The component `id`, which is probably at `guess`, and its position.
    pub(crate) fn place_near(&self, guess: usize, id: &ComponentId) -> Option<(usize, &Component)> {
        let is_there = self.components.get(guess).is_some_and(|component| component.id() == id);
        let position = if is_there { guess } else { self.position(id)? };
        Some((position, self.components.get(position)?))
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

    /// How many edges there are in all.
    pub(crate) fn edge_count(&self) -> usize {
        self.graph.edge_count()
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
        component.tag.as_deref().unwrap_or(&self.tag)
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
