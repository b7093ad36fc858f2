//! A release that is cut off while it removes and shortens change files (H4): after `recover` all is old or all is new.

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};

use crate::repo::Repo;

/// The calls on the folder of change files that change something: one file is removed and one is shortened.
const CALLS: [(&str, usize); 5] =
    [("renameat", 1), ("unlinkat", 1), ("unlinkat", 2), ("renameat2", 1), ("fsync", 2)];

fn repository() -> Repo {
    let repo = Repo::chain();
    repo.write("changes/a.md", "---\ncore: fix\n---\n\nOne.\n");
    repo.write("changes/b.md", "---\ncore: fix\nsdk: feature\n---\n\nTwo.\n");
    repo.add_all("Say it");
    repo
}

/// Files, commits and tags.
fn state(repo: &Repo) -> String {
    let mut state = repo.ask(&["status", "--porcelain"]) + "\n";
    state += &repo.ask(&["for-each-ref", "--format=%(refname) %(objectname)"]);
    let mut files: Vec<_> =
        fs::read_dir(repo.path().join("changes")).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let _ = write!(state, "\n{name}: {}", fs::read_to_string(&file).unwrap());
    }
    state + &repo.read("product.toml")
}

/// Releases core while strace does `fault` to the calls on the folder of change files; how many calls there were.
fn release(repo: &Repo, fault: &str) -> usize {
    let log = repo.path().join(".git/trace");
    let mut command = Command::new("strace");
    command
        .args(["-f", "-b", "execve", "-qq", "-y", "-o"])
        .arg(&log)
        .arg("-P")
        .arg(repo.path().join("changes"));
    command.args(["-e", "trace=renameat,renameat2,unlinkat,fsync", "-e", fault]);
    let call = repo.command(&["apply", "fix:core", "--yes"]);
    command.arg(call.get_program()).args(call.get_args()).current_dir(repo.path()).env_clear();
    command.envs(call.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    let trace = fs::read_to_string(&log).unwrap();
    fs::remove_file(&log).unwrap();
    trace.lines().filter(|line| line.contains("/changes>") || line.contains("KILL")).count()
}

#[test]
fn change_files_are_all_there_or_all_consumed_after_a_crash() {
    let is_there = Command::new("strace").arg("-V").output().is_ok_and(|output| output.status.success());
    if !is_there {
        assert!(std::env::var_os("DATELINE_ORACLES").is_none(), "strace is not installed");
        eprintln!("skipped: strace is not installed");
        return;
    }
    let whole = repository();
    let old = state(&whole);
    let calls = release(&whole, "inject=renameat:delay_enter=1:when=99");
    assert!(calls >= CALLS.len(), "{calls} calls");
    let new = state(&whole);
    assert!(
        old.contains("a.md") && !new.contains("a.md") && new.contains("b.md: ---\nsdk: feature"),
        "{new}"
    );
    let mut cut_off = 0;
    for (call, number) in CALLS {
        for (fault, way) in [
            ("signal=KILL", &["recover", "--yes"][..]),
            ("signal=KILL", &["recover", "--abort", "--yes"]),
            ("error=EIO", &["recover", "--yes"]),
        ] {
            let what = format!("{call} {number}, {fault}, {way:?}");
            let repo = repository();
            assert_eq!(state(&repo), old, "the start is always the same");
            release(&repo, &format!("inject={call}:{fault}:when={number}"));
            cut_off += usize::from(repo.path().join(".git/dateline/journal").exists());
            repo.run(way);
            let after = state(&repo);
            assert!(after == old || after == new, "{what}: {after}");
            repo.run(way);
            assert_eq!(state(&repo), after, "{what}: a second recovery changes nothing");
        }
    }
    assert!(cut_off >= 2 * CALLS.len(), "{cut_off} releases were cut off");
}
