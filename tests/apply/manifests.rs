//! The manifests of what is released are written with it, in their own form, and taken back with it.

use crate::repository::Repository;

const PRODUCT: &str = r#"[product]
name = "Cloud"

[components.core]
title = "Cloud Core"
lead = true
version = "1.0"
surfaces.api = { version = 4 }
manifests = [
    { path = "core/Cargo.toml" },
    { path = "debian/changelog" },
    { path = "README.md", pattern = "Core {version} of {date}" },
    { path = "README.md", pattern = "line {line}," },
    { path = "api.go", pattern = "const API = {surface:api}" },
]

[components.mac]
version = "1.0"
follows = { core = "release" }
manifests = [{ path = "mac/Info.plist" }, { path = "README.md", pattern = "Mac {version}." }]

[components.sdk]
version = "1.0"
follows = { core = "api" }
requires = { engine = { at-least = "0.3.0", raise = "api" } }
manifests = [
    { path = "sdk/pyproject.toml" },
    { path = "sdk/engine.go", pattern = "MinEngine = \"{floor:engine}\"" },
]

[components.engine]
scheme = "semver"
version = "0.3.0"
follows = { core = "api" }
manifests = [{ path = "engine/package.json" }, { path = "engine/VERSION", as = "git" }]

[components.docs]
version = "1.0"
manifests = [{ path = "docs/VERSION" }]
"#;

const CHANGELOG: &str = "cloud (1:1.0-3) bookworm; urgency=low\n\n  * First.\n\n \
                         -- Ada <ada@example.org>  Mon, 24 Oct 2016 09:00:00 +0000\n";

/// Path, content, and what of it changes to what by `breaking:core.api`.
const FILES: [(&str, &str, &str, &str); 9] = [
    ("core/Cargo.toml", "\u{feff}[package]\r\nname = 'core' # ours\r\nversion\t= '1.0.0'", "1.0.0", "2.0.0"),
    (
        "debian/changelog",
        CHANGELOG,
        "cloud (1:1.0",
        "cloud (1:2.0-1) bookworm; urgency=medium\n\n  * New release: changed by breaking:core.api.\n\n \
         -- Ann <ann@example.org>  Tue, 01 Nov 2016 00:00:00 +0000\n\ncloud (1:1.0",
    ),
    (
        "README.md",
        "# Cloud\n\nCore 1.0 of 2016-10-24. Mac 1.0. This is line 1.0, since 1.0.\n",
        "Core 1.0 of 2016-10-24. Mac 1.0. This is line 1.0,",
        "Core 2.0 of 2016-11-01. Mac 2.0. This is line 2.0,",
    ),
    ("api.go", "const API = 4 // ours\n", "= 4", "= 5"),
    (
        "mac/Info.plist",
        "<plist>\n<dict><key>CFBundleVersion</key><string>1.0.99</string></dict></plist>",
        "1.0.99",
        "2.0.99",
    ),
    ("sdk/pyproject.toml", "[project]\nname = \"sdk\"\nversion = \"1.0.0\"\n", "1.0.0", "2.0"),
    ("sdk/engine.go", "var MinEngine = \"0.3.0\"\n", "0.3.0", "0.4.0"),
    ("engine/package.json", "{\"name\":\"engine\",\"version\":\"0.3.0\"}", "0.3.0", "0.4.0"),
    ("engine/VERSION", "0.3.0\r\n", "0.3.0", "0.4.0"),
];

fn files(more: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    FILES.iter().map(|(path, content, ..)| (*path, *content)).chain(more.iter().copied()).collect()
}

#[test]
fn manifests_of_all_that_is_released_are_written_with_it_and_taken_back_with_it() {
    let repository = Repository::with(PRODUCT, &files(&[("docs/VERSION", "1.0\n")]));
    let before = repository.state();
    repository.expect(0, &["apply", "breaking:core.api", "--yes"]);
    repository.assert_agreement();
    for (path, content, from, to) in FILES {
        assert_eq!(content.matches(from).count(), 1, "{path} has one {from}");
        assert_eq!(repository.read(path), content.replace(from, to), "{path}");
    }
    assert_eq!(repository.read("docs/VERSION"), "1.0\n");
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
    let written = repository.git(&["show", "--format=", "--name-only", "HEAD"]);
    assert_eq!(written.lines().count(), FILES.len() + 1, "each file once: {written}");
    repository.expect(0, &["undo", "--yes"]);
    assert_eq!(repository.state(), before);
}

