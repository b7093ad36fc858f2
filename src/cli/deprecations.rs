//! `deprecations`: what is deprecated, and when it can be removed.

use super::args::{DeprecationsArguments, Global};
use super::dating;
use super::error::CommandError;
use super::load::load;
use super::output::Output;
use crate::contract::deprecations;
use crate::report::DeprecationsReport;

pub(super) fn run(
    global: &Global,
    arguments: &DeprecationsArguments,
    output: &Output,
) -> Result<(), CommandError> {
    let today = dating::date(&arguments.dating)?;
    let product = load(global)?;
    let supports = deprecations(&product, today);
    output.result(&DeprecationsReport { product: product.name(), supports: &supports })
}
