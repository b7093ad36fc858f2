//! Versions from a file or from standard input, one per line.

use std::io::{BufRead as _, ErrorKind};
use std::path::Path;

use super::cli_error::CliError;
use super::error::CommandError;
use super::output::stdin_is_terminal;
use crate::shown::shown;
use crate::system::files;
use crate::version::{InvalidVersion, Scheme, Version};
use crate::words::Place;

/// The longest line that is read, in bytes: far above any version.
const MAX_LINE: usize = 4096;

/// The version that an argument writes.
pub(super) fn read(text: &str, scheme: Scheme) -> Result<Version, InvalidVersion> {
    scheme.parse(text).map_err(|error| InvalidVersion { text: text.to_owned(), scheme, error })
}

/// Hands every line's version to `take`; empty lines are passed over, and a line may end in CR LF.
pub(super) fn each_line(
    file: Option<&Path>,
    scheme: Scheme,
    mut take: impl FnMut(Version),
) -> Result<(), CommandError> {
    if file.is_none() && stdin_is_terminal() {
        return Err(CliError::NoInput.into());
    }
    let source = Source::of(file);
    let cannot_read = |error| CommandError::io("read", &source.quoted, &error);
    let mut stream = files::open_or_stdin(file).map_err(cannot_read)?;
    let mut number = 0;
    // The start of a line of which the end is not read yet.
    let mut begun: Vec<u8> = Vec::new();
    loop {
        let chunk = match stream.fill_buf() {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            read => read.map_err(cannot_read)?,
        };
        let length = chunk.len();
        for piece in chunk.split_inclusive(|byte| *byte == b'\n') {
            let is_whole = piece.ends_with(b"\n");
            if is_whole && begun.is_empty() {
                number += 1;
                source.line(piece, number, scheme, &mut take)?;
                continue;
            }
            begun.extend_from_slice(piece);
            if is_whole || begun.len() > MAX_LINE {
                number += 1;
                source.line(&begun, number, scheme, &mut take)?;
                begun.clear();
            }
        }
        if length == 0 {
            return if begun.is_empty() {
                Ok(())
            } else {
                source.line(&begun, number + 1, scheme, &mut take)
            };
        }
        stream.consume(length);
    }
}

/// A line without its end, LF or CR LF.
fn without_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Where lines come from, for messages.
struct Source {
    name: String,
    quoted: String,
}

impl Source {
    fn of(file: Option<&Path>) -> Self {
        match file.map(|path| path.display().to_string()) {
            Some(name) => Source { quoted: format!("`{}`", shown(&name)), name },
            None => Source { name: "standard input".to_owned(), quoted: "standard input".to_owned() },
        }
    }

    /// Hands on the version of a line, which may still have its end.
    fn line(
        &self,
        line: &[u8],
        number: usize,
        scheme: Scheme,
        take: &mut impl FnMut(Version),
    ) -> Result<(), CommandError> {
        if line.len() > MAX_LINE {
            return Err(CliError::LongLine { input: self.quoted.clone(), number, max: MAX_LINE }.into());
        }
        let text = without_end(line);
        if !text.is_empty() {
            take(self.read(text, number, scheme)?);
        }
        Ok(())
    }

    /// The version of a line, or the error with its line number, counting from 1.
    fn read(&self, text: &[u8], number: usize, scheme: Scheme) -> Result<Version, CommandError> {
        scheme.parse_ascii(text).map_err(|error| {
            let column = error.offset() + 1;
            let text = String::from_utf8_lossy(text).into_owned();
            let mut bad = CommandError::from(InvalidVersion { text, scheme, error });
            bad.message = format!("{}, line {number}: {}", self.quoted, bad.message);
            let place = Place { file: self.name.clone(), line: number, column };
            CommandError { place: Some(place), ..bad }
        })
    }
}
