//! The terminal UI as journeys: events in, screens out; and once for real, in tmux.
//!
//! `screens/` holds what each journey shows, at 80x24 and at 100x30; `SNAPSHOTS=overwrite cargo test --test tui` writes it
//! anew, to be read.

#[allow(unreachable_pub, reason = "it is this test's own")]
mod applying;
mod config;
#[cfg(unix)]
mod endings;
mod evidence;
mod finding;
mod history;
#[allow(unreachable_pub, reason = "it is this test's own")]
mod journey;
mod keys;
mod laws;
mod mouse;
#[allow(unreachable_pub, reason = "it is this test's own")]
mod past;
mod planning;
#[cfg(unix)]
#[allow(unreachable_pub, reason = "it is this test's own")]
mod pty;
#[allow(unreachable_pub, reason = "it is this test's own")]
mod random;
#[cfg(unix)]
#[allow(unreachable_pub, reason = "it is this test's own")]
mod real_applies;
mod reviewing;
#[allow(unreachable_pub, reason = "it is this test's own")]
mod room;
mod terminal;
#[allow(unreachable_pub, reason = "it is this test's own")]
mod tmux;
#[allow(unreachable_pub, reason = "it is this test's own")]
mod views;
mod world;

#[path = "../naive/mod.rs"]
#[allow(unreachable_pub, dead_code, clippy::all, clippy::pedantic, reason = "plain on purpose")]
mod naive;
#[path = "../random/mod.rs"]
#[allow(unreachable_pub, dead_code, reason = "other tests use the rest")]
mod random_products;
