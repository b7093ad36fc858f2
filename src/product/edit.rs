//! Changes to a product file as data: what a plan writes when it is applied.

use std::cmp::Reverse;

use super::model::greatest_line;
use super::{Component, ComponentId, Product, Reference, SurfaceName, Track, Versions};
use crate::version::{Number, SurfaceVersion, Version};

/// One value of a product file that changes.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Edit {
    /// The latest stable version of a component.
    Version { component: ComponentId, version: Version },
    /// The open series of a component.
    Next {
        component: ComponentId,
        /// Its latest prerelease, of its scheme; `None` where the series ends.
        next: Option<Version>,
    },
    /// The maintained versions of a component.
    Maintained {
        component: ComponentId,
        /// All of them, of its scheme, the newest first.
        versions: Vec<Version>,
    },
    /// The stable number of a surface.
    Surface { component: ComponentId, surface: SurfaceName, version: SurfaceVersion },
    /// The number of a surface in its owner's open series.
    SurfaceNext {
        component: ComponentId,
        surface: SurfaceName,
        /// Its number there; `None` where it has none.
        next: Option<SurfaceVersion>,
    },
    /// The least version or number that a requirement accepts.
    Floor {
        component: ComponentId,
        provider: Reference,
        /// The new floor, of the form that it has.
        at_least: Number,
    },
}

impl Edit {
    /// The component whose table holds the value.
    #[must_use]
    pub fn component(&self) -> &ComponentId {
        match self {
            Edit::Version { component, .. }
            | Edit::Next { component, .. }
            | Edit::Maintained { component, .. }
            | Edit::Surface { component, .. }
            | Edit::SurfaceNext { component, .. }
            | Edit::Floor { component, .. } => component,
        }
    }
}

impl Product {
    /// The product before its first release: no component has a version, and none requires one of another.
    #[must_use]
    pub fn unreleased(&self) -> Product {
        let mut product = self.clone();
        for component in &mut product.components {
            component.requires = Box::default();
            match &mut component.track {
                Track::Dated(track) => track.versions = Versions::default(),
                Track::Counted(track) => track.versions = Versions::default(),
                Track::Semver(track) => track.versions = Versions::default(),
                Track::DevPatch(track) => track.version = None,
            }
        }
        product.line = None;
        product
    }

    /// The product after `edits`. An edit of something that the product does not have, or of another scheme, has no
    /// effect.
    #[must_use]
    pub fn edited(&self, edits: &[Edit]) -> Product {
        let mut product = self.clone();
        for edit in edits {
            let position = product.position(edit.component());
            if let Some(component) = position.and_then(|position| product.components.get_mut(position)) {
                component.edit(edit);
            }
        }
        product.line = greatest_line(&product.components);
        product
    }
}

impl Component {
    fn edit(&mut self, edit: &Edit) {
        match edit {
            Edit::Version { .. } | Edit::Next { .. } | Edit::Maintained { .. } => match &mut self.track {
                Track::Dated(track) => track.versions.edit(edit, Version::as_dated),
                Track::Counted(track) => track.versions.edit(edit, Version::as_counted),
                Track::Semver(track) => track.versions.edit(edit, Version::as_semver),
                Track::DevPatch(track) => {
                    if let Edit::Version { version: Version::DevPatch(version), .. } = edit {
                        track.version = Some(*version);
                    }
                }
            },
            Edit::Surface { surface, version, .. } => {
                for known in self.surfaces.iter_mut().filter(|known| known.name == *surface) {
                    known.version = *version;
                }
            }
            Edit::SurfaceNext { surface, next, .. } => {
                for known in self.surfaces.iter_mut().filter(|known| known.name == *surface) {
                    known.next = *next;
                }
            }
            Edit::Floor { provider, at_least, .. } => {
                for known in self.requires.iter_mut().filter(|known| known.provider == *provider) {
                    known.at_least = *at_least;
                }
            }
        }
    }
}

impl<V> Default for Versions<V> {
    /// Of a component that was never released.
    fn default() -> Self {
        Versions { version: None, next: None, maintained: Vec::new() }
    }
}

impl<V: Copy + Ord> Versions<V> {
    /// Makes an edit of versions, which `read` takes where they are of this scheme.
    fn edit(&mut self, edit: &Edit, read: fn(Version) -> Option<V>) {
        match edit {
            Edit::Version { version, .. } => self.version = read(*version).or(self.version),
            Edit::Next { next: None, .. } => self.next = None,
            Edit::Next { next: Some(next), .. } => self.next = read(*next).or(self.next),
            Edit::Maintained { versions, .. } => {
                self.maintained = versions.iter().copied().filter_map(read).collect();
                self.maintained.sort_by_key(|version| Reverse(*version));
            }
            Edit::Surface { .. } | Edit::SurfaceNext { .. } | Edit::Floor { .. } => {}
        }
    }
}
