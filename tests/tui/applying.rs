//! Applying: review, what is in the way, a word to be typed, the steps, the result, and taking it back.

use dateline::apply::Options;
use dateline::plan::Plan;
use dateline::product::Product;
use dateline::tui::{Done, Effect, Event, Leave, Proposal, Trouble, Work};

use crate::journey::{Journey, setup, travel};

const CHAIN: &str = "product.toml";

fn trouble(message: &str, mends: &[&str]) -> Trouble {
    Trouble { message: message.to_owned(), mends: mends.iter().map(ToString::to_string).collect() }
}

fn proposal() -> Proposal {
    let path = "product.toml";
    let diff = format!(
        "\u{1b}[31m--- {path}\u{1b}[0m\n\u{1b}[32m+++ {path}\u{1b}[0m\n\u{1b}[36m@@ -11,3 +11,3 @@\u{1b}[0m\n \
         title = \"Chain Core\"\n\u{1b}[31m-version = \"1.0\"\u{1b}[0m\n\u{1b}[32m+version = \"1.1\"\u{1b}[0m\n"
    );
    let actions = ["write product.toml", "commit on main: Release core 1.1 and 2 more", "tag core-v1.1"];
    Proposal {
        diff,
        actions: actions.iter().map(ToString::to_string).collect(),
        summary: "writes product.toml, commits on main, makes the tag core-v1.1".to_owned(),
    }
}

fn done() -> Done {
    Done {
        facts: vec!["Applied as commit 0123456789ab with 1 tag".to_owned(), "tag core-v1.1".to_owned()],
        next: vec!["U takes it back.".to_owned()],
        failed: None,
    }
}

fn begun(journey: &mut Journey) -> Work {
    match journey.effects.pop() {
        Some(Effect::Begin(work)) => work,
        other => panic!("nothing was begun, but {other:?}"),
    }
}

/// What the world answers to the review that was begun last.
fn reviewed(journey: &mut Journey, found: Result<Proposal, Vec<Trouble>>) -> (Box<Plan>, Options) {
    let Work::Review { plan, options, ticket } = begun(journey) else { panic!("it is no review") };
    journey.event(Event::Reviewed(ticket, found));
    (plan, options)
}

fn options_of(work: &Work) -> Options {
    match work {
        Work::Review { options, .. } | Work::Apply(_, options, _) => *options,
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
        let plan = Box::new(journey.state.plan().unwrap().clone());
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
        assert_eq!(begun(journey), Work::Apply(plan, Options::default(), proposal()));
        for step in ["taking the lock", "writing product.toml", "writing product.toml", "moving the branch"] {
            journey.event(Event::Step(step.to_owned()));
        }
        journey.event(Event::FileChanged).look("the steps");
        journey
            .event(Event::Step("making the tags".to_owned()))
            .event(Event::Count(17))
            .look("how many tags");
        journey.event(Event::Applied(Ok(done()))).look("done");
        assert_eq!(journey.effects, [Effect::Reload]);
        assert_eq!(journey.state.command_line(), None, "it is not released twice");
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
            trouble("`product.toml` has changes that are not committed", &["commit or stash them"]),
            trouble(
                "the tag `core-v1.1` exists",
                &["delete it if it is wrong, or leave the tags out with t"],
            ),
        ];
        journey.press("F<Enter>");
        reviewed(journey, Err(found));
        journey.look("two things");
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
fn what_goes_wrong_is_told_with_the_step_and_its_mend() {
    travel("not-applied", CHAIN, "2016-11-05", |journey| {
        to_the_word(journey);
        journey.press("apply<Enter>").event(Event::Step("taking the lock".to_owned()));
        let holder = "another process is at work here: `dateline apply` of ann, process 12";
        let busy = trouble(holder, &["try again when it is done"]);
        journey.event(Event::Applied(Err(vec![busy]))).look("another process holds the lock");
        journey.press("<Enter>");
        assert!(journey.state.plan().is_some(), "the plan is still there");
        to_the_word(journey.press("x"));
        journey.press("apply<Enter>").event(Event::Step("writing product.toml".to_owned()));
        journey.event(Event::Step("pushing".to_owned()));
        journey.event(Event::Step("putting down that nothing is pushed".to_owned()));
        let failed = Some(("pushing".to_owned(), trouble("not pushed: no way", &["push it by hand"])));
        let facts = vec!["the release is made".to_owned()];
        journey.event(Event::Applied(Ok(Done { facts, failed, ..Done::default() })));
        journey.look("all is written, and the push failed").press("<Enter>");
        let cut =
            trouble("an apply of 2016-11-01T12:00:00Z was cut off", &["`dateline recover` finishes it"]);
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
        let subject = "apply of 2016-11-05T12:00:00Z: core 1.1, mac 1.1, windows 1.1";
        journey.event(Event::LookedBack(Ok(subject.to_owned()))).look("what would be taken back");
        journey.press("<Enter>");
        assert_eq!(begun(journey), Work::Undo);
        let facts = vec!["files, commit and tags are as they were before".to_owned()];
        journey.event(Event::Undone(Ok(Done { facts, ..Done::default() }))).look("taken back");
        journey.press("<Esc>U");
        let pushed = trouble("it was pushed to origin", &["plan a fix and release again"]);
        journey.event(Event::LookedBack(Err(vec![pushed]))).look("what cannot be taken back");
    });
}

#[test]
fn the_demo_and_a_refused_plan_cannot_be_applied() {
    let file = std::fs::read_to_string(CHAIN).unwrap();
    let mut demo = setup(&file, "2016-11-05", (80, 24));
    demo.read_only = true;
    let mut demo = Journey::new(demo);
    demo.press("F<Enter>");
    assert!(demo.screen().contains("the demo is read only"));
    assert!(!demo.screen().contains("Enter apply"));
    let mut nothing = Journey::on(CHAIN, "2016-11-05", (80, 24));
    nothing.press("<Enter>");
    assert!(nothing.screen().contains("there is no plan to apply yet"));
    let mut refused = Journey::on("examples/chain/3-after-api-fix.toml", "2016-11-01", (80, 24));
    refused.press("a<Enter>");
    assert!(refused.screen().contains("the plan is refused, so that there is nothing to apply"));
    assert!([demo, nothing, refused].iter().all(|journey| journey.effects.is_empty()));
}
