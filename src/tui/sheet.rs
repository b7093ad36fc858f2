//! Lines that scroll over the whole body of the screen, as wide as it is.

use std::sync::Arc;

use super::keymap::Action;
use super::layout::moved;
use super::styled::{Line, wrapped};

/// Some lines, and the rows that they take at the width of the screen. A part is shared, not copied: a release of
/// thousands is neither written nor wrapped again while it stays the same.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    lines: Arc<Vec<Line>>,
    rows: Arc<Vec<Line>>,
    width: Option<usize>,
}

impl Part {
    pub(super) fn new(lines: Vec<Line>) -> Self {
        Part { lines: Arc::new(lines), ..Part::default() }
    }

    fn fit(&mut self, width: usize) {
        if self.width != Some(width) {
            self.rows = Arc::new(self.lines.iter().flat_map(|line| wrapped(line, width)).collect());
            self.width = Some(width);
        }
    }
}

/// Parts one below the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    parts: Vec<Part>,
    first: usize,
}

impl Sheet {
    pub(super) fn new(parts: Vec<Part>) -> Self {
        Sheet { parts, first: 0 }
    }

    /// Puts other parts in, and stays where it is.
    pub(super) fn replace(&mut self, parts: Vec<Part>) {
        self.parts = parts;
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.parts.iter().flat_map(|part| part.lines.iter())
    }

    pub(super) fn part(&self, place: usize) -> Option<&Part> {
        self.parts.get(place)
    }

    /// Wraps the lines to `width` columns, where that is another width than before.
    pub(super) fn fit(&mut self, width: usize) {
        self.parts.iter_mut().for_each(|part| part.fit(width));
    }

    fn len(&self) -> usize {
        self.parts.iter().map(|part| part.rows.len()).sum()
    }

    pub(super) fn scroll(&mut self, action: Action, page: usize) {
        let count = self.len();
        self.first = moved(self.first, action, page, count).min(count.saturating_sub(page));
    }

    /// Scrolls to where the next part begins, or the one before; `least` is the first that counts.
    pub(super) fn jump(&mut self, least: usize, forward: bool, page: usize) {
        let mut at = 0;
        let mut starts = Vec::new();
        for (place, part) in self.parts.iter().enumerate() {
            starts.extend((place >= least).then_some(at));
            at += part.rows.len();
        }
        let next = if forward {
            starts.into_iter().find(|start| *start > self.first)
        } else {
            starts.into_iter().rfind(|start| *start < self.first)
        };
        self.first = next.unwrap_or(self.first).min(at.saturating_sub(page));
    }

    /// The rows that a page shows, and where they are: the first, and of how many.
    pub(super) fn shown(&self, page: usize) -> (usize, usize, Vec<&Line>) {
        let count = self.len();
        let first = self.first.min(count.saturating_sub(page));
        let (mut skip, mut shown) = (first, Vec::new());
        for part in &self.parts {
            let rows = part.rows.get(skip..).unwrap_or_default();
            shown.extend(rows.iter().take(page - shown.len()));
            skip = skip.saturating_sub(part.rows.len());
        }
        (first, count, shown)
    }
}
