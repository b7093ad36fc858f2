//! What a plan does to each component, in the few words that a row has room for.

use crate::phrases::{reason, stay};
use crate::plan::{Change, Reason, Release, Stay, Unchanged};
use crate::version::Line;

/// Why a component is released: `feature`, `ships core, catches up from 1.0 to 1.1`.
pub(super) fn release(release: &Release) -> String {
    let phrases = release.because.iter().map(|because| match because {
        Reason::Changed(change) if change.component() == &release.component => kind(change),
        because => reason(because, &release.component).to_string(),
    });
    let behind = release.behind.then(|| "stays behind".to_owned());
    phrases.chain(behind).reduce(|all, phrase| all + ", " + &phrase).unwrap_or_default()
}

/// A change without its component, which the row names: `feature`, `breaking of wire`.
pub(super) fn kind(change: &Change) -> String {
    match change.surface() {
        Some((surface, kind)) => format!("{} of {surface}", kind.name()),
        None => change.kind().name().to_owned(),
    }
}

/// Changes of one component: `api-fix, addition of wire`.
pub(super) fn kinds(changes: &[Change]) -> String {
    changes.iter().map(kind).collect::<Vec<_>>().join(", ")
}

/// Why an open series cannot become stable.
pub(super) fn starts_behind(line: Line) -> String {
    format!("it would start behind line {line}")
}

/// Why a component stays; `falls` says that it is on the line now and would not be any more.
pub(super) fn unchanged(unchanged: &Unchanged, falls: bool) -> String {
    match (&unchanged.because, falls) {
        (Stay::Unrelated, true) => "falls behind".to_owned(),
        (because, true) => format!("falls behind: {}", stay(because)),
        (Stay::Unrelated, false) => "stays".to_owned(),
        (because, false) => format!("stays: {}", stay(because)),
    }
}
