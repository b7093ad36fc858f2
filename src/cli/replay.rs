//! `replay`: a release history in tags, next to what the planner would have given.

use std::path::Path;

use super::args::Global;
use super::error::CommandError;
use super::import::repository_tags;
use super::load::{ProductSource, find, folder_of};
use super::output::Output;
use super::shallow::SHALLOW;
use crate::history::{History, replay};
use crate::report::ReplayReport;

pub(super) fn run(global: &Global, output: &Output) -> Result<(), CommandError> {
    let source = find(global)?;
    let product = source.product(|_| {})?;
    let tags = repository_tags(match &source {
        ProductSource::Demo => Path::new("."),
        ProductSource::File(path) => folder_of(path),
    })?;
    if tags.is_shallow {
        output.note(SHALLOW);
    }
    let history = History::read(&product, tags.all());
    let unread = history.unread.len();
    output.result(&ReplayReport { product: product.name(), replay: &replay(&product, &history), unread })
}
