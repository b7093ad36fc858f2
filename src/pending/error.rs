//! What can be wrong with the sources of changes, each where it is.

use std::fmt;

use thiserror::Error;

use crate::plan::{ChangeError, Kind};
use crate::product::ComponentId;
use crate::shown::shown;
use crate::version::Version;
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
    /// A kind that no commit causes: `Change: sync:core`.
    #[error("`{kind}` cannot come from a commit or a change file")]
    KindNotPending { kind: Kind },
    /// A component or package is named that the product file does not have: `core2: fix`.
    #[error("unknown component `{}`", shown(.id))]
    UnknownComponent { id: String, nearest: Option<ComponentId> },
    /// A surface is named that the component does not have: `core.web: fix`.
    #[error("{component} has no surface `{}`", shown(.surface))]
    UnknownSurface { component: ComponentId, surface: String },
    /// A change file does not start with front matter between two lines `---`.
    #[error("a change file starts with `---`, lines `COMPONENT: KIND`, and `---`")]
    FrontMatter,
    /// A line of the front matter is not `COMPONENT: KIND`.
    #[error("`{}` is not `COMPONENT: KIND`", shown(.text))]
    FileLine { text: String },
    /// A component stands twice in one change file.
    #[error("`{}` is named twice", shown(.target))]
    NamedTwice { target: String },
    /// A change file cannot be read: not UTF-8, a link, too large.
    #[error("cannot be read: {reason}")]
    Unreadable { reason: String },
    /// git cannot read the history: it is damaged, or git is missing.
    #[error("cannot read the history: {}", shown(.message))]
    History { message: String },
    /// A revision is named that the repository does not have: `check --base origin/mian`.
    #[error("`{}` is not a valid commit, branch or tag", shown(.base))]
    NoRevision { base: String },
    /// A pattern in `paths` has no meaning: `sdk/[z-a]`.
    #[error("a pattern in the paths of {component} is not valid: {}", shown(.message))]
    Pattern { component: ComponentId, message: String },
    /// A folder in `paths` does not exist.
    #[error("`paths` of {component} names `{}`, which does not exist", shown(.path))]
    NoSuchPath { component: ComponentId, path: String },
    /// The clone is shallow and ends before the last release of a component.
    #[error("this clone is shallow: it does not reach the last release of {component}")]
    Shallow { component: ComponentId },
    /// The tag of a component's version is not in the history of HEAD.
    #[error("the tag `{tag}` of {component} {version} is not in the history of HEAD")]
    NotMerged { component: ComponentId, version: Version, tag: String },
    /// Neither a tag nor a commit shows when a component had its last release.
    #[error("no tag and no commit shows when {component} {version} was released")]
    NoBase { component: ComponentId, version: Version, tag: String },
}

impl PendingError {
    /// An error of the product file or of the repository as a whole.
    #[must_use]
    pub fn new(kind: PendingErrorKind) -> Self {
        PendingError { kind, at: None }
    }
}

impl Explain for PendingError {
    fn code(&self) -> &'static str {
        match &self.kind {
            PendingErrorKind::Change { .. } | PendingErrorKind::KindNotPending { .. } => "bad-change",
            PendingErrorKind::UnknownComponent { .. } => "unknown-component",
            PendingErrorKind::UnknownSurface { .. } => "unknown-surface",
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
            PendingErrorKind::Change { error: ChangeError::UnknownKind { nearest: None, .. }, .. }
            | PendingErrorKind::KindNotPending { .. } => {
                vec![Help::text("use one of fix, api-fix, feature, api-feature, breaking")]
            }
            PendingErrorKind::Change { error, .. } => error.help(),
            PendingErrorKind::UnknownComponent { nearest: Some(nearest), .. } => {
                vec![Help::did_you_mean(nearest)]
            }
            PendingErrorKind::UnknownComponent { nearest: None, .. } => {
                vec![Help::run_to("dateline status", "list the components")]
            }
            PendingErrorKind::UnknownSurface { component, .. } => {
                vec![Help::text(format!(
                    "declare it under `components.{component}.surfaces` in the product file"
                ))]
            }
            PendingErrorKind::FrontMatter | PendingErrorKind::FileLine { .. } => {
                vec![Help::run_to("dateline change KIND:COMPONENT -m TEXT", "write a change file")]
            }
            PendingErrorKind::NamedTwice { .. } => vec![Help::text("keep the line with the higher kind")],
            PendingErrorKind::Unreadable { .. } => vec![Help::text("save it as a regular file in UTF-8")],
            PendingErrorKind::NoRevision { base } => vec![
                Help::run_to("git fetch origin", "get the branches of the remote"),
                Help::text(format!("check the name: git rev-parse {}", shown(base))),
            ],
            PendingErrorKind::History { .. } => vec![Help::run_to("git log", "see whether git can read it")],
            PendingErrorKind::Pattern { .. } => vec![Help::text("write it as a line of a .gitignore file")],
            PendingErrorKind::NoSuchPath { .. } => {
                vec![Help::text("correct the path, which is relative to the product file's folder")]
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
