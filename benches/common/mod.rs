//! What all benchmarks share: work and its peers run in turns, so that what disturbs one disturbs all; the shortest times
//! make the ratio, which is held to a goal. A benchmark ends with a failure where a row misses its goal.
//!
//! With `DATELINE_BENCH_ROWS` set to a file, each row is also appended there for the table of the README, tab-separated:
//! what was measured, its shortest and its median time in nanoseconds, the peer, its two times, the ratio, the goal in words,
//! `met` or `missed`.

#![allow(dead_code, unreachable_pub, reason = "no benchmark uses all of it")]

#[cfg(unix)]
pub mod process;

use std::fs::OpenOptions;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// How long a piece of work took.
#[derive(Debug, Clone, Copy, Default)]
pub struct Times {
    /// The shortest round, which is the one that least else disturbed.
    pub least: Duration,
    pub median: Duration,
}

/// Runs every piece of work once in each round, in the order given, after one round that is not counted. Times are those of
/// a clock on the wall: for processes.
pub fn in_turns<const N: usize>(rounds: usize, works: [&mut dyn FnMut(); N]) -> [Times; N] {
    let start = Instant::now();
    in_turns_by(move || start.elapsed(), rounds, works)
}

/// The same for work in this thread: times are those that it was on a processor, so that a busy machine does not count.
pub fn in_thread<const N: usize>(rounds: usize, works: [&mut dyn FnMut(); N]) -> [Times; N] {
    if on_processor().is_some() {
        in_turns_by(|| on_processor().unwrap_or_default(), rounds, works)
    } else {
        in_turns(rounds, works)
    }
}

/// How long this thread was on a processor, where Linux tells it.
fn on_processor() -> Option<Duration> {
    // The kernel brings the number up to date when the thread gives way.
    std::thread::yield_now();
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn in_turns_by<const N: usize>(
    clock: impl Fn() -> Duration,
    rounds: usize,
    mut works: [&mut dyn FnMut(); N],
) -> [Times; N] {
    let mut taken = [(); N].map(|()| Vec::with_capacity(rounds));
    for round in 0..=rounds {
        for (work, taken) in works.iter_mut().zip(&mut taken) {
            let started = clock();
            work();
            let time = clock().saturating_sub(started);
            if round > 0 {
                taken.push(time);
            }
        }
    }
    taken.map(|mut taken| {
        taken.sort_unstable();
        Times {
            least: taken.first().copied().unwrap_or_default(),
            median: taken.get(taken.len() / 2).copied().unwrap_or_default(),
        }
    })
}

/// What a row must reach.
#[derive(Debug, Clone, Copy)]
pub enum Goal {
    /// At least this many times as fast as the peer.
    Faster(f64),
    /// At most this many times the peer's time.
    Within(f64),
    /// At most this long, whatever the peer takes.
    AtMost(Duration),
    /// None: the row says what is so.
    None,
}

/// The rows of one benchmark.
#[derive(Debug, Default)]
pub struct Report {
    missed: usize,
}

impl Report {
    pub fn row(&mut self, what: &str, ours: Times, peer: &str, theirs: Times, goal: Goal) {
        let ratio = theirs.least.as_secs_f64() / ours.least.as_secs_f64().max(f64::MIN_POSITIVE);
        let (met, wanted) = match goal {
            Goal::Faster(goal) => (ratio >= goal, format!("at least {goal:.2} times as fast")),
            Goal::Within(goal) => (ratio * goal >= 1.0, format!("at most {goal:.2} of its time")),
            Goal::AtMost(goal) => (ours.least <= goal, format!("at most {goal:.0?}")),
            Goal::None => (true, String::new()),
        };
        let verdict = self.verdict(met);
        println!(
            "{what:<52} {:>9.1?} {:>9.1?}   {peer:<30} {:>9.1?} {:>9.1?}   {ratio:>6.2} times as fast  {wanted}{verdict}",
            ours.least, ours.median, theirs.least, theirs.median
        );
        let nanoseconds = [ours.least, ours.median, theirs.least, theirs.median].map(|time| time.as_nanos());
        let [ours, median, theirs, their_median] = nanoseconds;
        let state = if met { "met" } else { "missed" };
        append(&format!(
            "{what}\t{ours}\t{median}\t{peer}\t{theirs}\t{their_median}\t{ratio:.3}\t{wanted}\t{state}"
        ));
    }

    /// A row without a peer.
    pub fn alone(&mut self, what: &str, ours: Times, goal: Goal) {
        self.row(what, ours, "", Times::default(), goal);
    }

    /// How the time of something grows with its size: the exponent of the line through all points, at most `most`.
    pub fn growth(&mut self, what: &str, points: &[(usize, Times)], most: f64) {
        self.grows(what, points, exponent(points), most);
    }

    /// The same beside work that walks the same memory and is known to be linear: by how much its exponent exceeds 1, since
    /// large data leave the cache, is taken off.
    pub fn growth_beside(
        &mut self,
        what: &str,
        points: &[(usize, Times)],
        linear: &[(usize, Times)],
        most: f64,
    ) {
        self.grows(what, points, exponent(points) - (exponent(linear) - 1.0).max(0.0), most);
    }

    fn grows(&mut self, what: &str, points: &[(usize, Times)], exponent: f64, most: f64) {
        let verdict = self.verdict(exponent <= most);
        let sizes: Vec<String> =
            points.iter().map(|(size, times)| format!("{size}: {:.1?}", times.least)).collect();
        println!(
            "{what:<52} grows with the power {exponent:.2} ({}), at most {most}{verdict}",
            sizes.join(", ")
        );
        let state = if exponent <= most { "met" } else { "missed" };
        append(&format!("{what}: growth\t\t\t\t\t\t{exponent:.3}\tat most {most}\t{state}"));
    }

    /// A number that must not exceed another one: bytes of memory, processes.
    pub fn count(&mut self, what: &str, found: u64, most: u64, unit: &str) {
        let verdict = self.verdict(found <= most);
        println!("{what:<52} {found} {unit}, at most {most}{verdict}");
        let state = if found <= most { "met" } else { "missed" };
        append(&format!("{what}\t{found}\t\t{unit}\t\t\t\tat most {most}\t{state}"));
    }

    pub fn finish(self) -> ExitCode {
        match self.missed {
            0 => ExitCode::SUCCESS,
            missed => {
                println!("{missed} outside the goal");
                ExitCode::FAILURE
            }
        }
    }

    fn verdict(&mut self, met: bool) -> &'static str {
        self.missed += usize::from(!met);
        if met { "" } else { "  MISSED" }
    }
}

/// The slope of the least-squares line through the logarithms of sizes and times.
fn exponent(points: &[(usize, Times)]) -> f64 {
    let logarithm = |(size, times): &(usize, Times)| {
        let size = u32::try_from(*size).unwrap_or(u32::MAX);
        (f64::from(size).ln(), times.least.as_secs_f64().ln())
    };
    let points: Vec<(f64, f64)> = points.iter().map(logarithm).collect();
    let count = f64::from(u32::try_from(points.len()).unwrap_or(u32::MAX));
    let (x, y) = points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0 / count, y + point.1 / count));
    let above: f64 = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    let below: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
    above / below
}

/// Numbers that look random and are the same in every run: Knuth's 64-bit linear congruential generator.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

fn append(row: &str) {
    let Some(path) = std::env::var_os("DATELINE_BENCH_ROWS") else { return };
    let file = OpenOptions::new().create(true).append(true).open(path);
    let written = file.and_then(|mut file| writeln!(file, "{row}"));
    written.expect("the file of DATELINE_BENCH_ROWS can be written");
}
