//! The tags of a git repository. git is called as a program, and only asked.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// A tag as git tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GitTag {
    /// Its name, without `refs/tags/`. A name that is no UTF-8 has U+FFFD in the places where it is none.
    pub name: String,
    /// When it was made, or its commit where the tag itself does not say, in seconds since 1970-01-01 00:00 UTC; `None`
    /// for a tag of something without a time, such as a blob.
    pub seconds: Option<i64>,
}

/// Why git tells no tags.
#[derive(Debug)]
pub enum TagsError {
    /// git cannot be started.
    Start(io::Error),
    /// git failed; with what it said. A folder outside of every repository causes it.
    Failed(String),
}

/// Each tag is a name, NUL, seconds, NUL and a line end. A name holds none of these bytes (git-check-ref-format).
const FORMAT: &str = "--format=%(refname)%00%(creatordate:unix)%00";
const PREFIX: &str = "refs/tags/";

/// What git may see of the environment: where programs and its configuration are.
const KEPT: [&str; 4] = ["PATH", "HOME", "XDG_CONFIG_HOME", "SystemRoot"];

/// The tags of the repository that `folder` is in, in the order of their names.
pub fn tags(folder: &Path) -> Result<Vec<GitTag>, TagsError> {
    // A relative folder may start with `-`, which git must not take for a flag.
    let output = git()
        .current_dir(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
        .args(["for-each-ref", FORMAT, "--", PREFIX])
        .output()
        .map_err(TagsError::Start)?;
    if !output.status.success() {
        return Err(TagsError::Failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    Ok(output.stdout.split(|byte| *byte == b'\n').filter_map(tag).collect())
}

/// git in an environment that is the same everywhere: nothing that leads it to another repository, no prompt, no lock.
fn git() -> Command {
    let mut command = Command::new("git");
    command.env_clear().stdin(Stdio::null());
    for name in KEPT {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command.envs([
        ("LC_ALL", "C"),
        ("GIT_OPTIONAL_LOCKS", "0"),
        ("GIT_TERMINAL_PROMPT", "0"),
        ("GIT_CONFIG_NOSYSTEM", "1"),
    ]);
    command
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
