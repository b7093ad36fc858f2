//! Versions and notes beside those of git-cliff, knope and changesets: the same commits and change files, the same range.
//!
//! A peer that is not installed is skipped by name; with `DATELINE_PEERS=required` it fails its test.
//! `pip install git-cliff`, `cargo install knope` and `npm install --global @changesets/cli` install them.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::program::text;
use crate::repo::Repo;

const PRODUCT: &str = r#"[product]
name = "Pair"
tag = "{component}/v{version}"

[changes]
folder = ".changeset"
changelog = true

[components.app]
scheme = "semver"
version = "1.2.0"
paths = ["packages/app"]
manifests = [{ path = "packages/app/package.json" }]
changelog = "packages/app/CHANGELOG.md"
follows = { lib = { on = "release", as = "fix" } }

[components.lib]
scheme = "semver"
version = "1.0.0"
paths = ["packages/lib"]
manifests = [{ path = "packages/lib/package.json" }]
changelog = "packages/lib/CHANGELOG.md"
"#;

const KNOPE: &str = r#"[packages.app]
versioned_files = ["packages/app/package.json"]
changelog = "packages/app/CHANGELOG.md"
scopes = ["app"]

[packages.lib]
versioned_files = ["packages/lib/package.json"]
changelog = "packages/lib/CHANGELOG.md"
scopes = ["lib"]

[[workflows]]
name = "release"

[[workflows.steps]]
type = "PrepareRelease"
"#;

const CHANGESETS: &str = r#"{"changelog": "@changesets/cli/changelog", "commit": false, "access": "public", "baseBranch": "main"}"#;

