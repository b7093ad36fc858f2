//! Applies for the terminal UI, in a thread of its own, so that the screen goes on.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use super::apply::told;
use super::error::{CommandError, ErrorKind};
use super::load::ProductFile;
use super::recover::subject;
use crate::apply::{
    Action as Applied, ApplyError, Options, Outcome, Prepared, Site, diff, last, pending, prepare,
};
use crate::plan::{Plan, plan};
use crate::system::effects::{Effect, Effects};
use crate::system::git::Git;
use crate::tui::keymap::{Action, Context, bindings_in, key_for};
use crate::tui::{Done, Event, Proposal, Trouble, Work};

/// Who does what the screen asks for.
pub(super) struct Worker {
    /// The product file; none is the demo.
    path: Option<PathBuf>,
    ways: Ways,
    sender: Sender<Event>,
    events: Receiver<Event>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub(super) fn new(path: Option<PathBuf>, ways: Ways) -> Self {
        let (sender, events) = mpsc::channel();
        let worker = Worker { path, ways, sender, events, thread: None };
        if let Some(error) = worker.unfinished() {
            worker.tell(Event::Unfinished(ways.trouble(&error)));
        }
        worker
    }

    fn tell(&self, event: Event) {
        // Nobody listens any more only where the UI is gone.
        let _ = self.sender.send(event);
    }

    pub(super) fn begin(&mut self, work: Work) {
        let (Some(path), sender, ways) = (self.path.clone(), self.sender.clone(), self.ways) else { return };
        let tell = move |event| {
            let _ = sender.send(event);
        };
        self.thread = Some(std::thread::spawn(move || match work {
            Work::Review { plan, options, ticket } => {
                let found = review(&path, &plan, options, ways);
                tell(Event::Reviewed(ticket, found.map_err(|error| ways.troubles(&error))));
            }
            Work::Apply(plan, options, reviewed) => {
                let done = apply(&path, (&plan, options, ways), &reviewed, tell.clone());
                tell(Event::Applied(done.map_err(|error| ways.troubles(&error))));
                if let Some(error) = unfinished(&path) {
                    tell(Event::Unfinished(ways.trouble(&error)));
                }
            }
            Work::LookBack => {
                tell(Event::LookedBack(look_back(&path).map_err(|error| ways.troubles(&error))));
            }
            Work::Undo => {
                let done = undo(&path, tell.clone());
                tell(Event::Undone(done.map_err(|error| ways.troubles(&error))));
                if let Some(error) = unfinished(&path) {
                    tell(Event::Unfinished(ways.trouble(&error)));
                }
            }
        }));
    }

    /// What there is to tell. A panic of the thread goes on in the caller, who would wait for ever.
    pub(super) fn told(&mut self) -> Vec<Event> {
        if let Some(thread) = self.thread.take_if(|thread| thread.is_finished())
            && let Err(panic) = thread.join()
        {
            std::panic::resume_unwind(panic);
        }
        self.events.try_iter().collect()
    }

    /// An apply that was cut off, and what to do about it.
    pub(super) fn unfinished(&self) -> Option<CommandError> {
        unfinished(self.path.as_ref()?)
    }
}

fn unfinished(path: &Path) -> Option<CommandError> {
    let record = pending(&Site::find(path).ok()?).ok()??;
    Some(CommandError::from(ApplyError::Unfinished { at: record.at }))
}

/// What applying would do. Writes nothing.
fn review(path: &Path, plan: &Plan, options: Options, ways: Ways) -> Result<Proposal, CommandError> {
    let site = Site::find(path)?;
    if let Some(record) = pending(&site)? {
        return Err(CommandError::from(ApplyError::Unfinished { at: record.at }));
    }
    Ok(proposal(&prepared(&site, path, (plan, options, ways))?))
}

/// The plan as it comes out of the file now, ready to be applied; refused where it is another than the one on the screen.
fn prepared(
    site: &Site,
    path: &Path,
    (shown, options, ways): (&Plan, Options, Ways),
) -> Result<Prepared, CommandError> {
    let file = ProductFile::read(path)?;
    if !plan(&file.product, &shown.request).is_ok_and(|plan| plan == *shown) {
        let message = "the product file changed since this plan was made";
        let hint = format!("go back, and load it again with {}", ways.name(Context::Browse, Action::Reload));
        return Err(CommandError::new(ErrorKind::Refused, "stale-plan", message).hint(hint));
    }
    let prepared = prepare(site, &file.product, &file.text, shown, options)?;
    if prepared.edits.is_empty() {
        let message = "there is nothing to apply: the product file has it already";
        return Err(CommandError::new(ErrorKind::Refused, "nothing-to-apply", message));
    }
    Ok(prepared)
}

