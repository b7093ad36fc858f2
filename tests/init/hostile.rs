//! What nobody would write by accident: it is named and left out, and the rest goes on.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use snapbox::{assert_data_eq, str};

use crate::folder::{Folder, git};
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
    assert_data_eq!(folder.proposal(), str![].raw());
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
    assert_data_eq!(folder.proposal(), str![].raw());
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
    ] {
        // git takes what is no path, and nothing else of these.
        let _ = Command::new("git")
            .current_dir(&folder.path)
            .args(["update-ref", &format!("refs/tags/{name}"), "HEAD"])
            .output();
    }
    git(&folder.path, "2016-02-02", &["update-ref", "refs/tags/core-v1.0.0", "HEAD"]);
    assert_data_eq!(folder.proposal(), str![].raw());
    folder.adopt();
}

#[test]
fn a_folder_that_cannot_be_read_is_told() {
    let folder = Folder::new(&[]);
    let output = folder.run(&["init", "--product", "missing/product.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert_data_eq!(text(&output.stderr), str![].raw());
    let output = folder.run(&["--demo", "init"]);
    assert_eq!(output.status.code(), Some(2));
    assert_data_eq!(text(&output.stderr), str![].raw());
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
