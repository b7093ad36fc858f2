//! From which commit on changes are pending (H2).

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::bom::without_mark;
use crate::plan::base_on;
use crate::product::{Component, ComponentId, Product};
use crate::version::{DevPatchVersion, Line, Version};

/// What the pending commits of a component are counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// The component was never released: all commits count.
    Never,
    /// The tag of its stable version, and the place of the commit that it is on.
    Tag {
        name: Box<str>,
        /// The place of the commit in the log.
        at: usize,
    },
    /// No tag is of its stable version: the last commit that changed that version in the product file.
    Commit {
        version: Version,
        /// The place of the commit in the log.
        at: usize,
    },
}

impl Base {
    /// The place of its commit in the log.
    pub fn at(&self) -> Option<usize> {
        match self {
            Base::Never => None,
            Base::Tag { at, .. } | Base::Commit { at, .. } => Some(*at),
        }
    }

    /// The names that a tag of `version` of `component` may have, the one of today first.
    pub fn tags(product: &Product, component: &Component, version: Version) -> Vec<String> {
        let templates = std::iter::once(product.tag_of(component)).chain(component.tag_aliases());
        let mut names: Vec<String> = Vec::new();
        for name in templates.map(|template| template.name(component.id(), version)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The versions whose release the pending changes of `component` may be counted from, the best first: where it has none
    /// there is no base. With a `line` that of its release there (Rule B7).
    ///
    /// A development build is not a release, so that of a component of the scheme `dev-patch` counts only where no release
    /// before it is known.
    ///
    /// ```
    /// use dateline::pending::Base;
    /// use dateline::product::Product;
    ///
    /// let product = Product::from_toml(
    ///     r#"
    ///     [product]
    ///     name = "Chain"
    ///     [components.core]
    ///     lead = true
    ///     version = "1.2"
    ///     maintained = ["1.1.20170615"]
    ///     [components.app]
    ///     scheme = "dev-patch"
    ///     version = "2.0.3"
    ///     "#,
    /// )?;
    /// let versions = |place: usize, line: Option<&str>| {
    ///     let versions = Base::versions(&product.components()[place], line.map(|line| line.parse().unwrap()));
    ///     versions.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    /// };
    /// assert_eq!(versions(0, None), "1.2");
    /// assert_eq!(versions(0, Some("1.1")), "1.1.20170615");
    /// assert_eq!(versions(0, Some("1.0")), "");
    /// assert_eq!(versions(1, None), "2.0 2.0.3");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn versions(component: &Component, line: Option<Line>) -> Vec<Version> {
        if let Some(line) = line {
            return base_on(component, line).into_iter().collect();
        }
        let Some(version) = component.version() else { return Vec::new() };
        let release = match version {
            Version::DevPatch(build) if build.patch().is_some() => Some(build.line()),
            _ => None,
        };
        match release {
            // The first development builds are 0.0.1 and so on, the first release is 0.1 (Rule B6).
            Some(Line::ZERO) => Vec::new(),
            Some(line) => vec![Version::DevPatch(DevPatchVersion::release(line)), version],
            None => vec![version],
        }
    }

    /// The version of the open series of `component`: its prerelease, or its development build.
    pub fn series(component: &Component) -> Option<Version> {
        let build = component.version().filter(|version| matches!(version, Version::DevPatch(_)));
        component.next().or(build.filter(|version| version.patch().is_some()))
    }

    /// The last commit that gave the component `id` the `version`, by the product files of the past: as its `version` or
    /// `next`, or as one that it maintains.
    ///
    /// `files` has the commits that touch the product file, the newest first: each with its place, and with the text of
    /// the file after it and before it. `None` where no commit set that version, as one that is not committed yet.
    pub fn set_by<'t>(
        id: &ComponentId,
        version: Version,
        files: impl IntoIterator<Item = (usize, Option<&'t str>, Option<&'t str>)>,
    ) -> Option<usize> {
        let wanted = version.to_string();
        let has_it = |text: Option<&str>| text.is_some_and(|text| has(text, id, &wanted));
        files.into_iter().find(|(_, after, before)| has_it(*after) && !has_it(*before)).map(|(at, ..)| at)
    }
}

/// Whether the component `id` has `version` in the text of a product file, which may be of an older version that we no longer read.
fn has(text: &str, id: &ComponentId, version: &str) -> bool {
    let text = without_mark(text);
    let (document, _) = DeTable::parse_recoverable(text);
    let Some(DeValue::Table(components)) = document.get_ref().get("components").map(Spanned::get_ref) else {
        return false;
    };
    let Some(DeValue::Table(component)) = components.get(id.as_str()).map(Spanned::get_ref) else {
        return false;
    };
    ["version", "next", "maintained"].into_iter().filter_map(|key| component.get(key)).any(
        |value| match value.get_ref() {
            DeValue::Array(entries) => entries.iter().any(|entry| entry.get_ref().as_str() == Some(version)),
            value => value.as_str() == Some(version),
        },
    )
}
