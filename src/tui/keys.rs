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
    Enter,
    Esc,
    Tab,
    /// Tab with Shift held down.
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
}

/// The keys that have a name rather than a character.
#[rustfmt::skip]
const NAMED: [(Key, &str); 15] = [
    (Key::Char(' '), "Space"), (Key::Enter, "Enter"), (Key::Esc, "Esc"), (Key::Tab, "Tab"), (Key::BackTab, "Shift-Tab"),
    (Key::Backspace, "Backspace"), (Key::Delete, "Del"), (Key::Up, "Up"), (Key::Down, "Down"), (Key::Left, "Left"),
    (Key::Right, "Right"), (Key::PageUp, "PgUp"), (Key::PageDown, "PgDn"), (Key::Home, "Home"), (Key::End, "End"),
];

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (NAMED.iter().find(|(key, _)| key == self), self) {
            (Some((_, name)), _) => f.write_str(name),
            (None, Key::Ctrl(c)) => write!(f, "Ctrl-{}", c.to_ascii_uppercase()),
            (None, Key::Char(c)) => write!(f, "{c}"),
            (None, other) => write!(f, "{other:?}"),
        }
    }
}

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
        NAMED.iter().find(|(_, name)| *name == text).map(|(key, _)| *key).ok_or(())
    }
}

/// The contexts, in the order of the help, each with the heading of its keys there.
macro_rules! contexts {
    ($($(#[$doc:meta])* $context:ident = $title:literal,)+) => {
        /// Where keys go: the main screen, or what lies over it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Context {
            $($(#[$doc])* $context,)+
        }

        impl Context {
            /// All contexts, the main screen first.
            pub const ALL: [Context; [$($title),+].len()] = [$(Context::$context),+];

            /// The heading of its keys in the help.
            pub const fn title(self) -> &'static str {
                match self {
                    $(Context::$context => $title,)+
                }
            }
        }
    };
}

contexts! {
    /// The main screen, in the list of components.
    Browse = "Main screen",
    /// The main screen, in one of the panes of text.
    Reading = "Main screen, in why and plan",
    /// The line that filters the components.
    Filter = "Filter",
    Help = "Help",
    /// The line that searches the help.
    Search = "Search in the help",
    /// The command palette.
    Palette = "Command palette",
    Calendar = "Calendar",
    Lines = "Maintained lines",
    /// The list of what to promote or to catch up.
    Choose = "Promote and catch up",
    Matrix = "Matrix",
    Graph = "Graph",
    /// The equivalent command line.
    Command = "Command line",
    /// The line that takes the name of a file.
    Write = "Write the plan",
    Replace = "Replace a file",
    Quit = "Leave",
    /// What applying the plan would do.
    Review = "Review before applying",
    /// The line that takes the word which applies.
    Confirm = "The word that applies",
    /// The plan is being applied.
    Working = "At work",
    /// The result.
    Finished = "After applying",
    /// The plan next to the one that is pinned.
    Compare = "Comparison",
    /// The commits and change files behind what is pending of a component.
    Evidence = "Evidence",
    History = "History",
    /// One release of the past, or two side by side.
    Opened = "A release of the past",
}

impl Context {
    /// Whether it is the main screen.
    pub const fn is_main(self) -> bool {
        matches!(self, Context::Browse | Context::Reading)
    }

    /// Whether characters without a binding are text here.
    pub const fn takes_text(self) -> bool {
        matches!(
            self,
            Context::Filter | Context::Search | Context::Palette | Context::Write | Context::Confirm
        )
    }

    /// Whether one may leave from here: what has begun to be written is finished first.
    pub const fn can_be_left(self) -> bool {
        !matches!(self, Context::Working)
    }
}

/// What a key does; its help is in the table of bindings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Puts a change to the selected component into the plan, or takes it back.
    Change(Kind),
    Next,
    /// Opens the list of maintained lines.
    Lines,
    /// Opens the calendar.
    Date,
    Clear,
    Resolve,
    Undo,
    Redo,
    Promote,
    CatchUp,
    Matrix,
    Graph,
    Copy,
    Write,
    /// Loads the product file again; in the review looks again.
    Reload,
    /// Takes the last apply back.
    TakeBack,
    Commit,
    Tag,
    Push,
    /// Starts the development of the next versions in a second commit.
    Development,
    Filter,
    Help,
    Palette,
    Mouse,
    Zoom,
    /// Lists who stays in the plan pane, or only counts them.
    Unfold,
    /// Goes to the next file of a diff, or to the next component with pending changes.
    NextFile,
    /// Goes to the one before.
    PreviousFile,
    Range,
    History,
    Evidence,
    Take,
    TakeAll,
    Compare,
    NextYear,
    PreviousYear,
    NextPane,
    PreviousPane,
    Up,
    Down,
    Left,
    Right,
    /// Goes a screen up; in the calendar a month back.
    PageUp,
    /// Goes a screen down; in the calendar a month on.
    PageDown,
    First,
    Last,
    Today,
    /// Takes what is selected, or does what is asked about.
    Accept,
    /// Answers no.
    Decline,
    /// Goes back.
    Cancel,
    Pick,
    PickAll,
    Complete,
    Backspace,
    Delete,
    Erase,
    Quit,
    /// Leaves at once.
    Interrupt,
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
    pub help: &'static str,
    /// The name of the command that does the same; empty where there is none.
    pub name: &'static str,
}

impl Binding {
    /// The keys for people: `j Down`.
    pub fn keys_shown(&self) -> String {
        let keys: Vec<String> = self.keys.iter().map(ToString::to_string).collect();
        keys.join(" ")
    }
}
