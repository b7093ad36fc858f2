//! Finding one's way: search in the help, letters that match, pasted command lines, clicks on keys, typed dates, files of
//! a diff, and two plans compared.

use dateline::apply::ApplyAction;
use dateline::tui::{ApplyPreview, Effect, Event, FileDiff, Key, Work, screen_buffer};
use dateline::words::{Line, Tone};
use ratatui::style::Modifier;

use crate::journey::{Journey, travel};

const CHAIN: &str = "product.toml";

#[test]
fn the_help_is_searched_as_one_types() {
    travel("help-search", CHAIN, "2016-11-01", |journey| {
        journey.press("?/tag").look("typing");
        let screen = journey.screen();
        assert!(screen.contains("tag the commit") && !screen.contains("a fix in its API"), "{screen}");
        journey.press("<Enter>").look("kept");
        journey.press("/<C-u>zzz").look("nothing has that");
        journey.press("<Esc>").look("all of it again");
        journey.press("q");
        assert!(journey.screen().contains("Nothing is planned yet"));
    });
}

#[test]
fn what_is_shortened_is_found() {
    let mut journey = Journey::on(CHAIN, "2016-11-01", (80, 24));
    journey.press(":ctu");
    assert!(journey.screen().contains("▶ catch-up"), "{}", journey.screen());
    let mut journey = Journey::on(CHAIN, "2016-11-01", (80, 24));
    journey.press(":fix:jsdk<Enter>");
    assert_eq!(journey.state.command_line().unwrap(), "dateline plan fix:java-sdk --date 2016-11-01");
    let mut journey = Journey::on(CHAIN, "2016-11-01", (80, 24));
    journey.press("/jsdk<Enter>f");
    assert_eq!(journey.state.command_line().unwrap(), "dateline plan fix:java-sdk --date 2016-11-01");
    journey.press("<Esc>/install<Enter>");
    assert!(journey.screen().contains("Components 1/1 of 4"), "a text that is there is meant as it is");
}

#[test]
fn a_command_line_that_was_copied_is_planned_when_it_is_pasted() {
    let lines = [
        "dateline plan api-fix:core fix:mac --next --date 2016-11-03",
        "dateline plan feature:core --date 2016-11-05 --allow-future",
        "dateline promote core mac --date 2017-05-12",
        "dateline drop sdk --date 2017-05-12",
        "dateline plan fix:core --line 1.0 --date 2017-05-12",
    ];
    for line in lines {
        let mut journey = Journey::on("tests/cases/promotion/product.toml", "2016-11-03", (80, 24));
        journey.press(":").event(Event::Paste(format!("$ {line}\n"))).press("<Enter>");
        let now = journey.state.command_line().unwrap_or_default();
        assert_eq!(now.replace(" --allow-future", ""), line.replace(" --allow-future", ""));
    }
    let mut journey = Journey::on(CHAIN, "2016-11-03", (80, 24));
    journey
        .press(":")
        .event(Event::Paste("dateline --product=x.toml plan fix:core --date=2016-11-04".to_owned()));
    journey.press("<Enter>");
    assert_eq!(journey.state.command_line().unwrap(), "dateline plan fix:core --date 2016-11-04");
    for (line, wrong) in [
        ("dateline plan fix:core --date 2016-13-01", "is not a valid date"),
        ("dateline plan fixx:core", "is not a valid change"),
        ("dateline check", "only a command line of plan, promote or drop can be pasted"),
        ("dateline plan fix:core --line", "needs a value"),
        ("dateline plan fix:core --out x", "does not know the option `--out`"),
    ] {
        let mut journey = Journey::on(CHAIN, "2016-11-03", (80, 24));
        journey.press(":").event(Event::Paste(line.to_owned())).press("<Enter>");
        assert!(journey.screen().contains(wrong), "{line}\n{}", journey.screen());
        assert_eq!(journey.state.command_line(), None);
    }
}

