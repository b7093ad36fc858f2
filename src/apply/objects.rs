//! What git is to hold, made before anything points at it: contents, tree, commit, tags, all by one stream. Until a
//! branch or a tag is moved nobody sees them, and git clears away what was cut off here.

use std::collections::HashMap;

use super::action::ApplyAction;
use super::error::{ApplyError, Problem};
use super::journal::{FileChange, GitChange, IndexChange, Push, RefChange};
use super::objects_filtered;
use super::settings::Settings;
use super::site::{Head, IndexEntry, Repository, Site};
use super::step::ApplyStep;
use super::sync;
use crate::system::object_stream::{ChangedFile, Ids, NewCommit, Object, ObjectStream, Store};

/// What of git a release starts from.
#[derive(Default)]
pub(super) struct Start {
    pub(super) head: Head,
    /// The entries of the index that the files have, by their paths from the root of the work tree.
    pub(super) entries: HashMap<String, IndexEntry>,
    pub(super) settings: Settings,
}

/// Makes the objects of `actions` on top of the commit `head` of `branch`.
pub(super) fn make(
    site: &Site,
    repository: &Repository,
    start: &Start,
    edits: &[FileChange],
    actions: &[ApplyAction],
) -> Result<GitChange, ApplyError> {
    let refused = |problem| ApplyError::Refused(vec![problem]);
    let branch = start.head.0.as_deref().ok_or_else(|| refused(Problem::Detached(String::new())))?;
    let head = start.head.1.as_deref().ok_or_else(|| refused(Problem::Unborn(branch.to_owned())))?;
    let (author, committer) = start.settings.idents_now();
    let stream = ObjectStream::default();
    let mut making = Making { site, repository, start, head, author, committer, stream, loose: Vec::new() };
    let mut change = GitChange {
        branch: branch.to_owned(),
        commit: Some(head.to_owned()),
        refs: Vec::new(),
        index: Vec::new(),
        refs_moved: false,
        locks: Vec::new(),
        push: None,
    };
    let mut commit = Object::existing(head);
    let (mut files, mut tags) = (Vec::new(), Vec::new());
    let of = actions.iter().filter(|action| matches!(action, ApplyAction::Tag { .. })).count();
    for action in actions {
        if site.is_interrupted() {
            return Err(ApplyError::Interrupted);
        }
        match action {
            ApplyAction::Commit { message, .. } => {
                site.progress.report(ApplyStep::MakingCommit);
                files = making.contents(edits)?;
                commit = making.commit(&mut files, message)?;
            }
            ApplyAction::Tag { name, message } => {
                site.progress.report(ApplyStep::MakingTag { number: tags.len() + 1, of });
                tags.push((name, making.stream.tag(name, &commit, &making.committer, message)));
            }
            ApplyAction::Push { remote } => {
                change.push = Some(Push { remote: remote.clone(), refspecs: Vec::new() });
            }
            ApplyAction::Write { .. } | ApplyAction::Remove { .. } | ApplyAction::Refresh { .. } => {}
        }
    }
    let ids = making.written()?;
    if !files.is_empty() {
        let new = ids.of(&commit)?;
        change.commit = Some(new.clone());
        change.refs.push(RefChange { name: branch.to_owned(), old: Some(head.to_owned()), new: Some(new) });
    }
    for (name, tag) in tags {
        let name = format!("refs/tags/{name}");
        change.refs.push(RefChange { name, old: None, new: Some(ids.of(&tag)?) });
    }
    for file in files {
        let new = file.content.map(|content| ids.of(&content)).transpose()?;
        change.index.push(IndexChange { path: file.path, mode: file.mode, old: Some(file.old), new });
    }
    if let Some(push) = &mut change.push {
        push.refspecs = change.refs.iter().map(|change| format!("{0}:{0}", change.name)).collect();
    }
    // The journal will rely on them.
    sync::objects(site, repository, &making.loose)?;
    Ok(change)
}

/// Annotated tags with their messages, each of a commit that is there; the ids of the tags, in their order.
pub(super) fn make_tags<'t>(
    site: &Site,
    repository: &Repository,
    tags: impl Iterator<Item = (&'t str, &'t str, &'t str)>,
) -> Result<Vec<String>, ApplyError> {
    let settings = Settings::of(repository)?;
    let (_, tagger) = settings.idents_now();
    let mut stream = ObjectStream::default();
    let mut id_length = 0;
    let made: Vec<Object> = tags
        .map(|(name, commit, message)| {
            id_length = commit.len();
            stream.tag(name, &Object::existing(commit), &tagger, message)
        })
        .collect();
    let ids = stream.write(&store(site, repository, &settings, id_length), &site.effects)?;
    made.iter().map(|tag| Ok(ids.of(tag)?)).collect()
}

