//! Random events: nothing panics at any size, every view is reached, and what is to be typed is in sight.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use dateline::apply::{ApplyStep, Log};
use dateline::pending::Pending;
use dateline::product::Product;
use dateline::tui::keymap::Context;
use dateline::tui::keymap::bindings;
use dateline::tui::{
    Applied, ApplyPreview, Done, Event, Key, MIN_SIZE, Setup, State, Trouble, screen_text, update,
};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use unicode_width::UnicodeWidthStr;

use crate::journey::{day, parse};
use crate::past::{log, pending};
use crate::random_products::{Asked, asked, to_toml};

/// A key that means something somewhere, or any character.
fn key() -> impl Strategy<Value = Key> {
    let bound: Vec<Key> = bindings()
        .iter()
        .flat_map(|binding| binding.keys.iter())
        .copied()
        .filter(|key| !leaves(*key))
        .collect();
    prop_oneof![12 => prop::sample::select(bound), 1 => any::<char>().prop_map(Key::Char)]
}

fn leaves(key: Key) -> bool {
    matches!(key, Key::Ctrl('c' | 'z'))
}

fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![
        4 => (60..=130u16, 16..=40u16),
        2 => (0..=70u16, 0..=20u16),
        1 => Just((0, 0)),
        1 => Just((80, 24)),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        60 => key().prop_map(Event::Key),
        2 => size().prop_map(|(columns, rows)| Event::Resize(columns, rows)),
        3 => (0..140u16, 0..45u16).prop_map(|(column, row)| Event::Click(column, row)),
        3 => (0..140u16, 0..45u16, any::<bool>()).prop_map(|(column, row, up)| Event::Wheel(column, row, up)),
        3 => Just(Event::Idle),
        1 => "\\PC{0,8}".prop_map(Event::Paste),
        1 => Just(Event::FileChanged),
        1 => Just(Event::Today(day("2017-01-03"))),
        1 => Just(Event::Written("plan.json".into(), Ok(()))),
        1 => Just(Event::Reloaded(Err(vec![Trouble::default()]))),
        2 => (0..40usize).prop_map(|ticket| Event::Reviewed(ticket, Ok(ApplyPreview::default()))),
        1 => (0..40usize).prop_map(|ticket| Event::Reviewed(ticket, Err(vec![Trouble::default()]))),
        1 => (1..9usize).prop_map(|number| Event::Step(ApplyStep::MakingTag { number, of: 9 })),
        1 => Just(Event::Released(Err(vec![Trouble::default()]))),
        1 => Just(Event::Pending(Err(vec![Trouble::default()]))),
        1 => prop_oneof![
            Just(Event::Applied(Ok(Done::default()))),
            Just(Event::Undone(Err(vec![Trouble::default()]))),
            (0..60usize).prop_map(|count| Event::LookedBack(Ok(applied(count)))),
            Just(Event::LookedBack(Err(Vec::new()))),
            Just(Event::Unfinished(Trouble::default())),
        ],
        2 => prop_oneof![Just("apply"), Just("push"), Just("undo")].prop_map(|word| Event::Paste(word.to_owned())),
    ]
}

/// Ways into the views that a single key seldom finds, and what one does there.
const WAYS: [&str; 12] = [
    "H",
    "HhhU",
    "H=h=",
    "Hh<Enter>",
    "Hf <Esc>",
    "e]<Space>",
    "E=nE=",
    "f=n=",
    ":fix:",
    ":ctu<Enter>",
    "/a",
    "/a<Enter>vGf",
];

/// One event, or the keys of a way.
fn events() -> impl Strategy<Value = Vec<Event>> {
    let way = prop::sample::select(&WAYS[..]);
    prop_oneof![
        9 => event().prop_map(|event| vec![event]),
        1 => way.prop_map(|keys| parse(keys).into_iter().map(Event::Key).collect()),
    ]
}

/// An apply of so many releases, with long ids.
fn applied(count: usize) -> Applied {
    let releases =
        (0..count).map(|place| (format!("{}-{place}", "component".repeat(4)), "1.0.20161101".to_owned()));
    Applied { at: "2016-11-01T12:00:00Z".to_owned(), releases: releases.collect() }
}

/// What must be seen on the screen: where one types, the cursor, and the word that is asked for.
fn shows_what_is_typed(state: &State) -> bool {
    let screen = screen_text(state);
    // Drawn once, for the sake of time: on a screen that is large enough some frame reaches from end to end.
    let columns = screen.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
    if columns < usize::from(MIN_SIZE.0) || screen.lines().count() < usize::from(MIN_SIZE.1) {
        return true;
    }
    match state.context() {
        Context::Confirm => {
            let words =
                ["Type apply and press Enter", "Type push and press Enter", "Type undo and press Enter"];
            words.iter().any(|word| screen.contains(word)) && screen.contains('\u{2588}')
        }
        context if context.takes_text() => screen.contains('\u{2588}'),
        _ => true,
    }
}

pub fn state(file: &str) -> State {
    State::new(Setup::new(Product::from_toml(file).unwrap(), day("2016-12-30")))
}

