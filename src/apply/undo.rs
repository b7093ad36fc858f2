//! Takes the last apply back, while nothing is built on it.

use super::error::{ApplyError, named};
use super::git_locks;
use super::journal::{GitChange, Record, RecordKind, last_applied};
use super::perform::run;
use super::remote::on_remote;
use super::site::{Guard, Repository, Site};
use super::survey::RecordSurvey;
use super::trust::{made_here, trusted};
use crate::shown::shown;
use crate::system::git::lossy;

/// The last apply, which can be taken back.
pub struct Undo {
    pub applied: Record,
    reversed: Record,
}

/// The last apply, if there is one; an error with what to do instead where it cannot be taken back. Writes nothing.
pub fn last(site: &Site) -> Result<Option<Undo>, ApplyError> {
    let Some((_, stored)) = last_applied(&site.state())? else { return Ok(None) };
    let applied = trusted(site, stored)?;
    if !site.is_of(&applied) {
        let other = format!("{}{}", applied.prefix, applied.product_file);
        return Err(ApplyError::NotUndoable {
            reason: format!("it was of the product file {other} in this work tree"),
            instead: format!("take it back first, from the root with `dateline --product {other} undo`"),
        });
    }
    if let Some(repository) = &site.repository {
        not_pushed(repository, &applied)?;
        not_built_upon(repository, &applied)?;
    }
    let made = Some(made_here(site)?);
    let reversed = Record { verb: RecordKind::Undo, made, ..applied.reversed() };
    let touched = RecordSurvey::of(site, &reversed)?.touched();
    if !touched.is_empty() {
        let names: Vec<String> = touched.iter().map(|name| format!("`{}`", shown(name))).collect();
        let were = if names.len() == 1 { "was" } else { "were" };
        return Err(ApplyError::NotUndoable {
            reason: format!("{} {were} changed since", names.join(", ")),
            instead: "take those changes back first, or plan the next release on top".to_owned(),
        });
    }
    Ok(Some(Undo { applied, reversed }))
}

impl Undo {
    /// Takes it back, all of it or nothing.
    pub fn perform(&self, site: &Site, guard: &Guard) -> Result<(), ApplyError> {
        run(site, guard, self.reversed.clone()).map(drop)
    }
}

/// What others may have already must not go.
fn not_pushed(repository: &Repository, applied: &Record) -> Result<(), ApplyError> {
    let Some(git) = &applied.git else { return Ok(()) };
    let refuse = |remote: &str| {
        Err(ApplyError::NotUndoable {
            reason: format!("it was pushed to {remote}, so that others may have it"),
            instead: "plan a fix and release again; versions that others have are never taken back"
                .to_owned(),
        })
    };
    if let Some(push) = &git.push {
        return refuse(&push.remote);
    }
    for remote in repository.remotes() {
        let there = on_remote(repository, &remote).map_err(|error| ApplyError::NotUndoable {
            reason: format!("{remote} cannot be asked whether it has the release: {error}"),
            instead: format!("make {remote} reachable, or remove it with `git remote remove {remote}`"),
        })?;
        let has = |new: &String| there.iter().any(|(_, object)| object == new);
        if git.refs.iter().filter_map(|one| one.new.as_ref()).any(has) {
            return refuse(&remote);
        }
    }
    let Some(commit) = &git.commit else { return Ok(()) };
    let tracked = repository.git.line(&[
        "for-each-ref",
        "--contains",
        commit,
        "--format=%(refname:short)",
        "refs/remotes/",
    ])?;
    match tracked.lines().next() {
        Some(branch) => refuse(branch),
        None => Ok(()),
    }
}

/// Commits on top of the release would lose their ground.
fn not_built_upon(repository: &Repository, applied: &Record) -> Result<(), ApplyError> {
    let Some(git) = &applied.git else { return Ok(()) };
    let commit = git.commit.clone().unwrap_or_default();
    let short = commit.get(..12).unwrap_or(&commit);
    let branch = repository.branch()?.unwrap_or_else(|| "no branch".to_owned());
    let name = git.branch.trim_start_matches("refs/heads/");
    if branch != git.branch {
        let now = branch.trim_start_matches("refs/heads/");
        return Err(ApplyError::NotUndoable {
            reason: format!("HEAD is on {now}, and it was made on {name}"),
            instead: format!("switch to {name} first"),
        });
    }
    let moves_branch = git.refs.iter().any(|one| one.name == git.branch);
    if moves_branch && repository.at(&branch)? != git.commit {
        let tags: Vec<&str> = git.refs.iter().filter_map(|one| one.name.strip_prefix("refs/tags/")).collect();
        let and_tags = match tags.join(" ") {
            tags if tags.is_empty() => String::new(),
            tags => format!(", and delete its tags with `git tag -d {tags}`"),
        };
        return Err(ApplyError::NotUndoable {
            reason: format!("{name} has moved on from its commit {short}"),
            instead: format!("revert it with `git revert {short}`{and_tags}"),
        });
    }
    not_elsewhere(repository, git)?;
    match git_locks::index_of_another(repository) {
        Some(lock) => Err(ApplyError::GitLocked(lock)),
        None => Ok(()),
    }
}

/// No other branch, worktree or tag may contain the release commit: undoing would leave it a release without its tags.
fn not_elsewhere(repository: &Repository, git: &GitChange) -> Result<(), ApplyError> {
    let Some(commit) = git.commit.as_deref() else { return Ok(()) };
    let own = |name: &str| name == git.branch || git.refs.iter().any(|one| one.name == name);
    let listed = repository.git.line(&["for-each-ref", "--contains", commit, "--format=%(refname)"])?;
    let holder = match listed.lines().find(|name| !own(name)) {
        Some(name) => Some(holder(name)),
        None => detached_worktree(repository, commit)?.map(|worktree| {
            let way_out = format!("move {worktree} off the commit first");
            (worktree, way_out)
        }),
    };
    let Some((holder, way_out)) = holder else { return Ok(()) };
    let short = commit.get(..12).unwrap_or(commit);
    Err(ApplyError::NotUndoable {
        reason: format!("{holder} contains its commit {short}"),
        instead: format!("revert it with `git revert {short}`, or {way_out}"),
    })
}

/// What the ref `name` is called, and how it gets rid of a commit.
fn holder(name: &str) -> (String, String) {
    if name == "refs/stash" {
        return ("the stash".to_owned(), "drop what is stashed first".to_owned());
    }
    let holder = named(name);
    let is_tag = name.starts_with("refs/tags/");
    let way_out = if is_tag {
        "delete the tag first".to_owned()
    } else {
        format!("move {holder} off the commit first")
    };
    (holder, way_out)
}

/// Another worktree whose HEAD is on no branch and contains `commit`.
fn detached_worktree(repository: &Repository, commit: &str) -> Result<Option<String>, ApplyError> {
    let listed = repository.git.ask(&["worktree", "list", "--porcelain", "-z"])?;
    let listed = lossy(listed);
    for worktree in listed.split("\0\0").skip(1) {
        let field =
            |name: &str| worktree.split('\0').find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        let is_detached = worktree.split('\0').any(|line| line == "detached");
        if let (Some(path), Some(head), true) = (field("worktree"), field("HEAD"), is_detached)
            && repository.git.ask(&["merge-base", "--is-ancestor", commit, head]).is_ok()
        {
            return Ok(Some(format!("the worktree {}", shown(path))));
        }
    }
    Ok(None)
}
