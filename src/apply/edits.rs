//! A plan as edits of files: whole contents before and after.

use crate::plan::Plan;
use crate::product::{Product, RewriteError, rewrite};

/// A file that gets another content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEdit {
    /// The file, relative to the product file's folder, with `/` between its parts.
    pub path: String,
    /// What it holds now.
    pub old: Vec<u8>,
    /// What it will hold.
    pub new: Vec<u8>,
}

/// What `plan` changes in files: the product file `name`, whose content is `text`.
///
/// This is the one place where files come in: what else a release writes into is added to the list that this returns.
/// Every later step works on the list as a whole.
pub fn file_edits(
    product: &Product,
    plan: &Plan,
    name: &str,
    text: &str,
) -> Result<Vec<FileEdit>, RewriteError> {
    let edited = rewrite(text, &plan.edits(product))?;
    let edit = FileEdit { path: name.to_owned(), old: text.into(), new: edited.into() };
    Ok([edit].into_iter().filter(|edit| edit.old != edit.new).collect())
}
