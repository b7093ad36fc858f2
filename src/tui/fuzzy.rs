//! Fuzzy matching: the typed letters in their order, with others between them.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// The places of the `texts` that have the letters of `query` in their order, the best match first.
pub(super) fn best<'a>(query: &str, texts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let pattern = Pattern::new(query, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
    let (mut matcher, mut buffer) = (Matcher::new(Config::DEFAULT), Vec::new());
    let scored = texts.enumerate().filter_map(|(place, text)| {
        pattern.score(Utf32Str::new(text, &mut buffer), &mut matcher).map(|score| (score, place))
    });
    let mut scored: Vec<(u32, usize)> = scored.collect();
    scored.sort_by_key(|(score, place)| (std::cmp::Reverse(*score), *place));
    scored.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::best;

    #[test]
    fn letters_in_their_order_match_and_the_closest_comes_first() {
        let texts = ["api-feature:", "feature:", "fix:", "catch-up"];
        assert_eq!(best("feat", texts.into_iter()), [1, 0]);
        assert_eq!(best("cu", texts.into_iter()), [3]);
        assert_eq!(best("FX", texts.into_iter()), [2]);
        assert!(best("zz", texts.into_iter()).is_empty());
    }
}
