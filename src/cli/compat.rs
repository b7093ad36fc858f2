//! `compat`: which requirements hold between deployed versions.

use serde_json::Value;

use super::args::{CompatArguments, Global};
use super::error::CommandError;
use super::load::load;
use super::output::{Output, Rendered};
use crate::contract::{Deployment, Pair, compat};
use crate::product::Product;
use crate::report::text::Detail;
use crate::report::{github, json, markdown, text};

pub(super) fn run(global: &Global, arguments: &CompatArguments, output: &Output) -> Result<(), CommandError> {
    let product = load(global)?;
    let deployment = Deployment::named(&product, &arguments.deployed)?;
    let pairs = compat(&deployment);
    output.result(&Compat { product: &product, pairs: &pairs })?;
    if pairs.iter().all(Pair::holds) { Ok(()) } else { Err(CommandError::reported()) }
}

struct Compat<'a> {
    product: &'a Product,
    pairs: &'a [Pair<'a>],
}

impl Rendered for Compat<'_> {
    fn text(&self, detail: Detail) -> String {
        text::contract::compat(self.product.name(), self.pairs, detail)
    }

    fn json(&self) -> Value {
        json::contract::compat(self.pairs)
    }

    fn markdown(&self) -> String {
        markdown::contract::compat(self.product.name(), self.pairs)
    }

    fn github(&self) -> String {
        github::compat(self.pairs)
    }
}
