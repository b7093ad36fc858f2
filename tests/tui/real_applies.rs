//! Applying in a real terminal: what is written, what a signal or a hang-up leaves, and what is read again afterwards.

use std::path::Path;
use std::process::Command;

use crate::tmux::Tmux;

/// Makes a repository of a folder with a product file, with a bare one to push to and this hook before a push.
pub fn repository(folder: &Path, hook: &str) {
    let script = "git init -q -b main . && git config user.name Ann && git config user.email ann@example.org && \
                  printf '/*\n!/product.toml\n' > .git/info/exclude && git add product.toml && \
                  git commit -qm Start && git init -q --bare .git/remote && git remote add origin .git/remote";
    let made = Command::new("sh").args(["-ec", script]).current_dir(folder).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let path = folder.join(".git/hooks/pre-push");
    std::fs::write(&path, format!("#!/bin/sh\n{hook}\n")).unwrap();
    assert!(Command::new("chmod").arg("+x").arg(&path).status().unwrap().success());
}

pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git").args(arguments).current_dir(folder).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Reviews the plan and types the word; with a push where that is asked for.
fn apply(tmux: &Tmux, word: &str) {
    tmux.start_dateline("");
    tmux.wait("Nothing is planned yet");
    tmux.keys(&["a"]);
    tmux.wait("→ 1.0.20161101");
    tmux.keys(&["Enter"]);
    tmux.wait("nothing is in the way");
    if word == "push" {
        tmux.keys(&["p"]);
        tmux.wait("[x] p push");
        tmux.wait("nothing is in the way");
    }
    tmux.keys(&["Enter"]);
    tmux.wait(&format!("Type {word} and press Enter"));
    tmux.enter(word);
}

#[test]
fn a_plan_is_applied_and_taken_back_in_a_real_terminal() {
    let Some(tmux) = Tmux::start("apply") else { return };
    repository(tmux.folder.path(), "exit 1");
    let before = tmux.facts("before");
    let file = std::fs::read_to_string(tmux.folder.path().join("product.toml")).unwrap();
    apply(&tmux, "apply");
    tmux.wait("tag windows-v1.0.20161101");
    let tags = "core-v1.0.20161101\njava-sdk-v1.0.20161101\nmac-v1.0.20161101\nwindows-v1.0.20161101\n";
    assert_eq!(git(tmux.folder.path(), &["tag"]), tags);
    assert!(
        git(tmux.folder.path(), &["log", "--format=%s"])
            .starts_with("Release core 1.0.20161101 and 3 more\n")
    );
    tmux.keys(&["U"]);
    tmux.wait("made 4 releases: core 1.0.20161101");
    tmux.enter("undo");
    tmux.wait("files, commit and tags are as they were before");
    assert_eq!(git(tmux.folder.path(), &["tag"]), "");
    assert_eq!(git(tmux.folder.path(), &["log", "--format=%s"]), "Start\n");
    assert_eq!(std::fs::read_to_string(tmux.folder.path().join("product.toml")).unwrap(), file);
    tmux.keys(&["Enter"]);
    tmux.wait("Nothing is planned yet");
    tmux.keys(&["q"]);
    tmux.prompt();
    assert_eq!(tmux.facts("after"), before);
}

#[test]
fn an_apply_that_is_left_half_way_says_what_finishes_it() {
    let Some(tmux) = Tmux::start("leave") else { return };
    repository(tmux.folder.path(), "while test ! -e .git/go-on; do sleep 0.05; done");
    let before = tmux.facts("before");
    apply(&tmux, "push");
    tmux.wait("… pushing to origin");
    tmux.keys(&["C-c"]);
    tmux.wait("This is finished first");
    tmux.keys(&["C-c"]);
    tmux.wait("run `dateline recover` to finish it");
    tmux.prompt();
    tmux.enter("echo code-$?");
    tmux.wait("code-3");
    assert_eq!(tmux.facts("after"), before);
    tmux.start_dateline("");
    tmux.wait("recover first");
    tmux.keys(&["q"]);
    tmux.prompt();
    // The push that was under way goes on without us.
    std::fs::write(tmux.folder.path().join(".git/go-on"), "").unwrap();
    let pushed =
        |tmux: &Tmux| git(tmux.folder.path(), &["ls-remote", "--tags", "origin"]).lines().count() == 8;
    tmux.until("pushed", pushed);
    tmux.enter(&format!("{} recover --yes", env!("CARGO_BIN_EXE_dateline")));
    tmux.wait("Finished.");
    assert!(pushed(&tmux), "each tag and its commit");
}

