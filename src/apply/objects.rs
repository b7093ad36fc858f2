//! What git is to hold, made before anything points at it: contents, tree, commit, tags. Until a branch or a tag is
//! moved nobody sees them, and git clears away what was cut off here.

use std::collections::HashMap;
use std::path::Path;

use super::action::Action;
use super::edits::FileEdit;
use super::error::{ApplyError, Problem};
use super::journal::{GitChange, IndexChange, Push, RefChange};
use super::site::{Repository, Site};
use super::step::Step;
use super::sync;
use crate::system::clock;

/// Makes the objects of `actions` on top of the commit `head` of `branch`. `scratch` is where the index of the new tree
/// may be.
pub(super) fn make(
    site: &Site,
    repository: &Repository,
    edits: &[FileEdit],
    actions: &[Action],
    scratch: &Path,
) -> Result<GitChange, ApplyError> {
    let branch =
        repository.branch()?.ok_or_else(|| ApplyError::Refused(vec![Problem::Detached(String::new())]))?;
    let head =
        repository.at(&branch)?.ok_or_else(|| ApplyError::Refused(vec![Problem::Unborn(branch.clone())]))?;
    // One moment for all, so that the tags of one release keep together in a log.
    let tagger = repository.git.line(&["var", "GIT_COMMITTER_IDENT"])?;
    let since = clock::moment();
    let mut refs = Vec::new();
    let mut index = Vec::new();
    let mut commit = head.clone();
    let (mut made, tags) = (0, actions.iter().filter(|action| matches!(action, Action::Tag { .. })).count());
    for action in actions {
        if site.is_interrupted() {
            return Err(ApplyError::Interrupted);
        }
        match action {
            Action::Commit { message, .. } => {
                site.progress.report(Step::MakingCommit);
                index = contents(site, repository, &head, edits)?;
                let tree = tree(site, repository, &head, &index, scratch)?;
                commit = make_commit(site, repository, &head, &tree, message)?;
                refs.push(RefChange {
                    name: branch.clone(),
                    old: Some(head.clone()),
                    new: Some(commit.clone()),
                });
            }
            Action::Tag { name, message } => {
                made += 1;
                site.progress.report(Step::MakingTag { number: made, of: tags });
                let tag = make_tag(site, repository, &commit, name, &tagger, message)?;
                refs.push(RefChange { name: format!("refs/tags/{name}"), old: None, new: Some(tag) });
            }
            Action::Write { .. } | Action::Remove { .. } | Action::Refresh { .. } | Action::Push { .. } => {}
        }
    }
    let remote = actions.iter().find_map(|action| match action {
        Action::Push { remote } => Some(remote.clone()),
        _ => None,
    });
    let push = remote.map(|remote| Push {
        remote,
        refspecs: refs.iter().map(|change| format!("{0}:{0}", change.name)).collect(),
    });
    // The journal will rely on them.
    sync::objects(site, repository, since)?;
    let (commit, locks) = (Some(commit), Vec::new());
    Ok(GitChange { branch, commit, refs, index, refs_moved: false, locks, push })
}

/// The new contents of the files as objects, and what they replace in the index. Filters of a file, such as line ends,
/// are those that `git add` would use.
fn contents(
    site: &Site,
    repository: &Repository,
    head: &str,
    edits: &[FileEdit],
) -> Result<Vec<IndexChange>, ApplyError> {
    let paths: Vec<String> = edits.iter().map(|edit| format!("{}{}", repository.prefix, edit.path)).collect();
    let records = repository.records(&["ls-tree", "-z", head], paths.iter().map(String::as_str))?;
    // A record is `MODE TYPE OBJECT`, a tab and the path.
    let entries: HashMap<&str, &str> = records
        .iter()
        .filter_map(|record| record.split_once('\t'))
        .map(|(head, path)| (path, head))
        .collect();
    let mut index = Vec::new();
    for (edit, path) in edits.iter().zip(&paths) {
        let mut words = entries.get(path.as_str()).copied().unwrap_or_default().split(' ');
        let (Some(mode @ ("100644" | "100755")), Some("blob"), Some(old)) =
            (words.next(), words.next(), words.next())
        else {
            return Err(ApplyError::Refused(vec![Problem::Untracked(edit.path.clone())]));
        };
        let arguments = ["hash-object", "-w", "--stdin", "--path", path];
        let write = |content: &Vec<u8>| repository.git.change(&site.effects, &arguments, None, content);
        let new = edit.new.as_ref().map(write).transpose()?;
        let (path, mode, old) = (path.clone(), mode.to_owned(), Some(old.to_owned()));
        index.push(IndexChange { path, mode, old, new });
    }
    Ok(index)
}

fn tree(
    site: &Site,
    repository: &Repository,
    head: &str,
    index: &[IndexChange],
    scratch: &Path,
) -> Result<String, ApplyError> {
    let change = |arguments: &[&str], input: &[u8]| {
        repository.git.change(&site.effects, arguments, Some(scratch), input)
    };
    change(&["read-tree", head], b"")?;
    change(&["update-index", "-z", "--index-info"], &index_info(index))?;
    let tree = change(&["write-tree"], b"")?;
    site.effects.remove(scratch).map_err(ApplyError::io("remove", scratch))?;
    Ok(tree)
}

/// Entries for `update-index --index-info`, which takes any path as it is.
pub(super) fn index_info(index: &[IndexChange]) -> Vec<u8> {
    index
        .iter()
        .flat_map(|entry| match (&entry.new, &entry.old) {
            (Some(new), _) => format!("{} {new}\t{}\0", entry.mode, entry.path).into_bytes(),
            // Mode 0 takes the entry out; the id is one of zeros, as long as the repository's are.
            (None, old) => {
                let zeros = "0".repeat(old.as_ref().map_or(40, String::len));
                format!("0 {zeros}\t{}\0", entry.path).into_bytes()
            }
        })
        .collect()
}

fn make_commit(
    site: &Site,
    repository: &Repository,
    head: &str,
    tree: &str,
    message: &str,
) -> Result<String, ApplyError> {
    let mut arguments = vec!["commit-tree", tree, "-p", head, "-F", "-"];
    if repository.is_set("commit.gpgSign") {
        arguments.push("-S");
    }
    Ok(repository.git.change(&site.effects, &arguments, None, message.as_bytes())?)
}

pub(super) fn make_tag(
    site: &Site,
    repository: &Repository,
    commit: &str,
    name: &str,
    tagger: &str,
    message: &str,
) -> Result<String, ApplyError> {
    let text = format!("object {commit}\ntype commit\ntag {name}\ntagger {tagger}\n\n{message}");
    Ok(repository.git.change(&site.effects, &["mktag"], None, text.as_bytes())?)
}
