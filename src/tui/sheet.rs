//! Lines that scroll over the whole body of the screen, as wide as it is.

use super::keymap::Action;
use super::styled::{Words, wrapped};
use super::update::moved;

/// Lines, and the rows that they take at the width of the screen: a release of thousands is not wrapped for each frame.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    lines: Vec<Words>,
    rows: Vec<Words>,
    width: Option<usize>,
    first: usize,
}

impl Sheet {
    pub(super) fn new(lines: Vec<Words>) -> Self {
        Sheet { lines, ..Sheet::default() }
    }

    pub(super) fn lines(&self) -> &[Words] {
        &self.lines
    }

    /// Wraps the lines to `width` columns, where that is another width than before.
    pub(super) fn fit(&mut self, width: usize) {
        if self.width != Some(width) {
            self.rows = self.lines.iter().flat_map(|line| wrapped(line, width)).collect();
            self.width = Some(width);
        }
    }

    pub(super) fn scroll(&mut self, action: Action, page: usize) {
        self.first = moved(self.first, action, page, self.rows.len());
        self.first = self.first.min(self.rows.len().saturating_sub(page));
    }

    /// The rows that a page shows, and where they are: the first, and of how many.
    pub(super) fn shown(&self, page: usize) -> (usize, usize, impl Iterator<Item = &Words>) {
        let first = self.first.min(self.rows.len().saturating_sub(page));
        (first, self.rows.len(), self.rows.iter().skip(first).take(page))
    }
}
