//! Where a plan is written: the product file's folder, and the git work tree around it.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::error::{ApplyError, Problem};
use super::journal::Record;
use super::step::Progress;
use crate::system::effects::Effects;
use crate::system::files::Found;
use crate::system::git::{Git, lossy};
use crate::system::inside::{self, Folder};
use crate::system::lock::{Lock, LockError};
use crate::system::{clock, environment, files, private};

/// What is done besides writing the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Whether to commit, where the folder is in a git work tree.
    pub commit: bool,
    pub tag: bool,
    pub push: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { commit: true, tag: true, push: false }
    }
}

/// The folder of a product file, and where the journal of its applies is.
pub struct Site {
    /// The folder, as it is without links.
    pub folder: PathBuf,
    /// The same folder, held open: nothing that takes its path meanwhile is written to.
    pub(super) root: Folder,
    pub name: String,
    /// The git work tree that the folder is in.
    pub repository: Option<Repository>,
    /// The way to every change.
    pub effects: Effects,
    /// Who is informed of each step.
    pub progress: Progress,
    /// Set where the caller was asked to end: what can still be taken back is.
    pub interrupt: Arc<AtomicBool>,
    /// Whether records count that were made in another folder, from which this one was moved or copied.
    pub accepts_moved: bool,
}

/// A git work tree.
#[derive(Debug, Clone)]
pub struct Repository {
    /// git, called at the root of the work tree.
    pub(super) git: Git,
    /// The git directory of this work tree: HEAD, the index, our journal.
    pub(super) git_dir: PathBuf,
    /// The directory that all work trees share: branches and tags.
    pub(super) common_dir: PathBuf,
    /// The root of the work tree.
    pub(super) root: PathBuf,
    pub(super) index: PathBuf,
    /// The way from the root to the product file's folder: empty, or ending in `/`.
    pub(super) prefix: String,
}

/// What the whole name of a tag starts with.
const TAGS: &str = "refs/tags/";

/// Where a ref is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RefAt {
    /// The object: of an annotated tag the tag itself.
    pub(super) object: String,
    /// The commit, also behind an annotated tag.
    pub(super) commit: String,
    pub(super) is_checked_out: bool,
}

impl Repository {
    /// Whether the clone lacks a part of the history.
    pub fn is_shallow(&self) -> bool {
        files::exists(&self.common_dir.join("shallow"))
    }
}

impl RefAt {
    /// Reads a line of `refs`: the name behind a mark for HEAD, the object, and what an annotated tag is of, separated by NUL.
    fn read(line: &str) -> Option<(String, RefAt)> {
        let mut fields = line.split('\0').map(str::to_owned);
        let (name, object) = (fields.next()?, fields.next()?);
        let commit = fields.next().filter(|tagged| !tagged.is_empty()).unwrap_or_else(|| object.clone());
        let is_checked_out = name.starts_with('*');
        Some((name.get(1..)?.to_owned(), RefAt { object, commit, is_checked_out }))
    }
}

/// A file in git's index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct IndexEntry {
    /// Its mode, such as `100644`.
    pub(super) mode: String,
    /// The object that it is at.
    pub(super) object: String,
    /// Whether git looks at the file in the work tree: neither skip-worktree nor assume-unchanged is set.
    pub(super) is_watched: bool,
}

/// Where HEAD is: on which branch, by its whole name, and at which commit.
pub(super) type Head = (Option<String>, Option<String>);

/// The refs that a release starts from.
#[derive(Debug, Clone)]
pub(super) struct Refs {
    pub(super) head: Head,
    pub(super) tags: BTreeSet<String>,
}

/// Up to how many paths or refs git is asked about by their names, whose length together stays far below what a system
/// allows. Of more it reports all that it has, since it would compare each with each.
const NAMED: usize = 500;

/// The lock on a site, held until it is dropped.
#[derive(Debug)]
pub struct Guard {
    pub(super) lock: Lock,
}