#[test]
fn a_click_on_a_key_of_the_footer_presses_it_and_its_place_stays() {
    let place = |journey: &Journey, text: &str| {
        let screen = journey.screen();
        // The footer is at the bottom; the plan pane may say the same above it.
        let lines: Vec<&str> = screen.lines().collect();
        let (row, line) = lines.iter().enumerate().rfind(|(_, line)| line.contains(text)).unwrap();
        let column = line.split(text).next().unwrap().chars().count();
        (u16::try_from(column).unwrap(), u16::try_from(row).unwrap())
    };
    for size in [(60, 16), (80, 24), (200, 60)] {
        let mut journey = Journey::on(CHAIN, "2016-11-01", size);
        let before = place(&journey, "F feature");
        let undo = |journey: &Journey| {
            let (column, row) = place(journey, "u undo");
            screen_buffer(&journey.state)[(column, row)].modifier.contains(Modifier::DIM)
        };
        assert!(size == (60, 16) || undo(&journey), "a key that does nothing yet is faint");
        journey.event(Event::Click(before.0 + 3, before.1));
        assert_eq!(journey.state.command_line().unwrap(), "dateline plan feature:core --date 2016-11-01");
        assert_eq!(place(&journey, "F feature"), before);
        assert!(size == (60, 16) || !undo(&journey));
        let help = place(&journey, "? help");
        journey.event(Event::Click(help.0, help.1));
        assert!(journey.screen().contains("▸ Help"), "{}", journey.screen());
    }
}

#[test]
fn the_calendar_takes_typed_dates_and_years() {
    let mut journey = Journey::on(CHAIN, "2016-11-01", (80, 24));
    journey.press("fD2017-0");
    assert!(journey.screen().contains("to 2017-0"), "{}", journey.screen());
    journey.press("1-15<Enter>");
    assert!(journey.state.command_line().unwrap().contains("--date 2017-01-15"));
    journey.press("D20170230");
    assert!(journey.screen().contains("is not a valid date"), "{}", journey.screen());
    for year in "<<>>>".chars() {
        journey.event(Event::Key(Key::Char(year)));
    }
    journey.press("<Enter>");
    assert!(journey.state.command_line().unwrap().contains("--date 2018-01-15"));
}

#[test]
fn the_files_of_a_diff_are_gone_through_one_by_one_and_long_ones_are_folded() {
    let file = |path: &str, count: usize| FileDiff {
        path: path.to_owned(),
        lines: (0..count).map(|place| Line::new(format!("+line {place} of {path}"), Tone::New)).collect(),
    };
    let mut journey = Journey::on(CHAIN, "2016-11-05", (80, 24));
    journey.press("F<Enter>");
    let Some(Effect::Begin(Work::Review { ticket, .. })) = journey.effects.pop() else { panic!("no review") };
    let actions = vec![ApplyAction::Write { path: "product.toml".to_owned() }];
    let files = vec![file("product.toml", 30), file("package-lock.json", 500), file("z.toml", 30)];
    journey.event(Event::Reviewed(ticket, Ok(ApplyPreview { actions, files })));
    let top =
        |journey: &Journey| journey.screen().lines().nth(3).unwrap().trim_matches(['┃', ' ']).to_owned();
    assert_eq!(top(journey.press("]")), "product.toml  +30 −0");
    assert_eq!(top(journey.press("]")), "package-lock.json  +500 −0");
    assert!(journey.press("<PgDn><PgDn>").screen().contains("and 460 more lines; o shows them"));
    assert_eq!(top(journey.press("[")), "package-lock.json  +500 −0");
    assert!(!journey.press("o<PgDn><PgDn>").screen().contains("more lines"));
    assert_eq!(top(journey.press("[[")), "product.toml  +30 −0");
}

#[test]
fn two_plans_are_compared() {
    travel("comparing", CHAIN, "2016-11-05", |journey| {
        journey.press("=");
        assert!(journey.screen().contains("no plan to pin"));
        journey.press("F=").look("pinned");
        journey.press("n=").look("stable or next");
        journey.press("<Esc>nFa=").look("a feature or an API fix");
        let screen = journey.screen();
        assert!(
            screen.contains("4 of 4 components differ") && screen.contains("pinned: feature"),
            "{screen}"
        );
        journey.press("=");
        assert!(journey.screen().contains("pinned; change what you like"));
        journey.press(":date 2016-11-04<Enter>=").look("today or yesterday");
    });
}

#[test]
fn a_breaking_change_offers_the_surfaces() {
    let mut journey = Journey::on("examples/picloud/after-1.0.toml", "2026-11-01", (80, 24));
    let screen = journey.press("B").screen();
    assert!(screen.contains("▶ breaking:picloud ") && screen.contains("breaking:picloud.wire"), "{screen}");
    journey.press("<Down>");
    journey.press("<Enter>");
    assert!(journey.state.command_line().unwrap().contains("plan breaking:picloud."));
    journey.press("uB<Enter>");
    assert!(journey.state.command_line().unwrap().contains("plan breaking:picloud "));
    journey.press("B");
    assert_eq!(journey.state.command_line(), None, "again takes it back at once");
}
