//! What views, keys and the loop ask of the state. Nothing here changes it.

use super::account;
use super::command::CommandLine;
use super::evidence::PlannedAs;
use super::fitted::columns;
use super::keymap::{Action, Context, bindings_in};
use super::layout::{MIN_SIZE, Pane, Screen};
use super::mode::{Confirmed, Mode, Review};
use super::request;
use super::sheet::Page;
use super::state::{Answer, State};
use super::styled::Line;
use crate::apply::ApplyStep;
use crate::plan::{Change, Plan, Release, RequestAction as Requested, Stage, Unchanged};
use crate::product::Component;
use crate::report::{self, Detail, plain};

impl State {
    /// Why there is nothing to apply; `None` where there is.
    pub(super) fn blocked(&self) -> Option<&'static str> {
        match &self.answer {
            _ if self.setup.read_only => {
                Some("the demo is read-only: name a product file of your own with --product")
            }
            Answer::Nothing => Some("there is no plan to apply yet"),
            Answer::Refused(..) => Some("the plan is refused, so that there is nothing to apply"),
            Answer::Planned(_) => None,
        }
    }

    /// How much there is room for in what covers the panes.
    pub(super) fn page(&self) -> Page {
        let body = self.screen().body;
        // The options of a review take a row.
        let around = if self.context() == Context::Review { 3 } else { 2 };
        let [width, height] =
            [body.width.saturating_sub(2), body.height.saturating_sub(around)].map(usize::from);
        Page { width, height }
    }

    /// Whether the world was asked for something that is to come.
    pub(super) fn awaits_world(&self) -> bool {
        match &self.mode {
            Mode::Review(review) => review.found.is_none(),
            Mode::Confirm(confirm) => matches!(confirm.what, Confirmed::Undo { applied: None, .. }),
            Mode::Working(_) => true,
            _ => false,
        }
    }

    /// The steps of the work so far.
    pub(super) fn steps(&self) -> &[ApplyStep] {
        match &self.mode {
            Mode::Working(working) => &working.steps,
            _ => &[],
        }
    }

    /// The word that goes on from here, and what it does, where one is asked for.
    pub(super) fn word(&self) -> Option<(&'static str, String)> {
        match &self.mode {
            Mode::Review(Review { found: Some(Ok(proposal)), .. }) => {
                Some(("apply", format!("This {}.", account::summary(&proposal.actions))))
            }
            Mode::Confirm(confirm) => match &confirm.what {
                Confirmed::Undo { applied: Some(applied), .. } => {
                    Some((confirm.word(), account::applied(applied, usize::MAX)))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether leaving now would lose a plan.
    pub(super) fn would_lose(&self) -> bool {
        let kept = self.kept.as_ref() == Some(&self.request);
        !request::is_nothing(&self.request) && !kept && !self.setup.print_command
    }

    /// Whether the footer has a place for an action: always where it may become useful by planning, and else only where
    /// it is.
    pub(super) fn is_offered(&self, context: Context, action: Action) -> bool {
        let comes_with_a_plan = matches!(
            action,
            Action::Accept
                | Action::Change(_)
                | Action::Clear
                | Action::Undo
                | Action::Copy
                | Action::Write
                | Action::Unfold
                | Action::Compare
                | Action::Take
        );
        if !context.is_main() || !comes_with_a_plan {
            return self.is_useful(context, action);
        }
        match action {
            Action::Change(kind) => self.table.kinds.contains(&kind),
            Action::Accept => !self.setup.read_only || self.setup.picker,
            Action::Take => self.evidence.count > 0,
            _ => true,
        }
    }

    /// Whether an action of a context makes sense now, as far as the footer can know.
    pub(super) fn is_useful(&self, context: Context, action: Action) -> bool {
        match action {
            Action::Resolve if context == Context::Calendar => {
                matches!(&self.answer, Answer::Refused(_, Some(resolve)) if resolve.request.date != self.request.date)
            }
            Action::Accept | Action::NextFile | Action::Unfold if context == Context::Review => {
                matches!(&self.mode, Mode::Review(review) if matches!(review.found, Some(Ok(_))))
            }
            Action::TakeBack if context == Context::Finished => self.has_applied,
            Action::Commit | Action::Tag | Action::Push => self.setup.in_git,
            Action::Development => self.setup.in_git && self.has_development(),
            Action::Take => self.position().is_some_and(|place| {
                let stage = self.request.stage();
                self.evidence.row(place).is_some_and(|row| !row.changes(stage).is_empty())
            }),
            Action::History => self.timeline.as_ref().is_some_and(|timeline| !timeline.moments.is_empty()),
            Action::TakeAll => self.evidence.count > 0,
            Action::Evidence => self.evidence.pending().is_some() || !self.evidence.troubles().is_empty(),
            _ if !context.is_main() => true,
            Action::Resolve => matches!(self.answer, Answer::Refused(_, Some(_))),
            Action::Change(kind) => self
                .component()
                .is_some_and(|component| request::refusal(kind, component, self.request.stage()).is_none()),
            Action::Unfold => self.plan().is_some_and(|plan| !plan.unchanged.is_empty()),
            Action::Undo => !self.undo.is_empty(),
            Action::Redo => !self.redo.is_empty(),
            Action::Clear | Action::Copy => !request::is_nothing(&self.request),
            Action::Write | Action::Compare => self.plan().is_some(),
            Action::Lines => self.table.has_older_lines,
            Action::Promote => self.table.in_series > 0,
            Action::CatchUp => self.table.behind > 0,
            Action::Accept if self.setup.picker => self.plan().is_some(),
            Action::Accept => self.blocked().is_none(),
            Action::TakeBack => self.has_applied,
            Action::Reload => self.file_changed,
            _ => true,
        }
    }

    /// Whether the plan releases what marks versions in development, so that the next ones can be started.
    pub(super) fn has_development(&self) -> bool {
        self.table.developed.iter().any(|position| self.release_at(*position).is_some())
    }

    /// How many columns the lines of the plan pane are wider than it.
    pub(super) fn plan_overhang(&self) -> usize {
        let screen = self.screen();
        let lines = self.plan_lines(self.plan_first, screen.lines_of(Pane::Plan));
        let widest = lines.iter().map(|line| columns(line.text())).max().unwrap_or(0);
        widest.saturating_sub(usize::from(screen.plan.width.saturating_sub(2)))
    }

    /// Whether there is something to fill in while nothing happens.
    pub fn has_idle_work(&self) -> bool {
        !self.is_too_small() && super::idle::has_work(self)
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
        row.verdict(&self.asked(position), self.request.stage())
    }

    /// What is asked for of the component at a place.
    pub(super) fn asked(&self, position: usize) -> Vec<Change> {
        let component = self.setup.product.components().get(position);
        let changes = component.map(|component| request::changes_to(&self.request, component.id()));
        changes.into_iter().flatten().cloned().collect()
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
        self.setup.config.keys.way(Context::Browse, action)
    }

    /// The places of the components that a key is about.
    pub(super) fn chosen(&self) -> Vec<usize> {
        self.range().filter_map(|place| self.visible.get(place).copied()).collect()
    }

    /// The selected component.
    pub(super) fn component(&self) -> Option<&Component> {
        self.setup.product.components().get(self.position()?)
    }

    /// How an action is asked for: by its key, or line by line by its name.
    pub(super) fn way(&self, context: Context, action: Action) -> String {
        if self.is_by_line {
            let binding = bindings_in(context).find(|binding| binding.action == action);
            return binding.map_or_else(String::new, |binding| binding.name.to_owned());
        }
        self.setup.config.keys.way(context, action)
    }

    /// The parts of the screen.
    pub(super) fn screen(&self) -> Screen {
        let has_history = self.timeline.as_ref().is_some_and(|timeline| !timeline.moments.is_empty());
        Screen::new(self.setup.size, self.visible.len(), self.zoomed.then_some(self.focus), has_history)
    }

    pub(super) fn is_too_small(&self) -> bool {
        self.setup.size.0 < MIN_SIZE.0 || self.setup.size.1 < MIN_SIZE.1
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
        Some(self.command_words()?.collect::<Vec<_>>().join(" "))
    }

    /// At least `width` columns of that command line, or all of it.
    pub(super) fn command_line_for(&self, width: usize) -> Option<String> {
        let mut used = 0;
        let words = self.command_words()?.take_while(|word| {
            let has_room = used <= width;
            used += columns(word) + 1;
            has_room
        });
        Some(words.collect::<Vec<_>>().join(" "))
    }

    fn command_words(&self) -> Option<impl Iterator<Item = String>> {
        let line = CommandLine {
            prefix: &self.setup.prefix,
            request: &self.request,
            planned: self.plan().map(|plan| plan.changes.as_slice()),
            today: self.setup.today,
            has_renderings: self.outline.has_renderings(),
        };
        (!request::is_nothing(&self.request)).then(|| line.words())
    }

    /// The plan as the command line prints it.
    pub fn plan_text(&self) -> String {
        self.plan().map_or_else(String::new, |plan| plain(&report::plan::lines(plan, Detail::Usual, true)))
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
