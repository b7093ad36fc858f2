//! The tags of a git repository.
//!
//! What a tag's object says is read by ourselves, each object once: many tags are of one commit, which `git for-each-ref`
//! would open and parse again for each of them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::BufRead as _;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use foldhash::fast::RandomState;

use super::clock;
use super::git::{Git, GitError, lossy, run};
use super::objects::{self, StoredObject, each};

const PREFIX: &str = "refs/tags/";

/// How many tags may be of tags of tags, before the last counts as no tag of a commit.
const NESTED: usize = 8;

/// A tag, without what its object says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GitTag {
    /// Its name, without `refs/tags/`. A name that is not UTF-8 has U+FFFD in the places where it is none.
    pub name: String,
    /// The object that it is at: of an annotated tag the tag itself. Tags of one object share it.
    pub id: Arc<str>,
    /// The index of that object among those of the repository's tags.
    index: usize,
}

/// When something was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// In seconds since 1970-01-01 00:00 UTC.
    pub seconds: i64,
    /// How far the clock of its author was ahead of UTC, in minutes.
    pub ahead: i32,
}

/// What the object of a tag says: an annotated tag, or else the commit that is tagged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TagObject {
    /// Whether it is a tag with its own text.
    pub is_annotated: bool,
    /// The commit, also behind tags of tags; `None` for a tag of a file or a tree.
    pub commit: Option<String>,
    /// When the tag was made, or its commit was committed; `None` for a tag of something without a time.
    pub made: Option<Made>,
    /// The day of that time in UTC.
    pub day: Option<NaiveDate>,
    /// Who made the tag, or wrote its commit: `Ann <ann@example.org>`.
    pub by: Option<String>,
    /// The whole text; empty where it was not asked for.
    pub message: String,
    /// The object that it is a tag of, where that is not a commit.
    next: Option<String>,
}

/// The tags of a repository, in the order of their names, with what their objects say.
#[derive(Debug, Default)]
pub struct Tags {
    tags: Vec<GitTag>,
    objects: Vec<Option<TagObject>>,
}

impl Tags {
    /// The tags.
    pub fn all(&self) -> &[GitTag] {
        &self.tags
    }

    /// What the object of `tag` says.
    pub fn object(&self, tag: &GitTag) -> Option<&TagObject> {
        self.objects.get(tag.index)?.as_ref()
    }

    /// The name of each tag, in their order, and the day of its object in UTC.
    pub fn into_days(self) -> impl Iterator<Item = (String, Option<NaiveDate>)> {
        let Tags { tags, objects } = self;
        tags.into_iter()
            .map(move |tag| (tag.name, objects.get(tag.index).and_then(|object| object.as_ref()?.day)))
    }

    /// The commits that are tagged.
    fn commits(&self) -> BTreeSet<&str> {
        self.objects.iter().flatten().filter_map(|object| object.commit.as_deref()).collect()
    }

    /// For each tag, in their order, whether HEAD contains its commit; for none where HEAD has no commit yet.
    pub fn merged(&self, git: &Git) -> Result<Vec<bool>, GitError> {
        let commits = self.commits();
        if commits.is_empty() {
            return Ok(vec![false; self.tags.len()]);
        }
        let outside = outside_head(git, commits.iter().copied())?;
        let is_inside = |tag: &GitTag| {
            let commit = self.object(tag).and_then(|object| object.commit.as_ref());
            commit.is_some_and(|commit| outside.is_empty() || !outside.contains(commit))
        };
        Ok(self.tags.iter().map(is_inside).collect())
    }
}

