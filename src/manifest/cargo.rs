//! Cargo.toml: <https://doc.rust-lang.org/cargo/reference/manifest.html>.

use super::error::{Home, HomeKind, ManifestError};
use super::site::{Found, ManifestPlace, elsewhere, only};
use super::toml_text::{Value, as_table, get, is_true, parse, site};

const PACKAGE: [&str; 2] = ["package", "version"];
const WORKSPACE: [&str; 3] = ["workspace", "package", "version"];

/// `[package].version` or `[workspace.package].version`; with both, a field says which.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let document = parse(text)?;
    let table = document.get_ref();
    if let Some(field) = field {
        return super::toml_text::by_field(text, table, field, inherited);
    }
    let (own, shared) = (get(table, &PACKAGE), get(table, &WORKSPACE));
    let shared = shared.map(|value| place(text, value, "workspace.package.version"));
    let own = match (own, &shared) {
        // The workspace's version is the package's own where both are in one file.
        (Some(value), Some(_)) if is_inherited(value) => None,
        (value, _) => value.map(|value| place(text, value, "package.version")),
    };
    only(text, own.into_iter().chain(shared).collect::<Result<_, _>>()?, "`package.version`")
}

fn place(text: &str, value: &Value<'_>, path: &str) -> Result<ManifestPlace, ManifestError> {
    inherited(text, value, path)?;
    site(text, value, &format!("`{path}`"))
}

/// Refuses `version.workspace = true`.
fn inherited(text: &str, value: &Value<'_>, path: &str) -> Result<(), ManifestError> {
    if !is_inherited(value) {
        return Ok(());
    }
    let home = Home::outside(HomeKind::Workspace, "workspace.package.version");
    Err(elsewhere(text, value.span().start, &format!("`{path}`"), home))
}

fn is_inherited(value: &Value<'_>) -> bool {
    as_table(value).and_then(|table| table.get("workspace")).is_some_and(is_true)
}