/// An app and the library that it ships: features and fixes of both, a commit for neither, a revert, two change files.
fn repository() -> Repo {
    let repo = Repo::empty();
    repo.write("product.toml", PRODUCT);
    repo.write("knope.toml", KNOPE);
    repo.write(".changeset/config.json", CHANGESETS);
    repo.write("package.json", r#"{"name": "root", "private": true, "workspaces": ["packages/*"]}"#);
    let app =
        "{\n  \"name\": \"app\",\n  \"version\": \"1.2.0\",\n  \"dependencies\": {\"lib\": \"^1.0.0\"}\n}\n";
    repo.write("packages/app/package.json", app);
    repo.write("packages/lib/package.json", "{\n  \"name\": \"lib\",\n  \"version\": \"1.0.0\"\n}\n");
    repo.write("packages/app/CHANGELOG.md", "# app\n");
    repo.write("packages/lib/CHANGELOG.md", "# lib\n");
    repo.add_all("Start");
    repo.git(&["tag", "app/v1.2.0"]);
    repo.git(&["tag", "lib/v1.0.0"]);
    repo.commit("feat(app): list the blocks", &["packages/app/index.js"]);
    repo.commit("fix(lib): close the file", &["packages/lib/index.js"]);
    repo.commit("docs(app): say it", &["packages/app/index.js"]);
    repo.commit("perf(lib): read ahead", &["packages/lib/index.js"]);
    repo.commit("feat(app): sign twice", &["packages/app/index.js"]);
    repo.git(&["revert", "--no-edit", "HEAD"]);
    repo.write(".changeset/brave-otter.md", "---\nlib: minor\n---\n\nAdd streams.\n");
    repo.write(".changeset/calm-fox.md", "---\napp: patch\nlib: patch\n---\n\nStart faster.\n");
    repo.add_all("chore: say it");
    repo
}

/// The version and the notes of a release, each note in lower case.
type Told = (String, BTreeSet<String>);

fn told(version: &str, notes: &[&str]) -> Told {
    (version.to_owned(), notes.iter().map(|note| (*note).to_owned()).collect())
}

/// The items of a list in Markdown, without what a peer puts before them: a scope, or the id of a commit.
fn items(markdown: &str) -> BTreeSet<String> {
    let item = |line: &str| {
        let item = line.strip_prefix("- ")?;
        let item = match item.split_once(' ') {
            Some((mark, rest)) if mark.starts_with("*(") || mark.ends_with(':') => rest,
            _ => item,
        };
        Some(item.to_lowercase())
    };
    markdown.lines().filter_map(item).collect()
}

/// What is written for a package: the version of its manifest, and what its changelog says.
fn written(repo: &Repo, package: &str) -> Told {
    let manifest: serde_json::Value =
        serde_json::from_str(&repo.read(&format!("packages/{package}/package.json"))).unwrap();
    let changelog = repo.read(&format!("packages/{package}/CHANGELOG.md"));
    (manifest["version"].as_str().unwrap().to_owned(), items(&changelog))
}

/// What we release of `repo`, after `edit` of its product file.
fn ours(edit: fn(&str) -> String) -> (Told, Told) {
    let repo = repository();
    repo.write("product.toml", edit(PRODUCT));
    repo.add_all("chore: settings");
    repo.run(&["apply", "--pending", "--yes"]);
    (written(&repo, "app"), written(&repo, "lib"))
}

/// Whether `peer` is missing, which is said.
fn is_missing(peer: &str) -> bool {
    if Command::new(peer).arg("--version").output().is_ok_and(|output| output.status.success()) {
        return false;
    }
    assert!(std::env::var_os("DATELINE_PEERS").is_none(), "{peer} is not installed");
    eprintln!("skipped: {peer} is not installed");
    true
}

fn run(folder: &Path, peer: &str, arguments: &[&str]) -> String {
    let output = Command::new(peer).args(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{peer} {arguments:?}: {}", text(&output.stderr));
    text(&output.stdout).to_owned()
}

#[test]
fn what_we_release_beside_the_peers() {
    let (app, lib) = ours(str::to_owned);
    assert_eq!(app, told("1.3.0", &["list the blocks", "start faster."]));
    assert_eq!(lib, told("1.1.0", &["add streams.", "close the file", "read ahead", "start faster."]));
}

#[test]
fn changesets_gives_the_same_for_change_files_alone() {
    if is_missing("changeset") {
        return;
    }
    let (mut app, lib) =
        ours(|product| product.replace("changelog = true", "changelog = true\ncommits = false"));
    let repo = repository();
    run(repo.path(), "changeset", &["version"]);
    // It names the new version of a dependency in the changelog; we write it into the manifest alone.
    let (version, mut notes) = written(&repo, "app");
    notes.retain(|note| !note.starts_with("updated dependencies") && !note.starts_with("dependencies"));
    app.1.retain(|note| !note.starts_with("released along"));
    assert_eq!((version, notes), app);
    assert_eq!(written(&repo, "lib"), lib);
}

#[test]
fn knope_gives_the_same_but_for_what_is_reverted_and_what_is_faster() {
    if is_missing("knope") {
        return;
    }
    let ((app, mut app_notes), (lib, mut lib_notes)) = ours(str::to_owned);
    let repo = repository();
    run(repo.path(), "knope", &["release"]);
    assert!(app_notes.insert("sign twice".to_owned()), "it lists a feature that is reverted");
    assert!(lib_notes.remove("read ahead"), "it leaves `perf` out");
    assert_eq!(written(&repo, "app"), (app, app_notes));
    assert_eq!(written(&repo, "lib"), (lib, lib_notes));
}

#[test]
fn git_cliff_gives_the_same_commits_but_for_what_is_reverted_and_what_is_no_release() {
    if is_missing("git-cliff") {
        return;
    }
    let without_files = |product: &str| product.replace("folder = \".changeset\"", "folder = \"none\"");
    let ((app, mut app_notes), (lib, lib_notes)) = ours(without_files);
    let repo = repository();
    let by_git_cliff = |package: &str| {
        let (files, tags) = (format!("packages/{package}/index.js"), format!("{package}/v.*"));
        let range = ["--include-path", &files, "--tag-pattern", &tags];
        let version = run(repo.path(), "git-cliff", &[&range[..], &["--bumped-version"]].concat());
        let notes = run(repo.path(), "git-cliff", &[&range[..], &["--unreleased"]].concat());
        (version.trim().replace(&format!("{package}/v"), ""), items(&notes))
    };
    assert!(app_notes.insert("sign twice".to_owned()), "it lists a feature that is reverted");
    assert!(app_notes.insert("say it".to_owned()), "it lists documentation");
    assert_eq!(by_git_cliff("app"), (app, app_notes));
    assert_eq!(by_git_cliff("lib"), (lib, lib_notes));
}
