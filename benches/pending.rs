//! `dateline pending` on repositories of up to 100,000 commits since the last release, beside `git log --name-only` on the
//! same commits: `cargo bench --bench pending`. Both run as processes, in turns.

#[path = "common/mod.rs"]
mod common;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use common::{Goal, Report, in_turns};

const SIZES: [usize; 3] = [10_000, 30_000, 100_000];
const ROUNDS: usize = 5;
/// How many times as long as git alone it may take.
const BUDGET: f64 = 2.0;
/// The largest power of the number of commits with which the time may grow.
const GROWTH: f64 = 1.15;

const PRODUCT: &str = "[product]\nname = 'Chain'\n[components.core]\nlead = true\nversion = '1.0'\npaths = ['core']\n\
                       [components.sdk]\nversion = '1.0'\npaths = ['sdk']\n\
                       [components.tool]\nversion = '1.0'\npaths = ['tool/**', '!tool/docs']\n";

const MESSAGES: [&str; 6] = [
    "feat: add a thing",
    "fix: mend a thing",
    "chore: tidy",
    "docs(core): tell",
    "Update things",
    "perf(sdk): faster",
];

/// `commits` commits as `git fast-import` reads them: each touches up to three files of up to three components.
fn history(commits: usize) -> String {
    let mut text = String::from("blob\nmark :1\ndata 2\n1\n\nblob\nmark :2\ndata 2\n2\n\n");
    // Writing to a string cannot fail.
    let _ = writeln!(text, "blob\nmark :3\ndata {}\n{PRODUCT}", PRODUCT.len());
    for number in 0..commits {
        let message = format!("{} {number}\n\nWords about it, and why.\n", MESSAGES[number % MESSAGES.len()]);
        let time = 1_400_000_000 + number * 600;
        let _ = writeln!(text, "commit refs/heads/main\nmark :{}", number + 10);
        let _ = writeln!(
            text,
            "author Ada <a@example.org> {time} +0000\ncommitter Ada <a@example.org> {time} +0000"
        );
        let _ = writeln!(text, "data {}\n{message}", message.len());
        let _ = match number {
            0 => writeln!(text, "M 100644 :3 product.toml"),
            _ => writeln!(text, "from :{}", number + 9),
        };
        for file in 0..=number % 3 {
            let folder = ["core", "sdk", "tool"][(number + file) % 3];
            let (place, name) = (number % 50, (number * 7 + file) % 200);
            let _ = writeln!(text, "M 100644 :{} {folder}/d{place}/f{name}", 1 + (number / 50) % 2);
        }
        text.push('\n');
    }
    for tag in ["core-v1.0", "sdk-v1.0", "tool-v1.0"] {
        let _ = writeln!(text, "reset refs/tags/{tag}\nfrom :10\n");
    }
    text
}

fn git(folder: &Path, arguments: &[&str], input: &str) {
    let mut command = Command::new("git");
    let mut child =
        command.current_dir(folder).args(arguments).stdin(Stdio::piped()).spawn().expect("git starts");
    child.stdin.take().expect("its input").write_all(input.as_bytes()).expect("it reads");
    assert!(child.wait().expect("it ends").success(), "git {arguments:?}");
}

fn run(folder: &Path, program: &str, arguments: &[&str]) {
    let output = Command::new(program).current_dir(folder).args(arguments).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn main() -> ExitCode {
    let mut report = Report::default();
    let mut points = Vec::new();
    for commits in SIZES {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        git(folder, &["init", "--quiet", "--initial-branch=main"], "");
        git(folder, &["fast-import", "--quiet"], &history(commits));
        git(folder, &["reset", "--quiet", "--hard"], "");
        let [ours, alone] = in_turns(
            ROUNDS,
            [&mut || run(folder, env!("CARGO_BIN_EXE_dateline"), &["pending", "--quiet"]), &mut || {
                run(folder, "git", &["log", "--name-only"]);
            }],
        );
        let goal = Goal::Within(BUDGET);
        report.row(&format!("pending of {commits} commits"), ours, "git log --name-only", alone, goal);
        points.push((commits, ours));
    }
    report.growth("pending", &points, GROWTH);
    report.finish()
}
