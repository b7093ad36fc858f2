//! Every verb where something that it takes for granted is missing: its exit code, the first line that it says, and whether
//! anything is changed. The tables in `surroundings/` are the expected ones; `SNAPSHOTS=overwrite` writes them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use snapbox::Data;

use crate::executable::executable;
use crate::others::run_with;
use crate::repository::{CHAIN, Repository};

/// Every verb, with arguments that make it do something.
const CALLS: [&[&str]; 27] = [
    &["status"],
    &["plan", "fix:core"],
    &["plan", "fix:core", "--out", "new.json"],
    &["pending"],
    &["change", "fix:core"],
    &["notes"],
    &["promote"],
    &["drop", "core"],
    &["catch-up"],
    &["why", "core", "fix:core"],
    &["check"],
    &["compat"],
    &["rollout", "fix:core"],
    &["deprecations"],
    &["init", "--product", "new.toml"],
    &["import", "--yes"],
    &["replay"],
    &["apply", "fix:core", "--yes"],
    &["apply", "fix:core", "--dry-run"],
    &["tag"],
    &["recover", "--yes"],
    &["undo", "--yes"],
    &["log"],
    &["version", "sort", "versions"],
    &["schema"],
    &["completions", "bash"],
    &["man"],
];

/// A git of 2018: it lacks what came later.
const OLD_GIT: &str = r#"#!/bin/sh
case " $* " in
*' --version '*|*' version '*) echo 'git version 2.17.1'; exit;;
*' --batch-command '*) echo "error: unknown option \`batch-command'" >&2; exit 129;;
*' worktree list '*' -z '*) echo "error: unknown switch \`z'" >&2; exit 129;;
*' update-ref '*' --stdin '*)
    echo 'fatal: unknown command: start' >&2; exit 128;;
esac
exec "$GIT" "$@"
"#;

/// How a call is made: what goes before its words in a shell, and what goes behind.
struct Surroundings {
    name: &'static str,
    before: &'static str,
    behind: &'static str,
}

const fn plain(name: &'static str, before: &'static str, behind: &'static str) -> Surroundings {
    Surroundings { name, before, behind }
}

const ALL: [Surroundings; 10] = [
    plain("nothing missing", "", ""),
    plain("standard output closed", "", ">&-"),
    plain("standard output full", "", ">/dev/full"),
    plain("a journal that waits", "", ""),
    plain("no git", "PATH=/nowhere", ""),
    plain("old git", "PATH=\"$BIN:$PATH\"", ""),
    plain("unreadable folder", "", ""),
    plain("read-only file system", "", ""),
    plain("20 open files", "ulimit -n 20;", ""),
    plain("TERM and HOME unset", "unset TERM HOME;", ""),
];

fn repository(name: &str) -> Repository {
    let header = "[components.core]\n";
    let product = CHAIN.replace(header, &format!("{header}manifests = [{{ path = \"core/VERSION\" }}]\n"));
    let files = [("core/VERSION", "1.0\n"), ("versions", "1.1\n1.0\n")];
    let repository = Repository::with(&product, &files);
    if name == "a journal that waits" {
        run_with(&repository, &["apply", "fix:core", "--yes"], "update-ref", "kill -9 $parent; kill -9 $$");
    }
    repository
}

fn is_root() -> bool {
    String::from_utf8(Command::new("id").arg("-u").output().unwrap().stdout).unwrap().trim() == "0"
}

/// The script that makes a call; none where this machine cannot make such surroundings.
fn script(surroundings: &Surroundings, repository: &Repository) -> Option<String> {
    let Surroundings { name, before, behind } = surroundings;
    let call = format!("{before} \"$DATELINE\" \"$@\" {behind}");
    let works = |program: &str, arguments: &[&str]| {
        Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success())
    };
    match *name {
        "unreadable folder" => {
            let folder = repository.path().join("core");
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o0)).unwrap();
            if !is_root() {
                return Some(call);
            }
            if !works("setpriv", &["--version"]) {
                return None;
            }
            assert!(works("chown", &["-R", "65534:65534", repository.path().to_str().unwrap()]));
            Some("exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$DATELINE\" \"$@\"".to_owned())
        }
        "read-only file system" => {
            let own = if is_root() { "-m" } else { "-rm" };
            works("unshare", &[own, "true"]).then(|| {
                format!(
                    "exec unshare {own} sh -c 'mount --bind \"$PWD\" \"$PWD\" && mount -o remount,bind,ro \"$PWD\" && \
                     cd \"$PWD\" && exec \"$DATELINE\" \"$@\"' sh \"$@\""
                )
            })
        }
        _ => Some(call),
    }
}

fn real_git() -> PathBuf {
    crate::faults::real_git()
}

fn make(repository: &Repository, script: &str, bin: &Path, call: &[&str]) -> Output {
    let mut shell = repository.command("sh");
    shell.args(["-c", script, "sh"]).args(call);
    shell.env("DATELINE", env!("CARGO_BIN_EXE_dateline")).env("BIN", bin).env("GIT", real_git());
    shell.env("TERM", "dumb").env("HOME", "/nowhere");
    shell.output().unwrap()
}

/// What differs from run to run, written the same.
fn normal(line: &str, repository: &Repository) -> String {
    let line = line.replace(repository.path().to_str().unwrap(), "ROOT");
    let is_id = |word: &str| word.len() >= 12 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let words = line.split(' ').map(|word| {
        let bare = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let is_time = bare.len() == 20 && bare.ends_with('Z') && bare.contains('T');
        if is_id(bare) || is_time { word.replace(bare, "…") } else { word.to_owned() }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_verb_says_what_is_missing_and_changes_all_or_nothing() {
    let bin = tempfile::tempdir().unwrap();
    executable(&bin.path().join("git"), OLD_GIT);
    fs::set_permissions(bin.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/apply/surroundings");
    for surroundings in ALL {
        let start = repository(surroundings.name);
        let mut table = String::new();
        for call in CALLS {
            // What was cut off in another folder would be refused.
            let is_cut_off = surroundings.name == "a journal that waits";
            let repository = if is_cut_off { repository(surroundings.name) } else { start.copy() };
            let before = (repository.state(), repository.locks());
            let Some(script) = script(&surroundings, &repository) else {
                eprintln!("skipped: {} cannot be made on this machine", surroundings.name);
                break;
            };
            let output = make(&repository, &script, bin.path(), call);
            let _ = Command::new("chown")
                .arg("-R")
                .arg(if is_root() { "0:0" } else { "" })
                .arg(repository.path())
                .output();
            fs::set_permissions(repository.path().join("core"), fs::Permissions::from_mode(0o755)).unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            let is_of_git = output.status.code() == Some(6) && surroundings.name == "old git";
            assert!(!is_of_git || said.contains("install git 2.36 or a newer one"), "{call:?}: {said}");
            let first = normal(said.lines().next().unwrap_or_default(), &repository);
            let code = output.status.code().map_or("killed".to_owned(), |code| code.to_string());
            let is_same = before == (repository.state(), repository.locks());
            let state = if is_same { "unchanged" } else { "changed" };
            table += format!("{}\n    {code}, {state}: {first}", call.join(" ")).trim_end();
            table += "\n";
        }
        if !table.is_empty() {
            let path = folder.join(surroundings.name.replace(' ', "-") + ".txt");
            let expected = Data::read_from(&path, Some(snapbox::data::DataFormat::Text));
            snapbox::assert_data_eq!(table, expected.raw());
        }
    }
}
