//! Text that fits: cut and padded by columns, so that wide characters and combining marks keep what stands next to them.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What stands where something is missing.
pub(super) const CUT: &str = "\u{2026}";

/// How many columns a text takes where each grapheme is drawn by itself. A ligature, such as that of lam and alef, takes the
/// columns of its letters there.
pub(super) fn columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(UnicodeWidthStr::width).sum() }
}

/// The text cut to `width` columns, with a sign at its end where something is missing.
pub(super) fn cut(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let Some(room) = width.checked_sub(1) else { return String::new() };
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += columns(grapheme);
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
    text.extend(std::iter::repeat_n(' ', width.saturating_sub(columns(&text))));
    text
}

/// The text in exactly `width` columns, shortened in the middle: ids mostly differ at their ends.
pub(super) fn middle(text: &str, width: usize) -> String {
    if columns(text) <= width || width < 3 {
        return fit(text, width);
    }
    let end_width = (width - 1) / 2;
    let (mut end, mut used) = (Vec::new(), 0);
    for grapheme in text.graphemes(true).rev() {
        used += columns(grapheme);
        if used > end_width {
            break;
        }
        end.push(grapheme);
    }
    end.reverse();
    let end = end.concat();
    let start = cut(text, width - columns(&end));
    fit(&(start + &end), width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_shortened_in_the_middle_to_the_width_asked_for() {
        assert_eq!(middle("core", 6), "core  ");
        assert_eq!(middle("billing-service-eu", 9), "bill\u{2026}e-eu");
        assert_eq!(middle("billing-service-us", 9), "bill\u{2026}e-us");
        for width in 0..12 {
            assert_eq!(middle("\u{88fd}\u{54c1}\u{30b3}\u{30a2} core", width).width(), width);
        }
    }
}
