//! A file such as VERSION, which holds the version on one line and nothing else.

use super::error::ManifestErrorKind;
use super::lines::trimmed;
use super::site::{Found, literal};

/// The whole text, without white space around it.
pub(super) fn find(text: &str, _: Option<&str>) -> Found {
    let span = trimmed(text, 0);
    let what = "version alone in the file";
    if span.is_empty() {
        return Err(ManifestErrorKind::NotFound { what: what.to_owned() }.anywhere());
    }
    Ok(vec![literal(text, span, text.trim(), "the file")?])
}
