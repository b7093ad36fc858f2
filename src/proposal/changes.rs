//! Where changes come from: the files of each component, change files, and commits that say what they are.

use std::collections::BTreeSet;

use super::draft::Draft;
use super::home::unreleased;
use super::note::{ProposalNotes, Source};
use super::survey::Survey;
use crate::manifest::folders::{inside, is_within, parent};
use crate::product::PathPattern;

/// How many commits must be looked at before their form means anything, and how many of a hundred must have it.
const MIN_COMMITS: usize = 10;
const CONVENTIONAL_PERCENT: usize = 50;

/// The types of Conventional Commits that tools agree on.
const TYPES: [&str; 12] =
    ["build", "chore", "ci", "deps", "docs", "feat", "fix", "perf", "refactor", "revert", "style", "test"];

/// What is proposed for `[changes]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Changes {
    /// The folder of change files, where it is another than the usual one.
    pub(super) folder: Option<String>,
    /// Whether commits count, where that is known.
    pub(super) commits: Option<bool>,
}

/// What the survey says of change files and of the form of commits.
pub(super) fn changes(survey: &Survey, notes: &mut ProposalNotes) -> Changes {
    let count = survey.subjects.iter().filter(|subject| is_conventional(subject)).count();
    let enough = survey.subjects.len() >= MIN_COMMITS;
    let is_conventional = enough && count * 100 >= survey.subjects.len() * CONVENTIONAL_PERCENT;
    if is_conventional {
        let message = format!(
            "{count} of the last {} commits are Conventional Commits, so changes are read from them",
            survey.subjects.len()
        );
        notes.guess(Source::file("."), message);
    }
    match &survey.change_files {
        Some(folder) => {
            let message = "change files are read from it".to_owned();
            notes.guess(Source::file(folder), message);
            let folder = Some(folder.clone()).filter(|folder| folder != "changes");
            Changes { folder, commits: (enough && !is_conventional).then_some(false) }
        }
        None => Changes { folder: None, commits: is_conventional.then_some(true) },
    }
}

/// Whether the first line of a commit is a header of Conventional Commits 1.0: `fix(core)!: keep the order`.
fn is_conventional(subject: &str) -> bool {
    let Some((header, text)) = subject.split_once(": ") else { return false };
    let header = header.strip_suffix('!').unwrap_or(header);
    let (kind, scope) = header.split_once('(').map_or((header, None), |(kind, scope)| (kind, Some(scope)));
    let has_scope = scope.is_none_or(|scope| scope.len() > 1 && scope.ends_with(')'));
    has_scope && !text.trim().is_empty() && TYPES.contains(&kind.to_ascii_lowercase().as_str())
}

/// Gives paths to the drafts whose manifests name no folder: their own folder, or what no other draft has.
pub(super) fn give_paths(drafts: &mut [Draft], survey: &Survey) {
    let folders: Vec<BTreeSet<String>> = drafts.iter().map(folders_of).collect();
    let is_only = drafts.len() == 1;
    for (place, draft) in drafts.iter_mut().enumerate() {
        if folders.get(place).is_some_and(|folders| !folders.is_empty()) {
            continue;
        }
        draft.paths = match draft.folder.as_str() {
            _ if is_only => vec!["**".to_owned()],
            "" => unowned(survey, &folders),
            folder if survey.folders.iter().any(|known| known == folder) => vec![folder.to_owned()],
            _ => Vec::new(),
        };
        draft.paths.retain(|path| is_plain(path));
    }
}

/// The folders of a draft's manifests, but for that of the product file.
fn folders_of(draft: &Draft) -> BTreeSet<String> {
    let agreeing = draft.entries.iter().map(|entry| parent(&entry.path).to_owned());
    agreeing.filter(|folder| !folder.is_empty()).collect()
}

/// The folders at the top in which no draft has a manifest, and which are not for tests or examples.
fn unowned(survey: &Survey, folders: &[BTreeSet<String>]) -> Vec<String> {
    let is_owned =
        |top: &str| folders.iter().flatten().any(|folder| is_within(folder, top) || is_within(top, folder));
    let top = survey.folders.iter().filter(|folder| !folder.contains('/') && !folder.starts_with('.'));
    let released = top.filter(|folder| unreleased(&inside(folder, "file")).is_none());
    released.filter(|folder| !is_owned(folder)).cloned().collect()
}

/// Whether a folder can be written as a pattern that means nothing else.
fn is_plain(path: &str) -> bool {
    path == "**" || (!path.contains(['*', '?', '[', ']', '!', '\\', '#']) && PathPattern::new(path).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conventional_headers_are_known_by_their_type() {
        for subject in ["fix: a", "feat(core): b", "Chore!: c", "refactor(core,web)!: d"] {
            assert!(is_conventional(subject), "{subject}");
        }
        for subject in ["Fix a", "lib: b", "fix:c", "fix(: d", "fix(): e", "feat: ", "Merge: branch"] {
            assert!(!is_conventional(subject), "{subject}");
        }
    }
}
