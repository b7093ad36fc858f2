//! What the UI asks of the world, and what it makes of the answers.

use std::path::{Path, PathBuf};

use dateline::plan::Plan;
use dateline::product::Product;
use dateline::tui::{Effect, Event, Leave, Trouble, Work, World, WriteFailure, run_by_line};
use dateline::version::BuildDate;
use dateline::words::Help;

use crate::journey::{Journey, SIZES, day, setup, travel};
use crate::past::log;

const CHAIN: &str = "product.toml";

fn chain(change: impl Fn(String) -> String) -> Box<Product> {
    let file = change(std::fs::read_to_string(CHAIN).unwrap());
    Box::new(Product::from_toml(&file).unwrap())
}

#[test]
fn a_file_that_changed_is_loaded_at_a_key_and_the_plan_goes_on() {
    travel("reload", CHAIN, "2016-11-01", |journey| {
        journey.press("ajf").event(Event::FileChanged).look("told");
        journey.press("R");
        assert_eq!(journey.effects.pop(), Some(Effect::Reload));
        let at_1_2 = chain(|file| file.replace("version = \"1.0\"", "version = \"1.2\""));
        journey.event(Event::Reloaded(Ok(at_1_2))).look("loaded, the plan is kept");
        let gone = chain(|file| file.replace("java-sdk", "java"));
        journey.event(Event::Reloaded(Ok(gone))).look("loaded, java-sdk is gone");
        assert_eq!(journey.state.command_line().unwrap(), "dateline plan api-fix:core --date 2016-11-01");
        journey.event(Event::Reloaded(Err(vec![trouble("product.toml has 1 error")]))).look("not loaded");
        assert!(journey.state.plan().is_some());
    });
}

#[test]
fn the_repository_is_read_again_when_it_moves_and_what_is_looked_at_stays() {
    let mut journey = Journey::on(CHAIN, "2016-11-25", (80, 24));
    let release = |day: usize| format!("2016-11-{day:02} core 1.0.201611{day:02}");
    let releases: Vec<String> = (1..9).rev().map(release).collect();
    journey.event(Event::Released(Ok(log(&releases)))).press("Hhhh");
    let before = journey.screen();
    journey.event(Event::RepositoryMoved);
    assert_eq!(journey.effects.pop(), Some(Effect::Begin(Work::Look)));
    journey.event(Event::Released(Ok(log(&releases))));
    assert_eq!(journey.screen(), before, "nothing jumps where the releases are the same");
}

#[test]
fn a_long_message_is_shown_to_its_end() {
    let error =
        "product.toml:28:1: a component has no key `folows`; did you mean `follows`?; and 2 more errors";
    let first = Trouble {
        help: vec![Help::did_you_mean("follows")],
        ..trouble("product.toml:28:1: a component has no key `folows`")
    };
    let troubles = vec![first, Trouble::default(), Trouble::default()];
    for size in SIZES {
        let mut journey = Journey::on(CHAIN, "2016-11-01", size);
        let screen = journey.press("a").event(Event::Reloaded(Err(troubles.clone()))).screen();
        let told: Vec<&str> = screen.lines().skip_while(|line| !line.contains("not loaded")).collect();
        let told = told.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(error), "{screen}");
        assert!(told.contains("? help") && told.contains("q quit"), "{screen}");
        journey.press("j");
        assert!(!journey.screen().contains("folows"));
    }
}

#[test]
fn a_plan_is_written_and_no_file_is_replaced_without_asking() {
    travel("writing", CHAIN, "2016-11-01", |journey| {
        journey.press("w").look("nothing to write");
        journey.press("aw").look("the name of the file");
        journey.press("<C-u>out.json<Enter>");
        let write = |replace| Effect::Write { path: "out.json".into(), replace };
        assert_eq!(journey.effects.pop(), Some(write(false)));
        journey.event(Event::Written("out.json".into(), Err(WriteFailure::Exists))).look("it exists");
        journey.press("y");
        assert_eq!(journey.effects.pop(), Some(write(true)));
        journey.event(Event::Written("out.json".into(), Ok(()))).look("written");
        journey.press("q");
        assert_eq!(journey.effects.pop(), Some(Effect::Quit(Leave::Done)), "nothing would be lost");
    });
}

