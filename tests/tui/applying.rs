//! Applying: review, what is in the way, a word to be typed, the steps, the result, and taking it back.

use std::sync::Arc;

use dateline::apply::{ApplyAction, ApplyStep, Options};
use dateline::plan::Plan;
use dateline::product::Product;
use dateline::tui::{Applied, ApplyPreview, Done, Effect, Event, FileDiff, Leave, Trouble, Work};
use dateline::words::{Help, Line, Tone};

use crate::journey::{Journey, travel};

pub const CHAIN: &str = "product.toml";

pub fn trouble(message: &str, help: Vec<Help>) -> Trouble {
    let code = if message.contains("not committed") {
        "dirty"
    } else if message.contains("exists") {
        "tag-exists"
    } else {
        "other"
    };
    Trouble { code, message: message.to_owned(), help, place: None }
}

pub fn proposal() -> ApplyPreview {
    let lines = vec![
        Line::new("@@ -11,3 +11,3 @@", Tone::Faint),
        Line::plain(" title = \"Chain Core\""),
        Line::new("-version = \"1.0\"", Tone::Removed),
        Line::new("+version = \"1.1\"", Tone::New),
    ];
    let message = "Release core 1.1 and 2 more".to_owned();
    let actions = vec![
        ApplyAction::Write { path: CHAIN.to_owned() },
        ApplyAction::Commit { branch: "main".to_owned(), message },
        ApplyAction::Tag { name: "core-v1.1".to_owned(), message: "core 1.1".to_owned() },
    ];
    ApplyPreview { actions, files: vec![FileDiff { path: CHAIN.to_owned(), lines }] }
}

pub fn done() -> Done {
    let commit = Some("0123456789abcdef".to_owned());
    Done { commit, tags: vec!["core-v1.1".to_owned()], ..Done::default() }
}

fn writing(number: usize, of: usize) -> Event {
    Event::Step(ApplyStep::WritingFile { path: format!("file-{number}"), number, of })
}

fn pushing() -> Event {
    Event::Step(ApplyStep::Pushing { remote: "origin".to_owned() })
}

fn applied(count: usize) -> Applied {
    let releases = (0..count).map(|place| (format!("component-{place}"), "1.1".to_owned()));
    Applied { at: "2016-11-05T12:00:00Z".to_owned(), releases: releases.collect() }
}

pub fn begun(journey: &mut Journey) -> Work {
    match journey.effects.pop() {
        Some(Effect::Begin(work)) => work,
        other => panic!("nothing was begun, but {other:?}"),
    }
}

/// What the world answers to the review that was begun last.
pub fn reviewed(journey: &mut Journey, found: Result<ApplyPreview, Vec<Trouble>>) -> (Arc<Plan>, Options) {
    let Work::Review { plan, options, ticket, .. } = begun(journey) else { panic!("it is no review") };
    journey.event(Event::Reviewed(ticket, found));
    (plan, options)
}

fn options_of(work: &Work) -> Options {
    match work {
        Work::Review { options, .. } | Work::Apply { options, .. } => *options,
        other => panic!("{other:?} has none"),
    }
}

/// To the word that is asked for, with a plan that nothing is in the way of.
fn to_the_word(journey: &mut Journey) {
    journey.press("F<Enter>");
    reviewed(journey, Ok(proposal()));
    journey.press("<Enter>");
    journey.effects.clear();
}

#[test]
fn a_plan_is_applied_by_typing_a_word() {
    travel("applying", CHAIN, "2016-11-05", |journey| {
        journey.press("F<Enter>").look("the world is asked what is in the way");
        let plan = Arc::new(journey.state.plan().unwrap().clone());
        journey.press("<Enter>");
        assert_eq!(journey.effects.len(), 1, "nothing is applied that was not looked at");
        assert_eq!(reviewed(journey, Ok(proposal())), (plan.clone(), Options::default()));
        journey.look("the review");
        journey.press("G").look("its end");
        journey.press("<Enter>").look("a word is asked for");
        journey.press("y<Enter>").look("another word");
        assert_eq!(journey.effects, []);
        journey.press("<Esc>").look("back in the review, nothing is written");
        assert_eq!(journey.effects, []);
        journey.press("<Enter>apply<Enter>").look("at work");
        let options = Options::default();
        let asked = Work::Apply { plan, options, then_development: false, reviewed: proposal() };
        assert_eq!(begun(journey), asked);
        journey.event(Event::Step(ApplyStep::Checking)).event(Event::Step(ApplyStep::MakingCommit));
        for number in 1..=52 {
            journey.event(Event::Step(ApplyStep::MakingTag { number, of: 500 }));
        }
        journey.look("how many tags");
        journey.event(Event::Step(ApplyStep::WritingJournal));
        for number in 1..=2000 {
            journey.event(writing(number, 2000));
        }
        journey.event(Event::FileChanged).look("how many files");
        journey.event(Event::Step(ApplyStep::MovingRefs { tags: 500 })).look("the steps");
        journey.event(Event::Applied(Ok(done()))).look("done");
        assert_eq!(journey.effects, [Effect::Reload]);
        assert_eq!(journey.state.command_line(), None, "it is not released twice");
        assert!(!journey.screen().contains("replaced"));
        let file = std::fs::read_to_string(CHAIN).unwrap().replace("\"1.0\"", "\"1.1\"");
        journey.event(Event::Reloaded(Ok(Box::new(Product::from_toml(&file).unwrap()))));
        assert!(journey.screen().contains("Applied"), "the result stays");
        journey.press("<Enter>").look("the product as it is now");
        journey.effects.clear();
        journey.press("q");
        assert_eq!(journey.effects, [Effect::Quit(Leave::Done)]);
    });
}

