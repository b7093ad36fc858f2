//! The files that a release is written into: each read once, as it is and as it will be.

use std::collections::HashMap;
use std::path::Path;

use super::error::Problem;
use super::journal::FileChange;
use crate::manifest::{ManifestError, decode};
use crate::system::inside::{self, InsideError};
use crate::words::reason;

/// The texts of files below one folder.
pub(super) struct Texts<'a> {
    folder: &'a Path,
    read: Vec<EditedText>,
    places: HashMap<String, usize>,
}

/// The text of a file that is edited, one place after another, until it becomes a [`FileChange`].
pub(super) struct EditedText {
    /// The file, relative to the folder, with `/` between its parts.
    pub(super) path: String,
    pub(super) old: String,
    pub(super) new: String,
}

impl<'a> Texts<'a> {
    pub(super) fn new(folder: &'a Path) -> Self {
        Texts { folder, read: Vec::new(), places: HashMap::new() }
    }

    /// Takes a text that was read already.
    pub(super) fn insert(&mut self, path: &str, old: &str, new: String) {
        self.places.insert(path.to_owned(), self.read.len());
        self.read.push(EditedText { path: path.to_owned(), old: old.to_owned(), new });
    }

    /// The text of the file at `path`, which is read where it was not yet (Rule A3).
    pub(super) fn get(&mut self, path: &str) -> Result<&mut EditedText, Problem> {
        if !self.places.contains_key(path) {
            let content = inside::read(self.folder, path).map_err(|error| unread(path, error))?;
            let text = decode(&content)
                .map_err(|error| Problem::Manifest { path: path.to_owned(), error: Box::new(error) })?;
            self.insert(path, text, text.to_owned());
        }
        let place = self.places.get(path).copied();
        let text = place.and_then(|place| self.read.get_mut(place));
        text.ok_or_else(|| Problem::Missing(path.to_owned()))
    }

    /// The text of the file at `path`, where it was read already.
    pub(super) fn known(&self, path: &str) -> Option<&EditedText> {
        self.places.get(path).and_then(|place| self.read.get(*place))
    }

    /// The names in the folder at `path`; none where it is not a folder.
    pub(super) fn names(&self, path: &str) -> Vec<String> {
        inside::names(self.folder, path).unwrap_or_default()
    }

    /// What changes, in the order in which the files were read.
    pub(super) fn edits(self) -> Vec<FileChange> {
        let changed = self.read.into_iter().filter(|text| text.old != text.new);
        changed.map(|text| FileChange::new(text.path, Some(text.old.into()), Some(text.new.into()))).collect()
    }
}

/// Why the file at `path` is not read.
pub(super) fn unread(path: &str, error: InsideError) -> Problem {
    let path = path.to_owned();
    match error {
        InsideError::Outside => Problem::Outside(path),
        InsideError::Link => Problem::Link(path),
        InsideError::NotRegular => Problem::NotRegular(path),
        InsideError::Missing => Problem::Missing(path),
        InsideError::TooLarge => Problem::TooLarge(path),
        InsideError::Io(error) => Problem::Unreadable(path, reason("read", &error)),
    }
}

/// The problem that the manifest at `path` has.
pub(super) fn refusal(path: &str, error: ManifestError) -> Problem {
    Problem::Manifest { path: path.to_owned(), error: Box::new(error) }
}
