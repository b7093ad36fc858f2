//! `why`: the chain of reasons for one component.

use super::args::{Global, WhyArguments};
use super::error::CommandError;
use super::output::Output;
use super::pending::Asked;
use super::{dating, plan};
use crate::plan::Request;
use crate::report::WhyReport;

pub(super) fn run(global: &Global, arguments: &WhyArguments, output: &Output) -> Result<(), CommandError> {
    let id = plan::id(&arguments.component)?;
    let named = plan::changes(&arguments.changes.changes)?;
    let stage = plan::stage(&arguments.staging)?;
    let date = dating::date(&arguments.dating)?;
    let asked = Asked::load(global, &arguments.evidence, stage)?;
    let changes = asked.changes(named, stage, &arguments.evidence)?;
    let product = &asked.product;
    let component = product.find(&id)?;
    let plan = crate::plan::plan(product, &Request::release(changes, stage, date))?;
    output.result(&WhyReport { plan: &plan, component, pending: asked.pending.as_ref() })
}
