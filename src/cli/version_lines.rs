//! Versions from a file or from standard input, one a line.

use std::io::BufRead;
use std::path::Path;

use super::error::{CommandError, Place};
use super::hints::bad_version;
use super::output::stdin_is_terminal;
use crate::system::files;
use crate::version::{Scheme, Version};

/// Hands every line's version to `take`; empty lines are passed over, and a line may end in CR LF.
pub(super) fn each_line(
    file: Option<&Path>,
    scheme: Scheme,
    mut take: impl FnMut(Version),
) -> Result<(), CommandError> {
    let name = file.map_or_else(|| "standard input".to_owned(), |path| format!("`{}`", path.display()));
    if file.is_none() && stdin_is_terminal() {
        return Err(CommandError::invalid("no-input", "there is no input: standard input is a terminal")
            .hint("name a file, or pipe versions in, one a line"));
    }
    let cannot_read = |error| CommandError::io("read", &name, &error);
    let mut source = files::open_or_stdin(file).map_err(cannot_read)?;
    let mut line = Vec::new();
    let mut number = 0;
    while source.read_until(b'\n', &mut line).map_err(cannot_read)? > 0 {
        number += 1;
        let text = line.trim_suffix_newline();
        if !text.is_empty() {
            take(scheme.parse_ascii(text).map_err(|error| {
                let mut bad = bad_version(&String::from_utf8_lossy(text), scheme, &error);
                bad.message = format!("{name}, line {number}: {}", bad.message);
                let place = Place {
                    file: name.trim_matches('`').to_owned(),
                    line: number,
                    column: error.offset() + 1,
                };
                CommandError { place: Some(place), ..bad }
            })?);
        }
        line.clear();
    }
    Ok(())
}

/// A line without its end.
trait LineEnd {
    fn trim_suffix_newline(&self) -> &[u8];
}

impl LineEnd for Vec<u8> {
    fn trim_suffix_newline(&self) -> &[u8] {
        let line = self.strip_suffix(b"\n").unwrap_or(self);
        line.strip_suffix(b"\r").unwrap_or(line)
    }
}
