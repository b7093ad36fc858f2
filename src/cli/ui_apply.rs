//! Applies for the terminal UI, and what it finds out before.

use std::path::Path;
use std::sync::mpsc::Sender;
use std::time::Duration;

use super::error::CommandError;
use super::load::ProductFile;
use super::ui_error::UiError;
use super::ui_look;
use crate::apply::{
    ApplyError, ApplyOutcome, Development, Options, Prepared, Progress, Site, StalePlan, development, last,
    prepare,
};
use crate::plan::{Plan, plan};
use crate::report::Diff;
use crate::system::git::Git;
use crate::tui::{Applied, ApplyPreview, Done, Event, FileDiff, Trouble, Work};

/// An apply that was cut off, and what to do about it.
pub(super) fn unfinished(path: &Path) -> Option<CommandError> {
    let finished = Site::find(path).ok()?.check_finished();
    finished.err().filter(|error| matches!(error, ApplyError::Unfinished { .. })).map(CommandError::from)
}

/// Whether what is under way is still asked for.
pub(super) type IsAsked<'a> = &'a dyn Fn() -> bool;

/// Does it, and sends what came of it.
pub(super) fn do_work(path: &Path, work: Work, sender: &Sender<Event>, is_asked: IsAsked<'_>) {
    let send = |event| {
        // Nobody listens any more only where the UI is gone.
        let _ = sender.send(event);
    };
    match work {
        Work::Review { plan, options, then_development, ticket } => {
            if let Some(found) = review(path, &plan, (options, then_development), is_asked).transpose() {
                send(Event::Reviewed(ticket, found.map_err(|error| troubles(&error))));
            }
        }
        Work::LookBack => send(Event::LookedBack(look_back(path).map_err(|error| troubles(&error)))),
        Work::Apply { plan, options, then_development, reviewed } => {
            let done = apply(path, &plan, (options, then_development), &reviewed, sender.clone());
            send(Event::Applied(done.map_err(|error| troubles(&error))));
            send_unfinished(path, sender);
        }
        Work::Look => {
            let found = ui_look::pending(path).map_err(|error| troubles(&error));
            if is_asked() {
                send(Event::Pending(found));
                send(Event::Released(ui_look::released(path).map_err(|error| troubles(&error))));
            }
        }
        Work::Notes(component, version) => {
            let found = ui_look::notes(path, &component, version).map_err(|error| troubles(&error));
            send(Event::Noted((component, version), found));
        }
        Work::Undo => {
            let done = undo(path, sender.clone());
            send(Event::Undone(done.map_err(|error| troubles(&error))));
            send_unfinished(path, sender);
        }
    }
}

fn send_unfinished(path: &Path, sender: &Sender<Event>) {
    if let Some(error) = unfinished(path) {
        let _ = sender.send(Event::Unfinished(trouble(&error)));
    }
}

/// What applying would do; `None` where that is no longer asked for. Writes nothing.
fn review(
    path: &Path,
    plan: &Plan,
    (options, then_development): (Options, bool),
    is_asked: IsAsked<'_>,
) -> Result<Option<ApplyPreview>, CommandError> {
    let site = Site::find(path)?;
    site.check_finished()?;
    let file = current(path, plan)?;
    if !is_asked() {
        return Ok(None);
    }
    let prepared = prepared(&site, &file, plan, options)?;
    let then = development_after(&site, &file, plan, &prepared, then_development)?;
    Ok(is_asked().then(|| proposal(&prepared, then.as_ref())))
}

/// The product file, where the plan on the screen is still the result.
fn current(path: &Path, shown: &Plan) -> Result<ProductFile, CommandError> {
    let file = ProductFile::read(path)?;
    match plan(&file.product, &shown.request) {
        Ok(now) if now == *shown => Ok(file),
        now => Err(StalePlan::between(shown, now).into()),
    }
}

fn prepared(
    site: &Site,
    file: &ProductFile,
    shown: &Plan,
    options: Options,
) -> Result<Prepared, CommandError> {
    let prepared = prepare(site, &file.product, &file.text, shown, options)?;
    if prepared.edits.is_empty() {
        return Err(UiError::NothingToApply.into());
    }
    Ok(prepared)
}

