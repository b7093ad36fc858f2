//! How things stand with a record: on which side of its change each file, ref and index entry is. Apply, recovery and
//! undo decide by this, and nothing else looks at the world for them.

use super::error::{ApplyError, Conflict};
use super::journal::{FileChange, GitChange, IndexChange, Record, RefChange};
use super::site::{Repository, Site};
use crate::system::inside::InsideError;

/// Which side of a change something is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
    /// Somebody else changed it.
    Neither,
}

/// Where the branch of a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Branch {
    /// It has not moved.
    Before,
    /// It is at the record's commit.
    After,
    /// It was moved, and others have moved it on since.
    Beyond,
    /// It was not moved by the record, and others have moved it.
    Elsewhere,
    /// The record moves none.
    Unmoved,
}

/// How things stand with a record.
pub(super) struct RecordSurvey<'r> {
    pub(super) files: Vec<(&'r FileChange, Side)>,
    pub(super) refs: Vec<(&'r RefChange, Side)>,
    pub(super) entries: Vec<(&'r IndexChange, Side)>,
    pub(super) branch: Branch,
    /// Whether HEAD is on the branch of the record, so that files and index are of that branch.
    pub(super) is_checked_out: bool,
    conflicts: Vec<Conflict>,
}

impl<'r> RecordSurvey<'r> {
    pub(super) fn of(site: &Site, record: &'r Record) -> Result<RecordSurvey<'r>, ApplyError> {
        let mut survey = RecordSurvey {
            files: Vec::new(),
            refs: Vec::new(),
            entries: Vec::new(),
            branch: Branch::Unmoved,
            is_checked_out: true,
            conflicts: Vec::new(),
        };
        for file in &record.files {
            survey.files.push((file, side_of_file(site, file)?));
        }
        if let (Some(repository), Some(change)) = (&site.repository, &record.git) {
            survey.survey_git(repository, change)?;
        }
        survey.conflicts.extend(survey.changed_files());
        Ok(survey)
    }

    fn survey_git(&mut self, repository: &Repository, change: &'r GitChange) -> Result<(), ApplyError> {
        let names = change.refs.iter().map(|one| one.name.as_str());
        let refs = repository.refs(&names.chain([change.branch.as_str()]).collect::<Vec<_>>())?;
        if !refs.get(&change.branch).is_some_and(|branch| branch.is_checked_out) {
            let head = repository.branch()?;
            self.is_checked_out = head.as_ref() == Some(&change.branch);
            if !self.is_checked_out {
                let found = head.unwrap_or_else(|| "no branch".to_owned());
                self.conflicts.push(Conflict::Branch { found, expected: change.branch.clone() });
            }
        }
        for one in &change.refs {
            let at = refs.get(&one.name).map(|at| at.object.clone());
            let side = match () {
                // At its new place before git was asked to move it, it was put there by somebody else.
                () if at == one.new && change.refs_moved => Side::After,
                () if at == one.old => Side::Before,
                () => Side::Neither,
            };
            if one.name == change.branch {
                self.branch = match side {
                    Side::Before => Branch::Before,
                    Side::After => Branch::After,
                    Side::Neither if !change.refs_moved => Branch::Elsewhere,
                    Side::Neither => beyond_or_elsewhere(repository, one, at.as_deref()),
                };
            }
            if side == Side::Neither {
                let shown = |at: &Option<String>| at.clone().unwrap_or_else(|| "nothing".to_owned());
                let (found, old, new) = (shown(&at), shown(&one.old), shown(&one.new));
                self.conflicts.push(Conflict::Ref { name: one.name.clone(), found, old, new });
            }
            self.refs.push((one, side));
        }
        self.entries = sides_of_entries(repository, change)?;
        Ok(())
    }

    /// The files that somebody else changed, in the work tree or in the index, each once.
    fn changed_files(&self) -> Vec<Conflict> {
        let files = self.files.iter().map(|(file, side)| (&file.path, side));
        let entries = self.entries.iter().map(|(entry, side)| (&entry.path, side));
        let changed = files.chain(entries).filter(|(_, side)| **side == Side::Neither);
        let mut conflicts = Vec::new();
        for conflict in changed.map(|(path, _)| Conflict::File(path.clone())) {
            if !conflicts.contains(&conflict) {
                conflicts.push(conflict);
            }
        }
        conflicts
    }

    /// What somebody else changed.
    pub(super) fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// Whether the branch has moved as the record says: from then on the record counts, whatever else was changed.
    pub(super) fn has_moved(&self) -> bool {
        matches!(self.branch, Branch::After | Branch::Beyond)
    }

    /// What is not as it was before the record, by name: files, the branch, tags.
    pub(super) fn touched(&self) -> Vec<String> {
        let files = self.files.iter().filter(|(_, side)| *side != Side::Before);
        let refs = self.refs.iter().filter(|(_, side)| *side != Side::Before);
        let refs = refs.map(|(one, _)| one.name.trim_start_matches("refs/").to_owned());
        files.map(|(file, _)| file.path.clone()).chain(refs).collect()
    }
}

/// A link, or a file that grew beyond all bounds, is on no side: it is not what we read or wrote.
fn side_of_file(site: &Site, file: &FileChange) -> Result<Side, ApplyError> {
    match site.root.read(&file.path) {
        Ok(content) if file.after.as_ref() == Some(&content) => Ok(Side::After),
        Ok(content) if file.before.as_ref() == Some(&content) => Ok(Side::Before),
        Err(InsideError::Missing) if file.after.is_none() => Ok(Side::After),
        Err(InsideError::Missing) if file.before.is_none() => Ok(Side::Before),
        Err(InsideError::Io(error)) => Err(ApplyError::io("read", site.file(&file.path))(error)),
        Ok(_) | Err(_) => Ok(Side::Neither),
    }
}

/// A branch that is at neither commit of its change: whether that change was made before somebody moved it on.
fn beyond_or_elsewhere(repository: &Repository, change: &RefChange, at: Option<&str>) -> Branch {
    let (Some(at), Some(old), Some(new)) = (at, change.old.as_deref(), change.new.as_deref()) else {
        return Branch::Elsewhere;
    };
    let holds = |inner: &str, outer: &str| repository.is_ancestor(inner, outer);
    // Taking back leads to an ancestor, which every later commit holds too.
    let was_made = holds(new, at) && (holds(old, new) || !holds(old, at));
    if was_made { Branch::Beyond } else { Branch::Elsewhere }
}

/// The entries with the side that each is on in the index.
fn sides_of_entries<'c>(
    repository: &Repository,
    change: &'c GitChange,
) -> Result<Vec<(&'c IndexChange, Side)>, ApplyError> {
    let paths: Vec<&str> = change.index.iter().map(|entry| entry.path.as_str()).collect();
    let found = repository.index_entries(&paths)?;
    let side = |entry: &'c IndexChange| match found.get(&entry.path).map(|found| found.object.as_str()) {
        object if object == entry.new.as_deref() => Side::After,
        object if object == entry.old.as_deref() => Side::Before,
        _ => Side::Neither,
    };
    Ok(change.index.iter().map(|entry| (entry, side(entry))).collect())
}
