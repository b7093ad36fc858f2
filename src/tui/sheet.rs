//! Lines that scroll over the whole body of the screen, as wide as it is.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::keymap::Action;
use super::outline::Outline;
use super::styled::{Line, wrapped};
use crate::plan::Plan;

/// Some lines of a sheet.
#[derive(Debug, Clone)]
pub(super) enum Part {
    Lines(Vec<Line>),
    /// Those of a plan, which may be thousands: each is written when it is shown.
    Plan(Arc<Plan>, Arc<Outline>),
}

impl Part {
    fn len(&self) -> usize {
        match self {
            Part::Lines(lines) => lines.len(),
            Part::Plan(_, outline) => outline.len(),
        }
    }

    fn line(&self, place: usize) -> Option<Line> {
        match self {
            Part::Lines(lines) => lines.get(place).cloned(),
            Part::Plan(plan, outline) => outline.line(plan, place),
        }
    }
}

/// How many columns and rows there are for a sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    pub(super) width: usize,
    pub(super) height: usize,
}

/// A row of a sheet: which of its lines, and which of the rows that the line takes at the width of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    line: usize,
    row: usize,
}

/// Parts one below the other. Lines are wrapped when they are shown, so that a sheet opens without delay, however long it
/// is.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    parts: Vec<Part>,
    first: Place,
    long: RefCell<LongLines>,
}

/// The rows of lines that take long to wrap, such as a manifest of megabytes that is one line: they are kept.
#[derive(Debug, Clone, Default)]
struct LongLines {
    width: usize,
    rows: HashMap<usize, Arc<[Line]>>,
}

/// From how many bytes on a line is long.
const LONG: usize = 4096;

/// What a page shows.
pub(super) struct PageRows {
    pub(super) rows: Vec<Line>,
    /// The lines that they are of, the first and the last perhaps only in part.
    pub(super) lines: std::ops::Range<usize>,
    /// How many lines the sheet has.
    pub(super) count: usize,
    /// Whether there is more than the page shows.
    pub(super) has_more: bool,
}

impl Sheet {
    pub(super) fn new(parts: Vec<Part>) -> Self {
        Sheet { parts, ..Sheet::default() }
    }

    /// Puts other parts in, and stays where it is.
    pub(super) fn replace(&mut self, parts: Vec<Part>) {
        self.parts = parts;
        self.long = RefCell::default();
    }