/// A file of the commit.
struct NewFile {
    path: String,
    mode: String,
    old: String,
    content: Option<Object>,
}

struct Making<'m> {
    site: &'m Site,
    repository: &'m Repository,
    start: &'m Start,
    head: &'m str,
    author: String,
    committer: String,
    stream: ObjectStream,
    /// The objects that are made by other ways than the stream.
    loose: Vec<String>,
}

impl Making<'_> {
    /// The new contents of the files as objects, and what they replace. Filters of a file, such as line ends, are those
    /// that `git add` would use.
    fn contents(&mut self, edits: &[FileChange]) -> Result<Vec<NewFile>, ApplyError> {
        let paths: Vec<String> =
            edits.iter().map(|edit| format!("{}{}", self.repository.prefix, edit.path)).collect();
        let paths_of = || paths.iter().map(String::as_str);
        let new: Vec<(&str, &[u8])> =
            paths_of().zip(edits).filter_map(|(path, edit)| Some((path, edit.after.as_deref()?))).collect();
        let mut filtered = objects_filtered::ids(self.site, self.repository, &self.start.settings, &new)?;
        self.loose.extend(filtered.values().cloned());
        let mut files = Vec::new();
        for (edit, path) in edits.iter().zip(paths) {
            let entry =
                self.start.entries.get(&path).filter(|entry| matches!(&*entry.mode, "100644" | "100755"));
            let Some(entry) = entry.cloned() else {
                return Err(ApplyError::Refused(vec![Problem::Untracked(edit.path.clone())]));
            };
            let content = edit.after.as_ref().map(|content| match filtered.remove(&path) {
                Some(id) => Object::existing(&id),
                None => self.stream.blob(content),
            });
            files.push(NewFile { path, mode: entry.mode, old: entry.object, content });
        }
        Ok(files)
    }

    fn commit(&mut self, files: &mut [NewFile], message: &str) -> Result<Object, ApplyError> {
        let changed: Vec<ChangedFile<'_>> = files
            .iter()
            .map(|file| ChangedFile { path: &file.path, mode: &file.mode, content: file.content.clone() })
            .collect();
        let commit = NewCommit {
            parent: self.head,
            author: &self.author,
            committer: &self.committer,
            message,
            files: &changed,
        };
        let commit = self.stream.commit(&commit);
        if self.start.settings.is_set("commit.gpgsign") {
            self.signed(&commit, files, message)
        } else {
            Ok(commit)
        }
    }

    /// Makes what there is so far, and a commit like `unsigned` that git signs.
    fn signed(
        &mut self,
        unsigned: &Object,
        files: &mut [NewFile],
        message: &str,
    ) -> Result<Object, ApplyError> {
        let ids = self.written()?;
        for content in files.iter_mut().filter_map(|file| file.content.as_mut()) {
            *content = Object::existing(&ids.of(content)?);
        }
        let tree = format!("{}^{{tree}}", ids.of(unsigned)?);
        let arguments = ["commit-tree", &tree, "-p", self.head, "-F", "-", "-S"];
        let signed = self.repository.git.change(&self.site.effects, &arguments, None, message.as_bytes())?;
        self.loose.push(signed.clone());
        Ok(Object::existing(&signed))
    }

    /// Makes the objects of the stream, which starts again.
    fn written(&mut self) -> Result<Ids, ApplyError> {
        let store = store(self.site, self.repository, &self.start.settings, self.head.len());
        Ok(std::mem::take(&mut self.stream).write(&store, &self.site.effects)?)
    }
}

/// Where new objects of `repository` go, whose ids have `id_length` hex digits.
fn store<'s>(site: &Site, repository: &'s Repository, settings: &Settings, id_length: usize) -> Store<'s> {
    Store {
        git: &repository.git,
        objects: repository.common_dir.join("objects"),
        scratch: site.scratch(),
        is_sha256: id_length > 40,
        shared: settings.value("core.sharedrepository").map(str::to_owned),
    }
}
