//! Text that fits: cut and padded by columns, so that wide characters and combining marks keep what stands beside them.

use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::super::styled::{Word, Words};
use super::theme::Theme;

const CUT: &str = "\u{2026}";

/// The text cut to `width` columns, with a sign at its end where something is missing.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let Some(room) = width.checked_sub(1) else { return String::new() };
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used > room {
            break;
        }
        kept.push_str(grapheme);
    }
    kept + CUT
}

/// The text cut and padded to exactly `width` columns.
pub(super) fn fit(text: &str, width: usize) -> String {
    let mut text = cut(text, width);
    text.extend(std::iter::repeat_n(' ', width.saturating_sub(text.width())));
    text
}

/// A line that is selected: one bar from end to end, in which colours would be blots.
pub(super) fn selected(spans: &[Span<'static>], width: usize) -> Line<'static> {
    let text: String = spans.iter().map(|span| span.content.as_ref()).collect();
    Line::styled(fit(text.trim_end(), width), Theme::selected())
}

/// Words without their first `columns` columns, with a sign where something is missing.
pub(super) fn without_start(words: &Words, columns: usize) -> Words {
    let mut left = columns;
    let mut kept = Words::new();
    for word in words {
        let mut rest = word.text.as_str();
        while left > 0 {
            let Some(grapheme) = rest.graphemes(true).next() else { break };
            left = left.saturating_sub(grapheme.width());
            rest = rest.get(grapheme.len()..).unwrap_or_default();
        }
        if !rest.is_empty() {
            kept.push(Word { text: rest.to_owned(), tone: word.tone });
        }
    }
    if let Some(first) = kept.first_mut().filter(|_| columns > 0) {
        let after = first.text.graphemes(true).next().map_or(0, str::len);
        first.text = CUT.to_owned() + first.text.get(after..).unwrap_or_default();
    }
    kept
}

/// Words in their tones, cut to `width` columns.
pub(super) fn line(words: &Words, width: usize, theme: Theme) -> Line<'static> {
    let mut spans = Vec::with_capacity(words.len());
    let mut room = width;
    for (place, word) in words.iter().enumerate() {
        let is_last = place + 1 == words.len();
        let wide = word.text.width();
        // The sign of a cut needs a column of its own where more words follow.
        let fits = if is_last { wide <= room } else { wide < room };
        let text = if fits { word.text.clone() } else { cut(&format!("{}  ", word.text), room) };
        room = room.saturating_sub(text.width());
        spans.push(Span::styled(text, theme.tone(word.tone)));
        if !fits {
            break;
        }
    }
    Line::from(spans)
}
