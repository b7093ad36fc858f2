//! `catch-up`: a `sync` for each component that is behind.

use super::args::{CatchUpArguments, Global};
use super::error::CommandError;
use super::load::load;
use super::output::Output;
use super::{dating, plan};
use crate::plan::{Change, Kind, Request, Stage};
use crate::product::ComponentId;

pub(super) fn run(
    global: &Global,
    arguments: &CatchUpArguments,
    output: &Output,
) -> Result<(), CommandError> {
    let named = plan::ids(&arguments.components)?;
    let date = dating::date(&arguments.planning.dating)?;
    let product = load(global)?;
    let behind = product.components().iter().filter(|component| product.is_behind(component));
    let components: Vec<ComponentId> =
        if named.is_empty() { behind.map(|component| component.id().clone()).collect() } else { named };
    let changes = components.into_iter().map(|component| Change::new(Kind::Sync, component));
    let stage = if arguments.next { Stage::Next } else { Stage::Stable };
    plan::show(
        (global, &product),
        &Request::release(changes, stage, date),
        &arguments.planning.showing,
        output,
    )
}
