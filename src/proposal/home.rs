//! Which folder a manifest is the manifest of, and which folders hold none that counts.

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

/// Folders whose manifests are of nothing that is released here, also as the last word of a name: `bundler-tests`.
const UNRELEASED: [&str; 16] = [
    "benches",
    "benchmarks",
    "demo",
    "demos",
    "e2e",
    "example",
    "examples",
    "fixture",
    "fixtures",
    "fuzz",
    // The integration tests of a project of Maven.
    "its",
    "playground",
    "samples",
    "templates",
    "testdata",
    "tests",
];

/// The same, where it is the whole name: `test-utils` and `tokio-test` may well be released.
const UNRELEASED_WHOLE: [&str; 9] = [
    "__mocks__",
    "__tests__",
    "node_modules",
    "sample",
    "template",
    "test",
    "third_party",
    "third-party",
    "vendor",
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
        if is_unreleased(part) {
            return path.get(..end);
        }
        end += 1;
    }
    None
}

fn is_unreleased(folder: &str) -> bool {
    let name = folder.to_ascii_lowercase();
    let word = name.trim_matches('_').rsplit(['-', '_']).next().unwrap_or_default();
    UNRELEASED_WHOLE.contains(&name.as_str()) || (UNRELEASED.contains(&word))
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
        for folder in [
            "beaker-tests",
            "__fixtures__",
            "fuzz",
            "Vendor",
            "third_party",
            "bundler-tests",
            "test",
            "surefire-its",
        ] {
            assert_eq!(unreleased(&format!("{folder}/a/Cargo.toml")), Some(folder));
        }
        for folder in ["tokio-test", "test-utils", "templates2", "charts"] {
            assert_eq!(unreleased(&format!("{folder}/a/Cargo.toml")), None);
        }
    }
}
