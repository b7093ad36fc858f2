//! Why the system refused, in words that are the same on every machine.

use std::io::{Error, ErrorKind};

/// What was being done when the system refused, as it completes "cannot … `file`".
pub const ENTER: &str = "enter";
/// Writing a file that may not exist yet.
pub const WRITE: &str = "write";

/// Why a file or folder could not be read or written; for a rare kind of error, what the system says.
#[must_use]
pub fn reason(doing: &str, error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound if doing == ENTER => "no such folder".to_owned(),
        ErrorKind::NotADirectory if doing == ENTER => "not a folder".to_owned(),
        ErrorKind::NotFound if doing == WRITE => "no such folder to write to".to_owned(),
        ErrorKind::NotFound => "no such file".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::NotADirectory => "a part of the path is not a folder".to_owned(),
        ErrorKind::InvalidFilename => "the name is too long or malformed".to_owned(),
        ErrorKind::StorageFull => "no space is left".to_owned(),
        _ => error.to_string(),
    }
}
