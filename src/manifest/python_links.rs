//! Python packages that are pinned, `core==1.0`, in the files of the packages around them (PEP 440, PEP 508), and the lock
//! files of uv and Poetry, which repeat the versions of packages in folders.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::code::{Language, Lexer, TokenKind};
use super::error::ManifestError;
use super::lines::{body, lines, part};
use super::link::{Replacement, replace};
use super::toml_text::{Value, as_table, as_text, get, inside, list, parse};
use crate::ecosystem::Ecosystem;

/// A Python package that gets another version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PythonPin {
    /// Its name, in any spelling that PyPI takes for it.
    pub name: String,
    pub old: String,
    pub new: String,
}

impl PythonPin {
    fn is(&self, name: &str) -> bool {
        normal(name) == normal(&self.name)
    }

    /// What stands instead of `version` behind `==`; `None` where it is not the version that the package had.
    fn becomes(&self, version: &str) -> Option<String> {
        if let Some(prefix) = version.strip_suffix(".*") {
            let parts = prefix.split('.').count();
            let start = |version: &str| version.split('.').take(parts).collect::<Vec<_>>().join(".");
            return (start(&self.old) == prefix).then(|| start(&self.new) + ".*");
        }
        Ecosystem::Pypi.is_same(version, &self.old).then(|| self.new.clone())
    }
}

