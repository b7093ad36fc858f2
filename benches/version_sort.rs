//! `dateline version sort` as a process, on a million lines: `cargo bench --bench version_sort`.
//!
//! Peers are GNU `sort --version-sort` on the same file, whose order is another (it puts `1.0` below `1.0-next.0`), and a
//! program that reads, sorts and writes with the crate semver: this very benchmark, called again with `DATELINE_BENCH_PEER`
//! set, on versions of the same shape. Times are compared, not results.

mod common;

use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use common::process::peak_memory;
use common::{Goal, Numbers, Report, Times, in_turns};
use dateline::version::DatedVersion;

const ROUNDS: usize = 7;
const PEER: &str = "DATELINE_BENCH_PEER";
const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

fn lines(count: usize) -> String {
    let mut numbers = Numbers(20_161_024);
    let mut line = |_| {
        let mut text = format!("{}.{}", numbers.below(4), numbers.below(40));
        if numbers.below(4) > 0 {
            let (year, month, day) = (2016 + numbers.below(10), 1 + numbers.below(12), 1 + numbers.below(28));
            text += &format!(".{year}{month:02}{day:02}");
        }
        if numbers.below(3) == 0 {
            text += &format!("-next.{}", numbers.below(100));
        }
        text + "\n"
    };
    (0..count).map(&mut line).collect()
}

fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).status().expect("the program runs");
    assert!(status.success(), "{command:?}");
}

fn ours(verb: &str, file: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(["version", verb]).arg(file);
    command
}

/// The peer: sorts the semantic versions in the file that is its last argument.
fn sort_semantic() {
    let path = std::env::args_os().next_back().expect("a path");
    let text = std::fs::read_to_string(path).expect("a file");
    let mut versions: Vec<semver::Version> =
        text.lines().map(|line| line.parse().expect("a version")).collect();
    versions.sort_unstable();
    let mut output = BufWriter::new(std::io::stdout().lock());
    for version in versions {
        writeln!(output, "{version}").expect("it is written");
    }
    output.flush().expect("it is written");
}

/// The same versions as semantic ones: a patch of 0 where there is no build.
fn semantic(lines: &str) -> String {
    let version = |line: &str| {
        let version: DatedVersion = line.parse().expect("a version");
        semver::Version::from(dateline::version::Version::Dated(version)).to_string() + "\n"
    };
    lines.lines().map(version).collect()
}

fn sort(threads: &str, file: &Path) -> Command {
    let mut command = Command::new("sort");
    command.args(["--version-sort", threads]).arg(file).env("LC_ALL", "C");
    command
}

fn main() -> ExitCode {
    if std::env::var_os(PEER).is_some() {
        sort_semantic();
        return ExitCode::SUCCESS;
    }
    let mut report = Report::default();
    let folder = tempfile::tempdir().expect("a folder");
    let mut points: Vec<(usize, Times)> = Vec::new();
    for size in SIZES {
        let file = folder.path().join(size.to_string());
        let text = lines(size);
        std::fs::write(&file, &text).expect("a file");
        if size == SIZES[2] {
            let others = folder.path().join("semantic");
            std::fs::write(&others, semantic(&text)).expect("a file");
            let own = std::env::current_exe().expect("a path");
            let [sorted, greatest, two, one, by_semver] = in_turns(
                ROUNDS,
                [
                    &mut || run(&mut ours("sort", &file)),
                    &mut || run(&mut ours("max", &file)),
                    &mut || run(&mut sort("--parallel=2", &file)),
                    &mut || run(&mut sort("--parallel=1", &file)),
                    &mut || run(Command::new(&own).arg(&others).env(PEER, "1")),
                ],
            );
            // 87 ms where two threads of sort take 866: a ratio holds on any machine.
            let goal = Goal::Faster(866.0 / 87.0);
            report.row("version sort, 1,000,000 lines", sorted, "sort -V, two threads", two, goal);
            report.row("version sort, 1,000,000 lines", sorted, "sort -V, one thread", one, Goal::None);
            report.row("version sort, 1,000,000 lines", sorted, "a semver program", by_semver, Goal::None);
            report.row("version max, 1,000,000 lines", greatest, "sort -V, two threads", two, Goal::None);
            points.push((size, sorted));
            match peak_memory(&ours("sort", &file)) {
                Some(peak) => {
                    report.count("version sort, 1,000,000 lines, peak memory", peak, 24 << 10, "KiB");
                }
                None => println!("skipped: GNU time is not here to tell the peak of memory"),
            }
        } else {
            let [sorted] = in_turns(ROUNDS, [&mut || run(&mut ours("sort", &file))]);
            points.push((size, sorted));
        }
    }
    report.growth("version sort", &points, 1.15);
    report.finish()
}
