//! `--demo` runs every verb that does not write, anywhere, and refuses the others.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

mod program;

use std::collections::BTreeSet;

use program::{Call, text};

/// Calls of the verbs that only read.
const READING: [&[&str]; 14] = [
    &["status"],
    &["plan", "fix:core"],
    &["promote"],
    &["drop", "core"],
    &["catch-up"],
    &["why", "mac", "fix:core"],
    &["check"],
    &["compat"],
    &["rollout"],
    &["deprecations"],
    &["replay"],
    &["log"],
    &["pending"],
    &["notes"],
];

/// Calls of the verbs that write.
const WRITING: [&[&str]; 7] = [
    &["init"],
    &["import"],
    &["apply", "fix:core"],
    &["recover"],
    &["undo"],
    &["change", "fix:core"],
    &["tag"],
];

/// The verbs that need no product.
const WITHOUT_PRODUCT: [&str; 5] = ["version", "schema", "completions", "man", "tui-config"];

/// The verbs that the help lists.
fn verbs() -> BTreeSet<String> {
    let help = Call::new(["--help"]).run();
    let verbs = text(&help.stdout).split_once("Verbs:\n").unwrap().1.split_once("\n\n").unwrap().0.to_owned();
    let names = verbs.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

#[test]
fn every_verb_is_known_here() {
    let known = READING.iter().chain(&WRITING).map(|call| call[0]).chain(WITHOUT_PRODUCT);
    assert_eq!(verbs(), known.map(str::to_owned).collect());
}

#[test]
fn the_demo_runs_every_verb_that_does_not_write() {
    for arguments in READING {
        for format in ["text", "json", "markdown", "github"] {
            let mut call = Call::new([&["--demo", "--format", format], arguments].concat());
            let before = call.contents();
            let output = call.run();
            let stderr = text(&output.stderr);
            // The built-in line has no open series, and stands in no repository.
            let expected = match arguments[0] {
                "promote" => (1, "no open series"),
                "drop" => (1, "core has no open series"),
                _ => (0, ""),
            };
            assert_eq!(output.status.code(), Some(expected.0), "{arguments:?} {format}: {stderr}");
            assert!(stderr.contains(expected.1), "{arguments:?} {format}: {stderr}");
            assert!(call.contents() == before, "{arguments:?} {format}: it wrote");
        }
    }
    let checked = Call::new(["--demo", "check"]).run();
    assert_eq!(
        text(&checked.stdout),
        "Chain: nothing found in 4 components and 0 manifests; no git repository\n"
    );
    let log = Call::new(["--demo", "log"]).run();
    assert_eq!(text(&log.stdout), "Nothing has been released yet.\n");
    let notes = Call::new(["--demo", "notes"]).run();
    assert_eq!(text(&notes.stdout), "There is nothing to say.\n");
    let release = Call::new(["--demo", "notes", "core@1.0"]).run();
    assert!(text(&release.stderr).starts_with("error: core 1.0 has no tag\n"));
    let line = Call::new(["--demo", "notes", "--line", "1.0"]).run();
    assert_eq!(text(&line.stdout), "There is nothing to say.\n");
}

#[test]
fn the_demo_refuses_every_verb_that_writes() {
    for arguments in WRITING {
        let output = Call::new([&["--demo"], arguments].concat()).run();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).starts_with("error: the demo is read-only"), "{arguments:?}");
    }
}
