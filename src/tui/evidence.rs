//! What the repository says changed since the last releases (H5), next to what is planned.

use std::collections::HashMap;
use std::sync::Arc;

use super::fitted::columns;
use super::phrases;
use super::styled::{Line, Tone, line};
use super::work::Trouble;
use crate::pending::{ComponentPending, Pending};
use crate::plan::{Change, Kind, Stage};
use crate::product::{ComponentId, Product};
use crate::report::Detail;
use crate::report::pending as report;

/// What is said of the commits of the built-in line.
pub(super) const OF_DEMO: &str = "The demo is in no repository, so that nothing is known of its commits.";

/// What is pending, by the places of the components in the product.
#[derive(Debug, Clone, Default)]
pub(super) struct PendingRows {
    found: Option<Result<Arc<Pending>, Vec<Trouble>>>,
    rows: Vec<PendingRow>,
    /// Of the widest text of a row; 0 where nothing is pending.
    pub(super) width: usize,
    /// How many components have pending changes.
    pub(super) count: usize,
}

/// What is pending of one component.
#[derive(Debug, Clone, Default)]
pub(super) struct PendingRow {
    place: Option<usize>,
    /// `feature: 3 commits`; empty where nothing is pending.
    pub(super) text: String,
    changes: Vec<Change>,
    /// Whether commits wait to be classified.
    pub(super) is_unclassified: bool,
    is_in_series: bool,
    /// Whether its commits are known at all.
    is_known: bool,
}

/// What is planned of a component, next to what is pending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlannedAs {
    /// There is nothing to say.
    Silent,
    /// What is pending is planned.
    Planned,
    NotPlanned,
    /// A change is planned that nothing in the repository is behind.
    NoEvidence,
    /// A change is planned, and another one is pending.
    Differs,
}

impl PendingRow {
    fn new(place: usize, pending: &ComponentPending) -> PendingRow {
        let changes = pending.changes();
        let is_unclassified = pending.unclassified() > 0;
        let text = match (changes.is_empty(), is_unclassified) {
            (true, false) => String::new(),
            (true, true) => report::counts(pending),
            (false, _) => format!("{}: {}", phrases::kinds(&changes), report::counts(pending)),
        };
        let is_known = pending.base.is_some() && (pending.owns_files || !pending.commits.is_empty());
        PendingRow {
            place: Some(place),
            text,
            changes,
            is_unclassified,
            is_in_series: pending.in_series,
            is_known,
        }
    }

    /// The changes that are to be planned: under `--next` not those that the open series already contains.
    pub(super) fn changes(&self, stage: Stage) -> &[Change] {
        let is_done = stage == Stage::Next && self.is_in_series;
        if is_done || matches!(stage, Stage::Maintained(_)) { &[] } else { &self.changes }
    }

    /// What the `planned` changes of the component are worth next to what is pending.
    pub(super) fn verdict(&self, planned: &[Change], stage: Stage) -> PlannedAs {
        let pending = self.changes(stage);
        let is_claimed = planned.iter().any(|change| !matches!(change.kind(), Kind::Sync | Kind::Dev));
        match (pending.is_empty(), is_claimed) {
            _ if matches!(stage, Stage::Maintained(_)) => PlannedAs::Silent,
            (false, _) if planned == pending => PlannedAs::Planned,
            (true, true) if self.is_known && !self.is_unclassified && !self.is_in_series => {
                PlannedAs::NoEvidence
            }
            (true, _) => PlannedAs::Silent,
            (false, false) => PlannedAs::NotPlanned,
            (false, true) => PlannedAs::Differs,
        }
    }

    /// The same in the words of a row.
    pub(super) fn remark(&self, verdict: PlannedAs) -> String {
        match verdict {
            PlannedAs::Silent | PlannedAs::Planned => String::new(),
            PlannedAs::NotPlanned => format!("not planned: {}", phrases::kinds(&self.changes)),
            PlannedAs::NoEvidence => "no commits behind it".to_owned(),
            PlannedAs::Differs => format!("pending: {}", phrases::kinds(&self.changes)),
        }
    }
}

impl PendingRows {
    pub(super) fn new(found: Result<Arc<Pending>, Vec<Trouble>>, product: &Product) -> Self {
        let mut evidence = PendingRows { found: Some(found), ..PendingRows::default() };
        evidence.adopt(product);
        evidence
    }

    /// Puts what was found next to the components of a product.
    pub(super) fn adopt(&mut self, product: &Product) {
        let Some(Ok(pending)) = &self.found else {
            (self.rows, self.width, self.count) = (Vec::new(), 0, 0);
            return;
        };
        let places: HashMap<&ComponentId, usize> =
            pending.components.iter().enumerate().map(|(place, one)| (&one.component, place)).collect();
        let row = |id: &ComponentId| {
            let place = places.get(id).copied();
            place
                .and_then(|place| Some(PendingRow::new(place, pending.components.get(place)?)))
                .unwrap_or_default()
        };
        self.rows = product.components().iter().map(|component| row(component.id())).collect();
        self.width = self.rows.iter().map(|row| columns(&row.text)).max().unwrap_or(0);
        self.count = self.rows.iter().filter(|row| !row.changes.is_empty()).count();
    }

    /// What was found, where it could be read.
    pub(super) fn pending(&self) -> Option<&Pending> {
        self.found.as_ref()?.as_ref().ok().map(AsRef::as_ref)
    }

    /// Why it could not be read; empty where it could.
    pub(super) fn troubles(&self) -> &[Trouble] {
        self.found.as_ref().and_then(|found| found.as_ref().err()).map_or(&[], Vec::as_slice)
    }

    /// What is pending of the component at a place of the product, where that is known.
    pub(super) fn row(&self, position: usize) -> Option<&PendingRow> {
        self.rows.get(position)
    }

    /// Whether something is pending of the component at a place, were it only commits that are not classified.
    pub(super) fn is_at(&self, position: usize) -> bool {
        self.row(position).is_some_and(|row| !row.text.is_empty())
    }

    /// In one line why nothing is known of what is pending; `None` where it is, or is not read yet.
    pub(super) fn note(&self, in_git: bool) -> Option<&'static str> {
        let found = self.found.as_ref()?;
        let Ok(pending) = found else { return Some("What is pending is not known: see evidence.") };
        let owns = |component: &ComponentPending| component.owns_files || !component.commits.is_empty();
        if pending.components.iter().any(|component| !component.files.is_empty()) {
            None
        } else if !in_git {
            Some("No commits: not in a git repository.")
        } else if !pending.components.iter().any(owns) {
            Some("No commits are known: add `paths`.")
        } else {
            None
        }
    }

    /// Everything that is pending of the component at a place.
    pub(super) fn lines(&self, position: usize, detail: Detail) -> Vec<Line> {
        let place = self.row(position).and_then(|row| row.place);
        let Some((pending, place)) = self.pending().zip(place) else { return Vec::new() };
        let component: Vec<&ComponentPending> = pending.components.get(place).into_iter().collect();
        report::lines(pending, &component, detail)
    }

    /// What is pending of all components, or why that is not known.
    pub(super) fn all(&self) -> Vec<Line> {
        match &self.found {
            None => vec![line("The repository is not read yet.", Tone::Plain)],
            Some(Err(troubles)) => {
                troubles.iter().map(|trouble| line(&trouble.message, Tone::Warning)).collect()
            }
            Some(Ok(pending)) => {
                let components: Vec<&ComponentPending> = pending.components.iter().collect();
                report::lines(pending, &components, Detail::Usual)
            }
        }
    }
}
