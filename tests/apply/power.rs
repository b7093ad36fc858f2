//! Power that fails: what a disk may hold after any call of an apply, built as a folder, and recovered.
//!
//! The writes, names and syncs of a whole run, git's included, are taken from its trace. A disk keeps what was synced. Of
//! the rest it keeps all (strict order), only the names that were given, or any part.
//!
//! The variables of `faults` decide how many are tried; all of them:
//!
//! ```sh
//! DATELINE_FAULTS=all nice cargo test --test apply power:: -- --nocapture
//! ```

mod disk;
mod recorder;

use std::fmt;

use self::disk::{Disk, Keeps, Step, after};
use self::recorder::steps;
use crate::faults::verdict::assert_whole;
use crate::faults::{SCENARIOS, Scenario, Then, try_in_time};
use crate::trace::is_missing;

/// A failure of the power, and what is done afterwards.
struct Failure<'a> {
    scenario: &'a Scenario,
    start: &'a Disk,
    steps: &'a [Step],
    after: usize,
    keeps: Keeps,
    then: Then,
}

impl fmt::Display for Failure<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (keeps, then) = (self.keeps, self.then);
        write!(
            f,
            "{}: the power fails (kill) after step {}, the disk keeps {keeps:?}, then {then:?}",
            self.scenario.name, self.after
        )
    }
}

impl Failure<'_> {
    fn attempt(&self) -> Vec<String> {
        let disk = after(self.start, &self.steps[..self.after], self.keeps);
        let keeps = match self.keeps {
            Keeps::All => "images in strict order",
            Keeps::Names => "images of names only",
            Keeps::Part(_) => "images of a part",
        };
        let counts = assert_whole(self.scenario, &disk.repository(), self.then, None, &self.to_string());
        [vec![keeps.to_owned()], counts].concat()
    }
}

#[test]
fn wherever_the_power_fails_all_is_old_or_new_after_recovery() {
    if is_missing() {
        return;
    }
    let scenarios = [0, 1].map(|place| SCENARIOS[place]).map(|(name, make)| make(name));
    let recorded = scenarios.each_ref().map(steps);
    let mut failures = Vec::new();
    for (scenario, (start, steps)) in scenarios.iter().zip(&recorded) {
        eprintln!("{}: {} steps", scenario.name, steps.len());
        assert!(steps.len() > 100, "{}", steps.len());
        for after in 0..=steps.len() {
            for keeps in [Keeps::All, Keeps::Names, Keeps::Part(1), Keeps::Part(2), Keeps::Part(3)] {
                for then in [Then::Recover, Then::Abort] {
                    failures.push(Failure { scenario, start, steps, after, keeps, then });
                }
            }
        }
    }
    try_in_time("failures of the power", failures, Failure::attempt);
}
