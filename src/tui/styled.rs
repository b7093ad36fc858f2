//! Lines for the screen: safe to show, and broken where the screen ends.

use unicode_segmentation::UnicodeSegmentation;

use super::fitted::columns;
use crate::shown::visible;
pub(super) use crate::words::{Line, Tone};

/// How far the rows of a line are indented that follow its first.
const INDENT: usize = 4;

/// A line in one tone, without characters that could change how a terminal shows it (Rule A4).
pub(super) fn line(text: &str, tone: Tone) -> Line {
    Line::new(visible(text), tone)
}

/// The line in as many rows of `width` columns as it needs, broken between words, and within those that are wider than a
/// row. Rows after the first are indented.
pub(super) fn wrapped(line: &Line, width: usize) -> Vec<Line> {
    let mut rows = Rows { done: Vec::new(), now: Line::default(), used: 0, width };
    for part in line.spans() {
        for text in part.text.split_inclusive(' ') {
            rows.add(text, part.tone);
        }
    }
    rows.done.push(rows.now);
    rows.done
}

struct Rows {
    done: Vec<Line>,
    now: Line,
    used: usize,
    width: usize,
}

impl Rows {
    fn add(&mut self, text: &str, tone: Tone) {
        let wide = columns(text.trim_end());
        if self.used + wide > self.width && self.used > INDENT {
            self.end();
        }
        if self.used + wide <= self.width || self.width <= INDENT {
            self.put(text, tone);
            return;
        }
        for grapheme in text.graphemes(true) {
            if self.used + columns(grapheme) > self.width && !grapheme.trim().is_empty() {
                self.end();
            }
            self.put(grapheme, tone);
        }
    }

    fn put(&mut self, text: &str, tone: Tone) {
        self.used += columns(text);
        self.now.push(text, tone);
    }

    fn end(&mut self) {
        self.now.trim_end();
        self.done.push(std::mem::take(&mut self.now));
        self.used = 0;
        self.put(&" ".repeat(INDENT), Tone::Plain);
    }
}
