//! From which commit on changes are pending (H2).

use toml::de::{DeTable, DeValue};

use crate::product::{Component, ComponentId, Product};
use crate::version::Version;

/// What the pending commits of a component are counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// The component was never released: all commits count.
    Never,
    /// The tag of its stable version, and the place of the commit that it is on.
    Tag {
        /// The name of the tag.
        name: Box<str>,
        /// The place of the commit in the log.
        at: usize,
    },
    /// No tag is of its stable version: the last commit that changed that version in the product file.
    Commit {
        /// The place of the commit in the log.
        at: usize,
    },
}

impl Base {
    /// The place of its commit in the log.
    #[must_use]
    pub fn at(&self) -> Option<usize> {
        match self {
            Base::Never => None,
            Base::Tag { at, .. } | Base::Commit { at } => Some(*at),
        }
    }

    /// The names that a tag of `version` of `component` may have, the one of today first.
    #[must_use]
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

    /// The last commit that set the `key` (`version` or `next`) of the component `id` to `version`, by the product files
    /// of the past.
    ///
    /// `files` has the commits that touch the product file, the newest first: each with its place, and with the text of
    /// the file after it and before it. `None` where no commit set that version, as one that is not committed yet.
    #[must_use]
    pub fn set_by<'t>(
        id: &ComponentId,
        key: &str,
        version: Version,
        files: impl IntoIterator<Item = (usize, Option<&'t str>, Option<&'t str>)>,
    ) -> Option<usize> {
        let wanted = version.to_string();
        let has_it = |text: Option<&str>| {
            text.and_then(|text| key_in(text, id, key)).is_some_and(|found| found == wanted)
        };
        files.into_iter().find(|(_, after, before)| has_it(*after) && !has_it(*before)).map(|(at, ..)| at)
    }
}

/// The value of `key` of the component `id` in the text of a product file, be it one that only an older reader takes.
fn key_in(text: &str, id: &ComponentId, key: &str) -> Option<String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (document, _) = DeTable::parse_recoverable(text);
    let DeValue::Table(components) = document.get_ref().get("components")?.get_ref() else { return None };
    let DeValue::Table(component) = components.get(id.as_str())?.get_ref() else { return None };
    component.get(key)?.get_ref().as_str().map(str::to_owned)
}
