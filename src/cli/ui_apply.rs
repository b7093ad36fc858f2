//! Applies for the terminal UI, in its own thread, so that the screen goes on.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::error::{CommandError, ErrorKind};
use super::load::ProductFile;
use super::ui_look;
use crate::apply::{ApplyError, ApplyOutcome, Options, Prepared, Progress, Site, last, prepare};
use crate::plan::{Plan, plan};
use crate::report::Diff;
use crate::system::git::Git;
use crate::tui::{Applied, ApplyPreview, Done, Event, FileDiff, Trouble, Work};

/// Who does what the screen asks for, one thing at a time.
pub(super) struct Worker {
    /// The product file; none is the demo.
    path: Option<PathBuf>,
    sender: Sender<Event>,
    events: Receiver<Event>,
    /// Who applies, and finds out what applying would do.
    applies: Clerk,
    /// Who reads what is pending meanwhile, which may take long.
    looks: Clerk,
}

/// A thread that does one thing after the other.
#[derive(Default)]
struct Clerk {
    desk: Arc<Desk>,
    thread: Option<JoinHandle<()>>,
}

impl Clerk {
    fn begin(&mut self, path: &Path, work: Work, sender: &Sender<Event>) {
        self.desk.put(work);
        if self.thread.is_none() {
            let (path, desk, sender) = (path.to_owned(), self.desk.clone(), sender.clone());
            self.thread = Some(std::thread::spawn(move || {
                loop {
                    let (work, count) = desk.take();
                    do_work(&path, work, &sender, &|| desk.count.load(Ordering::SeqCst) == count);
                }
            }));
        }
    }

    /// A panic of the thread goes on in the caller, who would wait for ever.
    fn check(&mut self) {
        if let Some(thread) = self.thread.take_if(|thread| thread.is_finished())
            && let Err(panic) = thread.join()
        {
            std::panic::resume_unwind(panic);
        }
    }
}

/// What is to be done next. What was put there before and not begun is replaced: only the newest question is of use.
#[derive(Default)]
struct Desk {
    next: Mutex<Option<Work>>,
    filled: Condvar,
    /// How often something was put there; what is under way for an older question stops.
    count: AtomicUsize,
}

impl Desk {
    fn put(&self, work: Work) {
        self.count.fetch_add(1, Ordering::SeqCst);
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = Some(work);
        self.filled.notify_one();
    }

