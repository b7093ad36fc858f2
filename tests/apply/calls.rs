//! Calls of `apply` that write nothing, or not what a release usually writes.

use serde_json::Value;

use crate::repository::{CHAIN, Repository};

#[test]
fn a_dry_run_writes_nothing_and_shows_the_actions_of_the_real_run() {
    for call in [&["fix:core"][..], &["feature:core", "--no-tag"], &["fix:core", "--no-commit"]] {
        let repository = Repository::new(CHAIN);
        let apply = |more: &[&str]| {
            let said = repository.expect(0, &[&["apply", "--format", "json"], call, more].concat());
            serde_json::from_str::<Value>(&said).unwrap()
        };
        let before = repository.everything();
        let dry = apply(&["--dry-run"]);
        assert_eq!(repository.everything(), before);
        let real = apply(&["--yes"]);
        assert_eq!((&dry["actions"], &dry["plan"]), (&real["actions"], &real["plan"]));
        assert_eq!((&dry["applied"], &real["applied"]), (&Value::Bool(false), &Value::Bool(true)));
        let applied = repository.everything();
        repository.expect(0, &["undo", "--dry-run"]);
        repository.expect(0, &["recover", "--dry-run"]);
        repository.expect(0, &["recover", "--yes"]);
        repository.expect(0, &["log"]);
        assert_eq!(repository.everything(), applied);
    }
}

#[test]
fn without_a_terminal_and_without_yes_nothing_is_written() {
    let repository = Repository::new(CHAIN);
    let state = repository.state();
    assert!(repository.expect(2, &["apply", "fix:core"]).contains("add `--yes`"));
    assert_eq!(repository.state(), state);
    repository.expect(0, &["apply", "fix:core", "--yes"]);
    let state = repository.state();
    repository.expect(2, &["undo"]);
    assert_eq!(repository.state(), state);
}

#[test]
fn the_demo_is_never_written() {
    let repository = Repository::new(CHAIN);
    for call in [&["apply", "fix:core", "--yes"][..], &["undo", "--yes"], &["recover", "--yes"]] {
        let said = repository.expect(2, &[&["--demo"], call].concat());
        assert!(said.contains("the demo is read-only"), "{said}");
    }
}

#[test]
fn outside_git_the_file_is_written_and_can_be_taken_back() {
    let repository = Repository::without_git(CHAIN);
    repository.expect(0, &["apply", "fix:core", "--yes"]);
    assert!(repository.product().contains("version = \"1.0.20161101\""));
    let log = repository.expect(0, &["log"]);
    assert!(log.contains("  core     1.0.20161101  changed by fix:core\n"), "{log}");
    repository.expect(0, &["undo", "--yes"]);
    assert_eq!(repository.product(), CHAIN);
    assert!(repository.expect(0, &["log"]).contains("Nothing has been released yet"));
}

#[test]
fn series_are_promoted_and_dropped() {
    let repository = Repository::new(CHAIN);
    repository.expect(0, &["apply", "feature:core", "--next", "--yes"]);
    let open = repository.state();
    repository.expect(0, &["apply", "--drop", "core", "mac", "windows", "--yes"]);
    assert_eq!(repository.product(), CHAIN);
    repository.expect(0, &["undo", "--yes"]);
    assert_eq!(repository.state(), open);
    repository.expect(0, &["apply", "--yes", "--promote"]);
    assert!(repository.git(&["tag"]).contains("core-v1.1\n"));
}

#[test]
fn a_plan_that_changes_nothing_makes_no_commit() {
    let repository = Repository::new(CHAIN);
    let state = repository.state();
    let said = repository.expect(0, &["apply", "sync:core", "--yes"]);
    assert!(said.contains("nothing to apply"), "{said}");
    assert_eq!(repository.state(), state);
}
