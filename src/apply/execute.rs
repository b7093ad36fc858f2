//! Does what a record says, from whatever state it finds: what is done already is left, what is not is done, and what is
//! neither as before nor as it is to be is told and left alone. So it finishes an apply, reverts one (the record
//! reversed), and does either again after being cut off anywhere.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::time::SystemTime;

use super::error::{ApplyError, Conflict};
use super::journal::{GitChange, IndexChange, Record, RefChange};
use super::leftovers::clear_ref_locks;
use super::objects::index_info;
use super::site::{RefAt, Repository, Site};
use super::step::Step;
use super::sync;
use crate::system::{clock, files};

/// Which side of a change something is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// What the lock of ours on git's index starts with; git's own never does.
const OWN_LOCK: &str = "dateline ";

/// Brings files, branch, tags and index to what `record` says.
pub(super) fn drive(site: &Site, record: &Record) -> Result<(), ApplyError> {
    let found = conflicts(site, record)?;
    if !found.is_empty() {
        return Err(ApplyError::Changed(found));
    }
    let git = site.repository.as_ref().zip(record.git.as_ref());
    if let Some((repository, change)) = git
        && !change.index.is_empty()
    {
        lock_index(site, repository)?;
    }
    let moved = move_all(site, record);
    if let Some((repository, _)) = git {
        unlock_index(site, repository)?;
    }
    moved
}

fn move_all(site: &Site, record: &Record) -> Result<(), ApplyError> {
    for (place, file) in record.files.iter().enumerate() {
        if side_of_file(site, &file.path, &file.before, &file.after)? == Some(Side::Before) {
            let (path, of) = (file.path.clone(), record.files.len());
            site.progress.report(Step::WritingFile { path, number: place + 1, of });
            let path = site.file(&file.path);
            let permissions = fs::metadata(&path).map_err(ApplyError::io("read", &path))?.permissions();
            let temporary = site.temporary(&file.path);
            site.effects
                .replace(&path, &temporary, &file.after, Some(permissions))
                .map_err(ApplyError::io("write", &path))?;
        }
    }
    if let (Some(repository), Some(change)) = (&site.repository, &record.git) {
        move_refs(site, repository, record, change)?;
        move_index(site, repository, change)?;
    }
    Ok(())
}

/// What is neither as it was nor as it is to be.
pub(super) fn conflicts(site: &Site, record: &Record) -> Result<Vec<Conflict>, ApplyError> {
    if !site.is_of(record) {
        return Ok(vec![Conflict::Elsewhere(format!("{}{}", record.prefix, record.product_file))]);
    }
    let mut found = Vec::new();
    for file in &record.files {
        if side_of_file(site, &file.path, &file.before, &file.after)?.is_none() {
            found.push(Conflict::File(file.path.clone()));
        }
    }
    let (Some(repository), Some(change)) = (&site.repository, &record.git) else { return Ok(found) };
    let branch = repository.branch()?.unwrap_or_else(|| "no branch".to_owned());
    if branch != change.branch {
        found.push(Conflict::Branch { found: branch, expected: change.branch.clone() });
    }
    let refs = refs_of(repository, change)?;
    for one in &change.refs {
        let at = refs.get(&one.name).map(|at| at.object.clone());
        if at != one.old && at != one.new {
            let shown = |at: &Option<String>| at.clone().unwrap_or_else(|| "nothing".to_owned());
            let (found_at, old, new) = (shown(&at), shown(&one.old), shown(&one.new));
            found.push(Conflict::Ref { name: one.name.clone(), found: found_at, old, new });
        }
    }
    let sides = sides_of_entries(repository, change)?;
    let changed = sides.into_iter().filter(|(_, side)| side.is_none());
    found.extend(changed.map(|(entry, _)| Conflict::File(entry.path.clone())));
    found.dedup();
    Ok(found)
}

/// What is not as it was before `record`, by name: files, the branch, tags.
pub(super) fn touched(site: &Site, record: &Record) -> Result<Vec<String>, ApplyError> {
    let mut touched = Vec::new();
    for file in &record.files {
        if side_of_file(site, &file.path, &file.before, &file.after)? != Some(Side::Before) {
            touched.push(file.path.clone());
        }
    }
    let (Some(repository), Some(change)) = (&site.repository, &record.git) else { return Ok(touched) };
    let refs = refs_of(repository, change)?;
    let is_moved = |one: &&RefChange| refs.get(&one.name).map(|at| &at.object) != one.old.as_ref();
    let moved = change.refs.iter().filter(is_moved);
    touched.extend(moved.map(|one| one.name.trim_start_matches("refs/").to_owned()));
    Ok(touched)
}

/// Where the refs are that `change` moves.
fn refs_of(repository: &Repository, change: &GitChange) -> Result<HashMap<String, RefAt>, ApplyError> {
    repository.refs(&change.refs.iter().map(|one| one.name.as_str()).collect::<Vec<_>>())
}

/// A link, or a file that grew beyond all bounds, is on no side: it is not what we read or wrote.
fn side_of_file(site: &Site, path: &str, before: &[u8], after: &[u8]) -> Result<Option<Side>, ApplyError> {
    let path = site.file(path);
    match fs::symlink_metadata(&path) {
        Ok(found) if found.is_file() && found.len() <= files::MAX_BYTES => {}
        Ok(_) => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(ApplyError::io("read", path)(error)),
    }
    let content = files::read(&path).map_err(ApplyError::io("read", &path))?;
    Ok(match content {
        content if content == after => Some(Side::After),
        content if content == before => Some(Side::Before),
        _ => None,
    })
}

