//! Cargo.toml: <https://doc.rust-lang.org/cargo/reference/manifest.html>.

use toml::de::{DeTable, DeValue};

use super::error::{Home, HomeKind, ManifestError, ManifestErrorKind};
use super::site::{Found, Site, Values, elsewhere, literal, numbered, only};
use super::target::splice;
use super::toml_text::{Value, as_table, as_text, get, inside, parse, site};

const PACKAGE: [&str; 2] = ["package", "version"];
const WORKSPACE: [&str; 3] = ["workspace", "package", "version"];

/// `[package].version` or `[workspace.package].version`; with both, a field tells which.
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

fn place(text: &str, value: &Value<'_>, path: &str) -> Result<Site, ManifestError> {
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
    let workspace = as_table(value).and_then(|table| table.get("workspace"));
    workspace.is_some_and(|value| matches!(value.get_ref(), DeValue::Boolean(true)))
}

/// The text of a Cargo.toml in which every path dependency on the crate `name` that has a version requires `version`.
///
/// An operator before the version stays: `=1.2.0` becomes `=1.3.0`. A dependency under another name counts
/// (`core = { package = "chain-core", … }`), and so does `[workspace.dependencies]`. Without such a dependency the text
/// is as it was. Refused for a requirement of several versions, such as `>=1, <2`.
///
/// ```
/// use dateline::manifest::requirements;
///
/// let text = "[dependencies]\nchain-core = { path = '../core', version = '=1.2.0' } # ours\nserde = '1'\n";
/// let edited = requirements(text, "chain-core", "1.3.0")?;
/// assert_eq!(edited, text.replace("1.2.0", "1.3.0"));
/// # Ok::<(), dateline::manifest::ManifestError>(())
/// ```
pub fn requirements(text: &str, name: &str, version: &str) -> Result<String, ManifestError> {
    let body = text.trim_start_matches('\u{feff}');
    let (mark, _) = text.split_at(text.len() - body.len());
    let sites = requirement_sites(body, name)?;
    let edited = splice(body, &sites, &Values::version(version), |edited| requirement_sites(edited, name))?;
    Ok(format!("{mark}{edited}"))
}

fn requirement_sites(text: &str, name: &str) -> Found {
    let document = parse(text)?;
    let mut sites = Vec::new();
    for (key, value) in dependency_tables_of(document.get_ref()).into_iter().flatten() {
        let Some(dependency) = as_table(value) else { continue };
        let package = dependency.get("package").and_then(as_text).unwrap_or(key.get_ref());
        if let (true, Some(_), Some(version)) =
            (package == name, dependency.get("path"), dependency.get("version"))
        {
            sites.push(requirement(text, version, &format!("the requirement of `{name}`"))?);
        }
    }
    Ok(numbered(text, sites))
}

/// Every table of dependencies: the package's own, those of its targets, and the workspace's.
fn dependency_tables_of<'t, 'i>(root: &'t DeTable<'i>) -> Vec<&'t DeTable<'i>> {
    let mut tables = dependency_tables(root);
    if let Some(workspace) = root.get("workspace").and_then(as_table) {
        tables.extend(dependency_tables(workspace));
    }
    let targets = root.get("target").and_then(as_table).into_iter().flat_map(DeTable::values);
    tables.extend(targets.filter_map(as_table).flat_map(dependency_tables));
    tables
}

fn dependency_tables<'t, 'i>(table: &'t DeTable<'i>) -> Vec<&'t DeTable<'i>> {
    let names =
        ["dependencies", "dev-dependencies", "dev_dependencies", "build-dependencies", "build_dependencies"];
    names.iter().filter_map(|name| table.get(*name).and_then(as_table)).collect()
}

/// The version behind the operator of a requirement.
fn requirement(text: &str, value: &Value<'_>, what: &str) -> Result<Site, ManifestError> {
    let Some(content) = as_text(value) else { return site(text, value, what) };
    let span = inside(text, value.span());
    let version = content.trim_start_matches(['=', '^', '~', '>', '<', ' ']);
    let operator = content.len() - version.len();
    if version.contains([',', '*', '<', '>']) || content.starts_with('<') {
        let (what, content) = (what.to_owned(), content.to_owned());
        return Err(ManifestErrorKind::NotSingle { what, text: content }.at(text, span.start));
    }
    literal(text, span.start + operator..span.end, version, what)
}
