//! How a call ends: the exit code says what holds, whatever happens to its output, its input or itself.

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::executable::executable;
use crate::repository::{CHAIN, Repository};

/// The exit code of a command line in the repository's folder, where `dateline` is the program; and what it said.
fn shell(repository: &Repository, line: &str) -> (Option<i32>, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_dateline")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let output = repository.command("bash").args(["-c", line]).env("PATH", path).output().unwrap();
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    (output.status.code(), said)
}

fn is_released(repository: &Repository) -> bool {
    !repository.git(&["tag"]).is_empty()
}

#[test]
fn whether_a_release_is_made_does_not_depend_on_standard_output() {
    // A reader that is gone before the preview, a closed stream, a full disk.
    let calls = [
        ("dateline apply fix:core --yes | true; exit ${PIPESTATUS[0]}", 0, true),
        ("dateline apply fix:core --yes | head -1 >/dev/null; exit ${PIPESTATUS[0]}", 0, true),
        ("dateline apply fix:core --yes --format json | true; exit ${PIPESTATUS[0]}", 0, true),
        ("dateline apply fix:core --yes > /dev/full", 5, true),
        ("dateline apply fix:core --yes --format json > /dev/full", 5, true),
        ("dateline apply fix:core --dry-run > /dev/full", 6, false),
        ("dateline apply fix:core > /dev/full", 6, false),
    ];
    for (line, code, released) in calls {
        let repository = Repository::new(CHAIN);
        let (found, said) = shell(&repository, line);
        assert_eq!((found, is_released(&repository)), (Some(code), released), "{line}: {said}");
        if code == 5 {
            assert!(said.contains("Applied as commit"), "{line}: {said}");
        }
        assert!(repository.expect(0, &["recover", "--yes"]).contains("nothing to recover"), "{line}");
    }
}

#[test]
fn undo_and_recover_do_not_depend_on_standard_output() {
    let repository = Repository::new(CHAIN);
    repository.expect(0, &["apply", "fix:core", "--yes"]);
    let (code, said) = shell(&repository, "dateline undo --yes > /dev/full");
    assert_eq!(code, Some(5), "{said}");
    assert!(said.contains("Taken back") && !is_released(&repository), "{said}");
}

#[test]
fn a_system_that_fails_is_not_bad_input() {
    let calls = [
        // No room for the journal, or for what git writes.
        ("ulimit -f 0; trap '' XFSZ; dateline apply fix:core --yes", 6),
        ("chmod a-w .git; dateline apply fix:core --yes; code=$?; chmod u+w .git; exit $code", 6),
    ];
    if Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n") {
        eprintln!("the part about permissions is skipped: root may write anything");
    }
    for (line, code) in calls {
        let repository = Repository::new(CHAIN);
        if line.starts_with("chmod") && shell(&repository, "test $(id -u) = 0").0 == Some(0) {
            continue;
        }
        let (found, said) = shell(&repository, line);
        assert_eq!(found, Some(code), "{line}: {said}");
        assert!(said.contains("nothing is changed"), "{line}: {said}");
        assert_eq!(repository.product(), CHAIN, "{line}");
        assert!(repository.expect(0, &["recover", "--yes"]).contains("nothing to recover"), "{line}");
    }
}

/// Calls apply in the background, sends `signal` when git's `verb` is called, and waits; the exit code and all that was
/// said.
fn signalled(repository: &Repository, arguments: &[&str], verb: &str, signal: &str) -> (Option<i32>, String) {
    let bin = tempfile::tempdir().unwrap();
    let path = std::env::var("PATH").unwrap();
    let git =
        std::env::split_paths(&path).map(|folder| folder.join("git")).find(|git| git.is_file()).unwrap();
    let text = format!(
        "#!/bin/sh\ncase \" $* \" in *' {verb} '*) kill -{signal} $PPID; sleep 0.2;; esac\nexec '{}' \"$@\"\n",
        git.display()
    );
    executable(&bin.path().join("git"), &text);
    let mut call = repository.call(arguments);
    let output = call.env("PATH", format!("{}:{path}", bin.path().display())).output().unwrap();
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    (output.status.code(), said)
}

