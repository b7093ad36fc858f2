//! `dateline version sort` as a process, on a million lines: `cargo bench --bench version_sort`.
//!
//! The peer is GNU `sort --version-sort` on the same file. Its order is another (it puts `1.0` below `1.0-next.0`), so times are
//! compared and not results.

mod common;

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use common::{Goal, Numbers, Report, Times, in_turns};

const ROUNDS: usize = 7;
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

fn sort(threads: &str, file: &Path) -> Command {
    let mut command = Command::new("sort");
    command.args(["--version-sort", threads]).arg(file).env("LC_ALL", "C");
    command
}

/// The most memory that a call takes, in KiB, where GNU time is there to say it.
fn peak(command: &Command) -> Option<u64> {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["--format", "%M"]).arg(command.get_program()).args(command.get_args()).stdout(Stdio::null());
    let output = timed.output().ok().filter(|output| output.status.success())?;
    String::from_utf8_lossy(&output.stderr).trim().parse().ok()
}

fn main() -> ExitCode {
    let mut report = Report::default();
    let folder = tempfile::tempdir().expect("a folder");
    let mut points: Vec<(usize, Times)> = Vec::new();
    for size in SIZES {
        let file = folder.path().join(size.to_string());
        std::fs::write(&file, lines(size)).expect("a file");
        if size == SIZES[2] {
            let [sorted, greatest, two, one] = in_turns(
                ROUNDS,
                [
                    &mut || run(&mut ours("sort", &file)),
                    &mut || run(&mut ours("max", &file)),
                    &mut || run(&mut sort("--parallel=2", &file)),
                    &mut || run(&mut sort("--parallel=1", &file)),
                ],
            );
            let goal = Goal::AtMost(Duration::from_millis(87));
            report.row("version sort, 1,000,000 lines", sorted, "sort -V, two threads", two, goal);
            report.row("version sort, 1,000,000 lines", sorted, "sort -V, one thread", one, Goal::None);
            report.row("version max, 1,000,000 lines", greatest, "sort -V, two threads", two, Goal::None);
            points.push((size, sorted));
            match peak(&ours("sort", &file)) {
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
