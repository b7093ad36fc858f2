//! Lines in the tones of the theme, as wide as there is room.

use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;

use super::super::fitted::columns;
pub(super) use super::super::fitted::{CUT, cut, fit, middle};
use super::super::styled::Line as Words;
use super::theme::Theme;

/// A line that is selected: one bar from end to end, in which colours would be blots.
pub(super) fn selected(spans: &[Span<'static>], width: usize) -> Line<'static> {
    let text: String = spans.iter().map(|span| span.content.as_ref()).collect();
    Line::styled(fit(text.trim_end(), width), Theme::selected())
}

/// Words without their first `count` columns, with a sign where something is missing.
pub(super) fn without_start(words: &Words, count: usize) -> Words {
    let mut left = count;
    let mut kept = Words::default();
    for word in words.spans() {
        let mut graphemes = word.text.graphemes(true);
        while left > 0 {
            let Some(grapheme) = graphemes.next() else { break };
            left = left.saturating_sub(columns(grapheme));
        }
        // The sign takes the place of the first character that is left.
        let sign = if count > 0 && kept.text().is_empty() && graphemes.next().is_some() { CUT } else { "" };
        kept.push(sign, word.tone);
        kept.push(graphemes.as_str(), word.tone);
    }
    kept
}

/// Words in their tones, cut to `width` columns.
pub(super) fn line(words: &Words, width: usize, theme: Theme) -> Line<'static> {
    let mut spans = Vec::new();
    let mut room = width;
    let mut words = words.spans().peekable();
    while let Some(word) = words.next() {
        let wide = columns(word.text);
        // The sign of a cut needs a column of its own where more words follow.
        let fits = if words.peek().is_none() { wide <= room } else { wide < room };
        let text = if fits { word.text.to_owned() } else { cut(&format!("{}  ", word.text), room) };
        room = room.saturating_sub(columns(&text));
        spans.push(Span::styled(text, theme.tone(word.tone)));
        if !fits {
            break;
        }
    }
    Line::from(spans)
}
