//! What HEAD contains counts, and what a clone lacks is said.

use std::fs;

use snapbox::{IntoData, assert_data_eq, str};

use crate::folder::Folder;
use crate::program::git::git;
use crate::program::text;

const DAY: &str = "2017-01-01";

/// A repository whose HEAD is on an old branch: `v0.17.1`, while `v1.4.5` is on the main one.
fn on_old_branch() -> Folder {
    let folder = Folder::new(&[("Cargo.toml", "[package]\nname = \"shop\"\nversion = \"0.17.1\"\n")])
        .tagged("v0.17.0\t2016-02-01\nv0.17.1\t2016-03-01\n");
    git(&folder.path, DAY, &["branch", "old"]);
    git(&folder.path, DAY, &["commit", "--quiet", "--allow-empty", "-m", "Go on"]);
    git(&folder.path, DAY, &["tag", "--annotate", "-m", "Release", "v1.4.5"]);
    git(&folder.path, DAY, &["checkout", "--quiet", "old"]);
    folder
}

#[test]
fn init_on_an_old_branch_takes_the_version_of_that_branch() {
    let folder = on_old_branch();
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Left out
  tag v1.4.5: not contained in HEAD, so not counted here

[product]
name = "shop"

[components.shop]
scheme = "semver"
version = "0.17.1"
tag = "v{version}"
paths = ["**"]
publish = ["cargo"]
manifests = [{ path = "Cargo.toml" }]

"#]]
        .raw()
    );
    folder.adopt();
}

#[test]
fn import_on_an_old_branch_takes_the_version_of_that_branch() {
    let folder = on_old_branch();
    folder.write("product.toml", "[product]\nname = \"Shop\"\n[components.shop]\nscheme = \"semver\"\nversion = \"0.17.0\"\ntag = \"v{version}\"\n");
    assert_data_eq!(
        folder.ask(&["import", "--yes"]),
        str![[r#"
Shop: 2 of 3 tags recognised, 0 of them guessed

  shop  0.17.0 -> 0.17.1

Not recognised
  v1.4.5: not contained in HEAD, so not counted here

--- product.toml
+++ product.toml (from tags)
@@ -3,4 +3,4 @@
 [components.shop]
 scheme = "semver"
-version = "0.17.0"
+version = "0.17.1"
 tag = "v{version}"

Wrote the product file.

"#]]
        .raw()
    );
    assert!(fs::read_to_string(folder.path.join("product.toml")).unwrap().contains("version = \"0.17.1\""));
}

#[test]
fn a_manifest_ahead_of_its_tags_as_a_prerelease_counts() {
    let folder = Folder::new(&[("package.json", "{\"name\": \"shop\", \"version\": \"1.0.0-next.4\"}")])
        .tagged("v0.9.0\t2016-01-01\nv1.0.0-next.1\t2016-02-01\nv1.0.0-next.2\t2016-03-01\n");
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Guessed
  package.json: 1.0.0-next.4 is assumed to be released, though the newest prerelease in tags is 1.0.0-next.2

[product]
name = "shop"

[components.shop]
scheme = "semver"
version = "0.9.0"
next = "1.0.0-next.4"
tag = "v{version}"
paths = ["**"]
publish = ["npm"]
manifests = [{ path = "package.json" }]

"#]]
        .raw()
    );
    folder.adopt();
}

#[test]
fn a_shallow_clone_says_so() {
    let origin = Folder::new(&[("VERSION", "1.1.0\n")]).tagged("v1.0.0\t2016-02-01\n");
    git(&origin.path, DAY, &["commit", "--quiet", "--allow-empty", "-m", "Go on"]);
    git(&origin.path, DAY, &["tag", "--annotate", "-m", "Release", "v1.1.0"]);
    let clone = Folder::new(&[]);
    let url = format!("file://{}", origin.path.display());
    git(&clone.path, DAY, &["clone", "--quiet", "--depth=1", &url, "."]);
    let init = clone.run(&["init"]);
    assert!(text(&init.stderr).contains("git fetch --unshallow --tags"), "{}", text(&init.stderr));
    for verb in [&["import", "--dry-run"][..], &["replay"], &["log"]] {
        let output = clone.run(verb);
        assert!(
            text(&output.stderr).contains("git fetch --unshallow --tags"),
            "{verb:?}: {}",
            text(&output.stderr)
        );
    }
}

#[test]
fn a_submodule_is_named() {
    let other = Folder::new(&[("VERSION", "1.0.0\n")]).tagged("");
    let folder = Folder::new(&[("VERSION", "2.0.0\n")]).tagged("v2.0.0\t2016-02-01\n");
    let url = other.path.display().to_string();
    git(
        &folder.path,
        DAY,
        &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &url, "lib/other"],
    );
    let output = folder.run(&["init", "--dry-run"]);
    let said = "  lib/other: a submodule with its own repository and tags: run init in it\n";
    assert!(text(&output.stderr).contains(said), "{}", text(&output.stderr));
}
