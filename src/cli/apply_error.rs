//! What keeps an apply from going on, in words, and what to do instead.

use std::path::Path;

use super::error::{CommandError, ErrorKind, Place};
use super::manifest_hint::manifest_hint;
use crate::apply::{ApplyError, Conflict, Difference, Freshness, Problem};
use crate::shown::shown;
use crate::system::git::GitError;

/// An error of the room `apply`.
pub(super) fn in_words(error: ApplyError) -> CommandError {
    let message = error.to_string();
    match error {
        ApplyError::Refused(problems) => {
            let count = problems.len();
            let parts: Vec<CommandError> = problems.iter().map(problem).collect();
            let message = match count {
                1 => "the plan cannot be applied, and nothing is written".to_owned(),
                _ => format!("the plan cannot be applied for {count} reasons, and nothing is written"),
            };
            let error = CommandError::new(ErrorKind::Refused, "not-applicable", message);
            CommandError { parts, ..error }
        }
        ApplyError::Unfinished { .. } => recover_hints(unfinished("unfinished", message)),
        ApplyError::Busy(_) => {
            CommandError::new(ErrorKind::Busy, "busy", message).hint("try again when it is done")
        }
        ApplyError::Stopped(_) => recover_hints(unfinished("stopped", message)),
        ApplyError::Unsynced(_) => CommandError::invalid("unsynced", message)
            .hint("look at the disk; `dateline log` tells what is released, and there is nothing to recover"),
        ApplyError::Changed(conflicts) => {
            let parts: Vec<CommandError> = conflicts.iter().map(conflict).collect();
            let error = unfinished("changed-since", message).hint(
                "put back what is named above, or bring it to the new state, then call `dateline recover`",
            );
            CommandError { parts, ..error }
        }
        ApplyError::ChangedMeanwhile(conflicts) => {
            let parts: Vec<CommandError> = conflicts
                .iter()
                .map(|one| CommandError::new(ErrorKind::Refused, "conflict", one.to_string()))
                .collect();
            let error = CommandError::new(ErrorKind::Refused, "changed-meanwhile", message)
                .hint("look at what changed, and try again");
            CommandError { parts, ..error }
        }
        ApplyError::TakenBack(error) => {
            in_words(*error).hint("what was begun is taken back: nothing is changed")
        }
        ApplyError::Damaged { .. } => unfinished("damaged-journal", message)
            .hint("compare files, branch and tags with what you expect, then remove the journal by hand"),
        ApplyError::NotUndoable { instead, .. } => {
            CommandError::new(ErrorKind::Refused, "not-undoable", message).hint(instead)
        }
        ApplyError::NotPushed { command, .. } => CommandError::invalid("not-pushed", message)
            .hint(format!("push it with `{command}`, or take it back with `dateline undo`")),
        ApplyError::GitLocked(_) => CommandError::new(ErrorKind::Busy, "git-locked", message).hint(
            "nothing is changed; try again when that process is done, or remove the lock it left behind",
        ),
        ApplyError::Git(GitError::Io(_)) => CommandError::invalid("git", message).hint("install git"),
        ApplyError::Git(error) if error.is_of_commit() => CommandError::invalid("git", message)
            .hint("try `git commit --allow-empty`; where signing fails, mend it or unset `commit.gpgSign`"),
        ApplyError::Git(GitError::Failed { .. }) => CommandError::invalid("git", message),
        ApplyError::Io { doing, path, error } => CommandError::file(doing, &path, &error),
        _ => CommandError::invalid("not-editable", message).hint("write the value in its usual form"),
    }
}

fn unfinished(code: &'static str, message: String) -> CommandError {
    CommandError::new(ErrorKind::Unfinished, code, message)
}

fn recover_hints(error: CommandError) -> CommandError {
    error.hint("`dateline recover` finishes it, `dateline recover --abort` reverts it")
}

/// A saved plan that comes out otherwise by now.
pub(super) fn stale(path: &Path, freshness: &Freshness) -> CommandError {
    let why = match freshness {
        Freshness::Refused(refusal) => format!("by now {refusal}"),
        Freshness::Otherwise(found) if !found.is_empty() => {
            let found: Vec<String> = found.iter().map(difference).collect();
            format!("by now {}", found.join(", "))
        }
        _ => "it comes out otherwise by now".to_owned(),
    };
    let message = format!("the plan `{}` is stale: {why}", shown(&path.to_string_lossy()));
    CommandError::new(ErrorKind::Refused, "stale-plan", message)
        .hint("plan again, look at what changed, and save the new plan")
}

