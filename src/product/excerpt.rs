//! One component of a product file, read without the rest: for the many product files of a history.

use memchr::memmem;
use toml::de::{DeTable, DeValue};

use super::load::read_component;
use super::names::Index;
use super::read::{Errors, Reader};
use super::validate::Loaded;
use super::{Component, ComponentId};
use crate::bom::without_mark;

impl Component {
    /// The component `id` as the product file `text` has it, without what it follows and requires, which only the file
    /// as a whole can show. `None` where the file has none, or one with errors; errors elsewhere in the file are none.
    ///
    /// ```
    /// use dateline::product::Component;
    ///
    /// let text = "[product]\nname = 'Chain'\n[components.core]\nversion = '1.0'\n[components.mac]\nversion = 'v1'\n";
    /// let core = Component::alone(text, &"core".parse()?).unwrap();
    /// assert_eq!(core.version().unwrap().to_string(), "1.0");
    /// assert!(Component::alone(text, &"mac".parse()?).is_none());
    /// # Ok::<(), dateline::product::IdError>(())
    /// ```
    #[must_use]
    pub fn alone(text: &str, id: &ComponentId) -> Option<Component> {
        Component::each_alone(text, [id]).pop().flatten()
    }

    /// The same for several components of one text, which is searched once for all of them.
    #[must_use]
    pub fn each_alone<'i>(
        text: &str,
        ids: impl IntoIterator<Item = &'i ComponentId>,
    ) -> Vec<Option<Component>> {
        let text = without_mark(text);
        let ids: Vec<&ComponentId> = ids.into_iter().collect();
        let excerpts = excerpts(text, &ids);
        let excerpted = |id: &ComponentId| Whole::of(excerpts.get(id.as_str())?).read(id);
        let mut whole = None;
        let mut in_whole = |id: &ComponentId| Whole::read(whole.get_or_insert_with(|| Whole::of(text)), id);
        ids.into_iter().map(|id| excerpted(id).or_else(|| in_whole(id))).collect()
    }
}

/// A text taken apart by the rules of TOML.
struct Whole<'t> {
    /// Nothing where the text is not valid TOML.
    table: Option<DeTable<'t>>,
}

impl<'t> Whole<'t> {
    fn of(text: &'t str) -> Self {
        let (document, syntax) = DeTable::parse_recoverable(text);
        Whole { table: syntax.is_empty().then(|| document.into_inner()) }
    }

    fn read(&self, id: &ComponentId) -> Option<Component> {
        let components = self.table.as_ref()?.get("components")?;
        let DeValue::Table(components) = components.get_ref() else { return None };
        let (key, value) = components.get_key_value(id.as_str())?;
        let (mut loaded, mut errors) = (Loaded::default(), Errors::default());
        let reader = Reader::of(id.as_str(), value, &super::keys::COMPONENT, &mut errors)?;
        read_component(Some(id.clone()), &reader, key.span(), &mut loaded, &mut errors);
        loaded.components.pop().filter(|_| errors.0.is_empty())
    }
}

/// The tables of each of the components `ids`, where each has a header at the start of a line, as files that people write
/// have them. None for a text with strings of several lines, which could hide a header or seem to be one.
fn excerpts<'i>(text: &str, ids: &[&'i ComponentId]) -> Index<&'i str, String> {
    let has = |quotes: &str| memmem::find(text.as_bytes(), quotes.as_bytes()).is_some();
    if has("\"\"\"") || has("'''") {
        return Index::default();
    }
    let mut excerpts: Index<&str, String> = ids.iter().map(|id| (id.as_str(), String::new())).collect();
    let header = memmem::Finder::new("\n[");
    let mut rest = text;
    while !rest.is_empty() {
        let (block, behind) = rest.split_at(header.find(rest.as_bytes()).map_or(rest.len(), |end| end + 1));
        rest = behind;
        if let Some(excerpt) = component_of(block).and_then(|id| excerpts.get_mut(id)) {
            excerpt.push_str(block);
        }
    }
    excerpts
}

/// The component whose header a block starts with: `[components.core]`, `[[components.core.manifests]]`.
fn component_of(block: &str) -> Option<&str> {
    let header = block.strip_prefix("[[").or_else(|| block.strip_prefix('['))?;
    let header = header.strip_prefix("components.")?;
    header.get(..header.find([']', '.'])?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_alone_is_what_it_is_in_the_whole_file_however_that_is_written() {
        let keys = "version = '1.2'\nnext = '1.3-next.0'\nmaintained = [\n  '1.1',\n]\n";
        for text in [
            format!("[components.core]\n{keys}[components.core.surfaces]\napi = {{ version = 4 }}\n[components.core-x]\n"),
            format!("[components.core-x]\n[components.core]\n{keys}surfaces.api.version = 4\n[components.y]\n"),
            format!("\u{feff}[components.core]\r\n{keys}[components.core.surfaces.api]\nversion = 4"),
            format!("[components.'core']\n{keys}surfaces.api = {{ version = 4 }}\n"),
            format!("  [components.core]\n{keys}surfaces.api = {{ version = 4 }}\n"),
            "components.core = { version = '1.2', next = '1.3-next.0', maintained = ['1.1'], surfaces.api.version = 4 }"
                .to_owned(),
            format!("[components.x]\ntitle = '''\n[components.core]\n'''\n[components.core]\n{keys}surfaces.api.version = 4"),
        ] {
            let core = Component::alone(&text, &"core".parse().unwrap()).unwrap();
            assert_eq!(core.version().unwrap().to_string(), "1.2", "{text}");
            assert_eq!(core.next().unwrap().to_string(), "1.3-next.0", "{text}");
            assert_eq!(core.maintained().len(), 1, "{text}");
            assert_eq!(core.surfaces()[0].version.to_string(), "4", "{text}");
        }
        for text in
            ["", "[components]", "[components.core]\nversion = '1'\n", "[components.cor", "components = 1"]
        {
            assert_eq!(Component::alone(text, &"core".parse().unwrap()), None, "{text}");
        }
    }
}
