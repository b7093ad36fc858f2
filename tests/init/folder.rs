//! A folder named `shop` with files in it, and perhaps a repository.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::program::git::git;
use crate::program::{EPOCH, assert_orderly, text};

pub(crate) struct Folder {
    _parent: TempDir,
    pub(crate) path: PathBuf,
}

impl Folder {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        Folder::named("shop", files)
    }

    pub(crate) fn named(name: &str, files: &[(&str, &str)]) -> Self {
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join(name);
        fs::create_dir(&path).unwrap();
        let folder = Folder { _parent: parent, path };
        for (name, content) in files {
            folder.write(name, content);
        }
        folder
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Makes it a repository with these tags, lines of a name, a tab and a day.
    pub(crate) fn tagged(self, tags: &str) -> Self {
        git(&self.path, "2016-01-01", &["init", "--quiet"]);
        git(&self.path, "2016-01-01", &["add", "--all"]);
        git(&self.path, "2016-01-01", &["commit", "--quiet", "--allow-empty", "-m", "Start"]);
        for line in tags.lines() {
            let (name, date) = line.split_once('\t').unwrap();
            git(&self.path, date, &["tag", "--annotate", "-m", "Release", "--", name]);
        }
        self
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(arguments).current_dir(&self.path).env_clear().env("SOURCE_DATE_EPOCH", EPOCH);
        command.env("PATH", std::env::var_os("PATH").unwrap()).stdin(Stdio::null());
        let output = command.output().unwrap();
        assert_orderly(&format!("{arguments:?}"), &output);
        output
    }

    /// What a call that goes well prints.
    pub(crate) fn ask(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stdout).to_owned()
    }

    /// What `init` says, and then the file that it proposes.
    pub(crate) fn proposal(&self) -> String {
        let output = self.run(&["init", "--dry-run"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert!(!self.path.join("product.toml").exists(), "a dry run writes nothing");
        let file = text(&output.stdout).split_once("\n\n").unwrap().1;
        format!("{}\n{file}", text(&output.stderr))
    }

    /// Writes the proposal and checks that the other verbs work on it; gives the text of the file.
    pub(crate) fn adopt(&self) -> String {
        self.ask(&["init"]);
        self.ask(&["status"]);
        let written = fs::read_to_string(self.path.join("product.toml")).unwrap();
        let id = written.split_once("[components.").unwrap().1.split_once(']').unwrap().0;
        self.ask(&["plan", &format!("fix:{id}")]);
        written
    }
}
