//! Every system call that changes something, of the program and of each git that it calls: killed there, or failing
//! there, and recovered.
//!
//! A fault is named by verb, process, call, path and occurrence: `undo: update-ref 1: rename .git/refs/heads/main.lock 1:
//! kill, then abort`. The places are read from a trace of one whole run of each verb. Each faulty run is traced as well,
//! and fails the test unless its trace shows that the fault hit that very place.
//!
//! | variable | effect |
//! |---|---|
//! | `DATELINE_FAULTS=SECONDS` | a sample that takes about as long; without it 20 seconds |
//! | `DATELINE_FAULTS=all` | every fault, which takes hours |
//! | `DATELINE_FAULT_SEED=NUMBER` | which sample; without it the day, so that the sample rotates |
//! | `DATELINE_FAULT=TEXT` | the faults whose name contains this text |
//!
//! All of them, in one command:
//!
//! ```sh
//! DATELINE_FAULTS=all nice cargo test --test apply faults:: -- --nocapture
//! ```
//!
//! Without strace the tests are skipped by name; with `DATELINE_ORACLES=required` they fail.

mod scenario;
mod tracer;
pub(crate) mod verdict;

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

pub(crate) use scenario::{SCENARIOS, Scenario};
pub(crate) use tracer::{Point, Tracer, real_git};

use crate::trace::is_missing;

/// What goes wrong at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// The process is killed right before the call; a git together with its caller.
    Kill,
    /// A git is killed right before the call, and its caller lives on.
    KillGit,
    /// The process is killed right after half of the bytes were written.
    Torn,
    /// The call fails once.
    Fails(&'static str),
    /// The call fails, and from then on every call of its name in that process and in every git that is called later.
    KeepsFailing(&'static str),
}

/// What is done afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Then {
    Recover,
    Abort,
}

/// One thing that goes wrong, and what is done afterwards.
struct Fault<'a> {
    scenario: &'a Scenario,
    point: &'a Point,
    kind: Kind,
    then: Then,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Kill => write!(f, "kill"),
            Kind::KillGit => write!(f, "kill git alone"),
            Kind::Torn => write!(f, "kill after half a write"),
            Kind::Fails(error) => write!(f, "{error} once"),
            Kind::KeepsFailing(error) => write!(f, "{error} from then on"),
        }
    }
}

impl fmt::Display for Fault<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let then = if self.then == Then::Abort { "abort" } else { "recover" };
        write!(f, "{}: {}: {}, then {then}", self.scenario.name, self.point, self.kind)
    }
}

/// All that can go wrong at a point.
fn kinds(point: &Point) -> Vec<Kind> {
    let mut kinds = vec![
        Kind::Kill,
        Kind::Fails("ENOSPC"),
        Kind::Fails("EIO"),
        Kind::Fails("EACCES"),
        Kind::KeepsFailing("ENOSPC"),
        Kind::KeepsFailing("EIO"),
    ];
    if !point.is_own() {
        kinds.push(Kind::KillGit);
    }
    if point.place.name == "write" {
        kinds.push(Kind::Torn);
    }
    kinds
}

/// How much is tried.
pub(crate) enum Amount {
    All,
    For(Duration),
}

/// How much is tried, and which sample of it.
pub(crate) fn amount() -> (Amount, u64) {
    let variable = |name: &str| std::env::var(name).ok();
    let days = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() / 86_400;
    let seed = variable("DATELINE_FAULT_SEED").map_or(days, |seed| seed.parse().unwrap());
    let amount = match variable("DATELINE_FAULTS").as_deref() {
        Some("all") => Amount::All,
        Some(seconds) => Amount::For(Duration::from_secs(seconds.parse().unwrap())),
        None => Amount::For(Duration::from_secs(20)),
    };
    (amount, seed)
}

