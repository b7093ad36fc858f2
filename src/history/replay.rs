//! What a history of tags would have been under the rules of the planner.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::classify::{Ask, TaggedVersions};
use super::read::{History, TaggedRelease};
use crate::plan::{Change, Kind, Plan, Refusal, Request, Stage, Stay, plan};
use crate::product::{Component, ComponentId, Edit, Product};
use crate::version::{BuildDate, Line, Version};

/// A history of tags, planned again.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Replay {
    /// What was asked of the planner, in the order of time.
    pub steps: Vec<ReplayedDay>,
    /// The releases that no tag gives a day, which a replay cannot place.
    pub undated: Vec<(ComponentId, Version)>,
}

/// One call of the planner, for the releases that were tagged on one day.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ReplayedDay {
    /// The day, in UTC.
    pub date: BuildDate,
    /// What was asked for; `None` where the releases are the start, or no rule knows them.
    pub request: Option<Request>,
    /// The releases that were tagged.
    pub releases: Vec<Replayed>,
    /// What the planner releases besides them, whether or not that was tagged too: components that had a tag before.
    pub also: Vec<(ComponentId, Version)>,
}

/// A tagged release, and what the planner gives in its place.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Replayed {
    pub component: ComponentId,
    /// The version that its tags show.
    pub tagged: Version,
    /// Its tags; never empty.
    pub tags: Vec<String>,
    /// What the planner gives.
    pub outcome: ReplayOutcome,
}

/// What the planner gives for a tagged release.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ReplayOutcome {
    /// Nothing was released before, so the history starts with this version.
    Start,
    /// This version.
    Given(Version),
    /// No release: the component stays at its version.
    Stays { version: Option<Version>, because: Stay },
    /// The rules refuse it.
    Refused(Box<Refusal>),
    /// The rules know no such release: of an older line of an independent component, say, or of a component that the
    /// product does not have.
    NoRule,
}

impl Replay {
    /// Every tagged release that could be placed, in the order of time.
    pub fn releases(&self) -> impl Iterator<Item = &Replayed> {
        self.steps.iter().flat_map(|step| &step.releases)
    }
}

impl Replayed {
    /// Whether the planner gives the very version that was tagged, now or for an earlier release.
    #[must_use]
    pub fn is_as_tagged(&self) -> bool {
        match self.outcome {
            ReplayOutcome::Start => true,
            ReplayOutcome::Given(version) => version == self.tagged,
            ReplayOutcome::Stays { version, .. } => version == Some(self.tagged),
            ReplayOutcome::Refused(_) | ReplayOutcome::NoRule => false,
        }
    }
}

/// Plans the releases of `history` again, from the first one on, by the components and edges of `product`.
///
/// A tag has a number and a day, not what changed; what is asked of the planner is read from the numbers. A step in
/// MAJOR is `breaking`, one in MINOR a `feature`, any other a `fix`. A line component that does not lead and is on a new
/// line has caught up with it: `sync`. A release that its prereleases led to is promoted; one below what was released
/// before is a fix on its older line, which counts as maintained. The first release of the line, and of each independent
/// component, is taken as it was tagged. Releases of one day are asked for at once, where they are of one kind. Each step
/// goes on from what was tagged, so a missing or an unusual tag makes one difference, and a component is released from
/// its first tag on.
///
/// The result depends on nothing but `product`'s components and the history: not on the versions that `product` has.
#[must_use]
pub fn replay(product: &Product, history: &History) -> Replay {
    let mut days: BTreeMap<BuildDate, Vec<(ComponentId, &TaggedRelease)>> = BTreeMap::new();
    let mut undated = Vec::new();
    for component in history.components() {
        for release in &component.releases {
            match release.date {
                Some(date) => days.entry(date).or_default().push((component.component.clone(), release)),
                None => undated.push((component.component.clone(), release.version)),
            }
        }
    }
    let mut run = Run::new(product);
    for (date, releases) in days {
        for round in rounds(releases) {
            run.round(date, &round);
        }
    }
    Replay { steps: run.steps, undated }
}

