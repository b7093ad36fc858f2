//! Questions on a real terminal: yes writes, and nothing else does.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

#[path = "apply/repository.rs"]
mod repository;

use std::io::{Read, Write};
use std::process::{Command, Stdio};

use repository::{CHAIN, Repository};

const CTRL_C: &str = "\u{3}";
const CTRL_D: &str = "\u{4}";

/// Whether there is `script`, which runs a program on a terminal of its own; tells so, or fails where it must be there.
fn has_script(test: &str) -> bool {
    let found = Command::new("script").arg("--version").output().is_ok_and(|output| output.status.success());
    if !found {
        let required = std::env::var("DATELINE_ORACLES").is_ok_and(|value| value == "required");
        assert!(!required, "script of util-linux is missing");
        eprintln!("skipped: {test} needs script of util-linux");
    }
    found
}

/// Makes a call on a terminal, does `meanwhile` once it asks, types `answer`, and gives the exit code and all that was
/// shown.
fn answered(
    repository: &Repository,
    call: &str,
    meanwhile: impl FnOnce(),
    answer: &str,
) -> (Option<i32>, String) {
    // A run of tests in the background ignores Ctrl-C, and so would all that it starts.
    let line = format!("env --default-signal=INT {} {call}", env!("CARGO_BIN_EXE_dateline"));
    let mut command = repository.command("script");
    command.args(["--quiet", "--return", "--command", &line, "/dev/null"]).env("SHELL", "/bin/sh");
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut shown = Vec::new();
    let mut byte = [0];
    while !shown.ends_with(b"[y/N] ") && stdout.read(&mut byte).unwrap() == 1 {
        shown.push(byte[0]);
    }
    meanwhile();
    // Where nothing was asked, there is nobody left to read the answer.
    let _ = stdin.write_all(answer.as_bytes());
    stdout.read_to_end(&mut shown).unwrap();
    drop(stdin);
    (child.wait().unwrap().code(), String::from_utf8(shown).unwrap())
}

/// What each answer does to a question: its exit code, and whether it writes.
const ANSWERS: [(&str, i32, bool); 9] = [
    ("n\n", 130, false),
    ("\n", 130, false),
    ("no\n", 130, false),
    ("yess\n", 130, false),
    (CTRL_C, 130, false),
    (CTRL_D, 130, false),
    ("y\n", 0, true),
    ("Y\n", 0, true),
    ("yes\n", 0, true),
];

/// Gives every answer to the question that `call` asks in a copy of `start`.
fn assert_asks(start: &Repository, call: &str, question: &str) {
    for (answer, code, writes) in ANSWERS {
        let repository = start.copy();
        let before = repository.state();
        let (found, shown) = answered(&repository, call, || {}, answer);
        assert_eq!(found, Some(code), "{call}: {answer:?}: {shown}");
        assert_eq!(shown.matches(question).count(), 1, "{call}: {answer:?}: {shown}");
        assert_eq!(repository.state() != before, writes, "{call}: {answer:?}: {shown}");
        // Whoever said no is told what became of it; whoever interrupted knows.
        let is_told = shown.contains("the answer was no, so nothing was written");
        assert_eq!(is_told, !writes && answer != CTRL_C, "{call}: {answer:?}: {shown}");
        // Nothing is in the way of the next call.
        repository.expect(0, &["apply", "fix:java-sdk", "--dry-run", "--no-commit"]);
    }
}

#[test]
fn an_apply_asks_before_it_writes() {
    if has_script("an apply that asks") {
        assert_asks(&Repository::new(CHAIN), "apply fix:core", "Apply this plan? [y/N]");
    }
}

#[test]
fn an_undo_asks_before_it_writes() {
    if has_script("an undo that asks") {
        let repository = Repository::new(CHAIN);
        repository.expect(0, &["apply", "fix:core", "--yes"]);
        assert_asks(&repository, "undo --moved", "Take it back? [y/N]");
    }
}

#[test]
fn an_import_asks_before_it_writes() {
    if has_script("an import that asks") {
        let repository = Repository::new(CHAIN);
        repository.git(&["tag", "core-v1.0.20161001"]);
        assert_asks(&repository, "import", "Write product.toml? [y/N]");
    }
}

#[test]
fn a_recovery_asks_before_it_writes() {
    if !has_script("a recovery that asks") {
        return;
    }
    let repository = Repository::new(CHAIN);
    repository.expect(0, &["apply", "fix:core", "--yes"]);
    // The record of a finished apply is a journal like any other: as if the last step had been cut off.
    let state = repository.path().join(".git/dateline");
    std::fs::rename(state.join("applied/000001"), state.join("journal")).unwrap();
    for (call, question) in
        [("recover --moved", "Finish it? [y/N]"), ("recover --moved --abort", "Revert it? [y/N]")]
    {
        for (answer, code, writes) in ANSWERS {
            let repository = repository.copy();
            let (found, shown) = answered(&repository, call, || {}, answer);
            assert_eq!(found, Some(code), "{call}: {answer:?}: {shown}");
            assert_eq!(shown.matches(question).count(), 1, "{call}: {answer:?}: {shown}");
            assert_eq!(
                !repository.path().join(".git/dateline/journal").exists(),
                writes,
                "{call}: {answer:?}"
            );
        }
    }
}

#[test]
fn a_product_file_that_is_changed_while_it_is_asked_about_is_left_alone() {
    if !has_script("a change behind a question") {
        return;
    }
    let repository = Repository::new(CHAIN);
    repository.git(&["tag", "core-v1.0.20161001"]);
    let changed = CHAIN.to_owned() + "# mine\n";
    let change = || std::fs::write(repository.path().join("product.toml"), &changed).unwrap();
    let (code, shown) = answered(&repository, "import", change, "y\n");
    assert_eq!(code, Some(1), "{shown}");
    assert!(shown.contains("`product.toml` was changed in the meantime"), "{shown}");
    assert_eq!(repository.product(), changed);
}

#[test]
fn what_moves_while_an_apply_is_asked_about_stops_it() {
    if !has_script("a change behind a question") {
        return;
    }
    let repository = Repository::new(CHAIN);
    let change = || std::fs::write(repository.path().join("product.toml"), CHAIN.to_owned() + "#\n").unwrap();
    let (code, shown) = answered(&repository, "apply fix:core", change, "y\n");
    assert_eq!(code, Some(1), "{shown}");
    assert!(shown.contains("`product.toml` was changed in the meantime"), "{shown}");
    assert_eq!(repository.product(), CHAIN.to_owned() + "#\n");
    repository.git(&["checkout", "--quiet", "product.toml"]);
    let commit = || drop(repository.git(&["commit", "--quiet", "--allow-empty", "--message=On"]));
    let (code, shown) = answered(&repository, "apply fix:core", commit, "y\n");
    assert_eq!(code, Some(1), "{shown}");
    assert!(shown.contains("HEAD moved from "), "{shown}");
    assert_eq!((repository.product().as_str(), repository.git(&["tag"]).as_str()), (CHAIN, ""));
}
