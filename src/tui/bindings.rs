//! The key table. An entry here is all that a new key needs: dispatch, footer and help read it.

use std::borrow::Cow;

use super::keys::{Action, Binding, Context, Key};
use crate::plan::Kind;
use Context::{
    Browse, Calendar, Choose, Command, Compare, Confirm, Evidence, Filter, Finished, Graph, Help, History,
    Lines, Matrix, Opened, Palette, Quit, Reading, Replace, Review, Search, Working, Write,
};
use Key::{
    BackTab, Backspace, Char, Ctrl, Delete, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab,
    Up,
};

/// Everywhere.
const ALL: &[Context] = &Context::ALL;
/// Where one reads rather than types.
const LISTS: &[Context] = &[
    Browse, Reading, Help, Lines, Choose, Matrix, Graph, Review, Finished, Compare, Evidence, History, Opened,
];
/// Lists in which `g` alone is the first.
const LISTS_OVER: &[Context] =
    &[Help, Lines, Choose, Matrix, Graph, Review, Finished, Compare, Evidence, History, Opened];
/// Where there is something to the left and to the right.
const SIDEWAYS: &[Context] = &[Reading, Matrix, Graph, History];
const DAYS: &[Context] = &[Calendar];
/// Where one types.
const TEXTS: &[Context] = &[Filter, Search, Palette, Write, Confirm];
/// Where the keys may be asked for, and nothing is awaited meanwhile.
const VIEWS: &[Context] = &[Calendar, Lines, Choose, Matrix, Graph, Compare, Evidence, History, Opened];
/// What lies over the main screen.
const OVERLAYS: &[Context] = &[
    Filter, Help, Search, Palette, Calendar, Lines, Choose, Matrix, Graph, Command, Write, Replace, Quit,
    Review, Confirm, Finished, Compare, Evidence, History, Opened,
];
const MAIN: &[Context] = &[Browse, Reading];
/// Where what is pending is planned.
const PENDING: &[Context] = &[Browse, Reading, Evidence];

const fn key(
    contexts: &'static [Context],
    keys: &'static [Key],
    action: Action,
    label: &'static str,
    help: &'static str,
) -> Binding {
    Binding { contexts, keys: Cow::Borrowed(keys), action, label, help, name: "" }
}

/// A key whose action is a command, too.
const fn named(name: &'static str, mut binding: Binding) -> Binding {
    binding.name = name;
    binding
}