fn proposal(prepared: &Prepared) -> Proposal {
    Proposal {
        diff: diff(&prepared.edits),
        actions: prepared.actions.iter().map(ToString::to_string).collect(),
        summary: summary(&prepared.actions),
    }
}

/// `writes product.toml, commits on main, makes 4 tags`.
fn summary(actions: &[Applied]) -> String {
    let files = actions.iter().filter(|action| matches!(action, Applied::Write { .. })).count();
    let tags = actions.iter().filter(|action| matches!(action, Applied::Tag { .. })).count();
    let mut parts = Vec::new();
    for action in actions {
        match action {
            Applied::Write { path } if files == 1 => parts.push(format!("writes {path}")),
            Applied::Commit { branch, .. } => parts.push(format!("commits on {branch}")),
            Applied::Tag { name, .. } if tags == 1 => parts.push(format!("makes the tag {name}")),
            Applied::Push { remote } => parts.push(format!("pushes to {remote}")),
            Applied::Write { .. } | Applied::Tag { .. } | Applied::Refresh { .. } => {}
        }
    }
    if files > 1 {
        parts.insert(0, format!("writes {files} files"));
    }
    if tags > 1 {
        let before_push = actions.iter().filter(|action| !matches!(action, Applied::Push { .. }));
        let place = if before_push.count() < actions.len() { parts.len() - 1 } else { parts.len() };
        parts.insert(place, format!("makes {tags} tags"));
    }
    parts.join(", ")
}

/// Applies the plan, where that still does what was reviewed.
fn apply(
    path: &Path,
    asked: (&Plan, Options, Ways),
    reviewed: &Proposal,
    tell: impl Fn(Event) + 'static,
) -> Result<Done, CommandError> {
    tell(Event::Step("taking the lock, and looking once more".to_owned()));
    let mut site = Site::find(path)?;
    let guard = site.lock("apply", Duration::ZERO)?;
    let prepared = prepared(&site, path, asked)?;
    if proposal(&prepared) != *reviewed {
        let message = "applying would do something else by now than what was reviewed, so nothing is written";
        return Err(
            CommandError::new(ErrorKind::Refused, "stale-review", message).hint("review it once more")
        );
    }
    site.effects = seen(&site, tell);
    match prepared.perform(&site, &guard) {
        Ok(outcome) => Ok(done(&site, &outcome, asked.2)),
        // The release is there all the same.
        Err(error @ ApplyError::NotPushed { .. }) => {
            let (facts, trouble) =
                (vec!["the release is made".to_owned()], asked.2.trouble(&CommandError::from(error)));
            Ok(Done { facts, next: Vec::new(), failed: Some((PUSHING.to_owned(), trouble)) })
        }
        Err(error) => Err(CommandError::from(error)),
    }
}

/// Effects that tell the steps that people understand, each before it is done.
fn seen(site: &Site, tell: impl Fn(Event) + 'static) -> Effects {
    let (folder, state) = (site.folder.clone(), site.state());
    let (was_pushed, was_begun, tags) = (Cell::new(false), Cell::new(false), Cell::new(0));
    Effects::seen_by(move |effect| {
        was_pushed.set(was_pushed.get() || matches!(effect, Effect::Git("push")));
        match step(effect, &folder, &state) {
            // What is put down after a push is that it failed.
            Some(_) if was_pushed.get() && matches!(effect, Effect::Replace(_)) => {
                tell(Event::Step("putting down that nothing is pushed".to_owned()));
            }
            // The journal is written again when git has locked the refs.
            Some(_)
                if was_begun.get()
                    && matches!(effect, Effect::Replace(path) if path.ends_with("journal")) => {}
            Some(step) => {
                was_begun.set(
                    was_begun.get() || matches!(effect, Effect::Replace(path) if path.ends_with("journal")),
                );
                tell(Event::Step(step));
            }
            None => {}
        }
        if matches!(effect, Effect::Git("mktag")) {
            tags.set(tags.get() + 1);
            tell(Event::Count(tags.get()));
        }
        Ok(())
    })
}

const PUSHING: &str = "pushing";

fn step(effect: Effect<'_>, folder: &Path, state: &Path) -> Option<String> {
    Some(match effect {
        Effect::Git("hash-object" | "commit-tree") => "making the commit".to_owned(),
        Effect::Git("mktag") => "making the tags".to_owned(),
        Effect::Git("update-ref") => "moving the branch and the tags".to_owned(),
        Effect::Git("push") => PUSHING.to_owned(),
        Effect::Replace(path) if path.starts_with(state) => {
            path.ends_with("journal").then(|| "putting down what is to be done".to_owned())?
        }
        Effect::Replace(path) => {
            format!("writing {}", path.strip_prefix(folder).ok()?.to_string_lossy())
        }
        Effect::Git(_)
        | Effect::Rename(..)
        | Effect::Link(..)
        | Effect::Remove(_)
        | Effect::MakeFolder(_) => return None,
    })
}

