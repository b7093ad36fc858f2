//! What is staged is judged by itself, and a hook of git keeps a commit out that would drift.

use std::fs;
use std::os::unix::fs::symlink;

use super::product;
use super::repository::Repository;
use crate::executable::executable;

const NONE: [&str; 0] = [];

fn chain() -> Repository {
    let text = product(
        "[components.core]\nlead = true\nversion = \"1.2\"\nmanifests = [{ path = \"core/VERSION\" }]\n",
    );
    Repository::new(&text).file("core/VERSION", "1.2\n").committed("Start")
}

#[test]
fn what_is_staged_counts_and_not_what_lies_in_the_work_tree() {
    let repository = chain().file("core/VERSION", "1.3\n");
    assert_eq!(repository.codes(&[]), ["manifest-differs"]);
    assert_eq!(repository.codes(&["--staged"]), NONE);
    repository.git(&["add", "."]);
    let repository = repository.file("core/VERSION", "1.2\n");
    assert_eq!(repository.codes(&[]), NONE);
    assert_eq!(repository.codes(&["--staged"]), ["manifest-differs"]);
    let text = repository.product().replace("1.2", "1.3");
    let repository = repository.file("product.toml", text);
    repository.git(&["add", "product.toml"]);
    assert_eq!(repository.codes(&["--staged"]), NONE, "the product file is that of the index, too");
}

#[test]
fn what_was_never_added_is_not_staged() {
    let repository = chain();
    repository.git(&["rm", "--quiet", "--cached", "core/VERSION"]);
    assert_eq!(repository.codes(&[]), NONE);
    assert_eq!(repository.codes(&["--staged"]), ["manifest-missing"]);
    repository.git(&["rm", "--quiet", "--cached", "product.toml"]);
    assert_eq!(
        repository.expect(2, &["check", "--staged"]),
        "error: `product.toml` is not in git's index\nhint: run `git add product.toml` to stage it\n"
    );
    fs::remove_dir_all(repository.path().join(".git")).unwrap();
    assert_eq!(
        repository.expect(2, &["check", "--staged"]),
        "error: nothing is staged: not in a git work tree\nhint: omit `--staged`, or keep the product file \
         in a git repository\n"
    );
}

#[test]
fn a_link_is_not_followed_in_the_work_tree_nor_in_the_index() {
    let repository = chain();
    fs::rename(repository.path().join("core/VERSION"), repository.path().join("core/OTHER")).unwrap();
    symlink("OTHER", repository.path().join("core/VERSION")).unwrap();
    assert_eq!(repository.codes(&[]), ["manifest-unreadable"]);
    repository.git(&["add", "."]);
    assert_eq!(repository.codes(&["--staged"]), ["manifest-unreadable"]);
}

#[test]
fn staged_migrations_are_those_of_the_index() {
    let text = product(
        "[components.core]\nlead = true\nversion = \"1.2\"\nsurfaces.schema = { version = 1, migrations = \"db\" }\n",
    );
    let repository = Repository::new(&text).file("db/0001_init.sql", "create").committed("Start");
    let repository = repository.file("db/0003_apps.sql", "").file("db/0001_init.sql", "drop");
    assert_eq!(repository.codes(&["--staged"]), NONE);
    repository.git(&["add", "."]);
    assert_eq!(repository.codes(&["--staged"]), ["migration-gap", "migration-edited"]);
}

/// The hook as the README has it, with this program in the place of an installed one.
fn install_hook(repository: &Repository) {
    let readme = fs::read_to_string("README.md").unwrap();
    let hook = readme.split_once("```sh\n#!/bin/sh\n").expect("the README has a hook").1;
    let hook = hook.split_once("```").unwrap().0;
    assert!(hook.contains("dateline check --staged"), "{hook}");
    let hook = hook.replace("dateline check", &format!("{} check", env!("CARGO_BIN_EXE_dateline")));
    let path = repository.path().join(".git/hooks/pre-commit");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    executable(&path, &format!("#!/bin/sh\n{hook}"));
}

