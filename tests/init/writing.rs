//! What `init` writes, and what it never writes over.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use serde_json::Value;
use snapbox::{IntoData, assert_data_eq, str};

use crate::folder::Folder;
use crate::program::text;

const CORE: (&str, &str) = ("Cargo.toml", "[package]\nname = \"core\"\nversion = \"1.2.0\"\n");

#[test]
fn the_file_is_written_and_its_components_are_shown() {
    let folder = Folder::new(&[CORE]).tagged("v1.2.0\t2016-03-01\n");
    let output = folder.run(&["init"]);
    assert_data_eq!(
        text(&output.stdout),
        str![[r#"
shop: 1 component in product.toml

  core  1.2.0 from the tag v1.2.0, semver, tags v{version}, Cargo.toml

product.toml is written. Next:
  1. read product.toml, and change what is wrong
  2. check it: dateline check
  3. commit it: git add product.toml && git commit -m "chore: add the product file"
  4. see a first plan: dateline plan fix:core

"#]]
        .raw()
    );
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let path = folder.path.join("product.toml");
    assert_data_eq!(
        fs::read_to_string(&path).unwrap(),
        str![[r##"
# Proposed by `dateline init` from the manifests and tags here. Read every line, and change what is wrong.

[product]
name = "shop"

[components.core]
scheme = "semver"
version = "1.2.0"
tag = "v{version}"
paths = ["**"]
publish = ["cargo"]
manifests = [{ path = "Cargo.toml" }]

"##]]
        .raw()
    );
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o644);
}

#[test]
fn the_readme_shows_what_is_said_and_written() {
    let folder = Folder::new(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"*\"]\n"),
        ("core/Cargo.toml", "[package]\nname = \"core\"\nversion = \"1.2.0\"\n"),
        (
            "cli/Cargo.toml",
            "[package]\nname = \"shop\"\nversion = \"0.4.2\"\n[dependencies]\ncore = { path = \"../core\" }\n",
        ),
        ("xtask/Cargo.toml", "[package]\nname = \"xtask\"\nversion = \"0.0.0\"\npublish = false\n"),
    ])
    .tagged("core-v1.2.0\t2016-03-01\nv0.4.1\t2016-02-01\n");
    let readme = include_str!("../../README.md");
    let output = folder.run(&["init"]);
    let (said, written) =
        (text(&output.stderr), fs::read_to_string(folder.path.join("product.toml")).unwrap());
    assert!(readme.contains(&format!("```text\n{said}```\n")), "{said}");
    assert!(readme.contains(&format!("```toml\n{written}```\n")), "{written}");
}

#[test]
fn a_dry_run_prints_the_file_and_writes_nothing() {
    let folder = Folder::new(&[CORE]).tagged("v1.2.0\t2016-03-01\n");
    let printed = folder.ask(&["init", "--dry-run"]);
    assert!(!folder.path.join("product.toml").exists());
    folder.ask(&["init"]);
    assert_eq!(fs::read_to_string(folder.path.join("product.toml")).unwrap(), printed);
}

#[test]
fn scripts_get_one_object_with_all_that_is_said() {
    let folder =
        Folder::new(&[CORE, ("composer.json", "{")]).tagged("v1.1.0\t2016-03-01\nlatest\t2016-03-01\n");
    let output = folder.run(&["init", "--format", "json"]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let mut answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let written = fs::read_to_string(folder.path.join("product.toml")).unwrap();
    assert_eq!(answer["text"], written);
    answer["text"] = Value::Null;
    assert_data_eq!(
        serde_json::to_string_pretty(&answer).unwrap() + "\n",
        str![[r#"
{
  "format_version": 1,
  "product": "shop",
  "path": "product.toml",
  "components": [
    {
      "component": "core",
      "title": "core",
      "scheme": "semver",
      "lead": false,
      "version": "1.2.0",
      "origin": "from Cargo.toml, above the newest tag v1.1.0",
      "next": null,
      "maintained": [],
      "follows": {},
      "tag": "v{version}",
      "tag_aliases": [],
      "publish": [
        "cargo"
      ],
      "manifests": [
        {
          "path": "Cargo.toml",
          "field": null
        }
      ]
    }
  ],
  "guessed": [
    {
      "file": "Cargo.toml",
      "message": "1.2.0 is assumed to be released, though the newest tag is v1.1.0"
    }
  ],
  "unknown": [
    {
      "file": "composer.json",
      "message": "line 1: not valid JSON: Unterminated object"
    },
    {
      "tag": "latest",
      "message": "no version in the name"
    }
  ],
  "text": null,
  "written": true
}

"#]]
        .raw()
    );
}

#[test]
fn nothing_that_exists_is_written_over() {
    let folder = Folder::new(&[CORE, ("product.toml", "mine"), ("sub/x", "")]);
    symlink("nowhere", folder.path.join("link.toml")).unwrap();
    for arguments in [&["init"][..], &["init", "--product", "link.toml"], &["init", "--product", "sub"]] {
        let output = folder.run(arguments);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""), "{arguments:?}");
        assert!(text(&output.stderr).contains("already exists, and is not overwritten\n"), "{arguments:?}");
    }
    assert_eq!(fs::read_to_string(folder.path.join("product.toml")).unwrap(), "mine");
    assert!(!folder.path.join("nowhere").exists());
}

#[test]
fn of_many_at_once_one_writes() {
    let folder = Folder::new(&[CORE]);
    let codes: Vec<Option<i32>> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..8).map(|_| scope.spawn(|| folder.run(&["init"]).status.code())).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert_eq!(codes.iter().filter(|code| **code == Some(0)).count(), 1, "{codes:?}");
    assert!(codes.iter().all(|code| matches!(code, Some(0 | 2 | 4))), "{codes:?}");
    folder.ask(&["status"]);
    let names = fs::read_dir(&folder.path).unwrap();
    assert_eq!(names.count(), 3, "manifest, product file and our own folder: no temporary file is left");
}

#[test]
fn another_folder_is_read_for_a_product_file_there() {
    let folder = Folder::new(&[("client/VERSION", "0.4.2\n"), ("engine/VERSION", "0.3.0\n")]);
    let printed = folder.ask(&["init", "--product", "client/product.toml", "--dry-run"]);
    assert!(
        printed.contains("[components.client]\n") && printed.contains("{ path = \"VERSION\" }"),
        "{printed}"
    );
    assert!(!printed.contains("engine"), "{printed}");
}

#[test]
fn an_empty_folder_gives_one_component_that_was_never_released() {
    let folder = Folder::new(&[]);
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Guessed
  .: no manifest and no tag shows a version: proposed one component, never released

Left out
  .: not in a git repository, so there are no tags

[product]
name = "shop"

[components.shop]
lead = true    # may open a new MAJOR.MINOR
paths = ["**"]

"#]]
        .raw()
    );
    folder.adopt();
}
