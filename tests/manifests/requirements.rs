//! The requirements of path dependencies in a Cargo.toml.

use dateline::manifest::{ManifestError, Via, cargo_requirements, npm_lock, pnpm_lock, yarn_lock};
use dateline::words::Explain;

/// What leads to `folder` requires `version`.
fn requirements(text: &str, folder: &str, version: &str) -> Result<String, ManifestError> {
    cargo_requirements(text, |link| {
        let leads = matches!(&link.via, Via::Folder(path) if path.trim_start_matches("../") == folder);
        leads.then(|| version.to_owned())
    })
}

const TEXT: &str = r#"# deps
[package]
name = "chain-cli"
version = "1.2.0"

[dependencies]
chain-core = { version = "1.2.0", path = "../core" } # ours
serde = { version = "1.2.0" }

[dependencies.renamed]
package = 'chain-core'
path = "../core"
version = '=1.2.0'

[dev-dependencies]
chain-core = { path = "../core" }

[build-dependencies]
chain-core = "1.2.0"

[target.'cfg(unix)'.dev-dependencies]
chain-core = { path = "../core", version = ">= 1.2.0" }

[workspace.dependencies]
chain-core = { path = "core", version = "^1.2.0" }
"#;

#[test]
fn each_path_dependency_requires_the_new_version_with_its_operator() {
    let after = TEXT
        .replace("{ version = \"1.2.0\", path", "{ version = \"1.3.0-next.0\", path")
        .replace("'=1.2.0'", "'=1.3.0-next.0'")
        .replace("\">= 1.2.0\"", "\">= 1.3.0-next.0\"")
        .replace("\"^1.2.0\"", "\"^1.3.0-next.0\"");
    for (text, after) in [
        (TEXT.to_owned(), after.clone()),
        (TEXT.replace('\n', "\r\n"), after.replace('\n', "\r\n")),
        (format!("\u{feff}{TEXT}"), format!("\u{feff}{after}")),
    ] {
        assert_eq!(requirements(&text, "core", "1.3.0-next.0").unwrap(), after);
        assert_eq!(requirements(&after, "core", "1.3.0-next.0").unwrap(), after);
        assert_eq!(requirements(&text, "chain", "1.3.0").unwrap(), text);
        assert_eq!(requirements(&text, "serde", "1.3.0").unwrap(), text);
    }
}

#[test]
fn what_does_not_admit_the_version_and_cannot_be_moved_is_refused() {
    for requirement in ["1.0 - 1.2", ">1.4.0", "*", "latest", "=1.0, =1.1"] {
        let text = format!("[dependencies]\nx = {{ path = 'x', version = '{requirement}' }}");
        let error = requirements(&text, "x", "1.3.0-next.0").unwrap_err();
        let message = format!("line 2: the requirement of `x` is not a single version: `{requirement}`");
        assert_eq!((error.code(), error.to_string()), ("manifest-not-single", message));
    }
    let escaped = "[dependencies]\nx = { path = 'x', version = \"1\\u002e2\" }";
    assert_eq!(requirements(escaped, "x", "1.3.0").unwrap_err().code(), "manifest-escaped");
}

/// As Yarn 4 writes it.
const YARN: &str = r#"__metadata:
  version: 8

"@cloud/core@npm:^1.0.0, @cloud/core@workspace:*, @cloud/core@workspace:packages/core":
  version: 0.0.0-use.local
  resolution: "@cloud/core@workspace:packages/core"
  languageName: unknown
  linkType: soft

"left@npm:^1.0.0":
  version: 1.0.0
  resolution: "left@npm:1.0.0"
  dependencies:
    "@cloud/core": "npm:^1.0.0"

"plugin@workspace:packages/plugin":
  version: 0.0.0-use.local
  resolution: "plugin@workspace:packages/plugin"
  dependencies:
    "@cloud/core": "npm:^1.0.0"
    left: "npm:^1.0.0"
  peerDependencies:
    "@cloud/core": ^1.0.0
"#;

#[test]
fn lock_files_of_npm_pnpm_and_yarn_repeat_what_packages_require() {
    let version =
        |link: &dateline::manifest::Link| (link.package == "@cloud/core").then(|| "2.0.0".to_owned());
    let yarn = yarn_lock(YARN, version).unwrap();
    let (head, rest) = YARN.split_once("\"plugin@").unwrap();
    let rest = rest.replace("core\": \"npm:^1.0.0", "core\": \"npm:^2.0.0");
    let rest = rest.replace("core\": ^1.0.0", "core\": ^1.0.0 || ^2.0.0");
    assert_eq!(yarn, head.replacen("core@npm:^1", "core@npm:^2", 1) + "\"plugin@" + &rest);

    let pnpm = "importers:\n  packages/web:\n    dependencies:\n      '@cloud/core':\n        specifier: workspace:^1.0.0 # ours\n        \
                version: link:../core\n      left:\n        specifier: ^1.0.0\n        version: 1.0.0\n";
    let edited = pnpm_lock(pnpm, |_, _| false, version).unwrap();
    assert_eq!(edited, pnpm.replace("workspace:^1.0.0", "workspace:^2.0.0"));
    let edited =
        pnpm_lock(pnpm, |folder, name| (folder, name) == ("packages/web", "@cloud/core"), version).unwrap();
    assert_eq!(edited, pnpm.replace("workspace:^1.0.0", "workspace:^1.0.0 || ^2.0.0"));

    let npm = r#"{"packages": {"packages/web": {"dependencies": {"@cloud/core": "~1.0.0"}},
        "packages/core": {"version": "1.0.0"}, "node_modules/left": {"dependencies": {"@cloud/core": "~1.0.0"}}},
        "dependencies": {"web": {"version": "file:packages/web", "requires": {"@cloud/core": "~1.0.0"}}}}"#;
    let folders = [("packages/core".to_owned(), "2.0.0".to_owned())];
    let expected =
        npm.replacen("~1.0.0", "~2.0.0", 1).replace("\"version\": \"1.0.0\"", "\"version\": \"2.0.0\"");
    let (head, tail) = expected.split_once("\"requires\"").unwrap();
    assert_eq!(
        npm_lock(npm, &folders, version).unwrap(),
        format!("{head}\"requires\"{}", tail.replace("~1", "~2"))
    );
}
