//! Calls of git as a program, in an environment that makes its answers the same everywhere.
//!
//! No hook runs, no pager, no prompt, no editor, no background work; paths are taken as they are. What git writes is
//! synced. Variables that point git elsewhere, as a hook that calls this program has them, are taken away.

use std::ffi::OsStr;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use thiserror::Error;

use super::effects::{Effects, FileEffect};
use crate::words::{Explain, Help, reason};

/// git, called in one folder.
#[derive(Debug, Clone)]
pub struct Git {
    folder: PathBuf,
    /// Another index than the repository's, as a hook is given one.
    index: Option<PathBuf>,
}

/// Why a call of git gave nothing.
#[derive(Debug, Error)]
pub enum GitError {
    /// The program cannot be started, or its input cannot be written.
    #[error("cannot run git: {}", reason("run", .0))]
    Io(#[from] io::Error),
    /// git ended with an error: its verb, its exit code where it has one, and what it said.
    #[error("`git {verb}` failed: {message}")]
    Failed {
        verb: String,
        /// The exit code; `None` where a signal ended it.
        code: Option<i32>,
        message: String,
    },
}

impl GitError {
    /// The error of a git that ended with `status`, and what it said of it.
    pub(super) fn ended(verb: String, said: &[u8], status: ExitStatus) -> Self {
        let code = status.code();
        GitError::Failed { verb, code, message: last_lines(&String::from_utf8_lossy(said), code) }
    }

    /// The exit code of git, where it had one.
    pub fn exit_code(&self) -> Option<i32> {
        match self {
            GitError::Failed { code, .. } => *code,
            GitError::Io(_) => None,
        }
    }

    /// Whether there is no git to call.
    pub fn is_missing(&self) -> bool {
        matches!(self, GitError::Io(error) if error.kind() == io::ErrorKind::NotFound)
    }

    /// Whether it is a commit that git did not make, as where it cannot be signed.
    pub fn is_of_commit(&self) -> bool {
        matches!(self, GitError::Failed { verb, .. } if verb == "commit-tree")
    }

    /// Whether git says that there is no work tree here.
    pub fn is_elsewhere(&self) -> bool {
        matches!(self, GitError::Failed { message, .. }
            if message.starts_with("not a git repository") || message.contains("must be run in a work tree"))
    }
}

impl Explain for GitError {
    fn code(&self) -> &'static str {
        "git"
    }

    fn help(&self) -> Vec<Help> {
        match self {
            GitError::Io(_) => vec![Help::text("install git")],
            GitError::Failed { .. } if self.is_of_commit() => vec![Help::text(
                "try `git commit --allow-empty`; if signing fails, fix it or unset `commit.gpgSign`",
            )],
            GitError::Failed { message, .. } if is_of_old_git(message) => vec![Help::text(format!(
                "install git {OLDEST} or a newer one; `git --version` says which this is"
            ))],
            GitError::Failed { .. } => Vec::new(),
        }
    }
}

/// The oldest git that knows all that is asked of it: `worktree list -z`, of April 2022.
const OLDEST: &str = "2.36";

/// Whether git says that it does not know what it was asked for.
fn is_of_old_git(message: &str) -> bool {
    ["unknown option", "unknown switch", "unknown command", "is not a git command"]
        .iter()
        .any(|said| message.contains(said))
}

/// What holds for every call. Hooks are for people's commits: none runs, but `pre-push` before a push.
const SETTINGS: [&str; 8] = [
    "core.fsync=all",
    "core.fsyncMethod=fsync",
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    "gc.auto=0",
    "maintenance.auto=false",
    // Locks of other processes are waited for, in milliseconds.
    "core.filesRefLockTimeout=3000",
    "core.packedRefsTimeout=3000",
];

const NO_HOOKS: &str = "core.hooksPath=/dev/null";

/// Variables by which a caller, such as a hook, points git at another repository.
const FOREIGN: [&str; 13] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_WORK_TREE",
];

