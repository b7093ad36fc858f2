//! A line of text that is being typed.

use unicode_segmentation::UnicodeSegmentation;

/// The text, and the cursor in it, in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Input {
    text: String,
    cursor: usize,
}

impl Input {
    /// A text with the cursor at its end.
    pub(super) fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Input { cursor: text.len(), text }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor.
    pub(super) fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or(&self.text)
    }

    fn after(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    pub(super) fn insert(&mut self, text: &str) {
        let typed: String = text.chars().filter(|c| !crate::shown::is_invisible(*c)).collect();
        let (before, after) = (self.before().to_owned() + &typed, self.after().to_owned());
        self.cursor = before.len();
        self.text = before + &after;
    }

    pub(super) fn left(&mut self) {
        self.cursor -= self.before().graphemes(true).next_back().map_or(0, str::len);
    }

    pub(super) fn right(&mut self) {
        self.cursor += self.after().graphemes(true).next().map_or(0, str::len);
    }

    pub(super) fn start(&mut self) {
        self.cursor = 0;
    }

    pub(super) fn end(&mut self) {
        self.cursor = self.text.len();
    }

    pub(super) fn backspace(&mut self) {
        let after = self.after().to_owned();
        self.left();
        self.text = self.before().to_owned() + &after;
    }

    pub(super) fn delete(&mut self) {
        let before = self.before().to_owned();
        let rest = self.after();
        let first = rest.graphemes(true).next().map_or(0, str::len);
        self.text = before + rest.get(first..).unwrap_or_default();
    }

    pub(super) fn erase(&mut self) {
        *self = Input::default();
    }
}