#[rustfmt::skip]
pub(super) const BINDINGS: &[Binding] = &[
    // Planning.
    named("apply", key(MAIN, &[Enter], Action::Accept, "apply", "review the plan and apply it; with --print json: print it")),
    named("resolve", key(MAIN, &[Char('t')], Action::Resolve, "resolve", "resolve what refuses the plan, as by the next free date")),
    named("take", key(PENDING, &[Char(' ')], Action::Take, "take", "plan the selected one's changes; again to take them back")),
    named("take-all", key(PENDING, &[Char('E')], Action::TakeAll, "take all", "plan all that is pending; again to take it back")),
    named("evidence", key(MAIN, &[Char('e')], Action::Evidence, "evidence", "the commits and change files behind it")),
    named("fix", key(MAIN, &[Char('f')], Action::Change(Kind::Fix), "fix", "a fix in the selected component; again to take it back")),
    named("api-fix", key(MAIN, &[Char('a')], Action::Change(Kind::ApiFix), "api-fix", "a fix in its API")),
    named("feature", key(MAIN, &[Char('F')], Action::Change(Kind::Feature), "feature", "a feature that leaves its API alone")),
    named("api-feature", key(MAIN, &[Char('A')], Action::Change(Kind::ApiFeature), "api-feature", "a feature in its API")),
    named("breaking", key(MAIN, &[Char('B')], Action::Change(Kind::Breaking), "breaking", "a change that breaks its API")),
    named("sync", key(MAIN, &[Char('s')], Action::Change(Kind::Sync), "sync", "no change: it catches up with the line")),
    named("dev", key(MAIN, &[Char('d')], Action::Change(Kind::Dev), "dev", "a development build, of dev-patch components")),
    named("next", key(MAIN, &[Char('n')], Action::Next, "next", "plan prereleases, or stable versions again")),
    named("line", key(&[Browse], &[Char('l')], Action::Lines, "line", "plan fixes on a maintained line")),
    named("date", key(MAIN, &[Char('D')], Action::Date, "date", "choose the date in a calendar")),
    named("clear", key(MAIN, &[Char('x')], Action::Clear, "clear", "take every change out of the plan")),
    named("undo", key(MAIN, &[Char('u')], Action::Undo, "undo", "take the last planning step back")),
    named("redo", key(MAIN, &[Ctrl('r')], Action::Redo, "redo", "do it again")),
    // Views, and what to do with the plan.
    named("promote", key(MAIN, &[Char('p')], Action::Promote, "promote", "make open series stable")),
    named("catch-up", key(MAIN, &[Char('c')], Action::CatchUp, "catch up", "bring components that are behind to the line")),
    named("copy", key(MAIN, &[Char('y')], Action::Copy, "copy", "show and copy the equivalent command line")),
    named("write", key(MAIN, &[Char('w')], Action::Write, "write", "write the plan to a file, as plan --out does")),
    named("history", key(MAIN, &[Char('H')], Action::History, "history", "what was released when, and who was behind")),
    named("matrix", key(MAIN, &[Char('m')], Action::Matrix, "matrix", "what each kind of change would give each component")),
    named("graph", key(MAIN, &[Char('g')], Action::Graph, "graph", "who follows whom, and the way of the plan")),
    named("filter", key(MAIN, &[Char('/')], Action::Filter, "filter", "show only components with a text in id or title")),
    // Out of it.
    named("reload", key(MAIN, &[Char('R')], Action::Reload, "reload", "load the file again, with the changes that still fit")),
    named("commands", key(MAIN, &[Char(':')], Action::Palette, "commands", "every command by name, with completion")),
    named("help", key(MAIN, &[Char('?')], Action::Help, "help", "this help")),
    named("quit", key(MAIN, &[Char('q')], Action::Quit, "quit", "leave; asks when a plan would be lost")),
    key(MAIN, &[Esc], Action::Cancel, "", "clear the filter, or leave the zoomed pane"),
    named("range", key(&[Browse], &[Char('v')], Action::Range, "range", "start a range: the next change is for all in it")),
    named("zoom", key(MAIN, &[Char('z')], Action::Zoom, "zoom", "give the focused pane the whole screen")),
    named("who-stays", key(MAIN, &[Char('o')], Action::Unfold, "who stays", "list who stays in the plan pane, or fold them")),
    named("pane", key(&[Browse], &[Tab, Right], Action::NextPane, "pane", "the next pane")),
    key(&[Browse], &[BackTab, Left], Action::PreviousPane, "", "the pane before"),
    key(&[Reading], &[Tab], Action::NextPane, "pane", "the next pane"),
    key(&[Reading], &[BackTab], Action::PreviousPane, "", "the pane before"),
    named("mouse", key(MAIN, &[Char('M')], Action::Mouse, "", "the mouse off, so that the terminal selects text; or on")),
    named("compare", key(MAIN, &[Char('=')], Action::Compare, "compare", "pin the plan; once it is another, compare the two")),
    key(&[Evidence], &[Char(']')], Action::NextFile, "next component", "go to the next component with pending changes"),
    key(&[Evidence], &[Char('[')], Action::PreviousFile, "", "go to the component before"),
    key(&[Evidence], &[Char('e')], Action::Cancel, "", "close the evidence"),
    key(&[History], &[Enter], Action::Accept, "open", "open the release: its reasons, commits and tags"),
    key(&[History], &[Char('=')], Action::Compare, "compare", "pin a release; at another one, compare the two"),
    key(&[History], &[Char('f')], Action::Lines, "line", "show the releases of one line, then of the next"),
    key(&[History], &[Char(' ')], Action::Pick, "only it", "show the releases of the selected component only, or all"),
    key(&[History], &[Char('U')], Action::TakeBack, "take back", "take the newest release back, as undo does"),
    key(&[History], &[Char('H')], Action::Cancel, "", "close the history"),
    key(&[Compare], &[Char('=')], Action::Compare, "pin this", "pin the plan of now instead"),
    // Choices, which come before movement, so that the footer starts with them.
    key(&[Calendar, Lines], &[Enter], Action::Accept, "take", "take what is selected"),
    key(&[Choose], &[Char(' ')], Action::Pick, "choose", "choose the selected component, or no longer"),
    key(&[Choose], &[Char('a')], Action::PickAll, "all or none", "choose all, or none"),
    key(&[Choose], &[Enter], Action::Accept, "plan it", "keep the plan"),
    key(&[Matrix], &[Enter, Char(' ')], Action::Accept, "plan it", "put the cell's change into the plan, or take it back"),
    key(&[Graph], &[Enter], Action::Accept, "select", "select the component on the main screen"),
    key(&[Calendar], &[Char('t')], Action::Resolve, "next free", "go to the next free day where this one is taken"),
    key(&[Calendar], &[Char('T')], Action::Today, "today", "go to today"),
    key(&[Filter], &[Enter], Action::Accept, "keep", "keep the filter and go back to the list"),
    key(&[Help], &[Char('/')], Action::Filter, "search", "show only the keys whose help has a text"),
    key(&[Search], &[Enter], Action::Accept, "keep", "keep what was found, and read on"),
    key(&[Palette], &[Enter], Action::Accept, "run", "run the command"),
    key(&[Palette], &[Tab], Action::Complete, "complete", "complete the command"),
    key(&[Write], &[Enter], Action::Accept, "write", "write the file"),
    key(&[Replace], &[Char('y')], Action::Accept, "replace", "replace the file"),
    key(&[Quit], &[Char('y'), Enter], Action::Accept, "yes", "leave; with --print json, print the plan"),
    key(&[Quit], &[Char('n')], Action::Decline, "no", "stay; with --print json, leave without the plan"),
    key(&[Review], &[Enter], Action::Accept, "apply", "apply it: asks for a word to be typed"),
    key(&[Review], &[Char('c')], Action::Commit, "commit", "commit the files, or only write them"),
    key(&[Review], &[Char('t')], Action::Tag, "tags", "tag the commit, or leave that out"),
    key(&[Review], &[Char('p')], Action::Push, "push", "push commit and tags as well, or leave that out"),
    key(&[Review], &[Char('d')], Action::Development, "development", "then start the next versions in development, or not"),
    key(&[Review], &[Char(']')], Action::NextFile, "next file", "go to the next file of the diff"),
    key(&[Review], &[Char('[')], Action::PreviousFile, "", "go to the file before"),
    key(&[Review], &[Char('o')], Action::Unfold, "whole diff", "show long diffs in full, or fold them"),
    key(&[Review], &[Char('r')], Action::Reload, "look again", "check again what is in the way"),
    key(&[Confirm], &[Enter], Action::Accept, "do it", "do it, where the word is typed"),
    named("take-back", key(&[Browse, Reading, Finished], &[Char('U')], Action::TakeBack, "take back", "take the last apply back, as undo does")),
    key(&[Finished], &[Enter], Action::Cancel, "go on", "go on planning"),
    key(&[Command], &[Char('y')], Action::Copy, "copy again", "copy the command line again"),
    key(&[Command], &[Char('q'), Enter], Action::Cancel, "", "go back"),
    key(LISTS_OVER, &[Char('q')], Action::Cancel, "", "go back"),
    key(&[Calendar, Replace], &[Char('q')], Action::Cancel, "", "go back"),
    key(&[Replace], &[Char('n')], Action::Cancel, "keep it", "leave the file as it is"),
    key(&[Help], &[Char('?')], Action::Cancel, "", "close the help"),
    key(&[Matrix], &[Char('m')], Action::Cancel, "", "close the matrix"),
    key(OVERLAYS, &[Esc], Action::Cancel, "back", "go back"),
    key(VIEWS, &[Char('?')], Action::Help, "help", "the keys of this view"),
    // Movement.
    key(LISTS, &[Char('k'), Up], Action::Up, "", "one up"),
    key(LISTS, &[Char('j'), Down], Action::Down, "", "one down"),
    key(SIDEWAYS, &[Char('h'), Left], Action::Left, "", "to the left"),
    key(SIDEWAYS, &[Char('l'), Right], Action::Right, "", "to the right"),
    key(LISTS, &[PageUp, Ctrl('b')], Action::PageUp, "", "a screen up"),
    key(LISTS, &[PageDown, Ctrl('f')], Action::PageDown, "", "a screen down"),
    key(&[Browse, Reading], &[Home], Action::First, "", "the first"),
    key(DAYS, &[Char('h'), Left], Action::Left, "", "a day back"),
    key(DAYS, &[Char('l'), Right], Action::Right, "", "a day on"),
    key(DAYS, &[Char('k'), Up], Action::Up, "", "a week back"),
    key(DAYS, &[Char('j'), Down], Action::Down, "", "a week on"),
    key(DAYS, &[PageUp, Ctrl('b')], Action::PageUp, "", "a month back"),
    key(DAYS, &[PageDown, Ctrl('f')], Action::PageDown, "", "a month on"),
    key(DAYS, &[Char('<')], Action::PreviousYear, "", "a year back"),
    key(DAYS, &[Char('>')], Action::NextYear, "", "a year on; a date can be typed, too"),
    key(DAYS, &[Home], Action::First, "", "the first of the month"),
    key(DAYS, &[Char('G'), End], Action::Last, "", "the last of the month"),
    key(LISTS_OVER, &[Char('g'), Home], Action::First, "", "the first"),
    key(LISTS, &[Char('G'), End], Action::Last, "", "the last"),
    // Text.
    key(&[Filter, Palette], &[Up], Action::Up, "", "one up"),
    key(&[Filter, Palette], &[Down], Action::Down, "", "one down"),
    key(TEXTS, &[Left], Action::Left, "", "the cursor to the left"),
    key(TEXTS, &[Right], Action::Right, "", "the cursor to the right"),
    key(TEXTS, &[Home, Ctrl('a')], Action::First, "", "the cursor to the start"),
    key(TEXTS, &[End, Ctrl('e')], Action::Last, "", "the cursor to the end"),
    key(TEXTS, &[Backspace, Ctrl('h')], Action::Backspace, "", "delete the character before the cursor"),
    key(TEXTS, &[Delete, Ctrl('d')], Action::Delete, "", "delete the character at the cursor"),
    key(TEXTS, &[Ctrl('u')], Action::Erase, "", "delete all that is typed"),
    // Everywhere.
    key(&[Working], &[Esc], Action::Cancel, "", "nothing: what has begun is finished first"),
    key(ALL, &[Ctrl('c')], Action::Interrupt, "", "leave at once; while applying, the second one does"),
    key(ALL, &[Ctrl('l')], Action::Redraw, "", "redraw the screen, where something else wrote on it"),
    key(ALL, &[Ctrl('z')], Action::Suspend, "", "go to the background; fg brings it back whole"),
];
