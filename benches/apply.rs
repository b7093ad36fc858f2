//! `dateline apply` of up to 1,000 components with a manifest each, beside what `git commit` and `git tag` take for the
//! same files and tags: `cargo bench --bench apply`. Counted are the calls of git, and the syncs.

#[path = "common/mod.rs"]
mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use common::process::{git, git_calls, quiet, syncs};
use common::{Goal, Report, Times};

const SIZES: [usize; 3] = [100, 300, 1000];
const ROUNDS: usize = 3;
const GROWTH: f64 = 1.15;
/// How often git is called, whatever the size.
const CALLS: u64 = 12;

fn product(count: usize, version: &str) -> String {
    let mut product = "[product]\nname = 'Many'\n".to_owned();
    for number in 0..count {
        let follows = if number == 0 { "" } else { "follows.c0 = 'release'\n" };
        let _ = writeln!(
            product,
            "[components.c{number}]\nscheme = 'semver'\nversion = '{version}'\n{follows}\
             manifests = [{{ path = 'c{number}/VERSION' }}]"
        );
    }
    product
}

fn write(folder: &Path, count: usize, version: &str) {
    fs::write(folder.join("product.toml"), product(count, version)).expect("a file");
    for number in 0..count {
        let part = folder.join(format!("c{number}"));
        fs::create_dir_all(&part).expect("a folder");
        fs::write(part.join("VERSION"), format!("{version}\n")).expect("a file");
    }
}

fn repository(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    git(folder.path(), &["config", "user.name", "Ann"]);
    git(folder.path(), &["config", "user.email", "ann@example.org"]);
    write(folder.path(), count, "1.0.0");
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message=Start"]);
    folder
}

fn apply(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.current_dir(folder).args(["apply", "fix:c0", "--yes", "--quiet"]);
    command
}

/// The same release by hand.
fn by_git(folder: &Path, count: usize) {
    write(folder, count, "1.0.1");
    git(folder, &["commit", "--quiet", "--all", "--message=Release"]);
    for number in 0..count {
        git(folder, &["tag", "--annotate", "--message=Release", &format!("c{number}-v1.0.1")]);
    }
}

/// The times of some rounds, each in a repository of its own.
fn measured(count: usize, work: impl Fn(&Path)) -> Times {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let folder = repository(count);
            let started = Instant::now();
            work(folder.path());
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    Times { least: times[0], median: times[ROUNDS / 2] }
}

fn main() -> ExitCode {
    let mut report = Report::default();
    let mut points = Vec::new();
    for size in SIZES {
        let (ours, theirs) = (
            measured(size, |folder| quiet(&mut apply(folder))),
            measured(size, |folder| by_git(folder, size)),
        );
        report.row(
            &format!("apply, {size} components"),
            ours,
            "git commit, git tag",
            theirs,
            Goal::Faster(1.0),
        );
        points.push((size, ours));
        let folder = repository(size);
        report.count(
            &format!("calls of git, {size} components"),
            git_calls(&mut apply(folder.path())),
            CALLS,
            "calls",
        );
    }
    report.growth("apply", &points, GROWTH);
    let folder = repository(1000);
    // A content and a name in its folder for each file, a content for each ref; a little for the rest.
    let needed = 2 * 1001 + 1001 + 40;
    if let Some(syncs) = syncs(&apply(folder.path())) {
        report.count("syncs, 1000 components", syncs, 2 * needed, "syncs");
    }
    report.finish()
}
