//! Until when something deprecated is supported (Rule C4).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::product::{Component, ComponentId, Deprecation, Product};
use crate::version::{BuildDate, Line, MAX_NUMBER, Version};

/// A deprecation, judged by the lines that were released.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Support<'a> {
    pub deprecation: &'a Deprecation,
    /// The line that the owner of the surface is on; `None` where it was never released.
    pub current: Option<Line>,
    /// The first line on which it may be gone.
    pub removable_from: Line,
    /// How it stands now.
    pub standing: Standing,
    /// Whether it is removed, or is to be, on a line below `removable_from`.
    pub too_early: bool,
}

/// How something deprecated stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Standing {
    /// Its window is open: it must stay.
    Supported,
    /// The current line is the first on which it may go.
    Removable,
    /// It is still there, though a later line than the first on which it might have gone was released, or its sunset is
    /// past.
    Overdue,
    /// It is gone.
    Removed,
}

impl Standing {
    /// The word that JSON uses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Standing::Supported => "supported",
            Standing::Removable => "removable",
            Standing::Overdue => "overdue",
            Standing::Removed => "removed",
        }
    }
}

/// Every deprecation of the product file as it stands on the day `today` (Rule C4), in the order of the file.
///
/// The lines that were released are those that the file shows: of stable and maintained versions, and of its
/// deprecations. Line components share their lines; the others have lines of their own.
#[must_use]
pub fn deprecations(product: &Product, today: BuildDate) -> Vec<Support<'_>> {
    let judge = |deprecation| {
        let lines = released_lines(product, deprecation);
        support(deprecation, current_line(product, &deprecation.component), lines, today)
    };
    product.deprecations().iter().map(judge).collect()
}

/// Judges one deprecation, given the line that its owner is on and all lines that are known to have been released.
#[must_use]
pub fn support(
    deprecation: &Deprecation,
    current: Option<Line>,
    released: impl IntoIterator<Item = Line>,
    today: BuildDate,
) -> Support<'_> {
    let removable_from = removable_from(deprecation.since, deprecation.window, released);
    let has_come = |line: Line| current.is_some_and(|current| line <= current);
    let sunset_is_past = deprecation.sunset.is_some_and(|sunset| sunset <= today);
    let standing = if deprecation.removed.is_some_and(has_come) {
        Standing::Removed
    } else if sunset_is_past || current.is_some_and(|current| removable_from < current) {
        Standing::Overdue
    } else if has_come(removable_from) {
        Standing::Removable
    } else {
        Standing::Supported
    };
    let too_early = deprecation.removed.is_some_and(|removed| removed < removable_from);
    Support { deprecation, current, removable_from, standing, too_early }
}

/// The first line on which what line `since` deprecated may be gone: the one after `window` further lines (Rule C4).
///
/// Within one major lines come one after another, so that it is MINOR+window+1. Across a major the `released` lines
/// are counted; that a line was released means that all lower ones of its major were. Where the window reaches beyond
/// them, the last major is taken to go on. So a line that is not known of makes the answer later, never earlier.
///
/// ```
/// use dateline::contract::removable_from;
/// use dateline::version::Line;
///
/// let line = |text: &str| text.parse::<Line>();
/// assert_eq!(removable_from(line("1.3")?, 1, []), line("1.5")?);
/// assert_eq!(removable_from(line("1.3")?, 1, [line("1.4")?, line("2.0")?]), line("2.0")?);
/// assert_eq!(removable_from(line("1.3")?, 1, [line("2.0")?]), line("2.1")?);
/// # Ok::<(), dateline::version::ParseError>(())
/// ```
#[must_use]
pub fn removable_from(since: Line, window: u32, released: impl IntoIterator<Item = Line>) -> Line {
    let mut highest: BTreeMap<u32, u32> = BTreeMap::from([(since.major(), since.minor())]);
    for line in released.into_iter().filter(|line| *line > since) {
        let minor = highest.entry(line.major()).or_insert(0);
        *minor = line.minor().max(*minor);
    }
    let mut left = window;
    let mut last = since;
    for (major, minor) in highest {
        let first = if major == since.major() { since.minor() + 1 } else { 0 };
        let count = (minor + 1).saturating_sub(first);
        if left < count {
            return line(major, first + left);
        }
        left -= count;
        last = line(major, minor);
    }
    line(last.major(), last.minor().saturating_add(left).saturating_add(1))
}

/// A line; past the greatest number, the last one that there can be.
fn line(major: u32, minor: u32) -> Line {
    Line::new(major, minor.min(MAX_NUMBER)).unwrap_or(Line::ZERO)
}

/// The line that the owner of a surface is on: line components share theirs.
fn current_line(product: &Product, owner: &ComponentId) -> Option<Line> {
    let owner = product.component(owner)?;
    if owner.shares_line() { product.current_line() } else { owner.version().map(Version::line) }
}

/// The lines that the product file shows to have been released of the owner of a deprecation.
fn released_lines(product: &Product, deprecation: &Deprecation) -> Vec<Line> {
    let is_of_line = |id: &ComponentId| product.component(id).is_some_and(Component::shares_line);
    let shared = is_of_line(&deprecation.component);
    let is_of_it = |id: &ComponentId| *id == deprecation.component || (shared && is_of_line(id));
    let components = product.components().iter().filter(|component| is_of_it(component.id()));
    let versions =
        components.flat_map(|component| component.version().into_iter().chain(component.maintained()));
    let others = product.deprecations().iter().filter(|other| is_of_it(&other.component));
    let named = others.flat_map(|other| [Some(other.since), other.removed]).flatten();
    let current = current_line(product, &deprecation.component);
    let lines = versions.map(Version::line).chain(named);
    lines.filter(|line| current.is_some_and(|current| *line <= current)).collect()
}

/// The value of the HTTP header field `Deprecation` (RFC 9745) for something deprecated on `date`: seconds since 1970
/// at 00:00 UTC, as `@1688169600` for 2023-07-01.
#[must_use]
pub fn deprecation_header(date: BuildDate) -> String {
    const SECONDS_OF_A_DAY: i64 = 86_400;
    format!("@{}", date.days_since(BuildDate::MIN) * SECONDS_OF_A_DAY)
}

/// The value of the HTTP header field `Sunset` (RFC 8594) for something that is gone on `date`, from 00:00 UTC on:
/// `Sat, 01 Jul 2023 00:00:00 GMT`.
#[must_use]
pub fn sunset_header(date: BuildDate) -> String {
    NaiveDate::from(date).format("%a, %d %b %Y 00:00:00 GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headers_are_as_their_rfcs_have_them() {
        let date = BuildDate::from_ymd(2023, 7, 1).unwrap();
        assert_eq!(deprecation_header(date), "@1688169600");
        assert_eq!(sunset_header(date), "Sat, 01 Jul 2023 00:00:00 GMT");
    }

    #[test]
    fn the_last_line_that_can_be_is_not_overrun() {
        let last = Line::new(1, MAX_NUMBER).unwrap();
        assert_eq!(removable_from(last, MAX_NUMBER, []), last);
    }
}
