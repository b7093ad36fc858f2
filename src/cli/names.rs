//! Names of components and lines as arguments write them.

use super::cli_error::CliError;
use super::error::CommandError;
use crate::product::ComponentId;
use crate::version::Line;

/// The component ids that `texts` write.
pub(super) fn ids(texts: &[String]) -> Result<Vec<ComponentId>, CommandError> {
    texts.iter().map(|text| id(text)).collect()
}

pub(super) fn id(text: &str) -> Result<ComponentId, CommandError> {
    let error = |error| CliError::Id { text: text.to_owned(), error };
    Ok(text.parse().map_err(error)?)
}

/// The line that `text` writes.
pub(super) fn line(text: &str) -> Result<Line, CommandError> {
    let error = |error| CliError::Line { text: text.to_owned(), error };
    Ok(text.parse().map_err(error)?)
}