/// The entries with the side that each is on in the index.
fn sides_of_entries<'c>(
    repository: &Repository,
    change: &'c GitChange,
) -> Result<Vec<(&'c IndexChange, Option<Side>)>, ApplyError> {
    let paths = change.index.iter().map(|entry| entry.path.as_str());
    let listed = repository.records(&["ls-files", "-s", "-z"], paths)?;
    // A record is `MODE OBJECT STAGE`, a tab and the path; a path under a merge has several.
    let mut objects: HashMap<&str, &str> = HashMap::new();
    for (head, path) in listed.iter().filter_map(|record| record.split_once('\t')) {
        objects.entry(path).or_insert(head.split(' ').nth(1).unwrap_or_default());
    }
    let side = |entry: &'c IndexChange| match objects.get(entry.path.as_str()) {
        Some(object) if *object == entry.new => Some(Side::After),
        Some(object) if *object == entry.old => Some(Side::Before),
        _ => None,
    };
    Ok(change.index.iter().map(|entry| (entry, side(entry))).collect())
}

/// Moves the branch and the tags that are not moved yet, in one transaction that holds only while each is where it was.
fn move_refs(
    site: &Site,
    repository: &Repository,
    record: &Record,
    change: &GitChange,
) -> Result<(), ApplyError> {
    let refs = refs_of(repository, change)?;
    let is_moved = |one: &&RefChange| refs.get(&one.name).map(|at| &at.object) == one.new.as_ref();
    let waiting = change.refs.iter().filter(|one| !is_moved(one));
    let commands: Vec<u8> = waiting.flat_map(|one| command(one).into_bytes()).collect();
    if commands.is_empty() {
        return Ok(());
    }
    let tags = change.refs.iter().filter(|one| one.name.starts_with("refs/tags/")).count();
    site.progress.report(Step::MovingRefs { tags });
    let note = format!("dateline: {}", record.verb.name());
    let arguments = ["update-ref", "-m", note.as_str(), "--stdin", "-z"];
    let since = SystemTime::now();
    let moved = repository.git.change(&site.effects, &arguments, None, &commands);
    // A git that could not remove its own lock would leave the branch locked for good.
    clear_ref_locks(site, repository, change, since, SystemTime::now())?;
    moved?;
    sync::refs(site, repository, &change.refs)
}

/// A command of `update-ref --stdin -z`.
fn command(change: &RefChange) -> String {
    let name = &change.name;
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => format!("update {name}\0{new}\0{old}\0"),
        (None, Some(new)) => format!("create {name}\0{new}\0"),
        (Some(old), None) => format!("delete {name}\0{old}\0"),
        (None, None) => String::new(),
    }
}

/// Takes git's lock on the index, so that no other git process changes it meanwhile. The lock holds a text of ours from
/// its first moment on, so that one left behind is known for ours.
fn lock_index(site: &Site, repository: &Repository) -> Result<(), ApplyError> {
    let (lock, mark) = (repository.index_lock(), site.state().join("index.owner"));
    let text = format!("{OWN_LOCK}process {}, since {}\n", std::process::id(), clock::now());
    let marked = site.effects.replace(&mark, &site.state().join("index.owner.new"), text.as_bytes(), None);
    marked.map_err(ApplyError::io("write", &mark))?;
    match site.effects.link(&mark, &lock) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(ApplyError::GitLocked(lock)),
        linked => linked.map_err(ApplyError::io("make", lock)),
    }
}

/// Lets go of git's index, where its lock is ours.
pub(super) fn unlock_index(site: &Site, repository: &Repository) -> Result<(), ApplyError> {
    let (lock, mark) = (repository.index_lock(), site.state().join("index.owner"));
    let is_ours = match fs::read(&lock) {
        Ok(text) => text.starts_with(OWN_LOCK.as_bytes()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        // Taken for another's, it would stay for good.
        Err(error) => return Err(ApplyError::io("read", lock)(error)),
    };
    if is_ours {
        site.effects.remove(&lock).map_err(ApplyError::io("remove", &lock))?;
    }
    site.effects.remove(&mark).map_err(ApplyError::io("remove", &mark))
}

/// Puts the entries into the index by way of a copy, under the lock that `lock_index` took.
fn move_index(site: &Site, repository: &Repository, change: &GitChange) -> Result<(), ApplyError> {
    let sides = sides_of_entries(repository, change)?.into_iter();
    let waiting = sides.filter(|(_, side)| *side != Some(Side::After));
    let waiting: Vec<IndexChange> = waiting.map(|(entry, _)| entry.clone()).collect();
    if waiting.is_empty() {
        return Ok(());
    }
    site.progress.report(Step::UpdatingIndex);
    let copy = site.state().join("index.new");
    site.effects.copy(&repository.index, &copy).map_err(ApplyError::io("write", &copy))?;
    let arguments = ["update-index", "-z", "--index-info"];
    repository.git.change(&site.effects, &arguments, Some(&copy), &index_info(&waiting))?;
    // It only spares git a later look at the files, and fails where others have changes.
    let _ = repository.git.change(&site.effects, &["update-index", "-q", "--refresh"], Some(&copy), b"");
    site.effects.rename(&copy, &repository.index).map_err(ApplyError::io("write", &repository.index))
}
