//! Room: long names, narrow and wide screens, what is told where there is none for all.

use dateline::tui::{Event, Key, MIN_SIZE};

use crate::journey::{Journey, setup};
use crate::views::long_line;

fn long_ids() -> String {
    let id = |end: &str| format!("service-for-everything-that-we-sell-in-all-countries-of-the-eu-{end}");
    format!(
        "[product]\nname = 'Long'\n[components.core]\nlead = true\nversion = '1.0'\n\
         [components.{0}]\nversion = '1.0'\nfollows.core = 'api'\n\
         [components.{1}]\nversion = '1.0'\nfollows.core = 'release'\n",
        id("a"),
        id("b")
    )
}

#[test]
fn long_ids_are_told_apart_and_leave_versions_and_reasons_their_room() {
    for size in [(60, 16), (80, 24), (200, 60)] {
        let mut journey = Journey::new(setup(&long_ids(), "2016-11-01", size));
        let screen = journey.press("a").screen();
        for (end, reason) in [("-a ", "follows the AP"), ("-b ", "ships core")] {
            let row = |line: &&str| line.contains(end) && line.contains("\u{2192} 1.0.20161101");
            let row = screen.lines().find(row).unwrap_or_else(|| panic!("{end}:\n{screen}"));
            assert!(row.contains(reason), "{row}\n{screen}");
        }
        let plan = journey.press("<Tab><Tab>z").screen();
        assert!(plan.contains("-a ") && plan.contains("follows the API of core"), "{plan}");
        assert!(plan.contains("-b ") && plan.contains("ships core"), "{plan}");
    }
}

#[test]
fn reasons_are_whole_on_the_usual_terminal() {
    let mut journey = Journey::on("examples/chain/3-after-api-fix.toml", "2016-11-05", (80, 24));
    let screen = journey.press("a").screen();
    for reason in ["api-fix", "follows the API of core", "ships core"] {
        assert!(screen.lines().skip(2).take(5).any(|line| line.contains(reason)), "{reason}:\n{screen}");
    }
}

#[test]
fn nothing_jumps_when_something_is_planned() {
    for size in [(60, 16), (80, 24), (120, 30), (200, 60)] {
        let mut journey = Journey::on("examples/chain/3-after-api-fix.toml", "2016-11-05", size);
        // The panes beside the list are on the same rows of a wide screen.
        let columns = |screen: String| screen.lines().nth(2).unwrap().split('┃').nth(1).unwrap().to_owned();
        let before = columns(journey.screen());
        assert_eq!(columns(journey.press("F").screen()), before);
        assert_eq!(columns(journey.press("x").screen()), before);
    }
}

#[test]
fn a_zoomed_pane_starts_at_its_left() {
    let mut journey = Journey::new(setup(&long_ids(), "2016-11-01", MIN_SIZE));
    let before = journey.press("a<Tab><Tab>").screen();
    journey.press("llll");
    assert_ne!(journey.screen(), before);
    assert!(journey.press("z").screen().contains("3 released"));
    assert!(journey.press("z").screen().contains("3 released"));
}

#[test]
fn the_graph_opens_with_its_selection_in_sight_and_goes_sideways() {
    let mut journey = Journey::new(setup(&long_line(2000), "2016-11-01", (80, 24)));
    journey.press("G").event(Event::Key(Key::Char('g')));
    let screen = journey.screen();
    assert!(screen.lines().any(|line| line.contains('\u{25b6}') && line.contains("part-1999")), "{screen}");
    assert!(screen.contains("shipped by") || screen.contains("API followed by"), "{screen}");
    let mut deep = "[product]\nname = 'Deep'\n[components.c0]\nlead = true\nversion = '1.0'\n".to_owned();
    for place in 1..20 {
        deep += &format!("[components.c{place}]\nversion = '1.0'\nfollows.c{} = 'release'\n", place - 1);
    }
    let mut journey = Journey::new(setup(&deep, "2016-11-01", (60, 30)));
    let before = journey.press("gG").screen();
    let last =
        |screen: &str| screen.lines().find(|line| line.contains('\u{25b6}')).unwrap_or_default().to_owned();
    assert!(!last(&before).contains("c19"), "{before}");
    let after = journey.press("llllllllllllllll").screen();
    assert!(last(&after).contains("c19"), "{after}");
    assert_eq!(journey.press("hhhhhhhhhhhhhhhh").screen(), before);
}

/// A line of 40 components as many have them: ids of two or three words, some builds behind.
pub fn forty() -> String {
    let mut file =
        "[product]\nname = 'Harbor Cloud'\n[components.api-server]\nlead = true\nversion = '3.4'\n"
            .to_owned();
    let names = ["billing", "search", "mail", "auth", "gateway", "ingest", "report", "audit", "notify"];
    for (place, name) in names.into_iter().cycle().take(39).enumerate() {
        let (what, edge) = [("sdk-python", "api"), ("worker", "release"), ("chart", "release")][place % 3];
        let minor = if place % 5 == 4 { 2 } else { 4 };
        file += &format!("[components.{name}-{what}-{place}]\nversion = '3.{minor}.20260303'\n");
        file += &format!("follows.api-server = '{edge}'\n");
    }
    file
}

#[test]
fn a_wide_screen_has_room_for_reasons_and_for_the_name_of_the_product() {
    for (size, reasons) in [((80, 24), 20), ((120, 40), 18), ((160, 40), 29), ((200, 60), 29)] {
        let mut journey = Journey::new(setup(&forty(), "2026-11-05", size));
        let screen = journey.press("A").screen();
        let row = screen
            .lines()
            .find(|line| line.contains("billing-sdk-python-0"))
            .unwrap_or_else(|| panic!("{screen}"));
        let why = row.split("follows the").nth(1).unwrap_or_else(|| panic!("{row}"));
        let shown = why.split(['\u{2026}', '\u{2503}']).next().unwrap().chars().count() + "follows the".len();
        assert!(shown >= reasons, "{size:?}: {shown}\n{row}");
        assert!(screen.starts_with(" Harbor Cloud \u{b7} line 3.4 \u{2192} 3.5"), "{screen}");
    }
}

#[test]
fn nothing_of_the_opening_pane_is_cut_without_a_sign() {
    for size in [MIN_SIZE, (80, 24), (120, 40)] {
        let mut outside = setup(&forty(), "2026-11-05", size);
        outside.in_git = false;
        let mut journey = Journey::new(outside);
        journey.event(Event::Pending(Ok(crate::past::pending(&forty(), &[]))));
        let screen = journey.screen();
        assert!(screen.contains("What changed?"), "{screen}");
        let pane = screen.lines().skip_while(|line| !line.contains("\u{250c} Plan"));
        for line in pane.take_while(|line| !line.contains('\u{2514}')).skip(1) {
            let inside = line.trim_end_matches('\u{2502}');
            let whole =
                inside.ends_with([' ', '.', '?', '\u{2026}']) || !inside.ends_with(char::is_alphanumeric);
            let last = inside.split_whitespace().last().unwrap_or_default();
            let known =
                ["component", "API", "alone", "line", "breaking", "sync", "up", "api-feature", "feature"];
            assert!(whole || known.contains(&last), "{line}\n{screen}");
        }
    }
}

#[test]
fn titles_are_shown_where_they_tell_something() {
    let titles = |size| {
        let screen = Journey::on("product.toml", "2016-11-01", size).screen();
        (screen.contains("Chain Core Windows Installer"), screen.contains("Chain Co\u{2026}"))
    };
    assert_eq!(titles((80, 24)), (false, false));
    assert_eq!(titles((200, 60)), (true, false));
}
