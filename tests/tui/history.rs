//! The history: releases by component and day, who was behind, the plan as the next column, two releases compared.

use dateline::tui::{Effect, Event, Work};
use dateline::words::Line;

use crate::journey::{Journey, SIZES, setup};
use crate::past::log;

const FILE: &str = "[product]\nname = 'Chain'\n\
    [components.core]\nlead = true\nversion = '1.1.20161120'\nnext = '1.2-next.1'\n\
    [components.java-sdk]\nversion = '1.0.20161010'\nfollows.core = 'api'\n\
    [components.mac]\nversion = '1.1.20161120'\nfollows.core = 'release'\n";
const RELEASES: [&str; 11] = [
    "2016-11-24 core 1.2-next.1",
    "2016-11-20 core 1.1.20161120",
    "2016-11-20 mac 1.1.20161120",
    "2016-11-18 mac 1.1",
    "2016-11-05 core 1.1",
    "2016-10-10 core 1.0.20161010",
    "2016-10-10 java-sdk 1.0.20161010",
    "2016-10-10 mac 1.0.20161010",
    "2016-10-01 core 1.0",
    "2016-10-01 java-sdk 1.0",
    "2016-10-01 mac 1.0",
];

fn on_chain(size: (u16, u16)) -> Journey {
    let mut journey = Journey::new(setup(FILE, "2016-11-25", size));
    let releases: Vec<String> = RELEASES.iter().map(|release| (*release).to_owned()).collect();
    journey.event(Event::Released(Ok(log(&releases))));
    journey
}

#[test]
fn releases_stand_by_component_and_day_with_who_was_behind() {
    for size in SIZES {
        let mut journey = on_chain(size);
        journey.press("fH").look("the newest releases, and the plan as the next column");
        journey.press("hhhh").look("further back");
        journey.press("j<Space>").look("only the releases of java-sdk");
        journey.press("<Space>ff").look("of line 1.1");
        journey.press("fk=").look("pinned");
        journey.press("h=").look("two releases compared");
        journey.press("<Esc>").look("back");
        journey.is_as_in("history", size);
    }
}

#[test]
fn a_release_opens_its_reasons_commits_and_tags() {
    for size in SIZES {
        let mut journey = on_chain(size);
        journey.press("Hh<Enter>").look("its commits are read meanwhile");
        let (core, version) =
            ("core".parse().unwrap(), dateline::version::Scheme::Dated.parse("1.1.20161120").unwrap());
        assert_eq!(journey.effects.pop(), Some(Effect::Begin(Work::Notes(core, version))));
        let notes =
            vec![Line::plain("Chain Core 1.1.20161120"), Line::plain("    - Close the log (0123456789)")];
        journey.event(Event::Noted(("mac".parse().unwrap(), version), Ok(vec![Line::plain("of another")])));
        assert!(!journey.screen().contains("of another"), "what comes too late is not shown");
        journey.event(Event::Noted(("core".parse().unwrap(), version), Ok(notes))).look("and shown");
        journey.press("<Esc><Esc>");
        assert!(journey.state.context().is_main());
        journey.is_as_in("history-opened", size);
    }
}

#[test]
fn only_the_newest_release_is_taken_back_from_its_column() {
    let mut journey = on_chain((100, 30));
    journey.press("HhU");
    assert!(journey.effects.is_empty() && journey.screen().contains("only the last apply"));
    journey.press("lU");
    assert_eq!(journey.effects.pop(), Some(Effect::Begin(Work::LookBack)));
}

#[test]
fn on_a_large_screen_the_history_is_beside_the_plan() {
    let mut journey = on_chain((200, 60));
    journey.press("f");
    let screen = journey.screen();
    let history = screen.lines().position(|line| line.contains(" History ")).unwrap();
    let plan = screen.lines().position(|line| line.contains(" Plan ")).unwrap();
    assert!(history.abs_diff(plan) < 20, "{screen}");
    assert!(screen.contains("behind for 20 days"), "{screen}");
    journey.look("beside the plan").is_as_in("history-beside", (200, 60));
}

#[test]
fn without_releases_the_key_says_so() {
    let mut journey = Journey::on("product.toml", "2016-11-05", (80, 24));
    journey.press("H");
    assert!(journey.screen().contains("the history is not read yet"), "{}", journey.screen());
    journey.event(Event::Released(Ok(log(&[])))).press("H");
    assert!(journey.screen().contains("nothing has been released yet"), "{}", journey.screen());
}
