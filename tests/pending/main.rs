//! What changed since the last release, and what is said about it (HISTORY H1 to H9).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

#[path = "../program/mod.rs"]
mod program;

mod changelog_laws;
mod commits;
#[cfg(target_os = "linux")]
mod crash;
mod files;
mod keys;
mod laws;
mod maintained;
mod packages;
#[cfg(unix)]
mod peers;
#[cfg(unix)]
mod processes;
mod release_laws;
mod repo;
#[cfg(unix)]
mod two_years;
mod workflow;
