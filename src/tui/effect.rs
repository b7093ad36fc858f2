//! What the UI asks of the world. It does none of it by itself: `run` hands each effect to a [`World`](super::World).

use std::path::PathBuf;

use super::work::Work;

/// Something to be done outside of the UI.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Put this text into the clipboard.
    Copy(String),
    /// Write the plan, as the JSON that `plan --out` writes.
    Write { path: PathBuf, replace: bool },
    /// Load the product file again.
    Reload,
    /// Begin to do this; events report the result.
    Begin(Work),
    /// Turn the reports of the mouse on or off.
    Mouse(bool),
    /// Draw the whole screen again, whatever is on it.
    Redraw,
    /// Go to the background.
    Suspend,
    /// Leave.
    Quit(Leave),
}

/// How the UI is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    /// Nothing is to be printed of the plan but the command line, where that was asked for.
    Done,
    /// The plan was accepted.
    Accepted,
    /// By Ctrl-C or a signal.
    Interrupted,
}
