//! `dateline pending` on a repository of 100,000 commits since the last release, beside what `git log --name-only` takes
//! alone.
//!
//! `cargo bench --bench pending` prints the median of 5 calls of each program as a process, and the ratio of the two.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const COMMITS: usize = 100_000;
const ROUNDS: usize = 5;
/// How many times as long as git alone it may take.
const BUDGET: f64 = 2.0;

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

/// The commits as `git fast-import` reads them: each touches up to three files of up to three components.
fn history() -> String {
    let mut text = String::from("blob\nmark :1\ndata 2\n1\n\nblob\nmark :2\ndata 2\n2\n\n");
    // Writing to a string cannot fail.
    let _ = writeln!(text, "blob\nmark :3\ndata {}\n{PRODUCT}", PRODUCT.len());
    for number in 0..COMMITS {
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

fn median(folder: &Path, program: &str, arguments: &[&str]) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let started = Instant::now();
            let output = Command::new(program).current_dir(folder).args(arguments).output().expect("it runs");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            started.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"], "");
    git(folder.path(), &["fast-import", "--quiet"], &history());
    git(folder.path(), &["reset", "--quiet", "--hard"], "");
    let alone = median(folder.path(), "git", &["log", "--name-only"]);
    let pending = median(folder.path(), env!("CARGO_BIN_EXE_dateline"), &["pending", "--quiet"]);
    let ratio = pending.as_secs_f64() / alone.as_secs_f64();
    let verdict = if ratio <= BUDGET { "kept" } else { "missed: is the machine busy with something else?" };
    println!("{COMMITS} commits: git log --name-only {alone:.3?}, dateline pending {pending:.3?}");
    println!("  {ratio:.2} times as long, budget {BUDGET}: {verdict}");
}