/// What starts the development of the next versions after the release, where that is asked for.
fn development_after(
    site: &Site,
    file: &ProductFile,
    plan: &Plan,
    release: &Prepared,
    is_asked_for: bool,
) -> Result<Option<Development>, CommandError> {
    if !is_asked_for || !release.commits() {
        return Ok(None);
    }
    Ok(development(site, &file.product, plan, release)?)
}

fn proposal(prepared: &Prepared, then: Option<&Development>) -> ApplyPreview {
    let files = prepared.edits.iter();
    let files = files.map(|edit| FileDiff { path: edit.path.clone(), lines: Diff::of(edit).hunks() });
    let then = then.map_or(&[][..], Development::actions);
    ApplyPreview { actions: [&prepared.actions, then].concat(), files: files.collect() }
}

/// Applies the plan, where that still does what was reviewed.
fn apply(
    path: &Path,
    plan: &Plan,
    (options, then_development): (Options, bool),
    reviewed: &ApplyPreview,
    sender: Sender<Event>,
) -> Result<Done, CommandError> {
    let mut site = Site::find(path)?;
    let guard = site.lock("apply", Duration::ZERO)?;
    let file = current(path, plan)?;
    let prepared = prepared(&site, &file, plan, options)?;
    let then = development_after(&site, &file, plan, &prepared, then_development)?;
    if proposal(&prepared, then.as_ref()) != *reviewed {
        return Err(UiError::StaleReview.into());
    }
    site.progress = reported_to(sender);
    match prepared.perform(&site, &guard) {
        Ok(outcome) => {
            let started = then.map(|then| then.perform(&site, &guard, &outcome)).transpose();
            let (development, not_developed) = match started {
                Ok(started) => (started.and_then(|started| started.commit), None),
                Err(error) => (None, Some(trouble(&CommandError::from(error)))),
            };
            Ok(Done { development, not_developed, ..done(&site, outcome) })
        }
        // The release is there all the same.
        Err(error @ ApplyError::NotPushed { .. }) => Ok(Done {
            not_pushed: Some(trouble(&CommandError::from(error))),
            ..done(&site, ApplyOutcome::default())
        }),
        Err(error) => Err(CommandError::from(error)),
    }
}

fn reported_to(sender: Sender<Event>) -> Progress {
    Progress::reported_to(move |step| {
        let _ = sender.send(Event::Step(step));
    })
}

fn done(site: &Site, outcome: ApplyOutcome) -> Done {
    let has_remote = Git::new(&site.folder).line(&["remote"]).is_ok_and(|names| !names.is_empty());
    let ApplyOutcome { commit, tags, pushed, .. } = outcome;
    Done { commit, tags, pushed, has_remote, ..Done::default() }
}

/// What undo would take back. Writes nothing.
fn look_back(path: &Path) -> Result<Applied, CommandError> {
    let site = Site::find(path)?;
    site.check_finished()?;
    let record = last(&site)?.ok_or(UiError::NothingToUndo)?.applied;
    let releases = record.releases().into_iter();
    let releases =
        releases.map(|(component, version)| (component.to_string(), version.to_string())).collect();
    Ok(Applied { at: record.at.clone(), releases })
}

fn undo(path: &Path, sender: Sender<Event>) -> Result<Done, CommandError> {
    let mut site = Site::find(path)?;
    let guard = site.lock("undo", Duration::ZERO)?;
    site.progress = reported_to(sender);
    let undo = last(&site)?.ok_or(UiError::NothingToUndo)?;
    undo.perform(&site, &guard)?;
    Ok(Done::default())
}

/// All that an error says, its independent parts one by one.
fn troubles(error: &CommandError) -> Vec<Trouble> {
    if error.code == "not-applicable" {
        return independent(error);
    }
    std::iter::once(trouble(error)).chain(error.parts.iter().map(trouble)).collect()
}

/// The parts of an error, or the error itself where it has none.
pub(super) fn independent(error: &CommandError) -> Vec<Trouble> {
    if error.parts.is_empty() { vec![trouble(error)] } else { error.parts.iter().map(trouble).collect() }
}

pub(super) fn trouble(error: &CommandError) -> Trouble {
    let CommandError { code, message, hints, place, .. } = error;
    Trouble { code, message: message.clone(), help: hints.clone(), place: place.clone() }
}
