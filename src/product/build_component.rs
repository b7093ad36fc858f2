//! A component that a program makes, without a product file.

use super::names::{check_path, check_title};
use super::read::{Errors, Span};
use super::read_parts::{RawFloor, RawFollow, RawRequirement};
use super::validate::Loaded;
use super::versioning::{Maintained, Versioning, check_next, check_stable};
use super::{
    BreakingField, Cap, Component, ComponentId, Edge, Manifest, ProductErrorKind, Requirement, Surface,
    TagTemplate, Tagging, load,
};
use crate::ecosystem::Ecosystem;
use crate::version::{Number, Scheme, SurfaceVersion, Version};

/// There is no file that an error could have a place in.
pub(super) const NOWHERE: Span = 0..0;

/// A component in the making.
#[derive(Debug, Clone)]
pub struct ComponentBuilder {
    id: ComponentId,
    title: Option<Box<str>>,
    said: Versioning,
    follows: Vec<(ComponentId, Edge, Option<Cap>)>,
    surfaces: Vec<Surface>,
    requires: Vec<Requirement>,
    tag: Option<TagTemplate>,
    tagging: Tagging,
    tag_aliases: Vec<TagTemplate>,
    manifests: Vec<Manifest>,
    publish: Vec<Ecosystem>,
}

impl ComponentBuilder {
    /// A component that was never released, and follows none.
    #[must_use]
    pub fn new(id: ComponentId, scheme: Scheme) -> Self {
        ComponentBuilder {
            id,
            title: None,
            said: Versioning { scheme, ..Versioning::default() },
            follows: Vec::new(),
            surfaces: Vec::new(),
            requires: Vec::new(),
            tag: None,
            tagging: Tagging::default(),
            tag_aliases: Vec::new(),
            manifests: Vec::new(),
            publish: Vec::new(),
        }
    }

    /// Its name for people; its id where none is given.
    #[must_use]
    pub fn title(self, title: &str) -> Self {
        ComponentBuilder { title: Some(title.into()), ..self }
    }

    /// Lets it open a new line; refused for an independent component.
    #[must_use]
    pub fn lead(mut self) -> Self {
        self.said.lead = true;
        self
    }

    /// Its latest stable version; for a dev-patch component its latest version of either kind.
    #[must_use]
    pub fn version(mut self, version: Version) -> Self {
        self.said.version = Some(version);
        self
    }

    /// Its open prerelease; refused for a dev-patch component.
    #[must_use]
    pub fn next(mut self, next: Version) -> Self {
        self.said.next = Some(next);
        self
    }

    /// One more older line that still gets fixes, by its latest stable version; refused for a dev-patch component.
    #[must_use]
    pub fn maintained(mut self, version: Version) -> Self {
        self.said.maintained.push(version);
        self
    }

    /// Which field a breaking change moves (Rules B4 and B5); refused for a line component.
    #[must_use]
    pub fn breaking(mut self, field: BreakingField) -> Self {
        self.said.breaking = Some(field);
        self
    }

    /// One more component that it follows.
    #[must_use]
    pub fn follows(mut self, component: ComponentId, edge: Edge) -> Self {
        self.follows.push((component, edge, None));
        self
    }

    /// One more component that it follows, with what travels along the edge arriving at no higher level than `cap`.
    #[must_use]
    pub fn follows_up_to(mut self, component: ComponentId, edge: Edge, cap: Cap) -> Self {
        self.follows.push((component, edge, Some(cap)));
        self
    }

    /// One more surface; one of the same name is replaced.
    #[must_use]
    pub fn surface(mut self, surface: Surface) -> Self {
        self.surfaces.retain(|other| other.name != surface.name);
        self.surfaces.push(surface);
        self
    }

    /// One more minimum that it requires of another component.
    #[must_use]
    pub fn requires(mut self, requirement: Requirement) -> Self {
        self.requires.push(requirement);
        self
    }

    /// The template of its tags; the product's where none is given.
    #[must_use]
    pub fn tag(self, tag: TagTemplate) -> Self {
        ComponentBuilder { tag: Some(tag), ..self }
    }

    /// One more template of the tags that it had in the past.
    #[must_use]
    pub fn tag_alias(mut self, alias: TagTemplate) -> Self {
        self.tag_aliases.push(alias);
        self
    }

    /// Which of its releases get tags.
    #[must_use]
    pub fn tagging(self, tagging: Tagging) -> Self {
        ComponentBuilder { tagging, ..self }
    }

    /// One more file that its version is written into.
    #[must_use]
    pub fn manifest(mut self, manifest: Manifest) -> Self {
        let entry = self.manifests.len();
        self.manifests.push(Manifest { entry, ..manifest });
        self
    }

    /// One more ecosystem that it is published to.
    #[must_use]
    pub fn publish(mut self, ecosystem: Ecosystem) -> Self {
        self.publish.retain(|other| *other != ecosystem);
        self.publish.push(ecosystem);
        self
    }

