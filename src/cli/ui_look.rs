//! What the terminal UI reads of the repository, in its own thread.

use std::path::Path;
use std::sync::Arc;

use super::error::CommandError;
use super::load::{ProductFile, folder_of};
use super::notes::untagged;
use super::pending::pending_of;
use crate::apply::{Log, Past, Site, log};
use crate::pending::Pending;
use crate::product::ComponentId;
use crate::report::{Detail, NotesReport, Report};
use crate::version::Version;
use crate::words::Line;

/// What is pending of the product whose file is at `path`.
pub(super) fn pending(path: &Path) -> Result<Arc<Pending>, CommandError> {
    let product = ProductFile::read(path)?.product;
    Ok(Arc::new(pending_of(Some(path), &product, None)?))
}

/// What was released of it.
pub(super) fn released(path: &Path) -> Result<Arc<Log>, CommandError> {
    let product = ProductFile::read(path)?.product;
    Ok(Arc::new(log(&Site::find(path)?, &product)?))
}

/// The notes of one of its releases.
pub(super) fn notes(path: &Path, id: &ComponentId, version: Version) -> Result<Vec<Line>, CommandError> {
    let product = ProductFile::read(path)?.product;
    let folder = Some(folder_of(path)).filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let component = product.find(id)?;
    let past = Past::read(folder, &product)?;
    let notes = past.notes(folder, &product, component, version)?;
    let notes = [notes.ok_or_else(|| untagged(&past, component, version))?];
    Ok(NotesReport { product: product.name(), notes: &notes }.lines(Detail::Full))
}
