//! `compat`: which requirements hold between deployed versions.

use super::args::{CompatArguments, Global};
use super::error::CommandError;
use super::load::load;
use super::output::Output;
use crate::contract::{Deployment, Pair, compat};
use crate::report::CompatReport;

pub(super) fn run(global: &Global, arguments: &CompatArguments, output: &Output) -> Result<(), CommandError> {
    let product = load(global)?;
    let deployment = Deployment::named(&product, &arguments.deployed)?;
    let pairs = compat(&deployment);
    output.result(&CompatReport { product: product.name(), pairs: &pairs })?;
    if pairs.iter().all(Pair::holds) { Ok(()) } else { Err(CommandError::reported()) }
}
