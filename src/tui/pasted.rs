//! A command line of `dateline` that plans, taken as a command of the palette: what people copy is what they paste.

use super::bad_command::BadCommand;
use crate::plan::{Change, RequestAction, Stage};
use crate::product::ComponentId;
use crate::version::{BuildDate, Line};

/// What the command line asks for; no date where it names none.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pasted {
    pub(super) action: RequestAction,
    pub(super) date: Option<BuildDate>,
}

/// The words after `dateline`.
pub(super) fn parse(words: &str) -> Result<Pasted, BadCommand> {
    let mut words = words.split_whitespace();
    let (mut verb, mut names) = (None, Vec::new());
    let (mut stage, mut date) = (Stage::Stable, None);
    while let Some(word) = words.next() {
        let (option, joined) = match word.split_once('=') {
            Some((option, value)) if option.starts_with("--") => (option, Some(value)),
            _ => (word, None),
        };
        let mut value =
            || joined.or_else(|| words.next()).ok_or_else(|| BadCommand::NoValue(option.to_owned()));
        match option {
            // The planner is on its own product file, and says of itself when a day is in the future.
            "-C" | "--product" => drop(value()?),
            "--demo" | "--allow-future" | "--renderings" => {}
            "--next" => stage = Stage::Next,
            "--line" => stage = Stage::Maintained(line(value()?)?),
            "--date" => date = Some(self::date(value()?)?),
            other if other.starts_with('-') => return Err(BadCommand::Option(other.to_owned())),
            name if verb.is_none() => verb = Some(name),
            name => names.push(name),
        }
    }
    let ids = || names.iter().map(|name| id(name)).collect::<Result<_, _>>();
    let action = match verb {
        Some("plan") => {
            let changes = names.iter().map(|name| change(name)).collect::<Result<_, _>>()?;
            RequestAction::Release { changes, stage }
        }
        Some("promote") => RequestAction::Promote { components: ids()? },
        Some("drop") => RequestAction::Drop { components: ids()? },
        _ => return Err(BadCommand::Verb),
    };
    Ok(Pasted { action, date })
}

pub(super) fn date(text: &str) -> Result<BuildDate, BadCommand> {
    BuildDate::parse(text).map_err(|error| BadCommand::Date { text: text.to_owned(), error })
}

pub(super) fn line(text: &str) -> Result<Line, BadCommand> {
    text.parse().map_err(|error| BadCommand::Line { text: text.to_owned(), error })
}

pub(super) fn id(text: &str) -> Result<ComponentId, BadCommand> {
    text.parse().map_err(|error| BadCommand::Id { text: text.to_owned(), error })
}

pub(super) fn change(text: &str) -> Result<Change, BadCommand> {
    text.parse().map_err(|error| BadCommand::Change { text: text.to_owned(), error })
}
