//! What is wrong with a command that was typed or pasted.

use thiserror::Error;

use crate::plan::ChangeError;
use crate::product::IdError;
use crate::shown::shown;
use crate::version::{DateError, ParseError};
use crate::words::{Explain, Help};

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(super) enum BadCommand {
    #[error("unknown command `{}`", shown(.name))]
    Unknown {
        name: String,
        /// The command that was most likely meant.
        nearest: Option<&'static str>,
    },
    /// `big:core`.
    #[error("`{}` is not a valid change: {error}", shown(.text))]
    Change { text: String, error: ChangeError },
    #[error("`{}` is not a valid date: {error}", shown(.text))]
    Date { text: String, error: DateError },
    #[error("`{}` is not a valid line: {error}", shown(.text))]
    Line { text: String, error: ParseError },
    #[error("`{}` is not a valid component: {error}", shown(.text))]
    Id { text: String, error: IdError },
    /// The plan is to be written without a name.
    #[error("the file to write needs a name")]
    NoFile,
    /// `drop` without a component.
    #[error("`{0}` needs a component")]
    NoComponent(&'static str),
    #[error("`why` takes one component")]
    ManyComponents,
    /// A pasted command line that ends with `--date`.
    #[error("`{}` needs a value", shown(.0))]
    NoValue(String),
    /// `--out` in a pasted command line.
    #[error("the palette does not know the option `{}`", shown(.0))]
    Option(String),
    /// A pasted command line of `check`.
    #[error("only a command line of plan, promote or drop can be pasted")]
    Verb,
}

impl Explain for BadCommand {
    fn code(&self) -> &'static str {
        match self {
            BadCommand::Unknown { .. } => "unknown-command",
            BadCommand::Change { .. } => "bad-change",
            BadCommand::Date { .. } => "bad-date",
            BadCommand::Line { .. } => "bad-line",
            BadCommand::Id { .. } => "bad-id",
            BadCommand::NoFile => "no-file",
            BadCommand::NoComponent(_) => "no-component",
            BadCommand::ManyComponents => "many-components",
            BadCommand::NoValue(_) => "no-value",
            BadCommand::Option(_) => "unknown-option",
            BadCommand::Verb => "bad-verb",
        }
    }

    fn help(&self) -> Vec<Help> {
        vec![match self {
            BadCommand::Unknown { nearest: Some(nearest), .. } => Help::did_you_mean(nearest),
            BadCommand::Unknown { .. } => {
                "type a command, such as fix:core, date 2016-11-01 or promote".into()
            }
            BadCommand::Change { error, .. } => return error.help(),
            BadCommand::Date { error, .. } => return error.help(),
            BadCommand::Line { .. } => "write MAJOR.MINOR, such as 1.1, or none for the current line".into(),
            BadCommand::Id { error, .. } => return error.help(),
            BadCommand::NoFile => "name a file, such as plan.json".into(),
            BadCommand::NoComponent(command) => format!("type {command} COMPONENT").into(),
            BadCommand::ManyComponents => "type why COMPONENT".into(),
            BadCommand::NoValue(option) => format!("write its value after {option}").into(),
            BadCommand::Option(_) => "omit it, or run the command line in a shell".into(),
            BadCommand::Verb => "run any other in a shell".into(),
        }]
    }
}
