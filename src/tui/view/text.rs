//! Lines in the tones of the theme, as wide as there is room.

use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub(super) use super::super::fitted::{CUT, cut, fit, middle};
use super::super::styled::{Line as Words, Span as Word};
use super::theme::Theme;

/// A line that is selected: one bar from end to end, in which colours would be blots.
pub(super) fn selected(spans: &[Span<'static>], width: usize) -> Line<'static> {
    let text: String = spans.iter().map(|span| span.content.as_ref()).collect();
    Line::styled(fit(text.trim_end(), width), Theme::selected())
}

/// Words without their first `columns` columns, with a sign where something is missing.
pub(super) fn without_start(words: &Words, columns: usize) -> Words {
    let mut left = columns;
    let mut kept = Words::default();
    for word in &words.spans {
        let mut rest = word.text.as_str();
        while left > 0 {
            let Some(grapheme) = rest.graphemes(true).next() else { break };
            left = left.saturating_sub(grapheme.width());
            rest = rest.get(grapheme.len()..).unwrap_or_default();
        }
        if !rest.is_empty() {
            kept.spans.push(Word::new(rest, word.tone));
        }
    }
    if let Some(first) = kept.spans.first_mut().filter(|_| columns > 0) {
        let after = first.text.graphemes(true).next().map_or(0, str::len);
        first.text = CUT.to_owned() + first.text.get(after..).unwrap_or_default();
    }
    kept
}

/// Words in their tones, cut to `width` columns.
pub(super) fn line(words: &Words, width: usize, theme: Theme) -> Line<'static> {
    let words = &words.spans;
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
