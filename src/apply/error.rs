//! The errors of an apply, a recovery or an undo.

use std::fmt;
use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::manifest::{Disagreement, ManifestError};
use crate::pending::PendingError;
use crate::product::{ComponentId, RewriteError};
use crate::shown::shown;
use crate::system::files;
use crate::system::git::GitError;
use crate::version::Version;
use crate::words::{Explain, Help, Place, reason};

/// Why nothing is written, or why what was begun waits for `recover`.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ApplyError {
    /// Preflight found these problems; nothing was written.
    #[error("the plan cannot be applied{}, and nothing is written", reasons(.0))]
    Refused(Vec<Problem>),
    /// An earlier apply was cut off: its journal is there.
    #[error("an apply of {at} was cut off before it was done")]
    Unfinished { at: String },
    /// Another process holds the lock: what it wrote of itself.
    #[error("another process is running here{}{}", if .0.is_empty() { "" } else { ": " }, shown(.0))]
    Busy(String),
    /// What is to be changed was changed by someone else meanwhile; nothing was written.
    #[error("something else was changed in the meantime, and nothing is written")]
    ChangedMeanwhile(Vec<Conflict>),
    /// Something failed half-way, and all that was done before is taken back: what failed.
    #[error(transparent)]
    TakenBack(Box<ApplyError>),
    /// Something failed half-way and could not be taken back; the journal is there.
    #[error("the apply stopped half-way: {0}")]
    Stopped(Box<ApplyError>),
    /// All is done, but the disk did not confirm the last step: a full or failing disk.
    #[error("all is done, but it may not outlast a loss of power: {0}")]
    Unsynced(Box<ApplyError>),
    /// The caller was asked to end, and what was done is taken back.
    #[error("interrupted, and nothing is changed")]
    Interrupted,
    /// A record that may not be followed: its file, and why.
    #[error("`{}` is not followed: {}", shown(&.path.to_string_lossy()), shown(.reason))]
    Untrusted { path: PathBuf, reason: String },
    /// A record of an apply in another folder.
    #[error("`{}` was made in another folder: {}", shown(&.path.to_string_lossy()), shown(.made))]
    MadeElsewhere { path: PathBuf, made: String },
    /// The remote that a release may have been pushed to cannot be asked.
    #[error("cannot ask {} whether it has the release: {error}", shown(.remote))]
    RemoteSilent { remote: String, error: Box<ApplyError> },
    /// What the journal speaks of was changed by someone else, so it can be neither finished nor reverted.
    #[error("what was cut off has been changed since")]
    Changed(Vec<Conflict>),
    /// The journal cannot be read: where it is, and what is wrong.
    #[error("the journal `{}` is damaged: {reason}", shown(&.path.to_string_lossy()))]
    Damaged { path: PathBuf, reason: String },
    /// The last apply cannot be taken back: why, and what to do instead.
    #[error("the last apply cannot be taken back: {reason}")]
    NotUndoable { reason: String, instead: String },
    /// The release is made, but could not be pushed.
    #[error("the release is made, but not pushed: {error}")]
    NotPushed { error: GitError, command: String },
    /// Another program locked something of git that we need.
    #[error("another git process holds `{}`", shown(&.0.to_string_lossy()))]
    GitLocked(PathBuf),
    /// git refused a call.
    #[error(transparent)]
    Git(#[from] GitError),
    /// A file could not be read or written.
    #[error("cannot {doing} `{}`: {}", shown(&.path.to_string_lossy()), reason(doing, error))]
    Io { doing: &'static str, path: PathBuf, error: io::Error },
    /// The product file has a form that cannot be edited in place.
    #[error(transparent)]
    Rewrite(#[from] RewriteError),
}

fn reasons(problems: &[Problem]) -> String {
    if problems.len() == 1 { String::new() } else { format!(" for {} reasons", problems.len()) }
}

impl ApplyError {
    /// A function that makes an error of what failed on `path`.
    pub(super) fn io(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> ApplyError {
        let path = path.into();
        move |error| ApplyError::Io { doing, path, error }
    }
}

/// One thing that keeps a plan from being applied.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Problem {
    /// A file has changes that are not committed.
    #[error("`{}` has changes that are not committed", shown(.0))]
    Dirty(String),
    /// git is set not to look at a file, so that it does not know whether it is edited.
    #[error("`{}` is marked assume-unchanged or skip-worktree, so git does not see whether it is edited", shown(.0))]
    Unwatched(String),
    /// A file is not under version control.
    #[error("`{}` is not committed to git", shown(.0))]
    Untracked(String),
    /// A file or a folder on the way to it is a symbolic link (Rule A3).
    #[error("`{}` is reached through a symbolic link", shown(.0))]
    Link(String),
    /// A path names something other than a regular file: a folder, a pipe.
    #[error("`{}` is not a regular file", shown(.0))]
    NotRegular(String),
    /// There is no such file.
    #[error("there is no file `{}`", shown(.0))]
    Missing(String),
    /// A file is larger than what is read as a whole: 256 MiB, unless `DATELINE_MAX_FILE_MIB` says otherwise.
    #[error("`{}` is larger than {} MiB", shown(.0), files::max_mib())]
    TooLarge(String),
    /// A file cannot be read: its path and why.
    #[error("`{}` cannot be read: {}", shown(.0), .1)]
    Unreadable(String, String),
    /// A file was changed between its being read and its being written.
    #[error("`{}` was changed in the meantime", shown(.0))]
    ChangedMeanwhile(String),
    /// A path leads out of the product file's folder or into a git directory (Rule A3).
    #[error("`{}` leads out of the product file's folder", shown(.0))]
    Outside(String),
    /// A file has the name that we write by way of.
    #[error("`{}` is in the way", shown(.0))]
    InTheWay(String),
    /// A manifest cannot be read or written: where it is, and why.
    #[error("`{}`: {error}", shown(.path))]
    Manifest { path: String, error: Box<ManifestError> },
    /// A manifest has none of the versions that the product file gives its component.
    #[error(
        "`{}`, line {}: {} is `{}`, not `{}` as {component} {} has it",
        shown(.path), .found.site.line, .found.site.holds, shown(&.found.site.text), shown(&.found.expected),
        .found.version
    )]
    Drift { path: String, component: ComponentId, found: Box<Disagreement> },
    /// Two entries of `manifests` claim one place of a file.
    #[error("`{}`, line {line}: {} write the same place", shown(.path), Owners(.first, .second))]
    TwoOwners {
        path: String,
        /// The line of the place, counted from 1.
        line: usize,
        first: ComponentId,
        second: ComponentId,
    },
    /// A change file, a commit or the history cannot be read.
    #[error(transparent)]
    Evidence(Box<PendingError>),
    /// A Go module's path does not end as its major version demands: `example.com/chain` at 2.0.0.
    #[error("`{}`: Go finds {version} only in a module named {}, not {}", shown(.path), shown(.expected), shown(.module))]
    ModulePath { path: String, version: Version, module: String, expected: String },
    /// It is unknown who signs an entry of a changelog: neither the environment nor git has a name.
    #[error("no maintainer is known for `{}`", shown(.0))]
    NoMaintainer(String),
    /// A tag exists: its name, the commit that it is at, and the commit that the release starts from.
    #[error("the tag `{tag}` exists: it is at {at}, and the release would start from {head}")]
    TagExists { tag: String, at: String, head: String },
    /// Two releases of the plan would have the same tag.
    #[error("{first} and {second} would have the same tag `{tag}`")]
    TagTwice { tag: String, first: ComponentId, second: ComponentId },
    /// git keeps tags as files and folders, so that `a` and `a/b` cannot both be.
    #[error("the tag `{tag}` cannot exist next to the tag `{other}`")]
    TagNested { tag: String, other: String },
    /// HEAD is at a commit rather than on a branch.
    #[error("HEAD is detached at {0}")]
    Detached(String),
    /// HEAD moved while the plan was being looked at.
    #[error("HEAD moved from {} to {} in the meantime", shown(.from), shown(.to))]
    HeadMoved {
        /// The commit that the release was to start from; the branch, where it is another one now.
        from: String,
        to: String,
    },
    /// There is no commit yet.
    #[error("{} has no commit yet", named(.0))]
    Unborn(String),
    /// git is in the middle of something: `merge`.
    #[error("git is in the middle of a {0}")]
    InProgress(&'static str),
    /// Another git process holds the index, or left its lock behind.
    #[error("git's index is locked by `{}`", shown(&.0.to_string_lossy()))]
    IndexLocked(PathBuf),
    /// git does not know who makes the commit.
    #[error("git does not know who you are")]
    Identity,
    /// Tags are to be signed, which is not done here.
    #[error("`tag.gpgSign` is set, and dateline signs no tags")]
    SignedTags,
    /// There is no git work tree, and what was asked for needs one.
    #[error("there is no git repository here")]
    NoRepository,
    /// There is no remote to push to.
    #[error("there is no remote to push to")]
    NoRemote,
    /// A push was asked for outside a git work tree, or without a commit.
    #[error("there is no commit to push")]
    NothingToPush,
}

/// Whose entries claim one place.
struct Owners<'a>(&'a ComponentId, &'a ComponentId);

impl fmt::Display for Owners<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == self.1 {
            write!(f, "two manifests of {}", self.0)
        } else {
            write!(f, "{} and {}", self.0, self.1)
        }
    }
}

