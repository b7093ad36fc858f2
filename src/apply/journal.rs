//! The journal: what is about to happen, written durably before it does. It exists only while an apply is running or was
//! interrupted; when the apply is done it becomes the record that `undo` and `log` read.
//!
//! ```text
//! dateline journal 1
//! SHA-256 of all that follows, LENGTH of the next part in bytes
//! what is done, as JSON
//! the contents of the files, before and after, one behind the other
//! ```

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::error::ApplyError;
use crate::plan::Plan;
use crate::product::ComponentId;
use crate::system::effects::Effects;
use crate::system::identity::{FileIdentity, FolderIdentity};
use crate::system::{files, private};
use crate::version::Version;

const HEADER: &str = "dateline journal 1";

/// An apply, or the taking back of one: all that is needed to finish or to revert it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    pub verb: RecordKind,
    /// When it began, in UTC: `2016-11-01T12:00:00Z`.
    pub at: String,
    pub by: Option<String>,
    /// Where it was made.
    #[serde(default)]
    pub made: Option<Origin>,
    /// The product file, by its name in its folder.
    pub product_file: String,
    /// The way from the root of the git work tree to that folder.
    pub prefix: String,
    /// The plan, its date with it, so that a recovery after midnight keeps it; none for an import.
    pub plan: Option<Plan>,
    pub files: Vec<FileChange>,
    pub git: Option<GitChange>,
}

/// The folder that a record was made in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    pub folder: String,
    /// What proves that it is the same one under another path.
    pub identity: FolderIdentity,
}

/// A record as it is on disk.
pub(super) struct Stored {
    pub(super) record: Record,
    pub(super) path: PathBuf,
    /// The number of the user that the file belongs to, where that is another than ours.
    pub(super) stranger: Option<u32>,
}

/// What a record is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RecordKind {
    /// A plan is applied.
    Apply,
    /// The last apply is taken back.
    Undo,
    /// Versions are taken from tags into the product file.
    Import,
    /// The product file is made.
    Init,
}

/// A file before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileChange {
    /// The file, relative to the product file's folder.
    pub path: String,
    before_length: Option<usize>,
    after_length: Option<usize>,
    /// What it held; `None` where it was not there.
    #[serde(skip)]
    pub before: Option<Vec<u8>>,
    /// What it will hold; `None` where it goes.
    #[serde(skip)]
    pub after: Option<Vec<u8>>,
}

/// What changes in git.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GitChange {
    /// The branch that HEAD is on, by its whole name.
    pub branch: String,
    /// The commit that is made or taken back; `None` where nothing is committed.
    pub commit: Option<String>,
    pub refs: Vec<RefChange>,
    pub index: Vec<IndexChange>,
    /// Whether git was asked to move the refs: only then is one that is at its new place there because of this.
    #[serde(default)]
    pub refs_moved: bool,
    /// The locks that git held on them at that moment.
    #[serde(default)]
    pub locks: Vec<HeldLock>,
    /// The remote to push to once all is done, and what to push there.
    pub push: Option<Push>,
}

/// A branch or tag before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefChange {
    /// Its whole name: `refs/heads/main`.
    pub name: String,
    /// The object that it was at; `None` where it was not there.
    pub old: Option<String>,
    /// The object that it will be at; `None` where it goes.
    pub new: Option<String>,
}

/// A lock that a git of ours held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldLock {
    pub path: String,
    /// What proves that it is the very same file.
    pub identity: FileIdentity,
}

/// A file in the index before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexChange {
    /// The file, relative to the root of the work tree.
    pub path: String,
    /// Its mode: `100644`.
    pub mode: String,
    /// Its content before, as an object; `None` where it was not there.
    pub old: Option<String>,
    /// Its content after, as an object; `None` where it goes.
    pub new: Option<String>,
}

/// What is pushed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Push {
    pub remote: String,
    /// What is pushed: `refs/heads/main:refs/heads/main`.
    pub refspecs: Vec<String>,
}

