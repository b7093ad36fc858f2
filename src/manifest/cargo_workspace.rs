//! What a Cargo.toml tells of the packages around it: <https://doc.rust-lang.org/cargo/reference/workspaces.html>.

use toml::de::{DeTable, DeValue};

use super::cargo::{dependency_tables_of, is_inherited};
use super::error::ManifestError;
use super::toml_text::{as_table, as_text, get, parse};

/// What a Cargo.toml tells of the packages around it. Folders are as written, relative to its own.
///
/// ```
/// use dateline::manifest::Surroundings;
///
/// let text = "[workspace]\nmembers = ['crates/*']\nexclude = ['crates/old']\n[workspace.dependencies]\n\
///             core = { path = 'core', version = '1.2.0' }";
/// let around = Surroundings::of(text)?;
/// assert_eq!((around.is_workspace, around.package), (true, None));
/// assert_eq!((around.members, around.excluded), (vec!["crates/*".to_owned()], vec!["crates/old".to_owned()]));
/// assert_eq!(around.dependencies, ["core"]);
/// # Ok::<(), dateline::manifest::ManifestError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Surroundings {
    /// The name of the crate that it makes; `None` for a workspace without one.
    pub package: Option<String>,
    /// Whether that crate takes its version from the workspace.
    pub inherits_version: bool,
    /// Whether it is the root of a workspace.
    pub is_workspace: bool,
    /// The folders of the workspace's members; `*` in a part stands for any text.
    pub members: Vec<String>,
    /// The folders that are none of its members.
    pub excluded: Vec<String>,
    /// The folders of path dependencies.
    pub dependencies: Vec<String>,
}

impl Surroundings {
    /// Reads the text of a Cargo.toml; refused where it is no TOML.
    pub fn of(text: &str) -> Result<Self, ManifestError> {
        let document = parse(text.trim_start_matches('\u{feff}'))?;
        let root = document.get_ref();
        let tables = dependency_tables_of(root);
        let paths = tables.into_iter().flat_map(DeTable::values).filter_map(as_table);
        let paths = paths.filter_map(|dependency| dependency.get("path").and_then(as_text));
        Ok(Surroundings {
            package: get(root, &["package", "name"]).and_then(as_text).map(str::to_owned),
            inherits_version: get(root, &["package", "version"]).is_some_and(is_inherited),
            is_workspace: root.contains_key("workspace"),
            members: texts(root, &["workspace", "members"]),
            excluded: texts(root, &["workspace", "exclude"]),
            dependencies: paths.map(str::to_owned).collect(),
        })
    }
}

fn texts(root: &DeTable<'_>, keys: &[&str]) -> Vec<String> {
    match get(root, keys).map(toml::Spanned::get_ref) {
        Some(DeValue::Array(values)) => values.iter().filter_map(as_text).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}
