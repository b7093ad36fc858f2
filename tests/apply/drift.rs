//! What is wrong with manifests is told for all of them at once, and nothing is written.

use std::fs;
use std::os::unix::fs::symlink;

use snapbox::{IntoData, assert_data_eq, str};

use crate::repository::Repository;

/// A component `NAME` at 1.0 with `manifests`.
fn component(name: &str, manifests: &str) -> String {
    format!(
        "[components.{name}]\nversion = \"1.0\"\nfollows = {{ core = \"release\" }}\nmanifests = [{manifests}]\n"
    )
}

/// A product of components that ship core, each with manifests.
fn product(components: &[(&str, &str)]) -> String {
    let others: String = components.iter().map(|(name, manifests)| component(name, manifests)).collect();
    format!("[product]\nname = \"C\"\n[components.core]\nlead = true\nversion = \"1.0\"\n{others}")
}

/// Applies `fix:core`, expects a refusal and no change; what was said.
fn refused(repository: &Repository) -> String {
    let before = (repository.state(), repository.git(&["count-objects", "-v"]));
    let said = repository.expect(1, &["apply", "fix:core", "--yes"]);
    assert_eq!((repository.state(), repository.git(&["count-objects", "-v"])), before);
    let json = repository.run(&["apply", "fix:core", "--yes", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_slice(&json.stderr).unwrap();
    let parts = answer["error"]["errors"].as_array().unwrap();
    for part in parts {
        assert!(said.contains(part["message"].as_str().unwrap()), "{part} is not in {said}");
        assert!(!part["code"].as_str().unwrap().is_empty());
        let place =
            format!("`{}`, line {}: ", part["place"]["file"].as_str().unwrap(), part["place"]["line"]);
        assert!(part["message"].as_str().unwrap().starts_with(&place), "{part}");
    }
    said
}

#[test]
fn a_manifest_that_tells_of_no_known_version_has_drifted() {
    let product = product(&[
        ("mac", "{ path = \"VERSION\" }"),
        ("sdk", "{ path = \"a.txt\", pattern = \"{version} {line}\" }, { path = \"py/pyproject.toml\" }"),
    ]);
    let python = "[project]\nversion = '1.0.1'\n";
    let files = [("VERSION", "1.1\n"), ("a.txt", "\n\n1.0 1.1"), ("py/pyproject.toml", python)];
    let repository = Repository::with(&product, &files);
    assert_data_eq!(
        refused(&repository),
        str![[r#"
error: `VERSION`, line 1: the version is `1.1`, not `1.0` as mac 1.0 has it
hint: correct the file or the product file
hint: run `dateline import` to take the versions from tags

error: `a.txt`, line 3: the line is `1.1`, not `1.0` as sdk 1.0 has it
hint: correct the file or the product file
hint: run `dateline import` to take the versions from tags

error: `py/pyproject.toml`, line 2: the version is `1.0.1`, not `1.0` as sdk 1.0 has it
hint: correct the file or the product file
hint: run `dateline import` to take the versions from tags

error: the plan cannot be applied for 3 reasons, and nothing is written

"#]]
        .raw()
    );
}

#[test]
fn what_a_manifest_holds_cannot_act_on_the_terminal() {
    let product = product(&[("mac", "{ path = \"VERSION\" }, { path = \"x.spec\" }, { path = \"x.spec\" }")]);
    let repository =
        Repository::with(&product, &[("VERSION", "1.0\u{1b}[31m\u{202e}"), ("x.spec", "Version: \u{9b}1\n")]);
    assert_data_eq!(
        refused(&repository),
        str![[r#"
error: `VERSION`, line 1: the version is `1.0\u{1b}[31m\u{202e}`, not `1.0` as mac 1.0 has it
hint: correct the file or the product file
hint: run `dateline import` to take the versions from tags

error: `x.spec`, line 1: the version is `\u{9b}1`, not `1.0` as mac 1.0 has it
hint: correct the file or the product file
hint: run `dateline import` to take the versions from tags

error: `x.spec`, line 1: two manifests of mac write the same place
hint: remove one of the two entries from the product file

error: the plan cannot be applied for 3 reasons, and nothing is written

"#]]
        .raw()
    );
}

#[test]
fn two_owners_of_one_place_are_refused() {
    let product = product(&[
        ("mac", "{ path = \"x\", pattern = \"a {version}\" }, { path = \"y\", pattern = \"{version}\" }"),
        (
            "sdk",
            "{ path = \"x\", pattern = \"{version} b\" }, { path = \"z\", pattern = \"{line}\" }, { path = \"z\", pattern = \"z {version}\" }",
        ),
    ]) + "[components.other]\nversion = \"1.0\"\nmanifests = [{ path = \"y\", pattern = \"{version}\" }]\n";
    let repository = Repository::with(&product, &[("x", "a 1.0 b"), ("y", "1.0"), ("z", "\nz 1.0")]);
    assert_data_eq!(
        refused(&repository),
        str![[r#"
error: `x`, line 1: mac and sdk write the same place
hint: remove one of the two entries from the product file

error: `y`, line 1: mac and other write the same place
hint: remove one of the two entries from the product file

error: `z`, line 2: two manifests of sdk write the same place
hint: remove one of the two entries from the product file

error: the plan cannot be applied for 3 reasons, and nothing is written

"#]]
        .raw()
    );
}

#[test]
fn what_a_path_leads_to_is_looked_at_before_it_is_read() {
    let names = ["missing", "link", "folder/file", "pipe", "large", "binary"];
    let manifests: Vec<String> =
        names.iter().map(|name| format!("{{ path = \"{name}\", pattern = \"{{version}}\" }}")).collect();
    let product = product(&[("mac", &manifests.join(", "))]);
    let repository = Repository::with(&product, &[("real/file", "1.0"), ("binary", "1.0"), ("large", "1.0")]);
    repository.write("binary", b"1.0\n\xff");
    repository.commit();
    let path = |name: &str| repository.path().join(name);
    symlink("real/file", path("link")).unwrap();
    symlink("real", path("folder")).unwrap();
    fs::File::create(path("large")).unwrap().set_len((256 << 20) + 1).unwrap();
    assert!(repository.command("mkfifo").arg("pipe").status().unwrap().success());
    let said = repository.expect(1, &["apply", "fix:core", "--yes"]);
    assert_eq!(repository.read("real/file"), "1.0");
    assert_data_eq!(
        said,
        str![[r#"
error: there is no file `missing`
hint: add it, or remove it from the product file

error: `link` is reached through a symbolic link
hint: name the file itself

error: `folder/file` is reached through a symbolic link
hint: name the file itself

error: `pipe` is not a regular file
hint: name a file

error: `large` is larger than 256 MiB
hint: name a smaller file, or set DATELINE_MAX_FILE_MIB to a higher number to read it

error: `binary`: line 2: this is Latin-1 (ISO 8859-1), not UTF-8
hint: save it as UTF-8, or remove it from the product file

error: the plan cannot be applied for 6 reasons, and nothing is written

"#]]
        .raw()
    );
}

/// Component, its manifest, the file's path and content.
const BROKEN: [(&str, &str, &str, &str); 19] = [
    ("a", "{ path = \"a/notes\" }", "a/notes", "1.0"),
    ("b", "{ path = \"b\", format = \"cargoo\" }", "b", "1.0"),
    ("c", "{ path = \"c\", pattern = \"{versoin}\" }", "c", "1.0"),
    ("d", "{ path = \"d\", pattern = \"v{version}\" }", "d", "v1.0\nv1.0"),
    ("e", "{ path = \"e\", pattern = \"v{version}\" }", "e", "1.0"),
    ("f", "{ path = \"f/Cargo.toml\" }", "f/Cargo.toml", "[package]\nversion.workspace = true"),
    ("g", "{ path = \"g/pyproject.toml\" }", "g/pyproject.toml", "[project]\ndynamic = ['version']\n"),
    ("h", "{ path = \"h.spec\" }", "h.spec", "%global up 1.0\nVersion: %{up}\n"),
    ("i", "{ path = \"i/package.json\" }", "i/package.json", "{"),
    ("j", "{ path = \"j/Dockerfile\", field = \"chain\" }", "j/Dockerfile", "FROM chain"),
    ("k", "{ path = \"k/Dockerfile\", field = \"chain\" }", "k/Dockerfile", "FROM chain:1.0@sha256:00"),
    ("l", "{ path = \"l/Cargo.lock\" }", "l/Cargo.lock", "version = 4"),
    ("m", "{ path = \"m/VERSION\", field = \"x\" }", "m/VERSION", "1.0"),
    ("n", "{ path = \"n\", pattern = \"{floor:core}\" }", "n", "1.0"),
    ("o", "{ path = \"o\", pattern = \"{surface:api}\" }", "o", "1"),
    ("p", "{ path = \"p/package.json\" }", "p/package.json", "{\"version\": 1}"),
    ("q", "{ path = \"q/package.json\" }", "q/package.json", "{\"version\": \"1\\u002e0\"}"),
    ("r", "{ path = \"r\", format = \"text\" }", "r", "1.0"),
    ("s", "{ path = \"s\", pattern = \"{version}\", as = \"msi\" }", "s", "1.0.7"),
];

#[test]
fn every_entry_that_cannot_be_written_says_why_and_what_to_do() {
    let components: Vec<(&str, &str)> =
        BROKEN.iter().map(|(name, manifest, ..)| (*name, *manifest)).collect();
    let files: Vec<(&str, &str)> = BROKEN.iter().map(|(.., path, content)| (*path, *content)).collect();
    // An installer of Windows holds no build after 2038.
    let repository = Repository::with(&product(&components), &files);
    let mut call = vec!["apply", "fix:core", "--yes", "--date", "2040-01-01", "--allow-future"];
    let before = repository.state();
    let said = repository.expect(1, &call);
    assert_eq!(repository.state(), before);
    assert_data_eq!(said, str![[r#"
error: `a/notes`: cannot determine the format from the name `notes`
hint: add `pattern` with the text around the version
hint: add `format`: one of cargo, cargo-lock, npm, npm-lock, pyproject, setup-cfg, setup-py, pom, gradle, gradle-properties, gemspec, version-rb, composer, msbuild, spec, debian-changelog, apkbuild, pkgbuild, chart, compose, dockerfile, info-plist, pubspec, yaml, version-catalog, xcode, json, metainfo, version-file, text

error: `b`: unknown format `cargoo`
hint: did you mean `cargo`?

error: `c`: the pattern does not work: unknown value `{versoin}`
hint: use {version}, {line}, {date}, {floor:ID}, {floor:ID.SURFACE} and {surface:NAME}

error: `d`: line 2: found more than one match of the pattern, the first on line 1
hint: choose one with `field` or a longer `pattern`, or remove the other

error: `e`: found no match of the pattern
hint: add the version, or say where it is with `field` or `pattern`

error: `f/Cargo.toml`: line 2: `package.version` is defined elsewhere: `[workspace.package]` of the workspace's Cargo.toml
hint: name that place in `manifests` instead

error: `g/pyproject.toml`: line 2: `project.version` is defined elsewhere: `[build-system]`, which the build backend reads
hint: name that place in `manifests` instead

error: `h.spec`: line 2: tag `Version` is defined elsewhere: the macro `up` on line 1
hint: name that place in `manifests` instead

error: `i/package.json`: line 1: not valid JSON: Unterminated object
hint: correct the file

error: `j/Dockerfile`: line 1: the image `chain` has no tag
hint: add a tag to the image

error: `k/Dockerfile`: line 1: the image `chain:1.0@sha256:00` is pinned by a digest
hint: remove the digest, or remove the file from the product file

error: `l/Cargo.lock`: cargo-lock needs `field`: the name of the crate
hint: add `field` to the entry

error: `m/VERSION`: version-file has no field `x`
hint: correct `field`, or omit it

error: `n`: line 1: the product file does not give the floor of core
hint: add it to the component in the product file, or remove it from the pattern

error: `o`: line 1: the product file does not give the number of api
hint: add it to the component in the product file, or remove it from the pattern

error: `p/package.json`: line 1: `version` must be a text, not a number
hint: write the version in quotes

error: `q/package.json`: line 1: `version` is written with escapes, which an edit would lose
hint: write it without escapes

error: `r`: the format text needs `pattern`
hint: use {version}, {line}, {date}, {floor:ID}, {floor:ID.SURFACE} and {surface:NAME}

error: `s`: line 1: msi cannot hold 1.0.20400101: BUILD is 20160101 to 20380604
hint: release 1.0.20380604, the nearest version that it can hold, or write it `as` another ecosystem does

error: the plan cannot be applied for 19 reasons, and nothing is written

"#]].raw());
    call.extend(["--format", "json"]);
    let answer: serde_json::Value = serde_json::from_slice(&repository.run(&call).stderr).unwrap();
    let codes: Vec<&str> = answer["error"]["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| part["code"].as_str().unwrap())
        .collect();
    assert_data_eq!(
        codes.join("\n"),
        str![[r#"
unknown-manifest
unknown-format
bad-pattern
manifest-found-twice
manifest-no-version
manifest-elsewhere
manifest-elsewhere
manifest-elsewhere
manifest-syntax
manifest-no-tag
manifest-pinned
field-needed
unknown-field
not-given
not-given
manifest-not-text
manifest-escaped
pattern-needed
manifest-cannot-hold
"#]]
        .raw()
    );
}

#[test]
fn a_name_that_cannot_sign_an_entry_is_refused() {
    let product = product(&[("mac", "{ path = \"debian/changelog\" }")]);
    let text = "c (1.0) unstable; urgency=low\n\n  * x\n\n -- A <a@b>  Mon, 24 Oct 2016 09:00:00 +0000\n";
    let repository = Repository::with(&product, &[("debian/changelog", text)]);
    let mut call = repository.call(&["apply", "fix:core", "--yes"]);
    let output = call.env("DEBEMAIL", "\u{1b}[1m <a@b>").env("DEBFULLNAME", "A").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_data_eq!(
        String::from_utf8(output.stderr).unwrap(),
        str![[r#"
error: `debian/changelog`: `\u{1b}[1m <a@b>` is not a maintainer: expected `NAME <ADDRESS>`
hint: set DEBFULLNAME and DEBEMAIL, or git's `user.name` and `user.email`

error: the plan cannot be applied, and nothing is written

"#]]
        .raw()
    );
    assert_eq!(repository.read("debian/changelog"), text);
}