/// An answer as text, with U+FFFD in the places where it is not UTF-8. One that is, as nearly every one, is not copied.
pub fn lossy(answer: Vec<u8>) -> String {
    String::from_utf8(answer).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

impl Git {
    /// git as called in `folder`.
    pub fn new(folder: &Path) -> Self {
        Git { folder: folder.to_path_buf(), index: None }
    }

    /// The same, with another index than the repository's.
    #[must_use]
    pub fn with_index(self, index: &Path) -> Self {
        Git { index: Some(index.to_path_buf()), ..self }
    }

    /// What git answers to a call that changes nothing.
    pub fn ask<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Result<Vec<u8>, GitError> {
        self.call(arguments, None, b"", true)
    }

    /// What git answers, as one line of text.
    pub fn line<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Result<String, GitError> {
        self.ask(arguments).map(|answer| trimmed(&answer))
    }

    /// Like [`line`](Git::line), of a git that is ended where it takes longer than `patience`, as one may that asks over
    /// a network.
    pub fn line_within<S: AsRef<OsStr>>(
        &self,
        arguments: &[S],
        patience: Duration,
    ) -> Result<String, GitError> {
        let output = run_within(&mut self.command(arguments, None, true), patience)?;
        if output.status.success() {
            return Ok(trimmed(&output.stdout));
        }
        Err(GitError::ended(verb(arguments), &output.stderr, output.status))
    }

    /// Like [`ask`](Git::ask), with `input` for git to read.
    pub fn ask_about<S: AsRef<OsStr>>(&self, arguments: &[S], input: &[u8]) -> Result<Vec<u8>, GitError> {
        self.call(arguments, None, input, true)
    }

    /// A call that writes: with `input` to read and, where one is named, another index than the repository's.
    pub fn change<S: AsRef<OsStr>>(
        &self,
        effects: &Effects,
        arguments: &[S],
        index: Option<&Path>,
        input: &[u8],
    ) -> Result<String, GitError> {
        effects.announce(FileEffect::Git(&verb(arguments)))?;
        self.call(arguments, index, input, true).map(|answer| trimmed(&answer))
    }

    /// Pushes; the one call under which a hook runs, `pre-push`.
    pub fn push<S: AsRef<OsStr>>(&self, effects: &Effects, arguments: &[S]) -> Result<(), GitError> {
        effects.announce(FileEffect::Git("push"))?;
        self.call(arguments, None, b"", false).map(drop)
    }

    fn call<S: AsRef<OsStr>>(
        &self,
        arguments: &[S],
        index: Option<&Path>,
        input: &[u8],
        without_hooks: bool,
    ) -> Result<Vec<u8>, GitError> {
        let mut answer = Vec::new();
        let mut command = self.command(arguments, index, without_hooks);
        run(arguments, &mut command, input, |stdout| stdout.read_to_end(&mut answer).map(drop))?;
        Ok(answer)
    }

    /// Like [`ask_about`](Git::ask_about), for answers too long to be kept: `read` takes them as they come.
    pub fn stream<S: AsRef<OsStr>>(
        &self,
        arguments: &[S],
        input: &[u8],
        read: impl FnOnce(&mut BufReader<ChildStdout>) -> io::Result<()>,
    ) -> Result<(), GitError> {
        run(arguments, &mut self.command(arguments, None, true), input, read)
    }

    /// Starts a call that changes nothing, whose input follows.
    pub fn start<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Result<StartedGit, GitError> {
        StartedGit::new(arguments, &mut self.command(arguments, None, true), Stdio::piped())
    }

    /// The call as it is made, without its streams.
    pub(super) fn command<S: AsRef<OsStr>>(
        &self,
        arguments: &[S],
        index: Option<&Path>,
        without_hooks: bool,
    ) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).args([
            "--no-pager",
            "--no-optional-locks",
            "--literal-pathspecs",
        ]);
        for setting in SETTINGS.into_iter().chain(without_hooks.then_some(NO_HOOKS)) {
            command.args(["-c", setting]);
        }
        command.args(arguments.iter().map(AsRef::as_ref));
        for name in FOREIGN {
            command.env_remove(name);
        }
        command.envs([("LC_ALL", "C"), ("GIT_TERMINAL_PROMPT", "0"), ("GIT_EDITOR", "false")]);
        if let Some(index) = index.or(self.index.as_deref()) {
            command.env("GIT_INDEX_FILE", index);
        }
        command
    }
}

/// A call of git that has started and waits for its input: so it starts while something else is done.
#[derive(Debug)]
pub struct StartedGit {
    verb: String,
    child: Child,
}

