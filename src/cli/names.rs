//! Names of components and lines as arguments write them.

use super::error::CommandError;
use crate::product::ComponentId;
use crate::shown::shown;
use crate::version::{Line, ParseError};
use crate::words::Help;

/// The component ids that `texts` write.
pub(super) fn ids(texts: &[String]) -> Result<Vec<ComponentId>, CommandError> {
    texts.iter().map(|text| id(text)).collect()
}

pub(super) fn id(text: &str) -> Result<ComponentId, CommandError> {
    text.parse().map_err(|error| {
        let message = format!("`{}` is not a valid component: {error}", shown(text));
        CommandError::invalid("bad-id", message).hint(Help::run_to("dateline status", "list the components"))
    })
}

/// The line that `text` writes.
pub(super) fn line(text: &str) -> Result<Line, CommandError> {
    text.parse().map_err(|error: ParseError| {
        let message = format!("`{}` is not a valid line: {error}, at byte {}", shown(text), error.offset());
        CommandError::invalid("bad-line", message).hint("write MAJOR.MINOR, such as `--line 1.1`")
    })
}
