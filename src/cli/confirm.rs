//! Asks before something is written.

use std::io::{self, IsTerminal, Write};

use super::error::{CommandError, ErrorKind};

/// Returns where `question` is answered with yes; refused where it is not, or where there is no terminal to ask at.
pub(super) fn confirm(question: &str) -> Result<(), CommandError> {
    let refused = |message: &str| CommandError::new(ErrorKind::Refused, "not-confirmed", message);
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(refused("nothing is written: there is no terminal to ask at")
            .hint("add --yes to write, or --dry-run to look only"));
    }
    let mut stream = io::stderr();
    let asked = write!(stream, "{question} [y/N] ").and_then(|()| stream.flush());
    asked.map_err(|error| CommandError::io("write to", "standard error", &error))?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).map_err(|error| CommandError::io("read", "standard input", &error))?;
    match answer.trim().to_ascii_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => Err(refused("nothing is written")),
    }
}
