//! What goes wrong without a mapping: the same comparators, shown texts that they are known to misread.

use std::cmp::Ordering;

use dateline::ecosystem::Ecosystem;
use dateline::version::{Scheme, Version};

use crate::program::{Program, git_order};
use crate::proof::{Disagreement, disagreements, present, renderings};
use crate::versions::sample;
use crate::{DPKG, GRADLE, MAVEN};

/// The pairs that `program` misreads where every version is written as it is.
fn as_it_is(what: &str, program: Program) -> Option<Vec<Disagreement>> {
    let versions: Vec<Version> = sample(Scheme::Dated);
    let texts: Vec<String> = versions.iter().map(ToString::to_string).collect();
    let answer = present(what, program.ask(&texts))?;
    Some(disagreements(&versions, &texts, &answer))
}

/// A prerelease that is put above its release, which is what most ecosystems would do to `-next`.
fn prerelease_above_release() -> Disagreement {
    Disagreement {
        left: "1.0-next.0".to_owned(),
        right: "1.0".to_owned(),
        expected: Ordering::Less,
        found: Ordering::Greater,
    }
}

#[test]
fn a_wrong_mapping_for_maven_is_caught() {
    let Some(found) = as_it_is("maven as it is", MAVEN) else { return };
    assert!(found.contains(&prerelease_above_release()), "{} pairs", found.len());
    println!("maven as it is: {} pairs", found.len());
}

#[test]
fn debian_appstream_and_snapd_misread_a_version_as_it_is() {
    let snapd = Program::Go("snapd.go", "github.com/snapcore/snapd/strutil");
    for program in [DPKG, Program::python("appstream.py"), snapd] {
        let Some(found) = as_it_is("as it is", program) else { continue };
        assert!(found.contains(&prerelease_above_release()), "{program:?}: {} pairs", found.len());
    }
}

#[test]
fn gradle_alone_reads_a_version_as_it_is() {
    let Some(found) = as_it_is("gradle as it is", GRADLE) else { return };
    assert_eq!(found, []);
}

#[test]
fn git_misreads_a_version_until_it_is_told_the_suffix() {
    let texts = ["1.0-next.0", "1.0"].map(str::to_owned);
    let Some(sorted) = present("git", git_order(&texts, None)) else { return };
    assert_eq!(sorted, ["1.0", "1.0-next.0"]);
}

/// Releases of apk before 2.12.12 lose their place after a number 0, so that the table names that release.
#[test]
fn an_old_apk_misreads_a_prerelease_of_minor_0_and_nothing_else() {
    let (versions, texts) = renderings(Ecosystem::Alpine, Scheme::Dated);
    let apk = Program::Go("apk_2.go", "github.com/knqyf263/go-apk-version");
    let Some(answer) = present("old apk", apk.ask(&texts)) else { return };
    let found = disagreements(&versions, &texts, &answer);
    assert!(!found.is_empty());
    for Disagreement { left, right, .. } in found {
        let (shorter, longer) = if left.len() < right.len() { (left, right) } else { (right, left) };
        assert!(
            shorter.ends_with(".0") && longer.starts_with(&format!("{shorter}_alpha")),
            "{shorter} {longer}"
        );
    }
}

/// Sixteen texts that both RPM and Python read.
const SUFFIXES: [&str; 16] = [
    "0.9",
    "1.0dev1",
    "1.0.dev1",
    "1.0a1",
    "1.0b1",
    "1.0rc1",
    "1.0",
    "1.0.0",
    "1.0post",
    "1.0post0",
    "1.0post1",
    "1.0.post1",
    "1.0.1",
    "1.1",
    "1.10",
    "2.0",
];

#[test]
fn rpm_and_python_disagree_on_suffixes() {
    let texts = SUFFIXES.map(str::to_owned);
    let Some(rpm) = present("rpm", Program::python("rpm_label.py").ask(&texts)) else { return };
    let Some(python) = present("pypi", Program::python("pypi.py").ask(&texts)) else { return };
    let mut pairs = 0;
    let mut differing = Vec::new();
    for left in 0..texts.len() {
        for right in 0..left {
            pairs += 1;
            let (by_rpm, by_python) = (rpm.orders[left][right], python.orders[left][right]);
            if by_rpm != by_python {
                differing.push(format!("{} {} {by_rpm:?} {by_python:?}", texts[left], texts[right]));
            }
        }
    }
    assert_eq!((pairs, differing.len()), (120, 19), "{differing:#?}");
}
