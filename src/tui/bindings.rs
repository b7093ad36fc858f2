//! The key table. An entry here is all that a new key needs: dispatch, footer and help read it.

use std::borrow::Cow;

use super::keys::{Action, Binding, Context, Key};
use crate::plan::Kind;
use Context::{
    Browse, Calendar, Choose, Command, Compare, Confirm, Evidence, Filter, Finished, Graph, Help, History,
    Lines, Matrix, Opened, Palette, Quit, Reading, Replace, Review, Search, Working, Write,
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

pub(super) const BINDINGS: &[Binding] = &[
    // Planning.
    named(
        "apply",
        key(
            MAIN,
            &[Key::Enter],
            Action::Accept,
            "apply",
            "review the plan and apply it; with --print json: print it",
        ),
    ),
    named(
        "resolve",
        key(
            MAIN,
            &[Key::Char('t')],
            Action::Resolve,
            "resolve",
            "resolve what refuses the plan, as by the next free date",
        ),
    ),
    named(
        "take",
        key(
            PENDING,
            &[Key::Char(' ')],
            Action::Take,
            "take",
            "plan the selected one's changes; again to take them back",
        ),
    ),
    named(
        "take-all",
        key(
            PENDING,
            &[Key::Char('E')],
            Action::TakeAll,
            "take all",
            "plan all that is pending; again to take it back",
        ),
    ),
    named(
        "evidence",
        key(MAIN, &[Key::Char('e')], Action::Evidence, "evidence", "its commits and change files"),
    ),
    named(
        "fix",
        key(
            MAIN,
            &[Key::Char('f')],
            Action::Change(Kind::Fix),
            "fix",
            "a fix in the selected component; again to take it back",
        ),
    ),
    named(
        "api-fix",
        key(MAIN, &[Key::Char('a')], Action::Change(Kind::ApiFix), "api-fix", "a fix in its API"),
    ),
    named(
        "feature",
        key(
            MAIN,
            &[Key::Char('F')],
            Action::Change(Kind::Feature),
            "feature",
            "a feature that leaves its API alone",
        ),
    ),
    named(
        "api-feature",
        key(MAIN, &[Key::Char('A')], Action::Change(Kind::ApiFeature), "api-feature", "a feature in its API"),
    ),
    named(
        "breaking",
        key(
            MAIN,
            &[Key::Char('B')],
            Action::Change(Kind::Breaking),
            "breaking",
            "a change that breaks its API",
        ),
    ),
    named(
        "sync",
        key(
            MAIN,
            &[Key::Char('s')],
            Action::Change(Kind::Sync),
            "sync",
            "no change: it catches up with the line",
        ),
    ),
    named(
        "dev",
        key(
            MAIN,
            &[Key::Char('d')],
            Action::Change(Kind::Dev),
            "dev",
            "a development build, of dev-patch components",
        ),
    ),
    named(
        "next",
        key(MAIN, &[Key::Char('n')], Action::Next, "next", "plan prereleases, or stable versions again"),
    ),
    named(
        "line",
        key(&[Browse], &[Key::Char('l')], Action::Lines, "line", "plan fixes on a maintained line"),
    ),
    named("date", key(MAIN, &[Key::Char('D')], Action::Date, "date", "choose the date in a calendar")),
    named("clear", key(MAIN, &[Key::Char('x')], Action::Clear, "clear", "take every change out of the plan")),
    named("undo", key(MAIN, &[Key::Char('u')], Action::Undo, "undo", "take the last planning step back")),
    named("redo", key(MAIN, &[Key::Ctrl('r')], Action::Redo, "redo", "do it again")),
    // Views, and what to do with the plan.
    named("promote", key(MAIN, &[Key::Char('p')], Action::Promote, "promote", "make open series stable")),
    named(
        "catch-up",
        key(
            MAIN,
            &[Key::Char('c')],
            Action::CatchUp,
            "catch up",
            "bring components that are behind to the line",
        ),
    ),
    named(
        "copy",
        key(MAIN, &[Key::Char('y')], Action::Copy, "copy", "show and copy the equivalent command line"),
    ),
    named(
        "write",
        key(MAIN, &[Key::Char('w')], Action::Write, "write", "write the plan to a file, as plan --out does"),
    ),
    named(
        "history",
        key(
            MAIN,
            &[Key::Char('H')],
            Action::History,
            "history",
            "what was released when, and who was behind",
        ),
    ),
    named(
        "matrix",
        key(
            MAIN,
            &[Key::Char('m')],
            Action::Matrix,
            "matrix",
            "what each kind of change would give each component",
        ),
    ),
    named(
        "graph",
        key(MAIN, &[Key::Char('g')], Action::Graph, "graph", "who follows whom, and the way of the plan"),
    ),
    named(
        "filter",
        key(
            MAIN,
            &[Key::Char('/')],
            Action::Filter,
            "filter",
            "show only components with a text in id or title",
        ),
    ),
    // Out of it.
    named(
        "reload",
        key(
            MAIN,
            &[Key::Char('R')],
            Action::Reload,
            "reload",
            "load the file again, with the changes that still fit",
        ),
    ),
    named(
        "commands",
        key(MAIN, &[Key::Char(':')], Action::Palette, "commands", "every command by name, with completion"),
    ),
    named("help", key(MAIN, &[Key::Char('?')], Action::Help, "help", "this help")),
    named(
        "quit",
        key(MAIN, &[Key::Char('q')], Action::Quit, "quit", "leave; asks when a plan would be lost"),
    ),
    key(MAIN, &[Key::Esc], Action::Cancel, "", "clear the filter, or leave the zoomed pane"),
    named(
        "range",
        key(
            &[Browse],
            &[Key::Char('v')],
            Action::Range,
            "range",
            "start a range: the next change is for all in it",
        ),
    ),
    named(
        "zoom",
        key(MAIN, &[Key::Char('z')], Action::Zoom, "zoom", "give the focused pane the whole screen"),
    ),
    named(
        "who-stays",
        key(
            MAIN,
            &[Key::Char('o')],
            Action::Unfold,
            "who stays",
            "list who stays in the plan pane, or fold them",
        ),
    ),
    named("pane", key(&[Browse], &[Key::Tab, Key::Right], Action::NextPane, "pane", "the next pane")),
    key(&[Browse], &[Key::BackTab, Key::Left], Action::PreviousPane, "", "the pane before"),
    key(&[Reading], &[Key::Tab], Action::NextPane, "pane", "the next pane"),
    key(&[Reading], &[Key::BackTab], Action::PreviousPane, "", "the pane before"),
    named(
        "mouse",
        key(
            MAIN,
            &[Key::Char('M')],
            Action::Mouse,
            "",
            "the mouse off, so that the terminal selects text; or on",
        ),
    ),
    named(
        "compare",
        key(
            MAIN,
            &[Key::Char('=')],
            Action::Compare,
            "compare",
            "pin the plan; once it is another, compare the two",
        ),
    ),
    key(
        &[Evidence],
        &[Key::Char(']')],
        Action::NextFile,
        "next component",
        "go to the next component with pending changes",
    ),
    key(&[Evidence], &[Key::Char('[')], Action::PreviousFile, "", "go to the component before"),
    key(&[Evidence], &[Key::Char('e')], Action::Cancel, "", "close the evidence"),
    key(&[History], &[Key::Enter], Action::Accept, "open", "open the release: its reasons, commits and tags"),
    key(
        &[History],
        &[Key::Char('=')],
        Action::Compare,
        "compare",
        "pin a release; at another one, compare the two",
    ),
    key(
        &[History],
        &[Key::Char('f')],
        Action::Lines,
        "line",
        "show the releases of one line, then of the next",
    ),
    key(
        &[History],
        &[Key::Char(' ')],
        Action::Pick,
        "only it",
        "show the releases of the selected component only, or all",
    ),
    key(
        &[History],
        &[Key::Char('U')],
        Action::TakeBack,
        "take back",
        "take the newest release back, as undo does",
    ),
    key(&[History], &[Key::Char('H')], Action::Cancel, "", "close the history"),
    key(&[Compare], &[Key::Char('=')], Action::Compare, "pin this", "pin the plan of now instead"),
    // Choices, which come before movement, so that the footer starts with them.
    key(&[Calendar, Lines], &[Key::Enter], Action::Accept, "take", "take what is selected"),
    key(&[Choose], &[Key::Char(' ')], Action::Pick, "choose", "choose the selected component, or no longer"),
    key(&[Choose], &[Key::Char('a')], Action::PickAll, "all or none", "choose all, or none"),
    key(&[Choose], &[Key::Enter], Action::Accept, "plan it", "keep the plan"),
    key(
        &[Matrix],
        &[Key::Enter, Key::Char(' ')],
        Action::Accept,
        "plan it",
        "put the cell's change into the plan, or take it back",
    ),
    key(&[Graph], &[Key::Enter], Action::Accept, "select", "select the component on the main screen"),
    key(
        &[Calendar],
        &[Key::Char('t')],
        Action::Resolve,
        "next free",
        "go to the next free day where this one is taken",
    ),
    key(&[Calendar], &[Key::Char('T')], Action::Today, "today", "go to today"),
    key(&[Filter], &[Key::Enter], Action::Accept, "keep", "keep the filter and go back to the list"),
    key(&[Help], &[Key::Char('/')], Action::Filter, "search", "show only the keys whose help has a text"),
    key(&[Search], &[Key::Enter], Action::Accept, "keep", "keep what was found, and read on"),
    key(&[Palette], &[Key::Enter], Action::Accept, "run", "run the command"),
    key(&[Palette], &[Key::Tab], Action::Complete, "complete", "complete the command"),
    key(&[Write], &[Key::Enter], Action::Accept, "write", "write the file"),
    key(&[Replace], &[Key::Char('y')], Action::Accept, "replace", "replace the file"),
    key(
        &[Quit],
        &[Key::Char('y'), Key::Enter],
        Action::Accept,
        "yes",
        "leave; with --print json, print the plan",
    ),
    key(&[Quit], &[Key::Char('n')], Action::Decline, "no", "stay; with --print json, leave without the plan"),
    key(&[Review], &[Key::Enter], Action::Accept, "apply", "apply it: asks for a word to be typed"),
    key(&[Review], &[Key::Char('c')], Action::Commit, "commit", "commit the files, or only write them"),
    key(&[Review], &[Key::Char('t')], Action::Tag, "tags", "tag the commit, or leave that out"),
    key(
        &[Review],
        &[Key::Char('p')],
        Action::Push,
        "push",
        "push commit and tags as well, or leave that out",
    ),
    key(&[Review], &[Key::Char(']')], Action::NextFile, "next file", "go to the next file of the diff"),
    key(&[Review], &[Key::Char('[')], Action::PreviousFile, "", "go to the file before"),
    key(&[Review], &[Key::Char('o')], Action::Unfold, "whole diff", "show long diffs in full, or fold them"),
    key(&[Review], &[Key::Char('r')], Action::Reload, "look again", "look again at what is in the way"),
    key(&[Confirm], &[Key::Enter], Action::Accept, "do it", "do it, where the word is typed"),
    named(
        "take-back",
        key(
            &[Browse, Reading, Finished],
            &[Key::Char('U')],
            Action::TakeBack,
            "take back",
            "take the last apply back, as undo does",
        ),
    ),
    key(&[Finished], &[Key::Enter], Action::Cancel, "go on", "go on planning"),
    key(&[Command], &[Key::Char('y')], Action::Copy, "copy again", "copy the command line again"),
    key(&[Command], &[Key::Char('q'), Key::Enter], Action::Cancel, "", "go back"),
    key(LISTS_OVER, &[Key::Char('q')], Action::Cancel, "", "go back"),
    key(&[Calendar, Replace], &[Key::Char('q')], Action::Cancel, "", "go back"),
    key(&[Replace], &[Key::Char('n')], Action::Cancel, "keep it", "leave the file as it is"),
    key(&[Help], &[Key::Char('?')], Action::Cancel, "", "close the help"),
    key(&[Matrix], &[Key::Char('m')], Action::Cancel, "", "close the matrix"),
    key(
        &[
            Filter, Help, Search, Palette, Calendar, Lines, Choose, Matrix, Graph, Command, Write, Replace,
            Quit, Review, Confirm, Finished, Compare, Evidence, History, Opened,
        ],
        &[Key::Esc],
        Action::Cancel,
        "back",
        "go back",
    ),
    key(VIEWS, &[Key::Char('?')], Action::Help, "help", "the keys of this view"),
    // Movement.
    key(LISTS, &[Key::Char('k'), Key::Up], Action::Up, "", "one up"),
    key(LISTS, &[Key::Char('j'), Key::Down], Action::Down, "", "one down"),
    key(SIDEWAYS, &[Key::Char('h'), Key::Left], Action::Left, "", "to the left"),
    key(SIDEWAYS, &[Key::Char('l'), Key::Right], Action::Right, "", "to the right"),
    key(LISTS, &[Key::PageUp, Key::Ctrl('b')], Action::PageUp, "", "a screen up"),
    key(LISTS, &[Key::PageDown, Key::Ctrl('f')], Action::PageDown, "", "a screen down"),
    key(&[Browse, Reading], &[Key::Home], Action::First, "", "the first"),
    key(DAYS, &[Key::Char('h'), Key::Left], Action::Left, "", "a day back"),
    key(DAYS, &[Key::Char('l'), Key::Right], Action::Right, "", "a day on"),
    key(DAYS, &[Key::Char('k'), Key::Up], Action::Up, "", "a week back"),
    key(DAYS, &[Key::Char('j'), Key::Down], Action::Down, "", "a week on"),
    key(DAYS, &[Key::PageUp, Key::Ctrl('b')], Action::PageUp, "", "a month back"),
    key(DAYS, &[Key::PageDown, Key::Ctrl('f')], Action::PageDown, "", "a month on"),
    key(DAYS, &[Key::Char('<')], Action::PreviousYear, "", "a year back"),
    key(DAYS, &[Key::Char('>')], Action::NextYear, "", "a year on; a date can be typed, too"),
    key(DAYS, &[Key::Home], Action::First, "", "the first of the month"),
    key(DAYS, &[Key::Char('G'), Key::End], Action::Last, "", "the last of the month"),
    key(LISTS_OVER, &[Key::Char('g'), Key::Home], Action::First, "", "the first"),
    key(LISTS, &[Key::Char('G'), Key::End], Action::Last, "", "the last"),
    // Text.
    key(&[Filter, Palette], &[Key::Up], Action::Up, "", "one up"),
    key(&[Filter, Palette], &[Key::Down], Action::Down, "", "one down"),
    key(TEXTS, &[Key::Left], Action::Left, "", "the cursor to the left"),
    key(TEXTS, &[Key::Right], Action::Right, "", "the cursor to the right"),
    key(TEXTS, &[Key::Home, Key::Ctrl('a')], Action::First, "", "the cursor to the start"),
    key(TEXTS, &[Key::End, Key::Ctrl('e')], Action::Last, "", "the cursor to the end"),
    key(
        TEXTS,
        &[Key::Backspace, Key::Ctrl('h')],
        Action::Backspace,
        "",
        "delete the character before the cursor",
    ),
    key(TEXTS, &[Key::Delete, Key::Ctrl('d')], Action::Delete, "", "delete the character at the cursor"),
    key(TEXTS, &[Key::Ctrl('u')], Action::Erase, "", "delete all that is typed"),
    // Everywhere.
    key(&[Working], &[Key::Esc], Action::Cancel, "", "nothing: what has begun is finished first"),
    key(ALL, &[Key::Ctrl('c')], Action::Interrupt, "", "leave at once; at work, the second one does"),
    key(ALL, &[Key::Ctrl('l')], Action::Redraw, "", "redraw the screen, where something else wrote on it"),
    key(ALL, &[Key::Ctrl('z')], Action::Suspend, "", "go to the background; fg brings it back whole"),
];
