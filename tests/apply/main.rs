//! Applying plans for real: whole or not at all, whatever happens on the way (section 7 of the rules).

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]
#![allow(clippy::needless_raw_string_hashes, reason = "the update of the expected words writes them")]

mod calls;
mod chain;
mod contents;
mod crates;
mod crowd;
mod development;
mod drift;
mod durability;
mod elsewhere;
mod ends;
#[path = "../program/executable.rs"]
mod executable;
mod faults;
mod log;
mod manifests;
mod many;
mod neighbours;
mod npm;
mod others;
mod outsiders;
mod packages;
mod power;
mod preflight;
mod push;
mod records;
mod repository;
mod saved;
mod surroundings;
mod tags;
mod tools;
mod trace;
#[cfg(feature = "tui")]
mod ui;
