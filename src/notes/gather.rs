//! The notes of one release, as data.

use crate::pending::{ComponentPending, Pending, description};
use crate::plan::{Change, Kind, Level, Plan, Reason, Release};
use crate::product::ComponentId;
use crate::version::Version;

/// What is new in one release of a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notes {
    pub component: ComponentId,
    pub title: Box<str>,
    /// The version that is released; `None` for what is pending.
    pub version: Option<Version>,
    /// What is new, the change files' texts first, then the commits, the newest first.
    pub entries: Vec<NoteEntry>,
    /// The components whose release this one comes along with, each with its version.
    pub along: Vec<(ComponentId, Option<Version>)>,
    /// Why it was released, in the words of its commit; `None` where that is not known.
    pub because: Option<Box<str>>,
}

/// One thing that is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteEntry {
    /// Where it belongs.
    pub group: NoteGroup,
    /// What is said: of a change file its text, which is Markdown; of a commit the description of its header.
    pub text: Box<str>,
    /// The whole id of the commit; `None` for a change file.
    pub commit: Option<Box<str>>,
    /// The path of the change file; `None` for a commit.
    pub file: Option<Box<str>>,
}

/// The groups of release notes, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteGroup {
    /// What breaks something.
    Breaking,
    /// Features.
    Features,
    /// Fixes.
    Fixes,
}

impl NoteGroup {
    /// All groups, in their order.
    pub const ALL: [NoteGroup; 3] = [NoteGroup::Breaking, NoteGroup::Features, NoteGroup::Fixes];

    /// The heading for people.
    pub const fn title(self) -> &'static str {
        match self {
            NoteGroup::Breaking => "Breaking changes",
            NoteGroup::Features => "Features",
            NoteGroup::Fixes => "Fixes",
        }
    }

    /// The word that JSON uses.
    pub const fn name(self) -> &'static str {
        match self {
            NoteGroup::Breaking => "breaking",
            NoteGroup::Features => "features",
            NoteGroup::Fixes => "fixes",
        }
    }

    /// The group of the highest of `changes`; `None` where there is none.
    fn of(changes: &[Change]) -> Option<NoteGroup> {
        changes.iter().map(Change::kind).max_by_key(|kind| kind.level()).map(|kind: Kind| {
            match kind.level() {
                Level::Major => NoteGroup::Breaking,
                Level::Minor => NoteGroup::Features,
                Level::Build | Level::Development | Level::CatchUp => NoteGroup::Fixes,
            }
        })
    }
}

impl Notes {
    /// The notes of what is pending of `component`: nothing where all of that is done.
    ///
    /// Left out are commits that are reverted, that are nothing to release, and that belong to another one.
    pub fn pending(pending: &Pending, component: &ComponentId) -> Option<Notes> {
        let mut notes = Notes::released(pending, component)?;
        if pending.component(component)?.kind().is_none() {
            notes.entries.clear();
        }
        Some(notes)
    }

    /// The same of a release, which takes what is done along.
    pub fn released(pending: &Pending, component: &ComponentId) -> Option<Notes> {
        let found = pending.component(component)?;
        Some(Notes {
            component: component.clone(),
            title: found.title.clone(),
            version: None,
            entries: entries(pending, found),
            along: Vec::new(),
            because: None,
        })
    }

    /// The notes of what is pending of `component`, with what it would come along with in `plan`, which is that of all that
    /// is pending. Which versions those are is open until the release.
    pub fn of_next_release(pending: &Pending, plan: Option<&Plan>, component: &ComponentId) -> Option<Notes> {
        let release = plan.and_then(|plan| Some((plan, plan.release(component)?)));
        let Some((plan, release)) = release else { return Notes::pending(pending, component) };
        let mut notes = Notes::of_release(pending, plan, release);
        notes.version = None;
        for (_, version) in &mut notes.along {
            *version = None;
        }
        Some(notes)
    }

    /// The notes of a release of `plan`: what is pending of its component, and what it comes along with.
    pub fn of_release(pending: &Pending, plan: &Plan, release: &Release) -> Notes {
        let entries = pending.component(&release.component).map(|found| entries(pending, found));
        let followed = release.because.iter().filter_map(Reason::follows);
        let along = followed
            .map(|followed| (followed.clone(), plan.release(followed).map(|release| release.to)))
            .collect();
        Notes {
            component: release.component.clone(),
            title: release.title.clone(),
            version: Some(release.to),
            entries: entries.unwrap_or_default(),
            along,
            because: None,
        }
    }

    /// The entries of `group`.
    pub fn of_group(&self, group: NoteGroup) -> impl Iterator<Item = &NoteEntry> {
        self.entries.iter().filter(move |entry| entry.group == group)
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.along.is_empty()
    }
}

/// What the evidence of a component says, by group.
fn entries(pending: &Pending, found: &ComponentPending) -> Vec<NoteEntry> {
    let files = pending.files_of(found).filter_map(|(evidence, file)| {
        let group = NoteGroup::of(&evidence.changes)?;
        let text = if file.text.is_empty() { file.path.clone() } else { file.text.clone() };
        Some(NoteEntry { group, text, commit: None, file: Some(file.path.clone()) })
    });
    let commits = pending.commits_of(found).filter_map(|(account, commit)| {
        let group = NoteGroup::of(account.outcome.changes())?;
        // A fixup is a part of the commit that it names; where that does not concern the component, it stands for it.
        let named = account.belongs_to.unwrap_or(account.commit);
        if named != account.commit && found.commits.iter().any(|other| other.commit == named) {
            return None;
        }
        let text = description(pending.commits.get(named)?.subject()).into();
        Some(NoteEntry { group, text, commit: Some(commit.id.clone()), file: None })
    });
    let mut entries: Vec<NoteEntry> = files.chain(commits).collect();
    entries.sort_by_key(|entry| entry.group);
    entries
}
