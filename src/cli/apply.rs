//! `apply`: shows a plan and what it will do, asks, and does it.

use std::path::Path;
use std::time::Duration;

use super::args::{ApplyArguments, Global, OutputFormat};
use super::cli_error::CliError;
use super::consent::{ask, report_done, show_first};
use super::error::CommandError;
use super::exit::Exits;
use super::load::{ProductFile, locate};
use super::output::Output;
use super::pending::{note_unclassified, pending_changes, pending_of};
use super::shallow::SHALLOW;
use super::{dating, plan as planning};
use crate::apply::{
    ApplyError, ApplyOutcome, Development, Freshness, Guard, Options, Prepared, Problem, Repository,
    SavedPlan, Site, development, freshness, prepare,
};
use crate::pending::Pending;
use crate::plan::{Plan, Request, RequestAction, plan};
use crate::product::Product;
use crate::report::{AppliedBefore, ApplyReport, PlanReport, sentence};
use crate::shown::shown;
use crate::system::files;
use crate::system::interrupt::Interrupt;

pub(super) fn run(global: &Global, arguments: &ApplyArguments, output: &Output) -> Result<(), CommandError> {
    let wanted = Wanted::of(arguments)?;
    let path = locate(global, "apply")?;
    let mut site = Site::find(&path)?;
    let guard = if arguments.consent.dry_run {
        site.check_finished()?;
        None
    } else {
        Some(site.lock("apply", Duration::ZERO)?)
    };
    if site.repository.as_ref().is_some_and(Repository::is_shallow) {
        output.note(SHALLOW);
    }
    let file = ProductFile::read(&path)?;
    let (wanted, pending) = wanted.with_pending(&file, arguments)?;
    let Some(plan) = wanted.plan(&site, &file, arguments)? else {
        return output.result(&AppliedBefore);
    };
    let prepared = prepared(&site, &file, &plan, arguments, output)?;
    let then = then_development(&site, &file.product, &plan, &prepared, arguments, output)?;
    let shown = PlanReport { pending: pending.as_ref(), ..PlanReport::new(&file.product, &plan) };
    let mut result = ApplyReport::new(shown, &prepared, arguments.consent.dry_run);
    if let Some(then) = &then {
        result.actions.extend_from_slice(then.actions());
    }
    if let Some(pending) = &pending {
        note_unclassified(pending, output);
    }
    if output.format == OutputFormat::Text {
        show_first(output.lines(&result.preview(output.detail)), arguments.consent)?;
    }
    if let (Some(guard), false) = (guard, prepared.edits.is_empty()) {
        ask("Apply this plan?", arguments.consent, output)?;
        let outcome = perform(&mut site, &guard, prepared, then, output)?;
        let done = sentence(&outcome);
        result.outcome = Some(outcome);
        return report_done(output, output.result(&result), &done);
    }
    output.result(&result)
}

/// What applying `plan` does. A dry run says which files must be committed first, and goes on without commit and tags.
fn prepared(
    site: &Site,
    file: &ProductFile,
    plan: &Plan,
    arguments: &ApplyArguments,
    output: &Output,
) -> Result<Prepared, CommandError> {
    let options = Options {
        commit: !arguments.no_commit,
        tag: !arguments.no_tag && !arguments.no_commit,
        push: arguments.push,
    };
    match prepare(site, &file.product, &file.text, plan, options) {
        Err(ApplyError::Refused(problems)) if arguments.consent.dry_run && are_uncommitted(&problems) => {
            for problem in &problems {
                output.note(&format!("{problem}: commit it before you apply; commit and tags are not shown"));
            }
            let files_only = Options { commit: false, tag: false, push: false };
            Ok(prepare(site, &file.product, &file.text, plan, files_only)?)
        }
        prepared => Ok(prepared?),
    }
}

/// What starts the next version in development, where that is asked for and the release is committed.
fn then_development(
    site: &Site,
    product: &Product,
    plan: &Plan,
    prepared: &Prepared,
    arguments: &ApplyArguments,
    output: &Output,
) -> Result<Option<Development>, CommandError> {
    if !arguments.then_development || !prepared.commits() {
        return Ok(None);
    }
    let then = development(site, product, plan, prepared)?;
    if then.is_none() {
        output.note("No manifest of a released component has `development`, so no next version is written.");
    }
    Ok(then)
}