impl RecordKind {
    /// The word that the command line uses.
    pub const fn name(self) -> &'static str {
        match self {
            RecordKind::Apply => "apply",
            RecordKind::Undo => "undo",
            RecordKind::Import => "import",
            RecordKind::Init => "init",
        }
    }
}

impl GitChange {
    pub(super) fn without_push(self) -> GitChange {
        GitChange { push: None, ..self }
    }
}

impl FileChange {
    pub(super) fn new(path: String, before: Option<Vec<u8>>, after: Option<Vec<u8>>) -> Self {
        let length = |content: &Option<Vec<u8>>| content.as_ref().map(Vec::len);
        FileChange { path, before_length: length(&before), after_length: length(&after), before, after }
    }
}

impl Record {
    /// Whether it makes a release.
    pub fn is_apply(&self) -> bool {
        self.verb == RecordKind::Apply
    }

    /// What is pushed of it, where anything is.
    pub(super) fn pushing(&self) -> Option<(&GitChange, &Push)> {
        let git = self.git.as_ref()?;
        Some((git, git.push.as_ref()?))
    }

    /// The components that the plan releases, each with its version.
    pub fn releases(&self) -> Vec<(&ComponentId, Version)> {
        let releases = self.plan.iter().flat_map(|plan| &plan.releases);
        releases.map(|release| (&release.component, release.to)).collect()
    }

    /// A new record that leads back to where this one started.
    pub(super) fn reversed(&self) -> Record {
        let swap =
            |file: &FileChange| FileChange::new(file.path.clone(), file.after.clone(), file.before.clone());
        let git = self.git.as_ref().map(|git| GitChange {
            refs: git.refs.iter().map(RefChange::reversed).collect(),
            index: git.index.iter().map(IndexChange::reversed).collect(),
            push: None,
            refs_moved: false,
            locks: Vec::new(),
            ..git.clone()
        });
        Record { files: self.files.iter().map(swap).collect(), git, ..self.clone() }
    }

    /// Whether it takes back what `applied` did.
    fn is_undo_of(&self, applied: &Record) -> bool {
        let commit = |record: &Record| record.git.as_ref().and_then(|git| git.commit.clone());
        commit(self) == commit(applied) && self.plan == applied.plan
    }

    fn encode(&self) -> Result<Vec<u8>, serde_json::Error> {
        let json = serde_json::to_vec_pretty(self)?;
        let mut body = json.clone();
        for file in &self.files {
            body.extend(file.before.iter().chain(&file.after).flatten());
        }
        let mut text = format!("{HEADER}\n{} {}\n", checksum(&body), json.len()).into_bytes();
        text.extend(body);
        Ok(text)
    }

    fn decode(bytes: &[u8]) -> Result<Record, &'static str> {
        let (header, rest) = split_line(bytes).ok_or("its first line is cut off")?;
        if header != HEADER.as_bytes() {
            return Err("it is not a journal that this version knows");
        }
        let (sums, body) = split_line(rest).ok_or("its second line is cut off")?;
        let sums = std::str::from_utf8(sums).map_err(|_| "its checksum is not text")?;
        let (sum, length) = sums.split_once(' ').ok_or("its checksum is missing")?;
        if checksum(body) != sum {
            return Err("its checksum is wrong");
        }
        let length = length.parse().map_err(|_| "its length is not a number")?;
        let (json, mut contents) = body.split_at_checked(length).ok_or("it is cut off")?;
        let mut record: Record = serde_json::from_slice(json).map_err(|_| "its fields are wrong")?;
        for file in &mut record.files {
            for (length, content) in
                [(file.before_length, &mut file.before), (file.after_length, &mut file.after)]
            {
                let Some(length) = length else { continue };
                let (taken, rest) = contents.split_at_checked(length).ok_or("a file is cut off")?;
                *content = Some(taken.to_vec());
                contents = rest;
            }
        }
        Ok(record)
    }
}

