//! The guardrails as judgements over what is known, each by a table.

use std::collections::BTreeMap;

use dateline::check::{Facts, Selection, judge};
use dateline::product::{Places, Product};
use dateline::version::BuildDate;

use super::product;

/// What is found in a product file alone, on 2016-11-01: code, value and line of each.
fn found(components: &str) -> Vec<(String, String, usize)> {
    let text = product(components);
    let loaded = Product::from_toml(&text).unwrap();
    let facts = Facts {
        name: "product.toml",
        product: &loaded,
        places: &Places::of(&text),
        today: BuildDate::from_ymd(2016, 11, 1).unwrap(),
        staged: false,
        files: BTreeMap::new(),
        migrations: BTreeMap::new(),
        changes: BTreeMap::new(),
        git: None,
    };
    let (findings, notices) = judge(&facts, &Selection::default());
    let all = findings.into_iter().chain(notices);
    all.map(|finding| {
        assert_eq!(finding.place.file, "product.toml");
        (finding.code.to_owned(), finding.value.unwrap_or_default(), finding.place.line.unwrap())
    })
    .collect()
}

fn assert_found(components: &str, expected: &[(&str, &str, usize)]) {
    let found = found(components);
    let found: Vec<(&str, &str, usize)> =
        found.iter().map(|(code, value, line)| (code.as_str(), value.as_str(), *line)).collect();
    assert_eq!(found, expected, "{components}");
}

#[test]
fn builds_up_to_tomorrow_are_days_that_have_come() {
    let with = |version: &str| format!("[components.core]\nlead = true\nversion = \"{version}\"\n");
    assert_found(&with("1.0.20161101"), &[]);
    assert_found(&with("1.0.20161102"), &[]);
    assert_found(&with("1.0.20161103"), &[("build-in-future", "1.0.20161103", 6)]);
    assert_found(
        "[components.core]\nlead = true\nversion = \"1.1\"\nnext = \"1.1.20170101-next.0\"\n\
         maintained = [\n  \"1.0.20170101\",\n]\n",
        &[("build-in-future", "1.1.20170101-next.0", 7), ("build-in-future", "1.0.20170101", 8)],
    );
}

#[test]
fn being_behind_is_no_fault_and_being_ahead_of_every_lead_is_one() {
    let with = |version: &str| {
        format!(
            "[components.core]\nlead = true\nversion = \"1.2\"\n[components.other]\nlead = true\nversion = \"1.1\"\n\
             [components.mac]\nversion = \"{version}\"\n"
        )
    };
    assert_found(&with("0.4"), &[]);
    assert_found(&with("1.2.20161101"), &[]);
    assert_found(&with("1.3"), &[("line-not-led", "1.3", 11)]);
    assert_found(&with("2.0"), &[("line-not-led", "2.0", 11)]);
    // Before the first release of a lead there is nothing to hold it against.
    assert_found("[components.core]\nlead = true\n[components.mac]\nversion = \"1.0\"\n", &[]);
}

#[test]
fn a_series_leads_to_the_next_minor_or_to_the_next_major() {
    let with = |next: &str| {
        format!(
            "[components.core]\nlead = true\nversion = \"1.2\"\n[components.mac]\nnext = \"{next}-next.0\"\n"
        )
    };
    for next in ["0.9", "1.0", "1.2", "1.2.20161101", "1.3", "2.0"] {
        assert_found(&with(next), &[]);
    }
    for next in ["1.4", "2.1", "3.0"] {
        let value = format!("{next}-next.0");
        assert_found(&with(next), &[("series-skips-line", &value, 8)]);
    }
    assert_found("[components.core]\nlead = true\nnext = \"7.5-next.0\"\n", &[]);
}

#[test]
fn floors_are_released_stable_and_on_lines_that_get_fixes() {
    let with = |engine: &str, floor: &str| {
        format!(
            "[components.engine]\nscheme = \"semver\"\n{engine}\n\
             [components.client]\nscheme = \"semver\"\nrequires.engine = \"{floor}\"\n"
        )
    };
    let open = "version = \"0.3.4\"\nnext = \"0.4.0-next.1\"\nmaintained = [\"0.2.9\", \"0.1.5\"]";
    for floor in ["0.3.4", "0.3.0", "0.2.9", "0.2.0", "0.1.5"] {
        assert_found(&with(open, floor), &[]);
    }
    assert_found(&with(open, "0.3.5"), &[("floor-unstable", "0.3.5", 11)]);
    assert_found(&with(open, "0.4.0"), &[("floor-unstable", "0.4.0", 11)]);
    assert_found(&with(open, "0.4.1"), &[("floor-unreleased", "0.4.1", 11)]);
    assert_found(&with(open, "0.0.1"), &[("floor-lags", "0.0.1", 11)]);
    assert_found(&with("", "0.1.0"), &[("floor-unreleased", "0.1.0", 9)]);
    assert_found(&with("next = \"0.1.0-next.0\"", "0.1.0"), &[("floor-unstable", "0.1.0", 9)]);
}

#[test]
fn floors_on_surfaces_are_numbers_that_the_provider_has_and_still_means() {
    let with = |surface: &str, floor: &str| {
        format!(
            "[components.engine]\nscheme = \"semver\"\nversion = \"1.0.0\"\nsurfaces.wire = {{ {surface} }}\n\
             [components.client]\nscheme = \"semver\"\n[components.client.requires]\n\"engine.wire\" = {floor}\n"
        )
    };
    let counter = "version = 5, next = 6, accepts-previous = 1";
    assert_found(&with(counter, "5"), &[]);
    assert_found(&with(counter, "4"), &[]);
    assert_found(&with(counter, "3"), &[("floor-lags", "3", 11)]);
    assert_found(&with(counter, "6"), &[("floor-unstable", "6", 11)]);
    assert_found(&with(counter, "7"), &[("floor-unreleased", "7", 11)]);
    assert_found(&with("version = 5, each = \"change\"", "1"), &[]);
    assert_found(&with("version = \"2.3\"", "\"2.0\""), &[]);
    assert_found(&with("version = \"2.3\"", "\"1.9\""), &[("floor-lags", "1.9", 11)]);
    assert_found(&with("version = \"2.3\"", "\"2.4\""), &[("floor-unreleased", "2.4", 11)]);
}

#[test]
fn every_ecosystem_is_asked_about_stable_and_open_versions() {
    assert_found(
        "[components.core]\nlead = true\nversion = \"1.2\"\nnext = \"1.3-next.7\"\n\
         publish = [\"npm\", \"msi\", \"pypi\"]\n",
        &[("unpublishable", "1.3-next.7", 7), ("version-unwritten", "", 8)],
    );
}

#[test]
fn what_is_past_its_sunset_is_overdue_on_any_line() {
    let with = |keys: &str| {
        format!(
            "[components.core]\nlead = true\nversion = \"1.1\"\nsurfaces.sdk = {{ version = 1 }}\n\
             [[deprecations]]\nsurface = \"core.sdk\"\nwhat = \"old\"\nsince = \"1.1\"\n{keys}\n"
        )
    };
    assert_found(&with("sunset = 2016-11-02"), &[]);
    assert_found(&with("sunset = 2016-11-01"), &[("deprecation-overdue", "2016-11-01", 12)]);
    assert_found(&with("removed = \"1.3\""), &[]);
    assert_found(&with("removed = \"1.2\""), &[("removed-too-early", "1.2", 12)]);
}