/// How many tags are named, so that what is next stays in sight.
const TAGS: usize = 10;

fn done(site: &Site, outcome: &Outcome, ways: Ways) -> Done {
    let sentence = told(outcome);
    let first = sentence.split(". ").next().unwrap_or_default().trim_end().trim_end_matches('.');
    let tags = outcome.tags.iter().take(TAGS).map(|tag| format!("tag {tag}"));
    let more = outcome.tags.len().checked_sub(TAGS).filter(|more| *more > 0);
    let more = more.map(|more| format!("and {more} more, as `dateline log` lists them"));
    let mut next = Vec::new();
    if outcome.pushed.is_none() {
        let has_remote = Git::new(&site.folder).line(&["remote"]).is_ok_and(|names| !names.is_empty());
        if outcome.commit.is_some() && has_remote {
            next.push("`git push --atomic --follow-tags` pushes commit and tags.".to_owned());
        }
        let key = ways.name(Context::Browse, Action::TakeBack);
        next.push(format!(
            "{key} takes it back; so does `dateline undo`, while nothing is pushed or built on it."
        ));
    }
    next.push("`dateline log` tells what was released, when and why.".to_owned());
    Done { facts: std::iter::once(first.to_owned()).chain(tags).chain(more).collect(), next, failed: None }
}

/// What undo would take back. Writes nothing.
fn look_back(path: &Path) -> Result<String, CommandError> {
    let site = Site::find(path)?;
    if let Some(record) = pending(&site)? {
        return Err(CommandError::from(ApplyError::Unfinished { at: record.at }));
    }
    match last(&site)? {
        Some(undo) => Ok(subject(&undo.applied)),
        None => Err(nothing_to_undo()),
    }
}

fn nothing_to_undo() -> CommandError {
    CommandError::new(ErrorKind::Refused, "nothing-to-undo", "there is nothing to take back")
}

fn undo(path: &Path, tell: impl Fn(Event) + 'static) -> Result<Done, CommandError> {
    tell(Event::Step("taking the lock, and looking once more".to_owned()));
    let mut site = Site::find(path)?;
    let guard = site.lock("undo", Duration::ZERO)?;
    site.effects = seen(&site, tell);
    let undo = last(&site)?.ok_or_else(nothing_to_undo)?;
    undo.perform(&site, &guard)?;
    let facts = vec!["files, commit and tags are as they were before".to_owned()];
    Ok(Done { facts, next: vec!["Plan again, and apply what is right.".to_owned()], failed: None })
}

/// How people ask for things: by keys, or by words line by line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ways {
    Keys,
    Words,
}

impl Ways {
    /// The key or the word for an action.
    fn name(self, context: Context, action: Action) -> String {
        match self {
            Ways::Keys => key_for(context, action).map_or_else(String::new, |key| key.to_string()),
            Ways::Words => {
                let binding = bindings_in(context).find(|binding| binding.action == action);
                binding.map_or_else(String::new, |binding| binding.label.replace(' ', "-"))
            }
        }
    }

    /// All that an error tells, the parts that go by themselves one by one.
    fn troubles(self, error: &CommandError) -> Vec<Trouble> {
        let parts = error.parts.iter().map(|part| self.trouble(part));
        if error.code == "not-applicable" {
            return parts.collect();
        }
        std::iter::once(self.trouble(error)).chain(parts).collect()
    }

    fn trouble(self, error: &CommandError) -> Trouble {
        let mends = error.hints.iter().map(|hint| self.mend(&hint.to_string())).collect();
        Trouble { message: error.message.clone(), mends }
    }

    /// What the command line mends by an option of `apply` is mended by a key on the screen.
    fn mend(self, hint: &str) -> String {
        let options = [
            ("use --no-commit", Action::Commit, "the commit"),
            ("use --no-tag", Action::Tag, "the tags"),
            ("leave out --push", Action::Push, "the push"),
        ];
        options.into_iter().fold(hint.to_owned(), |hint, (option, action, what)| match self {
            Ways::Keys => {
                let key = self.name(Context::Review, action);
                hint.replace(option, &format!("leave {what} out with {key}"))
            }
            Ways::Words => hint.replace("use --", "use `dateline apply` with --"),
        })
    }
}
