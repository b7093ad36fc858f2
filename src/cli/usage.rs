//! Wrong usage, and the help and version texts, which the argument parser hands over as errors too.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory};
use thiserror::Error;

use super::args::Arguments;
use super::error::{CommandError, ErrorKind as CommandErrorKind};
use super::exit::Exits;
use super::output::Output;
use crate::shown::shown;
use crate::words::{Explain, Help};

/// What the program is called where the parser does not say by which verb.
const PROGRAM: &str = "dateline";

/// Prints help or version where that was asked for; anything else is wrong usage.
pub(super) fn answer(error: &clap::Error, output: &Output) -> Result<(), CommandError> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            output.print_styled(&error.render().ansi().to_string())
        }
        _ => Err(WrongUsage(error).into()),
    }
}

/// An error of the argument parser in our words, made from what the parser knows rather than from its text: in that, an
/// argument with escape sequences or line ends would read as something else (Rule A4).
#[derive(Debug, Error)]
#[error("{}", message(.0, &verb(.0)))]
struct WrongUsage<'a>(&'a clap::Error);

impl Explain for WrongUsage<'_> {
    fn code(&self) -> &'static str {
        "usage"
    }

    fn help(&self) -> Vec<Help> {
        let (error, verb) = (self.0, verb(self.0));
        let pending = Help::add_to("--pending", "take what changed since the last releases");
        let near = hint(error).into_iter().chain(lacks_change(error, &verb).then_some(pending));
        let usage = shows_usage(error).then(|| format!("usage: {}", usage(&verb)).into());
        near.chain(usage).chain([format!("for more, run `{verb} --help`").into()]).collect()
    }
}

impl Exits for WrongUsage<'_> {
    fn kind(&self) -> CommandErrorKind {
        CommandErrorKind::Invalid
    }
}

fn message(error: &clap::Error, verb: &str) -> String {
    let arguments = texts(error, ContextKind::InvalidArg);
    let argument = arguments.iter().map(|name| bare(name)).collect::<Vec<_>>().join("` and `");
    let value = texts(error, ContextKind::InvalidValue).concat();
    let prior = texts(error, ContextKind::PriorArg);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let unknown = texts(error, ContextKind::InvalidSubcommand).concat();
            format!("unknown verb `{}` for `{verb}`", shown(&unknown))
        }
        ErrorKind::UnknownArgument => {
            let unknown = arguments.concat();
            let what = if unknown.starts_with('-') { "option" } else { "argument" };
            format!("unknown {what} `{}` for `{verb}`", shown(&unknown))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("`{argument}` needs a value"),
        ErrorKind::InvalidValue => format!("`{argument}` cannot be `{}`", shown(&value)),
        ErrorKind::TooManyValues => {
            format!("`{argument}` takes no value, but got `{}`", shown(&value))
        }
        ErrorKind::ArgumentConflict if prior.iter().all(|prior| bare(prior) == argument) => {
            format!("`{argument}` cannot be given twice")
        }
        ErrorKind::ArgumentConflict => {
            let prior: Vec<&str> = prior.iter().map(|name| bare(name)).collect();
            format!("`{argument}` cannot be combined with `{}`", prior.join("` or `"))
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

fn hint(error: &clap::Error) -> Option<Help> {
    let suggested =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    // The parser lists what it suggests from the farthest to the nearest.
    let near = suggested.into_iter().flat_map(|kind| texts(error, kind)).last();
    let allowed = texts(error, ContextKind::ValidValue);
    match near {
        Some(near) => Some(Help::did_you_mean(near)),
        None if allowed.is_empty() => None,
        None => Some(Help::text(format!("use one of {}", allowed.join(", ")))),
    }
}

/// Whether the usage line helps: not where the message or a nearer hint says all.
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

/// The program and the verb that the error is about: `dateline version sort`.
fn verb(error: &clap::Error) -> String {
    let text = match error.kind() {
        // Where a verb is missing, the usage line stands only in the help that the parser would show.
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => error.render().to_string(),
        _ => texts(error, ContextKind::Usage).concat(),
    };
    let usage = text.lines().find_map(|line| line.trim().strip_prefix("Usage: ")).unwrap_or(PROGRAM);
    let names = usage.split(' ').take_while(|word| !word.starts_with(['[', '<', '-']));
    names.collect::<Vec<_>>().join(" ")
}

/// How the verb is used. The parser's own line holds only the flags that were given.
fn usage(verb: &str) -> String {
    command(verb).render_usage().to_string().trim_start_matches("Usage: ").to_owned()
}

/// Whether the verb needs changes, which it could also take from what is pending.
fn lacks_change(error: &clap::Error, verb: &str) -> bool {
    error.kind() == ErrorKind::MissingRequiredArgument
        && texts(error, ContextKind::InvalidArg).iter().any(|name| bare(name) == "CHANGE")
        && command(verb).get_arguments().any(|argument| argument.get_long() == Some("pending"))
}

/// The verb as the parser knows it.
fn command(verb: &str) -> Command {
    let mut command = Arguments::command();
    command.build();
    verb.split(' ')
        .skip(1)
        .fold(command, |command, name| command.find_subcommand(name).cloned().unwrap_or(command))
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
