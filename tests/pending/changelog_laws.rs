//! A changelog keeps every byte outside of its new section (H7), on random changelogs.

use dateline::notes::{ChangelogSection, add_sections};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// What may stand at the head of a changelog, and in or between its sections.
const WORDS: [&str; 7] =
    ["# Changelog", "Text\twith `## code`.", "", "### Added", "- An item.", "* Another", "  more"];
const FENCED: &str = "```sh\n## [Unreleased]\n## not a heading\n```";
const UNRELEASED: [&str; 4] =
    ["## [Unreleased]", "## Unreleased", "## [unreleased] - soon", "##  Unreleased"];
const RELEASED: [&str; 4] = ["## [1.0] - 2016-01-01", "## 1.10", "## core 1.0", "## [1.1-next.0]"];
const REFERENCES: &str = "[1.0]: https://example.org/1.0\n[unreleased]: https://example.org/x";

/// A changelog in three parts: what is above the place of a new section, what is unreleased, and what is below.
fn changelog() -> impl Strategy<Value = (String, String, String)> {
    let words = || vec(select(&WORDS[..]), 0..5).prop_map(|words| words.join("\n"));
    let body = || {
        (words(), any::<bool>())
            .prop_map(|(words, code)| if code { format!("{words}\n{FENCED}") } else { words })
    };
    let unreleased = (select(&UNRELEASED[..]), body());
    let released = vec((select(&RELEASED[..]), body()), 0..3);
    let parts = (body(), prop::option::of(unreleased), released, any::<bool>(), any::<bool>(), any::<bool>());
    parts.prop_map(|(head, unreleased, released, references, is_windows, ends)| {
        let line = |text: &str| if text.is_empty() { String::new() } else { format!("{text}\n") };
        let is_unreleased = unreleased.is_some();
        let (heading, moved) = unreleased.unwrap_or_default();
        let above = line(&head) + &line(heading);
        let mut below: String =
            released.iter().map(|(heading, body)| format!("{heading}\n{}", line(body))).collect();
        if references && (is_unreleased || !below.is_empty()) {
            below += &line(REFERENCES);
        }
        let mut parts = [above, line(&moved), below];
        if !ends && let Some(last) = parts.iter_mut().rev().find(|part| !part.is_empty()) {
            last.pop();
        }
        let [above, moved, below] =
            parts.map(|part| if is_windows { part.replace('\n', "\r\n") } else { part });
        (above, moved, below)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changelog_keeps_every_byte_outside_of_the_new_section(
        (above, moved, below) in changelog(),
        shared in any::<bool>(),
        text in select(vec!["", "### Added\n\n- New.\n", "Words.\n"]),
    ) {
        let name = if shared { "core 2.0" } else { "2.0" };
        let section = ChangelogSection { name: name.into(), bracketed: !shared, date: "2016-11-05".into(), body: text.into() };
        let before = format!("{above}{moved}{below}");
        let after = add_sections(&before, std::slice::from_ref(&section));
        let new = after.strip_prefix(&above).and_then(|rest| rest.strip_suffix(&below));
        let Some(new) = new else { panic!("{before:?} became {after:?}") };
        let heading = if shared { "## core 2.0 - 2016-11-05" } else { "## [2.0] - 2016-11-05" };
        prop_assert_eq!(new.lines().filter(|line| *line == heading).count(), 1, "{}", new);
        for line in moved.lines().chain(text.lines()).filter(|line| !line.trim().is_empty()) {
            prop_assert!(new.lines().any(|found| found == line), "{:?} is lost in {:?}", line, new);
        }
        let said = |text: &str| text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with("### ")).count();
        prop_assert_eq!(said(new), said(&moved) + said(text) + 1, "nothing is there twice: {:?}", new);
        prop_assert_eq!(add_sections(&after, &[section]), after, "a section is added once");
    }
}
