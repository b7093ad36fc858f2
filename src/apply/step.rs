//! What an apply, a recovery or an undo is doing right now, as data for those who show it.

/// One step of the work, reported before it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ApplyStep {
    /// Files, branch and tags are compared with what was planned.
    Checking,
    /// The commit is made. Nobody sees it yet.
    MakingCommit,
    /// A tag is made. Nobody sees it yet.
    MakingTag {
        /// Which tag, from 1.
        number: usize,
        of: usize,
    },
    /// The journal is written: from here on the work is finished or reverted, never forgotten.
    WritingJournal,
    /// A file gets its content.
    WritingFile {
        /// The file, relative to the product file's folder.
        path: String,
        /// Which file, from 1.
        number: usize,
        of: usize,
    },
    /// The branch and the tags move to the release.
    MovingRefs { tags: usize },
    /// git's index learns of the new contents.
    UpdatingIndex,
    /// Branch and tags are pushed.
    Pushing { remote: String },
    /// The push failed, which is recorded: the release stays.
    RecordingFailedPush,
    /// Something failed, and what was done is reverted.
    Reverting,
}

/// Who is informed of each step.
pub struct Progress(Box<dyn Fn(ApplyStep)>);

impl Progress {
    /// Calls `report` before each step.
    pub fn reported_to(report: impl Fn(ApplyStep) + 'static) -> Self {
        Progress(Box::new(report))
    }

    pub(super) fn report(&self, step: ApplyStep) {
        (self.0)(step);
    }
}

/// Nobody is informed.
impl Default for Progress {
    fn default() -> Self {
        Progress(Box::new(drop))
    }
}
