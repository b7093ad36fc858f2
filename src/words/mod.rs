//! What an error carries besides its message, and what the program's text is made of.
//!
//! Rooms hand on values: errors with a code and [`Help`], spans with a tone. Only the edges turn them into text: the
//! command line with colours, JSON as strings, the terminal UI as cells. This room must not know any rule of the domain,
//! and no room parses what was made from it.

mod help;
#[cfg(feature = "cli")]
mod io;
#[cfg(feature = "cli")]
mod line;

pub use help::{Explain, Help, Place};
#[cfg(feature = "cli")]
#[doc(hidden)]
pub use io::{ENTER, WRITE, reason};
#[cfg(feature = "cli")]
#[doc(hidden)]
pub use line::{Line, Section, Span, Tone};
