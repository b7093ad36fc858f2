//! The tags of a git repository.

use std::collections::HashSet;
use std::path::Path;

use super::git::{Git, GitError};

/// A tag as git tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GitTag {
    /// Its name, without `refs/tags/`. A name that is no UTF-8 has U+FFFD in the places where it is none.
    pub name: String,
    /// When it was made, or its commit where the tag itself does not say, in seconds since 1970-01-01 00:00 UTC; `None`
    /// for a tag of something without a time, such as a blob.
    pub seconds: Option<i64>,
}

/// The names of the tags alone, which asks for no object: where days matter to nobody.
pub fn names(folder: &Path) -> Result<Vec<String>, GitError> {
    let answer = git(folder).ask(&["for-each-ref", "--format=%(refname:strip=2)", "--", PREFIX])?;
    Ok(String::from_utf8_lossy(&answer).lines().map(str::to_owned).collect())
}

fn git(folder: &Path) -> Git {
    Git::new(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
}

/// Each tag is a name, NUL, seconds, NUL and a line end. A name holds none of these bytes (git-check-ref-format).
const FORMAT: &str = "--format=%(refname)%00%(creatordate:unix)%00";
const PREFIX: &str = "refs/tags/";

/// The tags of the repository that `folder` is in, in the order of their names; refused outside of every repository.
pub fn tags(folder: &Path) -> Result<Vec<GitTag>, GitError> {
    let answer = git(folder).ask(&["for-each-ref", FORMAT, "--", PREFIX])?;
    Ok(answer.split(|byte| *byte == b'\n').filter_map(tag).collect())
}

/// The names of the tags that HEAD contains; none where HEAD has no commit yet.
pub fn merged(folder: &Path) -> Result<HashSet<String>, GitError> {
    let git = git(folder);
    if git.ask(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]).is_err() {
        return Ok(HashSet::new());
    }
    let answer = git.ask(&["for-each-ref", "--merged=HEAD", "--format=%(refname)", "--", PREFIX])?;
    let names = answer.split(|byte| *byte == b'\n').map(String::from_utf8_lossy);
    Ok(names.filter_map(|name| name.strip_prefix(PREFIX).map(str::to_owned)).collect())
}

/// Whether the repository that `folder` is in lacks a part of its history.
pub fn is_shallow(folder: &Path) -> Result<bool, GitError> {
    let answer = git(folder).line(&["rev-parse", "--is-shallow-repository"])?;
    Ok(answer == "true")
}

/// The first lines of the newest `count` commits in HEAD's history, without merges; none where there is no commit.
#[must_use]
pub fn subjects(folder: &Path, count: usize) -> Vec<String> {
    let count = format!("--max-count={count}");
    let answer =
        git(folder).ask(&["log", "--no-merges", "--no-show-signature", "--format=%s", &count, "HEAD"]);
    String::from_utf8_lossy(&answer.unwrap_or_default()).lines().map(str::to_owned).collect()
}

fn tag(record: &[u8]) -> Option<GitTag> {
    let mut fields = record.split(|byte| *byte == 0);
    let name = String::from_utf8_lossy(fields.next()?);
    let seconds = fields.next().and_then(|seconds| std::str::from_utf8(seconds).ok()?.parse().ok());
    Some(GitTag { name: name.strip_prefix(PREFIX)?.to_owned(), seconds })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_a_name_and_perhaps_a_time() {
        let read = |text: &str| tag(text.as_bytes()).map(|tag| (tag.name, tag.seconds));
        assert_eq!(
            read("refs/tags/core-1.0\u{0}1478000000\u{0}"),
            Some(("core-1.0".to_owned(), Some(1_478_000_000)))
        );
        assert_eq!(read("refs/tags/blob\u{0}\u{0}"), Some(("blob".to_owned(), None)));
        assert_eq!(read(""), None);
    }
}
