//! One deliberate defect of each kind gives exactly its finding, and the clean examples give none.
//!
//! `SNAPSHOTS=overwrite cargo test --test check` writes what the program says now into the tables; read each change
//! before you keep it.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]
#![allow(clippy::too_many_lines, reason = "a table is as long as it is")]
#![allow(clippy::needless_raw_string_hashes, reason = "the update of the tables writes them")]

mod clean;
mod defects;
#[path = "../program/executable.rs"]
mod executable;
mod forms;
mod hooks;
mod judgements;
mod manifests;
#[path = "../apply/repository.rs"]
mod repository;
mod tags;

use std::fs;
use std::path::Path;

use repository::Repository;
use serde_json::Value;

/// A repository that is made bit by bit.
impl Repository {
    /// Writes a file, with the folders on the way to it.
    fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Commits everything.
    fn committed(self, message: &str) -> Self {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
        self
    }

    fn tag(self, name: &str) -> Self {
        self.git(&["tag", name]);
        self
    }

    /// What `check` with these arguments prints as JSON, and its exit code.
    fn check(&self, arguments: &[&str]) -> (Value, i32) {
        let output = self.run(&[&["check", "--format", "json"], arguments].concat());
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(said, "", "{arguments:?}");
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(answer["format_version"], 1);
        (answer, output.status.code().unwrap())
    }

    /// The codes of all that `check` finds, notices last.
    fn codes(&self, arguments: &[&str]) -> Vec<String> {
        codes(&self.check(arguments).0)
    }
}

fn codes(answer: &Value) -> Vec<String> {
    let list = |name: &str| answer[name].as_array().unwrap().clone();
    let all = [list("findings"), list("notices")].concat();
    all.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

/// A product file with these tables below its name.
fn product(components: &str) -> String {
    format!("[product]\nname = \"Chain\"\n\n{components}")
}

/// Copies a folder and all below it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        let path = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &path);
        } else {
            fs::copy(entry.path(), path).unwrap();
        }
    }
}