impl StartedGit {
    fn new<S: AsRef<OsStr>>(arguments: &[S], command: &mut Command, stdin: Stdio) -> Result<Self, GitError> {
        command.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped());
        Ok(StartedGit { verb: verb(arguments), child: command.spawn()? })
    }

    /// Gives git its input, and reads what it answers and what it says meanwhile: none waits for the other.
    pub fn run(
        mut self,
        input: &[u8],
        read: impl FnOnce(&mut BufReader<ChildStdout>) -> io::Result<()>,
    ) -> Result<(), GitError> {
        let (stdin, stdout, stderr) =
            (self.child.stdin.take(), self.child.stdout.take(), self.child.stderr.take());
        let (mut said, mut written) = (Vec::new(), Ok(()));
        let answered = thread::scope(|scope| {
            if let Some(mut stdin) = stdin {
                let written = &mut written;
                scope.spawn(move || *written = stdin.write_all(input));
            }
            if let Some(mut stderr) = stderr {
                let said = &mut said;
                scope.spawn(move || drop(stderr.read_to_end(said)));
            }
            stdout.map_or(Ok(()), |stdout| read(&mut BufReader::new(stdout)))
        });
        let status = self.child.wait()?;
        if status.success() {
            // One that has heard enough may close its input. One that fails does so too, and says why below.
            written.or_else(
                |error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) },
            )?;
            return Ok(answered?);
        }
        Err(GitError::ended(std::mem::take(&mut self.verb), &said, status))
    }
}

impl Drop for StartedGit {
    fn drop(&mut self) {
        // A git without an input ends when its stdin is closed.
        drop(self.child.stdin.take());
        drop(self.child.stdout.take());
        let _ = self.child.wait();
    }
}

/// Runs a program on an input.
pub(super) fn run<S: AsRef<OsStr>>(
    arguments: &[S],
    command: &mut Command,
    input: &[u8],
    read: impl FnOnce(&mut BufReader<ChildStdout>) -> io::Result<()>,
) -> Result<(), GitError> {
    let stdin = if input.is_empty() { Stdio::null() } else { Stdio::piped() };
    StartedGit::new(arguments, command, stdin)?.run(input, read)
}

/// Runs a program without input, and ends it after `patience`.
fn run_within(command: &mut Command, patience: Duration) -> io::Result<Output> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let (stdout, stderr) = (collected(child.stdout.take()), collected(child.stderr.take()));
    let start = Instant::now();
    let late = || {
        let message = format!("no answer within {} seconds", patience.as_secs());
        io::Error::new(io::ErrorKind::TimedOut, message)
    };
    while child.try_wait()?.is_none() {
        if start.elapsed() > patience {
            child.kill()?;
            child.wait()?;
            return Err(late());
        }
        thread::sleep(Duration::from_millis(20));
    }
    let status = child.wait()?;
    // A program that it started may hold the streams still.
    let read =
        |stream: mpsc::Receiver<Vec<u8>>| stream.recv_timeout(Duration::from_secs(2)).map_err(|_| late());
    Ok(Output { status, stdout: read(stdout)?, stderr: read(stderr)? })
}

/// What a stream says up to its end, read in its own thread.
fn collected(stream: Option<impl Read + Send + 'static>) -> mpsc::Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut said = Vec::new();
        if let Some(mut stream) = stream {
            // What cannot be read is as good as not said.
            let _ = stream.read_to_end(&mut said);
        }
        let _ = sender.send(said);
    });
    receiver
}

fn verb<S: AsRef<OsStr>>(arguments: &[S]) -> String {
    arguments.first().map(|verb| verb.as_ref().to_string_lossy().into_owned()).unwrap_or_default()
}

fn trimmed(answer: &[u8]) -> String {
    let answer = String::from_utf8_lossy(answer);
    // A name may end in a carriage return.
    answer.strip_suffix('\n').unwrap_or(&answer).to_owned()
}

/// What git said at last, without its own prefix; a message of ours where it said nothing.
fn last_lines(said: &str, code: Option<i32>) -> String {
    let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).take(4).collect();
    match (lines.is_empty(), code) {
        (false, _) => lines.join("; ").replace(":; ", ": ").replace("fatal: ", "").replace("error: ", ""),
        (true, Some(code)) => format!("it ended with code {code}"),
        (true, None) => "a signal ended it".to_owned(),
    }
}
