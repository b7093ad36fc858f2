//! What all text is made of, and what an error carries besides its message.
//!
//! Rooms hand on values: spans with a [`Tone`], errors with a code and [`Help`]. Only the edges turn them into text: the
//! command line with colours, JSON as strings, the terminal UI as cells. This room must not know any rule of the domain,
//! and no room parses what was made from it.

mod help;
mod io;
mod line;

pub use help::{Explain, Help, Place};
pub use io::{ENTER, WRITE, reason};
pub use line::{Line, Section, Span, Tone};
