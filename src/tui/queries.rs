//! What views, keys and the loop ask of the state. Nothing here changes it.

use unicode_width::UnicodeWidthStr;

use super::account;
use super::keymap::{Action, Context};
use super::layout::Pane;
use super::mode::{Confirmed, Mode, Review};
use super::request;
use super::state::{Answer, State};
use crate::apply::ApplyStep;

impl State {
    /// Why there is nothing to apply; `None` where there is.
    pub(super) fn blocked(&self) -> Option<&'static str> {
        match &self.answer {
            _ if self.setup.read_only => {
                Some("the demo is read only: name a product file of your own with --product")
            }
            Answer::Nothing => Some("there is no plan to apply yet"),
            Answer::Refused(..) => Some("the plan is refused, so that there is nothing to apply"),
            Answer::Planned(_) => None,
        }
    }

    /// How many rows what covers the panes shows.
    pub(super) fn page(&self) -> usize {
        // The options of a review take a row.
        let around = if self.context() == Context::Review { 3 } else { 2 };
        usize::from(self.screen().body.height.saturating_sub(around))
    }

    /// Whether the world was asked for something that is to come.
    pub(super) fn awaits_world(&self) -> bool {
        match &self.mode {
            Mode::Review(review) => review.found.is_none(),
            Mode::Confirm(confirm) => matches!(confirm.what, Confirmed::Undo(None)),
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
                Confirmed::Undo(Some(applied)) => {
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

    /// How many columns the lines of the plan pane are wider than it.
    pub(super) fn plan_overhang(&self) -> usize {
        let screen = self.screen();
        let lines = self.plan_lines(self.plan_first, screen.lines_of(Pane::Plan));
        let widest = lines.iter().map(|line| line.to_string().width()).max().unwrap_or(0);
        widest.saturating_sub(usize::from(screen.plan.width.saturating_sub(2)))
    }

    /// Whether there is something to fill in while nothing happens.
    pub fn has_idle_work(&self) -> bool {
        !self.is_too_small() && super::idle::has_work(self)
    }
}