/// Something that is neither as it was before nor as it was to be.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Conflict {
    /// A file has another content.
    #[error("`{}` has a content that is neither the old nor the new one", shown(.0))]
    File(String),
    /// A branch or tag is at another commit: what is there, what was, what was to be.
    #[error("{} is at {found}, neither at {old} nor at {new}", named(.name))]
    Ref {
        /// The whole name.
        name: String,
        found: String,
        old: String,
        new: String,
    },
    /// HEAD is on another branch.
    #[error("HEAD is on {}, not on {}", named(.found), named(.expected))]
    Branch { found: String, expected: String },
    /// The journal is of another product file of the same work tree.
    #[error("it belongs to `{}`", shown(.0))]
    Elsewhere(String),
    /// Somebody committed on top of the release: the branch.
    #[error("others have committed on {} since", named(.0))]
    BuiltUpon(String),
    /// A lock of git that is not ours, or not provably: another git holds it, or one that was killed left it.
    #[error("`{}` is locked: a running git holds it, or a killed one left it", shown(.0))]
    Locked(String),
    /// Somebody saved a file at the very moment in which it was written.
    #[error("what was saved as `{}` meanwhile is kept as `{}`", shown(.path), shown(.at))]
    Kept { path: String, at: String },
    /// The release was pushed already, so that it cannot be reverted.
    #[error("{} is on the remote already", named(.0))]
    Pushed(String),
}

