//! Everything that the screen shows. Only `update` changes it; what follows from the request and the product, the plan
//! first of all, is made again by [`State::refresh`], and only when one of the two changed.

use std::sync::Arc;

use super::compare::Pinned;
use super::evidence::PendingRows;
use super::keymap::{Action, Context};
use super::layout::{Pane, scrolled};
use super::mode::Mode;
use super::outline::Outline;
use super::places::PlanPlaces;
use super::resolve::{self, Resolve};
use super::setup::Setup;
use super::styled::{self, Line, Tone};
use super::table::ComponentTable;
use super::timeline::Timeline;
use super::work::Trouble;
use super::{describe, fuzzy, request};
use crate::apply::Log;
use crate::plan::{Plan, Refusal, Request, Stage, plan};

/// The result of the request.
#[derive(Debug, Clone)]
pub(super) enum Answer {
    Nothing,
    Planned(Arc<Plan>),
    Refused(Box<Refusal>, Option<Resolve>),
}

/// The state of the UI.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "independent facts")]
pub struct State {
    pub(super) setup: Setup,
    pub(super) table: ComponentTable,
    /// Shared by all that keep it: a range of components makes a request of thousands of changes.
    pub(super) request: Arc<Request>,
    pub(super) undo: Vec<Arc<Request>>,
    pub(super) redo: Vec<Arc<Request>>,
    /// The request that was last written or accepted.
    pub(super) kept: Option<Arc<Request>>,
    pub(super) answer: Answer,
    pub(super) places: PlanPlaces,
    pub(super) evidence: PendingRows,
    pub(super) log: Option<Arc<Log>>,
    /// Why that is not known.
    pub(super) log_troubles: Vec<Trouble>,
    pub(super) timeline: Option<Timeline>,
    pub(super) outline: Outline,
    /// Whether the plan pane lists who stays.
    pub(super) is_unfolded: bool,
    pub(super) why: Vec<Line>,
    pub(super) mode: Mode,
    /// The plan that others are compared with.
    pub(super) pinned: Option<Pinned>,
    pub(super) focus: Pane,
    pub(super) zoomed: bool,
    pub(super) filter: String,
    /// The places of the components that the filter lets through.
    pub(super) visible: Vec<usize>,
    /// The place of the selected one among them.
    pub(super) selected: usize,
    /// Where a range starts that ends at the selected one, among the visible ones.
    pub(super) range: Option<usize>,
    pub(super) first: usize,
    pub(super) why_first: usize,
    pub(super) plan_first: usize,
    /// How many columns of the plan pane are out of sight to the left.
    pub(super) plan_left: usize,
    pub(super) message: Option<(String, Tone)>,
    /// Whether it is asked line by line, so that things are asked for by name and not by key.
    pub(super) is_by_line: bool,
    pub(super) file_changed: bool,
    /// Whether an earlier apply was cut off.
    pub(super) is_unfinished: bool,
    /// Whether the last thing done was an apply, so that it is known what would be taken back.
    pub(super) has_applied: bool,
    /// How many components are behind once the plan is applied.
    pub(super) behind_after: usize,
    planned_for: Option<Arc<Request>>,
    explained: Option<(Option<usize>, usize)>,
    pub(super) reviews: usize,
    /// How many plans were computed for the panes so far.
    pub(super) plans: usize,
}

impl State {
    /// The state at the start: nothing is planned yet.
    pub fn new(setup: Setup) -> Self {
        let mut state = State {
            table: ComponentTable::default(),
            request: Arc::new(request::nothing(setup.date)),
            undo: Vec::new(),
            redo: Vec::new(),
            kept: None,
            answer: Answer::Nothing,
            places: PlanPlaces::default(),
            evidence: PendingRows::default(),
            log: None,
            log_troubles: Vec::new(),
            timeline: None,
            outline: Outline::default(),
            is_unfolded: false,
            why: Vec::new(),
            mode: Mode::Browse,
            pinned: None,
            focus: Pane::Components,
            zoomed: false,
            filter: String::new(),
            visible: Vec::new(),
            selected: 0,
            range: None,
            first: 0,
            why_first: 0,
            plan_first: 0,
            plan_left: 0,
            message: None,
            is_by_line: false,
            file_changed: false,
            is_unfinished: false,
            has_applied: false,
            behind_after: 0,
            planned_for: None,
            explained: None,
            reviews: 0,
            plans: 0,
            setup,
        };
        state.adopt_product();
        state.refresh();
        state
    }

    /// Takes over what follows from the product alone.
    pub(super) fn adopt_product(&mut self) {
        self.table = ComponentTable::new(&self.setup.product);
        self.evidence.adopt(&self.setup.product);
        let log = self.log.as_deref();
        self.timeline = log.map(|log| Timeline::new(log, &self.setup.product, self.setup.today));
        self.planned_for = None;
        self.apply_filter();
    }