/// The scenarios, in an order that the seed decides: a short sample sees but the first.
pub(crate) fn scenarios(seed: u64, amount: &Amount) -> Vec<Scenario> {
    let few = matches!(amount, Amount::For(time) if *time < Duration::from_secs(60));
    let number = if few { 2 } else { SCENARIOS.len() };
    let wanted = std::env::var("DATELINE_FAULT").unwrap_or_default();
    let chosen = SCENARIOS.iter().find(|make| wanted.starts_with(make.0));
    if let Some((name, make)) = chosen {
        return vec![make(name)];
    }
    let first = usize::try_from(seed).unwrap() * 2;
    (0..number)
        .map(|place| SCENARIOS[(first + place) % SCENARIOS.len()])
        .map(|(name, make)| make(name))
        .collect()
}

/// Tries everything that `all` holds, in an order that the seed decides, two at a time, for as long as there is time.
/// `attempt` returns what became of it. Prints how many were tried, and how often each of those came out.
pub(crate) fn try_in_time<T: fmt::Display + Sync>(
    what: &str,
    mut all: Vec<T>,
    attempt: impl Fn(&T) -> Vec<String> + Sync,
) {
    let (amount, seed) = amount();
    if let Ok(wanted) = std::env::var("DATELINE_FAULT") {
        all.retain(|one| one.to_string().contains(&wanted));
    }
    all.sort_by_cached_key(|one| {
        let mut hasher = DefaultHasher::new();
        (seed, one.to_string()).hash(&mut hasher);
        hasher.finish()
    });
    let (next, counts) = (AtomicUsize::new(0), Mutex::new(BTreeMap::<String, usize>::new()));
    let failed = Mutex::new(Vec::new());
    let start = Instant::now();
    let is_late = || matches!(amount, Amount::For(time) if start.elapsed() > time);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(one) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if is_late() {
                        break;
                    }
                    let came = panic::catch_unwind(AssertUnwindSafe(|| attempt(one))).unwrap_or_else(|_| {
                        failed.lock().unwrap().push(one.to_string());
                        vec!["failed".to_owned()]
                    });
                    for count in ["tried".to_owned()].into_iter().chain(came) {
                        *counts.lock().unwrap().entry(count).or_default() += 1;
                    }
                }
            });
        }
    });
    let counts = counts.into_inner().unwrap();
    eprintln!("{what}, seed {seed}: {} in all", all.len());
    for (outcome, count) in &counts {
        eprintln!("{count:8} {outcome}");
    }
    assert!(counts.get("tried").is_some_and(|tried| *tried > 0));
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "{} failed; DATELINE_FAULT='…' tries one again: {failed:#?}", failed.len());
}

#[test]
fn whatever_system_call_fails_or_is_the_last_all_is_old_or_new_after_recovery() {
    if is_missing() {
        return;
    }
    let (amount, seed) = amount();
    let scenarios = scenarios(seed, &amount);
    let points: Vec<Vec<Point>> = scenarios.iter().map(Tracer::points).collect();
    let mut faults = Vec::new();
    for (scenario, points) in scenarios.iter().zip(&points) {
        eprintln!("{}: {} places", scenario.name, points.len());
        assert!(points.len() > 10, "{}: {}", scenario.name, points.len());
        for point in points {
            for kind in kinds(point) {
                for then in [Then::Recover, Then::Abort] {
                    faults.push(Fault { scenario, point, kind, then });
                }
            }
        }
    }
    try_in_time("faults", faults, Fault::attempt);
}

impl Fault<'_> {
    /// Runs into the fault and recovers; what became of it.
    fn attempt(&self) -> Vec<String> {
        let (repository, code) = Tracer::deliver(self.scenario, self.point, self.kind, &self.to_string());
        let mut counts = vec!["delivered".to_owned(), format!("delivered: {}", self.kind)];
        counts.push(match code {
            Some(code) => format!("ended with code {code}"),
            None => "ended by the kill".to_owned(),
        });
        counts.extend(verdict::assert_whole(self.scenario, &repository, self.then, code, &self.to_string()));
        counts
    }
}