/// git as called in `folder`.
pub fn git(folder: &Path) -> Git {
    Git::new(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
}

/// The names of the tags alone, without reading what they are of: where days matter to nobody.
pub fn names(git: &Git) -> Result<Vec<String>, GitError> {
    listed(git, |names: &mut Vec<String>, _, name| names.push(name.to_owned()))
}

/// What `add` gathers from the id and the name of each tag, in the order of their names, while git goes on to list them.
fn listed<T: Default>(git: &Git, mut add: impl FnMut(&mut T, &str, &str)) -> Result<T, GitError> {
    let mut list = |arguments: &[&str]| -> Result<T, GitError> {
        let mut command = git.command(arguments, None, true);
        // It asks whether each object is there, which must not ask a network.
        command.env("GIT_NO_LAZY_FETCH", "1");
        let (mut all, mut line) = (T::default(), Vec::new());
        run(arguments, &mut command, b"", |stdout| {
            while stdout.read_until(b'\n', &mut line)? > 0 {
                // ID refs/tags/NAME
                let text = String::from_utf8_lossy(line.strip_suffix(b"\n").unwrap_or(&line));
                if let Some((id, name)) = text.split_once(' ')
                    && let Some(name) = name.strip_prefix(PREFIX)
                {
                    add(&mut all, id, name);
                }
                line.clear();
            }
            Ok(())
        })?;
        Ok(all)
    };
    match list(&["show-ref", "--tags"]) {
        // No tags.
        Err(error) if error.exit_code() == Some(1) => Ok(T::default()),
        // It stops at a tag that is broken or whose object is missing. This call is slower, and lists the other tags.
        Err(error) if error.exit_code().is_some() && !error.is_elsewhere() => {
            list(&["for-each-ref", "--format=%(objectname) %(refname)", "--", PREFIX])
        }
        listed => listed,
    }
}

/// The tags with days and commits; refused outside of every repository.
pub fn tags(git: &Git) -> Result<Tags, GitError> {
    read(git, false)
}

/// The tags with all that their objects say.
pub fn tags_with_texts(git: &Git) -> Result<Tags, GitError> {
    read(git, true)
}

fn read(git: &Git, with_texts: bool) -> Result<Tags, GitError> {
    let (tags, mut objects) = listed(git, |(tags, objects): &mut (Vec<GitTag>, TagObjects), id, name| {
        let (index, id) = objects.index(id);
        tags.push(GitTag { name: name.to_owned(), id, index });
    })?;
    let mut asked = 0;
    for _ in 0..NESTED {
        let ids = objects.ids.get(asked..).unwrap_or_default().to_vec();
        let wanted: Vec<&str> = ids.iter().map(|id| &**id).collect();
        let mut nested = Vec::new();
        each(git, &wanted, |object| {
            let read = tag_object(object, with_texts);
            nested.extend(read.next.clone());
            objects.put(object.id, read);
        })?;
        asked += ids.len();
        for id in &nested {
            objects.index(id);
        }
        if objects.ids.len() == asked {
            break;
        }
    }
    Ok(Tags { tags, objects: objects.with_commits() })
}

/// The objects of tags, each with an index of its own.
#[derive(Default)]
struct TagObjects {
    indices: HashMap<Arc<str>, usize, RandomState>,
    ids: Vec<Arc<str>>,
    read: Vec<Option<TagObject>>,
}

impl TagObjects {
    /// The index of the object `id`, which is a new one where it is not known yet, and the id as others have it.
    fn index(&mut self, id: &str) -> (usize, Arc<str>) {
        if let Some((known, index)) = self.indices.get_key_value(id) {
            return (*index, Arc::clone(known));
        }
        let (id, index): (Arc<str>, usize) = (id.into(), self.ids.len());
        self.ids.push(Arc::clone(&id));
        self.indices.insert(Arc::clone(&id), index);
        (index, id)
    }

    fn put(&mut self, id: &str, object: TagObject) {
        let Some(index) = self.indices.get(id).copied() else { return };
        if self.read.len() <= index {
            self.read.resize_with(index + 1, || None);
        }
        if let Some(read) = self.read.get_mut(index) {
            *read = Some(object);
        }
    }

    /// The commit at the end of tags of tags.
    fn commit_behind(&self, tag: &TagObject) -> Option<String> {
        let next = |tag: &&TagObject| {
            let index = self.indices.get(tag.next.as_deref()?)?;
            self.read.get(*index)?.as_ref()
        };
        std::iter::successors(Some(tag), next).take(NESTED).find_map(|tag| tag.commit.clone())
    }

    /// The objects; those of tags of tags with the commit at the end.
    fn with_commits(mut self) -> Vec<Option<TagObject>> {
        let nested = self.read.iter().enumerate().filter_map(|(index, object)| {
            let object = object.as_ref().filter(|object| object.next.is_some())?;
            Some((index, self.commit_behind(object)))
        });
        for (index, commit) in nested.collect::<Vec<_>>() {
            if let Some(Some(object)) = self.read.get_mut(index) {
                object.commit = commit;
            }
        }
        self.read
    }
}

fn tag_object(object: StoredObject<'_>, with_text: bool) -> TagObject {
    let mut found = TagObject { is_annotated: object.kind == "tag", ..TagObject::default() };
    let mut target = None;
    match object.kind {
        "commit" => found.commit = Some(object.id.to_owned()),
        "tag" => {}
        _ => return found,
    }
    let mut rest = object.content;
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let (line, behind) = rest.split_at(end);
        rest = behind.get(1..).unwrap_or_default();
        let Some(space) = line.iter().position(|byte| *byte == b' ') else { break };
        let (name, value) = line.split_at(space);
        let value = value.get(1..).unwrap_or_default();
        match (object.kind, name) {
            ("tag", b"object") => target = Some(String::from_utf8_lossy(value).into_owned()),
            ("tag", b"type") if value == b"commit" => found.commit = target.take(),
            ("tag", b"type") if value == b"tag" => found.next = target.take(),
            ("commit", b"committer") => found.made = ident(value).1,
            ("tag", b"tagger") => (found.by, found.made) = ident(value),
            ("commit", b"author") => found.by = ident(value).0,
            _ => {}
        }
    }
    found.day = found.made.and_then(|made| clock::day_of(made.seconds));
    if with_text {
        found.message = String::from_utf8_lossy(rest).into_owned();
    } else {
        found.by = None;
    }
    found
}

