//! `status`.

use serde_json::Value;

use super::args::Global;
use super::error::CommandError;
use super::load::load;
use super::output::{Output, Rendered};
use crate::product::Product;
use crate::report::text::Detail;
use crate::report::{github, json, markdown, text};

pub(super) fn run(global: &Global, output: &Output) -> Result<(), CommandError> {
    output.result(&Status(load(global)?))
}

struct Status(Product);

impl Rendered for Status {
    fn text(&self, detail: Detail) -> String {
        text::status(&self.0, detail)
    }

    fn json(&self) -> Value {
        json::status(&self.0)
    }

    fn markdown(&self) -> String {
        markdown::status(&self.0)
    }

    fn github(&self) -> String {
        github::status(&self.0)
    }
}
