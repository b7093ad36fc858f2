//! From a plan to what was done: preparing, which writes nothing, and performing.

use super::action::{ApplyAction, actions};
use super::edits::{FileEdits, file_edits};
use super::error::{ApplyError, Conflict, Problem};
use super::execute::{back, forward};
use super::git_locks;
use super::journal::{self, FileChange, GitChange, Push, Record, RecordKind};
use super::leftovers::{clear, clear_scratch};
use super::neighbours::Refresh;
use super::objects::{self, Start};
use super::preflight::{file_problems, git_problems, shared_tags};
use super::remote::refs_on_remote;
use super::settings::Settings;
use super::site::{Guard, Head, Options, Repository, Site};
use super::step::ApplyStep;
use super::trust::made_here;
use crate::plan::Plan;
use crate::product::Product;
use crate::system::git::GitError;
use crate::system::{clock, environment};

/// How many pauses a push that goes on without its caller may take from its first ref to its last.
const LATE_PUSH: usize = 4;

/// A plan that can be applied: preflight found nothing against it.
pub struct Prepared {
    pub edits: Vec<FileChange>,
    /// What will be done, in order.
    pub actions: Vec<ApplyAction>,
    /// The plan; `None` where nothing is released.
    plan: Option<Plan>,
    start: Start,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ApplyOutcome {
    pub commit: Option<String>,
    pub tags: Vec<String>,
    /// The remote that was pushed to.
    pub pushed: Option<String>,
    /// The commit on top of it with the next version in development, where one was asked for.
    pub development: Option<String>,
}

/// Finds out what applying `plan` to `product`, whose file holds `text`, will do, and every problem with it. Writes
/// nothing.
pub fn prepare(
    site: &Site,
    product: &Product,
    text: &str,
    plan: &Plan,
    options: Options,
) -> Result<Prepared, ApplyError> {
    let FileEdits { edits, refreshes, notes, mut problems } = file_edits(site, product, plan, text)?;
    let repository = site.repository.as_ref().filter(|_| options.commit && !edits.is_empty());
    problems.extend(file_problems(site, &edits));
    let git = repository
        .map(|repository| Ok::<_, ApplyError>((repository.head_and_tags()?, Settings::of(repository)?)));
    let git = git.transpose()?;
    let branch = git.as_ref().and_then(|(refs, _)| refs.head.0.clone());
    let remote = match (&git, &branch) {
        (Some((_, settings)), Some(branch)) if options.push => settings.remote(branch),
        _ => None,
    };
    let name = repository.map(|_| branch.as_deref().unwrap_or("HEAD").trim_start_matches("refs/heads/"));
    let mut actions = actions(product, plan, &notes, &edits, options, name, remote.as_deref());
    actions.extend(
        refreshes.into_iter().map(|Refresh { path, command }| ApplyAction::Refresh { path, command }),
    );
    let mut start = Start::default();
    if let (Some(repository), Some((refs, settings))) = (repository, git) {
        if options.tag {
            problems.extend(shared_tags(product, plan));
        }
        let (of_git, entries) = git_problems(repository, (&refs, &settings), options, &edits, &actions)?;
        problems.extend(of_git);
        start = Start { head: refs.head, entries, settings };
    } else if options.push && !edits.is_empty() {
        problems.push(Problem::NothingToPush);
    }
    if problems.is_empty() {
        Ok(Prepared { edits, actions, plan: Some(plan.clone()), start })
    } else {
        Err(ApplyError::Refused(problems))
    }
}

impl Prepared {
    /// Edits of their own, which come on the same branch after a release.
    pub(super) fn after_release(edits: Vec<FileChange>, actions: Vec<ApplyAction>) -> Self {
        Prepared { edits, actions, plan: None, start: Start::default() }
    }

    /// The same, from the commit of `outcome` on, where the branch is at it.
    pub(super) fn on_top_of(self, site: &Site, outcome: &ApplyOutcome) -> Result<Self, ApplyError> {
        let Some(repository) = &site.repository else { return Ok(self) };
        let (refs, settings) = (repository.head_and_tags()?, Settings::of(repository)?);
        if refs.head.1 != outcome.commit {
            let to = (None, outcome.commit.clone());
            return Err(ApplyError::Refused(vec![moved(to, (None, refs.head.1))]));
        }
        let push = self.actions.iter().any(|action| matches!(action, ApplyAction::Push { .. }));
        let options = Options { commit: true, tag: false, push };
        let (problems, entries) =
            git_problems(repository, (&refs, &settings), options, &self.edits, &self.actions)?;
        if !problems.is_empty() {
            return Err(ApplyError::Refused(problems));
        }
        Ok(Prepared { start: Start { head: refs.head, entries, settings }, ..self })
    }

