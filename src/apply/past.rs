//! What a release of the past was made from: the commits between it and the one before, and the change files that it
//! consumed.

use std::ops::ControlFlow;
use std::path::Path;

use super::evidence::{commit_of, packages_of};
use super::evidence_error::{EvidenceError, unread_history};
use super::message::reasons_in;
use crate::history::{History, Tag, TaggedRelease};
use crate::notes::Notes;
use crate::pending::{Base, ChangeFile, Commit, Frontier, Pending, Sources};
use crate::product::{Component, Product};
use crate::system::git::{Git, GitError};
use crate::system::history::history;
use crate::system::objects;
use crate::system::tags::{git, names};
use crate::version::Version;

/// The releases that a repository has tags of.
pub struct Past {
    history: History,
}

impl Past {
    /// The past of a product that stands in no repository: no release.
    pub fn none(product: &Product) -> Past {
        Past { history: History::read(product, Vec::new()) }
    }

    /// Reads the tags of the repository that `folder` is in; none outside of one.
    pub fn read(folder: &Path, product: &Product) -> Result<Past, EvidenceError> {
        let found = match names(&git(folder)) {
            Ok(found) => found,
            Err(error) if error.is_elsewhere() => Vec::new(),
            Err(error) => return Err(unread_history(&error)),
        };
        let found = found.into_iter().map(|name| Tag { name, date: None });
        Ok(Past { history: History::read(product, found) })
    }

    /// The versions of `component` that are tagged, the newest first.
    pub fn versions(&self, component: &Component) -> Vec<Version> {
        let mut versions: Vec<Version> = self.releases(component).map(|release| release.version).collect();
        versions.sort_by(|one, other| other.partial_cmp(one).unwrap_or(std::cmp::Ordering::Equal));
        versions
    }

    fn releases(&self, component: &Component) -> impl Iterator<Item = &TaggedRelease> {
        self.history.releases_of(component.id()).iter()
    }

    fn tag(&self, component: &Component, version: Version) -> Option<&str> {
        let release = self.releases(component).find(|release| release.version == version)?;
        release.tags.first().map(|tag| tag.name.as_str())
    }

    /// The notes of a release of the past; `None` where no tag is of it.
    ///
    /// Its notes start from the greatest stable version below it that is tagged in its history: a fix release on a maintained
    /// line is not.
    pub fn notes(
        &self,
        folder: &Path,
        product: &Product,
        component: &Component,
        version: Version,
    ) -> Result<Option<Notes>, EvidenceError> {
        let Some(tag) = self.tag(component, version) else { return Ok(None) };
        let below =
            self.versions(component).into_iter().filter(|other| other.is_stable() && *other < version);
        let below: Vec<&str> = below.filter_map(|below| self.tag(component, below)).collect();
        let commits = log(folder, tag, &below).map_err(|error| unread_history(&error))?;
        let files = consumed(folder, product, &commits).map_err(|error| unread_history(&error))?;
        let reasons = commits.first().and_then(|commit| reasons_in(&commit.message, component.id(), version));
        let base = below.iter().find_map(|name| {
            let at = commits.iter().position(|commit| commit.tags.iter().any(|tag| **tag == **name))?;
            Some(Base::Tag { name: (*name).into(), at })
        });
        let base = base.unwrap_or(Base::Never);
        let place = product.position(component.id()).unwrap_or_default();
        let bases = (0..product.components().len()).map(|other| (other == place).then(|| base.clone()));
        let sources = Sources { commits, bases: bases.collect(), files, ..Sources::default() };
        let pending = Pending::of(product, sources).map_err(EvidenceError)?;
        let notes = Notes::released(&pending, component.id());
        Ok(notes.map(|notes| Notes { version: Some(version), because: reasons.map(Into::into), ..notes }))
    }
}

/// The commits from `tag` on, until one of the tags `below` holds the rest.
fn log(folder: &Path, tag: &str, below: &[&str]) -> Result<Vec<Commit>, GitError> {
    let names: Vec<String> = below.iter().map(|name| (*name).to_owned()).collect();
    let mut frontier = (!names.is_empty()).then(|| Frontier::new(&[names]));
    let mut commits = Vec::new();
    history(&Git::new(folder), &format!("refs/tags/{tag}"), |logged| {
        let commit = commit_of(logged);
        let more = frontier.as_mut().is_none_or(|frontier| frontier.needs_more_after(&commit));
        commits.push(commit);
        if more { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    Ok(commits)
}

/// The change files that the first of `commits`, the release, took from its parent.
fn consumed(folder: &Path, product: &Product, commits: &[Commit]) -> Result<Vec<ChangeFile>, GitError> {
    let Some(release) = commits.first() else { return Ok(Vec::new()) };
    let Some(parent) = release.parents.first() else { return Ok(Vec::new()) };
    let place = format!("{}/", product.changes().folder);
    let is_change = |path: &&str| path.strip_prefix(&place).is_some_and(ChangeFile::is_named);
    let paths: Vec<&str> = release.files.iter().map(|path| &**path).filter(is_change).collect();
    if paths.is_empty() {
        return Ok(Vec::new());
    }
    let names: Vec<String> = paths.iter().map(|path| format!("{parent}:./{path}")).collect();
    let contents = objects::read(&Git::new(folder), &names)?;
    let packages = packages_of(folder, product);
    let read = |(path, content): (&&str, Option<Vec<u8>>)| {
        let text = String::from_utf8(content?).ok()?;
        // One that cannot be read today is not what the release was made from.
        ChangeFile::read(path, &text, product, &packages).ok()
    };
    Ok(paths.iter().zip(contents).filter_map(read).collect())
}