    /// Shows only components whose id or title has the text of the filter; the selected one stays selected if it can.
    pub(super) fn apply_filter(&mut self) {
        self.range = None;
        let selected = self.position();
        let query = self.filter.to_lowercase();
        let rows = self.table.rows.iter().enumerate();
        self.visible =
            rows.filter(|(_, row)| row.searched.contains(&query)).map(|(place, _)| place).collect();
        // What nobody has word for word was probably shortened.
        if self.visible.is_empty() {
            self.visible = fuzzy::best(&query, self.table.rows.iter().map(|row| row.searched.as_str()));
        }
        let place = selected.and_then(|selected| self.visible.iter().position(|place| *place == selected));
        self.selected = place.unwrap_or(0);
    }

    /// Brings up to date what follows from the request, the product, the selection and the size of the screen.
    pub(super) fn refresh(&mut self) {
        if self.planned_for.as_ref() != Some(&self.request) {
            self.replan();
            self.planned_for = Some(self.request.clone());
            self.explained = None;
        }
        self.selected = self.selected.min(self.visible.len().saturating_sub(1));
        let screen = self.screen();
        let shown = (self.position(), usize::from(screen.why.width.saturating_sub(2)));
        if self.explained != Some(shown) {
            let lines = self.position().map_or_else(Vec::new, |position| self.explain(position));
            self.why = lines.iter().flat_map(|line| styled::wrapped(line, shown.1)).collect();
            self.explained = Some(shown);
            self.why_first = 0;
        }
        if let Mode::Graph(graph) = &mut self.mode {
            let height = usize::from(screen.body.height.saturating_sub(2));
            graph.first = scrolled(graph.first, graph.selected, height, graph.nodes.len());
        }
        let rows = screen.lines_of(Pane::Components);
        self.first = scrolled(self.first, self.selected, rows, self.visible.len());
        self.why_first = self.why_first.min(self.why.len().saturating_sub(screen.lines_of(Pane::Why)));
        self.plan_first = self.plan_first.min(self.outline.len().saturating_sub(screen.lines_of(Pane::Plan)));
    }

    /// Writes the why pane again, though neither plan nor selection changed.
    pub(super) fn forget_why(&mut self) {
        self.explained = None;
    }

    fn replan(&mut self) {
        self.answer = if request::is_nothing(&self.request) {
            Answer::Nothing
        } else {
            self.plans += 1;
            match plan(&self.setup.product, &self.request) {
                Ok(plan) => Answer::Planned(Arc::new(plan)),
                Err(refusal) => {
                    let resolve = resolve::resolve(&self.request, &refusal);
                    Answer::Refused(Box::new(refusal), resolve)
                }
            }
        };
        self.places = match &self.answer {
            Answer::Planned(plan) => PlanPlaces::new(&self.setup.product, plan),
            Answer::Nothing | Answer::Refused(..) => PlanPlaces::default(),
        };
        self.plan_left = 0;
        self.behind_after = match (&self.answer, self.request.stage()) {
            (Answer::Planned(plan), Stage::Stable) => {
                let released = plan.releases.iter().filter(|release| release.behind).count();
                released + plan.unchanged.iter().filter(|unchanged| unchanged.behind).count()
            }
            _ => self.table.behind,
        };
        self.outline();
    }

    /// Writes the plan pane again.
    pub(super) fn outline(&mut self) {
        self.outline = match &self.answer {
            Answer::Planned(plan) => {
                Outline::new(plan, self.is_unfolded, &self.key(Action::Unfold), |unchanged| {
                    let component = self.setup.product.component(&unchanged.component);
                    unchanged.behind
                        && component.is_some_and(|component| !self.setup.product.is_behind(component))
                })
            }
            Answer::Nothing | Answer::Refused(..) => Outline::default(),
        };
    }

    fn explain(&self, position: usize) -> Vec<Line> {
        let product = &self.setup.product;
        let plan = self.plan().map(|plan| (plan, &self.places));
        let followers = self.table.followers.get(position).map_or(&[][..], Vec::as_slice);
        describe::Subject { product, position, plan, followers, evidence: &self.evidence }.lines()
    }

    /// Selects the component at a place of the product; a filter that hides it is cleared.
    pub(super) fn select(&mut self, position: usize) {
        if !self.visible.contains(&position) {
            self.filter.clear();
            self.apply_filter();
        }
        self.selected = self.visible.iter().position(|place| *place == position).unwrap_or(0);
    }

    /// Makes `request` the one that is planned, as a step that can be taken back.
    pub(super) fn step(&mut self, request: impl Into<Arc<Request>>) {
        let before = std::mem::replace(&mut self.request, request.into());
        self.stepped_from(before);
    }

    /// Records that the request came from `before`, where it did.
    pub(super) fn stepped_from(&mut self, before: Arc<Request>) {
        if before != self.request {
            if let Some(replaced) = request::replaced(&before, &self.request) {
                let way = self.way(Context::Browse, Action::Undo);
                self.say(format!("this replaced {replaced}; {way} brings it back"));
            }
            self.undo.push(before);
            self.redo.clear();
        }
    }

    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.message = Some((text.into(), Tone::Plain));
    }

    pub(super) fn warn(&mut self, text: impl Into<String>) {
        self.message = Some((text.into(), Tone::Warning));
    }
}
