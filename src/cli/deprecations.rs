//! `deprecations`: what is deprecated, and from when on it may go.

use serde_json::Value;

use super::args::{DeprecationsArguments, Global};
use super::dating;
use super::error::CommandError;
use super::load::load;
use super::output::{Output, Rendered};
use crate::contract::{Support, deprecations};
use crate::product::Product;
use crate::report::text::Detail;
use crate::report::{github, json, markdown, text};

pub(super) fn run(
    global: &Global,
    arguments: &DeprecationsArguments,
    output: &Output,
) -> Result<(), CommandError> {
    let today = dating::date(&arguments.dating)?;
    let product = load(global)?;
    let supports = deprecations(&product, today);
    output.result(&Deprecations { product: &product, supports: &supports })
}

struct Deprecations<'a> {
    product: &'a Product,
    supports: &'a [Support<'a>],
}

impl Rendered for Deprecations<'_> {
    fn text(&self, detail: Detail) -> String {
        text::contract::deprecations(self.product.name(), self.supports, detail)
    }

    fn json(&self) -> Value {
        json::contract::deprecations(self.supports)
    }

    fn markdown(&self) -> String {
        markdown::contract::deprecations(self.product.name(), self.supports)
    }

    fn github(&self) -> String {
        github::deprecations(self.supports)
    }
}