/// Commits of every kind, to each component of a product in turn.
pub fn some_pending(file: &str) -> Arc<Pending> {
    let product = Product::from_toml(file).unwrap();
    let headers = ["fix", "feat", "feat", "chore", "fix"].iter().zip(["", "", "!", "", "!"]);
    let components = product.components().iter().zip(headers.cycle());
    let messages: Vec<String> =
        components.map(|(component, (kind, mark))| format!("{kind}({}){mark}: x", component.id())).collect();
    pending(file, &messages.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The first version and the one of now of every component, two a day.
pub fn some_releases(file: &str) -> Arc<Log> {
    let product = Product::from_toml(file).unwrap();
    let mut releases = Vec::new();
    for (place, component) in product.components().iter().enumerate() {
        let versions = component.maintained().into_iter().chain(component.version());
        releases.extend(versions.map(|version| {
            format!(
                "2016-{:02}-{:02} {} {version}",
                12 - place / 40 % 12,
                28 - place / 2 % 20,
                component.id()
            )
        }));
    }
    log(&releases)
}

/// How many sequences a run plays, over so many products.
const SEQUENCES: usize = 10_000;
const PRODUCTS: u32 = 20;

/// Sequences of up to 25 events and ways, each picked by a random number: they are made faster than drawn by a strategy
/// each.
fn sequences() -> impl Strategy<Value = Vec<Vec<Event>>> {
    (prop::collection::vec(events(), 400), any::<u64>()).prop_map(|(pool, seed)| {
        let mut random = seed | 1;
        let mut below = |count: usize| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            usize::try_from(random % u64::try_from(count).unwrap()).unwrap()
        };
        let count = SEQUENCES / usize::try_from(PRODUCTS).unwrap();
        (0..count).map(|_| (0..=below(25)).flat_map(|_| pool[below(pool.len())].clone()).collect()).collect()
    })
}

/// Plays the sequences on a product, and counts how often each context was looked at.
fn play(
    (asked, other): (&Asked, &Asked),
    sequences: Vec<Vec<Event>>,
    seen: &mut HashMap<Context, usize>,
) -> Result<(), TestCaseError> {
    let start = state(&to_toml(&asked.product));
    let pending = some_pending(&to_toml(&asked.product));
    let released = some_releases(&to_toml(&asked.product));
    let other = Box::new(Product::from_toml(&to_toml(&other.product)).unwrap());
    for (place, events) in sequences.into_iter().enumerate() {
        let mut state = start.clone();
        if place % 2 == 0 {
            update(&mut state, Event::Pending(Ok(pending.clone())));
            update(&mut state, Event::Released(Ok(released.clone())));
        }
        let mut looks: usize = if place % 4 == 0 { 4 } else { 0 };
        for (step, event) in events.into_iter().enumerate() {
            let before = state.context();
            update(&mut state, event);
            // What has just been opened, and the screen at some other moment.
            let is_new = state.context() != before && !state.context().is_main();
            if step == place % 25 || (is_new && looks > 0) {
                looks = looks.saturating_sub(1);
                *seen.entry(state.context()).or_default() += 1;
                prop_assert!(shows_what_is_typed(&state), "{}", screen_text(&state));
            }
            if step == place % 25 && place % 4 == 0 {
                update(&mut state, Event::Reloaded(Ok(other.clone())));
            }
        }
        // The last screen, on a terminal without a cell, on the least one or on a usual one.
        let (columns, rows) = [(0, 0), MIN_SIZE, (100, 30)][place % 3];
        update(&mut state, Event::Resize(columns, rows));
        prop_assert!(shows_what_is_typed(&state), "{}", screen_text(&state));
    }
    Ok(())
}

#[test]
fn ten_thousand_random_sequences_of_events_never_panic_and_reach_every_view() {
    let config = ProptestConfig { cases: PRODUCTS, max_shrink_iters: 20, ..ProptestConfig::default() };
    let seen = RefCell::new(HashMap::new());
    let played = TestRunner::new(config)
        .run(&(asked(), asked(), sequences()), |(asked, other, sequences)| {
            play((&asked, &other), sequences, &mut seen.borrow_mut())
        });
    played.unwrap_or_else(|failed| panic!("{failed}"));
    let views = [
        Context::History,
        Context::Opened,
        Context::Compare,
        Context::Evidence,
        Context::Palette,
        Context::Filter,
        Context::Review,
        Context::Confirm,
    ];
    for context in views {
        assert!(seen.borrow().contains_key(&context), "{context:?} was never looked at");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, max_shrink_iters: 20, ..ProptestConfig::default() })]

    #[test]
    fn a_session_of_ten_thousand_random_events_never_panics(asked in asked(), sequences in sequences()) {
        let mut state = state(&to_toml(&asked.product));
        for (place, event) in sequences.into_iter().flatten().take(10_000).enumerate() {
            update(&mut state, event);
            if place % 40 == 0 {
                prop_assert!(shows_what_is_typed(&state), "{}", screen_text(&state));
            }
        }
    }
}
