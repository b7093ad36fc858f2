//! A commit as data.

use crate::version::BuildDate;

/// A commit, as the log of a repository has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Commit {
    /// Its whole id, in hexadecimal digits.
    pub id: Box<str>,
    /// The ids of its parents; more than one for a merge.
    pub parents: Vec<Box<str>>,
    pub author: Box<str>,
    /// The day of its author's date, in UTC; `None` outside of the years 1970 to 9999.
    pub date: Option<BuildDate>,
    /// Its whole message. Bytes that are not UTF-8 are U+FFFD.
    pub message: Box<str>,
    /// The names of the tags on it, without `refs/tags/`.
    pub tags: Vec<Box<str>>,
    /// Whether the clone is shallow and lacks its parents.
    pub is_cut: bool,
    /// The files that it touches, relative to the product file's folder; of a rename both names; none of a merge.
    pub files: Vec<Box<str>>,
}

impl Commit {
    /// The first line of the message.
    pub fn subject(&self) -> &str {
        self.message.trim_start().lines().next().unwrap_or_default().trim_end()
    }

    /// The first ten digits of the id, as people write it.
    pub fn short_id(&self) -> &str {
        self.id.get(..10).unwrap_or(&self.id)
    }

    /// Whether it merges others.
    pub fn is_merge(&self) -> bool {
        self.parents.len() > 1
    }
}
