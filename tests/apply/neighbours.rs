//! What tools repeat of a version follows: requirements between crates, lock files.

use crate::repository::Repository;

const PRODUCT: &str = r#"[product]
name = "Cloud"

[components.core]
lead = true
version = "1.0"
manifests = [{ path = "rust/core/Cargo.toml" }, { path = "web/core/package.json" }]

[components.line]
version = "1.0"
follows = { core = "release" }
manifests = [{ path = "rust/Cargo.toml" }, { path = "npm/package.json" }]
"#;

const CORE: &str = "[package]\nname = \"core\"\nversion = \"1.0.0\"\n";
const ROOT: &str = "[workspace]\nmembers = ['core', 'cli-*']\nexclude = [\"cli-old\"]\n\n[workspace.package]\nversion = '1.0.0'\n\
                    [workspace.dependencies]\ncore = { path = \"core\", version = \"=1.0.0\" }\n";
const MEMBER: &str = "[package]\nname = \"cli-a\"\nversion.workspace = true\n\n[dependencies]\n\
                      core.workspace = true\nutil = { path = '../util', version = \"1.0\" } # ours\n";
const UTIL: &str = "[package]\nname = \"util\"\nversion.workspace = true\n[dev-dependencies.core]\npath = \"../core\"\nversion = \"^1.0.0\"\n";
const OLD: &str = "[package]\nname = \"old\"\nversion = \"0.1.0\"\n[dependencies]\ncore = { path = \"../core\", version = \"1.0.0\" }\n";
const LOCK: &str = "version = 4\n\n[[package]]\nname = \"cli-a\"\nversion = \"1.0.0\"\ndependencies = [\n \"core 1.0.0\",\n \"util\",\n]\n\n\
                    [[package]]\nname = \"core\"\nversion = \"0.5.0\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\n\n\
                    [[package]]\nname = \"core\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"util\"\nversion = \"1.0.0\"\n";
const NPM: &str = "{\n  \"name\": \"npm\",\n  \"version\": \"1.0.0\"\n}\n";
const NPM_LOCK: &str = "{\n  \"name\": \"npm\",\n  \"version\": \"1.0.0\",\n  \"packages\": {\n    \"\": {\n      \"version\": \"1.0.0\"\n    }\n  }\n}\n";
const WEB_LOCK: &str = "{\n  \"name\": \"web\",\n  \"packages\": {\n    \"\": {\n      \"name\": \"web\"\n    },\n    \"core\": {\n      \"version\": \"1.0.0\"\n    },\n    \"node_modules/left\": {\n      \"version\": \"1.0.0\"\n    }\n  }\n}\n";

const FILES: [(&str, &str); 11] = [
    ("rust/Cargo.toml", ROOT),
    ("rust/core/Cargo.toml", CORE),
    ("rust/cli-a/Cargo.toml", MEMBER),
    ("rust/cli-notes/README", "no crate\n"),
    ("rust/cli-old/Cargo.toml", OLD),
    ("rust/util/Cargo.toml", UTIL),
    ("rust/Cargo.lock", LOCK),
    ("npm/package.json", NPM),
    ("npm/package-lock.json", NPM_LOCK),
    ("web/core/package.json", "{\"version\": \"1.0.0\"}"),
    ("web/package-lock.json", WEB_LOCK),
];

