//! Cargo.lock: the entries of workspace members, which follow their Cargo.toml.

use toml::de::DeTable;

use super::error::{ManifestError, ManifestErrorKind};
use super::format::Format;
use super::lines::body;
use super::link::{Replacement, replace};
use super::site::{Found, ManifestPlace, literal, only};
use super::toml_text::{as_table, as_text, inside, list, parse, site};

/// An entry that gets another version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockEntry {
    pub name: String,
    /// The version that it has in the lock file.
    pub old: String,
    pub new: String,
}

/// The version of the crate `field` that has no `source`, and what other entries call it by that version.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let format = Format::CargoLock;
    let needed = ManifestErrorKind::FieldNeeded { format, meaning: "the name of the crate" };
    let name = field.ok_or_else(|| needed.anywhere())?;
    let document = parse(text)?;
    let entries = entries(document.get_ref());
    let what = what(name);
    let own = entries.iter().filter(|entry| is_own(entry, name)).filter_map(|entry| entry.get("version"));
    let own = own.map(|version| site(text, version, &what)).collect::<Result<Vec<_>, _>>()?;
    let mut sites = only(text, own, &what)?;
    let old = sites.first().map(|site| site.text.clone()).unwrap_or_default();
    sites.extend(mentions(text, &entries, name, &old)?);
    Ok(sites)
}

/// `text`, a Cargo.lock, with the new version of each entry of `wanted` that it has without a source. What it does not
/// have, and what is at another version than `old`, stays.
pub fn cargo_lock(text: &str, wanted: &[LockEntry]) -> Result<String, ManifestError> {
    let plain = body(text);
    let document = parse(plain)?;
    let entries = entries(document.get_ref());
    let mut replacements = Vec::new();
    for one in wanted {
        let what = what(&one.name);
        let own = entries.iter().filter(|entry| is_own(entry, &one.name));
        let own = own.filter_map(|entry| entry.get("version"));
        let mut sites = Vec::new();
        for version in own.filter(|version| as_text(version) == Some(&one.old)) {
            sites.push(site(plain, version, &what)?);
        }
        if !sites.is_empty() {
            sites.extend(mentions(plain, &entries, &one.name, &one.old)?);
        }
        replacements
            .extend(sites.into_iter().map(|site| Replacement { span: site.span, text: one.new.clone() }));
    }
    let mark = text.len() - plain.len();
    for one in &mut replacements {
        one.span = one.span.start + mark..one.span.end + mark;
    }
    Ok(replace(text, replacements))
}

fn what(name: &str) -> String {
    format!("entry of the workspace for `{name}`")
}

/// The packages of the lock file, and the patches that nothing uses.
fn entries<'t, 'i>(root: &'t DeTable<'i>) -> Vec<&'t DeTable<'i>> {
    let unused = root.get("patch").and_then(as_table).map(|patch| list(patch, "unused"));
    list(root, "package").iter().chain(unused.unwrap_or_default()).filter_map(as_table).collect()
}

fn is_own(entry: &DeTable<'_>, name: &str) -> bool {
    entry.get("name").and_then(as_text) == Some(name) && !entry.contains_key("source")
}

/// The places where entries say which version of `name` they mean, as they do where the lock file holds several:
/// `core 1.2.0`.
fn mentions(
    text: &str,
    entries: &[&DeTable<'_>],
    name: &str,
    version: &str,
) -> Result<Vec<ManifestPlace>, ManifestError> {
    let full = format!("{name} {version}");
    let dependencies = entries.iter().flat_map(|entry| list(entry, "dependencies"));
    let mentions = dependencies.filter(|value| as_text(value) == Some(&full));
    let place = |span: std::ops::Range<usize>| {
        literal(text, span.start + name.len() + 1..span.end, version, &what(name))
    };
    mentions.map(|value| place(inside(text, value.span()))).collect()
}
