//! Rule A2: an edit changes the version's bytes and no others.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod edits;
mod keys;
mod laws;
mod products;
mod refusals;
mod styles;
mod values;