impl RefChange {
    pub(super) fn reversed(&self) -> RefChange {
        RefChange { name: self.name.clone(), old: self.new.clone(), new: self.old.clone() }
    }
}

impl IndexChange {
    pub(super) fn reversed(&self) -> IndexChange {
        IndexChange { old: self.new.clone(), new: self.old.clone(), ..self.clone() }
    }
}

/// The SHA-256 of `bytes`, in hexadecimal.
pub(super) fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn split_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let (line, rest) = bytes.split_at(end);
    Some((line, rest.get(1..)?))
}

fn journal_path(state: &Path) -> PathBuf {
    state.join("journal")
}

/// The folder of what was applied, one file each, numbered.
fn applied_folder(state: &Path) -> PathBuf {
    state.join("applied")
}

fn read(path: &Path) -> Result<Option<Stored>, ApplyError> {
    let Some(file) = private::read(path).map_err(ApplyError::io("read", path))? else { return Ok(None) };
    let damaged = |reason: &str| ApplyError::Damaged { path: path.to_path_buf(), reason: reason.to_owned() };
    let record = Record::decode(&file.content).map_err(damaged)?;
    Ok(Some(Stored { record, path: path.to_path_buf(), stranger: file.stranger }))
}

/// The journal of what was cut off, if anything was.
pub(super) fn pending_at(state: &Path) -> Result<Option<Stored>, ApplyError> {
    private::check_folder(state).map_err(ApplyError::io("read", state))?;
    read(&journal_path(state))
}

/// Writes the journal. From here on the apply counts: it is finished or reverted, never forgotten.
pub(super) fn begin(effects: &Effects, state: &Path, record: &Record) -> Result<(), ApplyError> {
    let path = journal_path(state);
    let bytes = record.encode().map_err(|error| ApplyError::io("write", &path)(error.into()))?;
    effects.replace(&path, &state.join("journal.new"), &bytes).map_err(ApplyError::io("write", &path))
}

/// Whether there is a journal, whatever it holds.
pub(super) fn is_there(state: &Path) -> bool {
    files::exists(&journal_path(state))
}

/// Gives the journal another name, under which nothing follows it; that name.
pub(super) fn set_aside(effects: &Effects, state: &Path) -> Result<PathBuf, ApplyError> {
    let path = journal_path(state);
    let names = (1..).map(|number: u32| state.join(format!("set-aside-{number}")));
    let free = names.take(usize::from(u16::MAX)).find(|name| !files::exists(name));
    let to = free.unwrap_or_else(|| state.join("set-aside"));
    effects.rename(&path, &to).map_err(ApplyError::io("move", &path))?;
    Ok(to)
}

/// Turns the journal into the record of what was applied; for an undo, the last record goes instead.
pub(super) fn complete(effects: &Effects, state: &Path, verb: RecordKind) -> Result<(), ApplyError> {
    let path = journal_path(state);
    match verb {
        RecordKind::Apply => {
            let folder = applied_folder(state);
            private::check_folder(&folder).map_err(ApplyError::io("make", &folder))?;
            effects.make_folder(&folder).map_err(ApplyError::io("make", &folder))?;
            let number = numbers(state)?.last().map_or(1, |last| last + 1);
            let to = folder.join(format!("{number:06}"));
            effects.rename(&path, &to).map_err(ApplyError::io("write", &to))
        }
        RecordKind::Import | RecordKind::Init => forget(effects, state),
        RecordKind::Undo => {
            let undone = pending_at(state)?.map(|stored| stored.record);
            let last = last_applied(state)?.map(|(number, stored)| (number, stored.record));
            // A recovery comes here again where it was cut off between the two removals.
            if let (Some(undone), Some((number, last))) = (undone, last)
                && undone.is_undo_of(&last)
            {
                let taken = applied_folder(state).join(format!("{number:06}"));
                effects.remove(&taken).map_err(ApplyError::io("remove", &taken))?;
            }
            forget(effects, state)
        }
    }
}