#[test]
fn everything_in_the_way_is_told_at_once_and_looked_at_again() {
    travel("in-the-way", CHAIN, "2016-11-05", |journey| {
        let found = vec![
            trouble(
                "`product.toml` has changes that are not committed",
                vec![Help::text("commit or stash them")],
            ),
            trouble("the tag `core-v1.1` exists", vec![Help::text("delete it if it is wrong")]),
        ];
        journey.press("F<Enter>");
        reviewed(journey, Err(found));
        journey.look("two things");
        let screen = journey.screen();
        assert!(screen.contains("or leave out the commit with c") && screen.contains("the tags with t"));
        journey.press("<Enter>").look("it cannot be applied so");
        assert_eq!(journey.effects, []);
        journey.press("t");
        let late = begun(journey);
        assert_eq!(options_of(&late), Options { tag: false, ..Options::default() });
        let nothing = Options { commit: false, tag: false, push: false };
        journey.press("c");
        assert_eq!(options_of(&begun(journey)), nothing);
        journey.press("tp");
        assert_eq!(options_of(&begun(journey)), nothing, "there is no commit to tag or to push");
        journey.press("cp");
        if let Work::Review { ticket, .. } = late {
            journey.event(Event::Reviewed(ticket, Ok(proposal())));
        }
        assert!(journey.screen().contains("looking at"), "what an earlier review found comes too late");
        let (_, options) = reviewed(journey, Ok(proposal()));
        assert_eq!(options, Options { push: true, ..Options::default() });
        journey.press("<Enter>").look("a push asks for another word");
        journey.effects.clear();
        journey.press("apply<Enter>");
        assert_eq!(journey.effects, []);
        journey.press("<C-u>push<Enter>");
        assert!(options_of(&begun(journey)).push);
    });
}

#[test]
fn the_result_is_in_sight_on_the_least_screen() {
    let mut journey = Journey::on(CHAIN, "2016-11-05", (60, 16));
    to_the_word(&mut journey);
    journey.press("apply<Enter>");
    for step in
        [ApplyStep::Checking, ApplyStep::MakingCommit, ApplyStep::WritingJournal, ApplyStep::UpdatingIndex]
    {
        journey.event(Event::Step(step));
    }
    journey.event(Event::Step(ApplyStep::MovingRefs { tags: 1 }));
    let screen = journey.event(Event::Applied(Ok(done()))).screen();
    assert!(
        screen.contains("applied as commit 0123456789ab") && screen.contains("U takes it back"),
        "{screen}"
    );
}

#[test]
fn what_goes_wrong_is_told_with_the_step_and_its_mend() {
    travel("not-applied", CHAIN, "2016-11-05", |journey| {
        to_the_word(journey);
        journey.press("apply<Enter>").event(Event::Step(ApplyStep::Checking));
        let holder = "another process is running here: `dateline apply` of ann, process 12";
        let busy = trouble(holder, vec![Help::text("try again when it is done")]);
        journey.event(Event::Applied(Err(vec![busy]))).look("another process holds the lock");
        journey.press("<Enter>");
        assert!(journey.state.plan().is_some(), "the plan is still there");
        to_the_word(journey.press("x"));
        journey.press("apply<Enter>").event(writing(1, 1)).event(pushing());
        journey.event(Event::Step(ApplyStep::RecordingFailedPush));
        let not_pushed = Some(trouble("not pushed: no way", vec![Help::text("push it by hand")]));
        journey.event(Event::Applied(Ok(Done { not_pushed, ..done() })));
        journey.look("all is written, and the push failed").press("<Enter>");
        let cut = trouble(
            "an apply of 2016-11-01T12:00:00Z was cut off",
            vec![Help::text("`dateline recover` finishes it")],
        );
        journey.event(Event::Unfinished(cut)).look("an earlier apply was cut off");
    });
}

