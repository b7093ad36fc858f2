//! The only room that touches the world: files, the clock, the environment, terminals.
//!
//! It knows nothing of versions or products, so that whatever is decided elsewhere can be tested without a world.

#![allow(clippy::must_use_candidate, reason = "a room of the program, not of the library")]

pub mod clock;
pub mod effects;
pub mod environment;
pub mod files;
pub mod git;
mod handle;
pub mod history;
pub mod identity;
pub mod inside;
pub mod interrupt;
pub mod lock;
pub mod object_stream;
pub mod objects;
pub mod private;
pub mod screen;
pub mod tags;
pub mod transaction;
pub mod tree;
