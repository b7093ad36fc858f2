//! Asking before something is written.

use std::io::{self, BufRead, IsTerminal, Write};

use super::args::{Consent, OutputFormat};
use super::cli_error::CliError;
use super::error::{CommandError, ErrorKind};
use super::output::Output;

/// Asks `question` on the terminal, unless `--yes` answers it; refuses where there is nobody to ask.
pub(super) fn ask(question: &str, consent: Consent, output: &Output) -> Result<(), CommandError> {
    if consent.yes {
        return Ok(());
    }
    if output.format != OutputFormat::Text || !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(CliError::NobodyToAsk.into());
    }
    let mut stream = io::stderr();
    // Where the question cannot be shown, no answer comes either.
    let _ = write!(stream, "{question} [y/N] ").and_then(|()| stream.flush());
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    read.map_err(|error| CommandError::io("read", "the answer", &error))?;
    if matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes") {
        return Ok(());
    }
    Err(CliError::Declined.into())
}

/// Shows what is about to be done. Where it cannot be shown, nothing is done, unless nobody is asked about it.
pub(super) fn show_first(shown: Result<(), CommandError>, consent: Consent) -> Result<(), CommandError> {
    match shown {
        Err(_) if consent.yes && !consent.dry_run => Ok(()),
        Err(_) if !consent.dry_run => Err(CliError::NotShown.into()),
        shown => shown,
    }
}

/// Reports what was done, `done` in a sentence with its full stop. It is done whether or not it can be reported.
pub(super) fn report_done(
    output: &Output,
    reported: Result<(), CommandError>,
    done: &str,
) -> Result<(), CommandError> {
    match reported {
        Err(error) if error.kind == ErrorKind::BrokenPipe => {
            output.note(done);
            Ok(())
        }
        Err(error) => Err(CliError::NotReported { done: done.to_owned(), why: error.message }.into()),
        Ok(()) => Ok(()),
    }
}
