//! A change of several refs at once, which git takes in two steps: first it locks all of them and checks where each is,
//! then it moves them. Between the two the caller can put down what is about to happen.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::effects::{Effects, FileEffect};
use super::git::{Git, GitError};

const VERB: &str = "update-ref";

/// Moves refs as `commands` say (`git update-ref --stdin -z`), with `note` in their logs.
///
/// `prepared` is called while git holds every ref; where that fails, or git cannot take one of them, nothing moves. An
/// error after `prepared` leaves open whether they moved.
pub fn run<E: From<GitError>>(
    git: &Git,
    effects: &Effects,
    note: &str,
    commands: &[u8],
    prepared: impl FnOnce() -> Result<(), E>,
) -> Result<(), E> {
    effects.announce(FileEffect::Git(VERB)).map_err(GitError::from)?;
    let arguments = [VERB, "-m", note, "--stdin", "-z"];
    let mut command = git.command(&arguments, None, true);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut talk = Talk::start(command.spawn().map_err(GitError::from)?)?;
    let ready = talk.say(&[&b"start\0"[..], commands, b"prepare\0"].concat(), &["start: ok", "prepare: ok"]);
    let outcome = match ready {
        Ok(()) => prepared().map(|()| talk.say(b"commit\0", &["commit: ok"])),
        Err(silent) => Ok(Err(silent)),
    };
    let ended = talk.end();
    match outcome? {
        Ok(()) => Ok(()),
        Err(Silent) => Err(ended.err().unwrap_or_else(|| failed("it ended early")).into()),
    }
}

/// git did not say what was expected: why is in what it says at its end.
struct Silent;

/// A git that is being talked to.
struct Talk {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Talk {
    fn start(mut child: Child) -> Result<Talk, GitError> {
        let (input, output) = (child.stdin.take(), child.stdout.take());
        match output {
            Some(output) => Ok(Talk { child, input, output: BufReader::new(output) }),
            None => Err(failed("it has no output")),
        }
    }

    fn say(&mut self, text: &[u8], answers: &[&str]) -> Result<(), Silent> {
        let input = self.input.as_mut().ok_or(Silent)?;
        input.write_all(text).and_then(|()| input.flush()).map_err(|_| Silent)?;
        for answer in answers {
            let mut line = String::new();
            self.output.read_line(&mut line).map_err(|_| Silent)?;
            if line.trim_end() != *answer {
                return Err(Silent);
            }
        }
        Ok(())
    }

    /// Closes git's input, which makes it give up what was not committed, and waits for its end.
    fn end(mut self) -> Result<(), GitError> {
        drop(self.input.take());
        let mut said = Vec::new();
        if let Some(mut stream) = self.child.stderr.take() {
            stream.read_to_end(&mut said)?;
        }
        let status = self.child.wait()?;
        if status.success() {
            return Ok(());
        }
        Err(GitError::ended(VERB.to_owned(), &said, status))
    }
}

fn failed(message: &str) -> GitError {
    GitError::Failed { verb: VERB.to_owned(), code: None, message: message.to_owned() }
}
