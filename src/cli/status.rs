//! `status`.

use serde_json::Value;

use super::args::{Global, Renderings};
use super::error::CommandError;
use super::load::load;
use super::output::{Output, Rendered};
use crate::product::Product;
use crate::report::text::Detail;
use crate::report::{github, json, markdown, text};

pub(super) fn run(global: &Global, renderings: &Renderings, output: &Output) -> Result<(), CommandError> {
    output.result(&Status { product: load(global)?, renderings: renderings.shown })
}

struct Status {
    product: Product,
    renderings: bool,
}

impl Rendered for Status {
    fn text(&self, detail: Detail) -> String {
        text::status(&self.product, detail, self.renderings)
    }

    fn json(&self) -> Value {
        json::status(&self.product)
    }

    fn markdown(&self) -> String {
        markdown::status(&self.product)
    }

    fn github(&self) -> String {
        github::status(&self.product)
    }
}
