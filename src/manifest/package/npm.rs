//! package.json: <https://docs.npmjs.com/cli/configuring-npm/package-json>.

use jsonc_parser::ast::{Object, Value};

use super::super::error::ManifestError;
use super::super::json_text::{member, object, parse, texts};
use super::{Dependency, Package, Provider, Workspace};

pub(super) fn package(text: &str) -> Result<Package, ManifestError> {
    let root = parse(text)?;
    let value = |name| Ok::<_, ManifestError>(member(text, &root, name)?.map(|member| &member.value));
    let name = value("name")?.and_then(Value::as_string_lit).map(|name| name.value.clone().into_owned());
    let is_private = value("private")?.and_then(Value::as_boolean_lit).is_some_and(|flag| flag.value);
    let workspace = match value("workspaces")? {
        Some(Value::Array(_)) => texts(value("workspaces")?),
        Some(Value::Object(workspaces)) => {
            texts(member(text, workspaces, "packages")?.map(|member| &member.value))
        }
        _ => Vec::new(),
    };
    let mut dependencies = Vec::new();
    for key in ["dependencies", "optionalDependencies", "peerDependencies"] {
        dependencies.extend(object(text, &root, key)?.into_iter().flat_map(of_object));
    }
    let workspace = (!workspace.is_empty()).then(|| {
        let (excluded, members) = workspace.into_iter().partition(|pattern| pattern.starts_with('!'));
        Workspace { members, excluded: without_mark(excluded), dependencies: Vec::new() }
    });
    Ok(Package { name, is_private, workspace, dependencies })
}

fn without_mark(patterns: Vec<String>) -> Vec<String> {
    patterns.into_iter().map(|pattern| pattern.trim_start_matches('!').to_owned()).collect()
}

fn of_object(object: &Object<'_>) -> Vec<Dependency> {
    let one = |name: &str, wanted: &str| {
        let folder = wanted.strip_prefix("file:").or_else(|| wanted.strip_prefix("link:"));
        let on = folder.map_or_else(|| Provider::Name(name.to_owned()), |at| Provider::Folder(at.to_owned()));
        // What is published of `workspace:*` requires that very version; `workspace:^` allows later ones.
        let is_shipped = folder.is_some() || matches!(wanted, "workspace:*" | "workspace:");
        Dependency { on, is_shipped }
    };
    let members = object.properties.iter();
    members
        .filter_map(|member| Some(one(member.name.as_str(), &member.value.as_string_lit()?.value)))
        .collect()
}
