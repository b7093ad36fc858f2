//! pyproject.toml: <https://packaging.python.org/specifications/pyproject-toml/>, and the tables of Poetry and uv.

use super::super::error::ManifestError;
use super::super::toml_text::{as_table, as_text, get, parse, texts};
use super::{Dependency, Package, Provider, Workspace};

pub(super) fn package(text: &str) -> Result<Package, ManifestError> {
    let document = parse(text)?;
    let root = document.get_ref();
    let name = [["project", "name"].as_slice(), &["tool", "poetry", "name"]];
    let name = name.into_iter().find_map(|keys| get(root, keys)).and_then(as_text).map(str::to_owned);
    let mut dependencies = Vec::new();
    // `[tool.uv.sources]` says where development takes packages from, not what is published.
    let poetry = get(root, &["tool", "poetry", "dependencies"]).and_then(as_table);
    for (_, value) in poetry.into_iter().flatten() {
        let folder = as_table(value).and_then(|table| table.get("path")).and_then(as_text);
        let on = folder.map(|folder| Provider::Folder(folder.to_owned()));
        dependencies.extend(on.map(|on| Dependency { on, is_shipped: true }));
    }
    let required = get(root, &["project"]).and_then(as_table).map(|project| texts(project, "dependencies"));
    for requirement in required.unwrap_or_default() {
        let name = requirement.trim_start();
        let end =
            name.find(|c: char| !(c.is_ascii_alphanumeric() || "-_.".contains(c))).unwrap_or(name.len());
        let name = name.get(..end).unwrap_or_default().to_owned();
        dependencies.push(Dependency { on: Provider::Name(name), is_shipped: false });
    }
    let workspace = get(root, &["tool", "uv", "workspace"]).and_then(as_table).map(|workspace| Workspace {
        members: texts(workspace, "members"),
        excluded: texts(workspace, "exclude"),
        dependencies: Vec::new(),
    });
    Ok(Package { name, is_private: false, workspace, dependencies })
}