/// What holds after a failure that came before the first change.
const NOTHING_CHANGED: &str = "nothing is changed";

/// What to do about a record that is not followed.
const SET_ASIDE: &str = "compare files, branch and tags with what you expect, then move a journal out of the way with \
                         `dateline recover --set-aside`";

impl Explain for ApplyError {
    fn code(&self) -> &'static str {
        match self {
            ApplyError::Refused(_) => "not-applicable",
            ApplyError::Unfinished { .. } => "unfinished",
            ApplyError::Busy(_) => "busy",
            ApplyError::ChangedMeanwhile(_) => "changed-meanwhile",
            ApplyError::TakenBack(error) => error.code(),
            ApplyError::Stopped(_) => "stopped",
            ApplyError::Unsynced(_) => "unsynced",
            ApplyError::Changed(_) => "changed-since",
            ApplyError::Damaged { .. } => "damaged-journal",
            ApplyError::Interrupted => "interrupted",
            ApplyError::Untrusted { .. } => "untrusted-record",
            ApplyError::MadeElsewhere { .. } => "made-elsewhere",
            ApplyError::RemoteSilent { .. } => "remote-silent",
            ApplyError::NotUndoable { .. } => "not-undoable",
            ApplyError::NotPushed { .. } => "not-pushed",
            ApplyError::GitLocked(_) => "git-locked",
            ApplyError::Git(error) => error.code(),
            ApplyError::Io { .. } => "io",
            ApplyError::Rewrite(error) => error.code(),
        }
    }

    fn help(&self) -> Vec<Help> {
        let mut help = self.remedies();
        let state = match self {
            ApplyError::Io { .. } | ApplyError::Git(_) => Some(NOTHING_CHANGED),
            ApplyError::TakenBack(_) => Some("what was begun is taken back: nothing is changed"),
            _ => None,
        };
        help.extend(state.map(Help::text));
        help
    }

    fn parts(&self) -> Vec<&dyn Explain> {
        match self {
            ApplyError::Refused(problems) => problems.iter().map(|problem| problem as &dyn Explain).collect(),
            ApplyError::Changed(conflicts) | ApplyError::ChangedMeanwhile(conflicts) => {
                conflicts.iter().map(|conflict| conflict as &dyn Explain).collect()
            }
            ApplyError::TakenBack(error) => error.parts(),
            _ => Vec::new(),
        }
    }
}

