//! `init` on real folders and repositories: what is proposed, what is said of it, and that it always loads.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]
#![allow(clippy::needless_raw_string_hashes, reason = "the update of the expected texts writes them")]

mod attribution;
mod branches;
mod elsewhere;
mod folder;
mod hostile;
mod laws;
#[path = "../program/mod.rs"]
mod program;
mod registries;
mod tags;
mod workspaces;
mod writing;
