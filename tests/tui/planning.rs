//! Planning live: Chain's cases, refusals and their mending, promotion, catching up.

use std::fs;

use dateline::tui::{Effect, Leave, screen_buffer};
use ratatui::style::Modifier;
use serde_json::Value;

use crate::journey::{Journey, SIZES, setup, travel};

const CHAIN: &str = "product.toml";
const PROMOTION: &str = "tests/cases/promotion/product.toml";

fn chain_file(golden: &Value, versions: &Value) -> String {
    let mut text = "[product]\nname = \"Chain\"\n".to_owned();
    for (id, component) in golden["components"].as_object().unwrap() {
        text += &format!("[components.{id}]\ntitle = {}\nversion = {}\n", component["title"], versions[id]);
        text += &format!("lead = {}\n", component["lead"].as_bool().unwrap_or(false));
        for (followed, edge) in component["follows"].as_object().into_iter().flatten() {
            text += &format!("follows.{followed} = {edge}\n");
        }
    }
    text
}

#[test]
fn chains_four_cases_and_its_catching_up_are_planned_by_a_key_or_two() {
    let golden: Value =
        serde_json::from_str(&fs::read_to_string("tests/cases/golden-chain.json").unwrap()).unwrap();
    let keys = ["jf", "a", "F", "A", "jf"];
    for size in SIZES {
        let mut now = golden["start"].clone();
        for (place, case) in golden["cases"].as_array().unwrap().iter().enumerate() {
            let before = case.get("start").unwrap_or(&now).clone();
            let mut journey =
                Journey::new(setup(&chain_file(&golden, &before), case["date"].as_str().unwrap(), size));
            journey.press(keys[place]).look(case["name"].as_str().unwrap());
            let plan = journey.state.plan().unwrap();
            for (id, after) in case["after"].as_object().unwrap() {
                let id = id.parse().unwrap();
                let released = plan.release(&id).map(|release| release.to.to_string());
                let version = released.as_deref().or(before[id.as_str()].as_str());
                assert_eq!(version, after.as_str(), "{}: {id}", case["name"]);
            }
            journey.is_as_in(&format!("chain-{}", place + 1), size);
            now = case["after"].clone();
        }
    }
}

#[test]
fn a_refused_second_build_of_a_day_is_mended_by_a_key() {
    travel("same-day", "examples/chain/3-after-api-fix.toml", "2016-11-01", |journey| {
        journey.press("a").look("refused: the builds of the day are taken");
        assert!(journey.state.plan().is_none());
        journey.press("t").look("mended: the next free date");
        assert!(journey.state.command_line().unwrap().ends_with("--date 2016-11-02"));
        journey.press("u").look("undone: refused again");
        assert!(journey.state.plan().is_none());
        journey.press("<C-r>");
        assert!(journey.state.plan().is_some());
    });
}

#[test]
fn a_range_takes_one_change_for_all_of_it() {
    travel("range", CHAIN, "2016-11-05", |journey| {
        journey.press("vjj").look("three are selected");
        journey.press("f").look("one change for all three");
        assert_eq!(
            journey.state.command_line().unwrap(),
            "dateline plan fix:core fix:java-sdk fix:mac --date 2016-11-05"
        );
        journey.press("u");
        assert_eq!(journey.state.command_line(), None, "one step");
        journey.press("<Home>vjf");
        journey.press("<Home>vjjf");
        assert!(journey.state.command_line().unwrap().contains("fix:mac"), "what was planned stays");
        journey.press("<Home>vjjf");
        assert_eq!(journey.state.command_line(), None, "all planned: taken back");
        journey.press("<Home>v<Esc>jf");
        assert_eq!(journey.state.command_line().unwrap(), "dateline plan fix:java-sdk --date 2016-11-05");
    });
}

#[test]
fn changes_add_up_and_are_taken_back_by_their_key() {
    travel("adding-up", CHAIN, "2016-11-05", |journey| {
        journey.press("F").press("js").press("jf").look("three changes");
        let command = journey.state.command_line().unwrap();
        assert_eq!(command, "dateline plan feature:core sync:java-sdk fix:mac --date 2016-11-05");
        journey.press("fks").look("two are taken back");
        assert_eq!(journey.state.command_line().unwrap(), "dateline plan feature:core --date 2016-11-05");
        journey.press("n").look("as prereleases");
        journey.press("x").look("cleared");
        assert_eq!(journey.state.command_line(), None);
        journey.press("uuuu");
        assert!(journey.state.command_line().unwrap().contains("fix:mac"));
    });
}

#[test]
fn a_promotion_takes_its_followers_along() {
    travel("promotion", PROMOTION, "2017-05-12", |journey| {
        journey.press("p").look("all that can be promoted is chosen");
        assert_eq!(journey.state.command_line().unwrap(), "dateline promote --date 2017-05-12");
        journey.press("j j j ").look("sdk and tool are left, what is behind cannot be chosen");
        journey.press("<Enter>").look("the plan");
        assert!(journey.state.plan().unwrap().release(&"windows".parse().unwrap()).is_some());
        journey.press("f").look("a change makes the promotion give way");
        journey.press("u");
        assert!(journey.state.command_line().unwrap().starts_with("dateline promote"));
        journey.press("p<Esc>");
        assert!(journey.state.command_line().unwrap().starts_with("dateline promote"));
    });
}