impl ApplyError {
    /// What to do, but for what holds now.
    fn remedies(&self) -> Vec<Help> {
        vec![Help::text(match self {
            ApplyError::Refused(_) | ApplyError::Io { .. } => return Vec::new(),
            ApplyError::Interrupted => "run the command again when you want it done",
            ApplyError::Untrusted { .. } | ApplyError::Damaged { .. } => SET_ASIDE,
            ApplyError::MadeElsewhere { .. } => {
                let moved = "add `--moved` if you moved or copied this folder yourself";
                return vec![Help::text(moved), Help::text(SET_ASIDE)];
            }
            ApplyError::RemoteSilent { .. } => {
                "finish it with `dateline recover`, or add `--not-pushed` if you know that it was not pushed"
            }
            ApplyError::Unfinished { .. } | ApplyError::Stopped(_) => {
                let abort = Help::run_to("dateline recover --abort", "revert it");
                return vec![Help::run_to("dateline recover", "finish it"), abort];
            }
            ApplyError::Busy(_) => "nothing is changed; try again when it is done",
            ApplyError::ChangedMeanwhile(_) => "check what changed, and try again",
            ApplyError::TakenBack(error) => return error.remedies(),
            ApplyError::Unsynced(_) => {
                "check the disk; `dateline log` lists what is released, and there is nothing to recover"
            }
            ApplyError::Changed(conflicts) => {
                let has = |is: fn(&Conflict) -> bool| conflicts.iter().any(is);
                match () {
                    () if has(|one| matches!(one, Conflict::Elsewhere(_))) => return Vec::new(),
                    () if has(|one| matches!(one, Conflict::Pushed(_) | Conflict::BuiltUpon(_))) => {
                        "finish it with `dateline recover`"
                    }
                    () => {
                        "revert it with `dateline recover --abort`, which leaves what others changed as it is"
                    }
                }
            }
            ApplyError::NotUndoable { instead, .. } => instead,
            ApplyError::NotPushed { command, .. } => {
                return vec![Help::run_to(command, "push it"), Help::run_to("dateline undo", "take it back")];
            }
            ApplyError::GitLocked(_) => {
                "nothing is changed; try again when that process is done, or check whether it is still running"
            }
            ApplyError::Git(error) => return error.help(),
            ApplyError::Rewrite(error) => return error.help(),
        })]
    }
}

/// What people call a branch or tag by its whole name: the branch `main`.
pub(super) fn named(name: &str) -> String {
    match (name.strip_prefix("refs/heads/"), name.strip_prefix("refs/tags/")) {
        (Some(branch), _) => format!("the branch `{}`", shown(branch)),
        (None, Some(tag)) => format!("the tag `{}`", shown(tag)),
        (None, None) => format!("`{}`", shown(name)),
    }
}