    /// Whether it makes a commit.
    pub fn commits(&self) -> bool {
        self.actions.iter().any(|action| matches!(action, ApplyAction::Commit { .. }))
    }

    /// Does it, all of it or nothing. What fails before the end is taken back.
    pub fn perform(self, site: &Site, guard: &Guard) -> Result<ApplyOutcome, ApplyError> {
        if self.edits.is_empty() {
            return Ok(ApplyOutcome::default());
        }
        site.progress.report(ApplyStep::Checking);
        // People may edit a file while they are asked about it: nothing is begun that could not be taken back then.
        let changed = file_problems(site, &self.edits);
        if !changed.is_empty() {
            return Err(ApplyError::Refused(changed));
        }
        clear_scratch(site)?;
        let git = match site.repository.as_ref().filter(|_| self.commits()) {
            Some(repository) => {
                let head = repository.head()?;
                if head != self.start.head {
                    return Err(ApplyError::Refused(vec![moved(self.start.head, head)]));
                }
                Some(objects::make(site, repository, &self.start, &self.edits, &self.actions)?)
            }
            None => None,
        };
        let record = Record {
            verb: RecordKind::Apply,
            at: clock::now(),
            by: who(self.start.settings.committer()),
            made: Some(made_here(site)?),
            product_file: site.name.clone(),
            prefix: site.repository.as_ref().map(|repository| repository.prefix.clone()).unwrap_or_default(),
            plan: self.plan,
            files: self.edits,
            git,
        };
        run(site, guard, record)
    }
}

/// HEAD has moved: on another branch, or at another commit of the same one.
fn moved(from: Head, to: Head) -> Problem {
    let (from, to) = if from.0 == to.0 { (from.1, to.1) } else { (from.0, to.0) };
    let shown = |at: Option<String>| at.unwrap_or_else(|| "no branch".to_owned()).replace("refs/heads/", "");
    Problem::HeadMoved { from: shown(from), to: shown(to) }
}

/// Writes the journal and does what it says; takes it back where that fails.
pub(super) fn run(site: &Site, guard: &Guard, mut record: Record) -> Result<ApplyOutcome, ApplyError> {
    site.progress.report(ApplyStep::WritingJournal);
    let done = journal::begin(&site.effects, &site.state(), &record);
    match done.and_then(|()| forward(site, &mut record)) {
        Ok(_) => finish(site, guard, &record),
        Err(error) => Err(taken_back(site, &mut record, error)),
    }
}

/// Takes back what was done of a record before `error`; what is left to report.
fn taken_back(site: &Site, record: &mut Record, error: ApplyError) -> ApplyError {
    site.progress.report(ApplyStep::Reverting);
    let reverted = clear(site, record).and_then(|mut kept| {
        kept.extend(back(site, record)?);
        journal::forget(&site.effects, &site.state())?;
        Ok(kept)
    });
    // Without a journal nothing was begun, or all is reverted: should a loss of power bring it back, recovery finds that.
    let reverted =
        reverted.or_else(|error| if journal::is_there(&site.state()) { Err(error) } else { Ok(Vec::new()) });
    match (reverted, error) {
        (Err(_), error) => ApplyError::Stopped(Box::new(error)),
        (Ok(kept), ApplyError::Changed(mut conflicts)) => {
            conflicts.extend(kept);
            let mut seen = Vec::new();
            conflicts.retain(|conflict| {
                !seen.contains(conflict) && {
                    seen.push(conflict.clone());
                    true
                }
            });
            ApplyError::ChangedMeanwhile(conflicts)
        }
        (Ok(_), error @ (ApplyError::GitLocked(_) | ApplyError::Interrupted)) => error,
        // A signal that ends us may have ended git first.
        (Ok(_), ApplyError::Git(_)) if site.is_interrupted() => ApplyError::Interrupted,
        (Ok(_), error) => ApplyError::TakenBack(Box::new(error)),
    }
}

/// The last steps, when all is written: the push, and the journal that becomes a record.
pub(super) fn finish(site: &Site, guard: &Guard, record: &Record) -> Result<ApplyOutcome, ApplyError> {
    let state = site.state();
    let complete = || {
        let completed = journal::complete(&site.effects, &state, record.verb);
        completed.map_err(|error| stopped_or_unsynced(site, error))
    };
    let mut outcome = outcome(record);
    let (Some((git, push)), Some(repository)) = (record.pushing(), &site.repository) else {
        complete()?;
        return Ok(outcome);
    };
    site.progress.report(ApplyStep::Pushing { remote: push.remote.clone() });
    // A helper that keeps running after a push, such as one for passwords, must not keep the lock.
    let shared = guard.lock.share(false).map_err(ApplyError::io("share", state.join("lock")));
    shared.map_err(|error| ApplyError::Stopped(Box::new(error)))?;
    let mut arguments = vec!["push", "--quiet", "--atomic", "--", push.remote.as_str()];
    arguments.extend(push.refspecs.iter().map(String::as_str));
    let pushed = if site.is_interrupted() {
        Err(GitError::Failed { verb: "push".to_owned(), code: None, message: "interrupted".to_owned() })
    } else {
        repository.git.push(&site.effects, &arguments)
    };
    if let Err(error) = pushed
        && !is_on_remote(repository, git, push)
    {
        site.progress.report(ApplyStep::RecordingFailedPush);
        let unpushed = Record { git: Some(git.clone().without_push()), ..record.clone() };
        let recorded = journal::begin(&site.effects, &state, &unpushed);
        recorded.map_err(|error| ApplyError::Stopped(Box::new(error)))?;
        complete()?;
        let refspecs = push.refspecs.iter().map(|spec| spec.split(':').next().unwrap_or_default());
        let refspecs: Vec<&str> = refspecs.collect();
        let command = format!("git push --atomic {} {}", push.remote, refspecs.join(" "));
        return Err(ApplyError::NotPushed { error, command });
    }
    complete()?;
    outcome.pushed = Some(push.remote.clone());
    Ok(outcome)
}

/// An error of the last step, which moves the journal away: only while the journal is there is anything left to do.
pub(super) fn stopped_or_unsynced(site: &Site, error: ApplyError) -> ApplyError {
    let error = Box::new(error);
    if journal::is_there(&site.state()) { ApplyError::Stopped(error) } else { ApplyError::Unsynced(error) }
}

/// Whether the remote has all that was to be pushed: a push that was cut off may go on without its caller, and come to
/// its end just before this one, which then finds every ref taken.
fn is_on_remote(repository: &Repository, git: &GitChange, push: &Push) -> bool {
    let wanted = git.refs.iter().filter(|one| one.new.is_some()).count();
    let is_there = || refs_on_remote(repository, git, push).len() == wanted;
    is_there() || {
        (0..LATE_PUSH).for_each(|_| clock::pause());
        is_there()
    }
}

fn outcome(record: &Record) -> ApplyOutcome {
    let Some(git) = &record.git else { return ApplyOutcome::default() };
    let names = git.refs.iter().filter_map(|one| one.name.strip_prefix("refs/tags/"));
    ApplyOutcome {
        commit: git.commit.clone(),
        tags: names.map(str::to_owned).collect(),
        pushed: None,
        development: None,
    }
}

/// Who applies: the committer of `ident`, or whom the environment names.
fn who(ident: &str) -> Option<String> {
    let name = ident.rsplit_once('>').map(|(name, _)| format!("{name}>"));
    name.or_else(environment::user)
}

/// Finishes a record that was cut off; what was done, and what others changed that is left as it is.
pub(super) fn resume(
    site: &Site,
    guard: &Guard,
    mut record: Record,
) -> Result<(ApplyOutcome, Vec<Conflict>), ApplyError> {
    let mut kept = clear(site, &record)?;
    kept.extend(forward(site, &mut record)?);
    kept.extend(git_locks::left(site, &record));
    Ok((finish(site, guard, &record)?, kept))
}

/// Writes another content into the product file, by the same way as an apply, and without a release: what an import found,
/// or what `init` proposes, which makes the file. Refused where the file no longer holds `old`, or is there where `old` is
/// `None`.
pub fn write_product(site: &Site, guard: &Guard, old: Option<&str>, new: &str) -> Result<(), ApplyError> {
    let change = FileChange::new(site.name.clone(), old.map(Into::into), Some(new.into()));
    let problems = file_problems(site, std::slice::from_ref(&change));
    if !problems.is_empty() {
        return Err(ApplyError::Refused(problems));
    }
    clear_scratch(site)?;
    let record = Record {
        verb: if old.is_some() { RecordKind::Import } else { RecordKind::Init },
        at: clock::now(),
        by: who(Settings::of_site(site).committer()),
        made: Some(made_here(site)?),
        product_file: site.name.clone(),
        prefix: site.repository.as_ref().map(|repository| repository.prefix.clone()).unwrap_or_default(),
        plan: None,
        files: vec![change],
        git: None,
    };
    run(site, guard, record).map(drop)
}