/// Whether git takes a commit, and what is said.
fn commit(repository: &Repository, arguments: &[&str]) -> (bool, String) {
    let arguments = [&["commit", "--quiet", "--message=Drift"], arguments].concat();
    let output = repository.command("git").args(arguments).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

#[test]
fn the_hook_refuses_a_commit_that_drifts() {
    let repository = chain();
    install_hook(&repository);
    let repository = repository.file("core/VERSION", "1.3\n");
    repository.git(&["add", "."]);
    let (taken, said) = commit(&repository, &[]);
    assert!(!taken, "{said}");
    assert!(said.contains("core/VERSION:1: the version here is `1.3`, but should be `1.2`"), "{said}");
    let repository = repository.file("core/VERSION", "1.2\n").file("notes", "");
    repository.git(&["add", "."]);
    let (taken, said) = commit(&repository, &[]);
    assert!(taken, "{said}");
}

#[test]
fn the_hook_judges_the_index_that_a_commit_is_made_of() {
    let repository = chain().file("notes", "a").committed("Notes");
    install_hook(&repository);
    // Nothing is added: git makes an index for this commit alone.
    let repository = repository.file("core/VERSION", "1.3\n").file("notes", "b");
    let (taken, said) = commit(&repository, &["--all"]);
    assert!(!taken, "{said}");
    let (taken, said) = commit(&repository, &["--", "notes"]);
    assert!(taken, "what drifts is no part of this commit: {said}");
    // From a folder below, too.
    let output = repository
        .command("git")
        .current_dir(repository.path().join("core"))
        .args(["commit", "--quiet", "--message=Drift", "--all"])
        .output()
        .unwrap();
    assert!(!output.status.success());
}

#[test]
fn the_hook_for_pre_commit_calls_the_same() {
    let hooks = fs::read_to_string(".pre-commit-hooks.yaml").unwrap();
    for line in [
        "- id: dateline-check",
        "  entry: dateline check --staged",
        "  language: rust",
        "  pass_filenames: false",
    ] {
        assert!(hooks.lines().any(|known| known == line), "{line}");
    }
}

#[test]
fn a_product_file_below_the_root_is_judged_there() {
    let text = product(
        "[components.core]\nlead = true\nversion = \"1.2\"\nmanifests = [{ path = \"core/VERSION\" }]\n\
         surfaces.schema = { version = 1, migrations = \"db\" }\n",
    );
    let repository = Repository::new("")
        .file("line one/product.toml", text)
        .file("line one/core/VERSION", "1.2\n")
        .file("line one/db/0001_init.sql", "create")
        .file("db/0001_other.sql", "create")
        .committed("Start")
        .tag("core-v1.2")
        .file("line one/core/VERSION", "1.3\n")
        .file("line one/db/0001_init.sql", "drop")
        .file("db/0001_other.sql", "drop");
    repository.git(&["add", "."]);
    let found = ["manifest-differs", "migration-edited"];
    for more in [&[][..], &["--staged"]] {
        assert_eq!(repository.codes(&[&["-C", "line one"], more].concat()), found);
        assert_eq!(repository.codes(&[&["-C", "line one/db"], more].concat()), found);
        assert_eq!(repository.codes(&[&["--product", "line one/product.toml"], more].concat()), found);
    }
}

#[test]
fn a_work_tree_of_its_own_is_judged_by_its_own_index() {
    let repository = chain();
    repository.git(&["worktree", "add", "--quiet", "-b", "other", "other"]);
    let repository = repository.file("other/core/VERSION", "1.3\n");
    repository.git(&["-C", "other", "add", "."]);
    assert_eq!(repository.codes(&["--staged"]), NONE);
    assert_eq!(repository.codes(&["-C", "other", "--staged"]), ["manifest-differs"]);
    install_hook(&repository);
    let output =
        repository.command("git").args(["-C", "other", "commit", "--message=Drift"]).output().unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).contains("manifest-differs"));
}
