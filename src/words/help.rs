//! What to do about an error, as data.

use std::error::Error;
use std::fmt;

/// An error that knows its stable code and what to do about it.
///
/// The message is the error's `Display`. An enum that wraps an error of another room hands on that error's code and help.
pub trait Explain: Error {
    /// The code that scripts match on: lower case, words joined by `-`, the same in every release.
    fn code(&self) -> &'static str;

    /// What to do instead, the most likely first; empty where the message says it all.
    fn help(&self) -> Vec<Help> {
        Vec::new()
    }

    /// Where in a file the error is, where that is known.
    fn place(&self) -> Option<Place> {
        None
    }

    /// The errors that this one stands for, such as everything that keeps a plan from being applied.
    fn parts(&self) -> Vec<&dyn Explain> {
        Vec::new()
    }
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The path of the file, as the user may open it.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
}

impl Place {
    /// The place in `file` at `line` and `column`, both counted from 1.
    pub fn new(file: impl Into<String>, line: usize, column: usize) -> Self {
        Place { file: file.into(), line, column }
    }
}

/// One piece of help. `Display` writes the sentence that follows `hint:`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Help {
    /// The name or value that was probably meant.
    DidYouMean(String),
    /// A command to run. `to` completes "run … to …"; it is empty where the message says what for.
    Run {
        /// The command as it is typed: `dateline plan --next sync:core`.
        command: String,
        /// A verb phrase: `move the series to line 1.3`.
        to: String,
    },
    /// An option to add to the command that was refused. `to` completes "add … to …", and may be empty.
    Add {
        /// The option with its value: `--date 2016-11-02`.
        option: String,
        /// A verb phrase: `take the first free date`.
        to: String,
    },
    /// Anything else: a sentence that starts with a verb, in lower case and without a full stop.
    Text(String),
}

impl Help {
    /// The value that was probably meant.
    pub fn did_you_mean(meant: impl fmt::Display) -> Self {
        Help::DidYouMean(meant.to_string())
    }

    /// A command to run, where the message says what for.
    pub fn run(command: impl Into<String>) -> Self {
        Help::Run { command: command.into(), to: String::new() }
    }

    /// A command to run, and what it does.
    pub fn run_to(command: impl Into<String>, to: impl Into<String>) -> Self {
        Help::Run { command: command.into(), to: to.into() }
    }

    /// An option to add, where the message says what for.
    pub fn add(option: impl Into<String>) -> Self {
        Help::Add { option: option.into(), to: String::new() }
    }

    /// An option to add, and what it does.
    pub fn add_to(option: impl Into<String>, to: impl Into<String>) -> Self {
        Help::Add { option: option.into(), to: to.into() }
    }

    /// A sentence.
    pub fn text(text: impl Into<String>) -> Self {
        Help::Text(text.into())
    }
}

impl From<&str> for Help {
    fn from(text: &str) -> Self {
        Help::text(text)
    }
}

impl From<String> for Help {
    fn from(text: String) -> Self {
        Help::Text(text)
    }
}

impl fmt::Display for Help {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (verb, what, to) = match self {
            Help::DidYouMean(meant) => return write!(f, "did you mean `{meant}`?"),
            Help::Text(text) => return f.write_str(text),
            Help::Run { command, to } => ("run", command, to),
            Help::Add { option, to } => ("add", option, to),
        };
        write!(f, "{verb} `{what}`")?;
        if to.is_empty() { Ok(()) } else { write!(f, " to {to}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_reads_as_a_sentence_after_hint() {
        let cases = [
            (Help::did_you_mean("java-sdk"), "did you mean `java-sdk`?"),
            (Help::run("dateline recover"), "run `dateline recover`"),
            (
                Help::run_to("dateline plan --next sync:core", "move the series to line 1.3"),
                "run `dateline plan --next sync:core` to move the series to line 1.3",
            ),
            (
                Help::add_to("--date 2016-11-02", "take the first free date"),
                "add `--date 2016-11-02` to take the first free date",
            ),
            (Help::text("use one of fix, feature"), "use one of fix, feature"),
        ];
        for (help, sentence) in cases {
            assert_eq!(help.to_string(), sentence);
        }
    }
}
