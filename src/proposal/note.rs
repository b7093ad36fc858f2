//! What is said of a proposal besides its text.

/// Something that was guessed or not understood, and what it is drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is drawn from.
    pub source: Source,
    /// What was guessed or not understood.
    pub message: String,
}

/// What a note is drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file or a folder, relative to the one that the proposal is for; `.` for that one itself.
    File(String),
    /// A tag, or all whose names have this form: `client-v*`.
    Tag(String),
}

impl Source {
    /// The file or folder at `path`.
    pub fn file(path: &str) -> Self {
        Source::File(path.to_owned())
    }

    /// The tag `name`.
    pub fn tag(name: &str) -> Self {
        Source::Tag(name.to_owned())
    }
}

/// What was gathered so far.
#[derive(Debug)]
pub(super) struct ProposalNotes {
    pub(super) guessed: Vec<Note>,
    pub(super) unknown: Vec<Note>,
}

impl ProposalNotes {
    pub(super) fn guess(&mut self, source: Source, message: impl Into<String>) {
        self.guessed.push(Note { source, message: message.into() });
    }

    pub(super) fn unknown(&mut self, source: Source, message: impl Into<String>) {
        self.unknown.push(Note { source, message: message.into() });
    }
}
