//! What happens to the UI: keys, the mouse, the size of the screen, and answers of the world.

use std::path::PathBuf;
use std::sync::Arc;

use ratatui::crossterm::event as terminal;

use super::keymap::Key;
use super::work::{Applied, ApplyPreview, Done, Trouble};
use crate::apply::{ApplyStep, Log};
use crate::pending::Pending;
use crate::product::{ComponentId, Product};
use crate::version::{BuildDate, Version};
use crate::words::Line;

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// A text was pasted.
    Paste(String),
    /// The left button was pressed at this column and row, counted from 0.
    Click(u16, u16),
    /// The wheel was turned at this column and row: up where true.
    Wheel(u16, u16, bool),
    /// The screen has this many columns and rows.
    Resize(u16, u16),
    /// Nothing else happens: time to fill in what takes longer than a frame.
    Idle,
    /// The product file is not what it was when it was loaded.
    FileChanged,
    /// The repository has other commits or tags than when it was read.
    RepositoryMoved,
    /// The product file was loaded again; or why it could not be, in at least one trouble.
    Reloaded(Result<Box<Product>, Vec<Trouble>>),
    /// The plan was written to a file.
    Written(PathBuf, Result<(), WriteFailure>),
    /// What applying would do, or what is in the way, by the ticket of the review.
    Reviewed(usize, Result<ApplyPreview, Vec<Trouble>>),
    /// The work came to this step.
    Step(ApplyStep),
    /// The plan is applied, or not.
    Applied(Result<Done, Vec<Trouble>>),
    /// What undo would take back, or why it cannot.
    LookedBack(Result<Applied, Vec<Trouble>>),
    /// The last apply is taken back, or not.
    Undone(Result<Done, Vec<Trouble>>),
    /// What is pending since the last releases, or why that is not known.
    Pending(Result<Arc<Pending>, Vec<Trouble>>),
    /// What was released, or why that is not known.
    Released(Result<Arc<Log>, Vec<Trouble>>),
    /// What a release of the past was made from.
    Noted((ComponentId, Version), Result<Vec<Line>, Vec<Trouble>>),
    /// An earlier apply was cut off.
    Unfinished(Trouble),
    /// The program was asked to end.
    End,
    /// The terminal is gone: nobody sees or types anything any more.
    Gone,
    /// A new day has begun, in UTC.
    Today(BuildDate),
}

/// Why a plan was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteFailure {
    /// There is a file already.
    Exists,
    Failed(Trouble),
}

impl Event {
    /// The event of the terminal that means something here.
    pub fn from_terminal(event: terminal::Event) -> Option<Event> {
        match event {
            terminal::Event::Key(key) if key.kind != terminal::KeyEventKind::Release => {
                Key::from_terminal(key).map(Event::Key)
            }
            terminal::Event::Paste(text) => Some(Event::Paste(text)),
            terminal::Event::Resize(columns, rows) => Some(Event::Resize(columns, rows)),
            terminal::Event::Mouse(mouse) => match mouse.kind {
                terminal::MouseEventKind::Down(terminal::MouseButton::Left) => {
                    Some(Event::Click(mouse.column, mouse.row))
                }
                terminal::MouseEventKind::ScrollUp => Some(Event::Wheel(mouse.column, mouse.row, true)),
                terminal::MouseEventKind::ScrollDown => Some(Event::Wheel(mouse.column, mouse.row, false)),
                _ => None,
            },
            _ => None,
        }
    }
}

impl Key {
    /// The key of a key event; `None` for one that no binding could have.
    pub fn from_terminal(event: terminal::KeyEvent) -> Option<Key> {
        use terminal::{KeyCode, KeyModifiers};
        let held = event.modifiers;
        Some(match event.code {
            KeyCode::Char(_) if held.contains(KeyModifiers::ALT) => return None,
            KeyCode::Char(c) if held.contains(KeyModifiers::CONTROL) => Key::Ctrl(c.to_ascii_lowercase()),
            KeyCode::Char(c) => Key::Char(c),
            KeyCode::Enter => Key::Enter,
            KeyCode::Esc => Key::Esc,
            KeyCode::Tab if held.contains(KeyModifiers::SHIFT) => Key::BackTab,
            KeyCode::Tab => Key::Tab,
            KeyCode::BackTab => Key::BackTab,
            KeyCode::Backspace => Key::Backspace,
            KeyCode::Delete => Key::Delete,
            KeyCode::Up => Key::Up,
            KeyCode::Down => Key::Down,
            KeyCode::Left => Key::Left,
            KeyCode::Right => Key::Right,
            KeyCode::PageUp => Key::PageUp,
            KeyCode::PageDown => Key::PageDown,
            KeyCode::Home => Key::Home,
            KeyCode::End => Key::End,
            _ => return None,
        })
    }
}
