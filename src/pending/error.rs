//! What can be wrong with the sources of changes, each where it is.

use std::fmt;

use thiserror::Error;

use crate::plan::{Change, ChangeError, Kind};
use crate::product::{ComponentId, Reference, UnknownReference};
use crate::shown::shown;
use crate::version::{Scheme, Version};
use crate::words::{Explain, Help, Place};

/// Something that keeps the pending changes from being known, and where it is.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}{kind}", Where(.at))]
pub struct PendingError {
    pub kind: PendingErrorKind,
    /// The commit or the place in a change file; `None` where the product file says it.
    pub at: Option<At>,
}

/// Where something is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// In the message of a commit: its short id and its subject.
    Commit { id: String, subject: String },
    /// In a change file, at a line and column that count from 1.
    File {
        /// The path, relative to the product file's folder.
        path: String,
        line: usize,
        column: usize,
    },
}

/// What is wrong; each with an input that causes it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PendingErrorKind {
    /// A trailer or a line of a change file is not a change: `Change: bugfix:core`, `core: big`.
    #[error("`{}` is not a valid change: {error}", shown(.text))]
    Change { text: String, error: ChangeError },
    /// The kind is for another scheme: `Change: dev:core` of a dated component (Rule B6).
    #[error("`{change}` is not possible: {} is {scheme}", .change.component())]
    KindNotForScheme { change: Change, scheme: Scheme },
    /// There is a `sync`, and no line to catch up with, since no line component was released yet (Rule B3).
    #[error("`{change}` has no line to catch up with: no line component has been released yet")]
    NoLine { change: Change },
    /// A component, package or surface is named that the product file does not have: `core2: fix`, `core.web: fix`.
    #[error(transparent)]
    Unknown(#[from] UnknownReference),
    /// A change file does not start with front matter between two lines `---`.
    #[error("a change file starts with `---`, lines `COMPONENT: KIND`, and `---`")]
    FrontMatter,
    /// A line of the front matter is not `COMPONENT: KIND`.
    #[error("`{}` is not `COMPONENT: KIND`", shown(.text))]
    FileLine { text: String },
    /// A component stands twice in one change file.
    #[error("`{target}` is named twice")]
    NamedTwice { target: Reference },
    /// A change file cannot be read: not UTF-8, a link, too large.
    #[error("cannot be read: {reason}")]
    Unreadable { reason: String },
    /// git cannot read the history: it is damaged, or git is missing or too old. `help` is that of git's error.
    #[error("cannot read the history: {}", shown(.message))]
    History { message: String, help: Vec<Help> },
    /// A revision is named that the repository does not have: `check --base origin/mian`.
    #[error("`{}` is not a valid commit, branch or tag", shown(.base))]
    NoRevision { base: String },
    /// A pattern in `paths` has no meaning: `sdk/[z-a]`.
    #[error("a pattern in the paths of {component} is not valid: {}", shown(.message))]
    Pattern { component: ComponentId, message: String },
    /// A folder in `paths` does not exist.
    #[error("`paths` of {component} names `{}`, which does not exist", shown(.path))]
    NoSuchPath { component: ComponentId, path: String },
    /// The clone is shallow, and ends before the last release of components, or on a branch that was merged since.
    #[error("this clone is shallow: it may lack commits that changed {}", names(.components))]
    Shallow { components: Vec<ComponentId> },
    /// The tag of a component's version is not in the history of HEAD.
    #[error("the tag `{tag}` of {component} {version} is not in the history of HEAD")]
    NotMerged { component: ComponentId, version: Version, tag: String },
    /// Neither a tag nor a commit shows when a component had its last release.
    #[error("no tag and no commit shows when {component} {version} was released")]
    NoBase { component: ComponentId, version: Version, tag: String },
}

fn names(components: &[ComponentId]) -> String {
    components.iter().map(ComponentId::as_str).collect::<Vec<_>>().join(", ")
}

impl PendingError {
    /// An error of the product file or of the repository as a whole.
    pub fn new(kind: PendingErrorKind) -> Self {
        PendingError { kind, at: None }
    }
}

