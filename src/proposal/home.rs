//! Which folder a manifest is the manifest of, and which folders hold none that count.

use crate::manifest::Format;

/// Folders that hold a package's files for one distribution: the package is what is around them.
const PACKAGING: [&str; 14] = [
    "alpine",
    "arch",
    "build",
    "contrib",
    "deb",
    "dist",
    "distro",
    "fedora",
    "package",
    "packaging",
    "pkg",
    "redhat",
    "rpm",
    "spec",
];

/// Folders whose manifests are of nothing that is released.
const UNRELEASED: [&str; 14] = [
    "__tests__",
    "benches",
    "demo",
    "demos",
    "example",
    "examples",
    "fixtures",
    "sample",
    "samples",
    "template",
    "templates",
    "test",
    "testdata",
    "tests",
];

/// The folder that the manifest at `path` is of.
pub(super) fn home(path: &str, format: Format) -> &str {
    let folder = parent(path);
    match format {
        Format::DebianChangelog => packaged(parent(folder)),
        Format::Spec | Format::Apkbuild | Format::Pkgbuild => packaged(folder),
        _ => folder,
    }
}

/// `folder` without the folders at its end that are for packages.
fn packaged(folder: &str) -> &str {
    if PACKAGING.contains(&last(folder)) { packaged(parent(folder)) } else { folder }
}

/// The folder that `path` is in; empty where it is in none.
pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of a path.
pub(super) fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The last part of a path without what stands behind its first dot: `copr` of `rpm/copr.spec`.
pub(super) fn stem(path: &str) -> &str {
    last(path).split('.').next().unwrap_or_default()
}

/// Whether `path` is `folder` or in it.
pub(super) fn is_within(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The folder of `path` whose manifests are of nothing that is released, where it is in one.
pub(super) fn unreleased(path: &str) -> Option<&str> {
    let mut end = 0;
    for part in parent(path).split('/') {
        end += part.len();
        if UNRELEASED.contains(&part) {
            return path.get(..end);
        }
        end += 1;
    }
    None
}

/// The folder that `wanted` leads to from `folder`; `None` where that is outside.
pub(super) fn join(folder: &str, wanted: &str) -> Option<String> {
    if wanted.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in wanted.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packaging_is_of_the_folder_around_it() {
        assert_eq!(home("client/debian/changelog", Format::DebianChangelog), "client");
        assert_eq!(home("packaging/rpm/core.spec", Format::Spec), "");
        assert_eq!(home("backend/copr-backend.spec", Format::Spec), "backend");
        assert_eq!(home("dist/package.json", Format::Npm), "dist");
    }

    #[test]
    fn folders_lead_to_others_and_never_outside() {
        assert_eq!(join("crates/cli", "../core"), Some("crates/core".to_owned()));
        assert_eq!(join("cli", "./.."), Some(String::new()));
        assert_eq!(join("cli", "../../x"), None);
        assert_eq!(join("cli", "/etc"), None);
        assert!(is_within("client/rpm", "client") && !is_within("clients", "client") && is_within("x", ""));
        assert_eq!(unreleased("a/tests/b/Cargo.toml"), Some("a/tests"));
        assert_eq!(unreleased("a/tests.toml"), None);
    }
}
