//! Reads what the pending changes are made from: the history of HEAD, change files, and the folder of the product file.
//! Two calls of git at most, however many components there are.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::path::Path;

use super::evidence_error::{EvidenceError, unread_history};
use super::missing_path::MissingPath;
use super::releases::{Located, Releases};
use super::texts::unread;
use crate::manifest::packages;
use crate::pending::{
    At, Base, ChangeFile, Commit, Frontier, Packages, Pending, PendingError, PendingErrorKind, Sources,
};
use crate::product::{ComponentId, Product};
use crate::system::git::{Git, GitError};
use crate::system::history::{LoggedCommit, history};
use crate::system::inside::InsideError;
use crate::system::{clock, inside, objects};
use crate::version::{BuildDate, Line};

/// What is pending of `product`, whose file is `name` in `folder`, from HEAD on. With a `line` what is pending on that
/// maintained line, of the components that maintain it (Rule B7).
pub fn evidence(
    folder: &Path,
    name: &str,
    product: &Product,
    line: Option<Line>,
) -> Result<Pending, EvidenceError> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let missing = MissingPath::find(folder, product);
    let (files, wrong) = change_files(folder, product);
    if !wrong.is_empty() {
        return Err(EvidenceError([MissingPath::errors(&missing, folder), wrong].concat()));
    }
    let files = files.into_iter().map(|(file, _)| file).collect();
    pending_at("HEAD", folder, name, product, line, files, &missing)
}

/// What was pending at the commit `tip`, which is in the history of HEAD, of those releases that `product` still has.
pub(super) fn evidence_at(
    tip: &str,
    folder: &Path,
    name: &str,
    product: &Product,
) -> Result<Pending, EvidenceError> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (known, _) = change_files(folder, product);
    let names: Vec<String> = known.iter().map(|(file, _)| format!("{tip}:./{}", file.path)).collect();
    let contents = objects::read(&Git::new(folder), &names).map_err(|error| unread_history(&error))?;
    let packages = packages_of(folder, product);
    let files = known.iter().zip(contents).filter_map(|((file, _), content)| {
        let text = String::from_utf8(content?).ok()?;
        ChangeFile::read(&file.path, &text, product, &packages).ok()
    });
    pending_at(tip, folder, name, product, None, files.collect(), &[])
}

/// What `files` and the commits from `tip` on say.
fn pending_at(
    tip: &str,
    folder: &Path,
    name: &str,
    product: &Product,
    line: Option<Line>,
    files: Vec<ChangeFile>,
    missing: &[MissingPath],
) -> Result<Pending, EvidenceError> {
    // Without commits that count, the history shows which change files the open series already contain.
    let has_series =
        |component: &ComponentId| product.component(component).is_some_and(|it| Base::series(it).is_some());
    let in_series = || files.iter().flat_map(|file| &file.lines).any(|line| has_series(&line.component));
    let log = if product.changes().commits || in_series() {
        log(tip, folder, product, line).map_err(|error| unread_history(&error))?
    } else {
        None
    };
    let sources = if let Some(commits) = log {
        let Located { bases, series } =
            Releases { folder, name, product, line, commits: &commits, missing }.locate()?;
        Sources { commits, bases, series, files, line }
    } else {
        let errors = MissingPath::errors(missing, folder);
        if !errors.is_empty() {
            return Err(EvidenceError(errors));
        }
        Sources { files, line, ..Sources::default() }
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
    let sources = Sources { commits, bases, files, ..Sources::default() };
    Pending::of(product, sources).map_err(EvidenceError)
}

/// The change files with their contents, and what is wrong with others.
pub(super) fn change_files(
    folder: &Path,
    product: &Product,
) -> (Vec<(ChangeFile, String)>, Vec<PendingError>) {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    let mut packages = None;
    let place = &product.changes().folder;
    let names = match inside::names(folder, place) {
        Ok(names) => names,
        Err(InsideError::Missing) => Vec::new(),
        Err(error) => {
            errors.push(unreadable(place.to_string(), unread(place, error).to_string()));
            Vec::new()
        }
    };
    for name in names {
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
            Err(reason) => errors.push(unreadable(path, reason)),
        }
    }
    (files, errors)
}

fn unreadable(path: String, reason: String) -> PendingError {
    let at = Some(At::File { path, line: 1, column: 1 });
    PendingError { kind: PendingErrorKind::Unreadable { reason }, at }
}

fn text_of(folder: &Path, path: &str) -> Result<String, String> {
    let bytes = inside::read(folder, path).map_err(|error| unread(path, error).to_string())?;
    String::from_utf8(bytes).map_err(|_| "not UTF-8".to_owned())
}

/// The components by the names of their packages, as their manifests have them.
pub(super) fn packages_of(folder: &Path, product: &Product) -> Packages {
    packages(product, |path| inside::read(folder, path).ok().map(Cow::Owned))
}

/// The commits from `tip` on, as far as the bases need them; `None` outside of a git work tree.
fn log(
    tip: &str,
    folder: &Path,
    product: &Product,
    line: Option<Line>,
) -> Result<Option<Vec<Commit>>, GitError> {
    let tags = product.components().iter().filter_map(|component| {
        match Base::versions(component, line).first() {
            // A change file may be older than any release.
            _ if !product.changes().commits => Some(None),
            Some(version) => Some(Some(Base::tags(product, component, *version))),
            // A component that was never released needs the whole history; one that is not on the line needs none.
            None => line.is_none().then_some(None),
        }
    });
    let mut frontier = tags.collect::<Option<Vec<_>>>().map(|tags| Frontier::new(&tags));
    let mut commits = Vec::new();
    let read = history(&Git::new(folder), tip, |logged| {
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
