//! What a remote has of a release.

use std::time::Duration;

use super::error::ApplyError;
use super::journal::{GitChange, Push, RefChange};
use super::site::Repository;

/// The refs of `git` that the remote of `push` has as they are to be; none where it cannot be asked.
pub(super) fn refs_on_remote<'g>(
    repository: &Repository,
    git: &'g GitChange,
    push: &Push,
) -> Vec<&'g RefChange> {
    among(git, &on_remote(repository, &push.remote).unwrap_or_default())
}

/// The refs of `git` that are among `there` as they are to be.
pub(super) fn among<'g>(git: &'g GitChange, there: &[(String, String)]) -> Vec<&'g RefChange> {
    let is_there = |one: &&RefChange| {
        one.new.as_ref().is_some_and(|new| there.contains(&(one.name.clone(), new.clone())))
    };
    git.refs.iter().filter(is_there).collect()
}

/// How long a remote may take to answer.
const REMOTE_PATIENCE: Duration = Duration::from_secs(30);

/// The branches and tags of a remote with the objects that they are at.
pub(super) fn on_remote(repository: &Repository, remote: &str) -> Result<Vec<(String, String)>, ApplyError> {
    let question = ["ls-remote", "--quiet", "--", remote];
    let listed = repository.git.line_within(&question, REMOTE_PATIENCE)?;
    let pairs = listed.lines().filter_map(|line| line.split_once('\t'));
    Ok(pairs.map(|(object, name)| (name.to_owned(), object.to_owned())).collect())
}