/// The releases of a day in rounds, in each of which a component is released once.
fn rounds(releases: Vec<(ComponentId, &TaggedRelease)>) -> Vec<Vec<(ComponentId, &TaggedRelease)>> {
    let mut rounds: Vec<Vec<(ComponentId, &TaggedRelease)>> = Vec::new();
    let mut counts: HashMap<ComponentId, usize> = HashMap::new();
    for (component, release) in releases {
        let count = counts.entry(component.clone()).or_default();
        match rounds.get_mut(*count) {
            Some(round) => round.push((component, release)),
            None => rounds.push(vec![(component, release)]),
        }
        *count += 1;
    }
    rounds
}

/// A replay on its way.
struct Run {
    /// The product as tagged so far.
    product: Product,
    tagged: TaggedVersions,
    steps: Vec<ReplayedDay>,
}

impl Run {
    fn new(product: &Product) -> Self {
        Run { product: product.unreleased(), tagged: TaggedVersions::default(), steps: Vec::new() }
    }

    /// Asks for the releases of one round, those of one kind at once.
    fn round(&mut self, date: BuildDate, round: &[(ComponentId, &TaggedRelease)]) {
        let mut waiting: Vec<&(ComponentId, &TaggedRelease)> = round.iter().collect();
        // What opens a line goes first, since what the others ask for depends on it.
        while let Some(first) = waiting.iter().map(|one| self.stage(one)).min() {
            let (now, later) = waiting.into_iter().partition(|one| self.stage(one) == first);
            waiting = later;
            self.ask(date, first, &now);
        }
    }

    fn asked(&self, (component, release): &(ComponentId, &TaggedRelease)) -> Ask {
        let component = self.product.component(component);
        component.map_or(Ask::Nothing, |component| self.tagged.ask(&self.product, component, release))
    }

    /// The kind of request that a release is part of; those of one kind are asked for at once.
    fn stage(&self, one: &(ComponentId, &TaggedRelease)) -> Ask {
        match self.asked(one) {
            Ask::Stable(_) => Ask::Stable(Kind::Fix),
            Ask::Next(_) => Ask::Next(Kind::Fix),
            other => other,
        }
    }

    fn ask(&mut self, date: BuildDate, stage: Ask, releases: &[&(ComponentId, &TaggedRelease)]) {
        if matches!(stage, Ask::Start | Ask::Nothing) {
            for one in releases {
                self.keep_unplanned(date, stage, one);
            }
            return;
        }
        if let Ask::Maintained(line) = stage {
            self.maintain(line, releases);
        }
        let request = self.request(date, stage, releases);
        match (plan(&self.product, &request), releases) {
            (Ok(plan), _) => self.keep(date, request, &plan, releases),
            (Err(refusal), [one]) => {
                let (component, release) = one;
                let replayed = replayed(component, release, ReplayOutcome::Refused(Box::new(refusal)));
                self.go_on_from(component, release.version);
                let (releases, also) = (vec![replayed], Vec::new());
                self.steps.push(ReplayedDay { date, request: Some(request), releases, also });
            }
            // What is refused for one of them need not be for the others.
            (Err(_), several) => several.iter().for_each(|one| self.ask(date, stage, &[one])),
        }
    }

    fn request(&self, date: BuildDate, stage: Ask, releases: &[&(ComponentId, &TaggedRelease)]) -> Request {
        let stage = match stage {
            Ask::Next(_) => Stage::Next,
            Ask::Maintained(line) => Stage::Maintained(line),
            Ask::Promote => {
                return Request::promote(releases.iter().map(|(component, _)| component.clone()), date);
            }
            Ask::Stable(_) | Ask::Start | Ask::Nothing => Stage::Stable,
        };
        let changes = releases.iter().map(|one| {
            let kind = match self.asked(one) {
                Ask::Stable(kind) | Ask::Next(kind) => kind,
                Ask::Start | Ask::Promote | Ask::Maintained(_) | Ask::Nothing => Kind::Fix,
            };
            Change::new(kind, one.0.clone())
        });
        Request::release(changes, stage, date)
    }

