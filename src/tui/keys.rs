//! Keys, where they go, and what they can do.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::plan::Kind;

/// A key, with what is held down with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A key that writes a character, capitals as such.
    Char(char),
    /// A letter with Ctrl held down; the letter is small.
    Ctrl(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Tab with Shift held down.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// The arrow up.
    Up,
    /// The arrow down.
    Down,
    /// The arrow to the left.
    Left,
    /// The arrow to the right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Key::Char(' ') => "Space",
            Key::Char(c) => return write!(f, "{c}"),
            Key::Ctrl(c) => return write!(f, "Ctrl-{}", c.to_ascii_uppercase()),
            Key::Enter => "Enter",
            Key::Esc => "Esc",
            Key::Tab => "Tab",
            Key::BackTab => "Shift-Tab",
            Key::Backspace => "Backspace",
            Key::Delete => "Del",
            Key::Up => "Up",
            Key::Down => "Down",
            Key::Left => "Left",
            Key::Right => "Right",
            Key::PageUp => "PgUp",
            Key::PageDown => "PgDn",
            Key::Home => "Home",
            Key::End => "End",
        };
        f.write_str(name)
    }
}

/// The keys that have a name rather than a character.
const NAMED: [Key; 15] = [
    Key::Char(' '),
    Key::Enter,
    Key::Esc,
    Key::Tab,
    Key::BackTab,
    Key::Backspace,
    Key::Delete,
    Key::Up,
    Key::Down,
    Key::Left,
    Key::Right,
    Key::PageUp,
    Key::PageDown,
    Key::Home,
    Key::End,
];

/// Reads what `Display` writes: `f`, `Ctrl-F`, `Enter`.
impl FromStr for Key {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if !c.is_control() && c != ' ' => return Ok(Key::Char(c)),
            _ => {}
        }
        if let Some(letter) = text.strip_prefix("Ctrl-") {
            let mut letters = letter.chars();
            return match (letters.next(), letters.next()) {
                (Some(letter), None) if letter.is_ascii_alphabetic() => {
                    Ok(Key::Ctrl(letter.to_ascii_lowercase()))
                }
                _ => Err(()),
            };
        }
        NAMED.into_iter().find(|key| key.to_string() == text).ok_or(())
    }
}

/// Where keys go: the main screen, or what lies over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// The main screen, in the list of components.
    Browse,
    /// The main screen, in one of the panes of text.
    Reading,
    /// The line that filters the components.
    Filter,
    /// The help.
    Help,
    /// The line that searches the help.
    Search,
    /// The command palette.
    Palette,
    /// The calendar.
    Calendar,
    /// The list of maintained lines.
    Lines,
    /// The list of what to promote or to catch up.
    Choose,
    /// The matrix of components and kinds.
    Matrix,
    /// The graph of who follows whom.
    Graph,
    /// The equivalent command line.
    Command,
    /// The line that takes the name of a file.
    Write,
    /// The question whether to replace a file.
    Replace,
    /// The question whether to leave.
    Quit,
    /// What applying the plan would do.
    Review,
    /// The line that takes the word which applies.
    Confirm,
    /// The plan is being applied.
    Working,
    /// What came of it.
    Finished,
    /// The plan next to the one that is pinned.
    Compare,
    /// The commits and change files behind what is pending of a component.
    Evidence,
    /// What was released when.
    History,
    /// One release of the past, or two beside each other.
    Opened,
}

impl Context {
    /// All contexts, the main screen first.
    pub const ALL: [Context; 23] = [
        Context::Browse,
        Context::Reading,
        Context::Filter,
        Context::Help,
        Context::Search,
        Context::Palette,
        Context::Calendar,
        Context::Lines,
        Context::Choose,
        Context::Matrix,
        Context::Graph,
        Context::Command,
        Context::Write,
        Context::Replace,
        Context::Quit,
        Context::Review,
        Context::Confirm,
        Context::Working,
        Context::Finished,
        Context::Compare,
        Context::Evidence,
        Context::History,
        Context::Opened,
    ];

