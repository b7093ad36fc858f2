//! What nobody would write by accident: it is named and left out, and the rest goes on.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use snapbox::{IntoData, assert_data_eq, str};

use crate::folder::Folder;
use crate::program::git::git;
use crate::program::text;

#[test]
fn what_is_no_manifest_is_named_and_the_rest_is_read() {
    let folder = Folder::new(&[
        ("core/Cargo.toml", "[package]\nname = \"core\"\nversion = \"1.2.0\"\n"),
        ("toml/Cargo.toml", "[package\n"),
        ("json/package.json", "{\"version\": "),
        ("xml/pom.xml", "<project>"),
        ("yaml/compose.yaml", "a: [\n"),
        ("deep/package.json", &("[".repeat(100_000))),
        ("deep/Cargo.toml", &format!("a = {}", "[".repeat(100_000))),
        ("deep/pom.xml", &"<a>".repeat(100_000)),
        ("deep/compose.yaml", &"[".repeat(100_000)),
        ("deep/Chart.yaml", &format!("name: x\nversion: {}", "{a: ".repeat(100_000))),
    ]);
    folder.write("large/package.json", vec![b' '; 20 << 20]);
    folder.write("utf-16/package.json", b"\xff\xfe{\0}\0");
    symlink("core/Cargo.toml", folder.path.join("Cargo.toml")).unwrap();
    symlink("..", folder.path.join("core/loop")).unwrap();
    let made = Command::new("mkfifo").arg(folder.path.join("VERSION")).status().unwrap();
    assert!(made.success());
    fs::create_dir(folder.path.join("setup.py")).unwrap();
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Guessed
  core/Cargo.toml: the version there is assumed to be released, though no tag names it

Left out
  Cargo.toml: a link, which is not followed
  VERSION: not a regular file
  large/package.json: a manifest has at most 16 MiB, and this one has 20971520 bytes
  utf-16/package.json: this is UTF-16, not UTF-8
  .: not in a git repository, so there are no tags
  deep/Cargo.toml: line 1: more than 80 values inside each other
  deep/Chart.yaml: line 2: more than 255 values inside each other
  deep/package.json: line 1: more than 512 values inside each other
  deep/pom.xml: line 1: more than 256 elements inside each other
  json/package.json: line 1: not valid JSON: Expected value after colon in object property
  toml/Cargo.toml: line 1: not valid TOML: unclosed table, expected `]`
  xml/pom.xml: line 1: not valid XML: the root node was opened but never closed
  deep/compose.yaml: line 1: more than 255 values inside each other
  yaml/compose.yaml: line 2: not valid YAML: while parsing a node, did not find expected node content

[product]
name = "shop"

[components.core]
scheme = "semver"
version = "1.2.0"
publish = ["cargo"]
manifests = [{ path = "core/Cargo.toml" }]

"#]]
        .raw()
    );
    folder.adopt();
}

