//! Cargo.toml: <https://doc.rust-lang.org/cargo/reference/workspaces.html>.

use toml::de::{DeTable, DeValue};

use super::super::error::ManifestError;
use super::super::toml_text::{as_table, as_text, get, is_true, parse, texts};
use super::{Dependency, Package, Provider, Workspace};

pub(super) fn package(text: &str) -> Result<Package, ManifestError> {
    let document = parse(text)?;
    let root = document.get_ref();
    let name = get(root, &["package", "name"]).and_then(as_text).map(str::to_owned);
    let is_private = get(root, &["package", "publish"]).is_some_and(|value| match value.get_ref() {
        DeValue::Boolean(published) => !published,
        DeValue::Array(registries) => registries.is_empty(),
        _ => false,
    });
    let workspace = root.get("workspace").and_then(as_table).map(|workspace| Workspace {
        members: texts(workspace, "members"),
        excluded: texts(workspace, "exclude"),
        dependencies: dependencies(workspace).collect(),
    });
    let targets = root.get("target").and_then(as_table).into_iter().flat_map(DeTable::values);
    let tables = std::iter::once(root).chain(targets.filter_map(as_table));
    let dependencies = tables.flat_map(dependencies).map(|(_, dependency)| dependency).collect();
    Ok(Package { name, is_private, workspace, dependencies })
}

/// The dependencies on packages of the same source, each under its key.
fn dependencies(table: &DeTable<'_>) -> impl Iterator<Item = (String, Dependency)> {
    let tables = ["dependencies", "build-dependencies", "build_dependencies"];
    let tables = tables.into_iter().filter_map(|name| table.get(name).and_then(as_table));
    tables.flatten().filter_map(|(key, value)| {
        let key = key.get_ref().as_ref();
        let dependency = as_table(value)?;
        let is_inherited = dependency.get("workspace").is_some_and(is_true);
        let on = match dependency.get("path").and_then(as_text) {
            _ if is_inherited => Provider::Inherited(key.to_owned()),
            Some(folder) => Provider::Folder(folder.to_owned()),
            None => return None,
        };
        Some((key.to_owned(), Dependency { on, is_shipped: dependency.get("version").is_none() }))
    })
}