impl Explain for PendingError {
    fn code(&self) -> &'static str {
        match &self.kind {
            PendingErrorKind::Change { .. }
            | PendingErrorKind::KindNotForScheme { .. }
            | PendingErrorKind::NoLine { .. } => "bad-change",
            PendingErrorKind::Unknown(error) => error.code(),
            PendingErrorKind::FrontMatter
            | PendingErrorKind::FileLine { .. }
            | PendingErrorKind::NamedTwice { .. }
            | PendingErrorKind::Unreadable { .. } => "bad-change-file",
            PendingErrorKind::Pattern { .. } | PendingErrorKind::NoSuchPath { .. } => "bad-paths",
            PendingErrorKind::History { .. } => "git",
            PendingErrorKind::NoRevision { .. } => "bad-base",
            PendingErrorKind::Shallow { .. } => "shallow-clone",
            PendingErrorKind::NotMerged { .. } => "tag-not-merged",
            PendingErrorKind::NoBase { .. } => "no-base",
        }
    }

    fn place(&self) -> Option<Place> {
        match &self.at {
            Some(At::File { path, line, column }) => {
                Some(Place { file: path.clone(), line: *line, column: *column })
            }
            Some(At::Commit { .. }) | None => None,
        }
    }

    fn help(&self) -> Vec<Help> {
        let mut help = match &self.kind {
            PendingErrorKind::Change { error, .. } => error.help(),
            PendingErrorKind::KindNotForScheme { change, .. } if change.kind() == Kind::Sync => {
                vec![Help::text("use fix or feature: only line components share a line to catch up with")]
            }
            PendingErrorKind::KindNotForScheme { .. } => {
                vec![Help::text("use fix or feature: only dev-patch components have development builds")]
            }
            PendingErrorKind::NoLine { .. } => {
                vec![Help::text("use fix or feature for the first release of a component")]
            }
            PendingErrorKind::Unknown(error) => error.help(),
            PendingErrorKind::FrontMatter | PendingErrorKind::FileLine { .. } => {
                vec![Help::run_to("dateline change KIND:COMPONENT -m TEXT", "write a change file")]
            }
            PendingErrorKind::NamedTwice { .. } => vec![Help::text("keep the line with the higher kind")],
            PendingErrorKind::Unreadable { .. } => vec![Help::text("save it as a regular file in UTF-8")],
            PendingErrorKind::NoRevision { base } => vec![
                Help::run_to("git fetch origin", "get the branches of the remote"),
                Help::text(format!("check the name: git rev-parse {}", shown(base))),
            ],
            PendingErrorKind::History { help, .. } if help.is_empty() => {
                vec![Help::run_to("git log", "see whether git can read it")]
            }
            PendingErrorKind::History { help, .. } => help.clone(),
            PendingErrorKind::Pattern { .. } => vec![Help::text("write it as a line of a .gitignore file")],
            PendingErrorKind::NoSuchPath { path, .. } => {
                vec![
                    Help::text("correct the path, which is relative to the product file's folder"),
                    Help::text(format!("for a folder of the past, write the pattern `{}/**`", shown(path))),
                ]
            }
            PendingErrorKind::Shallow { .. } => vec![
                Help::run_to("git fetch --unshallow --tags", "get the whole history"),
                Help::text("set `fetch-depth: 0` of actions/checkout on GitHub, `GIT_DEPTH: 0` on GitLab"),
            ],
            PendingErrorKind::NotMerged { tag, .. } => vec![
                Help::run_to(format!("git merge {tag}"), "bring the release into this branch"),
                Help::text("check out the branch that was released"),
            ],
            PendingErrorKind::NoBase { tag, .. } => vec![
                Help::text("commit the product file, if its version is not committed yet"),
                Help::run_to(format!("git tag {tag} COMMIT"), "mark the commit that was released"),
            ],
        };
        if let Some(At::Commit { id, .. }) = &self.at {
            help.push(Help::run_to(
                format!("git replace --edit {id}"),
                "correct a message that is already pushed, or amend it if it is not",
            ));
        }
        help
    }
}

/// The place before the message.
struct Where<'a>(&'a Option<At>);

impl fmt::Display for Where<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => Ok(()),
            Some(At::Commit { id, subject }) => write!(f, "commit {id} ({}): ", shown(subject)),
            Some(At::File { path, line, column }) => {
                write!(f, "`{}`, line {line}, column {column}: ", shown(path))
            }
        }
    }
}
