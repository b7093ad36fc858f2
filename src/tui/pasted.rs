//! A command line of `dateline` that plans, taken as a command of the palette: what people copy is what they paste.

use crate::plan::{Change, RequestAction, Stage};
use crate::product::ComponentId;
use crate::version::{BuildDate, Line};

/// What the command line asks for; no date where it names none.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pasted {
    pub(super) action: RequestAction,
    pub(super) date: Option<BuildDate>,
}

/// The words after `dateline`, or what is wrong with them.
pub(super) fn parse(words: &str) -> Result<Pasted, String> {
    let mut words = words.split_whitespace();
    let (mut verb, mut names) = (None, Vec::new());
    let (mut stage, mut date) = (Stage::Stable, None);
    while let Some(word) = words.next() {
        let (option, joined) = match word.split_once('=') {
            Some((option, value)) if option.starts_with("--") => (option, Some(value)),
            _ => (word, None),
        };
        let mut value = || joined.or_else(|| words.next()).ok_or_else(|| format!("`{option}` needs a value"));
        match option {
            // The planner is on its own product file, and says of itself when a day is in the future.
            "-C" | "--product" => drop(value()?),
            "--demo" | "--allow-future" | "--renderings" => {}
            "--next" => stage = Stage::Next,
            "--line" => {
                let line = value()?;
                let line: Line = line.parse().map_err(|error| wrong(line, "line", &error))?;
                stage = Stage::Maintained(line);
            }
            "--date" => {
                let day = value()?;
                date = Some(BuildDate::parse(day).map_err(|error| wrong(day, "date", &error))?);
            }
            other if other.starts_with('-') => {
                return Err(format!("the palette does not know the option `{}`", other.escape_debug()));
            }
            name if verb.is_none() => verb = Some(name),
            name => names.push(name),
        }
    }
    let ids = || -> Result<Vec<ComponentId>, String> {
        names.iter().map(|id| id.parse().map_err(|error| wrong(id, "component id", &error))).collect()
    };
    let action = match verb {
        Some("plan") => {
            let changes: Result<Vec<Change>, String> = names
                .iter()
                .map(|change| change.parse().map_err(|error| wrong(change, "change", &error)))
                .collect();
            RequestAction::Release { changes: changes?.into_iter().collect(), stage }
        }
        Some("promote") => RequestAction::Promote { components: ids()?.into_iter().collect() },
        Some("drop") => RequestAction::Drop { components: ids()?.into_iter().collect() },
        _ => return Err("paste a command line of plan, promote or drop".to_owned()),
    };
    Ok(Pasted { action, date })
}

fn wrong(text: &str, what: &str, error: &impl std::fmt::Display) -> String {
    format!("`{}` is not a valid {what}: {error}", text.escape_debug())
}
