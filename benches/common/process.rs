//! Calls of programs that have to end well, and what they use.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// Calls git in `folder` with a committer of its own, and without its talk.
pub fn git(folder: &Path, arguments: &[&str]) {
    git_reads(folder, arguments, b"");
}

/// Like [`git`], with an input.
pub fn git_reads(folder: &Path, arguments: &[&str], input: &[u8]) {
    let mut command = Command::new("git");
    command.current_dir(folder).args([
        "-c",
        "user.name=Ann",
        "-c",
        "user.email=ann@example.org",
        "-c",
        "gc.auto=0",
    ]);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null());
    let mut child = command.spawn().expect("git runs");
    child.stdin.take().expect("a pipe").write_all(input).expect("git reads");
    assert!(child.wait().expect("git ends").success(), "git {arguments:?}");
}

/// Calls a program; what it says is shown where it fails.
pub fn quiet(command: &mut Command) {
    let output = command.output().expect("it runs");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// The most memory that a call used at one moment, in KiB, by GNU time; `None` where that is not installed.
pub fn peak_memory(command: &Command) -> Option<u64> {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["-f", "%M"]).arg(command.get_program()).args(command.get_args()).stdout(Stdio::null());
    if let Some(folder) = command.get_current_dir() {
        timed.current_dir(folder);
    }
    let output = timed.output().ok()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    said.lines().last()?.trim().parse().ok()
}

/// How often `command` calls git: a git that counts stands before the real one.
pub fn git_calls(command: &mut Command) -> u64 {
    const GIT: &str = "#!/bin/sh\necho >> \"$COUNT\"\nPATH=${PATH#*:}\nexec git \"$@\"\n";
    let folder = tempfile::tempdir().expect("a folder");
    let (git, count) = (folder.path().join("git"), folder.path().join("count"));
    fs::write(&git, GIT)
        .and_then(|()| fs::set_permissions(&git, fs::Permissions::from_mode(0o755)))
        .expect("a git");
    let path = std::env::var("PATH").expect("a path");
    quiet(command.env("PATH", format!("{}:{path}", folder.path().display())).env("COUNT", &count));
    fs::read(count).map_or(0, |count| u64::try_from(count.len()).unwrap_or(u64::MAX))
}

/// How many syncs `command` and what it calls make, by strace; `None` where that is not installed.
pub fn syncs(command: &Command) -> Option<u64> {
    let trace = tempfile::NamedTempFile::new().ok()?;
    let mut traced = Command::new("strace");
    traced
        .args(["-f", "-qq", "-e", "trace=fsync,fdatasync,syncfs,sync", "-e", "signal=none", "-o"])
        .arg(trace.path());
    traced.arg(command.get_program()).args(command.get_args()).stdout(Stdio::null());
    if let Some(folder) = command.get_current_dir() {
        traced.current_dir(folder);
    }
    if !traced.status().ok()?.success() {
        return None;
    }
    let trace = fs::read_to_string(trace.path()).ok()?;
    u64::try_from(trace.lines().filter(|line| line.contains("sync(")).count()).ok()
}
