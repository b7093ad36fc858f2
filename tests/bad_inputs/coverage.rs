//! No file of cases is left out. That no kind of error is, is a law of tests/errors.

use std::collections::BTreeSet;

use super::{TOPICS, cases};

#[test]
fn every_file_of_cases_is_run() {
    let files = std::fs::read_dir("tests/bad_inputs").unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let found: BTreeSet<String> =
        names.filter_map(|name| name.strip_suffix(".txt").map(str::to_owned)).collect();
    assert_eq!(found, BTreeSet::from(TOPICS.map(str::to_owned)));
    assert!(TOPICS.iter().map(|topic| cases(topic).1.len()).sum::<usize>() >= 450);
}
