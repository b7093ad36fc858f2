//! Which manifests of a component one pattern of files stands for.

use std::collections::BTreeMap;

use super::draft::{Draft, ManifestDraft};
use crate::manifest::folders::{inside, last, matches, parent};

/// How many files a pattern stands for at least: fewer are as short by name.
const MIN_FILES: usize = 4;

/// How many files that a pattern matches may be left out of it.
const MAX_EXCEPT: usize = 3;

/// A path as an entry of `manifests` has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    pub(super) text: String,
    /// The files that it matches and does not mean.
    pub(super) except: Vec<String>,
}

impl Path {
    /// The path of the entry's own file.
    pub(super) fn of(entry: &ManifestDraft) -> Self {
        Path { text: entry.path.clone(), except: Vec::new() }
    }
}

/// The pattern of the files that are called like that of `entry`, in folders next to its own: `crates/*/Cargo.toml`.
fn pattern(entry: &ManifestDraft) -> Option<String> {
    entry.path.contains('/').then(|| inside(&inside(parent(parent(&entry.path)), "*"), last(&entry.path)))
}

/// The paths that `entries` of a draft are written with, each with an entry of it: a pattern where nearly all of `files` that
/// it matches are among `entries` and say the version alike, or are named by other drafts; else the file's own.
pub(super) fn paths<'e>(
    entries: &[&'e ManifestDraft],
    draft: &Draft,
    drafts: &[Draft],
    files: &[String],
) -> Vec<(Path, &'e ManifestDraft)> {
    let kind = |entry: &ManifestDraft| {
        let development = entry.development(draft.scheme, draft.current.as_ref());
        (entry.format, entry.field.clone(), development)
    };
    let mut groups: BTreeMap<_, Vec<&'e ManifestDraft>> = BTreeMap::new();
    for entry in entries.iter().copied() {
        if let Some(pattern) = pattern(entry) {
            groups.entry((pattern, kind(entry))).or_default().push(entry);
        }
    }
    let mut found: Vec<(Path, &'e ManifestDraft)> = Vec::new();
    for entry in entries.iter().copied() {
        let path = pattern(entry).and_then(|pattern| {
            let group = groups.get(&(pattern.clone(), kind(entry)))?;
            let except = left_out(&pattern, group, draft, drafts, files)?;
            Some(Path { text: pattern, except })
        });
        let path = path.unwrap_or_else(|| Path::of(entry));
        if !found.iter().any(|(known, one)| *known == path && kind(one) == kind(entry)) {
            found.push((path, entry));
        }
    }
    found
}

/// The files that `pattern` matches besides those of `group` and those that entries of other drafts name; `None` where it
/// cannot stand for the group.
fn left_out(
    pattern: &str,
    group: &[&ManifestDraft],
    draft: &Draft,
    drafts: &[Draft],
    files: &[String],
) -> Option<Vec<String>> {
    if group.len() < MIN_FILES {
        return None;
    }
    let others = drafts.iter().filter(|other| other.folder != draft.folder || other.names != draft.names);
    let of_others: Vec<Vec<&str>> = others
        .map(|other| {
            let written = |entry: &&ManifestDraft| entry.is_written(other.scheme, other.current.as_ref());
            let entries = other.entries.iter().filter(written).map(|entry| entry.path.as_str());
            entries.filter(|path| matches(pattern, path)).collect()
        })
        .collect();
    // Two patterns for one set of files would claim each other's.
    if of_others.iter().any(|paths| paths.len() >= MIN_FILES) {
        return None;
    }
    let is_known = |file: &str| {
        group.iter().any(|entry| entry.path == file) || of_others.iter().any(|paths| paths.contains(&file))
    };
    let out: Vec<String> =
        files.iter().filter(|file| matches(pattern, file) && !is_known(file)).cloned().collect();
    (out.len() <= MAX_EXCEPT && out.len() < group.len()).then_some(out)
}
