//! Where results and errors go, and in which form.

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use super::args::{Color, Global, OutputFormat};
use super::error::CommandError;
use crate::report::{Detail, Report, json, painted, plain};
use crate::words::Line;

/// The streams of one call.
pub(super) struct Output {
    pub(super) format: OutputFormat,
    pub(super) detail: Detail,
    color: ColorChoice,
}

impl Output {
    pub(super) fn new(global: &Global) -> Self {
        let detail = match (global.quiet, global.verbose) {
            (true, _) => Detail::Brief,
            (false, false) => Detail::Usual,
            (false, true) => Detail::Full,
        };
        let color = match global.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::AlwaysAnsi,
            Color::Never => ColorChoice::Never,
        };
        Output { format: global.format, detail, color }
    }

    /// The form that the arguments ask for, where they cannot be parsed.
    pub(super) fn guess(arguments: &[OsString]) -> Self {
        let asks = |flag: &str, value: &str| {
            let joined = format!("{flag}={value}");
            let apart =
                |pair: &[OsString]| matches!(pair, [first, second] if first == flag && second == value);
            arguments.windows(2).any(apart) || arguments.iter().any(|argument| *argument == *joined)
        };
        let format = if asks("--format", "json") { OutputFormat::Json } else { OutputFormat::Text };
        let color = match () {
            () if asks("--color", "always") => ColorChoice::AlwaysAnsi,
            () if asks("--color", "never") => ColorChoice::Never,
            () => ColorChoice::Auto,
        };
        Output { format, detail: Detail::Usual, color }
    }

    /// Prints a result in the form asked for.
    pub(super) fn result(&self, result: &impl Report) -> Result<(), CommandError> {
        match self.format {
            OutputFormat::Text => self.lines(&result.lines(self.detail)),
            OutputFormat::Json => self.print(&json::document(&result.json())),
            OutputFormat::Markdown => self.print(&result.markdown()),
            OutputFormat::Github => self.print(&result.github()),
        }
    }

    /// Prints lines, with colours where a terminal wants them.
    pub(super) fn lines(&self, lines: &[Line]) -> Result<(), CommandError> {
        let color = match self.color {
            ColorChoice::Auto => AutoStream::choice(&io::stdout()),
            chosen => chosen,
        };
        if color == ColorChoice::Never {
            self.print(&plain(lines))
        } else {
            self.print_styled(&painted(lines))
        }
    }

    /// Prints a text without colours.
    #[allow(clippy::unused_self, reason = "results go through the output, whatever their form")]
    pub(super) fn print(&self, text: &str) -> Result<(), CommandError> {
        fill_stdout(|stream| stream.write_all(text.as_bytes()))
    }

    /// Prints a text whose colours stay only where a terminal wants them.
    pub(super) fn print_styled(&self, text: &str) -> Result<(), CommandError> {
        let mut stream = AutoStream::new(io::stdout(), self.color);
        let written = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
        written.map_err(|error| cannot_write(&error))
    }

    /// Writes something that is not a result to the error stream.
    pub(super) fn note(&self, text: &str) {
        let mut stream = AutoStream::new(io::stderr(), self.color);
        // There is nowhere left to say that standard error is closed.
        let _ = writeln!(stream, "{text}");
    }

    /// Writes an error to the error stream: as JSON where results are JSON, else in words.
    pub(super) fn report(&self, error: &CommandError) {
        if error.kind.is_silent() || error.message.is_empty() {
            return;
        }
        let mut stream = AutoStream::new(io::stderr(), self.color);
        let text = if self.format == OutputFormat::Json { error.json() } else { error.text(true) };
        // There is nowhere left to say that standard error is closed.
        let _ = stream.write_all(text.as_bytes());
    }
}

/// Lets `write` fill standard output through a buffer.
pub(super) fn fill_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), CommandError> {
    let mut stream = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    write(&mut stream).and_then(|()| stream.flush()).map_err(|error| cannot_write(&error))
}

fn cannot_write(error: &io::Error) -> CommandError {
    CommandError::io("write to", "standard output", error)
}

/// Whether standard input is a terminal, where a verb that reads it would seem to hang.
pub(super) fn stdin_is_terminal() -> bool {
    io::stdin().is_terminal()
}