#[test]
fn a_failed_write_keeps_its_prompt_with_the_name_to_be_corrected() {
    travel("failed-write", CHAIN, "2016-11-01", |journey| {
        journey.press("aw<C-u>none/out.json<Enter>");
        let failed = WriteFailure::Failed(trouble("cannot write `none/out.json`: there is no such folder"));
        journey.event(Event::Written("none/out.json".into(), Err(failed))).look("why it failed");
        let plan = journey.state.plan().cloned();
        journey.effects.clear();
        journey.press("<Home>fax<Enter>");
        assert_eq!(journey.state.plan().cloned(), plan, "what is typed is the name, and plans nothing");
        let path = "faxnone/out.json".into();
        assert_eq!(journey.effects, [Effect::Write { path, replace: false }]);
    });
}

#[test]
fn the_cursor_is_in_sight_anywhere_in_a_long_name() {
    let mut journey = Journey::on(CHAIN, "2016-11-01", (80, 24));
    let name = format!("start-{}-end", "語é".repeat(60));
    journey.press("aw<C-u>").event(Event::Paste(name));
    assert!(journey.screen().contains("-end\u{2588}"), "{}", journey.screen());
    journey.press("<Home>");
    assert!(journey.screen().contains("\u{2588}start-"), "{}", journey.screen());
    for _ in 0..100 {
        journey.press("<Right>");
        assert!(journey.screen().contains('\u{2588}'), "{}", journey.screen());
    }
}

/// Letters that some fonts draw as one are counted one by one, as terminals do.
#[test]
fn the_cursor_is_in_sight_at_the_end_of_a_long_filter() {
    for letter in ["a", "語", "é", "\u{644}\u{627}"] {
        for length in 50..90 {
            let mut journey = Journey::on(CHAIN, "2016-11-01", (64, 20));
            journey.press("/").event(Event::Paste(letter.repeat(length)));
            assert!(journey.screen().contains('\u{2588}'), "{letter} {length}: {}", journey.screen());
        }
    }
}

#[test]
fn a_new_day_moves_the_plan_unless_another_day_was_chosen() {
    let mut journey = Journey::on(CHAIN, "2016-11-01", (80, 24));
    journey.press("a").event(Event::Today(day("2016-11-02")));
    assert!(journey.state.command_line().unwrap().ends_with("2016-11-02"));
    journey.press(":date 2016-10-20<Enter>").event(Event::Today(day("2016-11-03")));
    assert!(journey.state.command_line().unwrap().ends_with("2016-10-20"));
}

#[test]
fn pasted_text_plans_nothing() {
    let mut journey = Journey::on(CHAIN, "2016-11-01", (80, 24));
    journey.event(Event::Paste("fFBx".to_owned()));
    assert_eq!(journey.state.command_line(), None);
    journey.press("/").event(Event::Paste("mac\u{1b}[2J\nq".to_owned()));
    assert!(journey.screen().contains("filter: mac[2J"));
}

fn trouble(message: &str) -> Trouble {
    Trouble { message: message.to_owned(), ..Trouble::default() }
}

struct Files(Vec<(PathBuf, bool)>);

impl World for Files {
    fn has_changed(&mut self) -> bool {
        false
    }

    fn has_moved(&mut self) -> bool {
        false
    }

    fn reload(&mut self) -> Result<Product, Vec<Trouble>> {
        Err(vec![trouble("there is no such file")])
    }

    fn write(&mut self, path: &Path, _: &Plan, replace: bool) -> Result<(), WriteFailure> {
        self.0.push((path.to_owned(), replace));
        if replace { Ok(()) } else { Err(WriteFailure::Exists) }
    }

    fn begin(&mut self, _: Work) {}

    fn events(&mut self) -> Vec<Event> {
        Vec::new()
    }

    fn today(&mut self) -> Option<BuildDate> {
        None
    }
}

#[test]
fn the_same_is_planned_line_by_line() {
    let file = std::fs::read_to_string("examples/chain/3-after-api-fix.toml").unwrap();
    let answers = "help\nfix:core\nresolve\nwhy mac\nfix:croe\nbogus\nmatrix\nnext\nundo\ncopy\nreload\nwrite out.json\ny\n\
                   catch-up\nquit\n";
    let (mut output, mut files) = (Vec::new(), Files(Vec::new()));
    let setup = setup(&file, "2016-11-01", (0, 0));
    let end = run_by_line(setup, &mut files, &mut answers.as_bytes(), &mut output).unwrap();
    assert_eq!(end.leave, Leave::Done);
    assert_eq!(files.0, [("out.json".into(), false), ("out.json".into(), true)]);
    let output = String::from_utf8(output).unwrap();
    assert!(!output.contains('\u{1b}'));
    snapbox::assert_data_eq!(output, snapbox::file!["screens/by-line.txt"].raw());
}
