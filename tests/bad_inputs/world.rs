//! The folder that a case runs in: an empty one with a product file, or a git repository that a script prepares.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Output};

use super::file::Case;
use super::program::{Call, text};
use super::repository::{CHAIN, Repository};

pub(crate) enum World {
    Folder(Call),
    Repository { repository: Repository, call: Command },
}

impl World {
    /// What the case needs, and its call with `format` before its arguments.
    pub(crate) fn new(case: &Case, format: &[&str]) -> Self {
        let arguments = case.arguments.iter().map(|argument| OsStr::from_bytes(argument));
        let Some(setup) = &case.setup else {
            let call = Call::new(format.iter().map(OsStr::new).chain(arguments));
            let call = call.input(case.input.clone().unwrap_or_default());
            let call = case.product.iter().fold(call, Call::product);
            let call = case.environment.iter().fold(call, |call, (name, value)| match value {
                Some(value) => call.env(name, OsStr::from_bytes(value)),
                None => call.without(name),
            });
            return World::Folder(call);
        };
        let repository = Repository::new(case.product.as_deref().map_or(CHAIN, text));
        let mut shell = repository.command("sh");
        shell.args(["-ec", setup]).env("DATELINE", env!("CARGO_BIN_EXE_dateline"));
        let output = shell.output().unwrap();
        assert!(output.status.success(), "{}: {}", case.name, text(&output.stderr));
        let mut call = repository.call(format);
        call.args(arguments);
        for (name, value) in &case.environment {
            match value {
                Some(value) => call.env(name, OsStr::from_bytes(value)),
                None => call.env_remove(name),
            };
        }
        World::Repository { repository, call }
    }

    /// Whether a script can have what it needs here: `flock`, of util-linux.
    pub(crate) fn can_be_made(case: &Case) -> bool {
        let needs = case.setup.as_ref().is_some_and(|setup| setup.contains("flock"));
        !needs || Command::new("flock").arg("--version").output().is_ok()
    }

    pub(crate) fn run(&mut self) -> Output {
        match self {
            World::Folder(call) => call.run(),
            World::Repository { call, .. } => call.output().unwrap(),
        }
    }

    /// All that the call may not change: files, and in a repository branches, tags and HEAD.
    pub(crate) fn state(&self) -> String {
        match self {
            World::Folder(call) => format!("{:?}", call.contents()),
            World::Repository { repository, .. } => {
                let script = "find . -maxdepth 1 -type f -exec sha256sum {} + | sort; git for-each-ref; \
                              cat .git/HEAD || true";
                let output = repository.command("sh").args(["-c", script]).output().unwrap();
                text(&output.stdout).to_owned()
            }
        }
    }

    /// What is said, with `FOLDER`, `COMMIT` and `TIME` for what differs from run to run.
    pub(crate) fn masked(&self, said: &str) -> String {
        let World::Repository { repository, .. } = self else { return said.to_owned() };
        let folder = repository.path().canonicalize().unwrap();
        let said = said.replace(folder.to_str().unwrap(), "FOLDER");
        let words = said.split_inclusive([' ', '\n', ',', ':', '`']).map(|word| {
            let bare = word.trim_end_matches([' ', '\n', ',', '`']);
            let is_hash = bare.len() >= 10 && bare.bytes().all(|byte| byte.is_ascii_hexdigit());
            if is_hash { word.replace(bare, "COMMIT") } else { word.to_owned() }
        });
        let said: String = words.collect();
        let parts = said
            .split_once("an apply of ")
            .and_then(|(before, rest)| Some((before, rest.split_once(" was cut")?.1)));
        match parts {
            Some((before, after)) => format!("{before}an apply of TIME was cut{after}"),
            None => said,
        }
    }
}

impl Drop for World {
    /// Ends the process that holds the lock, where the script started one.
    fn drop(&mut self) {
        if let World::Repository { repository, .. } = self
            && repository.path().join(".git/holder").exists()
        {
            let _ = repository.command("sh").args(["-c", "kill $(cat .git/holder)"]).status();
        }
    }
}
