//! Many objects of a git repository by one call.

use std::io::{BufRead, Read};
use std::path::Path;

use super::effects::{Effects, FileEffect};
use super::git::{Git, GitError, StartedGit, lossy, run};

/// The content of each object, `HEAD:./product.toml` or a hash; `None` for what is not there.
///
/// A name with a line end in it is none that can be asked for.
pub fn read(git: &Git, names: &[String]) -> Result<Vec<Option<Vec<u8>>>, GitError> {
    let is_askable = |name: &&String| !name.contains('\n');
    let input: String = names.iter().filter(is_askable).map(|name| format!("{name}\n")).collect();
    let answer = git.ask_about(&["cat-file", "--batch"], input.as_bytes())?;
    let mut rest = answer.as_slice();
    let found = names.iter().map(|name| is_askable(&name).then(|| next(&mut rest)).flatten());
    Ok(found.collect())
}

/// The id of each object; `None` for what is not there. A name with a line end in it names nothing.
pub fn ids(git: &Git, names: &[String]) -> Result<Vec<Option<String>>, GitError> {
    IdLookup::start(git)?.of(names)
}

/// A running `git cat-file` that looks up ids.
#[derive(Debug)]
pub struct IdLookup(StartedGit);

impl IdLookup {
    /// Starts git; outside a repository, asking it returns the error.
    pub fn start(git: &Git) -> Result<Self, GitError> {
        git.start(&["cat-file", "--batch-check=%(objectname)", "--buffer"]).map(IdLookup)
    }

    /// Like [`ids`].
    pub fn of(self, names: &[String]) -> Result<Vec<Option<String>>, GitError> {
        let is_askable = |name: &&String| !name.contains('\n');
        let input: String = names.iter().filter(is_askable).flat_map(|name| [name.as_str(), "\n"]).collect();
        let mut answer = Vec::new();
        self.0.run(input.as_bytes(), |stdout| stdout.read_to_end(&mut answer).map(drop))?;
        let answer = lossy(answer);
        let mut lines = answer.lines();
        let id = |line: &str| line.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| line.to_owned());
        let found = names.iter().map(|name| is_askable(&name).then(|| lines.next().and_then(id)).flatten());
        Ok(found.collect())
    }
}

/// An object as git hands it over.
#[derive(Debug, Clone, Copy)]
pub struct StoredObject<'o> {
    /// Its id, as it was asked for.
    pub id: &'o str,
    /// `blob`, `tree`, `commit` or `tag`.
    pub kind: &'o str,
    pub content: &'o [u8],
}

/// Hands each object to `take`, one after another, so that no more than one is kept. What is not there is left out. `ids`
/// hold no line end.
pub fn each(git: &Git, ids: &[&str], take: impl FnMut(StoredObject<'_>)) -> Result<(), GitError> {
    if ids.is_empty() {
        return Ok(());
    }
    ContentLookup::start(git)?.each(ids, take)
}

/// A running `git cat-file` that hands over contents.
#[derive(Debug)]
pub struct ContentLookup(StartedGit);

impl ContentLookup {
    /// Starts git; outside a repository, asking it returns the error.
    pub fn start(git: &Git) -> Result<Self, GitError> {
        git.start(&["cat-file", "--batch", "--buffer"]).map(ContentLookup)
    }

    /// Like [`each`].
    pub fn each(self, ids: &[&str], mut take: impl FnMut(StoredObject<'_>)) -> Result<(), GitError> {
        let input: String = ids.iter().flat_map(|id| [id, "\n"]).collect();
        self.0.run(input.as_bytes(), |answer| {
            let (mut head, mut content) = (Vec::new(), Vec::new());
            for id in ids {
                head.clear();
                answer.read_until(b'\n', &mut head)?;
                // `HASH TYPE SIZE`, or `NAME missing`.
                let mut words = std::str::from_utf8(&head).unwrap_or_default().trim_end().rsplit(' ');
                let (size, kind) = (words.next().and_then(|size| size.parse::<u64>().ok()), words.next());
                let (Some(size), Some(kind)) = (size, kind) else { continue };
                content.clear();
                answer.by_ref().take(size + 1).read_to_end(&mut content)?;
                content.pop();
                take(StoredObject { id, kind, content: &content });
            }
            Ok(())
        })
    }
}

/// Writes the files at `paths` in the work tree `folder` into the repository of `git_dir` as `git add` would, through
/// their filters; their ids, in the same order. It is one call of git, which starts a filter once.
pub fn clean(
    effects: &Effects,
    git_dir: &Path,
    folder: &Path,
    paths: &[&str],
) -> Result<Vec<String>, GitError> {
    const VERB: &str = "hash-object";
    effects.announce(FileEffect::Git(VERB))?;
    let arguments = [VERB, "-w", "--stdin-paths"];
    let mut command = Git::new(folder).command(&arguments, None, true);
    command.env("GIT_DIR", git_dir).env("GIT_WORK_TREE", folder);
    let input: String = paths.iter().map(|path| format!("{}\n", quoted(path))).collect();
    let mut answer = Vec::new();
    run(&arguments, &mut command, input.as_bytes(), |stdout| stdout.read_to_end(&mut answer).map(drop))?;
    Ok(lossy(answer).lines().map(str::to_owned).collect())
}

/// A path as git reads any path in a line: in quotes.
pub(super) fn quoted(path: &str) -> String {
    let escaped = path.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}

/// Takes the next answer: `HASH TYPE SIZE`, a line end, the content, a line end; or `NAME missing`.
fn next(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let (head, behind) = rest.split_at_checked(end)?;
    let behind = behind.get(1..)?;
    *rest = behind;
    let head = std::str::from_utf8(head).ok().filter(|head| !head.ends_with(" missing"))?;
    let size: usize = head.rsplit(' ').next()?.parse().ok()?;
    let content = behind.get(..size)?.to_vec();
    *rest = behind.get(size + 1..)?;
    Some(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_any_characters_is_one_line() {
        assert_eq!(quoted("a b/é"), "\"a b/é\"");
        assert_eq!(quoted("a\"b\\c\nd"), "\"a\\\"b\\\\c\\nd\"");
    }

    #[test]
    fn answers_come_one_after_another_and_what_is_missing_has_none() {
        let mut rest = &b"x:a b missing\n0123 blob 3\na\nb\nHEAD missing\n45 blob 0\n\n"[..];
        let found: Vec<_> = (0..5).map(|_| next(&mut rest)).collect();
        assert_eq!(found, [None, Some(b"a\nb".to_vec()), None, Some(Vec::new()), None]);
    }
}
