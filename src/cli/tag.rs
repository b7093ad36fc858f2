//! `tag`: creates the tags that HEAD's product file calls for (H8).

use std::time::Duration;

use super::args::{Global, TagArguments};
use super::cli_error::CliError;
use super::error::CommandError;
use super::load::{describe, locate};
use super::output::Output;
use crate::apply::{ApplyError, Site, missing_tags};
use crate::product::Product;
use crate::report::TagReport;

pub(super) fn run(global: &Global, arguments: &TagArguments, output: &Output) -> Result<(), CommandError> {
    let path = locate(global, "tag")?;
    let site = Site::find(&path)?;
    let guard = if arguments.dry_run { None } else { Some(site.lock_alone("tag", Duration::ZERO)?) };
    let name = format!("HEAD:{}", path.display());
    let text = site.product_at_head().map_err(refused)?.ok_or(CliError::NotCommitted)?;
    let product = Product::from_toml(&text).map_err(|invalid| describe(&name, &text, &invalid))?;
    let tagging = missing_tags(&site, &product, arguments.push).map_err(refused)?;
    if let Some(guard) = &guard {
        tagging.perform(&site, guard)?;
    }
    output.result(&TagReport { tagging, dry_run: arguments.dry_run })
}

/// What keeps tags from being made is not a plan.
fn refused(error: ApplyError) -> CommandError {
    let is_refused = matches!(error, ApplyError::Refused(_));
    let error = CommandError::from(error);
    if is_refused {
        CommandError { message: "the tags cannot be made, and nothing is written".to_owned(), ..error }
    } else {
        error
    }
}