#[test]
fn a_signal_waits_until_the_apply_is_done() {
    let Some(tmux) = Tmux::start("term") else { return };
    repository(tmux.folder.path(), "while test ! -e .git/go-on; do sleep 0.05; done");
    let before = tmux.facts("before");
    apply(&tmux, "push");
    tmux.wait("… pushing to origin");
    tmux.signal("-TERM");
    tmux.wait("and then the program ends");
    std::fs::write(tmux.folder.path().join(".git/go-on"), "").unwrap();
    tmux.prompt();
    tmux.enter("echo code-$?");
    tmux.wait("code-130");
    assert_eq!(tmux.facts("after"), before);
    assert_eq!(git(tmux.folder.path(), &["ls-remote", "--tags", "origin"]).lines().count(), 8);
}

#[test]
fn a_release_is_taken_back_from_its_column_of_the_history() {
    let Some(tmux) = Tmux::start("history-back") else { return };
    let folder = tmux.folder.path();
    repository(folder, "exit 1");
    apply(&tmux, "apply");
    tmux.wait("tag windows-v1.0.20161101");
    tmux.keys(&["Enter"]);
    tmux.wait("Nothing is planned yet");
    tmux.keys(&["H"]);
    // What was released is read anew after the apply.
    tmux.wait("History 1/1");
    tmux.keys(&["U"]);
    tmux.wait("made 4 releases: core 1.0.20161101");
    tmux.keys(&["Escape"]);
    assert!(tmux.wait("nothing is written").contains("History 1/1"), "back where it was asked for");
    tmux.keys(&["U"]);
    tmux.wait("made 4 releases: core 1.0.20161101");
    tmux.enter("undo");
    tmux.wait("files, commit and tags are as they were before");
    assert_eq!(git(folder, &["tag"]), "");
}

#[test]
fn what_is_pending_is_read_again_when_head_moves() {
    let Some(tmux) = Tmux::start("head") else { return };
    let folder = tmux.folder.path();
    repository(folder, "exit 1");
    let start = ["core-v1.0", "java-sdk-v1.0", "mac-v1.0", "windows-v1.0"];
    for tag in start {
        git(folder, &["tag", "-a", "-m", "Start", tag]);
    }
    tmux.start_dateline("");
    tmux.wait("Nothing is planned yet");
    assert!(!tmux.screen().contains("pending changes"));
    git(folder, &["commit", "-q", "--allow-empty", "-m", "feat(core): encrypt blocks at rest"]);
    tmux.wait("1 component has pending changes:");
    tmux.wait("feature: 1 commit");
    git(folder, &["reset", "-q", "--hard", "HEAD~1"]);
    tmux.wait("What changed?");
    tmux.until("gone again", |tmux| !tmux.screen().contains("pending changes"));
}

#[test]
fn the_next_development_is_started_after_the_release() {
    let Some(tmux) = Tmux::start("development") else { return };
    let folder = tmux.folder.path();
    let product = "[product]\nname = 'Shop'\n[components.core]\nlead = true\nversion = '1.0'\n\
                   manifests = [{ path = 'core/pom.xml', development = '-SNAPSHOT' }]\n";
    std::fs::write(folder.join("product.toml"), product).unwrap();
    std::fs::create_dir(folder.join("core")).unwrap();
    let pom = |version: &str| format!("<project>\n  <version>{version}</version>\n</project>\n");
    std::fs::write(folder.join("core/pom.xml"), pom("1.1-SNAPSHOT")).unwrap();
    repository(folder, "exit 1");
    git(folder, &["add", "-f", "core/pom.xml"]);
    git(folder, &["commit", "-qm", "Add the manifest"]);
    tmux.start_dateline("");
    tmux.wait("Nothing is planned yet");
    tmux.keys(&["F", "Enter"]);
    tmux.wait("nothing is in the way");
    assert!(tmux.screen().contains("[ ] d development"), "{}", tmux.screen());
    tmux.keys(&["d"]);
    tmux.wait("[x] d development");
    tmux.wait("nothing is in the way");
    tmux.keys(&["Enter"]);
    tmux.wait("Type apply and press Enter");
    tmux.enter("apply");
    tmux.wait("starts the development of the next versions");
    let log = git(folder, &["log", "--format=%s", "-2"]);
    assert_eq!(log, "chore: start the development of core 1.2-SNAPSHOT\nRelease core 1.1\n");
    assert_eq!(git(folder, &["show", "HEAD~1:core/pom.xml"]), pom("1.1"));
    assert_eq!(std::fs::read_to_string(folder.join("core/pom.xml")).unwrap(), pom("1.2-SNAPSHOT"));
    tmux.keys(&["U"]);
    tmux.wait("released nothing: it started the next");
}