    fn take(&self) -> (Work, usize) {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(work) = next.take() {
                return (work, self.count.load(Ordering::SeqCst));
            }
            next = self.filled.wait(next).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Worker {
    pub(super) fn new(path: Option<PathBuf>) -> Self {
        let (sender, events) = mpsc::channel();
        let (applies, looks) = (Clerk::default(), Clerk::default());
        let worker = Worker { path, sender, events, applies, looks };
        if let Some(error) = worker.unfinished() {
            worker.send(Event::Unfinished(trouble(&error)));
        }
        worker
    }

    fn send(&self, event: Event) {
        // Nobody listens any more only where the UI is gone.
        let _ = self.sender.send(event);
    }

    pub(super) fn begin(&mut self, work: Work) {
        let Some(path) = &self.path else { return };
        let clerk = if work == Work::Look { &mut self.looks } else { &mut self.applies };
        clerk.begin(path, work, &self.sender);
    }

    /// What there is to report.
    pub(super) fn events(&mut self) -> Vec<Event> {
        self.applies.check();
        self.looks.check();
        self.events.try_iter().collect()
    }

    /// An apply that was cut off, and what to do about it.
    pub(super) fn unfinished(&self) -> Option<CommandError> {
        unfinished(self.path.as_ref()?)
    }
}

fn unfinished(path: &Path) -> Option<CommandError> {
    let finished = Site::find(path).ok()?.check_finished();
    finished.err().filter(|error| matches!(error, ApplyError::Unfinished { .. })).map(CommandError::from)
}

/// Whether what is under way is still asked for.
type IsAsked<'a> = &'a dyn Fn() -> bool;

fn do_work(path: &Path, work: Work, sender: &Sender<Event>, is_asked: IsAsked<'_>) {
    let send = |event| {
        // Nobody listens any more only where the UI is gone.
        let _ = sender.send(event);
    };
    match work {
        Work::Review { plan, options, ticket } => {
            if let Some(found) = review(path, &plan, options, is_asked).transpose() {
                send(Event::Reviewed(ticket, found.map_err(|error| troubles(&error))));
            }
        }
        Work::LookBack => send(Event::LookedBack(look_back(path).map_err(|error| troubles(&error)))),
        Work::Apply(plan, options, reviewed) => {
            let done = apply(path, &plan, options, &reviewed, sender.clone());
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
    options: Options,
    is_asked: IsAsked<'_>,
) -> Result<Option<ApplyPreview>, CommandError> {
    let site = Site::find(path)?;
    site.check_finished()?;
    let file = current(path, plan)?;
    if !is_asked() {
        return Ok(None);
    }
    let prepared = prepared(&site, &file, plan, options)?;
    Ok(is_asked().then(|| proposal(&prepared)))
}

/// The product file, where the plan on the screen is still the result.
fn current(path: &Path, shown: &Plan) -> Result<ProductFile, CommandError> {
    let file = ProductFile::read(path)?;
    if plan(&file.product, &shown.request).is_ok_and(|plan| plan == *shown) {
        return Ok(file);
    }
    let message = "the product file changed since this plan was made";
    Err(CommandError::new(ErrorKind::Refused, "stale-plan", message))
}

fn prepared(
    site: &Site,
    file: &ProductFile,
    shown: &Plan,
    options: Options,
) -> Result<Prepared, CommandError> {
    let prepared = prepare(site, &file.product, &file.text, shown, options)?;
    if prepared.edits.is_empty() {
        let message = "there is nothing to apply: the product file has it already";
        return Err(CommandError::new(ErrorKind::Refused, "nothing-to-apply", message));
    }
    Ok(prepared)
}

fn proposal(prepared: &Prepared) -> ApplyPreview {
    let files = prepared.edits.iter();
    let files = files.map(|edit| FileDiff { path: edit.path.clone(), lines: Diff::of(edit).hunks() });
    ApplyPreview { actions: prepared.actions.clone(), files: files.collect() }
}

/// Applies the plan, where that still does what was reviewed.
fn apply(
    path: &Path,
    plan: &Plan,
    options: Options,
    reviewed: &ApplyPreview,
    sender: Sender<Event>,
) -> Result<Done, CommandError> {
    let mut site = Site::find(path)?;
    let guard = site.lock("apply", Duration::ZERO)?;
    let prepared = prepared(&site, &current(path, plan)?, plan, options)?;
    if proposal(&prepared) != *reviewed {
        let message = "applying would now do something else than what was reviewed, so nothing is written";
        return Err(CommandError::new(ErrorKind::Refused, "stale-review", message).hint("review it again"));
    }
    site.progress = reported_to(sender);
    match prepared.perform(&site, &guard) {
        Ok(outcome) => Ok(done(&site, outcome)),
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
    Done { commit: outcome.commit, tags: outcome.tags, pushed: outcome.pushed, has_remote, not_pushed: None }
}

/// What undo would take back. Writes nothing.
fn look_back(path: &Path) -> Result<Applied, CommandError> {
    let site = Site::find(path)?;
    site.check_finished()?;
    let record = last(&site)?.ok_or_else(nothing_to_undo)?.applied;
    let releases = record.releases().into_iter();
    let releases =
        releases.map(|(component, version)| (component.to_string(), version.to_string())).collect();
    Ok(Applied { at: record.at.clone(), releases })
}

fn nothing_to_undo() -> CommandError {
    CommandError::new(ErrorKind::Refused, "nothing-to-undo", "there is nothing to take back")
}

fn undo(path: &Path, sender: Sender<Event>) -> Result<Done, CommandError> {
    let mut site = Site::find(path)?;
    let guard = site.lock("undo", Duration::ZERO)?;
    site.progress = reported_to(sender);
    let undo = last(&site)?.ok_or_else(nothing_to_undo)?;
    undo.perform(&site, &guard)?;
    Ok(Done::default())
}

/// All that an error says, its independent parts one by one.
fn troubles(error: &CommandError) -> Vec<Trouble> {
    let parts = error.parts.iter().map(trouble);
    if error.code == "not-applicable" {
        return parts.collect();
    }
    std::iter::once(trouble(error)).chain(parts).collect()
}

fn trouble(error: &CommandError) -> Trouble {
    Trouble { code: error.code, message: error.message.clone(), help: error.hints.clone() }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::plan::{Request, Stage};
    use crate::version::BuildDate;

    #[test]
    fn of_many_reviews_the_newest_is_made_and_those_that_wait_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("product.toml");
        let mut file =
            "[product]\nname = 'Long'\n[components.core]\nlead = true\nversion = '1.0'\n".to_owned();
        for place in 0..300 {
            file += &format!("[components.part-{place}]\nversion = '1.0'\nfollows.core = 'release'\n");
        }
        std::fs::write(&path, &file).unwrap();
        let product = crate::product::Product::from_toml(&file).unwrap();
        let date = BuildDate::from_ymd(2016, 11, 1).unwrap();
        let request = Request::release(["fix:core".parse().unwrap()], Stage::Stable, date);
        let plan = Arc::new(plan(&product, &request).unwrap());
        let mut worker = Worker::new(Some(path));
        let options = Options { commit: false, tag: false, push: false };
        let last = 200;
        for ticket in 1..=last {
            worker.begin(Work::Review { plan: plan.clone(), options, ticket });
        }
        let (mut reviewed, started) = (Vec::new(), Instant::now());
        while reviewed.last() != Some(&last) {
            assert!(started.elapsed() < Duration::from_secs(60), "{reviewed:?}");
            std::thread::sleep(Duration::from_millis(5));
            for event in worker.events() {
                if let Event::Reviewed(ticket, found) = event {
                    assert!(found.is_ok());
                    reviewed.push(ticket);
                }
            }
        }
        assert!(reviewed.len() < last / 2, "{reviewed:?}");
        assert!(reviewed.is_sorted(), "one after the other: {reviewed:?}");
    }
}
