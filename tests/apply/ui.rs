//! The terminal UI on a real repository, line by line: what is asked, what is answered, and what is there afterwards.
//!
//! `ui/` holds the transcripts; `SNAPSHOTS=overwrite cargo test --test apply ui` writes them anew, to be read.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use rustix::fs::{FlockOperation, flock};

use crate::executable::executable;
use crate::repository::{CHAIN, Repository};

/// Answers the UI line by line; what it said on both streams, without what is another at each run.
fn talk(repository: &Repository, answers: &str) -> String {
    let mut call = repository.call(&["--accessible"]);
    let mut child = call.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    said.lines().map(|line| line.split(' ').map(settled).collect::<Vec<_>>().join(" ") + "\n").collect()
}

/// A word, where it is no commit, moment or process.
fn settled(word: &str) -> &str {
    let bare = word.trim_matches([',', ':', '.']);
    let is_hex = |length| bare.len() == length && bare.chars().all(|c| c.is_ascii_hexdigit());
    match bare {
        _ if is_hex(12) || is_hex(40) => "[commit]",
        _ if bare.len() == 20 && bare.ends_with('Z') => "[moment]",
        _ => word,
    }
}

fn is_as_in(name: &str, said: &str) {
    let path = format!("tests/apply/ui/{name}.txt");
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        fs::write(&path, said).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    snapbox::assert_data_eq!(said, snapbox::Data::text(expected).raw());
}

#[test]
fn a_plan_is_reviewed_applied_by_a_word_and_taken_back_by_another() {
    let repository = Repository::new(CHAIN);
    let before = repository.state();
    let said = talk(&repository, "api-fix:core\napply\nyes\nquit\ny\n");
    is_as_in("another-word", &said);
    assert_eq!(repository.state(), before, "another word writes nothing");

    is_as_in("applied", &talk(&repository, "api-fix:core\napply\napply\nstatus\nquit\n"));
    let tags = repository.git(&["tag"]);
    assert_eq!(tags.lines().count(), 4, "{tags}");
    assert!(repository.git(&["log", "-1", "--format=%s"]).starts_with("Release core 1.0.20161101"));
    assert_eq!(repository.git(&["status", "--porcelain"]), "");

    is_as_in("taken-back", &talk(&repository, "take-back\nundo\nstatus\ntake-back\nquit\n"));
    assert_eq!(repository.state(), before);
}

#[test]
fn everything_that_is_in_the_way_is_told_at_once_with_the_key_that_mends_it() {
    let repository = Repository::new(CHAIN);
    repository.git(&["tag", "mac-v1.0.20161101"]);
    fs::write(repository.path().join("product.toml"), CHAIN.to_owned() + "# changed\n").unwrap();
    let before = repository.state();
    is_as_in("in-the-way", &talk(&repository, "api-fix:core\napply\nquit\ny\n"));
    assert_eq!(repository.state(), before);
}

#[test]
fn outside_of_git_the_file_alone_is_written_and_taken_back() {
    let repository = Repository::without_git(CHAIN);
    is_as_in("files-alone", &talk(&repository, "fix:mac\napply\napply\ntake-back\nundo\nquit\n"));
    assert_eq!(repository.product(), CHAIN);
}

#[test]
fn who_holds_the_lock_is_told() {
    let repository = Repository::new(CHAIN);
    let state = repository.path().join(".git/dateline");
    fs::create_dir_all(&state).unwrap();
    fs::write(state.join("lock"), "`dateline apply` of ann, process 12\n").unwrap();
    let lock = fs::File::options().read(true).write(true).open(state.join("lock")).unwrap();
    flock(&lock, FlockOperation::NonBlockingLockExclusive).unwrap();
    let said = talk(&repository, "fix:mac\napply\napply\nquit\ny\n");
    drop(lock);
    is_as_in("busy", &said);
    assert_eq!(repository.git(&["tag"]), "");
}

#[test]
fn what_was_cut_off_is_told_at_the_start_and_in_the_review() {
    let repository = Repository::new(CHAIN);
    repository.git(&["init", "--quiet", "--bare", ".git/remote"]);
    repository.git(&["remote", "add", "origin", ".git/remote"]);
    // A push that never ends, killed with the program: the journal is left.
    let hook = repository.path().join(".git/hooks/pre-push");
    executable(&hook, "#!/bin/sh\nkill -9 $(cat .git/caller)\n");
    let mut call = repository.call(&["apply", "fix:core", "--yes", "--push"]);
    let mut child = call.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    fs::write(repository.path().join(".git/caller"), child.id().to_string()).unwrap();
    assert!(!child.wait().unwrap().success());
    is_as_in("cut-off", &talk(&repository, "fix:mac\napply\nquit\ny\n"));
    fs::remove_file(&hook).unwrap();
    repository.expect(0, &["recover", "--yes"]);
    assert!(!talk(&repository, "quit\n").contains("cut off"));
}

#[test]
fn a_plan_of_a_file_that_changed_since_is_not_applied() {
    let repository = Repository::new(CHAIN);
    let mut call = repository.call(&["--accessible"]);
    let mut child = call.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut answers, said) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut lines = BufReader::new(said).lines().map(Result::unwrap);
    answers.write_all(b"api-fix:core\n").unwrap();
    assert!(
        lines.any(|line| line.starts_with("  windows") && line.contains("ships core") && line.contains("->"))
    );
    let changed = CHAIN.replace("version = \"1.0\"", "version = \"1.1\"");
    fs::write(repository.path().join("product.toml"), &changed).unwrap();
    answers.write_all(b"apply\nquit\ny\n").unwrap();
    assert!(lines.any(|line| line.contains("the plan is stale: now core would become 1.1.20161101")));
    assert!(lines.any(|line| line.contains("load it again with reload")));
    child.wait().unwrap();
    assert_eq!(repository.product(), changed);
}