#[test]
fn who_is_behind_catches_up() {
    travel("catch-up", PROMOTION, "2017-05-12", |journey| {
        journey.press("c").look("who is behind, by how much, since when");
        journey.press("j <Enter>").look("windows alone");
        assert_eq!(journey.state.command_line().unwrap(), "dateline plan sync:windows --date 2017-05-12");
    });
}

#[test]
fn fixes_are_planned_on_a_maintained_line() {
    travel("maintained", "tests/cases/maintained-line/product.toml", "2017-07-01", |journey| {
        journey.press("l").look("the lines");
        journey.press("j<Enter>f").look("a fix on the older line");
        assert!(journey.state.command_line().unwrap().contains("--line"));
        let row = journey.screen().lines().find(|line| line.contains("▶ core")).unwrap().to_owned();
        assert!(row.contains(" 1.1.2017") && !row.contains(" 1.2 "), "from that line's own version: {row}");
        let is_dim = |key: &str| {
            let screen = journey.screen();
            let (row, line) = screen
                .lines()
                .enumerate()
                .collect::<Vec<_>>()
                .into_iter()
                .rfind(|(_, line)| line.contains(key))
                .unwrap();
            let column = line.split(key).next().unwrap().chars().count();
            let place = (u16::try_from(column).unwrap(), u16::try_from(row).unwrap());
            screen_buffer(&journey.state)[place].modifier.contains(Modifier::DIM)
        };
        assert!(is_dim("F feature") && is_dim("A api-feature") && is_dim("s sync"), "{}", journey.screen());
        assert!(!is_dim("f fix") && !is_dim("a api-fix"));
        journey.press("F").look("a feature is refused there, with the reason");
        assert!(!journey.state.command_line().unwrap().contains("feature"));
        journey.press("f:feature:core<Enter>").look("by name it is planned, and refused");
        assert!(journey.state.plan().is_none());
        journey.press("t");
        assert!(journey.state.command_line().is_none(), "the feature is left out");
    });
}

#[test]
fn the_calendar_marks_the_days_that_collide() {
    travel("calendar", "examples/chain/3-after-api-fix.toml", "2016-10-30", |journey| {
        journey.press("aD").look("days up to the last build are taken");
        journey.press("l").look("the next day");
        journey.press("t<Enter>").look("a free day, though in the future");
        assert!(journey.state.command_line().unwrap().ends_with("--date 2016-11-02 --allow-future"));
        journey.press("D<PgDn><PgDn>").look("two months on");
        journey.press("<Esc>");
        assert!(journey.state.command_line().unwrap().contains("2016-11-02"));
    });
}

#[test]
fn a_plan_is_not_lost_without_asking() {
    travel("quitting", CHAIN, "2016-11-01", |journey| {
        journey.press("aq").look("asked");
        assert_eq!(journey.effects, []);
        journey.press("n");
        assert_eq!(journey.effects, []);
        journey.press("qy");
        assert_eq!(journey.effects, [Effect::Quit(Leave::Done)]);
    });
    let mut nothing = Journey::on(CHAIN, "2016-11-01", (80, 24));
    nothing.press("q");
    assert_eq!(nothing.effects, [Effect::Quit(Leave::Done)]);
    nothing.effects.clear();
    nothing.press("a<C-c>");
    assert_eq!(nothing.effects, [Effect::Quit(Leave::Interrupted)]);
}

#[test]
fn a_picker_accepts_with_enter_and_tells_when_there_is_nothing_to_accept() {
    for size in SIZES {
        let file = fs::read_to_string(CHAIN).unwrap();
        let mut setup = setup(&file, "2016-11-01", size);
        setup.picker = true;
        let mut journey = Journey::new(setup);
        journey.press("<Enter>").look("nothing to accept");
        assert_eq!(journey.effects, []);
        journey.press("aq").look("asked whether to print");
        journey.press("<Esc><Enter>");
        assert_eq!(journey.effects, [Effect::Quit(Leave::Accepted)]);
        journey.is_as_in("picker", size);
    }
}

#[test]
fn what_replaces_a_plan_says_so_and_one_key_brings_it_back() {
    for keys in ["p<Enter>", ":drop core<Enter>", ":promote core<Enter>"] {
        let mut journey = Journey::on(PROMOTION, "2017-05-12", (80, 24));
        journey.press("jAjf");
        let before = (journey.state.command_line(), journey.state.plan().cloned());
        let screen = journey.press(keys).screen();
        assert!(screen.contains("this replaced "), "{keys}\n{screen}");
        assert!(
            screen.contains("api-feature:sdk") && screen.contains("u brings it back"),
            "{keys}\n{screen}"
        );
        journey.press("u");
        assert_eq!((journey.state.command_line(), journey.state.plan().cloned()), before, "{keys}");
    }
}

#[test]
fn a_promotion_says_why_one_that_is_not_chosen_moves_all_the_same() {
    let mut journey = Journey::on(PROMOTION, "2017-05-12", (80, 24));
    let screen = journey.press("pj ").screen();
    let sdk = screen.lines().find(|line| line.contains("[ ] sdk")).unwrap_or_default();
    assert!(sdk.contains("\u{2192}") && sdk.contains("follows the API of core"), "{screen}");
}

#[test]
fn lines_of_its_own_are_not_those_of_the_product() {
    let mut journey = Journey::on("examples/keptn/product.toml", "2022-03-21", (80, 24));
    let screen = journey.press("l").screen();
    let said = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("keptn maintains its own older versions, one by one"), "{screen}");
}
