//! How the program ends: hang-ups, signals while the terminal does not drain, floods of keys, and panics.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use dateline::plan::Plan;
use dateline::product::Product;
use dateline::system::screen;
use dateline::tui::{Event, Trouble, Work, World, WriteFailure, run};
use dateline::version::BuildDate;

use crate::journey::setup;
use crate::pty::Pty;
use crate::real_applies::{git, repository};
use crate::tmux::Tmux;

fn folder(components: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut file = "[product]\nname = 'Long'\n[components.core]\nlead = true\nversion = '1.0'\n".to_owned();
    for place in 1..components {
        write!(file, "[components.part-{place:05}]\nversion = '1.0'\nfollows.core = 'release'\n").unwrap();
    }
    std::fs::write(folder.path().join("product.toml"), file).unwrap();
    folder
}

const DATE: [&str; 2] = ["--date", "2016-11-01"];

#[test]
fn a_hang_up_ends_it_quietly() {
    let folder = folder(4);
    let Some(mut pty) = Pty::start(folder.path(), &DATE) else { return };
    pty.type_in(b"a");
    pty.hang_up();
    assert_eq!(pty.ended().0.code(), Some(130));
}

#[test]
fn a_hang_up_lets_an_apply_finish_and_then_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy("product.toml", folder.path().join("product.toml")).unwrap();
    repository(folder.path(), "echo > .git/at-push; while test ! -e .git/go-on; do sleep 0.05; done");
    let Some(mut pty) = Pty::start(folder.path(), &DATE) else { return };
    pty.drain();
    pty.type_in(b"a\rp");
    // Once what is in the way is known: nothing is.
    pty.until_drawn("nothing");
    pty.type_in(b"\r");
    pty.until_drawn("Type");
    pty.type_in(b"push\r");
    let is_there = |name: &str| folder.path().join(".git").join(name).exists();
    pty.until("pushing", |_| is_there("at-push"));
    pty.hang_up();
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(pty.child.try_wait().unwrap(), None, "what has begun is finished first");
    std::fs::write(folder.path().join(".git/go-on"), "").unwrap();
    assert_eq!(pty.ended().0.code(), Some(130));
    assert_eq!(git(folder.path(), &["ls-remote", "--tags", "origin"]).lines().count(), 8);
    assert!(!is_there("dateline/journal"), "nothing is left to recover");
}

#[test]
fn signals_end_it_while_the_terminal_does_not_drain() {
    for signal in ["-TERM", "-QUIT", "-HUP"] {
        let folder = folder(50);
        let Some(mut pty) = Pty::start(folder.path(), &DATE) else { return };
        // Nobody reads what these keys draw: the help and the list, over and over.
        for _ in 0..300 {
            pty.type_in(b"?q");
            std::thread::sleep(Duration::from_millis(2));
        }
        pty.signal(signal);
        assert_eq!(pty.ended().0.code(), Some(130), "{signal}");
        assert!(!pty.is_raw(), "{signal}: the terminal is given back");
    }
}

#[test]
fn ctrl_c_is_taken_at_once_under_a_flood_of_keys_and_memory_stays_bounded() {
    let folder = folder(2000);
    let Some(mut pty) = Pty::start(folder.path(), &DATE) else { return };
    pty.drain();
    // A key that plans all of them, held down: far more than can be planned in that time.
    for _ in 0..200 {
        pty.type_in(&[b'a'; 200]);
    }
    let before = pty.load();
    pty.type_in(b"\x03");
    let (status, took) = pty.ended();
    assert_eq!(status.code(), Some(130));
    assert!(took < Duration::from_secs(5), "{took:?}");
    if let Some((_, megabytes)) = before {
        assert!(megabytes < 400, "{megabytes} MB");
    }
}

#[test]
fn reviews_do_not_pile_up() {
    let folder = folder(1000);
    let Some(mut pty) = Pty::start(folder.path(), &DATE) else { return };
    pty.drain();
    pty.type_in(b"a\r");
    let mut threads = 0;
    for _ in 0..60 {
        pty.type_in(b"r");
        std::thread::sleep(Duration::from_millis(20));
        threads = threads.max(pty.load().map_or(0, |(threads, _)| threads));
    }
    // The loop, a reader, a writer, one that reviews, and those that read what git prints.
    assert!(threads <= 8, "{threads} threads");
    pty.type_in(b"\x03");
    let (status, took) = pty.ended();
    assert_eq!(status.code(), Some(130));
    assert!(took < Duration::from_secs(5), "{took:?}");
}

/// A world that panics as soon as it is asked for the time.
struct Broken;

impl World for Broken {
    fn has_changed(&mut self) -> bool {
        panic!("the world is broken")
    }

    fn has_moved(&mut self) -> bool {
        false
    }

    fn reload(&mut self) -> Result<Product, Vec<Trouble>> {
        Err(Vec::new())
    }

    fn write(&mut self, _: &Path, _: &Plan, _: bool) -> Result<(), WriteFailure> {
        Ok(())
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
#[ignore = "it takes the terminal and panics: another test runs it in one"]
fn the_child_that_panics() {
    let file = "[product]\nname = 'Short'\n[components.core]\nlead = true\nversion = '1.0'\n";
    let _ = run(setup(file, "2016-11-01", (80, 24)), screen::stdout, &mut Broken);
}

#[test]
fn the_terminal_is_given_back_after_a_panic() {
    let Some(tmux) = Tmux::start("panic") else { return };
    let before = tmux.facts("before");
    let tests = std::env::current_exe().unwrap();
    let child = "endings::the_child_that_panics";
    let program = tests.display();
    tmux.enter(&format!("RUST_BACKTRACE=0 {program} --ignored --exact {child} --nocapture"));
    // The message is on the screen that people see.
    tmux.wait("the world is broken");
    tmux.prompt();
    assert_eq!(tmux.facts("after"), before);
}
