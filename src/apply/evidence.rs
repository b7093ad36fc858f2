//! Reads what the pending changes are made from: the history of HEAD, change files, and the folder of the product file.
//! Two calls of git at most, however many components there are.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use thiserror::Error;

use super::texts::unread;
use crate::manifest::{Format, Package, decode};
use crate::pending::{
    At, Base, ChangeFile, Commit, Frontier, Packages, Pending, PendingError, PendingErrorKind, Sources,
};
use crate::product::{Component, PathPattern, Product};
use crate::system::git::{Git, GitError};
use crate::system::history::{LoggedCommit, history};
use crate::system::{clock, inside, objects};
use crate::version::{BuildDate, Version};
use crate::words::{Explain, Help, Place};

/// Why it is not known what is pending: everything that is wrong, never empty.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", many(.0))]
pub struct EvidenceError(pub Vec<PendingError>);

fn many(errors: &[PendingError]) -> String {
    match errors {
        [error] => error.to_string(),
        errors => format!("{} errors in what says what changed", errors.len()),
    }
}

impl EvidenceError {
    /// The error, where it is one alone.
    fn only(&self) -> Option<&PendingError> {
        self.0.first().filter(|_| self.0.len() == 1)
    }
}

impl Explain for EvidenceError {
    fn code(&self) -> &'static str {
        self.only().map_or("invalid-changes", Explain::code)
    }

    fn help(&self) -> Vec<Help> {
        self.only().map_or_else(Vec::new, Explain::help)
    }

    fn place(&self) -> Option<Place> {
        self.0.first().and_then(Explain::place)
    }

    fn parts(&self) -> Vec<&dyn Explain> {
        let parts = self.0.iter().filter(|_| self.0.len() > 1);
        parts.map(|error| error as &dyn Explain).collect()
    }
}

pub(super) fn unread_history(error: &GitError) -> EvidenceError {
    let message = error.to_string();
    EvidenceError(vec![PendingError::new(PendingErrorKind::History { message })])
}

/// What is pending of `product`, whose file is `name` in `folder`, from HEAD on.
pub fn evidence(folder: &Path, name: &str, product: &Product) -> Result<Pending, EvidenceError> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let errors = missing_paths(folder, product);
    let (files, wrong) = change_files(folder, product);
    let errors = [errors, wrong].concat();
    if !errors.is_empty() {
        return Err(EvidenceError(errors));
    }
    let files = files.into_iter().map(|(file, _)| file).collect();
    let log = if product.changes().commits {
        log(folder, product).map_err(|error| unread_history(&error))?
    } else {
        None
    };
    let sources = match log {
        Some(commits) => {
            let bases = Bases { folder, name, product, commits: &commits }.find()?;
            let series = product.components().iter().map(|component| {
                let names = Base::tags(product, component, component.next()?);
                let on_it =
                    |commit: &Commit| commit.tags.iter().any(|tag| names.iter().any(|name| **tag == **name));
                commits.iter().position(on_it)
            });
            let series = series.collect();
            Sources { commits, bases: bases.into_iter().map(Some).collect(), series, files }
        }
        None => Sources { files, ..Sources::default() },
    };
    Pending::of(product, sources).map_err(EvidenceError)
}

/// What the commits that HEAD has and `base` lacks, with the change files, say of `product`, whose file is in `folder`.
///
/// Refused where `base` names no commit: `origin/mian`.
pub fn changes_since(folder: &Path, product: &Product, base: &str) -> Result<Pending, EvidenceError> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let no_base = || {
        let kind = PendingErrorKind::NoRevision { base: base.to_owned() };
        EvidenceError(vec![PendingError::new(kind)])
    };
    if base.starts_with('-') {
        return Err(no_base());
    }
    let (files, errors) = change_files(folder, product);
    if !errors.is_empty() {
        return Err(EvidenceError(errors));
    }
    let mut commits = Vec::new();
    let read = history(&Git::new(folder), &format!("{base}..HEAD"), |logged| {
        commits.push(commit_of(logged));
        ControlFlow::Continue(())
    });
    read.map_err(|error| match &error {
        GitError::Failed { message, .. } if message.contains("revision") => no_base(),
        _ => unread_history(&error),
    })?;
    let bases = product.components().iter().map(|_| Some(Base::Never)).collect();
    let files = files.into_iter().map(|(file, _)| file).collect();
    let sources = Sources { commits, bases, series: Vec::new(), files };
    Pending::of(product, sources).map_err(EvidenceError)
}

