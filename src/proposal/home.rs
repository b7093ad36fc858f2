//! Which folder a manifest is the manifest of, and which folders hold none that count.

use crate::manifest::Format;
use crate::manifest::folders::{last, parent};

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

/// The last part of a path without what stands behind its first dot: `copr` of `rpm/copr.spec`.
pub(super) fn stem(path: &str) -> &str {
    last(path).split('.').next().unwrap_or_default()
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
    fn what_is_in_a_folder_for_tests_is_not_released() {
        assert_eq!(unreleased("a/tests/b/Cargo.toml"), Some("a/tests"));
        assert_eq!(unreleased("a/tests.toml"), None);
    }
}
