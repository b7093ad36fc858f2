//! Versions in development, patterns of files, and what is said of a clone without its history.

use std::process::Command;

use crate::repository::Repository;

const PRODUCT: &str = r#"[product]
name = "Shop"

[components.core]
scheme = "semver"
version = "1.2.0"
tag = "v{version}"
manifests = [
    { path = "crates/*/Cargo.toml", except = ["crates/old/Cargo.toml"], development = "-dev" },
    { path = "pom.xml", development = "-SNAPSHOT" },
]

[components.tool]
scheme = "semver"
version = "0.4.0"
manifests = [{ path = "crates/tool/Cargo.toml" }]
"#;

fn cargo(version: &str) -> String {
    format!("[package]\nname = \"x\"\nversion = \"{version}\"\n")
}

fn pom(version: &str) -> String {
    format!("<project><version>{version}</version></project>\n")
}

fn shop(core: &str, pom_version: &str) -> Repository {
    let (core, tool, old, pom) = (cargo(core), cargo("0.4.0"), cargo("0.1.0"), pom(pom_version));
    let files = [
        ("crates/api/Cargo.toml", core.as_str()),
        ("crates/web/Cargo.toml", &core),
        ("crates/tool/Cargo.toml", &tool),
        ("crates/old/Cargo.toml", &old),
        ("pom.xml", &pom),
    ];
    let repository = Repository::with(PRODUCT, &files);
    repository.git(&["tag", "v1.2.0"]);
    repository
}

#[test]
fn a_pattern_writes_each_file_that_it_means_and_no_other() {
    let repository = shop("1.2.0", "1.2.0");
    let before = repository.state();
    let said = repository.expect(0, &["check"]);
    assert!(said.contains("in 2 components, 4 manifests"), "{said}");
    repository.expect(0, &["apply", "fix:core", "--yes"]);
    for (file, version) in [("api", "1.2.1"), ("web", "1.2.1"), ("tool", "0.4.0"), ("old", "0.1.0")] {
        assert_eq!(repository.read(&format!("crates/{file}/Cargo.toml")), cargo(version), "{file}");
    }
    repository.expect(0, &["undo", "--yes"]);
    assert_eq!(repository.state(), before);
    repository.write("product.toml", PRODUCT.replace("crates/*/", "packages/*/"));
    let said = repository.expect(1, &["check"]);
    assert!(said.contains("`packages/*/Cargo.toml` does not exist"), "{said}");
}

#[test]
fn a_release_drops_what_marks_development_and_the_next_commit_writes_the_next_one() {
    let repository = shop("1.3.0-dev", "1.2.1-SNAPSHOT");
    repository.expect(0, &["check"]);
    let before = repository.state();
    let shown = repository.expect(0, &["apply", "fix:core", "--then-development", "--dry-run"]);
    let second = "  commit on main: chore: start the development of core 1.2.2-dev, core 1.2.2-SNAPSHOT\n";
    assert!(shown.contains(second), "{shown}");
    assert_eq!(repository.state(), before);
    repository.expect(0, &["apply", "fix:core", "--then-development", "--yes"]);
    let at = |commit: &str, path: &str| repository.git(&["show", &format!("{commit}:{path}")]);
    assert_eq!(at("v1.2.1", "crates/api/Cargo.toml"), cargo("1.2.1"));
    assert_eq!(at("v1.2.1", "pom.xml"), pom("1.2.1"));
    assert_eq!(at("HEAD", "crates/api/Cargo.toml"), cargo("1.2.2-dev"));
    assert_eq!(at("HEAD", "pom.xml"), pom("1.2.2-SNAPSHOT"));
    assert_eq!(repository.git(&["rev-parse", "HEAD^"]), repository.git(&["rev-parse", "v1.2.1^{commit}"]));
    repository.expect(0, &["check"]);
    // What starts the development is no change that waits for a release.
    let waiting = repository.expect(0, &["pending"]);
    assert!(!waiting.contains("start the development"), "{waiting}");
    repository.expect(0, &["undo", "--yes"]);
    repository.expect(0, &["undo", "--yes"]);
    assert_eq!(repository.state(), before);
}

