//! `replay`: a release history in tags, beside what the planner would have given.

use std::path::Path;

use serde_json::Value;

use super::args::Global;
use super::error::CommandError;
use super::import::repository_tags;
use super::load::{Source, find, folder_of};
use super::output::{Output, Rendered};
use super::shallow::SHALLOW;
use crate::history::{History, Replay, replay};
use crate::product::Product;
use crate::report::replay as report;
use crate::report::text::Detail;

pub(super) fn run(global: &Global, output: &Output) -> Result<(), CommandError> {
    let source = find(global)?;
    let product = source.product(|_| {})?;
    let tags = repository_tags(match &source {
        Source::Demo => Path::new("."),
        Source::File(path) => folder_of(path),
    })?;
    if tags.is_shallow {
        output.note(SHALLOW);
    }
    let history = History::read(&product, tags.all());
    let unread = history.unread.len();
    output.result(&Replaying { replay: replay(&product, &history), product: &product, unread })
}

struct Replaying<'a> {
    product: &'a Product,
    replay: Replay,
    /// How many tags are not understood.
    unread: usize,
}

impl Rendered for Replaying<'_> {
    fn text(&self, detail: Detail) -> String {
        report::replay_text(self.product.name(), &self.replay, self.unread, detail)
    }

    fn json(&self) -> Value {
        report::replay_json(self.product.name(), &self.replay, self.unread)
    }

    fn markdown(&self) -> String {
        report::replay_markdown(self.product.name(), &self.replay)
    }

    /// There is nothing to hand over to a next step but the table.
    fn github(&self) -> String {
        report::replay_markdown(self.product.name(), &self.replay)
    }
}
