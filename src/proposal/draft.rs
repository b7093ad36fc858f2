//! A component on its way into a product file.

use super::note::Source;
use super::slug::slug;
use crate::ecosystem::Ecosystem;
use crate::history::{Current, Form};
use crate::manifest::{Format, Target};
use crate::product::{ComponentId, Edge};
use crate::version::{Scheme, Version};

/// What marks a version in development, in the tools that write such versions.
const DEVELOPMENT: [&str; 6] = ["-SNAPSHOT", ".dev0", ".dev", "-dev.0", "-dev", "-DEV"];

/// A component as far as it is known.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Its folder; empty for the one that the product file is in.
    pub(super) folder: String,
    /// The names that it goes by, the best one first; never empty.
    pub(super) names: Vec<String>,
    /// The same in the characters of an id.
    pub(super) slugs: Vec<String>,
    pub(super) id: Option<ComponentId>,
    pub(super) entries: Vec<ManifestDraft>,
    /// The forms of its tags, today's first.
    pub(super) forms: Vec<Form>,
    /// The registries that find its releases by their tags.
    pub(super) by_tags: Vec<Ecosystem>,
    pub(super) scheme: Scheme,
    pub(super) lead: bool,
    /// Whether all of its manifests say that it is never published.
    pub(super) is_private: bool,
    /// The manifest of the workspace that it is a member of.
    pub(super) workspace: Option<String>,
    /// The names of the packages that were joined to it: dependencies know them, tags do not.
    pub(super) members: Vec<String>,
    /// Whether its first name is only that of its folder.
    pub(super) is_named_by_folder: bool,
    pub(super) follows: Vec<Following>,
    /// Which files are its own, where its manifests do not say that.
    pub(super) paths: Vec<String>,
    pub(super) current: Option<Current>,
    pub(super) because: String,
}

/// A manifest of a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ManifestDraft {
    pub(super) path: String,
    pub(super) format: Format,
    pub(super) field: Option<String>,
    /// The version as it stands there, or why there is none to be read.
    pub(super) text: Result<String, String>,
    /// Whether the manifest says that its package is never published.
    pub(super) is_private: bool,
}

/// A component that is followed.
#[derive(Debug, Clone)]
pub(super) struct Following {
    /// Its place among the drafts.
    pub(super) draft: usize,
    pub(super) edge: Edge,
    /// The manifest that says so.
    pub(super) path: String,
}

impl Draft {
    pub(super) fn new(folder: &str, name: &str) -> Self {
        Draft {
            folder: folder.to_owned(),
            names: vec![name.to_owned()],
            slugs: vec![slug(name)],
            id: None,
            entries: Vec::new(),
            forms: Vec::new(),
            by_tags: Vec::new(),
            scheme: Scheme::Dated,
            lead: false,
            is_private: false,
            workspace: None,
            members: Vec::new(),
            is_named_by_folder: false,
            follows: Vec::new(),
            paths: Vec::new(),
            current: None,
            because: String::new(),
        }
    }

    /// The name that it is best known by.
    pub(super) fn name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    pub(super) fn add_name(&mut self, name: &str) {
        if !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
            self.slugs.push(slug(name));
        }
    }

    /// Adds a manifest, unless that very place is one already.
    pub(super) fn add_entry(&mut self, entry: ManifestDraft) {
        let is_it = |known: &ManifestDraft| known.path == entry.path && known.field == entry.field;
        if !self.entries.iter().any(is_it) {
            self.entries.push(entry);
        }
    }

    /// Whether `entry`, which has no version to be read, takes it from another manifest: a gemspec from version.rb.
    pub(super) fn has_elsewhere(&self, entry: &ManifestDraft, current: Option<&Current>) -> bool {
        let is_home = |other: &ManifestDraft| match entry.format {
            Format::Gemspec => matches!(other.format, Format::VersionRb | Format::VersionFile),
            Format::Pyproject | Format::SetupCfg => {
                matches!(other.format, Format::SetupPy | Format::VersionFile)
            }
            _ => false,
        };
        let mut others = self.entries.iter().filter(|other| is_home(other));
        entry.text.is_err() && others.any(|other| other.is_written(self.scheme, current))
    }

    /// Prefers the name that a package has over that of its folder.
    pub(super) fn add_package_name(&mut self, name: &str) {
        self.add_name(name);
        if let (true, Some(place)) =
            (self.is_named_by_folder, self.names.iter().position(|known| known == name))
        {
            self.names.swap(0, place);
            self.slugs.swap(0, place);
        }
        self.is_named_by_folder = false;
    }

    pub(super) fn version(&self) -> Option<Version> {
        self.current.as_ref().and_then(|current| current.version)
    }

    /// The file or tag that it is best known from.
    pub(super) fn source(&self) -> Source {
        let tags = self.forms.first().map(|form| Source::Tag(format!("{}*{}", form.before, form.after)));
        let file = self.entries.first().map(|entry| Source::file(&entry.path));
        file.or(tags).unwrap_or_else(|| Source::file("."))
    }
}

impl ManifestDraft {
    /// Which place it means.
    pub(super) fn target(&self) -> Target<'_> {
        let target = Target::new(self.format);
        match &self.field {
            Some(field) => target.field(field.as_str()),
            None => target,
        }
    }

    /// The version that stands there, in `scheme`; `None` where it is written in no form that the ecosystem has.
    pub(super) fn version(&self, scheme: Scheme) -> Option<Version> {
        self.target().parse(self.text.as_deref().ok()?, scheme)
    }

    /// What marks the version there as one in development, above the released one of `current`: `-SNAPSHOT`.
    pub(super) fn development(&self, scheme: Scheme, current: Option<&Current>) -> Option<&'static str> {
        let text = self.text.as_deref().ok()?;
        let released = current?.version?;
        DEVELOPMENT.into_iter().find(|suffix| {
            let base = text.strip_suffix(suffix).and_then(|base| self.target().parse(base, scheme));
            base.is_some_and(|base| base > released)
        })
    }

    /// Whether a release can write it: it holds a version of `current`, or one that is in development.
    pub(super) fn is_written(&self, scheme: Scheme, current: Option<&Current>) -> bool {
        self.agrees(current) || self.development(scheme, current).is_some()
    }

    /// Whether what stands there is how `current` is written there.
    pub(super) fn agrees(&self, current: Option<&Current>) -> bool {
        let known = current.map_or([None, None], |current| [current.version, current.next]);
        let is = |version| self.target().render(version).is_ok_and(|text| Ok(text) == self.text);
        known.into_iter().flatten().any(is)
    }
}
