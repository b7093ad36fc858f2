//! `plan`, `promote` and `drop`.

use std::mem::ManuallyDrop;
use std::path::Path;

use serde_json::{Value, json};

use super::args::{DropArguments, Global, OutputFormat, PlanArguments, PromoteArguments, Showing, Staging};
use super::cli_error::CliError;
use super::dating;
use super::error::CommandError;
use super::load::{ProductFile, ProductSource, find, load};
pub(super) use super::names::{id, ids, line};
use super::output::Output;
use super::pending::{Asked, note_unclassified};
use crate::apply::{Reviewed, SavedPlan, Site};
use crate::plan::{Change, ChangeError, Request, Stage, plan};
use crate::product::Product;
use crate::report::{PlanReport, Report, json as documents};
use crate::system::{environment, files};
use crate::words::WRITE;

pub(super) fn run_plan(
    global: &Global,
    arguments: &PlanArguments,
    output: &Output,
) -> Result<(), CommandError> {
    let named = changes(&arguments.changes.changes)?;
    let stage = stage(&arguments.staging)?;
    let date = dating::date(&arguments.planning.dating)?;
    // Neither the product nor the plan is dropped: the process ends right after.
    let asked = ManuallyDrop::new(Asked::load(global, &arguments.evidence, stage)?);
    let changes = asked.changes(named, stage, &arguments.evidence)?;
    if let Some(pending) = &asked.pending {
        note_unclassified(pending, output);
    }
    let request = Request::release(changes, stage, date);
    let (product, pending) = (&asked.product, asked.pending.as_ref());
    let plan = ManuallyDrop::new(plan(product, &request)?);
    let report = PlanReport { pending, order: arguments.order, ..PlanReport::new(product, &plan) };
    save_and_print(global, &report, &arguments.planning.showing, output)
}

pub(super) fn run_promote(
    global: &Global,
    arguments: &PromoteArguments,
    output: &Output,
) -> Result<(), CommandError> {
    let components = ids(&arguments.components)?;
    let date = dating::date(&arguments.planning.dating)?;
    show((global, &load(global)?), &Request::promote(components, date), &arguments.planning.showing, output)
}

pub(super) fn run_drop(
    global: &Global,
    arguments: &DropArguments,
    output: &Output,
) -> Result<(), CommandError> {
    let components = ids(&arguments.components)?;
    let date = dating::date(&arguments.planning.dating)?;
    show((global, &load(global)?), &Request::drop(components, date), &arguments.planning.showing, output)
}

/// Refuses to save a plan over a file that holds something else.
fn keep_others(path: &Path) -> Result<(), CommandError> {
    if !files::is_regular(path) {
        return Ok(());
    }
    let content = files::read(path).map_err(|error| CommandError::file("read", path, &error))?;
    if content.is_empty() || SavedPlan::from_json(&String::from_utf8_lossy(&content)).is_ok() {
        return Ok(());
    }
    Err(CliError::NotAPlan(path.to_owned()).into())
}

/// Plans, saves the plan where that is asked for, and prints it.
pub(super) fn show(
    (global, product): (&Global, &Product),
    request: &Request,
    showing: &Showing,
    output: &Output,
) -> Result<(), CommandError> {
    let plan = plan(product, request)?;
    save_and_print(global, &PlanReport::new(product, &plan), showing, output)
}

fn save_and_print(
    global: &Global,
    report: &PlanReport<'_>,
    showing: &Showing,
    output: &Output,
) -> Result<(), CommandError> {
    let result = PlanReport { renderings: showing.renderings.shown, ..*report };
    if let Some(path) = &showing.out {
        if !showing.force {
            keep_others(path)?;
        }
        let mut content = json!(result.json());
        if let (ProductSource::File(file), Value::Object(fields)) = (find(global)?, &mut content) {
            let text = ProductFile::read(&file)?.text;
            let reviewed = Reviewed::of(&Site::find(&file)?, result.product, result.plan, &text)?;
            fields.insert("reviewed".to_owned(), json!(reviewed));
        }
        let content = documents::document(&content);
        files::replace(path, content.as_bytes()).map_err(|error| CommandError::file(WRITE, path, &error))?;
    }
    if let (OutputFormat::Github, Some(path)) = (output.format, environment::github_step_summary()) {
        let summary = result.markdown();
        files::append(&path, summary.as_bytes()).map_err(|error| CommandError::file(WRITE, &path, &error))?;
    }
    output.result(&result)
}

/// The changes that `texts` write.
pub(super) fn changes(texts: &[String]) -> Result<Vec<Change>, CommandError> {
    texts
        .iter()
        .map(|text| text.parse().map_err(|error: ChangeError| CommandError::about(&error, text, "change")))
        .collect()
}

/// The stage that the flags ask for.
pub(super) fn stage(staging: &Staging) -> Result<Stage, CommandError> {
    match &staging.line {
        None if staging.next => Ok(Stage::Next),
        None => Ok(Stage::Stable),
        Some(text) => line(text).map(Stage::Maintained),
    }
}
