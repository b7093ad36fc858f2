//! Applying a plan from the screen: what the world is asked to do, and what it tells of it, as data and in words.

use crate::apply::Options;
use crate::plan::Plan;

/// What the world does in its own time, while the screen goes on.
#[derive(Debug, Clone, PartialEq)]
pub enum Work {
    /// Find out what applying the plan would do, and what is in the way. Writes nothing.
    Review(Box<Plan>, Options),
    /// Apply the plan, where it would still do what was reviewed.
    Apply(Box<Plan>, Options, Proposal),
    /// Find out what undo would take back. Writes nothing.
    LookBack,
    /// Take the last apply back.
    Undo,
}

/// What applying a plan would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposal {
    /// The files before and after, as a diff whose colours are ANSI sequences.
    pub diff: String,
    /// What would be done, in order.
    pub actions: Vec<String>,
    /// The same in a line.
    pub summary: String,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Done {
    /// A line for each fact: the commit, the tags.
    pub facts: Vec<String>,
    /// What to do next, a line each.
    pub next: Vec<String>,
}

/// Something that is in the way, or that went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trouble {
    /// What it is.
    pub message: String,
    /// What to do about it.
    pub mends: Vec<String>,
}