    pub(super) fn part(&self, place: usize) -> Option<&Part> {
        self.parts.get(place)
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = Line> {
        self.parts.iter().flat_map(|part| (0..part.len()).filter_map(|place| part.line(place)))
    }

    fn count(&self) -> usize {
        self.parts.iter().map(Part::len).sum()
    }

    fn line(&self, mut place: usize) -> Option<Line> {
        for part in &self.parts {
            if let Some(line) = part.line(place) {
                return Some(line);
            }
            place = place.saturating_sub(part.len());
        }
        None
    }

    /// The rows that a line takes.
    fn rows(&self, place: usize, width: usize) -> Arc<[Line]> {
        let mut long = self.long.borrow_mut();
        if long.width != width {
            *long = LongLines { width, ..LongLines::default() };
        }
        if let Some(rows) = long.rows.get(&place) {
            return rows.clone();
        }
        let Some(line) = self.line(place) else { return Arc::default() };
        let rows: Arc<[Line]> = wrapped(&line, width).into();
        if line.text().len() > LONG {
            long.rows.insert(place, rows.clone());
        }
        rows
    }

    fn down(&self, from: Place, mut by: usize, width: usize) -> Place {
        let (mut at, count) = (from, self.count());
        while at.line < count {
            let below = self.rows(at.line, width).len().saturating_sub(at.row);
            if by < below {
                return Place { row: at.row + by, ..at };
            }
            by -= below;
            at = Place { line: at.line + 1, row: 0 };
        }
        at
    }

    fn up(&self, from: Place, mut by: usize, width: usize) -> Place {
        let mut at = from;
        while by > at.row && at.line > 0 {
            by -= at.row;
            at.line -= 1;
            at.row = self.rows(at.line, width).len();
        }
        Place { row: at.row.saturating_sub(by), ..at }
    }

    /// Where the last page begins.
    fn last(&self, page: Page) -> Place {
        self.up(Place { line: self.count(), row: 0 }, page.height, page.width)
    }

    /// Where the page begins, at most where the last one does, `last`: it may have been of another size when one scrolled
    /// there.
    fn first(&self, page: Page, last: Place) -> Place {
        let rows = self.rows(self.first.line, page.width).len();
        let row = self.first.row.min(rows.saturating_sub(1));
        Place { row, ..self.first }.min(last)
    }

    pub(super) fn scroll(&mut self, action: Action, page: Page) {
        let last = self.last(page);
        let now = self.first(page, last);
        let to = match action {
            Action::Up => self.up(now, 1, page.width),
            Action::Down => self.down(now, 1, page.width),
            Action::PageUp => self.up(now, page.height.max(1), page.width),
            Action::PageDown => self.down(now, page.height.max(1), page.width),
            Action::First => Place::default(),
            Action::Last => last,
            _ => now,
        };
        self.first = to.min(last);
    }

    /// Scrolls to where the next part begins, or the one before; `least` is the first that counts.
    pub(super) fn jump(&mut self, least: usize, forward: bool, page: Page) {
        let last = self.last(page);
        let (now, mut end) = (self.first(page, last), 0);
        let starts = self.parts.iter().map(|part| {
            let start = Place { line: end, row: 0 };
            end += part.len();
            start
        });
        let mut starts = starts.skip(least);
        let next = if forward {
            starts.find(|start| *start > now)
        } else {
            starts.take_while(|start| *start < now).last()
        };
        self.first = next.unwrap_or(now).min(last);
    }

    /// What a page shows.
    pub(super) fn shown(&self, page: Page) -> PageRows {
        let last = self.last(page);
        let (first, count) = (self.first(page, last), self.count());
        let mut rows = Vec::new();
        let mut line = first.line;
        while rows.len() < page.height && line < count {
            let skipped = if line == first.line { first.row } else { 0 };
            let room = page.height - rows.len();
            rows.extend(self.rows(line, page.width).iter().skip(skipped).take(room).cloned());
            line += 1;
        }
        PageRows { rows, lines: first.line..line, count, has_more: last > Place::default() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::words::Tone;

    fn sheet(texts: &[Vec<String>]) -> Sheet {
        let part = |texts: &Vec<String>| {
            Part::Lines(texts.iter().map(|text| Line::new(text.as_str(), Tone::Plain)).collect())
        };
        Sheet::new(texts.iter().map(part).collect())
    }

    fn actions() -> impl Strategy<Value = Vec<Action>> {
        use Action::{Down, First, Last, PageDown, PageUp, Up};
        prop::collection::vec(prop::sample::select(vec![Up, Down, PageUp, PageDown, First, Last]), 0..30)
    }

    proptest! {
        /// It scrolls as if all rows were written one below the other, and a page of them were shown.
        #[test]
        fn it_shows_a_page_of_all_rows(
            texts in prop::collection::vec(prop::collection::vec("[a-z ]{0,60}", 0..8), 0..4),
            (width, height) in (6..30_usize, 1..7_usize),
            actions in actions(),
        ) {
            let page = Page { width, height };
            let mut sheet = sheet(&texts);
            let rows: Vec<Line> = sheet.lines().flat_map(|line| wrapped(&line, width)).collect();
            let last = rows.len().saturating_sub(height);
            let mut first = 0_usize;
            for action in actions {
                sheet.scroll(action, page);
                first = match action {
                    Action::Up => first.saturating_sub(1),
                    Action::Down => first + 1,
                    Action::PageUp => first.saturating_sub(height),
                    Action::PageDown => first + height,
                    Action::First => 0,
                    _ => last,
                }
                .min(last);
                let shown = sheet.shown(page);
                prop_assert_eq!(shown.rows, rows[first..rows.len().min(first + height)].to_vec());
                prop_assert_eq!(shown.has_more, rows.len() > height);
            }
        }
    }

    proptest! {
        /// A page of another width begins in the line that it began in before, where it can.
        #[test]
        fn it_keeps_its_line_at_another_width(
            texts in prop::collection::vec(prop::collection::vec("[a-z ]{0,200}", 1..8), 1..4),
            pages in prop::collection::vec((6..60_usize, 1..7_usize, actions()), 1..6),
        ) {
            let mut sheet = sheet(&texts);
            let lines: Vec<Line> = sheet.lines().collect();
            for (width, height, actions) in pages {
                let page = Page { width, height };
                let (line, last) = (sheet.first.line, sheet.last(page).line);
                let shown = sheet.shown(page);
                prop_assert_eq!(shown.lines.start, line.min(last));
                prop_assert!(wrapped(&lines[shown.lines.start], width).contains(&shown.rows[0]));
                let all: usize = lines.iter().map(|line| wrapped(line, width).len()).sum();
                prop_assert_eq!(shown.rows.len(), all.min(height));
                for action in actions {
                    sheet.scroll(action, page);
                }
            }
        }
    }

    /// To wrap a long line once takes a tenth of a second: the rows that are kept are shared, not made again.
    #[test]
    fn a_long_line_is_wrapped_once() {
        let sheet = sheet(&[vec!["word ".repeat(LONG), "short".to_owned()]]);
        let rows = sheet.rows(0, 40);
        assert!(Arc::ptr_eq(&rows, &sheet.rows(0, 40)));
        assert!(!Arc::ptr_eq(&rows, &sheet.rows(0, 50)), "another width has other rows");
        assert!(!Arc::ptr_eq(&sheet.rows(1, 50), &sheet.rows(1, 50)), "a short one is not kept");
    }

    #[test]
    fn it_jumps_to_the_beginning_of_each_part() {
        let texts = ["one two", "three", "four five six seven"];
        let texts = texts.map(|part| part.split(' ').map(str::to_owned).collect::<Vec<_>>());
        let mut sheet = sheet(&texts);
        let page = Page { width: 20, height: 2 };
        let top = |sheet: &Sheet| sheet.shown(page).rows[0].to_string();
        sheet.jump(1, true, page);
        assert_eq!(top(&sheet), "three");
        sheet.jump(1, true, page);
        assert_eq!(top(&sheet), "four");
        sheet.jump(1, true, page);
        assert_eq!(top(&sheet), "four");
        sheet.jump(1, false, page);
        assert_eq!(top(&sheet), "three");
        sheet.jump(1, false, page);
        assert_eq!(top(&sheet), "three", "the first part that counts is the second");
    }
}
