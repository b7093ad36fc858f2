//! Wrong usage, and the help and version texts, which the argument parser hands over as errors too.

use clap::error::ErrorKind;

use super::error::CommandError;
use super::output::Output;

/// Prints help or version where that was asked for; anything else is wrong usage.
pub(super) fn answer(error: &clap::Error, output: &Output) -> Result<(), CommandError> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            output.print_styled(&error.render().ansi().to_string())
        }
        _ => Err(wrong_usage(error)),
    }
}

/// The parser's text taken apart: its first paragraph is the message, its tips and its usage line are hints.
fn wrong_usage(error: &clap::Error) -> CommandError {
    let text = error.render().to_string();
    let mut message = Vec::new();
    let mut hints = Vec::new();
    let mut in_message = true;
    for line in text.lines().map(str::trim) {
        if let Some(tip) = line.strip_prefix("tip: ") {
            hints.push(tip.to_owned());
        } else if let Some(usage) = line.strip_prefix("Usage: ") {
            hints.push(format!("usage: {usage}"));
            break;
        } else if line.is_empty() {
            in_message = message.is_empty();
        } else if in_message {
            message.push(line.trim_start_matches("error: ").to_owned());
        } else if let Some(values) = line.strip_prefix("[possible values: ") {
            hints.push(format!("use one of {}", values.trim_end_matches(']')));
        }
    }
    if matches!(
        error.kind(),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    ) {
        message = vec!["a verb is missing".to_owned()];
    }
    CommandError::invalid("usage", message.join(" ")).hints(hints).hint("`dateline --help` tells more")
}
