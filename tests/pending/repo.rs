//! A repository in a folder of its own, with a product file, a fixed clock and fixed people.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{assert_orderly, git::git, text};

/// Chain as most tests have it: two components of the line and a tool of its own.
pub(crate) const CHAIN: &str = r#"[product]
name = "Chain"

[components.core]
title = "Chain Core"
lead = true
version = "1.0"
paths = ["core"]
api-paths = ["core/api"]
surfaces.wire = { version = 1, paths = ["core/wire"] }

[components.sdk]
title = "Java SDK"
version = "1.0"
follows = { core = "api" }
paths = ["sdk"]

[components.tool]
scheme = "semver"
version = "0.1.0"
paths = ["tool"]
"#;

pub(crate) struct Repo {
    folder: TempDir,
    day: std::cell::Cell<u32>,
}

impl Repo {
    /// An empty repository on `main`.
    pub(crate) fn empty() -> Repo {
        let repo = Repo { folder: tempfile::tempdir().unwrap(), day: std::cell::Cell::new(0) };
        repo.git(&["init", "-q", "-b", "main"]);
        repo.git(&["config", "user.name", "Ada"]);
        repo.git(&["config", "user.email", "ada@example.org"]);
        repo
    }

    /// A repository with `product` released and tagged, and a file of each component.
    pub(crate) fn of(product: &str) -> Repo {
        let repo = Repo::empty();
        for file in ["core/a", "core/api/a", "core/wire/a", "sdk/a", "tool/a", "README.md"] {
            repo.write(file, "1\n");
        }
        repo.write("product.toml", product);
        repo.add_all("Start");
        for tag in ["core-v1.0", "sdk-v1.0", "tool-v0.1.0"] {
            repo.git(&["tag", tag]);
        }
        repo
    }

    pub(crate) fn chain() -> Repo {
        Repo::of(CHAIN)
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs git one day later than the last time.
    pub(crate) fn git(&self, arguments: &[&str]) {
        self.day.set(self.day.get() + 1);
        let (month, day) = (1 + self.day.get() / 28, 1 + self.day.get() % 28);
        git(self.path(), &format!("2016-{month:02}-{day:02}"), arguments);
    }

    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    #[allow(dead_code, reason = "the tests of changelogs read")]
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// Commits everything that changed.
    pub(crate) fn add_all(&self, message: &str) -> String {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "--cleanup=verbatim", "-m", message]);
        self.head()
    }

    /// Commits another content of each of `files`.
    pub(crate) fn commit(&self, message: &str, files: &[&str]) -> String {
        for file in files {
            let old = fs::read_to_string(self.path().join(file)).unwrap_or_default();
            self.write(file, old + &format!("{}\n", self.day.get()));
        }
        self.add_all(message)
    }

    pub(crate) fn head(&self) -> String {
        self.ask(&["rev-parse", "HEAD"])
    }

    pub(crate) fn ask(&self, arguments: &[&str]) -> String {
        let output = Command::new("git").current_dir(self.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        text(&output.stdout).trim_end().to_owned()
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(arguments).current_dir(self.path()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap()).env("HOME", self.path());
        command.env("SOURCE_DATE_EPOCH", crate::program::EPOCH);
        command.envs([
            ("GIT_COMMITTER_DATE", "2016-11-01T12:00:00Z"),
            ("GIT_AUTHOR_DATE", "2016-11-01T12:00:00Z"),
        ]);
        command
    }

    pub(crate) fn output(&self, arguments: &[&str]) -> Output {
        let output = self.command(arguments).output().unwrap();
        assert_orderly(&format!("{arguments:?}"), &output);
        output
    }

    /// What a call that succeeds prints.
    pub(crate) fn run(&self, arguments: &[&str]) -> String {
        let output = self.output(arguments);
        assert!(output.status.success(), "{arguments:?}: {}{}", text(&output.stdout), text(&output.stderr));
        text(&output.stdout).to_owned()
    }

    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.run(&[arguments, &["--format", "json"]].concat())).unwrap()
    }

    /// The exit code and the error of a call that fails.
    pub(crate) fn fail(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.output(arguments);
        assert!(!output.status.success(), "{arguments:?}: {}", text(&output.stdout));
        (output.status.code().unwrap(), text(&output.stderr).to_owned())
    }

    /// What is pending: component by component its changes, parted by spaces.
    pub(crate) fn pending(&self) -> Vec<(String, String)> {
        let pending = self.json(&["pending"]);
        let one = |component: &Value| {
            let changes = component["changes"].as_array().unwrap().iter();
            let changes: Vec<&str> = changes.map(|change| change.as_str().unwrap()).collect();
            (component["component"].as_str().unwrap().to_owned(), changes.join(" "))
        };
        pending["components"].as_array().unwrap().iter().map(one).collect()
    }

    /// The changes of all components, parted by spaces.
    pub(crate) fn changes(&self) -> String {
        let changes: Vec<String> = self
            .pending()
            .into_iter()
            .map(|(_, changes)| changes)
            .filter(|changes| !changes.is_empty())
            .collect();
        changes.join(" ")
    }
}