#[test]
fn requirements_and_lock_files_follow_their_manifests() {
    let repository = Repository::with(PRODUCT, &FILES);
    let before = repository.state();
    repository.expect(0, &["apply", "feature:core", "--yes"]);
    assert_eq!(repository.read("rust/Cargo.toml"), ROOT.replace("1.0.0", "1.1.0"));
    assert_eq!(repository.read("rust/cli-a/Cargo.toml"), MEMBER.replace("\"1.0\"", "\"1.1\""));
    assert_eq!(repository.read("rust/util/Cargo.toml"), UTIL.replace("1.0.0", "1.1.0"));
    // It is not a member, but its path leads to the crate.
    assert_eq!(repository.read("rust/cli-old/Cargo.toml"), OLD.replace("= \"1.0.0\" }", "= \"1.1.0\" }"));
    assert_eq!(repository.read("rust/Cargo.lock"), LOCK.replace("1.0.0", "1.1.0"));
    assert_eq!(repository.read("npm/package-lock.json"), NPM_LOCK.replace("1.0.0", "1.1.0"));
    assert_eq!(repository.read("web/package-lock.json"), WEB_LOCK.replacen("1.0.0", "1.1.0", 1));
    repository.expect(0, &["undo", "--yes"]);
    assert_eq!(repository.state(), before);
}

#[test]
fn below_the_root_of_the_repository_it_is_the_same() {
    let files: Vec<(String, &str)> =
        FILES.iter().map(|(path, text)| (format!("line/{path}"), *text)).collect();
    let mut files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    // A lock file is named as well, and one is ignored.
    let product = PRODUCT.replace(
        "[{ path = \"rust/Cargo",
        "[{ path = \"rust/Cargo.lock\", field = \"core\" }, { path = \"rust/Cargo",
    );
    files.extend([("line/product.toml", product.as_str()), ("Cargo.lock", "not ours")]);
    let repository = Repository::with("# not this one", &files);
    repository.write(".gitignore", "line/npm/package-lock.json\n");
    repository.git(&["rm", "--quiet", "--cached", "line/npm/package-lock.json"]);
    repository.commit();
    let before = repository.state();
    repository.expect(0, &["-C", "line", "apply", "feature:core", "--yes"]);
    assert_eq!(repository.read("line/rust/Cargo.lock"), LOCK.replace("1.0.0", "1.1.0"));
    assert_eq!(repository.read("line/npm/package-lock.json"), NPM_LOCK);
    let written = repository.git(&["show", "--format=", "--name-only", "HEAD"]);
    assert_eq!(written.lines().filter(|path| path.starts_with("line/")).count(), 10, "{written}");
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
    repository.expect(0, &["-C", "line", "undo", "--yes"]);
    assert_eq!(repository.state(), before);
}

#[test]
fn lock_files_that_git_ignores_are_left_alone() {
    let repository = Repository::with(PRODUCT, &FILES);
    repository.write(".gitignore", "Cargo.lock\nweb/package-lock.json\n");
    repository.git(&["rm", "--quiet", "--cached", "rust/Cargo.lock", "web/package-lock.json"]);
    repository.commit();
    repository.expect(0, &["apply", "feature:core", "--yes"]);
    assert_eq!(repository.read("rust/Cargo.lock"), LOCK);
    assert_eq!(repository.read("web/package-lock.json"), WEB_LOCK);
    assert_eq!(repository.read("npm/package-lock.json"), NPM_LOCK.replace("1.0.0", "1.1.0"));
}

#[test]
fn neighbours_that_cannot_be_written_are_told_and_what_leads_outside_is_left_alone() {
    let repository = Repository::with(PRODUCT, &FILES);
    let several = UTIL.replace("^1.0.0", "=1.0, =1.0.0");
    repository.write("rust/util/Cargo.toml", &several);
    repository.write("rust/cli-a/Cargo.toml", "[package\n");
    repository.write("npm/package-lock.json", "{");
    repository.write("rust/Cargo.toml", ROOT.replace("'core'", "'core', '../../x', '/x', 'util'"));
    repository.commit();
    let before = repository.state();
    let said = repository.expect(1, &["apply", "feature:core", "--yes"]);
    for line in [
        "`rust/util/Cargo.toml`: line 6: the requirement of `core` is not a single version: `=1.0, =1.0.0`\nhint: write one version there",
        "`rust/cli-a/Cargo.toml`: line 1: not valid TOML: ",
        "`npm/package-lock.json`: line 1: not valid JSON: ",
        "cannot be applied for 3 reasons, and nothing is written",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert_eq!(repository.state(), before);
}