fn difference(found: &Difference) -> String {
    let component = shown(&found.component);
    match (&found.saved, &found.now) {
        (Some(saved), Some(now)) => format!("{component} comes out as {now}, not as {}", shown(saved)),
        (Some(saved), None) => format!("{component} {} is not released", shown(saved)),
        (None, now) => format!("{component} {} is released too", now.as_deref().unwrap_or_default()),
    }
}

/// The start of the line of a manifest that a problem is on.
fn place(problem: &Problem) -> Option<Place> {
    let (file, line) = match problem {
        Problem::Manifest { path, error } => (path, error.line?),
        Problem::Drift { path, found, .. } => (path, found.site.line),
        Problem::TwoOwners { path, line, .. } => (path, *line),
        _ => return None,
    };
    Some(Place { file: file.clone(), line, column: 1 })
}

fn problem(problem: &Problem) -> CommandError {
    let (code, hint) = match problem {
        Problem::Dirty(_) => ("dirty", "commit or stash them, or use --no-commit"),
        Problem::Untracked(_) => ("untracked", "commit it first, or use --no-commit"),
        Problem::Link(_) => ("link", "name the file itself"),
        Problem::NotRegular(_) => ("not-regular", "name a file"),
        Problem::Missing(_) => ("missing", "put it there, or take it out of the product file"),
        Problem::TooLarge(_) => ("too-large", "versions belong into a smaller file"),
        Problem::Unreadable(..) => ("unreadable", "make it readable"),
        Problem::ChangedMeanwhile(_) => ("changed-meanwhile", "plan again"),
        Problem::Outside(_) => ("outside", "name a file inside that folder"),
        Problem::InTheWay(_) => ("in-the-way", "move it away"),
        Problem::Manifest { error, .. } => {
            let refused = CommandError::new(ErrorKind::Refused, error.code(), problem.to_string());
            return CommandError { place: place(problem), ..refused }.hint(manifest_hint(&error.kind));
        }
        Problem::Drift { .. } => (
            "drift",
            "correct the file or the product file, or take the versions from tags with `dateline import`",
        ),
        Problem::TwoOwners { .. } => ("two-owners", "take one of the two entries out of the product file"),
        Problem::NoMaintainer(_) => (
            "no-maintainer",
            "set DEBFULLNAME and DEBEMAIL, or `user.name` and `user.email` with `git config`",
        ),
        Problem::TagExists { .. } => {
            ("tag-exists", "delete it if it is wrong, change the tag template, or use --no-tag")
        }
        Problem::TagTwice { .. } => {
            ("tag-twice", "put {component} into the template, or give one of them its own")
        }
        Problem::TagNested { .. } => ("tag-nested", "change the tag template"),
        Problem::Detached(_) => ("detached", "switch to a branch, or use --no-commit"),
        Problem::HeadMoved { .. } => ("head-moved", "look at what changed there, and apply again"),
        Problem::Unborn(_) => ("unborn", "make a first commit, or use --no-commit"),
        Problem::InProgress(_) => ("in-progress", "finish or abort it first"),
        Problem::IndexLocked(_) => {
            ("index-locked", "wait for that git process, or remove the lock it left behind")
        }
        Problem::Identity => ("identity", "set `user.name` and `user.email` with `git config`"),
        Problem::SignedTags => {
            ("signed-tags", "use --no-tag and sign by hand, or unset it for this repository")
        }
        Problem::NoRemote => ("no-remote", "add one with `git remote add`, or leave out --push"),
        Problem::NothingToPush => ("nothing-to-push", "leave out --push"),
    };
    let refused = CommandError::new(ErrorKind::Refused, code, problem.to_string());
    CommandError { place: place(problem), ..refused }.hint(hint)
}

fn conflict(conflict: &Conflict) -> CommandError {
    CommandError::new(ErrorKind::Unfinished, "conflict", conflict.to_string())
}