impl Site {
    /// The site of the product file at `path`, which must be a regular file and no link (Rule A3).
    pub fn find(path: &Path) -> Result<Site, ApplyError> {
        let shown = path.to_string_lossy().into_owned();
        let refuse = |problem: Problem| ApplyError::Refused(vec![problem]);
        match files::found(path).map_err(ApplyError::io("read", path))? {
            Found::Link => return Err(refuse(Problem::Link(shown))),
            Found::Other => return Err(refuse(Problem::NotRegular(shown))),
            Found::Regular { bytes } if bytes > files::max_bytes() => {
                return Err(refuse(Problem::TooLarge(shown)));
            }
            Found::Regular { .. } => {}
        }
        Site::of_new(path)
    }

    /// The site of a product file at `path` that need not be there yet.
    pub fn of_new(path: &Path) -> Result<Site, ApplyError> {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = files::canonical(parent).map_err(ApplyError::io("read", parent))?;
        let root = Folder::open(&folder).map_err(ApplyError::io("read", &folder))?;
        let name = path.file_name().and_then(|name| name.to_str());
        let outside = || Problem::Outside(path.to_string_lossy().into_owned());
        let name = name.ok_or_else(|| ApplyError::Refused(vec![outside()]))?.to_owned();
        let repository = Repository::around(&folder)?;
        Ok(Site {
            folder,
            root,
            name,
            repository,
            effects: Effects::default(),
            progress: Progress::default(),
            interrupt: Arc::default(),
            accepts_moved: false,
        })
    }

    /// A folder of ours for the moment, which nothing outlives.
    pub(super) fn scratch(&self) -> PathBuf {
        self.state().join("scratch")
    }

    pub(super) fn is_interrupted(&self) -> bool {
        self.interrupt.load(Ordering::Relaxed)
    }

    /// The folder of the lock, which all work trees of a repository share as they share its refs.
    pub(super) fn shared_state(&self) -> PathBuf {
        let repository = self.repository.as_ref();
        repository.map_or_else(|| self.state(), |repository| repository.common_dir.join("dateline"))
    }

    /// The folder of the journal: in the git directory, else `.dateline` next to the product file.
    pub fn state(&self) -> PathBuf {
        self.repository
            .as_ref()
            .map_or_else(|| self.folder.join(".dateline"), |repository| repository.git_dir.join("dateline"))
    }

    /// Whether a record is of this product file: a work tree may hold several, which share the git directory.
    pub(super) fn is_of(&self, record: &Record) -> bool {
        let prefix = self.repository.as_ref().map_or("", |repository| repository.prefix.as_str());
        record.product_file == self.name && record.prefix == prefix
    }

