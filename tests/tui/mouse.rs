//! The mouse selects, scrolls and ticks; it can be turned off.

use dateline::tui::{Event, Key};

use crate::journey::{Journey, setup};

const CHAIN: &str = "product.toml";

#[test]
fn the_mouse_selects_scrolls_and_can_be_turned_off() {
    let mut journey = Journey::on(CHAIN, "2016-11-01", (80, 24));
    journey.event(Event::Click(5, 5)).press("f");
    assert_eq!(journey.state.command_line().unwrap(), "dateline plan fix:mac --date 2016-11-01");
    journey.event(Event::Wheel(5, 5, true)).press("f");
    assert!(journey.state.command_line().unwrap().contains("fix:java-sdk"));
    journey.event(Event::Click(70, 15));
    assert!(journey.screen().contains("▸ Plan"), "a click focuses a pane");
    journey.press("M");
    assert_eq!(journey.effects, [dateline::tui::Effect::Mouse(false)]);
}

#[test]
fn the_mouse_selects_in_what_lies_over_the_main_screen() {
    let mut journey = Journey::on("tests/cases/promotion/product.toml", "2017-05-12", (80, 24));
    journey.press("p").event(Event::Click(10, 3));
    assert_eq!(journey.state.command_line().unwrap(), "dateline promote core mac tool --date 2017-05-12");
    journey.press("<Esc>l").event(Event::Click(5, 3)).press("<Enter>Gkkf");
    assert!(journey.state.command_line().unwrap().ends_with("--line 1.0 --date 2017-05-12"));
    journey.press("xg").event(Event::Click(20, 4)).press("<Enter>");
    assert!(journey.screen().contains("Components 3/8"), "the third line of the graph is cli");
    journey.press("m").event(Event::Click(20, 6)).press("<Enter>");
    assert!(journey.state.command_line().unwrap().contains("fix:mac"));
    // May 2017 begins on a Monday: the second week's third day.
    journey.press("qD").event(Event::Click(10, 5)).press("<Enter>");
    assert!(journey.state.command_line().unwrap().contains("--date 2017-05-10"));
    journey.press("D").event(Event::Click(70, 20)).event(Event::Click(0, 0)).press("<Enter>");
    assert!(
        journey.state.command_line().unwrap().contains("--date 2017-05-10"),
        "beside the days nothing is"
    );
}

#[test]
fn the_wheel_scrolls_whatever_lies_over_the_main_screen() {
    let mut journey = Journey::new(setup(&crate::room::forty(), "2026-11-05", (80, 24)));
    let releases: Vec<String> =
        (1..=9).map(|day| format!("2026-10-{day:02} api-server 3.4.2026100{day}")).collect();
    journey.event(Event::Released(Ok(crate::past::log(&releases)))).press("H");
    let before = journey.screen();
    journey.event(Event::Wheel(10, 10, false));
    assert_ne!(journey.screen(), before);
    journey.event(Event::Key(Key::Enter));
    assert!(journey.screen().contains("Released"), "{}", journey.screen());
}
