//! Runs the program as a process: in a folder of its own, with a fixed clock and nothing else in its environment.

#![allow(dead_code, reason = "each test file takes what it needs")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

pub(crate) mod executable;
pub(crate) mod git;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// 2016-11-01 in UTC.
pub(crate) const EPOCH: &str = "1478000000";

/// A call that is yet to be made.
pub(crate) struct Call {
    folder: TempDir,
    command: Command,
    input: Vec<u8>,
}

impl Call {
    pub(crate) fn new<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(arguments).current_dir(folder.path()).env_clear().env("SOURCE_DATE_EPOCH", EPOCH);
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        Call { folder, command, input: Vec::new() }
    }

    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        fs::write(self.folder.path().join(name), content).unwrap();
        self
    }

    pub(crate) fn folder(self, name: &str) -> Self {
        fs::create_dir(self.folder.path().join(name)).unwrap();
        self
    }

    pub(crate) fn product(self, text: impl AsRef<[u8]>) -> Self {
        self.file("product.toml", text)
    }

    pub(crate) fn input(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = input.into();
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn command(&mut self) -> &mut Command {
        &mut self.command
    }

    /// Makes the call, hands over the input, and keeps both streams.
    pub(crate) fn run(&mut self) -> Output {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().unwrap();
        // A program that reads no input may have closed it.
        let _ = child.stdin.take().unwrap().write_all(&self.input);
        child.wait_with_output().unwrap()
    }

    /// The names and contents of all that the folder holds.
    pub(crate) fn contents(&self) -> Vec<(OsString, Vec<u8>)> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut contents: Vec<(OsString, Vec<u8>)> = entries
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name(), fs::read(entry.path()).unwrap_or_default()))
            .collect();
        contents.sort();
        contents
    }
}

/// The output of a call as text.
pub(crate) fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("output is UTF-8")
}

/// Fails where a stream holds what could act on a terminal: control characters but line ends, C1, bidirectional and
/// other format characters (Rule A4).
pub(crate) fn assert_harmless(name: &str, stream: &str) {
    let harmful = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
            || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
    };
    if let Some(place) = stream.find(harmful) {
        let start = stream[..place].rfind('\n').map_or(0, |newline| newline + 1);
        let line = stream[start..].lines().next().unwrap_or_default();
        panic!("{name}: a harmful character in {line:?}");
    }
}

/// `text` without the colours that the program makes: `ESC [ numbers m`.
pub(crate) fn without_colors(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain += before;
        let end = after.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(after.len());
        if let Some(after) = after[end..].strip_prefix('m') {
            rest = after;
        } else {
            plain.push('\u{1b}');
            rest = after;
        }
    }
    plain + rest
}

/// Fails where a call ended by a signal, panicked or showed what it should not.
pub(crate) fn assert_orderly(name: &str, output: &Output) {
    assert!(output.status.code().is_some(), "{name}: killed by a signal");
    for stream in [&output.stdout, &output.stderr] {
        assert!(!text(stream).contains("panicked"), "{name}: {}", text(stream));
        assert_harmless(name, text(stream));
    }
}
