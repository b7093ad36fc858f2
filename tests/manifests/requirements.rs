//! The requirements of path dependencies in a Cargo.toml.

use dateline::manifest::{ManifestError, Via, cargo_requirements};
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
        let message = format!("line 2: the requirement of `x` is no single version: `{requirement}`");
        assert_eq!((error.code(), error.to_string()), ("manifest-not-single", message));
    }
    let escaped = "[dependencies]\nx = { path = 'x', version = \"1\\u002e2\" }";
    assert_eq!(requirements(escaped, "x", "1.3.0").unwrap_err().code(), "manifest-escaped");
}
