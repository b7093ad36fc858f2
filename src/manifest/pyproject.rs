//! pyproject.toml: <https://packaging.python.org/en/latest/specifications/pyproject-toml/>, and Poetry's own table.

use toml::de::{DeTable, DeValue};

use super::error::{Home, HomeKind, ManifestError};
use super::site::{Found, elsewhere, only};
use super::toml_text::{Value, as_table, as_text, by_field, get, list, parse, site};

/// `[project].version` or `[tool.poetry].version`; with both, a field says which.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let document = parse(text)?;
    let table = document.get_ref();
    if let Some(field) = field {
        return by_field(text, table, field, |_, _, _| Ok(()));
    }
    refuse_dynamic(text, table)?;
    let mut sites = Vec::new();
    for path in [&["project", "version"][..], &["tool", "poetry", "version"]] {
        if let Some(value) = get(table, path) {
            sites.push(site(text, value, &format!("`{}`", path.join(".")))?);
        }
    }
    only(text, sites, "`project.version`")
}

/// Refuses `dynamic = ["version"]`, which leaves the version to the build backend.
fn refuse_dynamic(text: &str, table: &DeTable<'_>) -> Result<(), ManifestError> {
    let Some(list) = get(table, &["project", "dynamic"]) else { return Ok(()) };
    let DeValue::Array(names) = list.get_ref() else { return Ok(()) };
    match names.iter().find(|name| as_text(name) == Some("version")) {
        // Poetry 2 leaves `version` in its own table and calls it dynamic.
        Some(_) if get(table, &["tool", "poetry", "version"]).is_some() => Ok(()),
        Some(name) => Err(elsewhere(text, name.span().start, "`project.version`", home(table))),
        None => Ok(()),
    }
}

/// What the usual build backends are set to read.
fn home(table: &DeTable<'_>) -> Home {
    let setuptools = get(table, &["tool", "setuptools", "dynamic", "version"]).and_then(as_table);
    let of = |kind, value: &Value<'_>| as_text(value).map(|name| Home::outside(kind, name));
    let dynamic = setuptools.and_then(|table| {
        let attribute = table.get("attr").and_then(|value| of(HomeKind::Attribute, value));
        attribute.or_else(|| {
            let one = table.get("file").and_then(|value| of(HomeKind::File, value));
            one.or_else(|| list(table, "file").first().and_then(|value| of(HomeKind::File, value)))
        })
    });
    let path =
        || get(table, &["tool", "hatch", "version", "path"]).and_then(|value| of(HomeKind::File, value));
    let scm = ["setuptools_scm", "hatch", "pdm", "flit"]
        .into_iter()
        .find(|tool| get(table, &["tool", tool]).is_some());
    dynamic.or_else(path).unwrap_or_else(|| {
        let name = scm.map_or_else(|| "[build-system]".to_owned(), |tool| format!("[tool.{tool}]"));
        Home::outside(HomeKind::Backend, name)
    })
}
