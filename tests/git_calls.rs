//! How often each verb calls git: no more often than `tests/git_calls.txt` says, whatever the size of the product line.
//!
//! A process of git takes longer than most of what a verb does by itself. `SNAPSHOTS=overwrite` writes the file.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

#[path = "program/executable.rs"]
mod executable;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use executable::executable;
use tempfile::TempDir;

const COUNTS: &str = "tests/git_calls.txt";

/// A git that counts its calls.
const GIT: &str = "#!/bin/sh\necho >> \"$COUNT\"\nPATH=${PATH#*:}\nexec git \"$@\"\n";

/// What is called, in an order in which each finds something to do; those that write come last.
const CALLS: [&str; 24] = [
    "version compare 1.0 1.1",
    "schema",
    "status",
    "plan fix:c0",
    "why c1 fix:c0",
    "promote",
    "drop c0",
    "catch-up",
    "compat",
    "rollout fix:c0",
    "deprecations",
    "pending",
    "notes",
    "check",
    "check --staged",
    "init --dry-run --product other.toml",
    "import --dry-run",
    "replay",
    "log",
    "apply fix:c0 --dry-run",
    "apply fix:c0 --yes",
    "recover --yes",
    "tag --dry-run",
    "undo --yes",
];

fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.current_dir(folder).env_clear().env("PATH", std::env::var_os("PATH").unwrap());
    command.envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")]);
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), "Ann").env(format!("GIT_{role}_EMAIL"), "ann@example.org");
        command.env(format!("GIT_{role}_DATE"), "1478000000 +0000");
    }
    command
}

fn ran(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A product line of `count` components with a manifest and a tag each, and one change since.
fn line_of(count: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut product = "[product]\nname = \"Many\"\n".to_owned();
    for number in 0..count {
        let follows = if number == 0 { "" } else { "follows.c0 = \"release\"\n" };
        write!(
            product,
            "[components.c{number}]\nscheme = \"semver\"\nversion = \"1.0.0\"\npaths = [\"c{number}\"]\n{follows}\
             manifests = [{{ path = \"c{number}/VERSION\" }}]\n"
        )
        .unwrap();
        fs::create_dir(folder.path().join(format!("c{number}"))).unwrap();
        fs::write(folder.path().join(format!("c{number}/VERSION")), "1.0.0\n").unwrap();
    }
    fs::write(folder.path().join("product.toml"), product).unwrap();
    ran(git(folder.path()).args(["init", "--quiet", "--initial-branch=main"]));
    ran(git(folder.path()).args(["add", "."]));
    ran(git(folder.path()).args(["commit", "--quiet", "--message=Start"]));
    for number in 0..count {
        ran(git(folder.path()).args(["tag", &format!("c{number}-v1.0.0")]));
    }
    fs::write(folder.path().join("c0/code"), "x\n").unwrap();
    ran(git(folder.path()).args(["add", "."]));
    ran(git(folder.path()).args(["commit", "--quiet", "--message=fix: mend it"]));
    folder
}

/// How often git is called by each of `CALLS`.
fn counts(components: usize) -> Vec<usize> {
    let folder = line_of(components);
    let bin = tempfile::tempdir().unwrap();
    let counting = bin.path().join("git");
    executable(&counting, GIT);
    let path = format!("{}:{}", bin.path().display(), std::env::var("PATH").unwrap());
    let count = bin.path().join("count");
    let calls = CALLS.iter().map(|call| {
        fs::write(&count, "").unwrap();
        let mut command = git(folder.path());
        let environment: Vec<_> =
            command.get_envs().map(|(name, value)| (name.to_owned(), value.unwrap().to_owned())).collect();
        command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.current_dir(folder.path()).env_clear().envs(environment).stdin(Stdio::null());
        command.env("PATH", &path).env("COUNT", &count).env("SOURCE_DATE_EPOCH", "1478000000");
        let output = command.args(call.split(' ')).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{call}: {said}");
        fs::read(&count).unwrap().len()
    });
    calls.collect()
}

#[test]
fn no_verb_calls_git_more_often_than_is_recorded_nor_more_often_for_more_components() {
    let (few, many) = (counts(3), counts(40));
    let shown = |counts: &[usize]| {
        CALLS.iter().zip(counts).map(|(call, count)| format!("{count:>3}  {call}\n")).collect::<String>()
    };
    assert_eq!(shown(&few), shown(&many), "3 components, 40 components");
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        fs::write(COUNTS, shown(&few)).unwrap();
    }
    let recorded = fs::read_to_string(COUNTS).unwrap();
    assert_eq!(recorded, shown(&few), "where a count is smaller now, SNAPSHOTS=overwrite records it");
}
