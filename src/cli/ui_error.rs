//! What the terminal UI is refused by the command line, which starts it and does its work.

use thiserror::Error;

use super::error::ErrorKind;
use super::exit::Exits;
use crate::shown::shown;
use crate::words::{Explain, Help};

#[derive(Debug, Error)]
pub(super) enum UiError {
    /// `--print` before a verb.
    #[error("arguments of the terminal UI and of a verb do not go together")]
    WithVerb,
    #[error("there is no terminal to draw on")]
    NoTerminal,
    /// The user's own file of keys and colours: its path.
    #[error("`{}` is not UTF-8", shown(.0))]
    ConfigNotUtf8(String),
    #[error("there is nothing to apply: the product file has it already")]
    NothingToApply,
    /// Something was changed while the review was read.
    #[error("applying would now do something else than what was reviewed, so nothing is written")]
    StaleReview,
    #[error("there is nothing to take back")]
    NothingToUndo,
}

impl Explain for UiError {
    fn code(&self) -> &'static str {
        match self {
            UiError::WithVerb => "usage",
            UiError::NoTerminal => "no-terminal",
            UiError::ConfigNotUtf8(_) => "invalid-config",
            UiError::NothingToApply => "nothing-to-apply",
            UiError::StaleReview => "stale-review",
            UiError::NothingToUndo => "nothing-to-undo",
        }
    }

    fn help(&self) -> Vec<Help> {
        vec![Help::text(match self {
            UiError::WithVerb => "put arguments of the verb after it",
            UiError::NoTerminal => "use `dateline plan CHANGE --format json`, or --accessible",
            UiError::ConfigNotUtf8(_) => "save the file as UTF-8",
            UiError::StaleReview => "review it again",
            UiError::NothingToApply | UiError::NothingToUndo => return Vec::new(),
        })]
    }
}

impl Exits for UiError {
    fn kind(&self) -> ErrorKind {
        match self {
            UiError::WithVerb | UiError::NoTerminal | UiError::ConfigNotUtf8(_) => ErrorKind::Invalid,
            _ => ErrorKind::Refused,
        }
    }
}
