//! Dates that are none, or that no plan may have (Rule B8).

use std::os::unix::ffi::OsStrExt;

use snapbox::str;

use super::{Case, invalid, refused};

const PLAN: [&str; 3] = ["--demo", "plan", "fix:core"];

pub(crate) fn cases() -> Vec<Case> {
    let date =
        |text, stderr| invalid(text, &["--demo", "plan", "fix:core", "--date", text], "bad-date", stderr);
    let epoch = |text: &'static str, stderr| {
        invalid(text, &PLAN, "bad-source-date-epoch", stderr).env("SOURCE_DATE_EPOCH", text)
    };
    let not_utf8 = std::ffi::OsStr::from_bytes(b"1\xff");
    vec![
        date(
            "2023-02-29",
            str![[r#"
error: `2023-02-29` is no date: the calendar has no 2023-02-29
hint: check the year, the month and the day

"#]],
        ),
        date(
            "20261301",
            str![[r#"
error: `20261301` is no date: the calendar has no 2026-13-01
hint: check the year, the month and the day

"#]],
        ),
        date(
            "20161131",
            str![[r#"
error: `20161131` is no date: the calendar has no 2016-11-31
hint: check the year, the month and the day

"#]],
        ),
        date(
            "2016-1-1",
            str![[r#"
error: `2016-1-1` is no date: a date is written YYYY-MM-DD or YYYYMMDD
hint: write it as 2016-11-01 or 20161101

"#]],
        ),
        date(
            "1969-12-31",
            str![[r#"
error: `1969-12-31` is no date: the year must be 1970 to 9999
hint: check the year, the month and the day

"#]],
        ),
        date(
            "10000-01-01",
            str![[r#"
error: `10000-01-01` is no date: a date is written YYYY-MM-DD or YYYYMMDD
hint: write it as 2016-11-01 or 20161101

"#]],
        ),
        date(
            "0000-00-00",
            str![[r#"
error: `0000-00-00` is no date: the year must be 1970 to 9999
hint: check the year, the month and the day

"#]],
        ),
        date(
            "tomorrow",
            str![[r#"
error: `tomorrow` is no date: a date is written YYYY-MM-DD or YYYYMMDD
hint: write it as 2016-11-01 or 20161101

"#]],
        ),
        date(
            "01.11.2016",
            str![[r#"
error: `01.11.2016` is no date: a date is written YYYY-MM-DD or YYYYMMDD
hint: write it as 2016-11-01 or 20161101

"#]],
        ),
        date(
            "2016-11-01T00:00Z",
            str![[r#"
error: `2016-11-01T00:00Z` is no date: a date is written YYYY-MM-DD or YYYYMMDD
hint: write it as 2016-11-01 or 20161101

"#]],
        ),
        date(
            " 20161101",
            str![[r#"
error: ` 20161101` is no date: a date is written YYYY-MM-DD or YYYYMMDD
hint: write it as 2016-11-01 or 20161101

"#]],
        ),
        date(
            "٢٠١٦١١٠١",
            str![[r#"
error: `٢٠١٦١١٠١` is no date: a date is written YYYY-MM-DD or YYYYMMDD
hint: write it as 2016-11-01 or 20161101

"#]],
        ),
        date(
            "2016-11-\u{1b}1",
            str![[r#"
error: `2016-11-\u{1b}1` is no date: a date is written YYYY-MM-DD or YYYYMMDD
hint: write it as 2016-11-01 or 20161101

"#]],
        ),
        date(
            "\u{202e}20161101",
            str![[r#"
error: `\u{202e}20161101` is no date: a date is written YYYY-MM-DD or YYYYMMDD
hint: write it as 2016-11-01 or 20161101

"#]],
        ),
        invalid(
            "an empty date",
            &["--demo", "plan", "fix:core", "--date", ""],
            "bad-date",
            str![[r#"
error: `` is no date: a date is written YYYY-MM-DD or YYYYMMDD
hint: write it as 2016-11-01 or 20161101

"#]],
        ),
        refused(
            "the last day",
            &["--demo", "plan", "fix:core", "--date", "9999-12-31"],
            "future-date",
            str![[r#"
error: 9999-12-31 is later than tomorrow
hint: name the day of the release, or add --allow-future

"#]],
        ),
        refused(
            "a far day of a promotion",
            &["--demo", "promote", "--date", "99991231"],
            "future-date",
            str![[r#"
error: 9999-12-31 is later than tomorrow
hint: name the day of the release, or add --allow-future

"#]],
        ),
        refused(
            "a far day of a bump",
            &["version", "bump", "1.0", "fix", "--date", "9999-12-31"],
            "future-date",
            str![[r#"
error: 9999-12-31 is later than tomorrow
hint: name the day of the release, or add --allow-future

"#]],
        ),
        refused(
            "the last second",
            &PLAN,
            "future-date",
            str![[r#"
error: 9999-12-31 is later than tomorrow
hint: name the day of the release, or add --allow-future

"#]],
        )
        .env("SOURCE_DATE_EPOCH", "253402300799"),
        epoch(
            "yesterday",
            str![[r#"
error: SOURCE_DATE_EPOCH is `yesterday`, which is no time
hint: set it to whole seconds since 1970-01-01 00:00 UTC, unset it, or use --date

"#]],
        ),
        epoch(
            "-1",
            str![[r#"
error: SOURCE_DATE_EPOCH is `-1`, which is no date of a build: the year must be 1970 to 9999
hint: set it to the time of the release, or use --date

"#]],
        ),
        epoch(
            "99999999999999999999",
            str![[r#"
error: SOURCE_DATE_EPOCH is `99999999999999999999`, which is no time
hint: set it to whole seconds since 1970-01-01 00:00 UTC, unset it, or use --date

"#]],
        ),
        epoch(
            "253402300800",
            str![[r#"
error: SOURCE_DATE_EPOCH is `253402300800`, which is no date of a build: the year must be 1970 to 9999
hint: set it to the time of the release, or use --date

"#]],
        ),
        epoch(
            "9223372036854775807",
            str![[r#"
error: SOURCE_DATE_EPOCH is `9223372036854775807`, which is no time
hint: set it to whole seconds since 1970-01-01 00:00 UTC, unset it, or use --date

"#]],
        ),
        epoch(
            "1478000000.5",
            str![[r#"
error: SOURCE_DATE_EPOCH is `1478000000.5`, which is no time
hint: set it to whole seconds since 1970-01-01 00:00 UTC, unset it, or use --date

"#]],
        ),
        epoch(
            " 1478000000",
            str![[r#"
error: SOURCE_DATE_EPOCH is ` 1478000000`, which is no time
hint: set it to whole seconds since 1970-01-01 00:00 UTC, unset it, or use --date

"#]],
        ),
        epoch(
            "1\u{1b}[31m",
            str![[r#"
error: SOURCE_DATE_EPOCH is `1\u{1b}[31m`, which is no time
hint: set it to whole seconds since 1970-01-01 00:00 UTC, unset it, or use --date

"#]],
        ),
        invalid(
            "SOURCE_DATE_EPOCH that is not UTF-8",
            &PLAN,
            "bad-source-date-epoch",
            str![[r#"
error: SOURCE_DATE_EPOCH is `1�`, which is no time
hint: set it to whole seconds since 1970-01-01 00:00 UTC, unset it, or use --date

"#]],
        )
        .env("SOURCE_DATE_EPOCH", not_utf8),
        invalid(
            "SOURCE_DATE_EPOCH of a bump",
            &["version", "bump", "1.0", "fix"],
            "bad-source-date-epoch",
            str![[r#"
error: SOURCE_DATE_EPOCH is `x`, which is no time
hint: set it to whole seconds since 1970-01-01 00:00 UTC, unset it, or use --date

"#]],
        )
        .env("SOURCE_DATE_EPOCH", "x"),
    ]
}
