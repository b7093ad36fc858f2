//! Everything that the screen shows. Only `update` changes it; what follows from the request and the product, the plan
//! first of all, is made again by [`State::refresh`], and only when one of the two changed.

use std::collections::HashMap;
use std::sync::Arc;

use super::command;
use super::compare::Pinned;
use super::config::Config;
use super::evidence::{PendingRows, PlannedAs};
use super::keymap::{Action, Context, bindings_in};
use super::layout::{MIN_SIZE, Pane, Screen, scrolled};
use super::mode::{Confirm, Confirmed, Finished, Mode, Review};
use super::outline::Outline;
use super::past::Opened;
use super::places::PlanPlaces;
use super::resolve::{self, Resolve};
use super::styled::{self, Line, Tone};
use super::table::ComponentTable;
use super::timeline::Timeline;
use super::work::Trouble;
use super::{describe, fuzzy, request};
use crate::apply::Log;
use crate::plan::{
    Change, Plan, Refusal, Release, Request, RequestAction as Requested, Stage, Unchanged, plan,
};
use crate::product::{Component, Product};
use crate::report::{Detail, plain, plan};
use crate::version::BuildDate;

/// What the UI starts with.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "independent options, as on the command line")]
pub struct Setup {
    pub product: Product,
    /// The date of builds.
    pub date: BuildDate,
    /// Today in UTC.
    pub today: BuildDate,
    /// The global arguments that the equivalent command line needs, such as `--demo`.
    pub prefix: Vec<String>,
    /// Whether the plan is printed when it is accepted.
    pub picker: bool,
    /// Whether the command line is printed at the end.
    pub print_command: bool,
    pub mouse: bool,
    /// Whether nothing can be applied, since there is no file to write.
    pub read_only: bool,
    pub color: bool,
    /// Whether the product file is in a git work tree, so that there is something to commit to.
    pub in_git: bool,
    pub config: Config,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
}

impl Setup {
    /// What plans `product` for `date`, which is today, with colours, in a git repository, on a screen of 80x24.
    pub fn new(product: Product, date: BuildDate) -> Self {
        Setup {
            product,
            date,
            today: date,
            prefix: Vec::new(),
            picker: false,
            print_command: false,
            mouse: true,
            read_only: false,
            color: true,
            in_git: true,
            config: Config::default(),
            size: (80, 24),
        }
    }
}

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
    pub(super) request: Request,
    pub(super) undo: Vec<Request>,
    pub(super) redo: Vec<Request>,
    /// The request that was last written or accepted.
    pub(super) kept: Option<Request>,
    pub(super) answer: Answer,
    pub(super) places: PlanPlaces,
    /// What is asked for of each component, by its place in the product.
    pub(super) asked: HashMap<usize, Vec<Change>>,
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
    behind_after: usize,
    planned_for: Option<Request>,
    explained: Option<(Option<usize>, usize)>,
    pub(super) reviews: usize,
    plans: usize,
}

