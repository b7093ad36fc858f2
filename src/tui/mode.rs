//! What lies over the main screen, as plain data.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use super::input::Input;
use super::keymap::Context;
use super::past::{HistoryView, Opened};
use super::sheet::Sheet;
use super::tree::FollowTree;
use super::work::{Applied, ApplyPreview, Trouble};
use crate::apply::{ApplyStep, Options, RecordKind};
use crate::plan::{Kind, Request};
use crate::version::{BuildDate, Line, Version};

/// Where the keys go.
#[derive(Debug, Clone, Default)]
pub(super) enum Mode {
    #[default]
    Browse,
    Filter {
        before: String,
        input: Input,
    },
    Help(HelpPage),
    Palette {
        input: Input,
        selected: usize,
        error: Option<Trouble>,
    },
    Calendar(Calendar),
    Lines(Lines),
    Choose(Choose),
    Matrix(Matrix),
    Graph(FollowTree),
    Command {
        line: String,
    },
    Write {
        input: Input,
        error: Option<Trouble>,
    },
    Replace {
        path: PathBuf,
    },
    Quit,
    Review(Review),
    Confirm(Confirm),
    Working(Working),
    Finished(Finished),
    /// The plan next to the one that is pinned.
    Compare(Sheet),
    /// What is pending of the selected component.
    Evidence(Sheet),
    History(HistoryView),
    /// A release of the past, or two side by side.
    Opened(Opened),
}

impl Mode {
    pub(super) fn context(&self) -> Context {
        match self {
            Mode::Browse => Context::Browse,
            Mode::Filter { .. } => Context::Filter,
            Mode::Help(help) if help.is_searching => Context::Search,
            Mode::Help(_) => Context::Help,
            Mode::Palette { .. } => Context::Palette,
            Mode::Calendar(_) => Context::Calendar,
            Mode::Lines(_) => Context::Lines,
            Mode::Choose(_) => Context::Choose,
            Mode::Matrix(_) => Context::Matrix,
            Mode::Graph(_) => Context::Graph,
            Mode::Command { .. } => Context::Command,
            Mode::Write { .. } => Context::Write,
            Mode::Replace { .. } => Context::Replace,
            Mode::Quit => Context::Quit,
            Mode::Review(_) => Context::Review,
            Mode::Confirm(_) => Context::Confirm,
            Mode::Working(_) => Context::Working,
            Mode::Finished(_) => Context::Finished,
            Mode::Compare(_) => Context::Compare,
            Mode::Evidence(_) => Context::Evidence,
            Mode::History(_) => Context::History,
            Mode::Opened(_) => Context::Opened,
        }
    }
}

/// The help, and what is searched in it.
#[derive(Debug, Clone)]
pub(super) struct HelpPage {
    pub(super) first: usize,
    /// What the lines shown have in them; empty where all are shown.
    pub(super) input: Input,
    /// Whether it is being typed.
    pub(super) is_searching: bool,
    /// What the help lies over.
    pub(super) under: Box<Mode>,
}

/// What applying the plan would do, and what is in the way.
#[derive(Debug, Clone, Default)]
pub(super) struct Review {
    pub(super) options: Options,
    /// Whether the development of the next versions is started then.
    pub(super) then_development: bool,
    /// Which review it is: what an earlier one found comes too late.
    pub(super) ticket: usize,
    /// Whether long diffs are shown in full.
    pub(super) is_unfolded: bool,
    /// What the world found; none while it looks.
    pub(super) found: Option<Result<ApplyPreview, Vec<Trouble>>>,
    /// All of it to be read.
    pub(super) sheet: Sheet,
}

/// A word is to be typed before anything is written.
#[derive(Debug, Clone)]
pub(super) struct Confirm {
    pub(super) input: Input,
    /// Whether another word was typed.
    pub(super) is_wrong: bool,
    pub(super) what: Confirmed,
}

/// What the word stands for.
#[derive(Debug, Clone)]
pub(super) enum Confirmed {
    Apply(Review),
    /// What undo takes back, none while the world looks; and the history that it was asked for in.
    Undo {
        applied: Option<Applied>,
        under: Option<HistoryView>,
    },
}

impl Confirm {
    /// The word that is asked for.
    pub(super) fn word(&self) -> &'static str {
        match &self.what {
            Confirmed::Apply(review) if review.options.push => "push",
            Confirmed::Apply(_) => "apply",
            Confirmed::Undo { .. } => "undo",
        }
    }
}

/// The world is applying.
#[derive(Debug, Clone)]
pub(super) struct Working {
    pub(super) verb: RecordKind,
    /// The steps so far, the last one under way; of those that are counted only the last of each kind.
    pub(super) steps: Vec<ApplyStep>,
    pub(super) leaving: Leaving,
}

/// Whether someone wants to leave while the world is applying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaving {
    No,
    /// By Ctrl-C: once more leaves at once.
    Asked,
    /// By a signal: as soon as the work is done.
    Signalled,
}

/// The result of the work.
#[derive(Debug, Clone)]
pub(super) struct Finished {
    pub(super) verb: RecordKind,
    pub(super) is_done: bool,
    pub(super) sheet: Sheet,
}

/// The calendar: the plan behind it is always the one of its selected day.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    /// The request to go back to.
    pub(super) before: Arc<Request>,
    /// What is typed of a date.
    pub(super) typed: String,
    /// What each day would do to the plan, as far as it is known.
    pub(super) days: BTreeMap<BuildDate, DayAnswer>,
}

/// What the planner says of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayAnswer {
    /// The plan is possible.
    Free,
    /// A build of that day, or of a later one, exists.
    Taken,
    /// The plan takes a later day by itself.
    Moved,
    /// The plan is refused for another reason than its day.
    Refused,
}

/// The list of maintained lines; none is the current line.
#[derive(Debug, Clone)]
pub(super) struct Lines {
    pub(super) before: Arc<Request>,
    pub(super) entries: Vec<Option<Line>>,
    pub(super) selected: usize,
}

/// How many components or lines a list shows at most without scrolling.
pub(super) const CHOICES: usize = 8;

/// What one chooses components for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Promote,
    CatchUp,
}

/// The list of components to promote or to catch up: the plan behind it is always that of what is chosen.
#[derive(Debug, Clone)]
pub(super) struct Choose {
    pub(super) purpose: Purpose,
    pub(super) before: Arc<Request>,
    pub(super) entries: Vec<ChoiceEntry>,
    pub(super) selected: usize,
    pub(super) first: usize,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct ChoiceEntry {
    /// The place of the component in the product.
    pub(super) position: usize,
    pub(super) chosen: bool,
    /// The line that it would start behind, which is why it cannot be chosen.
    pub(super) blocked: Option<Line>,
}

/// Components and kinds: what a change alone would give. The row is the selected component of the main screen.
#[derive(Debug, Clone, Default)]
pub(super) struct Matrix {
    pub(super) column: usize,
    pub(super) cells: HashMap<(usize, Kind), Cell>,
}

/// What the planner answers for one change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// The component would get this version, and this many others would move with it.
    Version(Version, usize),
    /// The component would stay.
    Stays,
    /// The change makes no sense for the component.
    Impossible,
    /// A rule refuses, with this code.
    Refused(&'static str),
}
