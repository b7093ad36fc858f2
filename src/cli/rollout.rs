//! `rollout`: the order of an upgrade.

use super::args::{Global, RolloutArguments};
use super::error::CommandError;
use super::load::load;
use super::output::Output;
use super::{dating, plan};
use crate::contract::{Deployment, Rollout, rollout};
use crate::plan::{Request, Stage};
use crate::product::Product;
use crate::report::RolloutReport;

pub(super) fn run(
    global: &Global,
    arguments: &RolloutArguments,
    output: &Output,
) -> Result<(), CommandError> {
    let (product, rollout) = match request(arguments)? {
        Some(request) => of_plan(load(global)?, &request)?,
        None => between(load(global)?, arguments)?,
    };
    output.result(&RolloutReport { product: product.name(), rollout: &rollout })
}

/// The request whose plan is rolled out; `None` where versions are named instead.
///
/// Plans on older lines are left out: the floors of the product file are those of the current one.
fn request(arguments: &RolloutArguments) -> Result<Option<Request>, CommandError> {
    if let Some(components) = &arguments.promote {
        let components = plan::ids(components)?;
        return Ok(Some(Request::promote(components, dating::date(&arguments.dating)?)));
    }
    if !arguments.changes.is_empty() {
        let stage = if arguments.next { Stage::Next } else { Stage::Stable };
        let changes = plan::changes(&arguments.changes)?;
        return Ok(Some(Request::release(changes, stage, dating::date(&arguments.dating)?)));
    }
    Ok(None)
}

fn of_plan(product: Product, request: &Request) -> Result<(Product, Rollout), CommandError> {
    let plan = crate::plan::plan(&product, request)?;
    let applied = plan.applied_to(&product);
    let (before, after) = (Deployment::before(&plan, &product), Deployment::after(&plan, &applied));
    let rollout = rollout(&before, &after)?;
    Ok((product, rollout))
}

/// The rollout from one set of versions to another; where nobody names any, the first rollout of all there is.
fn between(product: Product, arguments: &RolloutArguments) -> Result<(Product, Rollout), CommandError> {
    let deployed = |texts: &[String]| Deployment::named(&product, texts);
    let is_first = arguments.from.is_empty() && arguments.to.is_empty();
    let before = if is_first { Deployment::empty(&product) } else { deployed(&arguments.from)? };
    let after = deployed(&arguments.to)?;
    let rollout = rollout(&before, &after)?;
    Ok((product, rollout))
}