impl State {
    /// The state at the start: nothing is planned yet.
    pub fn new(setup: Setup) -> Self {
        let mut state = State {
            table: ComponentTable::default(),
            request: request::nothing(setup.date),
            undo: Vec::new(),
            redo: Vec::new(),
            kept: None,
            answer: Answer::Nothing,
            places: PlanPlaces::default(),
            asked: HashMap::new(),
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
        let (width, height) = (
            usize::from(screen.body.width.saturating_sub(2)),
            usize::from(screen.body.height.saturating_sub(2)),
        );
        match &mut self.mode {
            Mode::Review(Review { sheet, .. })
            | Mode::Confirm(Confirm { what: Confirmed::Apply(Review { sheet, .. }), .. })
            | Mode::Finished(Finished { sheet, .. })
            | Mode::Compare(sheet)
            | Mode::Opened(Opened { sheet, .. })
            | Mode::Evidence(sheet) => sheet.fit(width),
            Mode::Graph(graph) => {
                graph.first = scrolled(graph.first, graph.selected, height, graph.nodes.len());
            }
            _ => {}
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
        self.asked.clear();
        for change in request::changes(&self.request) {
            if let Some(position) = self.setup.product.position(change.component()) {
                self.asked.entry(position).or_default().push(change);
            }
        }
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

    /// Whether the plan leaves the component at a place behind a line that it is on now.
    pub(super) fn falls_behind(&self, position: usize) -> bool {
        self.stay_at(position).is_some_and(|unchanged| unchanged.behind)
            && self.table.rows.get(position).is_some_and(|row| !row.is_behind)
    }

    /// The release that the plan gives the component at a place.
    pub(super) fn release_at(&self, position: usize) -> Option<&Release> {
        self.places.release(self.plan()?, position)
    }

    /// Why the plan leaves the component at a place as it is, where it does.
    pub(super) fn stay_at(&self, position: usize) -> Option<&Unchanged> {
        self.places.stay(self.plan()?, position)
    }

    /// What the plan makes of what is pending of the component at a place.
    pub(super) fn verdict(&self, position: usize) -> PlannedAs {
        let is_release = matches!(self.request.action, Requested::Release { .. });
        let Some(row) = self.evidence.row(position).filter(|_| is_release) else { return PlannedAs::Silent };
        let planned = self.asked.get(&position).map_or(&[][..], Vec::as_slice);
        row.verdict(planned, self.request.stage())
    }

    /// How many components are behind once the plan is applied; on a maintained line that is not what one looks for.
    pub(super) fn behind_after(&self) -> usize {
        self.behind_after
    }

    /// The version that a component at a place has now: on a maintained line the one that it has there, if any.
    pub(super) fn now(&self, position: usize) -> Option<String> {
        let component = self.setup.product.components().get(position)?;
        let mut versions = component.maintained().into_iter().chain(component.version());
        let version = match self.request.stage() {
            Stage::Maintained(line) => versions.find(|version| version.line() == line),
            Stage::Stable | Stage::Next => component.version(),
        };
        version.map(|version| version.to_string())
    }

    fn explain(&self, position: usize) -> Vec<Line> {
        let product = &self.setup.product;
        let plan = self.plan().map(|plan| (plan, &self.places));
        let followers = self.table.followers.get(position).map_or(&[][..], Vec::as_slice);
        describe::Subject { product, position, plan, followers, evidence: &self.evidence }.lines()
    }

    /// The place of the selected component in the product.
    pub(super) fn position(&self) -> Option<usize> {
        self.visible.get(self.selected).copied()
    }

    /// The range among the visible components, or the selected one alone.
    pub(super) fn range(&self) -> std::ops::RangeInclusive<usize> {
        let start = self.range.unwrap_or(self.selected).min(self.visible.len().saturating_sub(1));
        start.min(self.selected)..=start.max(self.selected)
    }

    /// The key of an action of the main screen, for people.
    pub(super) fn key(&self, action: Action) -> String {
        self.setup.config.keys.shown(Context::Browse, action)
    }

    /// The places of the components that a key is about.
    pub(super) fn chosen(&self) -> Vec<usize> {
        self.range().filter_map(|place| self.visible.get(place).copied()).collect()
    }

    /// The selected component.
    pub(super) fn component(&self) -> Option<&Component> {
        self.setup.product.components().get(self.position()?)
    }

    /// Selects the component at a place of the product; a filter that hides it is cleared.
    pub(super) fn select(&mut self, position: usize) {
        if !self.visible.contains(&position) {
            self.filter.clear();
            self.apply_filter();
        }
        self.selected = self.visible.iter().position(|place| *place == position).unwrap_or(0);
    }

    /// How an action is asked for: by its key, or line by line by its name.
    pub(super) fn way(&self, context: Context, action: Action) -> String {
        if self.is_by_line {
            let binding = bindings_in(context).find(|binding| binding.action == action);
            return binding.map_or_else(String::new, |binding| binding.name.to_owned());
        }
        self.setup.config.keys.shown(context, action)
    }

    /// Makes `request` the one that is planned, as a step that can be taken back.
    pub(super) fn step(&mut self, request: Request) {
        let before = std::mem::replace(&mut self.request, request);
        self.stepped_from(before);
    }

    /// Records that the request came from `before`, where it did.
    pub(super) fn stepped_from(&mut self, before: Request) {
        if before != self.request {
            if let Some(replaced) = request::replaced(&before, &self.request) {
                let way = self.way(Context::Browse, Action::Undo);
                self.say(format!("this replaced {replaced}; {way} brings it back"));
            }
            self.undo.push(before);
            self.redo.clear();
        }
    }

    /// The parts of the screen.
    pub(super) fn screen(&self) -> Screen {
        let has_history = self.timeline.as_ref().is_some_and(|timeline| !timeline.moments.is_empty());
        Screen::new(self.setup.size, self.visible.len(), self.zoomed.then_some(self.focus), has_history)
    }

    pub(super) fn is_too_small(&self) -> bool {
        self.setup.size.0 < MIN_SIZE.0 || self.setup.size.1 < MIN_SIZE.1
    }

    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.message = Some((text.into(), Tone::Plain));
    }

    pub(super) fn warn(&mut self, text: impl Into<String>) {
        self.message = Some((text.into(), Tone::Warning));
    }

    /// The plan, where one is asked for and none of it is refused.
    pub fn plan(&self) -> Option<&Plan> {
        match &self.answer {
            Answer::Planned(plan) => Some(plan),
            Answer::Nothing | Answer::Refused(..) => None,
        }
    }

    /// The command line that asks for the same plan; `None` where nothing is asked for.
    pub fn command_line(&self) -> Option<String> {
        let asked: Vec<_> = request::changes(&self.request).into_iter().collect();
        let changes = self.plan().map_or(asked.as_slice(), |plan| plan.changes.as_slice());
        command::command_line(&self.setup.prefix, &self.request, changes, self.plan(), self.setup.today)
    }

    /// The plan as the command line prints it.
    pub fn plan_text(&self) -> String {
        self.plan().map_or_else(String::new, |plan| plain(&plan::lines(plan, Detail::Usual, true)))
    }

    /// `count` lines of the plan pane from `first` on.
    pub(super) fn plan_lines(&self, first: usize, count: usize) -> Vec<Line> {
        self.plan().map_or_else(Vec::new, |plan| self.outline.lines(plan, first, count))
    }

    /// How many plans were computed for the panes so far.
    pub fn plans_computed(&self) -> usize {
        self.plans
    }

    /// Where the keys go now.
    pub fn context(&self) -> Context {
        match self.mode.context() {
            Context::Browse if self.focus != Pane::Components => Context::Reading,
            context => context,
        }
    }
}
