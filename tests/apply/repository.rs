//! A repository of its own for each test, and the program in it.

#![allow(dead_code, reason = "each test file takes what it needs")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// Four components: a lead, and others that follow it.
pub(crate) const CHAIN: &str = include_str!("../../product.toml");

/// Where a remote is, from the root of the work tree.
const REMOTE: &str = ".git/origin";

/// A folder with a product file, in a git work tree or not.
pub(crate) struct Repository {
    folder: TempDir,
}

/// All that an apply may change: files, HEAD, branches and tags, the index, what git status says.
pub(crate) type State = BTreeMap<String, Vec<u8>>;

impl Repository {
    /// A work tree in which `product` is committed.
    pub(crate) fn new(product: &str) -> Self {
        Repository::with(product, &[])
    }

    /// The same with more files.
    pub(crate) fn with(product: &str, files: &[(&str, &str)]) -> Self {
        let repository = Repository::without_git(product);
        for (path, content) in files {
            repository.write(path, content);
        }
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        fs::write(repository.path().join("README"), "a line\n").unwrap();
        repository.git(&["add", "."]);
        repository.git(&["commit", "--quiet", "--message=Start"]);
        repository
    }

    pub(crate) fn without_git(product: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("product.toml"), product).unwrap();
        Repository { folder }
    }

    /// Puts a file into the folder.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// Fails unless every manifest agrees with the product file.
    pub(crate) fn assert_agreement(&self) {
        let product = dateline::product::Product::from_toml(&self.product()).unwrap();
        for component in product.components() {
            for entry in component.manifests() {
                let target = dateline::manifest::Target::of(entry).unwrap();
                let found = dateline::manifest::disagreements(component, &target, &self.read(&entry.path));
                assert_eq!(found, Ok(Vec::new()), "{}", entry.path);
            }
        }
    }

    /// Commits all that was changed.
    pub(crate) fn commit(&self) {
        self.git(&["add", "."]);
        self.git(&["commit", "--quiet", "--message=On"]);
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn product(&self) -> String {
        fs::read_to_string(self.path().join("product.toml")).unwrap()
    }

    /// A program in the folder, with nothing of this machine in its environment.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.path()).env_clear().stdin(Stdio::null());
        command.envs([
            ("SOURCE_DATE_EPOCH", "1478000000"),
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_AUTHOR_NAME", "Ann"),
            ("GIT_AUTHOR_EMAIL", "ann@example.org"),
            ("GIT_COMMITTER_NAME", "Ann"),
            ("GIT_COMMITTER_EMAIL", "ann@example.org"),
        ]);
        command.env("PATH", std::env::var_os("PATH").unwrap());
        command
    }

    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let output = self.command("git").args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn call(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(PathBuf::from(env!("CARGO_BIN_EXE_dateline")));
        command.args(arguments);
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.call(arguments).output().unwrap()
    }

    /// Makes a call that ends with `code`; what it printed on both streams.
    pub(crate) fn expect(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        said
    }

    /// Makes the folders of objects old: which of them the program syncs depends on when they changed.
    pub(crate) fn age(&self) {
        let script = "find .git/objects -type d -exec touch -d 2016-01-01 {} +";
        assert!(self.command("sh").args(["-c", script]).status().unwrap().success());
    }

    /// Adds a remote inside the git directory, which is copied with it.
    pub(crate) fn add_remote(&self) {
        self.git(&["init", "--quiet", "--bare", "--initial-branch=main", REMOTE]);
        self.git(&["remote", "add", "origin", REMOTE]);
        self.git(&["push", "--quiet", "origin", "main"]);
    }

    /// A copy of the whole folder, git directory and all.
    pub(crate) fn copy(&self) -> Repository {
        let folder = tempfile::tempdir().unwrap();
        let status =
            Command::new("cp").arg("-a").arg(self.path().join(".")).arg(folder.path()).status().unwrap();
        assert!(status.success());
        Repository { folder }
    }

    pub(crate) fn state(&self) -> State {
        let mut state = self.files();
        if self.path().join(".git").exists() {
            let mut keep = |name: &str, arguments: &[&str]| {
                state.insert(name.to_owned(), self.git(arguments).into_bytes());
            };
            keep(
                "(refs)",
                &[
                    "for-each-ref",
                    "--format=%(refname) %(objecttype) %(tree) %(*tree) %(contents)",
                    "refs/heads",
                    "refs/tags",
                ],
            );
            if self.path().join(REMOTE).exists() {
                keep(
                    "(remote)",
                    &["--git-dir", REMOTE, "for-each-ref", "--format=%(refname) %(tree) %(*tree)"],
                );
            }
            keep("(head)", &["rev-parse", "--abbrev-ref", "HEAD"]);
            keep("(index)", &["ls-files", "--stage"]);
            keep("(status)", &["status", "--porcelain", "--ignored"]);
            keep("(log)", &["log", "--format=%T %B"]);
        }
        state
    }

    /// The files below the folder by name, but those that git and the journal keep.
    pub(crate) fn files(&self) -> State {
        let (mut state, mut folders) = (State::new(), vec![self.path().to_path_buf()]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let (path, kind) = entry.map(|entry| (entry.path(), entry.file_type().unwrap())).unwrap();
                let name = path.strip_prefix(self.path()).unwrap().to_string_lossy().into_owned();
                if kind.is_file() {
                    state.insert(name, fs::read(path).unwrap());
                } else if kind.is_dir() && name != ".git" && name != ".dateline" {
                    folders.push(path);
                }
            }
        }
        state
    }

    /// Everything below the folder by name, content and time of change: what a call that writes nothing leaves alone.
    pub(crate) fn everything(&self) -> String {
        let script = "find . -printf '%p %s %T@ %i\\n' | sort; find . -type f -exec sha256sum {} + | sort";
        let output = self.command("sh").args(["-c", script]).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    }

    /// The locks of git that are there, and what is left of files that were being written. Our own folder is cleared
    /// by the next apply.
    pub(crate) fn locks(&self) -> String {
        let script = "find .git -name '*.lock' -not -path '.git/dateline/*' -not -path '.git/origin/*'; find . -name '.dateline-*'";
        String::from_utf8(self.command("sh").args(["-c", script]).output().unwrap().stdout).unwrap()
    }
}
