//! The known word that an unknown one most likely means.

/// The candidate nearest to `word`, where one is near enough to be worth a hint.
pub(crate) fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const NEAR: f64 = 0.8;
    // One slip in a short word weighs more than it should: `nmp` is `npm`.
    let likeness = |candidate| {
        let one_slip = word.len() >= 3 && strsim::osa_distance(word, candidate) <= 1;
        if one_slip { 1.0 } else { strsim::jaro_winkler(word, candidate) }
    };
    candidates
        .map(|candidate| (likeness(candidate), candidate))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .max_by(|(left, _), (right, _)| left.total_cmp(right))
        .map(|(_, candidate)| candidate)
}