    pub(super) fn load(mut self, loaded: &mut Loaded<'_>, errors: &mut Errors) {
        self.check_scheme(errors);
        self.check_versions(errors);
        self.check_parts(errors);
        let title = self.title.unwrap_or_else(|| self.id.as_str().into());
        let checked =
            check_title(&title).map_err(|error| ProductErrorKind::Title { key: "title".to_owned(), error });
        errors.keep(checked, NOWHERE);
        let Some(id) = load::read_id(self.id.as_str(), NOWHERE, loaded, errors) else { return };
        let follow = |(component, edge, cap): (ComponentId, Edge, Option<Cap>)| RawFollow {
            component: component.to_string().into(),
            edge,
            cap,
            span: NOWHERE,
        };
        let component = Component {
            title,
            track: self.said.track(),
            follows: Box::default(),
            surfaces: self.surfaces.into(),
            requires: Box::default(),
            paths: Box::default(),
            api_paths: Box::default(),
            tag: self.tag.map(Box::new),
            tagging: self.tagging,
            tag_aliases: self.tag_aliases.into(),
            manifests: self.manifests.into(),
            changelog: None,
            publish: self.publish.into(),
            id,
        };
        let follows = self.follows.into_iter().map(follow).collect();
        let requires = self.requires.iter().map(|requirement| (as_written(requirement), NOWHERE)).collect();
        loaded.push(component, NOWHERE, follows, requires);
    }

    /// Nothing is said that has no meaning for the scheme, and each version is one of it.
    fn check_scheme(&mut self, errors: &mut Errors) {
        let said = &mut self.said;
        let scheme = said.scheme;
        let is_dev_patch = scheme == Scheme::DevPatch;
        let without_meaning = [
            ("lead", said.lead && !scheme.shares_line()),
            ("breaking", said.breaking.is_some() && scheme.shares_line()),
            ("next", said.next.is_some() && is_dev_patch),
            ("maintained", !said.maintained.is_empty() && is_dev_patch),
        ];
        for (key, _) in without_meaning.into_iter().filter(|(_, is_said)| *is_said) {
            errors.push(ProductErrorKind::KeyNotForScheme { key, scheme }, NOWHERE);
        }
        let versions = said.version.iter_mut().chain(&mut said.next).chain(&mut said.maintained);
        for version in versions.filter(|version| version.scheme() != scheme) {
            let text = version.to_string();
            let read = scheme.parse(&text).map_err(|error| ProductErrorKind::Version { text, scheme, error });
            *version = errors.keep(read, NOWHERE).unwrap_or(*version);
        }
    }

    /// The rules of its surfaces (Rule S1) and manifests (Rule A3), and a tag for development builds only where there are such.
    fn check_parts(&self, errors: &mut Errors) {
        for surface in &self.surfaces {
            if surface.next.is_some_and(|next| !surface.version.is_at_most(next)) {
                errors.push(ProductErrorKind::SurfaceNext, NOWHERE);
            }
            let counts = [("each", surface.each_change), ("accepts-previous", surface.accepts_previous > 0)];
            let is_line = matches!(surface.version, SurfaceVersion::Line(_));
            for (key, _) in counts.into_iter().filter(|(_, counts)| is_line && *counts) {
                errors.push(ProductErrorKind::KeyNotForSurface { key }, NOWHERE);
            }
        }
        for Manifest { path, .. } in &self.manifests {
            let path =
                check_path(path).map_err(|error| ProductErrorKind::Path { path: path.to_string(), error });
            errors.keep(path, NOWHERE);
        }
        let scheme = self.said.scheme;
        if self.tagging == Tagging::Development && scheme != Scheme::DevPatch {
            errors.push(ProductErrorKind::KeyNotForScheme { key: "tag-development", scheme }, NOWHERE);
        }
    }

    /// The rules between its versions (Rule P1).
    fn check_versions(&self, errors: &mut Errors) {
        let Versioning { version, next, maintained, .. } = &self.said;
        if let Some(version) = version {
            errors.keep(check_stable("version", *version), NOWHERE);
        }
        if let Some(next) = next {
            errors.keep(check_next(*next, *version), NOWHERE);
        }
        let mut lines = Maintained::below(*version);
        for error in maintained.iter().flat_map(|entry| lines.errors(*entry)) {
            errors.push(error, NOWHERE);
        }
        if version.is_none() && !maintained.is_empty() {
            errors.push(ProductErrorKind::MaintainedUnreleased, NOWHERE);
        }
    }
}

/// A requirement as a product file writes it, so that it is checked as one of a file is.
fn as_written(requirement: &Requirement) -> RawRequirement {
    let Requirement { provider, at_least, on_mismatch, checked, raise } = requirement;
    let provider = provider.to_string();
    let at_least = match at_least {
        Number::Surface(SurfaceVersion::Counter(number)) => RawFloor::Number(*number),
        Number::Version(_) | Number::Surface(SurfaceVersion::Line(_)) => RawFloor::Text(at_least.to_string()),
    };
    let (on_mismatch, checked, raise) = (*on_mismatch, *checked, *raise);
    RawRequirement { provider, at_least, floor_span: NOWHERE, on_mismatch, checked, raise }
}