#[test]
fn a_dry_run_shows_every_file_and_writes_none() {
    let repository = Repository::with(PRODUCT, &files(&[]));
    let before = repository.state();
    let said = repository.expect(0, &["apply", "breaking:core.api", "--dry-run"]);
    for (path, ..) in FILES {
        assert!(
            said.contains(&format!("+++ {path}\n")) && said.contains(&format!("  write {path}\n")),
            "{said}"
        );
    }
    assert_eq!(repository.state(), before);
}

#[test]
fn outside_git_manifests_are_written_too() {
    let repository = Repository::without_git(PRODUCT);
    for (path, content) in files(&[]) {
        repository.write(path, content);
    }
    let said = repository.expect(1, &["apply", "fix:core", "--yes"]);
    assert!(said.contains("no maintainer is known for `debian/changelog`"), "{said}");
    let mut call = repository.call(&["apply", "fix:core", "--yes"]);
    let call = call.envs([("DEBFULLNAME", "Eve"), ("DEBEMAIL", "eve@example.org")]);
    assert!(call.status().unwrap().success());
    assert!(repository.read("debian/changelog").contains(" -- Eve <eve@example.org>  Tue, 01 Nov 2016"));
    assert_eq!(repository.read("api.go"), "const API = 4 // ours\n");
    assert!(repository.read("README.md").contains("Core 1.0.20161101 of 2016-11-01. Mac 1.0.20161101."));
}

#[test]
fn prereleases_are_written_continued_promoted_and_dropped() {
    let repository = Repository::with(PRODUCT, &files(&[("docs/VERSION", "1.0\n")]));
    let cargo =
        |version: &str| assert!(repository.read("core/Cargo.toml").ends_with(&format!("'{version}'")));
    repository.expect(0, &["apply", "addition:core.api", "--next", "--yes"]);
    cargo("1.1.0-next.0");
    assert!(repository.read("sdk/pyproject.toml").contains("\"1.1a0\""));
    repository.assert_agreement();
    repository.expect(0, &["apply", "breaking:core.api", "--next", "--yes"]);
    cargo("2.0.0-next.0");
    repository.assert_agreement();
    assert_eq!(repository.read("api.go"), "const API = 5 // ours\n");
    assert!(repository.read("sdk/engine.go").contains("0.3.0"), "a prerelease raises no floor");
    let next = repository.state();
    let said = repository.expect(1, &["apply", "--drop", "core", "mac", "sdk", "engine", "--yes"]);
    assert!(said.contains("`debian/changelog`: a changelog takes a new entry instead of an edit"), "{said}");
    repository.write("debian/changelog", CHANGELOG);
    repository.commit();
    repository.expect(0, &["apply", "--drop", "core", "mac", "sdk", "engine", "--yes"]);
    for (path, content, ..) in
        FILES.iter().filter(|(path, ..)| !path.contains("README") && !path.contains("py"))
    {
        assert_eq!(repository.read(path), *content, "{path}");
    }
    repository.expect(0, &["undo", "--yes"]);
    repository.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    assert_eq!(repository.state(), next);
    repository.expect(0, &["apply", "--promote", "--yes"]);
    cargo("2.0.0");
    repository.assert_agreement();
    assert!(repository.read("README.md").contains("Core 2.0 of 2016-11-01. Mac 2.0. This is line 2.0,"));
}

#[test]
fn a_release_on_a_maintained_line_writes_only_what_holds_the_version_that_it_replaces() {
    let product = "[product]\nname = \"C\"\n[components.core]\nlead = true\nversion = \"1.2\"\nmaintained = [\"1.1.20161001\"]\n\
                   surfaces.api = { version = 5 }\n\
                   manifests = [{ path = \"VERSION\" }, { path = \"old.txt\", pattern = \"{version}, API {surface:api}\" }]\n";
    let repository = Repository::with(product, &[("VERSION", "1.2\n"), ("old.txt", "1.1.20161001, API 3\n")]);
    repository.expect(0, &["apply", "fix:core", "--line", "1.1", "--yes"]);
    assert_eq!(repository.read("VERSION"), "1.2\n");
    assert_eq!(repository.read("old.txt"), "1.1.20161101, API 3\n");
    repository.assert_agreement();
    assert!(repository.product().contains("maintained = [\"1.1.20161101\"]"));
    let said = repository.expect(1, &["apply", "fix:core", "--yes"]);
    assert!(
        said.contains("`old.txt`, line 1: the version is `1.1.20161101`, not `1.2` as core 1.2 has it"),
        "{said}"
    );
}