#[test]
fn names_that_deceive_are_made_harmless() {
    let long = "x".repeat(5000);
    let package = |name: &str| format!("{{\"name\": \"{name}\", \"version\": \"1.0.0\"}}");
    let folder = Folder::new(&[
        ("a/package.json", &package("\u{202e}evil")),
        ("b/package.json", &package("\\u001b[31mred")),
        ("c/package.json", &package("Ядро")),
        ("d/package.json", &package(&long)),
        ("e/package.json", &package("../../etc/passwd")),
        ("f/package.json", &package("core\\n[components.x]")),
        ("g/package.json", &package("web1")),
        ("h/package.json", &package("webl")),
        ("i\u{202e}/package.json", &package("hidden")),
        ("j \"q\"/package.json", &package("a\\\"b\\\\")),
        ("k/package.json", "{\"name\": \"k\", \"version\": \"1.0.0\\u202e\"}"),
        (
            "l/package.json",
            "{\"name\": 7, \"version\": \"1.0.0\", \"workspaces\": [7, \"../*\", \"\\u001b/../..\"]}",
        ),
    ]);
    assert_data_eq!(folder.proposal(), str![[r#"
Guessed
  a/package.json, b/package.json, c/package.json and 7 more: the version there is assumed to be released, though no tag names it

Left out
  .: not in a git repository, so there are no tags
  i\u{202e}/package.json: a path cannot contain the invisible character U+202E
  k/package.json: line 1: `version` is written with escapes, which an edit would lose

[product]
name = "shop"

[components.evil]
scheme = "semver"
version = "1.0.0"
publish = ["npm"]
manifests = [{ path = "a/package.json" }]

[components.31mred]
scheme = "semver"
version = "1.0.0"
publish = ["npm"]
manifests = [{ path = "b/package.json" }]

[components.c]
scheme = "semver"
version = "1.0.0"
publish = ["npm"]
manifests = [{ path = "c/package.json" }]

[components.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx]
scheme = "semver"
version = "1.0.0"
publish = ["npm"]
manifests = [{ path = "d/package.json" }]

[components.passwd]
title = "../../etc/passwd"
scheme = "semver"
version = "1.0.0"
publish = ["npm"]
manifests = [{ path = "e/package.json" }]

[components.core-components-x]
scheme = "semver"
version = "1.0.0"
publish = ["npm"]
manifests = [{ path = "f/package.json" }]

[components.web1]
scheme = "semver"
version = "1.0.0"
publish = ["npm"]
manifests = [{ path = "g/package.json" }]

[components.h]
title = "webl"
scheme = "semver"
version = "1.0.0"
publish = ["npm"]
manifests = [{ path = "h/package.json" }]

[components.a-b]
title = "a\"b\\"
scheme = "semver"
version = "1.0.0"
publish = ["npm"]
manifests = [{ path = "j \"q\"/package.json" }]

[components.k]
scheme = "semver"
# manifests: { path = "k/package.json" }    # line 1: `version` is written with escapes, which an edit would lose

[components.l]
scheme = "semver"
version = "1.0.0"
publish = ["npm"]
manifests = [{ path = "l/package.json" }]

"#]].raw());
    folder.adopt();
}

#[test]
fn tags_that_deceive_are_made_harmless() {
    let folder = Folder::new(&[]).tagged("v1.0.0\t2016-02-01\n");
    for name in [
        "\u{202e}a-1.0.0",
        "\u{9b}31m-1.0",
        "-n-1.0.0",
        "a'`$(x)-1.0.0",
        "{version}-1.0.0",
        "x/../y-1.0".trim_end(),
        "\"q\"-1.0.0",
        "a'`$(x)-1.0.1",
        "\"q\"-1.0.1",
    ] {
        // git takes what is no path, and nothing else of these.
        let _ = Command::new("git")
            .current_dir(&folder.path)
            .args(["update-ref", &format!("refs/tags/{name}"), "HEAD"])
            .output();
    }
    for name in ["core-v1.0.0", "core-v1.0.1"] {
        git(&folder.path, "2016-02-02", &["update-ref", &format!("refs/tags/{name}"), "HEAD"]);
    }
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Guessed
  tag v1.0.0: no manifest is of it: shop is known from its tags alone
  tag core-v1.0.1: no manifest is of it: core is known from its tags alone
  tag a'`$(x)-1.0.1: no manifest is of it: a-x is known from its tags alone
  tag "q"-1.0.1: no manifest is of it: q is known from its tags alone

Left out
  tag -n-1.0.0: git refuses a tag named `-n-1.0`
  tag {version}-1.0.0: a tag template contains `{version}` once
  tag \u{9b}31m-1.0: a tag template cannot contain the invisible character U+009B
  tag \u{202e}a-1.0.0: a tag template cannot contain the invisible character U+202E

[product]
name = "shop"

[components.shop]
scheme = "semver"
version = "1.0.0"
tag = "v{version}"

[components.core]
scheme = "semver"
version = "1.0.1"

[components.a-x]
scheme = "semver"
version = "1.0.1"
tag = "a'`$(x)-{version}"

[components.q]
scheme = "semver"
version = "1.0.1"
tag = "\"q\"-{version}"

"#]]
        .raw()
    );
    folder.adopt();
}

#[test]
fn a_folder_that_cannot_be_read_is_told() {
    let folder = Folder::new(&[]);
    let output = folder.run(&["init", "--product", "missing/product.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert_data_eq!(
        text(&output.stderr),
        str![[r#"
error: cannot read `missing`: no such file
hint: nothing is changed

"#]]
        .raw()
    );
    let output = folder.run(&["--demo", "init"]);
    assert_eq!(output.status.code(), Some(2));
    assert_data_eq!(
        text(&output.stderr),
        str![[r#"
error: the demo is read-only, so `init` cannot run
hint: omit `--demo`, and name a product file with `--product FILE`

"#]]
        .raw()
    );
}

#[test]
fn patterns_of_members_take_no_time() {
    let members = format!("[\"{}\"]", "**/".repeat(200) + &"*a".repeat(500));
    let folder = Folder::new(&[
        ("Cargo.toml", &format!("[workspace]\nmembers = {members}\n")),
        ("a/a/a/a/a/a/Cargo.toml", "[package]\nname = \"deep\"\nversion = \"1.0.0\"\n"),
        ("b/Cargo.toml", "[package]\nname = \"b\"\nversion = \"1.0.0\"\n"),
    ]);
    assert!(folder.proposal().contains("no member of the workspace"));
}
