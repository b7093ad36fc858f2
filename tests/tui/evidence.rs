//! What is pending: beside each component, in a pane, taken by a key, and marked where the plan disagrees.

use dateline::tui::{Event, Trouble};

use crate::journey::{Journey, travel};
use crate::past::pending;

const CHAIN: &str = "product.toml";
const COMMITS: [&str; 5] = [
    "feat(core): encrypt blocks at rest",
    "fix(core): close the log on exit",
    "feat(java-sdk)!: drop Java 8",
    "chore(core): tidy up",
    "fix(windows): keep the window's place",
];

fn on_chain(journey: &mut Journey, commits: &[&str]) {
    let pending = pending(&std::fs::read_to_string(CHAIN).unwrap(), commits);
    journey.event(Event::Pending(Ok(pending)));
}

#[test]
fn it_starts_from_what_is_pending_and_a_key_takes_it() {
    travel("evidence", CHAIN, "2016-11-05", |journey| {
        on_chain(journey, &COMMITS);
        journey.look("what is pending beside each component");
        journey.press("e").look("the commits behind it");
        journey.press("]").look("the next component that has some");
        journey.press("[<Space>").look("taken from there");
        assert_eq!(journey.state.command_line().unwrap(), "dateline plan feature:core --date 2016-11-05");
        journey.press("<Esc>").look("the plan, the why pane names the commits, the others are not planned");
        journey.press("E").look("all of it");
        assert_eq!(
            journey.state.command_line().unwrap(),
            "dateline plan feature:core breaking:java-sdk fix:windows --date 2016-11-05"
        );
        journey.press("E");
        assert_eq!(journey.state.command_line(), None, "taken back by the same key");
        journey.press("u");
        assert!(journey.state.command_line().unwrap().contains("breaking:java-sdk"));
    });
}

#[test]
fn a_change_without_commits_and_another_one_than_they_say_are_marked() {
    let file = std::fs::read_to_string(CHAIN).unwrap();
    let file = file.replace("[components.mac]", "[components.mac]\npaths = ['mac']");
    let mut journey = Journey::new(crate::journey::setup(&file, "2016-11-05", (160, 30)));
    journey.event(Event::Pending(Ok(pending(&file, &COMMITS))));
    let row = |journey: &Journey, id: &str| {
        let screen = journey.screen();
        let is_row = |line: &&str| line.starts_with('\u{2503}') && line.contains(&format!(" {id} "));
        screen.lines().find(is_row).unwrap_or_default().to_owned()
    };
    journey.press("f");
    assert!(row(&journey, "core").contains("pending: feature"), "{}", journey.screen());
    assert!(row(&journey, "java-sdk").contains("not planned: breaking"), "{}", journey.screen());
    journey.press("x<Space>");
    assert!(!row(&journey, "core").contains("pending: feature"), "{}", journey.screen());
    journey.press("jj");
    let selected = journey.screen().lines().find(|line| line.contains('\u{25b6}')).unwrap().to_owned();
    assert!(selected.contains("mac"), "{selected}");
    journey.press("xf");
    assert!(row(&journey, "mac").contains("no commits behind it"), "{}", journey.screen());
    journey.press("xs");
    assert!(!row(&journey, "mac").contains("no commits"), "catching up needs none: {}", journey.screen());
}

#[test]
fn commits_that_do_not_say_what_they_are_are_told_and_not_guessed() {
    let file = "[product]\nname = 'One'\n[components.core]\nlead = true\nversion = '1.0'\npaths = ['core']\n";
    let mut journey = Journey::new(crate::journey::setup(file, "2016-11-05", (100, 30)));
    let pending = pending(file, &["Speed up", "Merge less"]);
    journey.event(Event::Pending(Ok(pending)));
    assert!(journey.screen().contains(" 2 unclassified"), "{}", journey.screen());
    journey.press("<Space>");
    assert_eq!(journey.state.command_line(), None);
    assert!(journey.screen().contains("name the change yourself"), "{}", journey.screen());
    journey.press("f");
    assert!(!journey.screen().contains("no commits behind it"), "{}", journey.screen());
}

#[test]
fn where_nothing_is_known_a_line_says_so_and_planning_works_as_before() {
    let unread =
        Trouble { code: "shallow", message: "the clone is shallow".to_owned(), ..Trouble::default() };
    let mut journey = Journey::on(CHAIN, "2016-11-05", (80, 24));
    let before = journey.screen();
    journey.event(Event::Pending(Err(vec![unread])));
    assert!(journey.screen().contains("What is pending is not known: see evidence."), "{}", journey.screen());
    assert_eq!(before.lines().count(), journey.screen().lines().count());
    journey.press("e");
    assert!(journey.screen().contains("the clone is shallow"), "{}", journey.screen());
    journey.press("<Esc>E");
    assert!(journey.screen().contains("not known: the clone is shallow"), "{}", journey.screen());
    journey.press("f");
    assert!(journey.state.plan().is_some());
}

#[test]
fn what_is_pending_goes_to_the_current_line_only() {
    let mut journey = Journey::on("tests/cases/maintained-line/product.toml", "2016-11-05", (100, 30));
    let file = std::fs::read_to_string("tests/cases/maintained-line/product.toml").unwrap();
    let pending = pending(&file, &["feat(core): more"]);
    journey.event(Event::Pending(Ok(pending))).press("lj<Enter>E");
    assert!(journey.screen().contains("belongs to the current line"), "{}", journey.screen());
}
