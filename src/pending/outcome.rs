//! What a commit is for one component.

use crate::plan::Change;

/// What a commit is for a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It makes these changes; never empty.
    Changes(Vec<Change>),
    /// It asks for nothing but what the component has: to catch up with a line that it is on (`sync`), or for a development
    /// build that was made since (`dev`).
    Done(Vec<Change>),
    /// It is nothing that is released.
    None,
    /// It does not say what it is.
    Unclassified,
    /// A pending commit reverts it.
    Reverted {
        /// The place of that commit in the log.
        by: usize,
    },
    /// It reverts pending commits, and nothing else.
    Reverts,
}

impl Outcome {
    /// The word that JSON uses.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Outcome::Changes(_) => "changes",
            Outcome::Done(_) => "done",
            Outcome::None => "none",
            Outcome::Unclassified => "unclassified",
            Outcome::Reverted { .. } => "reverted",
            Outcome::Reverts => "reverts",
        }
    }

    /// What it changes, done or not.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        match self {
            Outcome::Changes(changes) | Outcome::Done(changes) => changes,
            _ => &[],
        }
    }
}