/// The folders of `paths` that do not exist. Patterns may match nothing yet.
fn missing_paths(folder: &Path, product: &Product) -> Vec<PendingError> {
    let missing = |component: &Component| {
        let named = component.paths().iter().chain(component.api_paths());
        let missing = named.filter_map(PathPattern::folder).filter(|path| !inside::exists(folder, path));
        let error = |path: &str| {
            let (component, path) = (component.id().clone(), path.to_owned());
            PendingError::new(PendingErrorKind::NoSuchPath { component, path })
        };
        missing.map(error).collect::<Vec<_>>()
    };
    product.components().iter().flat_map(missing).collect()
}

/// The change files with their contents, and what is wrong with others.
pub(super) fn change_files(
    folder: &Path,
    product: &Product,
) -> (Vec<(ChangeFile, String)>, Vec<PendingError>) {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    let mut packages = None;
    let place = &product.changes().folder;
    for name in inside::file_names(folder, place).unwrap_or_default() {
        if !ChangeFile::is_named(&name) {
            continue;
        }
        let path = format!("{place}/{name}");
        let packages = packages.get_or_insert_with(|| packages_of(folder, product));
        match text_of(folder, &path) {
            Ok(text) => match ChangeFile::read(&path, &text, product, packages) {
                Ok(file) => files.push((file, text)),
                Err(wrong) => errors.extend(wrong),
            },
            Err(reason) => {
                let at = Some(At::File { path, line: 1, column: 1 });
                errors.push(PendingError { kind: PendingErrorKind::Unreadable { reason }, at });
            }
        }
    }
    (files, errors)
}

fn text_of(folder: &Path, path: &str) -> Result<String, String> {
    let bytes = inside::read(folder, path).map_err(|error| unread(path, error).to_string())?;
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
}

/// The components by the names of their packages, as their manifests have them.
pub(super) fn packages_of(folder: &Path, product: &Product) -> Packages {
    let mut packages = BTreeMap::new();
    for component in product.components() {
        for manifest in component.manifests() {
            let format = match &manifest.format {
                Some(name) => Format::from_name(name),
                None => Format::of_path(&manifest.path),
            };
            let Some((format, bytes)) = format.zip(inside::read(folder, &manifest.path).ok()) else {
                continue;
            };
            let package = decode(&bytes).ok().and_then(|text| Package::read(format, text).ok());
            if let Some(name) = package.and_then(|package| package.name) {
                packages.entry(name).or_insert_with(|| component.id().clone());
            }
        }
    }
    packages
}

