//! Where a repository is, at a glance: whether it has other commits or tags than a moment ago, without a call of git.

use std::path::Path;

use super::site::Repository;
use crate::system::files::{self, Stamp};

/// What git changes on disk when HEAD, its branch or the tags move. Two that are equal were taken with nothing moved in
/// between; two that differ may still be of the same commits, as after `git pack-refs`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepositoryPosition {
    head: Vec<u8>,
    stamps: Vec<Option<Stamp>>,
}

impl Repository {
    /// Looks where the repository is now.
    pub fn position(&self) -> RepositoryPosition {
        let head = files::read(&self.git_dir.join("HEAD")).unwrap_or_default();
        let branch = std::str::from_utf8(&head).ok().and_then(|head| head.strip_prefix("ref: "));
        let branch = branch.map(|branch| Path::new(branch.trim_end()));
        let shared = ["packed-refs", "refs/tags", "reftable/tables.list"].map(Path::new);
        let shared = shared.into_iter().chain(branch).map(|path| self.common_dir.join(path));
        let stamps = shared.chain([self.git_dir.join("logs/HEAD")]).map(|path| files::stamp(&path)).collect();
        RepositoryPosition { head, stamps }
    }
}
