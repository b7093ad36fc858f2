//! Crates require each other by path, not by name, and cargo accepts what was written.

use crate::repository::Repository;

const PRODUCT: &str = r#"[product]
name = "Cloud"

[components.foo]
lead = true
version = "1.0"
manifests = [{ path = "a/foo/Cargo.toml" }]
"#;

fn package(name: &str, version: &str, rest: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"{version}\"\nedition = \"2021\"\n{rest}")
}

fn workspace(members: &str) -> String {
    format!("[workspace]\nresolver = \"2\"\nmembers = [{members}]\n")
}

/// Two workspaces, each with a crate `foo`, and a third below an `exclude`.
fn repository(core: &str, cli: &str, fuzz: &str) -> Repository {
    let repository = Repository::without_git(PRODUCT);
    repository.write("a/Cargo.toml", workspace("\"foo\", \"cli\"") + "exclude = [\"fuzz\"]\n");
    repository.write("a/foo/Cargo.toml", package("foo", "1.0.0", core));
    repository.write("a/cli/Cargo.toml", package("cli", "0.1.0", cli));
    repository.write("a/fuzz/Cargo.toml", package("fuzz", "0.0.0", fuzz));
    repository.write("b/Cargo.toml", workspace("\"foo\", \"cli\""));
    repository.write("b/foo/Cargo.toml", package("foo", "1.0.0", ""));
    let other = package("cli", "0.1.0", "[dependencies]\nfoo = { path = \"../foo\", version = \"1.0.0\" }\n");
    repository.write("b/cli/Cargo.toml", other);
    for folder in ["a/foo", "a/cli", "a/fuzz", "b/foo", "b/cli"] {
        repository.write(&format!("{folder}/src/lib.rs"), "");
    }
    repository.write(".gitignore", "target\n");
    for folder in ["a", "a/fuzz", "b"] {
        cargo(&repository, folder, &["generate-lockfile", "--offline"]).unwrap();
    }
    repository.git(&["init", "--quiet", "--initial-branch=main"]);
    repository.commit();
    repository
}

fn cargo(repository: &Repository, folder: &str, arguments: &[&str]) -> Result<(), String> {
    let home = std::env::var_os("CARGO_HOME").unwrap_or_default();
    let mut command = repository.command(env!("CARGO"));
    command.current_dir(repository.path().join(folder)).args(arguments);
    command.env("HOME", std::env::var_os("HOME").unwrap_or_default());
    if !home.is_empty() {
        command.env("CARGO_HOME", home);
    }
    command.envs(std::env::var_os("RUSTUP_HOME").map(|home| ("RUSTUP_HOME", home)));
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() { Ok(()) } else { Err(format!("{folder}: {said}")) }
}

fn is_accepted(repository: &Repository, folder: &str) {
    cargo(repository, folder, &["metadata", "--locked", "--offline", "--format-version=1"]).unwrap();
}

#[test]
fn a_crate_of_the_same_name_in_another_workspace_stays() {
    let by_path = "[dependencies]\nfoo = { path = \"../foo\", version = \"=1.0.0\" }\n";
    let repository = repository("", by_path, by_path);
    let other = (repository.read("b/cli/Cargo.toml"), repository.read("b/Cargo.lock"));
    repository.expect(0, &["apply", "feature:foo", "--yes"]);
    assert_eq!((repository.read("b/cli/Cargo.toml"), repository.read("b/Cargo.lock")), other);
    assert!(repository.read("a/cli/Cargo.toml").contains("version = \"=1.1.0\""));
    // A workspace outside, which nothing but its own path leads to.
    assert!(repository.read("a/fuzz/Cargo.toml").contains("version = \"=1.1.0\""));
    assert!(repository.read("a/fuzz/Cargo.lock").contains("version = \"1.1.0\""));
    for folder in ["a", "a/fuzz", "b"] {
        is_accepted(&repository, folder);
    }
}

#[test]
fn a_requirement_that_a_patch_leads_to_a_released_crate_follows() {
    let patched = "[dependencies]\nfoo = \"~1.0.0\"\n[patch.crates-io]\nfoo = { path = \"../foo\" }\n";
    let by_path = "[dependencies]\nfoo = { path = \"../foo\" }\n";
    let repository = repository("", by_path, patched);
    let repository_of = |path: &str| repository.read(path);
    repository.expect(0, &["apply", "feature:foo", "--yes"]);
    assert!(
        repository_of("a/fuzz/Cargo.toml").contains("foo = \"~1.1.0\""),
        "{}",
        repository_of("a/fuzz/Cargo.toml")
    );
    for folder in ["a", "a/fuzz"] {
        is_accepted(&repository, folder);
    }
}

#[test]
fn a_range_stays_while_it_admits_the_version_and_ends_later_when_it_does_not() {
    let ranges = "[dependencies]\nfoo = { path = \"../foo\", version = \">=1, <2\" }\n\
                  [dev-dependencies]\nfoo = { path = \"../foo\", version = \"*\" }\n";
    let bounded = "[dependencies]\nfoo = { path = \"../foo\", version = \">=0.9, <1.1\" } # ours\n";
    let repository = repository("", ranges, bounded);
    let before = repository.read("a/cli/Cargo.toml");
    repository.expect(0, &["apply", "feature:foo", "--yes"]);
    assert_eq!(repository.read("a/cli/Cargo.toml"), before);
    assert!(repository.read("a/fuzz/Cargo.toml").ends_with("version = \">=0.9, <1.2\" } # ours\n"));
    for folder in ["a", "a/fuzz"] {
        is_accepted(&repository, folder);
    }
}