/// The commits from HEAD on, as far as the bases need them; `None` outside of a git work tree.
fn log(folder: &Path, product: &Product) -> Result<Option<Vec<Commit>>, GitError> {
    let tags = product
        .components()
        .iter()
        .map(|component| component.version().map(|version| Base::tags(product, component, version)));
    // A component that was never released needs the whole history.
    let mut frontier = tags.collect::<Option<Vec<_>>>().map(|tags| Frontier::new(&tags));
    let mut commits = Vec::new();
    let read = history(&Git::new(folder), "HEAD", |logged| {
        let commit = commit_of(logged);
        let more = frontier.as_mut().is_none_or(|frontier| frontier.needs_more_after(&commit));
        commits.push(commit);
        if more { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    match read {
        Ok(()) => Ok(Some(commits)),
        Err(error) if error.is_elsewhere() => Ok(None),
        Err(error) => Err(error),
    }
}

pub(super) fn commit_of(logged: LoggedCommit) -> Commit {
    let day = |seconds| BuildDate::try_from(clock::day_of(seconds)?).ok();
    let boxed = |texts: Vec<String>| texts.into_iter().map(Into::into).collect();
    Commit {
        id: logged.id.into(),
        parents: boxed(logged.parents),
        author: logged.author.into(),
        date: logged.seconds.and_then(day),
        message: logged.message.into(),
        tags: boxed(logged.tags),
        is_cut: logged.is_cut,
        files: boxed(logged.files),
    }
}

/// The question from which commit on each component's changes are pending.
struct Bases<'a> {
    folder: &'a Path,
    name: &'a str,
    product: &'a Product,
    commits: &'a [Commit],
}

impl Bases<'_> {
    fn find(&self) -> Result<Vec<Base>, EvidenceError> {
        let is_cut = self.commits.iter().any(|commit| commit.is_cut);
        let places: BTreeMap<&str, usize> = self
            .commits
            .iter()
            .enumerate()
            .flat_map(|(at, commit)| commit.tags.iter().map(move |tag| (&**tag, at)))
            .collect();
        let mut errors = Vec::new();
        let mut bases = Vec::new();
        let mut untagged = Vec::new();
        for (place, component) in self.product.components().iter().enumerate() {
            let names = component.version().map(|version| Base::tags(self.product, component, version));
            let found = names.iter().flatten().find_map(|name| Some((name, *places.get(name.as_str())?)));
            bases.push(match (component.version(), found) {
                (Some(_), Some((name, at))) => Base::Tag { name: name.as_str().into(), at },
                (None, _) if !is_cut => Base::Never,
                _ if is_cut => {
                    let component = component.id().clone();
                    errors.push(PendingError::new(PendingErrorKind::Shallow { component }));
                    Base::Never
                }
                (version, _) => {
                    untagged.extend(version.map(|version| (place, version, names.unwrap_or_default())));
                    Base::Never
                }
            });
        }
        if !untagged.is_empty() {
            self.set_by_commits(&untagged, &mut bases, &mut errors)
                .map_err(|error| unread_history(&error))?;
        }
        if errors.is_empty() { Ok(bases) } else { Err(EvidenceError(errors)) }
    }

    /// The bases of components whose version no tag in the history is of: by one more call of git.
    fn set_by_commits(
        &self,
        untagged: &[(usize, Version, Vec<String>)],
        bases: &mut [Base],
        errors: &mut Vec<PendingError>,
    ) -> Result<(), GitError> {
        let touching = self.commits.iter().enumerate();
        let touching = touching.filter(|(_, commit)| commit.files.iter().any(|file| **file == *self.name));
        let touching: Vec<(usize, &Commit)> = touching.collect();
        let mut names: Vec<String> = Vec::new();
        for (_, _, tags) in untagged {
            names.extend(tags.iter().map(|tag| format!("refs/tags/{tag}^{{commit}}")));
        }
        let tags = names.len();
        for (_, commit) in &touching {
            // Of a commit without a parent there is no such object.
            names.extend([
                format!("{}:./{}", commit.id, self.name),
                format!("{}^:./{}", commit.id, self.name),
            ]);
        }
        let contents = objects::read(&Git::new(self.folder), &names)?;
        let texts: Vec<Option<&str>> = contents
            .iter()
            .map(|content| content.as_deref().and_then(|content| std::str::from_utf8(content).ok()))
            .collect();
        let (tagged, files) = texts.split_at_checked(tags).unwrap_or_default();
        let mut tagged = tagged.iter();
        for (place, version, names) in untagged {
            let exists: Vec<bool> = tagged.by_ref().take(names.len()).map(Option::is_some).collect();
            let existing = names.iter().zip(exists).find(|(_, exists)| *exists).map(|(name, _)| name.clone());
            let Some(component) = self.product.components().get(*place) else { continue };
            let pairs = touching.iter().zip(files.chunks_exact(2));
            let pairs = pairs.filter_map(|((at, _), texts)| Some((*at, *texts.first()?, *texts.last()?)));
            let set = Base::set_by(component.id(), "version", *version, pairs);
            let (component, version) = (component.id().clone(), *version);
            match (existing, set, bases.get_mut(*place)) {
                (Some(tag), ..) => {
                    let kind = PendingErrorKind::NotMerged { component, version, tag };
                    errors.push(PendingError::new(kind));
                }
                (None, Some(at), Some(base)) => *base = Base::Commit { at },
                (None, ..) => {
                    let tag = names.first().cloned().unwrap_or_default();
                    errors.push(PendingError::new(PendingErrorKind::NoBase { component, version, tag }));
                }
            }
        }
        Ok(())
    }
}
