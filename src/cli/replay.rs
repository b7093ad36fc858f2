//! `replay`: a release history in tags, next to what the planner would have given.

use super::args::Global;
use super::error::CommandError;
use super::import::{RepositoryTags, repository_tags};
use super::load::{ProductSource, find, folder_of};
use super::output::Output;
use super::shallow::SHALLOW;
use crate::history::{History, replay};
use crate::report::ReplayReport;

pub(super) fn run(global: &Global, output: &Output) -> Result<(), CommandError> {
    let source = find(global)?;
    let product = source.product(|_| {})?;
    // The built-in line is in no repository.
    let tags = match &source {
        ProductSource::Demo => None,
        ProductSource::File(path) => Some(repository_tags(folder_of(path))?),
    };
    if tags.as_ref().is_some_and(|tags| tags.is_shallow) {
        output.note(SHALLOW);
    }
    let history = History::read(&product, tags.into_iter().flat_map(RepositoryTags::all));
    let unread = history.unread.len();
    output.result(&ReplayReport { product: product.name(), replay: &replay(&product, &history), unread })
}
