//! Cargo.lock: the entries of workspace members, which follow their Cargo.toml.

use toml::de::{DeTable, DeValue};

use super::Format;
use super::error::ManifestErrorKind;
use super::site::{Found, literal, only};
use super::toml_text::{as_table, as_text, inside, parse, site};

/// The version of the crate `field` that has no `source`, and what other entries call it by that version.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let format = Format::CargoLock;
    let needed = ManifestErrorKind::FieldNeeded { format, meaning: "the name of the crate" };
    let name = field.ok_or_else(|| needed.anywhere())?;
    let document = parse(text)?;
    let entries: Vec<&DeTable<'_>> = match document.get_ref().get("package").map(toml::Spanned::get_ref) {
        Some(DeValue::Array(entries)) => entries.iter().filter_map(as_table).collect(),
        _ => Vec::new(),
    };
    let what = format!("entry of the workspace for `{name}`");
    let mut sites = Vec::new();
    for entry in &entries {
        let named = entry.get("name").and_then(as_text) == Some(name);
        if let (true, None, Some(version)) = (named, entry.get("source"), entry.get("version")) {
            sites.push(site(text, version, &what)?);
        }
    }
    let mut sites = only(text, sites, &what)?;
    let full = sites.first().map(|site| format!("{name} {}", site.text)).unwrap_or_default();
    for dependency in entries.iter().filter_map(|entry| entry.get("dependencies")) {
        let DeValue::Array(dependencies) = dependency.get_ref() else { continue };
        // Where the lock holds several versions of a name, entries say which one they mean: `core 1.2.0`.
        for value in dependencies.iter().filter(|value| as_text(value) == Some(&full)) {
            let span = inside(text, value.span());
            let version = full.get(name.len() + 1..).unwrap_or_default();
            sites.push(literal(text, span.start + name.len() + 1..span.end, version, &what)?);
        }
    }
    Ok(sites)
}
