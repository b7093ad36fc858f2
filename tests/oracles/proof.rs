//! Puts renderings before a comparator and lists every pair on which it disagrees.

use std::cmp::Ordering;
use std::env;
use std::fmt;
use std::io::Write;

use dateline::ecosystem::Ecosystem;
use dateline::version::{Scheme, Version};

use crate::program::{Answer, Missing, Program, sort_order};
use crate::versions::sample;

/// A pair that a comparator orders otherwise than Rule V2 does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Disagreement {
    pub(crate) left: String,
    pub(crate) right: String,
    pub(crate) expected: Ordering,
    pub(crate) found: Ordering,
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} against {}: {:?}, not {:?}", self.left, self.right, self.found, self.expected)
    }
}

/// All ordered pairs on which `answer`, given for `texts`, is not the order of `versions`.
pub(crate) fn disagreements(versions: &[Version], texts: &[String], answer: &Answer) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for ((version, text), row) in versions.iter().zip(texts).zip(&answer.orders) {
        for ((other, other_text), order) in versions.iter().zip(texts).zip(row) {
            let expected = version.compare(*other).unwrap();
            if expected != *order {
                let (left, right) = (text.clone(), other_text.clone());
                found.push(Disagreement { left, right, expected, found: *order });
            }
        }
    }
    found
}

/// The versions of the sample that `ecosystem` can hold, with their texts.
pub(crate) fn renderings(ecosystem: Ecosystem, scheme: Scheme) -> (Vec<Version>, Vec<String>) {
    let written =
        sample(scheme).into_iter().filter_map(|version| Some((version, ecosystem.render(version).ok()?)));
    let (versions, texts): (Vec<_>, Vec<_>) = written.unzip();
    let least = if scheme == Scheme::Dated { 300 } else { 100 };
    assert!(versions.len() >= least, "{ecosystem} holds only {} {scheme} versions", versions.len());
    (versions, texts)
}

/// Whether a comparator writes the texts as they were given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writes {
    /// It does: the texts are in its normal form.
    Same,
    /// It has no normal form, or another one.
    Otherwise,
}

/// Asks `program` about all versions that `ecosystem` can hold, in every scheme, `suffix` after each.
pub(crate) fn prove(ecosystem: Ecosystem, program: Program, suffix: &str, writes: Writes) {
    for scheme in Scheme::ALL {
        let (versions, texts) = renderings(ecosystem, scheme);
        let texts: Vec<String> = texts.into_iter().map(|text| text + suffix).collect();
        let Some(answer) = present(ecosystem.name(), program.ask(&texts)) else { return };
        let found = disagreements(&versions, &texts, &answer);
        assert!(found.is_empty(), "{ecosystem}, {} pairs, the first: {}", found.len(), found[0]);
        if writes == Writes::Same {
            assert_eq!(answer.texts, texts, "{ecosystem} writes a version otherwise");
        }
        println!("{ecosystem}: {} {scheme} versions, {} pairs", texts.len(), texts.len() * texts.len());
    }
}

/// Sorts all versions that `ecosystem` can hold with `sort -V`, from either direction, so that equals would show.
pub(crate) fn prove_by_sort(ecosystem: Ecosystem) {
    for scheme in Scheme::ALL {
        let (_, texts) = renderings(ecosystem, scheme);
        let backwards: Vec<String> = texts.iter().rev().cloned().collect();
        for arrangement in [&texts, &backwards] {
            let Some(sorted) = present(ecosystem.name(), sort_order(arrangement)) else { return };
            assert_eq!(sorted, texts, "{ecosystem}");
        }
        println!("{ecosystem}: {} {scheme} versions, sorted", texts.len());
    }
}

/// What a comparator said; `None` where it is missing, which is said by name and, where it is required, a failure.
pub(crate) fn present<T>(what: &str, answer: Result<T, Missing>) -> Option<T> {
    let required = env::var("DATELINE_ORACLES").is_ok_and(|value| value == "required");
    judge(what, answer, required)
}

fn judge<T>(what: &str, answer: Result<T, Missing>, required: bool) -> Option<T> {
    match answer {
        Ok(answer) => Some(answer),
        Err(Missing(name)) => {
            assert!(!required, "{what}: {name} is missing and DATELINE_ORACLES=required");
            // Not `eprintln!`, which the test runner keeps to itself when a test passes.
            let _ =
                writeln!(std::io::stderr(), "skipped: {what}, for want of {name} (see .ci/install-oracles)");
            None
        }
    }
}

#[test]
fn a_missing_comparator_is_named() {
    let program = Program::Go("snapd.go", "example.com/no-such-package");
    let Missing(name) = program.ask(&["1.0".to_owned()]).unwrap_err();
    assert_eq!(name, "example.com/no-such-package");
}

#[test]
#[should_panic(expected = "snap: snapd is missing and DATELINE_ORACLES=required")]
fn a_missing_comparator_fails_where_it_is_required() {
    judge::<()>("snap", Err(Missing("snapd".to_owned())), true);
}

#[test]
fn a_comparator_that_does_not_start_is_named() {
    let broken = Program::Script("sh", "matrix.go");
    let Missing(name) = broken.ask(&["1.0".to_owned()]).unwrap_err();
    assert!(name.contains("which does not start"), "{name}");
}
