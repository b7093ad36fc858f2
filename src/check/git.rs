//! What git is asked: one call for each kind of question, however many tags and files. Questions that do not depend on each
//! other are asked at the same time.

use std::collections::{BTreeMap, BTreeSet};
use std::thread::{self, ScopedJoinHandle};

use super::facts::{CheckedFile, GitFacts, PastComponents, TouchedFile, last_release};
use super::{InputError, breaks, tags};
use crate::history::{History, Tag};
use crate::product::{Component, ComponentId, Product};
use crate::system::git::{Git, GitError, lossy};
use crate::system::objects::{ContentLookup, IdLookup, StoredObject};
use crate::system::tags as repository;
use crate::version::BuildDate;

/// What git says; `None` outside of a work tree.
pub(super) fn read(
    git: &Git,
    file: &CheckedFile,
    product: &Product,
    staged: bool,
) -> Result<Option<GitFacts>, InputError> {
    // What is asked next starts now, since a git takes longer to start than to answer. It starts before the thread does:
    // where a new process can get the pipes of another thread's, one that lives longer would keep them open. One waits at a
    // time, so that few files are open at once.
    let ids = IdLookup::start(git);
    let (answer, names) = thread::scope(|scope| {
        let names = scope.spawn(|| repository::names(git));
        let answer = git.line(&["rev-parse", "--is-inside-work-tree", "--is-shallow-repository"]);
        (answer, joined(names))
    });
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) if error.is_elsewhere() && !staged => return Ok(None),
        // Without git there is no repository to show.
        Err(GitError::Io(_)) if !staged => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut lines = answer.lines();
    if lines.next() != Some("true") {
        return Ok(None);
    }
    let shallow = lines.next() == Some("true");
    let (ids, names) = (ids?, names?);
    let contents = ContentLookup::start(git)?;
    let tag_count = names.len();
    let mut history = History::read(product, names.into_iter().map(|name| Tag { name, date: None }));
    if history.lacks_dates() {
        let tags = repository::tags(git)?;
        let dated = tags.all().iter().map(|tag| Tag {
            name: tag.name.clone(),
            date: tags.object(tag).and_then(|object| BuildDate::try_from(object.day?).ok()),
        });
        history = History::read(product, dated);
    }
    let questions = Questions { git, name: &file.name, product, history: &history, staged };
    let revisions = questions.revisions(ids)?;
    let has_head = revisions.has_head;
    // The product files are read while git compares trees.
    let (products, edits) = thread::scope(|scope| {
        let edits = scope.spawn(|| questions.edits(has_head));
        (revisions.products(contents, file, product), joined(edits))
    });
    let (Products { head, tagged }, edits) = (products?, edits?);
    let merged = questions.merged(has_head)?;
    let messages = questions.messages(has_head, &tagged)?;
    Ok(Some(GitFacts { shallow, tag_count, history, merged, head, tagged, edits, messages }))
}

/// The result of a thread; its panic continues in the caller.
pub(super) fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// The product files of the past.
struct Products {
    head: Option<Product>,
    tagged: PastComponents,
}

/// The questions to git that follow from the product file and the tags.
struct Questions<'a> {
    git: &'a Git,
    name: &'a str,
    product: &'a Product,
    history: &'a History,
    staged: bool,
}

/// The product file in the commits that guardrails ask for.
struct Revisions<'a> {
    /// Whether there is a commit at all.
    has_head: bool,
    /// The id of HEAD's product file.
    head: Option<String>,
    /// The tags at each product file, by its id: many are of one commit, or of commits that left it as it was.
    tags: BTreeMap<String, Vec<&'a str>>,
    /// The components that are asked for at each tag.
    asked: BTreeMap<&'a str, BTreeSet<&'a ComponentId>>,
}

impl Revisions<'_> {
    /// Reads the product files, each once. That of HEAD is usually the one that is judged, `product` of `file`.
    fn products(
        &self,
        contents: ContentLookup,
        file: &CheckedFile,
        product: &Product,
    ) -> Result<Products, InputError> {
        let files: BTreeSet<&str> = self.tags.keys().chain(&self.head).map(String::as_str).collect();
        let files: Vec<&str> = files.into_iter().collect();
        let (mut head, mut tagged) = (None, PastComponents::default());
        contents.each(&files, |StoredObject { id, content, .. }| {
            let Ok(text) = std::str::from_utf8(content) else { return };
            if self.head.as_deref() == Some(id) {
                let is_unchanged = text == file.text;
                head = if is_unchanged { Some(product.clone()) } else { Product::from_toml(text).ok() };
            }
            let tags = self.tags.get(id).into_iter().flatten();
            let asked = tags.filter_map(|tag| Some((*tag, self.asked.get(tag)?)));
            let wanted: Vec<(&str, &ComponentId)> =
                asked.flat_map(|(tag, components)| components.iter().map(move |it| (tag, *it))).collect();
            let found = Component::each_alone(text, wanted.iter().map(|(_, component)| *component));
            for ((tag, _), component) in wanted.iter().zip(found) {
                tagged.insert(tag, component);
            }
        })?;
        Ok(Products { head, tagged })
    }
}

