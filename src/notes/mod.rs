//! What to say about a release (HISTORY H6 and H7): notes from the evidence behind it, and its section in a changelog.
//!
//! Pure: what is pending comes in as data, texts come in and go out as text. It must not know where a changelog is.

#![allow(clippy::must_use_candidate, reason = "a room of the program, not of the library")]

mod changelog;
mod gather;
mod markdown;
mod plain;

pub use changelog::{ChangelogSection, add_sections};
pub use gather::{NoteEntry, NoteGroup, Notes};
pub(crate) use markdown::item;
pub use markdown::{safe, section};
pub(crate) use plain::{along, plain};
pub use plain::{message, points};
