//! The history of HEAD, by one call of git whose answer is read while git still writes it.

use std::io::BufRead;
use std::ops::ControlFlow;

use super::git::{Git, GitError};

/// A commit as `git log` shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedCommit {
    /// Its whole id.
    pub id: String,
    /// The ids of its parents; of a commit at which a shallow clone ends none.
    pub parents: Vec<String>,
    /// The author's date, in seconds since 1970-01-01 00:00 UTC.
    pub seconds: Option<i64>,
    pub author: String,
    /// The names of the tags on it, without `refs/tags/`.
    pub tags: Vec<String>,
    /// Whether a shallow clone ends here.
    pub is_cut: bool,
    /// The whole message, in UTF-8; what cannot be read as that is U+FFFD.
    pub message: String,
    /// The files that it touches below the folder, relative to it; none of a merge.
    pub files: Vec<String>,
}

/// Children before parents, so that a reader can stop where it has seen enough; renames as two names; new commits of
/// submodules, whatever `.gitmodules` leaves out of a status; no word of settings that people have for their own logs.
const LOG: [&str; 15] = [
    "log",
    "--topo-order",
    "--name-only",
    "--no-renames",
    "--relative",
    "--diff-merges=off",
    "--ignore-submodules=none",
    "--no-show-signature",
    "--no-notes",
    "--no-color",
    "--encoding=UTF-8",
    "--decorate=full",
    "--decorate-refs=refs/tags/",
    "-z",
    // NUL is the one byte that no part of a commit holds.
    "--format=%x00%H%x00%P%x00%at%x00%an%x00%D%x00%B%x00",
];

/// Hands the commits reachable from `tip` to `take`, children before parents, until it breaks.
///
/// Where there is no commit yet, there is nothing to hand over.
pub fn history(
    git: &Git,
    tip: &str,
    mut take: impl FnMut(LoggedCommit) -> ControlFlow<()>,
) -> Result<(), GitError> {
    let arguments = [&LOG[..], &[tip, "--"]].concat();
    let mut stopped = false;
    let read = git.stream(&arguments, b"", |stdout| {
        let mut records = Records { stream: stdout, field: Vec::new() };
        records.skip()?;
        while let Some(commit) = records.next()? {
            if take(commit).is_break() {
                // git ends by itself when nobody reads on.
                stopped = true;
                break;
            }
        }
        Ok(())
    });
    match read {
        Err(GitError::Failed { .. }) if stopped => Ok(()),
        Err(GitError::Failed { message, .. }) if tip == "HEAD" && message.contains("bad revision 'HEAD'") => {
            Ok(())
        }
        read => read,
    }
}

/// Fields that each end with NUL: those of the format, an empty one, the files, and an empty one, which is the start of
/// the next commit.
struct Records<'s, R> {
    stream: &'s mut R,
    field: Vec<u8>,
}

impl<R: BufRead> Records<'_, R> {
    fn skip(&mut self) -> std::io::Result<()> {
        self.next_field().map(drop)
    }

    /// The next field; `None` at the end.
    fn next_field(&mut self) -> std::io::Result<Option<String>> {
        self.field.clear();
        let read = self.stream.read_until(0, &mut self.field)?;
        if self.field.last() == Some(&0) {
            self.field.pop();
        }
        Ok((read > 0).then(|| String::from_utf8_lossy(&self.field).into_owned()))
    }

    fn next(&mut self) -> std::io::Result<Option<LoggedCommit>> {
        let Some(id) = self.next_field()?.filter(|id| !id.is_empty()) else { return Ok(None) };
        let mut field = || Ok::<_, std::io::Error>(self.next_field()?.unwrap_or_default());
        let (parents, seconds, author, refs, message) = (field()?, field()?, field()?, field()?, field()?);
        self.skip()?;
        let mut files = Vec::new();
        while let Some(file) = self.next_field()?.filter(|file| !file.is_empty()) {
            // A line end parts the files from the message.
            let name =
                if files.is_empty() { file.strip_prefix('\n').unwrap_or(&file).to_owned() } else { file };
            files.push(name);
        }
        // No name of a ref holds a space.
        let refs: Vec<&str> = refs.split(", ").collect();
        Ok(Some(LoggedCommit {
            id,
            parents: parents.split_whitespace().map(str::to_owned).collect(),
            seconds: seconds.parse().ok(),
            author,
            tags: refs
                .iter()
                .filter_map(|name| name.strip_prefix("tag: refs/tags/"))
                .map(str::to_owned)
                .collect(),
            is_cut: refs.iter().any(|name| name.trim() == "grafted"),
            message,
            files,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commits_with_and_without_files_are_told_apart() {
        let text = "\0a1\0b2 c3\x00100\0Ada\0tag: refs/tags/x,y, tag: refs/tags/v1\0Merge\n\nbody\n\0\0\
                    \0b2\0\0x\0\u{fffd}\0grafted\0two\n\0\0\nd/b\0e\0\0";
        let mut records = Records { stream: &mut text.as_bytes(), field: Vec::new() };
        records.skip().unwrap();
        let first = records.next().unwrap().unwrap();
        assert_eq!((first.parents.len(), first.seconds, first.files.len()), (2, Some(100), 0));
        assert_eq!((first.tags, first.is_cut), (vec!["x,y".to_owned(), "v1".to_owned()], false));
        assert_eq!(first.message, "Merge\n\nbody\n");
        let second = records.next().unwrap().unwrap();
        assert_eq!((second.id.as_str(), second.is_cut, second.seconds), ("b2", true, None));
        assert_eq!(second.files, ["d/b", "e"]);
        assert_eq!(records.next().unwrap(), None);
    }
}