    /// The file at `path`, which is relative to the product file's folder.
    pub(super) fn file(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// The name by way of which the file at `path` is written.
    pub(super) fn temporary(&self, path: &str) -> PathBuf {
        self.file(path).with_file_name(inside::temporary_name(path))
    }

    /// Takes the lock, whatever the journal says.
    pub(super) fn lock_only(&self, verb: &str, patience: Duration) -> Result<Guard, ApplyError> {
        let shared = self.shared_state();
        for folder in [&self.state(), &shared] {
            private::check_folder(folder).map_err(ApplyError::io("make", folder))?;
            self.effects.make_folder(folder).map_err(ApplyError::io("make", folder))?;
        }
        let path = shared.join("lock");
        let user = environment::user().map_or_else(String::new, |user| format!(" of {user}"));
        let holder =
            format!("`dateline {verb}`{user}, process {}, since {}\n", environment::process(), clock::now());
        match Lock::take(&path, &holder, patience) {
            Ok(lock) => {
                lock.share(true).map_err(ApplyError::io("share", &path))?;
                Ok(Guard { lock })
            }
            Err(LockError::Held(holder)) => Err(ApplyError::Busy(holder)),
            Err(LockError::Io(error)) => Err(ApplyError::Io { doing: "lock", path, error }),
        }
    }
}

impl Repository {
    /// The work tree that `folder` is in, if any.
    fn around(folder: &Path) -> Result<Option<Repository>, ApplyError> {
        let git = Git::new(folder);
        let questions = [
            "rev-parse",
            "--is-inside-work-tree",
            "--absolute-git-dir",
            "--git-common-dir",
            "--git-path",
            "index",
            "--show-toplevel",
            "--show-prefix",
        ];
        let answer = match git.ask(&questions) {
            Ok(answer) => lossy(answer),
            // A broken `.git` is not a missing one: what looks like a repository is never written to as if it were none.
            Err(error)
                if (error.is_missing() || error.is_elsewhere()) && !files::has_above(folder, ".git") =>
            {
                return Ok(None);
            }
            Err(error) => return Err(error.into()),
        };
        let lines: Vec<&str> = answer.strip_suffix('\n').unwrap_or(&answer).split('\n').collect();
        let [_, git_dir, common_dir, index, root, prefix] = lines.as_slice() else {
            return Err(ApplyError::Refused(vec![Problem::Outside(folder.to_string_lossy().into_owned())]));
        };
        Ok(Some(Repository {
            git: Git::new(Path::new(root)),
            git_dir: PathBuf::from(git_dir),
            common_dir: folder.join(common_dir),
            root: PathBuf::from(root),
            index: folder.join(index),
            prefix: (*prefix).to_owned(),
        }))
    }

    /// git's lock on the index.
    pub(super) fn index_lock(&self) -> PathBuf {
        let mut name = self.index.clone().into_os_string();
        name.push(".lock");
        PathBuf::from(name)
    }