/// Does it, and then starts the next version in development.
fn perform(
    site: &mut Site,
    guard: &Guard,
    prepared: Prepared,
    then: Option<Development>,
    output: &Output,
) -> Result<ApplyOutcome, CommandError> {
    let interrupt = hold_signals(site)?;
    let mut outcome = prepared.perform(site, guard)?;
    if let Some(then) = then {
        let started = then.perform(site, guard, &outcome).map_err(|error| {
            let message = format!("the release is made, but its next version is not started: {error}");
            CommandError { message, ..error.into() }
        })?;
        outcome.development = started.commit;
    }
    if interrupt.is_asked() {
        output.note("Asked to end after the release was made: it is finished.");
    }
    Ok(outcome)
}

/// Whether all that is in the way is that files are not committed yet, as a product file is after `init`.
fn are_uncommitted(problems: &[Problem]) -> bool {
    problems.iter().all(|problem| matches!(problem, Problem::Untracked(_)))
}

/// From now on a signal that asks the program to end is heeded between two steps: what can be taken back is.
pub(super) fn hold_signals(site: &mut Site) -> Result<Interrupt, CommandError> {
    let held = Interrupt::hold().map_err(|error| CommandError::io("wait for", "signals", &error))?;
    site.interrupt = held.flag();
    Ok(held)
}

/// What is to be applied.
enum Wanted {
    Request(Request),
    Saved(Box<SavedPlan>),
}

impl Wanted {
    fn of(arguments: &ApplyArguments) -> Result<Wanted, CommandError> {
        if let Some(path) = &arguments.plan {
            let saved = read_plan(path)?;
            dating::check_saved(saved.plan.request.date, &arguments.dating)?;
            return Ok(Wanted::Saved(Box::new(saved)));
        }
        let date = || dating::date(&arguments.dating);
        Ok(Wanted::Request(match (&arguments.promote, &arguments.drop) {
            (Some(named), _) => Request::promote(planning::ids(named)?, date()?),
            (None, Some(named)) => Request::drop(planning::ids(named)?, date()?),
            (None, None) if arguments.changes.is_empty() && !arguments.evidence.pending => {
                return Err(CliError::NothingNamed.into());
            }
            (None, None) => {
                let changes = planning::changes(&arguments.changes)?;
                Request::release(changes, planning::stage(&arguments.staging)?, date()?)
            }
        }))
    }

    /// The same request with what is pending, where that is asked for.
    fn with_pending(
        self,
        file: &ProductFile,
        arguments: &ApplyArguments,
    ) -> Result<(Wanted, Option<Pending>), CommandError> {
        let request = match self {
            Wanted::Request(request) if arguments.evidence.pending => request,
            other => return Ok((other, None)),
        };
        let (product, stage) = (&file.product, request.stage());
        let pending = pending_of(Some(&file.path), product, stage.line())?;
        let named = match request.action {
            RequestAction::Release { changes, .. } => changes.into_iter().collect(),
            RequestAction::Promote { .. } | RequestAction::Drop { .. } => Vec::new(),
        };
        let changes = pending_changes(Some(&pending), product, named, stage, &arguments.evidence)?;
        Ok((Wanted::Request(Request::release(changes, stage, request.date)), Some(pending)))
    }

    /// The plan as it comes out now; `None` where it is applied already.
    fn plan(
        &self,
        site: &Site,
        file: &ProductFile,
        arguments: &ApplyArguments,
    ) -> Result<Option<Plan>, CommandError> {
        let saved = match self {
            Wanted::Request(request) => return Ok(Some(plan(&file.product, request)?)),
            Wanted::Saved(saved) => saved,
        };
        match freshness(site, &file.product, &file.text, saved)? {
            Freshness::Fresh(plan) => Ok(Some(*plan)),
            Freshness::Applied => Ok(None),
            Freshness::Stale(stale) => {
                Err(not_applicable(arguments.plan.as_deref().unwrap_or(Path::new("")), stale))
            }
        }
    }
}

fn read_plan(path: &Path) -> Result<SavedPlan, CommandError> {
    let bytes = files::read(path).map_err(|error| CommandError::file("read", path, &error))?;
    let text = String::from_utf8_lossy(&bytes);
    SavedPlan::from_json(&text).map_err(|error| not_applicable(path, error))
}

/// Why the plan that is saved at `path` cannot be applied.
fn not_applicable(path: &Path, error: impl Exits) -> CommandError {
    let message = format!("`{}` cannot be applied: {error}", shown(&path.to_string_lossy()));
    CommandError { message, ..error.into() }
}
