//! The date of a plan is a date in UTC, wherever the program runs (Rule B8).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

mod program;

use program::{Call, text};

const ZONES: [&str; 4] = ["UTC", "Pacific/Kiritimati", "America/Los_Angeles", "<+14>-14"];
const FORMATS: [&str; 4] = ["text", "json", "markdown", "github"];

/// What the program answers in `zone`, with nothing on the error stream.
fn answer(arguments: &[&str], zone: &str, epoch: Option<&str>) -> String {
    let call = Call::new(arguments).env("TZ", zone);
    let mut call = match epoch {
        Some(epoch) => call.env("SOURCE_DATE_EPOCH", epoch),
        None => call.without("SOURCE_DATE_EPOCH"),
    };
    let output = call.run();
    assert_eq!(text(&output.stderr), "", "{arguments:?} in {zone}");
    assert!(output.status.success(), "{arguments:?} in {zone}");
    text(&output.stdout).to_owned()
}

#[test]
fn one_source_date_epoch_gives_one_answer_in_every_time_zone() {
    let calls: [&[&str]; 5] = [
        &["--demo", "plan", "api-fix:core"],
        &["--demo", "plan", "fix:core", "--next"],
        &["--demo", "why", "mac", "fix:core"],
        &["version", "bump", "1.0", "fix"],
        &["version", "bump", "1.0", "fix", "--next"],
    ];
    // The last and the first second of a day in UTC, when half of the world is on another one.
    for (epoch, build) in [("1477958399", "20161031"), ("1477958400", "20161101"), ("1478000000", "20161101")]
    {
        for arguments in calls {
            for format in FORMATS {
                let arguments = [&["--format", format], arguments].concat();
                let here = answer(&arguments, "UTC", Some(epoch));
                assert!(here.contains(&format!("1.0.{build}")), "{arguments:?} at {epoch}: {here}");
                for zone in ZONES {
                    assert_eq!(
                        answer(&arguments, zone, Some(epoch)),
                        here,
                        "{arguments:?} at {epoch} in {zone}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_date_on_the_command_line_is_the_same_everywhere_and_wins_over_the_environment() {
    for date in ["2016-11-05", "20161105"] {
        for zone in ZONES {
            let bumped =
                answer(&["version", "bump", "1.0", "fix", "--date", date], zone, Some("not looked at"));
            assert_eq!(bumped, "1.0.20161105\n", "{date} in {zone}");
        }
    }
}

#[test]
fn without_any_date_a_plan_is_of_today_in_utc() {
    let today = || chrono::Utc::now().format("1.0.%Y%m%d\n").to_string();
    for zone in ZONES {
        for epoch in [None, Some("")] {
            let before = today();
            let bumped = answer(&["version", "bump", "1.0", "fix"], zone, epoch);
            assert!([before, today()].contains(&bumped), "{bumped} in {zone}");
        }
    }
}

#[test]
fn tomorrow_is_allowed_and_the_day_after_is_not() {
    let day = |days| (chrono::Utc::now() + chrono::Days::new(days)).format("%Y-%m-%d").to_string();
    let bump = |date: &str, more: &[&str]| {
        Call::new([&["version", "bump", "1.0", "fix", "--date", date], more].concat()).run()
    };
    assert_eq!(bump(&day(0), &[]).status.code(), Some(0));
    assert_eq!(bump(&day(1), &[]).status.code(), Some(0));
    // Three days ahead, so that a midnight in between changes nothing.
    let later = day(3);
    let refused = bump(&later, &[]);
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(
        text(&refused.stderr),
        format!(
            "error: {later} is later than tomorrow\n\
             hint: use the day of the release\nhint: add `--allow-future`\n"
        )
    );
    assert_eq!(bump(&later, &["--allow-future"]).status.code(), Some(0));
}

#[test]
fn the_first_and_the_last_second_that_a_build_can_have_are_taken() {
    let bump = |epoch| answer(&["version", "bump", "1.0", "fix", "--allow-future"], "UTC", Some(epoch));
    assert_eq!(bump("0"), "1.0.19700101\n");
    assert_eq!(bump("253402300799"), "1.0.99991231\n");
}