impl Explain for Problem {
    fn code(&self) -> &'static str {
        match self {
            Problem::Dirty(_) => "dirty",
            Problem::Unwatched(_) => "unwatched",
            Problem::Untracked(_) => "untracked",
            Problem::Link(_) => "link",
            Problem::NotRegular(_) => "not-regular",
            Problem::Missing(_) => "missing",
            Problem::TooLarge(_) => "too-large",
            Problem::Unreadable(..) => "unreadable",
            Problem::ChangedMeanwhile(_) => "changed-meanwhile",
            Problem::Outside(_) => "outside",
            Problem::InTheWay(_) => "in-the-way",
            Problem::Drift { .. } => "drift",
            Problem::TwoOwners { .. } => "two-owners",
            Problem::NoMaintainer(_) => "no-maintainer",
            Problem::ModulePath { .. } => "module-path",
            Problem::TagExists { .. } => "tag-exists",
            Problem::TagTwice { .. } => "tag-twice",
            Problem::TagNested { .. } => "tag-nested",
            Problem::Detached(_) => "detached",
            Problem::HeadMoved { .. } => "head-moved",
            Problem::Unborn(_) => "unborn",
            Problem::InProgress(_) => "in-progress",
            Problem::IndexLocked(_) => "index-locked",
            Problem::Identity => "identity",
            Problem::SignedTags => "signed-tags",
            Problem::NoRepository => "no-repository",
            Problem::NoRemote => "no-remote",
            Problem::NothingToPush => "nothing-to-push",
            Problem::Evidence(error) => error.code(),
            Problem::Manifest { error, .. } => error.code(),
        }
    }

    fn help(&self) -> Vec<Help> {
        let without_commit = || Help::add_to("--no-commit", "write the files only");
        let text = match self {
            Problem::Dirty(_) => return vec![Help::text("commit or stash them"), without_commit()],
            Problem::Unwatched(path) => {
                let command = format!("git update-index --no-assume-unchanged --no-skip-worktree {path}");
                return vec![Help::run_to(command, "let git see it"), without_commit()];
            }
            Problem::Untracked(_) => return vec![Help::text("commit it first"), without_commit()],
            Problem::Detached(_) => return vec![Help::text("switch to a branch"), without_commit()],
            Problem::Unborn(_) => return vec![Help::text("make a first commit"), without_commit()],
            Problem::TagExists { .. } => {
                let text = "delete it if it is wrong, or change the tag template";
                return vec![Help::text(text), Help::add_to("--no-tag", "release without tags")];
            }
            Problem::SignedTags => {
                let text = "unset it for this repository";
                return vec![Help::add_to("--no-tag", "create the tags by hand"), Help::text(text)];
            }
            Problem::Drift { .. } => {
                let text = "correct the file or the product file";
                return vec![
                    Help::text(text),
                    Help::run_to("dateline import", "take the versions from tags"),
                ];
            }
            Problem::Evidence(error) => return error.help(),
            Problem::Manifest { error, .. } => return error.help(),
            Problem::Link(_) => "name the file itself",
            Problem::NotRegular(_) => "name a file",
            Problem::Missing(_) => "add it, or remove it from the product file",
            Problem::TooLarge(_) => {
                "name a smaller file, or set DATELINE_MAX_FILE_MIB to a higher number to read it"
            }
            Problem::Unreadable(..) => "make it readable",
            Problem::ChangedMeanwhile(_) => "plan again",
            Problem::Outside(_) => "name a file inside that folder",
            Problem::InTheWay(_) => "move it elsewhere",
            Problem::TwoOwners { .. } => "remove one of the two entries from the product file",
            Problem::ModulePath { module, expected, .. } => {
                return vec![Help::text(format!(
                    "change the module path from {} to {}, and the imports of its packages",
                    shown(module),
                    shown(expected)
                ))];
            }
            Problem::NoMaintainer(_) => {
                "set DEBFULLNAME and DEBEMAIL, or `user.name` and `user.email` with `git config`"
            }
            Problem::TagTwice { .. } => "add {component} to the template, or set `tag` of one of them",
            Problem::TagNested { .. } => "change the tag template",
            Problem::HeadMoved { .. } => "check what changed there, and apply again",
            Problem::InProgress(_) => "finish or abort it first",
            Problem::IndexLocked(_) => "wait for that git process, or check whether it is still running",
            Problem::Identity => "set `user.name` and `user.email` with `git config`",
            Problem::NoRepository => "keep the product file in a git repository",
            Problem::NoRemote => "add one with `git remote add`, or omit `--push`",
            Problem::NothingToPush => "omit `--push`",
        };
        vec![Help::text(text)]
    }

    /// The start of the line of the manifest that the problem is on.
    fn place(&self) -> Option<Place> {
        let (file, line) = match self {
            Problem::Evidence(error) => return error.place(),
            Problem::Manifest { path, error } => (path, error.line?),
            Problem::Drift { path, found, .. } => (path, found.site.line),
            Problem::TwoOwners { path, line, .. } => (path, *line),
            _ => return None,
        };
        Some(Place { file: file.clone(), line, column: 1 })
    }
}

impl Explain for Conflict {
    fn code(&self) -> &'static str {
        "conflict"
    }

    /// What to do about this one; what helps against all of them comes with the error that they are parts of.
    fn help(&self) -> Vec<Help> {
        vec![match self {
            Conflict::Branch { expected, .. } => {
                let branch = expected.strip_prefix("refs/heads/").unwrap_or(expected);
                Help::run_to(format!("git switch {branch}"), "go back to that branch")
            }
            Conflict::Elsewhere(name) => Help::add_to(format!("--product {name}"), "name that file"),
            Conflict::Kept { path, at } => {
                Help::text(format!("copy what you want to keep from `{}` to `{}`", shown(at), shown(path)))
            }
            Conflict::Locked(_) => {
                Help::text("wait for that git, or remove the lock when no git is running here")
            }
            Conflict::File(_) | Conflict::Ref { .. } | Conflict::BuiltUpon(_) | Conflict::Pushed(_) => {
                return Vec::new();
            }
        }]
    }
}
