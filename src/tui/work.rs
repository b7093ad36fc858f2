//! Applying a plan from the screen: what the world is asked to do, and the result, as data.

use std::sync::Arc;

use crate::apply::{ApplyAction, Options};
use crate::plan::Plan;
use crate::product::ComponentId;
use crate::version::Version;
use crate::words::{Explain, Help, Line, Place};

/// What the world does in its own time, while the screen goes on.
#[derive(Debug, Clone, PartialEq)]
pub enum Work {
    /// Find out what applying the plan would do, and what is in the way. Writes nothing.
    Review {
        plan: Arc<Plan>,
        options: Options,
        /// Whether the development of the next versions is started in a second commit.
        then_development: bool,
        /// What the answer carries, so that it is known from that of a review before.
        ticket: usize,
    },
    /// Apply the plan, where it would still do what was reviewed.
    Apply { plan: Arc<Plan>, options: Options, then_development: bool, reviewed: ApplyPreview },
    /// Find out what undo would take back. Writes nothing.
    LookBack,
    /// Take the last apply back.
    Undo,
    /// Find out what is pending, and what was released. Writes nothing, and nobody waits for it.
    Look,
    /// Find out what a release of the past was made from. Writes nothing, and nobody waits for it.
    Notes(ComponentId, Version),
}

/// What applying a plan would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ApplyPreview {
    pub actions: Vec<ApplyAction>,
    pub files: Vec<FileDiff>,
}

/// What changes in one file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileDiff {
    /// The file, relative to the product file's folder.
    pub path: String,
    /// The lines that change, each after its sign, among those around them.
    pub lines: Vec<Line>,
}

/// What an apply released.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// When, in UTC: `2016-11-05T12:00:00Z`.
    pub at: String,
    /// The components, each with its version.
    pub releases: Vec<(String, String)>,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Done {
    pub commit: Option<String>,
    /// The commit that starts the development of the next versions.
    pub development: Option<String>,
    pub tags: Vec<String>,
    /// Where commit and tags were pushed to.
    pub pushed: Option<String>,
    /// Whether there is a remote that they could be pushed to.
    pub has_remote: bool,
    /// Why nothing was pushed, though it was asked for: all else is written.
    pub not_pushed: Option<Trouble>,
    /// Why no development was started, though it was asked for: the release is written.
    pub not_developed: Option<Trouble>,
}

/// Something that is in the way, or that went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trouble {
    /// The stable code of the error: `dirty`.
    pub code: &'static str,
    pub message: String,
    pub help: Vec<Help>,
    /// Where in a file it is, where that is known.
    pub place: Option<Place>,
}

impl<E: Explain> From<E> for Trouble {
    fn from(error: E) -> Self {
        Trouble { code: error.code(), message: error.to_string(), help: error.help(), place: error.place() }
    }
}
