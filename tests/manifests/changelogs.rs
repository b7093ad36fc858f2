//! debian/changelog: a release is a new entry, and what was there stays.

use dateline::manifest::{DebianEntry, Format, Target, Values};
use dateline::words::Explain;

const NATIVE: &str = "chain (1.2) UNRELEASED; urgency=low\n\n  * Start.\n\n -- Ada <ada@example.org>  Mon, 24 Oct 2016 09:00:00 +0000\n";
const QUILT: &str = "\u{feff}\r\nchain-core (2:1.2~next.7-3ubuntu1) bookworm trixie; urgency=medium, binary-only=yes\r\n\r\n  * Rebuild.\r\n\r\n -- Ada <ada@example.org>  Mon, 24 Oct 2016 09:00:00 +0000";

fn entry(version: &str) -> DebianEntry<'_> {
    DebianEntry::new(version, "Zoë Ünal <zoe@example.org>", "2016-11-01T08:05:09-03:30".parse().unwrap())
}

#[test]
fn an_entry_is_added_before_all_others() {
    let changes = ["Fix the clock.\nIt was late.\n\n".to_owned(), "Follow core.".to_owned()];
    let added = DebianEntry { changes: &changes, ..entry("1.3~next.0") }.add_to(NATIVE).unwrap();
    let head = "chain (1.3~next.0) unstable; urgency=medium\n\n  * Fix the clock.\n    It was late.\n  * Follow core.\n\n -- Zoë Ünal <zoe@example.org>  Tue, 01 Nov 2016 08:05:09 -0330\n\n";
    assert_eq!(added, format!("{head}{NATIVE}"));
    let target = Target::new(Format::DebianChangelog);
    assert_eq!(target.read(NATIVE).unwrap().unwrap(), "1.2");
    assert_eq!(target.read(&added).unwrap().unwrap(), "1.3~next.0");
}

#[test]
fn epoch_revision_distribution_and_line_ends_are_kept() {
    let added = entry("1.3").add_to(QUILT).unwrap();
    let head = "\u{feff}chain-core (2:1.3-1) bookworm trixie; urgency=medium\r\n\r\n  * Release 1.3.\r\n\r\n -- Zoë Ünal <zoe@example.org>  Tue, 01 Nov 2016 08:05:09 -0330\r\n\r\n";
    assert_eq!(added, format!("{head}{}", QUILT.trim_start_matches('\u{feff}')));
    let told =
        DebianEntry { revision: Some("0chain1"), distribution: Some("sid"), urgency: "high", ..entry("1.3") };
    let added = told.add_to(QUILT).unwrap();
    assert!(added.starts_with("\u{feff}chain-core (2:1.3-0chain1) sid; urgency=high\r\n"), "{added}");
    assert_eq!(Target::new(Format::DebianChangelog).read(QUILT).unwrap().unwrap(), "1.2~next.7");
}

#[test]
fn an_entry_is_added_once() {
    for text in [NATIVE, QUILT] {
        let added = entry("1.3").add_to(text).unwrap();
        assert_eq!(entry("1.3").add_to(&added).unwrap(), added);
    }
}

#[test]
fn what_would_not_read_back_is_refused() {
    let refused = |entry: DebianEntry<'_>, text: &str| entry.add_to(text).unwrap_err().to_string();
    let maintainer = DebianEntry { maintainer: "Ada", ..entry("1.3") };
    assert_eq!(refused(maintainer, NATIVE), "`Ada` is not a maintainer: expected `NAME <ADDRESS>`");
    assert_eq!(refused(entry("1.3)"), NATIVE), "`1.3)` cannot be written as the version there");
    assert_eq!(refused(entry("1.3\n"), NATIVE), "`1.3\\n` cannot be written as the version there");
    assert_eq!(refused(entry("1.3"), "\n \n"), "found no entry of the changelog");
    let error = Target::new(Format::DebianChangelog).rewrite(NATIVE, &Values::version("1.3")).unwrap_err();
    assert_eq!(
        (error.code(), error.to_string().as_str()),
        ("needs-entry", "a changelog takes a new entry instead of an edit")
    );
}
