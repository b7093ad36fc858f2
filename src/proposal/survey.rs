//! What a folder holds, as a proposal takes it.

use super::note::Note;
use crate::history::Tag;

/// What a folder holds.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    pub folder: String,
    /// The files that have the name of a [`Format`](crate::manifest::Format), and those called go.mod.
    pub files: Vec<SurveyedFile>,
    /// The folders below it that hold files, relative to it.
    pub folders: Vec<String>,
    /// The tags that its HEAD contains; empty where it has none.
    pub tags: Vec<Tag>,
    /// The tags of its repository that its HEAD does not contain.
    pub elsewhere: Vec<Tag>,
    /// The folder with change files, such as `.changeset`.
    pub change_files: Option<String>,
    /// The first lines of the newest commits, without merges.
    pub subjects: Vec<String>,
    /// What could not be read.
    pub unread: Vec<Note>,
}

/// A file of a folder.
#[derive(Debug, Clone)]
pub struct SurveyedFile {
    /// Where it is, relative to the folder, with `/` between the parts.
    pub path: String,
    /// Its text, without a byte order mark.
    pub text: String,
}
