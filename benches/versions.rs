//! The calculator: `cargo bench --bench versions`.
//!
//! - A million versions sorted by `dateline version sort`, against GNU `sort --version-sort` on the same file; the same
//!   for `version max`, against that sort and `tail -n 1`. The peer's order is another (it puts `1.0` below `1.0-next.0`), so times
//!   are compared and not results.
//! - A million versions parsed by the library, against the crate `semver` on versions of the same shape.

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use dateline::version::{DatedVersion, SemverVersion};

const COUNT: u64 = 1_000_000;
const ROUNDS: usize = 5;

/// Numbers that look random and are the same in every run: Knuth's 64-bit linear congruential generator.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

fn versions(build: impl Fn(&mut Numbers) -> String) -> Vec<String> {
    let mut numbers = Numbers(20_161_024);
    (0..COUNT).map(|_| build(&mut numbers)).collect()
}

fn dated(numbers: &mut Numbers) -> String {
    let mut text = format!("{}.{}", numbers.below(4), numbers.below(40));
    if numbers.below(4) > 0 {
        let (year, month, day) = (2016 + numbers.below(10), 1 + numbers.below(12), 1 + numbers.below(28));
        let _ = write!(text, ".{year}{month:02}{day:02}");
    }
    if numbers.below(3) == 0 {
        let _ = write!(text, "-next.{}", numbers.below(100));
    }
    text
}

fn semantic(numbers: &mut Numbers) -> String {
    let mut text = format!("{}.{}.{}", numbers.below(4), numbers.below(40), numbers.below(1000));
    if numbers.below(3) == 0 {
        let _ = write!(text, "-next.{}", numbers.below(100));
    }
    text
}

/// The shortest of some rounds, which is the one that least else disturbed.
fn shortest(mut work: impl FnMut()) -> Duration {
    let round = |_| {
        let started = Instant::now();
        work();
        started.elapsed()
    };
    (0..ROUNDS).map(round).min().unwrap_or_default()
}

fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).status().expect("the program runs");
    assert!(status.success(), "{command:?}");
}

fn report(what: &str, ours: Duration, peer: &str, theirs: Duration) {
    let ratio = theirs.as_secs_f64() / ours.as_secs_f64();
    println!("{what:<28} {ours:>9.1?}   {peer:<28} {theirs:>9.1?}   {ratio:.1} times as fast");
}

fn processes(file: &Path) {
    let ours = |verb: &str| {
        shortest(|| run(Command::new(env!("CARGO_BIN_EXE_dateline")).args(["version", verb]).arg(file)))
    };
    let (sort, max) = (ours("sort"), ours("max"));
    if Command::new("sort").arg("--version").stdout(Stdio::null()).status().is_err() {
        println!(
            "version sort {sort:.1?}, version max {max:.1?}; skipped: there is no GNU sort to compare with"
        );
        return;
    }
    let peer = shortest(|| run(Command::new("sort").arg("--version-sort").arg(file).env("LC_ALL", "C")));
    report("dateline version sort", sort, "sort --version-sort", peer);
    report("dateline version max", max, "sort --version-sort", peer);
}

fn main() {
    let dated = versions(dated);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("versions");
    std::fs::write(&file, dated.join("\n") + "\n").expect("a file");
    processes(&file);

    let semantic = versions(semantic);
    let peer = shortest(|| {
        for text in &semantic {
            black_box(text.parse::<semver::Version>().expect("a version"));
        }
    });
    let ours = shortest(|| {
        for text in &semantic {
            black_box(text.parse::<SemverVersion>().expect("a version"));
        }
    });
    report("SemverVersion::from_str", ours, "semver::Version::from_str", peer);
    let ours = shortest(|| {
        for text in &dated {
            black_box(text.parse::<DatedVersion>().expect("a version"));
        }
    });
    report("DatedVersion::from_str", ours, "semver::Version::from_str", peer);
}