    /// Has the components maintain `line`, as those who released on it did.
    fn maintain(&mut self, line: Line, releases: &[&(ComponentId, &TaggedRelease)]) {
        for (id, _) in releases {
            let component = self.product.component(id);
            let mut versions = component.map_or_else(Vec::new, Component::maintained);
            let known = component.and_then(Component::version);
            let is_kept = known.iter().chain(&versions).any(|version| version.line() == line);
            if let Some(base) = self.tagged.base(id, line).filter(|_| !is_kept) {
                versions.push(base);
                self.product = self.product.edited(&[Edit::Maintained { component: id.clone(), versions }]);
            }
        }
    }

    fn keep(
        &mut self,
        date: BuildDate,
        request: Request,
        plan: &Plan,
        releases: &[&(ComponentId, &TaggedRelease)],
    ) {
        let named: BTreeSet<&ComponentId> = releases.iter().map(|(component, _)| component).collect();
        let others = plan
            .releases
            .iter()
            .filter(|release| !named.contains(&release.component) && self.tagged.knows(&release.component));
        let also = others.map(|release| (release.component.clone(), release.to)).collect();
        let replayed = releases
            .iter()
            .map(|(component, release)| replayed(component, release, outcome(plan, component)));
        let replayed = replayed.collect();
        for (component, release) in releases {
            self.go_on_from(component, release.version);
        }
        self.steps.push(ReplayedDay { date, request: Some(request), releases: replayed, also });
    }

    /// Has the product at what was tagged, whatever the planner gives in its place. A component that the product does not
    /// have is at nothing.
    fn go_on_from(&mut self, id: &ComponentId, version: Version) {
        self.tagged.keep(id, version);
        let edits = self.product.component(id).map(|component| edits_to(component, version));
        self.product = self.product.edited(&edits.unwrap_or_default());
    }

    /// Keeps a release that is the start, or that no rule knows.
    fn keep_unplanned(&mut self, date: BuildDate, stage: Ask, one: &(ComponentId, &TaggedRelease)) {
        let (component, release) = one;
        // The first of a round may have made a start that the others go on from.
        if stage == Ask::Start && self.stage(one) != Ask::Start {
            let stage = self.stage(one);
            self.ask(date, stage, &[one]);
            return;
        }
        let outcome = if stage == Ask::Start { ReplayOutcome::Start } else { ReplayOutcome::NoRule };
        self.go_on_from(component, release.version);
        let releases = vec![replayed(component, release, outcome)];
        self.steps.push(ReplayedDay { date, request: None, releases, also: Vec::new() });
    }
}

/// What has `component` at the release of `version` that was tagged.
fn edits_to(component: &Component, version: Version) -> Vec<Edit> {
    let id = || component.id().clone();
    let is_above = component.version().is_none_or(|known| version.core() > known);
    if !version.is_stable() {
        return is_above.then(|| Edit::Next { component: id(), next: Some(version) }).into_iter().collect();
    }
    if is_above {
        let is_over = component.next().is_some_and(|next| next.core() <= version);
        let ended = is_over.then(|| Edit::Next { component: id(), next: None });
        return [Edit::Version { component: id(), version }].into_iter().chain(ended).collect();
    }
    let mut versions = component.maintained();
    for base in versions.iter_mut().filter(|base| base.line() == version.line() && **base < version) {
        *base = version;
    }
    vec![Edit::Maintained { component: id(), versions }]
}

fn replayed(component: &ComponentId, release: &TaggedRelease, outcome: ReplayOutcome) -> Replayed {
    let tags = release.tags.iter().map(|tag| tag.name.clone()).collect();
    Replayed { component: component.clone(), tagged: release.version, tags, outcome }
}

fn outcome(plan: &Plan, component: &ComponentId) -> ReplayOutcome {
    if let Some(release) = plan.release(component) {
        return ReplayOutcome::Given(release.to);
    }
    let unchanged = plan.unchanged.iter().find(|unchanged| unchanged.component == *component);
    unchanged.map_or(ReplayOutcome::NoRule, |unchanged| ReplayOutcome::Stays {
        version: unchanged.version,
        because: unchanged.because.clone(),
    })
}
