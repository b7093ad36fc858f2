//! Who takes the library alone takes few crates with it.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::collections::BTreeSet;
use std::process::Command;

/// The crates that are built with these features, without this one.
fn crates(features: &str) -> BTreeSet<String> {
    let mut tree = Command::new(env!("CARGO"));
    tree.args(["tree", "--locked", "--offline", "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    let output = tree.args(["--no-default-features", "--features", features]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let names = text.lines().filter_map(|line| line.split_once(' ').map(|(name, _)| name.to_owned()));
    names.filter(|name| name != env!("CARGO_PKG_NAME")).collect()
}

#[test]
fn the_library_alone_needs_few_crates() {
    let alone = crates("");
    assert!(alone.len() <= 25, "{} crates: {alone:?}", alone.len());
    for name in ["semver", "serde", "serde_json", "clap", "ratatui", "tempfile"] {
        assert!(!alone.contains(name), "{name} in {alone:?}");
    }
    let more = |feature| crates(feature).difference(&alone).cloned().collect::<Vec<_>>();
    assert_eq!(more("semver"), ["semver"]);
    assert_eq!(more("serde"), ["serde", "serde_core", "serde_derive"]);
}
