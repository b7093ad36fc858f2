//! One component of a product file, read without the rest: for the many product files of a history.

use toml::de::DeTable;

use super::keys::FILE;
use super::load::read_component;
use super::read::{Errors, Reader};
use super::validate::Loaded;
use super::{Component, ComponentId};

const BOM: char = '\u{feff}';

impl Component {
    /// The component `id` as the product file `text` has it, without what it follows and requires, which only the file
    /// as a whole can tell. `None` where the file has none, or one with errors; errors elsewhere in the file are none.
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
        let text = text.strip_prefix(BOM).unwrap_or(text);
        excerpt(text, id).and_then(|excerpt| read(&excerpt, id)).or_else(|| read(text, id))
    }
}

fn read(text: &str, id: &ComponentId) -> Option<Component> {
    let (document, syntax) = DeTable::parse_recoverable(text);
    if !syntax.is_empty() {
        return None;
    }
    let file = Reader::new(document.get_ref(), &FILE, 0..0, &mut Errors::default());
    let components = file.entries("components", &mut Errors::default());
    let entry = components.iter().find(|entry| entry.name() == id.as_str())?;
    let (mut loaded, mut errors) = (Loaded::default(), Errors::default());
    let reader = Reader::of(entry.name(), entry.value, &super::keys::COMPONENT, &mut errors)?;
    read_component(Some(id.clone()), &reader, entry.span(), &mut loaded, &mut errors);
    loaded.components.pop().filter(|_| errors.0.is_empty())
}

/// The tables of the component, where each has a header at the start of a line, as files that people write have them. A
/// text of several lines could hide one, or seem to be one.
fn excerpt(text: &str, id: &ComponentId) -> Option<String> {
    if text.contains("\"\"\"") || text.contains("'''") {
        return None;
    }
    let header = format!("[components.{id}");
    let mut excerpt = String::new();
    for (at, _) in text.match_indices(&header) {
        let (before, behind) = text.split_at_checked(at)?;
        let before = before.strip_suffix('[').unwrap_or(before);
        let starts_line = before.is_empty() || before.ends_with('\n');
        if !starts_line || !behind.get(header.len()..)?.starts_with([']', '.']) {
            continue;
        }
        let block = text.get(before.len()..)?;
        let end = block.find("\n[").map_or(block.len(), |end| end + 1);
        excerpt += block.get(..end)?;
    }
    (!excerpt.is_empty()).then_some(excerpt)
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
