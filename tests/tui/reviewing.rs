//! The review before anything is written: when there is one, and what it offers.

use dateline::apply::Options;
use dateline::tui::{Done, Event, Work};

use crate::applying::{CHAIN, begun, done, proposal, reviewed, trouble};
use crate::journey::{Journey, setup};

#[test]
fn the_demo_and_a_refused_plan_cannot_be_applied() {
    let file = std::fs::read_to_string(CHAIN).unwrap();
    let mut demo = setup(&file, "2016-11-05", (80, 24));
    demo.read_only = true;
    let mut demo = Journey::new(demo);
    demo.press("F<Enter>");
    assert!(demo.screen().contains("the demo is read-only"));
    assert!(!demo.screen().contains("Enter apply"));
    let mut nothing = Journey::on(CHAIN, "2016-11-05", (80, 24));
    nothing.press("<Enter>");
    assert!(nothing.screen().contains("there is no plan to apply yet"));
    let mut refused = Journey::on("examples/chain/3-after-api-fix.toml", "2016-11-01", (80, 24));
    refused.press("a<Enter>");
    assert!(refused.screen().contains("the plan is refused, so that there is nothing to apply"));
    assert!([demo, nothing, refused].iter().all(|journey| journey.effects.is_empty()));
}

#[test]
fn outside_of_git_only_files_are_written() {
    let file = std::fs::read_to_string(CHAIN).unwrap();
    let mut outside = setup(&file, "2016-11-05", (80, 24));
    outside.in_git = false;
    let mut journey = Journey::new(outside);
    journey.press("F<Enter>");
    let nothing = Options { commit: false, tag: false, push: false };
    let (_, options) = reviewed(&mut journey, Ok(proposal()));
    assert_eq!(options, nothing);
    assert!(journey.screen().contains("there is no git repository to commit to"));
    assert!(!journey.screen().contains("commit   [") && !journey.screen().contains("t tags"));
    for key in ["c", "t", "p"] {
        assert!(journey.press(key).screen().contains("not in a git repository"));
        assert_eq!(journey.effects, [], "nothing is asked again");
    }
}

#[test]
fn a_review_that_is_repeated_shows_the_same_releases_and_only_the_newest_answer() {
    let mut journey = Journey::on(CHAIN, "2016-11-05", (80, 24));
    journey.press("F<Enter>rrrrr");
    assert_eq!(journey.effects.len(), 6);
    assert!(journey.screen().contains("core"), "{}", journey.screen());
    journey.event(Event::Reviewed(3, Ok(proposal())));
    assert!(journey.screen().contains("looking at"));
    reviewed(&mut journey, Ok(proposal()));
    assert!(journey.screen().contains("nothing is in the way"));
}

#[test]
fn the_next_development_is_offered_where_a_manifest_marks_it() {
    let file = "[product]\nname = 'Shop'\n[components.core]\nlead = true\nversion = '1.0'\n\
                manifests = [{ path = 'core/pom.xml', development = '-SNAPSHOT' }]\n\
                [components.mac]\nversion = '1.0'\n";
    for size in [(60, 16), (80, 24)] {
        let mut journey = Journey::new(setup(file, "2016-11-05", size));
        journey.press("F<Enter>");
        reviewed(&mut journey, Ok(proposal()));
        assert!(journey.screen().contains("[ ] d development"), "{}", journey.screen());
        journey.press("d");
        assert!(journey.screen().contains("[x] d development"), "{}", journey.screen());
        let Work::Review { then_development: true, ticket, .. } = begun(&mut journey) else {
            panic!("not asked")
        };
        journey.event(Event::Reviewed(ticket, Ok(proposal()))).press("<Enter>apply<Enter>");
        let asked = begun(&mut journey);
        assert!(matches!(asked, Work::Apply { then_development: true, .. }), "{asked:?}");
        let not_developed = Some(trouble("the commit of the next development failed", Vec::new()));
        journey.event(Event::Applied(Ok(Done { not_developed, ..done() })));
        let screen = journey.screen();
        assert!(screen.contains("Applied") && screen.contains("the next development failed"), "{screen}");
    }
    let mut journey = Journey::new(setup(file, "2016-11-05", (80, 24)));
    journey.press("jf<Enter>");
    reviewed(&mut journey, Ok(proposal()));
    assert!(!journey.screen().contains("development"), "{}", journey.screen());
    assert!(
        journey.press("d").screen().contains("no manifest of what is released has `development`"),
        "{}",
        journey.screen()
    );
}
