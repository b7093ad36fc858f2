//! `compat`: which requirements hold between deployed versions.

use serde_json::Value;

use super::args::{CompatArguments, Global};
use super::error::{CommandError, ErrorKind};
use super::hints::bad_assignment;
use super::load::load;
use super::output::{Output, Rendered};
use crate::contract::{Deployment, Pair, compat};
use crate::product::Product;
use crate::report::text::Detail;
use crate::report::{github, json, markdown, text};

pub(super) fn run(global: &Global, arguments: &CompatArguments, output: &Output) -> Result<(), CommandError> {
    let product = load(global)?;
    let deployment =
        Deployment::named(&product, &arguments.deployed).map_err(|error| bad_assignment(&error))?;
    let pairs = compat(&deployment);
    output.result(&Compat { product: &product, pairs: &pairs })?;
    let broken = pairs.iter().filter(|pair| !pair.holds()).count();
    if broken == 0 {
        return Ok(());
    }
    let noun = if pairs.len() == 1 { "requirement" } else { "requirements" };
    let verb = if broken == 1 { "is" } else { "are" };
    let message = format!("{broken} of {} {noun} {verb} broken", pairs.len());
    Err(CommandError::new(ErrorKind::Refused, "incompatible", message))
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
