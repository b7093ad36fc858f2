//! Wrong usage, and the help and version texts, which the argument parser hands over as errors too.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::error::CommandError;
use super::output::Output;
use crate::shown::shown;

/// Prints help or version where that was asked for; anything else is wrong usage.
pub(super) fn answer(error: &clap::Error, output: &Output) -> Result<(), CommandError> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            output.print_styled(&error.render().ansi().to_string())
        }
        _ => Err(wrong_usage(error)),
    }
}

/// The error in our words, made from what the parser knows rather than from its text: in that, an argument with
/// escape sequences or line ends would read as something else (Rule A4).
fn wrong_usage(error: &clap::Error) -> CommandError {
    let usage = usage(error);
    let verb = verb(&usage);
    let mut wrong = CommandError::invalid("usage", message(error, &verb)).hints(hint(error));
    if shows_usage(error) && !usage.is_empty() {
        wrong = wrong.hint(format!("usage: {usage}"));
    }
    wrong.hint(format!("`{verb} --help` tells more"))
}

fn message(error: &clap::Error, verb: &str) -> String {
    let arguments = texts(error, ContextKind::InvalidArg);
    let argument = arguments.iter().map(|name| bare(name)).collect::<Vec<_>>().join("` and `");
    let value = texts(error, ContextKind::InvalidValue).concat();
    let prior = texts(error, ContextKind::PriorArg);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let unknown = texts(error, ContextKind::InvalidSubcommand).concat();
            format!("`{verb}` has no verb `{}`", shown(&unknown))
        }
        ErrorKind::UnknownArgument => {
            let unknown = arguments.concat();
            let what = if unknown.starts_with('-') { "has no flag" } else { "takes no" };
            format!("`{verb}` {what} `{}`", shown(&unknown))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("`{argument}` needs a value"),
        ErrorKind::InvalidValue => format!("`{argument}` cannot be `{}`", shown(&value)),
        ErrorKind::TooManyValues => {
            format!("`{argument}` takes no value, but there is `{}`", shown(&value))
        }
        ErrorKind::ArgumentConflict if prior.iter().all(|prior| bare(prior) == argument) => {
            format!("`{argument}` cannot be given twice")
        }
        ErrorKind::ArgumentConflict => {
            let prior: Vec<&str> = prior.iter().map(|name| bare(name)).collect();
            format!("`{argument}` cannot go with `{}`", prior.join("` or `"))
        }
        ErrorKind::MissingRequiredArgument if arguments.len() > 1 => format!("`{argument}` are missing"),
        ErrorKind::MissingRequiredArgument => format!("`{argument}` is missing"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            format!("`{verb}` needs a verb")
        }
        ErrorKind::InvalidUtf8 => "an argument is not UTF-8".to_owned(),
        other => other.to_string(),
    }
}

fn hint(error: &clap::Error) -> Option<String> {
    let suggested =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let near = suggested.into_iter().flat_map(|kind| texts(error, kind)).next();
    let allowed = texts(error, ContextKind::ValidValue);
    match near {
        Some(near) => Some(format!("did you mean `{near}`?")),
        None if allowed.is_empty() => None,
        None => Some(format!("use one of {}", allowed.join(", "))),
    }
}

/// Whether the usage helps: in other cases the parser shortens it to the very arguments that are wrong.
fn shows_usage(error: &clap::Error) -> bool {
    let is_near = error.get(ContextKind::SuggestedArg).is_some();
    let helps = matches!(
        error.kind(),
        ErrorKind::InvalidSubcommand
            | ErrorKind::UnknownArgument
            | ErrorKind::MissingRequiredArgument
            | ErrorKind::MissingSubcommand
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    helps && !is_near
}

/// The usage line. Where a verb is missing, it stands only in the help that the parser would show.
fn usage(error: &clap::Error) -> String {
    let text = match error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => error.render().to_string(),
        _ => texts(error, ContextKind::Usage).concat(),
    };
    text.lines().find_map(|line| line.trim().strip_prefix("Usage: ")).unwrap_or_default().to_owned()
}

/// The program and the verb that the usage line is of: `dateline version sort`.
fn verb(usage: &str) -> String {
    let names = usage.split(' ').take_while(|word| !word.starts_with(['[', '<', '-']));
    let verb = names.collect::<Vec<_>>().join(" ");
    if verb.is_empty() { "dateline".to_owned() } else { verb }
}

/// `--line` of `--line <MAJOR.MINOR>`, `CHANGE` of `<CHANGE>...`.
fn bare(argument: &str) -> &str {
    if argument.starts_with('-') {
        argument.split_once(" <").map_or(argument, |(flag, _)| flag)
    } else {
        argument.trim_end_matches("...").trim_matches(['<', '>', '[', ']'])
    }
}

/// What the parser says of one side of an error; nothing where it says nothing.
fn texts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        _ => Vec::new(),
    }
}
