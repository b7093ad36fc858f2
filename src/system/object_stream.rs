//! New objects of a git repository, however many, by one call of git: its importer reads them as a stream and puts them
//! into one pack, which it syncs.
//!
//! The importer moves refs when it is done. It works in its own bare repository, so that those are not the refs of
//! anybody; the objects alone go into the real repository, where nothing points at them yet.

use std::io::{self, Read};
use std::path::PathBuf;

use super::effects::{Effects, FileEffect};
use super::git::{Git, GitError, run};
use super::objects::quoted;

const VERB: &str = "fast-import";

/// git syncs objects and packs, and not the refs that nobody needs. A pack, however small: its syncs do not grow with the
/// number of objects.
const SETTINGS: [&str; 4] = ["-c", "core.fsync=objects,pack-metadata", "-c", "fastimport.unpackLimit=0"];

/// An object: one of a stream, or one that is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object(String);

impl Object {
    /// An object that is there, by its id.
    pub fn existing(id: &str) -> Self {
        Object(id.to_owned())
    }
}

/// A file of a commit that is not as in its parent.
#[derive(Debug)]
pub struct ChangedFile<'c> {
    /// The path from the root of the work tree.
    pub path: &'c str,
    /// Its mode in the tree, such as `100644`.
    pub mode: &'c str,
    /// What it holds; `None` where the file goes.
    pub content: Option<Object>,
}

/// A commit on top of another.
#[derive(Debug)]
pub struct NewCommit<'c> {
    /// The id of its parent.
    pub parent: &'c str,
    /// Who wrote it: `Ann <ann@example.org> 1478000000 +0000`.
    pub author: &'c str,
    /// Who commits it, in the same form.
    pub committer: &'c str,
    pub message: &'c str,
    /// The files that differ from those of the parent.
    pub files: &'c [ChangedFile<'c>],
}

/// Objects that are to be made, in the language of `git fast-import`.
#[derive(Debug, Default)]
pub struct ObjectStream {
    text: Vec<u8>,
    objects: usize,
}

/// Where the objects of a stream go.
#[derive(Debug)]
pub struct Store<'s> {
    /// git of the repository.
    pub git: &'s Git,
    pub objects: PathBuf,
    /// A folder of ours that is not there yet: the importer's own repository, which is removed again.
    pub scratch: PathBuf,
    /// Whether ids are of SHA-256 and not of SHA-1.
    pub is_sha256: bool,
    /// The value of `core.sharedRepository`, where it is set.
    pub shared: Option<String>,
}

impl ObjectStream {
    /// Adds the content of a file, as it is.
    pub fn blob(&mut self, content: &[u8]) -> Object {
        self.line("blob");
        let object = self.mark();
        self.data(content);
        self.asked(object)
    }

    /// Adds a commit.
    pub fn commit(&mut self, commit: &NewCommit<'_>) -> Object {
        self.line("commit refs/heads/new");
        let object = self.mark();
        self.line(&format!("author {}\ncommitter {}", commit.author, commit.committer));
        self.data(ended(commit.message).as_bytes());
        self.line(&format!("from {}", commit.parent));
        for file in commit.files {
            let path = quoted(file.path);
            self.line(&match &file.content {
                Some(content) => format!("M {} {} {path}", file.mode, content.0),
                None => format!("D {path}"),
            });
        }
        self.asked(object)
    }

    /// Adds an annotated tag of `commit`. `tagger` has the form of a commit's author.
    pub fn tag(&mut self, name: &str, commit: &Object, tagger: &str, message: &str) -> Object {
        self.line(&format!("tag {name}"));
        let object = self.mark();
        self.line(&format!("from {}\ntagger {tagger}", commit.0));
        self.data(ended(message).as_bytes());
        self.asked(object)
    }

    /// Makes the objects in `store`. They are on the disk afterwards, but for the names of the folders that they are in.
    pub fn write(self, store: &Store<'_>, effects: &Effects) -> Result<Ids, GitError> {
        effects.announce(FileEffect::Git(VERB))?;
        let mut ids = Vec::new();
        if self.objects > 0 {
            effects.remove_folder(&store.scratch)?;
            effects.lay_out(&store.scratch, &bare_repository(store.is_sha256))?;
            let shared = store.shared.as_ref().map(|shared| format!("core.sharedRepository={shared}"));
            let mut arguments = SETTINGS.to_vec();
            arguments.extend(shared.iter().flat_map(|shared| ["-c", shared]));
            arguments.extend([VERB, "--quiet"]);
            let mut command = store.git.command(&arguments, None, true);
            command.env("GIT_DIR", &store.scratch).env("GIT_OBJECT_DIRECTORY", &store.objects);
            let made =
                run(&[VERB], &mut command, &self.text, |answer| answer.read_to_end(&mut ids).map(drop));
            let removed = effects.remove_folder(&store.scratch);
            made?;
            removed?;
        }
        Ok(Ids(String::from_utf8_lossy(&ids).lines().map(str::to_owned).collect()))
    }

    fn line(&mut self, line: &str) {
        self.text.extend_from_slice(line.as_bytes());
        self.text.push(b'\n');
    }

    fn mark(&mut self) -> Object {
        self.objects += 1;
        let mark = format!(":{}", self.objects);
        self.line(&format!("mark {mark}"));
        Object(mark)
    }

    fn data(&mut self, data: &[u8]) {
        self.line(&format!("data {}", data.len()));
        self.text.extend_from_slice(data);
        self.text.push(b'\n');
    }

    /// Asks for the id of the object, which git answers in the order of the stream.
    fn asked(&mut self, object: Object) -> Object {
        self.line(&format!("get-mark {}", object.0));
        object
    }
}

/// The ids that the objects of a stream got.
#[derive(Debug)]
pub struct Ids(Vec<String>);

impl Ids {
    /// The id of `object`; an error where git did not say it.
    pub fn of(&self, object: &Object) -> Result<String, GitError> {
        let id = match object.0.strip_prefix(':') {
            Some(mark) => mark.parse().ok().and_then(|mark: usize| self.0.get(mark.checked_sub(1)?)),
            None => Some(&object.0),
        };
        let missing = || GitError::from(io::Error::new(io::ErrorKind::UnexpectedEof, "an object has no id"));
        id.cloned().ok_or_else(missing)
    }
}

/// A message with a line end at its end, as git's own commands give it.
fn ended(message: &str) -> String {
    format!("{}\n", message.strip_suffix('\n').unwrap_or(message))
}

/// The files that make a folder a repository for git.
fn bare_repository(is_sha256: bool) -> [(String, Vec<u8>); 4] {
    let format = if is_sha256 { "1\n[extensions]\n\tobjectFormat = sha256" } else { "0" };
    let config = format!("[core]\n\tbare = true\n\trepositoryFormatVersion = {format}\n");
    let files = [
        ("HEAD", "ref: refs/heads/none\n"),
        ("config", &config),
        ("objects/info/none", ""),
        ("refs/none", ""),
    ];
    files.map(|(path, content)| (path.to_owned(), content.into()))
}