/// The one spelling of a name that PyPI compares (PEP 503).
fn normal(name: &str) -> String {
    let parts = name.split(['-', '_', '.']).filter(|part| !part.is_empty());
    parts.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

/// `text`, a pyproject.toml, in which what pins a package of `pins` to the version that it had pins it to the new one.
/// Other requirements stay.
///
/// ```
/// use dateline::manifest::{PythonPin, pyproject_pins};
///
/// let pin = PythonPin { name: "chain_core".into(), old: "1.0".into(), new: "1.1".into() };
/// let text = "[project]\ndependencies = ['Chain-Core[fast] == 1.0.0 ; python_version > \"3\"', 'chain-core>=1.0']";
/// assert_eq!(pyproject_pins(text, &[pin])?, text.replace("1.0.0", "1.1"));
/// # Ok::<(), dateline::manifest::ManifestError>(())
/// ```
pub fn pyproject_pins(text: &str, pins: &[PythonPin]) -> Result<String, ManifestError> {
    let plain = body(text);
    let document = parse(plain)?;
    let root = document.get_ref();
    let mut found = Vec::new();
    for value in requirement_lists(root).into_iter().flatten() {
        let span = inside(plain, value.span());
        found.extend(pinned(plain, span, pins));
    }
    for (key, value) in poetry_dependencies(root) {
        let version = as_table(value).map_or(Some(value), |table| table.get("version"));
        let Some(version) = version.filter(|version| as_text(version).is_some()) else { continue };
        let span = inside(plain, version.span());
        let content = part(plain, span.clone());
        // Poetry pins by a bare version, too.
        let bare = content.trim_start_matches(['=', ' ']);
        let start = span.end - bare.len();
        let becomes = pins.iter().filter(|pin| pin.is(key)).find_map(|pin| pin.becomes(bare.trim_end()));
        found.extend(becomes.map(|text| Replacement { span: start..start + bare.trim_end().len(), text }));
    }
    Ok(shifted(text, plain, found))
}

/// `text`, a setup.cfg or a requirements.txt, with the same.
pub fn requirements_pins(text: &str, pins: &[PythonPin]) -> String {
    let mut found = Vec::new();
    for (at, line) in lines(text) {
        let code = line.split('#').next().unwrap_or_default();
        let value =
            code.split_once('=').filter(|(_, rest)| !rest.starts_with('=')).map_or(code, |(_, rest)| rest);
        let start = at + code.len() - value.len();
        found.extend(pinned(text, start..at + code.len(), pins));
    }
    replace(text, found)
}

/// `text`, a setup.py, with the same in its texts: `install_requires=["core==1.0"]`.
#[must_use]
pub fn setup_pins(text: &str, pins: &[PythonPin]) -> String {
    let tokens = Lexer::new(text, Language::Python);
    let found = tokens.filter_map(|token| match token.kind {
        TokenKind::Text(inside, _) => pinned(text, inside, pins),
        _ => None,
    });
    replace(text, found.collect())
}

/// The version of a requirement `NAME[EXTRAS] == VERSION ; MARKER` at `span`, where it pins one of `pins`.
fn pinned(text: &str, span: Range<usize>, pins: &[PythonPin]) -> Option<Replacement> {
    let whole = part(text, span.clone());
    let requirement = whole.split(';').next().unwrap_or_default();
    let (head, version) = requirement.split_once("==")?;
    let version = version.strip_prefix('=').unwrap_or(version);
    let name = head.split('[').next().unwrap_or(head).trim().trim_end_matches('(').trim_end();
    let start = span.start + requirement.len() - version.len() + (version.len() - version.trim_start().len());
    let version = version.trim().trim_end_matches(')').trim_end();
    // A second comparator would say something else again.
    let pin = pins.iter().find(|pin| pin.is(name)).filter(|_| !version.contains([',', ' ']))?;
    Some(Replacement { span: start..start + version.len(), text: pin.becomes(version)? })
}

/// The lists of requirements in a pyproject.toml.
fn requirement_lists<'t, 'i>(root: &'t DeTable<'i>) -> Vec<&'t [Value<'i>]> {
    let project = root.get("project").and_then(as_table);
    let mut lists: Vec<&[Value<'i>]> = project.map(|table| list(table, "dependencies")).into_iter().collect();
    let uv = get(root, &["tool", "uv"]).and_then(as_table);
    lists.extend(uv.map(|table| list(table, "dev-dependencies")));
    let groups = [get(root, &["project", "optional-dependencies"]), root.get("dependency-groups")];
    for table in groups.into_iter().flatten().filter_map(as_table) {
        lists.extend(table.values().filter_map(|value| match value.get_ref() {
            DeValue::Array(values) => Some(&values[..]),
            _ => None,
        }));
    }
    lists
}

/// The dependencies in the tables of Poetry.
fn poetry_dependencies<'t, 'i>(root: &'t DeTable<'i>) -> Vec<(&'t str, &'t Value<'i>)> {
    let Some(poetry) = get(root, &["tool", "poetry"]).and_then(as_table) else { return Vec::new() };
    let groups = poetry.get("group").and_then(as_table).into_iter().flat_map(DeTable::values);
    let tables = std::iter::once(poetry).chain(groups.filter_map(as_table));
    let names = ["dependencies", "dev-dependencies"];
    let tables = tables.flat_map(|table| names.iter().filter_map(|name| table.get(*name).and_then(as_table)));
    tables.flatten().map(|(key, value)| (key.get_ref().as_ref(), value)).collect()
}

/// `text`, a uv.lock or a poetry.lock, with the versions of `pins` in the entries whose source is a folder, as `folder` says
/// where that is; and with what those entries require of each other by `==`.
pub fn python_lock(
    text: &str,
    pins: &[(String, PythonPin)],
    folder: impl Fn(&str) -> Option<String>,
) -> Result<String, ManifestError> {
    let plain = body(text);
    let document = parse(plain)?;
    let all: Vec<PythonPin> = pins.iter().map(|(_, pin)| pin.clone()).collect();
    let mut found = Vec::new();
    for entry in list(document.get_ref(), "package").iter().filter_map(as_table) {
        let Some(at) = entry.get("source").and_then(as_table).and_then(source_folder) else { continue };
        found.extend(version_of(plain, entry, pins, &folder, at));
        let metadata = entry.get("metadata").and_then(as_table);
        for required in metadata.into_iter().flat_map(|table| nested(table, "requires-dist", "requires-dev"))
        {
            let Some(name) = required.get("name").and_then(as_text) else { continue };
            let Some(specifier) = required.get("specifier") else { continue };
            let span = inside(plain, specifier.span());
            let version = part(plain, span.clone()).trim_start_matches('=');
            let start = span.end - version.len();
            let becomes = all.iter().filter(|pin| pin.is(name) && version.len() + 2 <= span.len());
            let becomes = becomes.into_iter().find_map(|pin| pin.becomes(version));
            found.extend(becomes.map(|text| Replacement { span: start..span.end, text }));
        }
    }
    let packages = list(document.get_ref(), "package").iter().filter_map(as_table);
    for mention in packages.flat_map(|entry| list(entry, "dependencies")).filter_map(as_table) {
        if let Some(at) = mention.get("source").and_then(as_table).and_then(source_folder) {
            found.extend(version_of(plain, mention, pins, &folder, at));
        }
    }
    Ok(shifted(text, plain, found))
}

/// The version of `entry`, whose source is the folder `at`, where it is one of `pins`.
fn version_of(
    text: &str,
    entry: &DeTable<'_>,
    pins: &[(String, PythonPin)],
    folder: impl Fn(&str) -> Option<String>,
    at: &str,
) -> Option<Replacement> {
    let (name, version) = (entry.get("name").and_then(as_text)?, entry.get("version")?);
    let at = folder(at)?;
    let (_, pin) = pins.iter().find(|(folder, pin)| *folder == at && pin.is(name))?;
    let span = inside(text, version.span());
    Some(Replacement { text: pin.becomes(part(text, span.clone()))?, span })
}

/// The folder that a package is taken from: `source = { editable = "." }`, `type = "directory"` with a `url`.
fn source_folder<'t>(source: &'t DeTable<'_>) -> Option<&'t str> {
    let said = |key: &str| source.get(key).and_then(as_text);
    let kinds = ["editable", "virtual", "directory"];
    let is_folder = said("type") == Some("directory");
    kinds.iter().find_map(|kind| said(kind)).or_else(|| said("url").filter(|_| is_folder))
}

/// The tables of the list `first`, and those of the lists in the table `second`.
fn nested<'t, 'i>(table: &'t DeTable<'i>, first: &str, second: &str) -> Vec<&'t DeTable<'i>> {
    let groups = table.get(second).and_then(as_table).into_iter();
    let groups = groups.flat_map(|groups| groups.keys().flat_map(|key| list(groups, key.get_ref())));
    list(table, first).iter().chain(groups).filter_map(as_table).collect()
}

/// `text` with `replacements`, whose places are those of the text behind its byte order mark.
fn shifted(text: &str, plain: &str, mut replacements: Vec<Replacement>) -> String {
    let offset = text.len() - plain.len();
    for one in &mut replacements {
        one.span = one.span.start + offset..one.span.end + offset;
    }
    replace(text, replacements)
}
