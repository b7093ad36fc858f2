//! Applying plans for real: whole or not at all, whatever happens on the way (section 7 of the rules).

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

mod chain;
mod crashes;
mod crowd;
mod preflight;
mod push;
mod repository;
mod saved;
#[cfg(feature = "tui")]
mod ui;