#[test]
fn asked_to_end_it_reverts_before_the_refs_move_and_finishes_afterwards() {
    for signal in ["INT", "TERM", "HUP"] {
        let repository = Repository::new(CHAIN);
        let state = repository.state();
        let (code, said) = signalled(&repository, &["apply", "fix:core", "--yes"], "fast-import", signal);
        assert_eq!(code, Some(130), "{signal}: {said}");
        assert!(said.contains("interrupted, and nothing is changed"), "{signal}: {said}");
        assert_eq!(repository.state(), state, "{signal}");
        let (code, said) = signalled(&repository, &["apply", "fix:core", "--yes"], "update-ref", signal);
        assert_eq!(code, Some(0), "{signal}: {said}");
        assert!(said.contains("it is finished"), "{signal}: {said}");
        assert!(is_released(&repository), "{signal}");
        assert!(repository.expect(0, &["recover", "--yes"]).contains("nothing to recover"));
    }
}

#[test]
fn asked_to_end_before_a_push_it_says_that_the_release_is_not_pushed() {
    let repository = Repository::new(CHAIN);
    repository.git(&["init", "--quiet", "--bare", ".git/remote"]);
    repository.git(&["remote", "add", "origin", ".git/remote"]);
    let arguments = ["apply", "fix:core", "--yes", "--push"];
    let (code, said) = signalled(&repository, &arguments, "update-ref", "TERM");
    assert_eq!(code, Some(5), "{said}");
    assert!(said.contains("not pushed") && said.contains("git push --atomic origin"), "{said}");
    assert_eq!(repository.git(&["ls-remote", "origin"]), "");
    repository.expect(0, &["undo", "--yes"]);
}

#[test]
fn every_verb_mentions_an_apply_that_was_cut_off() {
    let repository = Repository::new(CHAIN);
    let (code, _) = signalled(&repository, &["apply", "fix:core", "--yes"], "update-ref", "KILL");
    assert_eq!(code, None);
    for call in [&["status"][..], &["plan", "fix:core"], &["check"], &["log"], &["why", "mac", "fix:core"]] {
        let output = repository.run(call);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("dateline recover --abort"), "{call:?}: {said}");
    }
    assert!(repository.expect(0, &["import", "--yes"]).contains("dateline recover --abort"));
    repository.expect(0, &["recover", "--abort", "--yes"]);
    assert!(repository.run(&["status"]).stderr.is_empty());
}

#[test]
fn a_plan_is_saved_over_nothing_but_a_plan() {
    let repository = Repository::new(CHAIN);
    for path in ["product.toml", "README"] {
        let before = repository.read(path);
        let said = repository.expect(2, &["plan", "fix:core", "--out", path]);
        assert!(said.contains("is not a saved plan") && said.contains("--force"), "{said}");
        assert_eq!(repository.read(path), before);
    }
    repository.expect(0, &["plan", "fix:core", "--out", "plan.json"]);
    repository.expect(0, &["plan", "feature:core", "--out", "plan.json"]);
    repository.expect(0, &["plan", "fix:core", "--out", "README", "--force"]);
    repository.expect(0, &["apply", "--plan", "README", "--dry-run"]);
}

#[test]
fn files_that_git_does_not_watch_count_as_edited() {
    for mark in ["--assume-unchanged", "--skip-worktree"] {
        let repository = Repository::new(CHAIN);
        repository.git(&["update-index", mark, "product.toml"]);
        let said = repository.expect(1, &["apply", "fix:core", "--yes"]);
        assert!(said.contains("assume-unchanged or skip-worktree"), "{mark}: {said}");
        assert!(said.contains("git update-index --no-assume-unchanged"), "{mark}: {said}");
        assert_eq!(repository.product(), CHAIN);
    }
}

#[test]
fn no_pipe_and_no_device_keeps_a_call_for_ever() {
    let repository = Repository::new(CHAIN);
    assert!(repository.command("mkfifo").arg("pipe").status().unwrap().success());
    let start = Instant::now();
    thread::scope(|scope| {
        let calls = [
            &["status", "--product", "pipe"][..],
            &["apply", "--plan", "pipe", "--yes"],
            &["apply", "fix:core", "--product", "pipe", "--yes"],
            &["status", "--product", "/dev/zero"],
            &["version", "sort", "/dev/zero"],
            &["version", "max", "/dev/zero"],
        ];
        let repository = &repository;
        for call in calls {
            scope.spawn(move || {
                let output = repository.call(call).stdin(Stdio::null()).output().unwrap();
                let said = String::from_utf8_lossy(&output.stderr).into_owned();
                assert!(matches!(output.status.code(), Some(1 | 2)), "{call:?}: {said}");
                let reasons = ["5 seconds", "256 MiB", "4096 bytes", "regular file"];
                assert!(reasons.iter().any(|reason| said.contains(reason)), "{call:?}: {said}");
            });
        }
    });
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    let (code, said) = shell(&repository, "dateline status --product <(sleep 0.3; cat product.toml)");
    assert_eq!(code, Some(0), "{said}");
}