#[test]
fn what_has_begun_is_finished_before_leaving_unless_one_insists() {
    travel("leaving", CHAIN, "2016-11-05", |journey| {
        to_the_word(journey);
        journey.press("apply<Enter><C-c><C-z>q<Esc>").look("asked to leave");
        assert!(!journey.effects.iter().any(|effect| matches!(effect, Effect::Quit(_) | Effect::Suspend)));
        journey.press("<C-c>");
        assert_eq!(journey.effects.pop(), Some(Effect::Quit(Leave::Interrupted)));
        journey.event(Event::Applied(Ok(done())));
        assert!(journey.screen().contains("Applied"), "where it was faster, it is told");
    });
    let mut journey = Journey::on(CHAIN, "2016-11-05", (80, 24));
    to_the_word(&mut journey);
    journey.press("apply<Enter>").event(Event::End);
    assert!(!journey.effects.contains(&Effect::Quit(Leave::Interrupted)), "a signal waits as well");
    journey.event(Event::Applied(Ok(done())));
    assert_eq!(journey.effects.pop(), Some(Effect::Quit(Leave::Interrupted)));
    journey.event(Event::End);
    assert_eq!(journey.effects.pop(), Some(Effect::Quit(Leave::Interrupted)));
}

#[test]
fn the_last_apply_is_taken_back_by_another_word() {
    travel("taking-back", CHAIN, "2016-11-05", |journey| {
        to_the_word(journey);
        journey.press("apply<Enter>").event(Event::Applied(Ok(done())));
        journey.effects.clear();
        journey.press("U").look("looking back");
        assert_eq!(begun(journey), Work::LookBack);
        journey.press("undo<Enter>");
        assert_eq!(journey.effects, [], "nothing is taken back that was not looked at");
        journey.event(Event::LookedBack(Ok(applied(3)))).look("what would be taken back");
        journey.press("<Enter>");
        assert_eq!(begun(journey), Work::Undo);
        journey.event(Event::Undone(Ok(Done::default()))).look("taken back");
        journey.press("<Esc>u");
        assert!(journey.state.command_line().unwrap().contains("feature:core"), "the plan is one key away");
        journey.press("U");
        let pushed = trouble("it was pushed to origin", vec![Help::text("plan a fix and release again")]);
        journey.event(Event::LookedBack(Err(vec![pushed]))).look("what cannot be taken back");
    });
}

#[test]
fn what_must_be_typed_is_in_sight_however_much_is_taken_back() {
    for (count, size) in [(1, (80, 24)), (40, (60, 16)), (10_000, (60, 16)), (10_000, (200, 60))] {
        let mut journey = Journey::on(CHAIN, "2016-11-05", size);
        journey.press("U").event(Event::LookedBack(Ok(applied(count))));
        let screen = journey.screen();
        assert!(screen.contains("Type undo and press Enter"), "{screen}");
        assert!(screen.contains("component-0 1.1"), "{screen}");
        let whole = screen.replace(['\n', '\u{2503}'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(count < 4 || whole.contains(&format!("and {} more", count - 3)), "{screen}");
    }
    let mut journey = Journey::on(CHAIN, "2016-11-05", (60, 16));
    let branch = "a-branch-with-a-name-that-goes-on-".repeat(30);
    let message = String::new();
    let actions =
        vec![ApplyAction::Write { path: CHAIN.to_owned() }, ApplyAction::Commit { branch, message }];
    journey.press("F<Enter>");
    reviewed(&mut journey, Ok(ApplyPreview { actions, files: Vec::new() }));
    assert!(journey.press("<Enter>").screen().contains("Type apply and press Enter"));
}

#[test]
fn a_terminal_that_is_gone_lets_an_apply_finish_and_then_ends() {
    let mut journey = Journey::on(CHAIN, "2016-11-05", (80, 24));
    to_the_word(&mut journey);
    journey.press("apply<Enter>");
    journey.effects.clear();
    journey.event(Event::Gone).event(Event::Gone);
    assert_eq!(journey.effects, [], "a hang-up that comes twice breaks nothing off");
    journey.event(Event::Applied(Ok(done())));
    assert_eq!(journey.effects, [Effect::Quit(Leave::Interrupted)]);
    let mut idle = Journey::on(CHAIN, "2016-11-05", (80, 24));
    idle.press("F").event(Event::Gone);
    assert_eq!(idle.effects, [Effect::Quit(Leave::Interrupted)]);
}