#[test]
fn without_a_version_in_development_there_is_nothing_to_go_on_with() {
    let repository = shop("1.2.0", "1.2.0");
    let said = repository.expect(0, &["apply", "fix:tool", "--then-development", "--yes"]);
    assert!(said.contains("No manifest of a released component has `development`"), "{said}");
    assert_eq!(repository.git(&["rev-list", "--count", "HEAD"]).trim(), "2");
    repository.expect(2, &["apply", "fix:core", "--then-development", "--no-commit", "--yes"]);
}

#[test]
fn metainfo_gets_a_new_release_above_the_others() {
    let product = PRODUCT
        .replace("{ path = \"pom.xml\", development = \"-SNAPSHOT\" },", "{ path = \"x.metainfo.xml\" },");
    let text = "<component>\r\n  <releases>\r\n    <release version=\"1.2.0\" date=\"2016-10-24\"/>\r\n  </releases>\r\n</component>";
    let core = cargo("1.2.0");
    let tool = cargo("0.4.0");
    let files = [
        ("crates/api/Cargo.toml", core.as_str()),
        ("crates/tool/Cargo.toml", &tool),
        ("x.metainfo.xml", text),
    ];
    let repository = Repository::with(&product, &files);
    repository.expect(0, &["apply", "feature:core", "--next", "--yes"]);
    let open = "<release version=\"1.3.0~next.0\" date=\"2016-11-01\" type=\"development\"/>\r\n    ";
    let first = "<release version=\"1.2.0\"";
    assert_eq!(repository.read("x.metainfo.xml"), text.replace(first, &format!("{open}{first}")));
    repository.expect(0, &["check"]);
}

#[test]
fn apply_says_that_a_clone_is_shallow() {
    let repository = shop("1.2.0", "1.2.0");
    repository.expect(0, &["apply", "fix:tool", "--yes"]);
    let clone = repository.path().join("clone");
    let from = format!("file://{}", repository.path().display());
    let status =
        Command::new("git").args(["clone", "--quiet", "--depth=1", &from]).arg(&clone).status().unwrap();
    assert!(status.success());
    let mut call = repository.call(&["apply", "fix:core", "--dry-run"]);
    let said = String::from_utf8(call.current_dir(&clone).output().unwrap().stderr).unwrap();
    assert!(said.contains("this clone is shallow, so releases may be missing"), "{said}");
}

#[test]
fn lock_files_follow_into_development_and_out_of_it_in_their_own_spelling() {
    let product = "[product]\nname = \"Shop\"\n[components.core]\nscheme = \"semver\"\nversion = \"1.2.0\"\n\
                   manifests = [{ path = \"pyproject.toml\", development = \".dev\" }]\n";
    let project = |version: &str| format!("[project]\nname = \"Core\"\nversion = \"{version}\"\n");
    let lock = |version: &str| {
        format!(
            "version = 1\n\n[[package]]\nname = \"core\"\nversion = \"{version}\"\nsource = {{ editable = \".\" }}\n"
        )
    };
    let (held, locked) = (project("1.2.1.dev"), lock("1.2.1.dev0"));
    let repository = Repository::with(product, &[("pyproject.toml", &held), ("uv.lock", &locked)]);
    repository.expect(0, &["apply", "fix:core", "--then-development", "--yes"]);
    let at = |commit: &str, path: &str| repository.git(&["show", &format!("{commit}:{path}")]);
    assert_eq!((at("HEAD^", "pyproject.toml"), at("HEAD^", "uv.lock")), (project("1.2.1"), lock("1.2.1")));
    assert_eq!(
        (at("HEAD", "pyproject.toml"), at("HEAD", "uv.lock")),
        (project("1.2.2.dev"), lock("1.2.2.dev0"))
    );
}