    /// The heading of its keys in the help.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Context::Browse => "Main screen",
            Context::Reading => "Main screen, in why and plan",
            Context::Filter => "Filter",
            Context::Help => "Help",
            Context::Search => "Search in the help",
            Context::Palette => "Command palette",
            Context::Calendar => "Calendar",
            Context::Lines => "Maintained lines",
            Context::Choose => "Promote and catch up",
            Context::Matrix => "Matrix",
            Context::Graph => "Graph",
            Context::Command => "Command line",
            Context::Write => "Write the plan",
            Context::Replace => "Replace a file",
            Context::Quit => "Leave",
            Context::Review => "Review before applying",
            Context::Confirm => "The word that applies",
            Context::Working => "At work",
            Context::Finished => "After applying",
            Context::Compare => "Comparison",
            Context::Evidence => "Evidence",
            Context::History => "History",
            Context::Opened => "A release of the past",
        }
    }

    /// Whether it is the main screen.
    #[must_use]
    pub const fn is_main(self) -> bool {
        matches!(self, Context::Browse | Context::Reading)
    }

    /// Whether characters without a binding are text here.
    #[must_use]
    pub const fn takes_text(self) -> bool {
        matches!(
            self,
            Context::Filter | Context::Search | Context::Palette | Context::Write | Context::Confirm
        )
    }

    /// Whether one may leave from here: what has begun to be written is finished first.
    #[must_use]
    pub const fn can_be_left(self) -> bool {
        !matches!(self, Context::Working)
    }
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Puts a change to the selected component into the plan, or takes it back.
    Change(Kind),
    /// Plans prereleases, or stable versions again.
    Next,
    /// Opens the list of maintained lines.
    Lines,
    /// Opens the calendar.
    Date,
    /// Takes every change out of the plan.
    Clear,
    /// Does what resolves a refused plan.
    Resolve,
    /// Takes the last planning step back.
    Undo,
    /// Does it again.
    Redo,
    /// Opens the list of open series.
    Promote,
    /// Opens the list of components that are behind.
    CatchUp,
    /// Opens the matrix.
    Matrix,
    /// Opens the graph.
    Graph,
    /// Shows and copies the equivalent command line.
    Copy,
    /// Asks for a file to write the plan to.
    Write,
    /// Loads the product file again; in the review looks again.
    Reload,
    /// Takes the last apply back.
    TakeBack,
    /// Commits the files, or leaves that out.
    Commit,
    /// Tags the commit, or leaves that out.
    Tag,
    /// Pushes commit and tags, or leaves that out.
    Push,
    /// Starts the filter.
    Filter,
    /// Opens the help.
    Help,
    /// Opens the command palette.
    Palette,
    /// Turns the mouse off, or on.
    Mouse,
    /// Gives the focused pane the whole screen, or takes it back.
    Zoom,
    /// Lists who stays in the plan pane, or only counts them.
    Unfold,
    /// Goes to the next file of a diff, or to the next component with pending changes.
    NextFile,
    /// Goes to the one before.
    PreviousFile,
    /// Starts a range of components that the next keys are about, or ends it.
    Range,
    /// Opens what was released when.
    History,
    /// Opens the commits and change files behind what is pending of the selected component.
    Evidence,
    /// Plans the pending changes of the selected component, or takes them back.
    Take,
    /// Plans all pending changes, or takes them back.
    TakeAll,
    /// Pins the plan, or compares the plan with the one that is pinned.
    Compare,
    /// Goes a year on.
    NextYear,
    /// Goes a year back.
    PreviousYear,
    /// Goes to the next pane.
    NextPane,
    /// Goes to the pane before.
    PreviousPane,
    /// Goes one up.
    Up,
    /// Goes one down.
    Down,
    /// Goes one to the left.
    Left,
    /// Goes one to the right.
    Right,
    /// Goes a screen up; in the calendar a month back.
    PageUp,
    /// Goes a screen down; in the calendar a month on.
    PageDown,
    /// Goes to the first.
    First,
    /// Goes to the last.
    Last,
    /// Goes back to today.
    Today,
    /// Takes what is selected, or does what is asked about.
    Accept,
    /// Answers no.
    Decline,
    /// Goes back.
    Cancel,
    /// Chooses the selected entry, or no longer.
    Pick,
    /// Chooses all entries, or none.
    PickAll,
    /// Completes what is typed.
    Complete,
    /// Deletes the character before the cursor.
    Backspace,
    /// Deletes the character at the cursor.
    Delete,
    /// Deletes all that is typed.
    Erase,
    /// Leaves; asks where a plan would be lost.
    Quit,
    /// Leaves at once.
    Interrupt,
    /// Draws the whole screen again.
    Redraw,
    /// Goes to the background, until the shell brings the program back.
    Suspend,
}

/// Some keys that do the same thing in some contexts.
#[derive(Debug, Clone)]
pub struct Binding {
    pub contexts: &'static [Context],
    /// The keys, the one to show first.
    pub keys: Cow<'static, [Key]>,
    pub action: Action,
    /// One or two words for the footer; empty where the footer has no room for it.
    pub label: &'static str,
    /// A line for the help.
    pub help: &'static str,
    /// The name of the command that does the same; empty where there is none.
    pub name: &'static str,
}

impl Binding {
    /// The keys for people: `j Down`.
    #[must_use]
    pub fn keys_shown(&self) -> String {
        let keys: Vec<String> = self.keys.iter().map(ToString::to_string).collect();
        keys.join(" ")
    }
}