/// Reads `NAME <ADDRESS> SECONDS ZONE`.
fn ident(value: &[u8]) -> (Option<String>, Option<Made>) {
    let Some(end) = value.iter().rposition(|byte| *byte == b'>') else { return (None, None) };
    let (by, made) = value.split_at(end + 1);
    let mut words = std::str::from_utf8(made).unwrap_or_default().split_whitespace();
    let seconds = words.next().and_then(|seconds| seconds.parse().ok());
    let zone: i32 = words.next().and_then(|zone| zone.parse().ok()).unwrap_or_default();
    let ahead = zone / 100 * 60 + zone % 100;
    (Some(String::from_utf8_lossy(by).into_owned()), seconds.map(|seconds| Made { seconds, ahead }))
}

/// Those of the tags `names` whose commits HEAD contains.
pub fn merged_among(git: &Git, names: &[&str]) -> Result<BTreeSet<String>, GitError> {
    let commits: Vec<String> = names.iter().map(|name| format!("{PREFIX}{name}^{{commit}}")).collect();
    let ids = objects::ids(git, &commits)?;
    let outside = outside_head(git, ids.iter().flatten().map(String::as_str))?;
    let tagged = names.iter().zip(ids);
    let inside = tagged.filter(|(_, id)| id.as_ref().is_some_and(|id| !outside.contains(id)));
    Ok(inside.map(|(name, _)| (*name).to_owned()).collect())
}

/// The commits that HEAD does not contain, among `commits` and what leads to them; all of these where HEAD has no commit
/// yet, since git then passes over it as it does over commits that are missing.
fn outside_head<'c>(git: &Git, commits: impl Iterator<Item = &'c str>) -> Result<HashSet<String>, GitError> {
    let input: String = commits.flat_map(|commit| [commit, "\n"]).chain(["^HEAD\n"]).collect();
    let answer = git.ask_about(&["rev-list", "--ignore-missing", "--stdin"], input.as_bytes())?;
    Ok(lossy(answer).lines().map(str::to_owned).collect())
}

/// Whether the repository that `folder` is in lacks a part of its history.
pub fn is_shallow(folder: &Path) -> Result<bool, GitError> {
    let answer = git(folder).line(&["rev-parse", "--is-shallow-repository"])?;
    Ok(answer == "true")
}

/// The first lines of the newest `count` commits in HEAD's history, without merges; none where there is no commit.
pub fn subjects(folder: &Path, count: usize) -> Vec<String> {
    let count = format!("--max-count={count}");
    let answer =
        git(folder).ask(&["log", "--no-merges", "--no-show-signature", "--format=%s", &count, "HEAD"]);
    lossy(answer.unwrap_or_default()).lines().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_says_when_it_was_made_by_whom_and_of_which_commit() {
        let read =
            |kind, text: &str| tag_object(StoredObject { id: "a1", kind, content: text.as_bytes() }, true);
        let tag = read("tag", "object b2\ntype commit\ntag x\ntagger Ann <a@b.c> 100 -0130\n\nOne\n\nTwo\n");
        assert_eq!((tag.commit.as_deref(), tag.made), (Some("b2"), Some(Made { seconds: 100, ahead: -90 })));
        assert_eq!(
            (tag.by.as_deref(), &*tag.message, tag.is_annotated),
            (Some("Ann <a@b.c>"), "One\n\nTwo\n", true)
        );
        let commit =
            "tree c3\nauthor Ann <a@b.c> 1 +0000\ncommitter Bob <b@b.c> 2 +0200\ngpgsig x\n y\n\nOne\n";
        let commit = read("commit", commit);
        assert_eq!(
            (commit.commit.as_deref(), commit.made),
            (Some("a1"), Some(Made { seconds: 2, ahead: 120 }))
        );
        assert_eq!((commit.by.as_deref(), &*commit.message), (Some("Ann <a@b.c>"), "One\n"));
        let nested = read("tag", "object b2\ntype tag\ntag x\n\nOne\n");
        assert_eq!((nested.commit, nested.next.as_deref(), nested.made), (None, Some("b2"), None));
        assert_eq!(read("blob", "tree x\n\n"), TagObject::default());
    }
}