/// Puts the record of an apply back whose undo is reverted, where that undo had removed it already.
pub(super) fn restore(effects: &Effects, state: &Path, undone: &Record) -> Result<(), ApplyError> {
    let last = last_applied(state)?;
    if last.as_ref().is_some_and(|(_, last)| undone.is_undo_of(&last.record)) {
        return Ok(());
    }
    let number = last.map_or(1, |(number, _)| number + 1);
    let folder = applied_folder(state);
    let path = folder.join(format!("{number:06}"));
    let mut applied = Record { verb: RecordKind::Apply, ..undone.reversed() };
    if let Some(git) = &mut applied.git {
        git.refs_moved = true;
    }
    let bytes = applied.encode().map_err(|error| ApplyError::io("write", &path)(error.into()))?;
    effects.replace(&path, &folder.join("new"), &bytes).map_err(ApplyError::io("write", path))
}

/// Removes the journal: what it spoke of has been reverted.
pub(super) fn forget(effects: &Effects, state: &Path) -> Result<(), ApplyError> {
    let path = journal_path(state);
    effects.remove(&path).map_err(ApplyError::io("remove", &path))
}

/// The numbers of what was applied, in order.
fn numbers(state: &Path) -> Result<Vec<u64>, ApplyError> {
    let folder = applied_folder(state);
    let names = private::names(&folder).map_err(ApplyError::io("read", folder))?.into_iter();
    let mut numbers: Vec<u64> = names.filter_map(|name| name.parse().ok()).collect();
    numbers.sort_unstable();
    Ok(numbers)
}

/// The last apply, with its number.
pub(super) fn last_applied(state: &Path) -> Result<Option<(u64, Stored)>, ApplyError> {
    let Some(number) = numbers(state)?.last().copied() else { return Ok(None) };
    let stored = read(&applied_folder(state).join(format!("{number:06}")))?;
    Ok(stored.map(|stored| (number, stored)))
}

/// All that was applied, the first first.
pub(super) fn applied(state: &Path) -> Result<Vec<Record>, ApplyError> {
    let folder = applied_folder(state);
    let stored = numbers(state)?.into_iter().map(|number| read(&folder.join(format!("{number:06}"))));
    stored.filter_map(Result::transpose).map(|stored| Ok(stored?.record)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Request, Stage, plan};
    use crate::product::Product;
    use crate::version::BuildDate;

    fn record() -> Record {
        let product = Product::from_toml("[product]\nname = 'C'\n[components.core]\nlead = true\n").unwrap();
        let date = BuildDate::from_ymd(2016, 11, 1).unwrap();
        Record {
            verb: RecordKind::Apply,
            at: "2016-11-01T00:00:00Z".to_owned(),
            by: None,
            made: None,
            product_file: "product.toml".to_owned(),
            prefix: String::new(),
            plan: plan(&product, &Request::release(["fix:core".parse().unwrap()], Stage::Stable, date)).ok(),
            files: vec![FileChange::new(
                "a".to_owned(),
                Some(b"old\n\xff".to_vec()),
                Some(b"new\n".to_vec()),
            )],
            git: None,
        }
    }

    #[test]
    fn a_journal_reads_as_it_was_written() {
        assert_eq!(Record::decode(&record().encode().unwrap()), Ok(record()));
        assert_eq!(record().reversed().reversed(), record());
    }

    #[test]
    fn a_journal_that_lost_or_changed_any_byte_is_refused() {
        let bytes = record().encode().unwrap();
        for end in 0..bytes.len() {
            assert!(Record::decode(&bytes[..end]).is_err(), "cut at {end}");
        }
        for place in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] ^= 1;
            assert!(Record::decode(&changed).is_err(), "changed at {place}");
        }
    }
}