impl<'a> Questions<'a> {
    /// Where the product file is at HEAD, and at the tags that guardrails ask for.
    fn revisions(&self, ids: IdLookup) -> Result<Revisions<'a>, InputError> {
        let mut asked: BTreeMap<&str, BTreeSet<&ComponentId>> = BTreeMap::new();
        let pairs = tags::asked(self.product, self.history).chain(breaks::asked(self.product, self.history));
        pairs.for_each(|(tag, component)| {
            asked.entry(tag).or_default().insert(component);
        });
        let file = |revision: &str| format!("{revision}:./{}", self.name);
        let mut names = vec!["HEAD".to_owned(), file("HEAD")];
        names.extend(asked.keys().map(|tag| file(&format!("refs/tags/{tag}"))));
        let mut ids = ids.of(&names)?.into_iter();
        let (has_head, head) = (ids.next().flatten().is_some(), ids.next().flatten());
        let mut tags: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (tag, id) in asked.keys().zip(ids) {
            if let Some(id) = id {
                tags.entry(id).or_default().push(tag);
            }
        }
        Ok(Revisions { has_head, head, tags, asked })
    }

    /// Those of the tags ahead of the product file that are in the history of HEAD.
    fn merged(&self, has_head: bool) -> Result<BTreeSet<String>, InputError> {
        let ahead = tags::asked_as_merged(self.product, self.history);
        if !has_head || ahead.is_empty() {
            return Ok(BTreeSet::new());
        }
        Ok(repository::merged_among(self.git, &ahead)?)
    }

    /// What happened to migrations since the last release of their component, and since HEAD.
    fn edits(&self, has_head: bool) -> Result<BTreeMap<String, Vec<TouchedFile>>, InputError> {
        let mut edits = BTreeMap::new();
        if !has_head {
            return Ok(edits);
        }
        for component in self.product.components() {
            for folder in component.surfaces().iter().filter_map(|surface| surface.migrations.as_deref()) {
                let tag = last_release(self.history, component);
                let (found, released) = thread::scope(|scope| {
                    let released = tag.map(|tag| {
                        scope.spawn(move || self.edits_since(&format!("refs/tags/{tag}"), folder))
                    });
                    (self.edits_since("HEAD", folder), released.map(joined))
                });
                let mut found = found?;
                if let Some(released) = released {
                    let released = released?;
                    found.retain(|edit| released.iter().all(|other| other.path != edit.path));
                    found.extend(released);
                }
                edits.insert(folder.to_owned(), found);
            }
        }
        Ok(edits)
    }

    fn edits_since(&self, revision: &str, folder: &str) -> Result<Vec<TouchedFile>, InputError> {
        let mut arguments =
            vec!["diff", "--name-status", "--no-renames", "--no-ext-diff", "--relative", "-z"];
        arguments.extend(self.staged.then_some("--cached"));
        arguments.extend([revision, "--", folder]);
        Ok(changed(&lossy(self.git.ask(&arguments)?)))
    }

    /// The messages of the commits since the last release of each component that broke a surface.
    fn messages(
        &self,
        has_head: bool,
        tagged: &PastComponents,
    ) -> Result<BTreeMap<String, Vec<String>>, InputError> {
        let mut messages = BTreeMap::new();
        if self.staged || !has_head {
            return Ok(messages);
        }
        for tag in breaks::asks_for_messages(self.product, self.history, tagged) {
            let range = format!("refs/tags/{tag}..HEAD");
            let answer = self.git.ask(&["log", "-z", "--no-show-signature", "--format=%B", &range, "--"])?;
            let answer = lossy(answer);
            messages.insert(tag, answer.split('\0').map(str::to_owned).collect());
        }
        Ok(messages)
    }
}

/// `M`, NUL, path, NUL, and so on: the files that were edited or removed, but not those that were added.
fn changed(answer: &str) -> Vec<TouchedFile> {
    let mut fields = answer.split('\0');
    let mut edits = Vec::new();
    while let (Some(status), Some(path)) = (fields.next(), fields.next()) {
        if matches!(status, "M" | "T" | "D") {
            edits.push(TouchedFile { path: path.to_owned(), removed: status == "D" });
        }
    }
    edits
}
