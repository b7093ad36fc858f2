//! Asking before something is written.

use std::io::{self, BufRead, IsTerminal, Write};

use super::args::{Consent, OutputFormat};
use super::error::{CommandError, ErrorKind};
use super::output::Output;
use crate::words::Help;

/// Asks `question` on the terminal, unless `--yes` answers it; refuses where there is nobody to ask.
pub(super) fn ask(question: &str, consent: Consent, output: &Output) -> Result<(), CommandError> {
    if consent.yes {
        return Ok(());
    }
    if output.format != OutputFormat::Text || !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        let message = "there is no terminal to ask on, so nothing was written";
        return Err(CommandError::invalid("needs-yes", message)
            .hint(Help::add_to("--yes", "write without asking"))
            .hint(Help::add_to("--dry-run", "only look")));
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
    Err(CommandError::new(ErrorKind::Declined, "declined", "the answer was no, so nothing was written"))
}

/// Shows what is about to be done. Where it cannot be shown, nothing is done, unless nobody is asked about it.
pub(super) fn show_first(shown: Result<(), CommandError>, consent: Consent) -> Result<(), CommandError> {
    match shown {
        Err(_) if consent.yes && !consent.dry_run => Ok(()),
        Err(error) if !consent.dry_run => {
            let message = "cannot show what would be done, so nothing is written";
            Err(CommandError { kind: ErrorKind::System, message: message.to_owned(), ..error })
        }
        shown => shown,
    }
}

/// Reports what was done, `done` in a sentence. It is done whether or not it can be reported.
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
        Err(error) => {
            let message = format!("{done}. Only the report failed: {}", error.message);
            Err(CommandError::new(ErrorKind::Later, "not-reported", message))
        }
        Ok(()) => Ok(()),
    }
}
