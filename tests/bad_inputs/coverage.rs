//! The table leaves no kind of error out.

use std::collections::BTreeSet;

use dateline::version::Scheme;

use super::{TOPICS, cases};

/// The codes that a source file gives to kinds of errors: `Kind { .. } => "code",`.
fn codes(source: &str) -> BTreeSet<&str> {
    source.lines().filter_map(|line| line.split_once("=> \"")?.1.strip_suffix("\",")).collect()
}

/// The codes of all errors in a topic, and of those in them.
fn shown(topic: &str) -> BTreeSet<String> {
    let answers = cases(topic).1.into_iter().map(|case| case.answer);
    answers.flat_map(|answer| answer.parts.into_iter().chain([answer.code])).collect()
}

#[test]
fn every_file_of_cases_is_run() {
    let files = std::fs::read_dir("tests/bad_inputs").unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let found: BTreeSet<String> =
        names.filter_map(|name| name.strip_suffix(".txt").map(str::to_owned)).collect();
    assert_eq!(found, BTreeSet::from(TOPICS.map(str::to_owned)));
    assert!(TOPICS.iter().map(|topic| cases(topic).1.len()).sum::<usize>() >= 450);
}

#[test]
fn every_kind_of_error_in_a_product_file_is_in_the_table() {
    let known = codes(include_str!("../../src/product/explain.rs"));
    assert!(known.len() > 25, "{known:?}");
    let shown = shown("product_files");
    let missing: Vec<&&str> = known.iter().filter(|code| !shown.contains(**code)).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

#[test]
fn every_refusal_of_a_plan_is_in_the_table() {
    let known = codes(include_str!("../../src/plan/error.rs"));
    assert!(known.len() > 10, "{known:?}");
    let shown: BTreeSet<String> = TOPICS.into_iter().flat_map(shown).collect();
    // The plan's last guard: no product file that loads and no request reaches it.
    let unreachable = "not-above";
    let missing: Vec<&&str> =
        known.iter().filter(|code| !shown.contains(**code) && **code != unreachable).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

#[test]
fn every_reason_not_to_write_is_in_the_table() {
    let is_code = |text: &&str| text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'-'));
    let known: BTreeSet<&str> =
        codes(include_str!("../../src/apply/error.rs")).into_iter().filter(is_code).collect();
    assert!(known.len() > 30, "{known:?}");
    // Those that another process, a full disk or a missing right would have to cause at the right moment, and those
    // that no product file which loads can cause yet.
    let unreachable = [
        "changed-meanwhile",
        "head-moved",
        "interrupted",
        "made-elsewhere",
        "remote-silent",
        "untrusted-record",
        "git",
        "interrupted",
        "not-editable",
        "not-pushed",
        "outside",
        "remote-silent",
        "stopped",
        "unreadable",
        "unsynced",
        "untrusted-record",
    ];
    let shown = shown("repositories");
    let missing: Vec<&&str> =
        known.iter().filter(|code| !shown.contains(**code) && !unreachable.contains(code)).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

#[test]
fn every_kind_of_malformed_version_is_in_the_table() {
    let source = include_str!("../../src/version/error.rs");
    let kinds = source.split_once("pub enum ParseErrorKind {").unwrap().1.split_once("\n}").unwrap().0;
    let variant =
        |line: &str| line.strip_prefix("    ").filter(|line| line.starts_with(char::is_uppercase)).map(word);
    let known: BTreeSet<String> = kinds.lines().filter_map(variant).collect();
    assert!(known.len() > 10, "{known:?}");
    let mut shown = BTreeSet::new();
    for case in cases("versions").1 {
        let words: Option<Vec<&str>> =
            case.arguments.iter().map(|argument| std::str::from_utf8(argument).ok()).collect();
        let (scheme, text) = match words.as_deref() {
            Some(["version", "parse", "--", text]) => (Scheme::Dated, *text),
            Some(["version", "parse", "--scheme", scheme, text]) => (named(scheme), *text),
            _ => continue,
        };
        shown.insert(word(&format!("{:?}", scheme.parse(text).unwrap_err().kind())));
    }
    assert_eq!(known, shown);
}

fn named(scheme: &str) -> Scheme {
    Scheme::ALL.into_iter().find(|other| other.to_string() == scheme).unwrap()
}

/// The name of a variant, without what it carries.
fn word(text: &str) -> String {
    text.chars().take_while(char::is_ascii_alphanumeric).collect()
}
