//! Text that fits: cut and padded by columns, so that wide characters and combining marks keep what stands beside them.

use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::super::styled::Words;
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
