//! A plan as edits of files: whole contents before and after.

use super::error::Problem;
use super::go_module::module_problems;
use super::journal::FileChange;
use super::manifests::write_manifests;
use super::neighbours::{Refresh, write_neighbours};
use super::release_files::{consume, notes, write_changelogs};
use super::site::Site;
use super::texts::Texts;
use crate::notes::Notes;
use crate::plan::Plan;
use crate::product::{Product, RewriteError, rewrite};

/// What a plan changes in files.
pub struct FileEdits {
    /// The files, each once.
    pub edits: Vec<FileChange>,
    /// What only another tool can refresh.
    pub refreshes: Vec<Refresh>,
    /// The notes of the releases, where changelogs have them.
    pub notes: Vec<Notes>,
    /// What is in the way; empty where the files can be written.
    pub problems: Vec<Problem>,
}

/// What `plan` changes in files: the product file of `site`, whose content is `text`, then the manifests of what is
/// released and what follows them, each file once; what only another tool can refresh; and every problem with them.
///
/// This is the one place where files come in: what else a release writes into is added to the list that this returns.
/// Every later step works on the list as a whole.
pub fn file_edits(
    site: &Site,
    product: &Product,
    plan: &Plan,
    text: &str,
) -> Result<FileEdits, RewriteError> {
    let mut texts = Texts::new(&site.folder);
    texts.insert(&site.name, text, rewrite(text, &plan.edits(product))?);
    let (notes, unread) = notes(site, product, plan);
    let (written, mut problems) = write_manifests(site, product, plan, &notes, &mut texts);
    let (refreshes, found) = write_neighbours(site, product, &written, &mut texts);
    problems.extend(found);
    problems.extend(unread);
    problems.extend(write_changelogs(product, plan, &notes, &mut texts));
    let (consumed, wrong) = consume(site, product, plan);
    problems.extend(wrong);
    problems.extend(module_problems(product, plan, &mut texts));
    // A file that several entries name has its problems once.
    let mut seen = Vec::new();
    problems.retain(|problem| {
        !seen.contains(problem) && {
            seen.push(problem.clone());
            true
        }
    });
    let mut edits = texts.edits();
    edits.extend(consumed);
    Ok(FileEdits { edits, refreshes, notes, problems })
}
