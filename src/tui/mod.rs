//! The terminal UI: a release is planned by looking at it.
//!
//! It computes nothing of its own: it asks [`plan`](crate::plan::plan) and shows the answer with its reasons. The way of
//! an event through this room: the key table of `keymap` says what a key means, `update` changes the [`State`] and
//! returns [`Effect`]s, [`draw`] shows the state; `run` is the loop around them, and hands the effects to a [`World`].

#![allow(clippy::must_use_candidate, reason = "a room of the program, not of the library")]

mod accessible;
mod account;
mod bad_command;
mod bindings;
mod command;
mod compare;
mod config;
mod describe;
mod effect;
mod event;
mod evidence;
mod fitted;
mod footer;
mod fuzzy;
mod help;
mod idle;
mod inbox;
mod input;
pub mod keymap;
mod keys;
mod layout;
mod mode;
mod outlet;
mod outline;
mod past;
mod pasted;
mod phrases;
mod places;
mod queries;
mod request;
mod resolve;
mod run;
mod setup;
mod sheet;
mod signals;
mod state;
mod styled;
mod table;
mod terminal;
mod timeline;
mod tree;
mod update;
mod view;
mod work;

pub use accessible::run_by_line;
pub use config::{Colors, Config, ConfigError};
pub use effect::{Effect, Leave};
pub use event::{Event, WriteFailure};
pub use keymap::{Key, Keymap};
pub use layout::MIN_SIZE;
pub use run::{End, World, run};
pub use setup::Setup;
pub use state::State;
pub use terminal::Open;
pub use update::update;
pub use view::{draw, screen_buffer, screen_text};
pub use work::{Applied, ApplyPreview, Done, FileDiff, Trouble, Work};
