//! What the terminal UI reads of the repository, in a thread of its own.

use std::path::Path;
use std::sync::Arc;

use super::error::CommandError;
use super::load::ProductFile;
use super::pending::pending_of;
use crate::pending::Pending;

/// What is pending of the product whose file is at `path`.
pub(super) fn pending(path: &Path) -> Result<Arc<Pending>, CommandError> {
    let product = ProductFile::read(path)?.product;
    Ok(Arc::new(pending_of(Some(path), &product, None)?))
}