    /// The branch that HEAD is on, by its whole name; `None` where it is detached.
    pub(super) fn branch(&self) -> Result<Option<String>, ApplyError> {
        match self.git.line(&["symbolic-ref", "-q", "HEAD"]) {
            Ok(branch) => Ok(Some(branch)),
            Err(error) if error.exit_code() == Some(1) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// What the ref `name` is at; `None` where there is none.
    pub(super) fn at(&self, name: &str) -> Result<Option<String>, ApplyError> {
        match self.git.line(&["rev-parse", "-q", "--verify", name]) {
            Ok(object) => Ok(Some(object)),
            Err(error) if error.exit_code() == Some(1) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Where HEAD is. Of branches by whole names git says which one HEAD is on.
    pub(super) fn head(&self) -> Result<Head, ApplyError> {
        Ok(self.heads_and(&[])?.head)
    }

    /// Where HEAD is, and all tags.
    pub(super) fn head_and_tags(&self) -> Result<Refs, ApplyError> {
        self.heads_and(&[TAGS])
    }

    fn heads_and(&self, others: &[&str]) -> Result<Refs, ApplyError> {
        let question = ["for-each-ref", "--format=%(HEAD)%(refname)%00%(objectname)", "--", "refs/heads/"];
        let answer = self.git.ask(&[&question, others].concat())?;
        let answer = lossy(answer);
        let mut refs = Refs { head: (None, None), tags: BTreeSet::new() };
        for (name, object) in answer.lines().filter_map(|line| line.split_once('\0')) {
            if let Some(branch) = name.strip_prefix('*') {
                refs.head = (Some(branch.to_owned()), Some(object.to_owned()));
            } else if let Some(tag) = name.trim_start().strip_prefix(TAGS) {
                refs.tags.insert(tag.to_owned());
            }
        }
        if refs.head.0.is_none() {
            // It is detached, or its branch has no commit yet.
            refs.head = (self.branch()?, self.at("HEAD")?);
        }
        Ok(refs)
    }

    /// The refs among `names`, which are whole, with the object that each is at, by one call.
    pub(super) fn refs(&self, names: &[&str]) -> Result<HashMap<String, RefAt>, ApplyError> {
        if names.is_empty() {
            return Ok(HashMap::new());
        }
        let question = ["for-each-ref", "--format=%(HEAD)%(refname)%00%(objectname)%00%(*objectname)", "--"];
        let some: Vec<&str> = if names.len() <= NAMED { names.to_vec() } else { vec!["refs/heads/", TAGS] };
        let answer = self.git.ask(&[&question[..], &some].concat())?;
        let answer = lossy(answer);
        let wanted: HashSet<&str> = names.iter().copied().collect();
        let refs = answer.lines().filter_map(RefAt::read);
        Ok(refs.filter(|(name, _)| wanted.contains(name.as_str())).collect())
    }

    /// The records, ended by NUL, that git answers to a question about `paths`, by one call. Where there are many it is
    /// asked about all paths: the caller takes what it needs.
    pub(super) fn records<'p>(
        &self,
        question: &[&str],
        paths: impl IntoIterator<Item = &'p str>,
    ) -> Result<Vec<String>, ApplyError> {
        let mut paths: Vec<&str> = paths.into_iter().collect();
        if paths.is_empty() {
            return Ok(Vec::new());
        }
        if paths.len() > NAMED {
            paths.clear();
        }
        let answer = self.git.ask(&[question, &["--"], &paths].concat())?;
        let answer = lossy(answer);
        Ok(answer.split_terminator('\0').map(str::to_owned).collect())
    }

    /// The entries of the index among `paths`, by path. A path under a merge has several, of which this is the first.
    pub(super) fn index_entries(&self, paths: &[&str]) -> Result<HashMap<String, IndexEntry>, ApplyError> {
        let records = self.records(&["ls-files", "-v", "-s", "-z"], paths.iter().copied())?;
        let wanted: HashSet<&str> = paths.iter().copied().collect();
        let mut entries = HashMap::new();
        // A record is `MARK MODE OBJECT STAGE`, a tab and the path.
        for (head, path) in records.iter().filter_map(|record| record.split_once('\t')) {
            let mut words = head.split(' ');
            if let (Some(mark), Some(mode), Some(object)) = (words.next(), words.next(), words.next())
                && wanted.contains(path)
            {
                // `S` is skip-worktree, a lower-case letter assume-unchanged.
                let is_watched = !mark.starts_with(|mark: char| mark == 'S' || mark.is_ascii_lowercase());
                let entry = IndexEntry { mode: mode.to_owned(), object: object.to_owned(), is_watched };
                entries.entry(path.to_owned()).or_insert(entry);
            }
        }
        Ok(entries)
    }

    /// The files below the product file's folder that git keeps, relative to it.
    pub(super) fn tracked(&self) -> Vec<String> {
        let question = ["ls-files", "-z", "--", if self.prefix.is_empty() { "." } else { &self.prefix }];
        let answer = self.git.ask(&question).unwrap_or_default();
        let paths = answer.split(|byte| *byte == 0).filter_map(|path| std::str::from_utf8(path).ok());
        paths.filter_map(|path| path.strip_prefix(&*self.prefix)).map(str::to_owned).collect()
    }

    /// Whether git ignores the file at `path`, which is relative to the product file's folder.
    pub(super) fn ignores(&self, path: &str) -> bool {
        let path = format!("{}{path}", self.prefix);
        let question = ["ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--", path.as_str()];
        self.git.ask(&question).is_ok_and(|ignored| !ignored.is_empty())
    }

    /// Whether the commit `outer` holds the commit `inner`, or is it; `false` where git does not know them.
    pub(super) fn is_ancestor(&self, inner: &str, outer: &str) -> bool {
        self.git.ask(&["merge-base", "--is-ancestor", inner, outer]).is_ok()
    }

    /// The names of all remotes.
    pub(super) fn remotes(&self) -> Vec<String> {
        let names = self.git.line(&["remote"]).unwrap_or_default();
        names.lines().map(str::to_owned).collect()
    }
}
