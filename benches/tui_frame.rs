//! From a key to the next frame of the terminal UI, on a product line of 10,000 components at 200x60.
//!
//! `cargo bench --bench tui_frame` holds the 99th percentile of each case to 8 ms, half a frame at 60 Hz, and that of the one
//! key that asks for 10,000 changes to 16 ms, a whole frame. The peer is the same work without what the UI remembers: every
//! key loads the table anew, plans anew and draws the whole screen, as a program does that keeps no state between frames.

mod common;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use common::{Goal, Report, Times};
use dateline::product::Product;
use dateline::tui::{Event, Key, Setup, State, draw, update};
use dateline::version::BuildDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// How long a key may take.
const KEY: Duration = Duration::from_millis(8);
/// How long a key may take that asks for as many changes as there are components.
const ALL: Duration = Duration::from_millis(16);
const ROUNDS: usize = 400;

fn file(count: usize) -> String {
    let mut text = "[product]\nname = 'Long'\n[components.core]\nlead = true\nversion = '1.0'\n".to_owned();
    for place in 1..count {
        let followed = if place < 100 { "core".to_owned() } else { format!("part-{}", place / 100) };
        let edge = if place % 2 == 0 { "api" } else { "release" };
        text += &format!(
            "[components.part-{place}]\ntitle = 'Part {place}'\nversion = '1.0'\nfollows.{followed} = '{edge}'\n"
        );
    }
    text
}

/// One long chain of followers, of which half are behind and a third have an open series.
fn chain(count: usize) -> String {
    let mut text =
        "[product]\nname = 'Chain'\n[components.part-0]\nlead = true\nversion = '1.1'\n".to_owned();
    for place in 1..count {
        let version = if place % 2 == 0 { "1.1" } else { "1.0" };
        let next = if place % 3 == 0 { "next = '1.2-next.1'\n" } else { "" };
        text += &format!(
            "[components.part-{place}]\nversion = '{version}'\n{next}follows.part-{} = 'release'\n",
            place - 1
        );
    }
    text
}

fn setup(product: Product) -> Setup {
    let date = BuildDate::from_ymd(2016, 11, 1).expect("a date");
    Setup { size: (200, 60), ..Setup::new(product, date) }
}

/// The times from each key to the end of its frame.
fn measure(state: &mut State, keys: &[Key], mut before_frame: impl FnMut(&mut State)) -> Vec<Duration> {
    let mut terminal = Terminal::new(TestBackend::new(200, 60)).expect("a screen");
    let mut times: Vec<Duration> = keys
        .iter()
        .cycle()
        .take(ROUNDS)
        .map(|key| {
            let started = Instant::now();
            update(state, Event::Key(*key));
            before_frame(state);
            terminal.draw(|frame| draw(frame, state)).expect("a frame");
            started.elapsed()
        })
        .collect();
    times.sort();
    times
}

/// The 99th percentile in the place of the shortest time: a user waits for the slow keys.
fn percentile_99(times: &[Duration]) -> Times {
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    Times { least: at(99), median: at(50) }
}

fn main() -> ExitCode {
    let product = Product::from_toml(&file(10_000)).expect("a product");
    let mut state = State::new(setup(product.clone()));
    let mut report = Report::default();
    let mut case_within = |goal: Duration, name: &'static str, state: &mut State, keys: &[Key]| {
        let times = percentile_99(&measure(state, keys, |_| {}));
        report.alone(&format!("{name} (99th percentile)"), times, Goal::AtMost(goal));
    };
    let mut case = |name: &'static str, state: &mut State, keys: &[Key]| case_within(KEY, name, state, keys);
    case("a change that moves all 10,000, put in and taken back", &mut state, &[Key::Char('a')]);
    update(&mut state, Event::Key(Key::Char('a')));
    case(
        "the review of 10,000, its options and back",
        &mut state,
        &[Key::Enter, Key::Char('c'), Key::Char('r'), Key::Esc],
    );
    update(&mut state, Event::Key(Key::Char('x')));
    update(&mut state, Event::Key(Key::Char('j')));
    case("a change that moves one, put in and taken back", &mut state, &[Key::Char('f')]);
    update(&mut state, Event::Key(Key::Char('A')));
    let plans = state.plans_computed();
    case("up and down with a plan", &mut state, &[Key::Down, Key::Down, Key::Up]);
    case("to the end and back", &mut state, &[Key::Char('G'), Key::Home]);
    case("help, graph and back", &mut state, &[Key::Char('?'), Key::Esc, Key::Char('g'), Key::Esc]);
    assert_eq!(state.plans_computed(), plans, "nothing changed, and yet it was planned");
    case("the matrix and back", &mut state, &[Key::Char('m'), Key::Down, Key::Esc]);
    case("filtering as one types", &mut state, &[Key::Char('/'), Key::Char('7'), Key::Char('7'), Key::Esc]);
    assert_eq!(state.plans_computed(), plans, "nothing changed, and yet it was planned");

    let mut deep = State::new(setup(Product::from_toml(&chain(10_000)).expect("a product")));
    case("the list of 10,000 to catch up, and back", &mut deep, &[Key::Char('c'), Key::Esc]);
    case("the list of 10,000 to promote, and back", &mut deep, &[Key::Char('p'), Key::Esc]);
    update(&mut deep, Event::Key(Key::Home));
    update(&mut deep, Event::Key(Key::Char('F')));
    case("to the end of a chain that is all released, and back", &mut deep, &[Key::Char('G'), Key::Home]);
    update(&mut deep, Event::Key(Key::Char('x')));
    let range = [Key::Home, Key::Char('v'), Key::Char('G'), Key::Char('f')];
    case_within(ALL, "a range of 10,000, one change for all", &mut deep, &range);

    update(&mut state, Event::Key(Key::Home));
    update(&mut state, Event::Key(Key::Char('a')));
    // As a program that keeps nothing does: the product file is read again before each frame.
    let text = file(10_000);
    let peer = measure(&mut state, &[Key::Down, Key::Down, Key::Up], |state| {
        let product = Product::from_toml(&text).expect("a product");
        update(state, Event::Reloaded(Ok(Box::new(product))));
    });
    let mut remembered = percentile_99(&measure(&mut state, &[Key::Down, Key::Down, Key::Up], |_| {}));
    let mut anew = percentile_99(&peer);
    (remembered.least, anew.least) = (remembered.median, anew.median);
    report.row(
        "up and down with a plan (median)",
        remembered,
        "all made anew for each frame",
        anew,
        Goal::None,
    );
    report.finish()
}
