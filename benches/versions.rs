//! A million versions of the scheme `dated` in memory: `cargo bench --bench versions`.
//!
//! The peer is the crate `semver` with versions of the same shape, `1.2.20161024-next.3`, and for the sort plain integers of
//! 16 bytes.

mod common;

use std::fmt::Write as _;
use std::hint::black_box;
use std::process::ExitCode;

use common::{Goal, Numbers, Report, in_thread};
use dateline::version::{DatedVersion, Scheme, Version, VersionKey};

const COUNT: usize = 1_000_000;
const ROUNDS: usize = 11;

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

fn parsing(texts: &[String], semantic: &[String], report: &mut Report) {
    let [ours, any, theirs] = in_thread(
        ROUNDS,
        [
            &mut || texts.iter().for_each(|text| drop(black_box(text.parse::<DatedVersion>()))),
            &mut || texts.iter().for_each(|text| drop(black_box(Scheme::Dated.parse(text)))),
            &mut || semantic.iter().for_each(|text| drop(black_box(text.parse::<semver::Version>()))),
        ],
    );
    report.row("parse 1,000,000 as DatedVersion", ours, "semver", theirs, Goal::Faster(1.6));
    report.row("parse 1,000,000 as Version", any, "semver", theirs, Goal::Faster(1.6));
}

/// Compares each with the one after it. They are few enough to stay in the cache: to compare is measured, not to read.
fn comparing<T: PartialOrd>(values: &[T]) {
    let values = &values[..50_001.min(values.len())];
    for _ in 0..20 {
        let values = black_box(values);
        let less = values.windows(2).filter(|pair| matches!(pair, [left, right] if left < right)).count();
        black_box(less);
    }
}

fn comparisons(ours: &[Version], dated: &[DatedVersion], theirs: &[semver::Version], report: &mut Report) {
    let [ours, dated, theirs] =
        in_thread(ROUNDS, [&mut || comparing(ours), &mut || comparing(dated), &mut || comparing(theirs)]);
    report.row("compare 1,000,000 DatedVersion", dated, "semver", theirs, Goal::Faster(3.0));
    report.row("compare 1,000,000 Version", ours, "semver", theirs, Goal::Faster(3.0));
}

fn writing(ours: &[Version], theirs: &[semver::Version], report: &mut Report) {
    let (mut bytes, mut text, mut peer) = (Vec::new(), String::new(), String::new());
    let [appended, displayed, theirs] = in_thread(
        ROUNDS,
        [
            &mut || {
                for version in ours {
                    bytes.clear();
                    version.append_to(&mut bytes);
                    black_box(&bytes);
                }
            },
            &mut || {
                for version in ours {
                    text.clear();
                    let _ = write!(text, "{version}");
                    black_box(&text);
                }
            },
            &mut || {
                for version in theirs {
                    peer.clear();
                    let _ = write!(peer, "{version}");
                    black_box(&peer);
                }
            },
        ],
    );
    report.row("write 1,000,000 by append_to", appended, "semver", theirs, Goal::Faster(4.0));
    report.row("write 1,000,000 by Display", displayed, "semver", theirs, Goal::Faster(2.5));
}

/// The key as a plain integer, of the same order.
fn integer(version: &DatedVersion) -> u128 {
    let build = version.build().map_or(0, dateline::version::BuildDate::number);
    let stage = version.next().map_or(u32::MAX, dateline::version::NextId::get);
    [version.line().major(), version.line().minor(), build, stage]
        .into_iter()
        .fold(0, |key, field| key << 32 | u128::from(field))
}

fn sorting(ours: &[Version], dated: &[DatedVersion], theirs: &[semver::Version], report: &mut Report) {
    let keys: Vec<VersionKey> = ours.iter().copied().map(VersionKey::from).collect();
    let integers: Vec<u128> = dated.iter().map(integer).collect();
    let (mut of_dated, mut of_any, mut of_keys) = (dated.to_vec(), ours.to_vec(), keys.clone());
    let (mut of_integers, mut of_semver) = (integers.clone(), theirs.to_vec());
    // Copying is part of each round alike but for the semver crate, whose versions are cloned.
    let [as_dated, as_version, as_keys, as_integers, as_semver] = in_thread(
        5,
        [
            &mut || {
                of_dated.copy_from_slice(dated);
                of_dated.sort_unstable();
            },
            &mut || {
                of_any.copy_from_slice(ours);
                dateline::version::sort(&mut of_any);
            },
            &mut || {
                of_keys.copy_from_slice(&keys);
                of_keys.sort_unstable();
            },
            &mut || {
                of_integers.copy_from_slice(&integers);
                of_integers.sort_unstable();
            },
            &mut || {
                of_semver.clone_from_slice(theirs);
                of_semver.sort_unstable();
            },
        ],
    );
    let sorted: Vec<DatedVersion> = of_any.iter().filter_map(|version| version.as_dated()).collect();
    assert_eq!(of_dated, sorted, "both sorts give one order");
    for (what, times) in [("DatedVersion", as_dated), ("Version", as_version), ("VersionKey", as_keys)] {
        report.row(&format!("sort 1,000,000 {what}"), times, "u128", as_integers, Goal::Within(1.05));
    }
    report.row("sort 1,000,000 Version", as_version, "semver", as_semver, Goal::None);
}

fn main() -> ExitCode {
    let mut numbers = Numbers(20_161_024);
    let texts: Vec<String> = (0..COUNT).map(|_| dated(&mut numbers)).collect();
    let dated: Vec<DatedVersion> = texts.iter().map(|text| text.parse().expect("a version")).collect();
    let versions: Vec<Version> = dated.iter().copied().map(Version::Dated).collect();
    let theirs: Vec<semver::Version> = versions.iter().copied().map(semver::Version::from).collect();
    let semantic: Vec<String> = theirs.iter().map(ToString::to_string).collect();
    let mut report = Report::default();
    parsing(&texts, &semantic, &mut report);
    comparisons(&versions, &dated, &theirs, &mut report);
    writing(&versions, &theirs, &mut report);
    sorting(&versions, &dated, &theirs, &mut report);
    report.finish()
}
