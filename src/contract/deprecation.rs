//! Until when something deprecated is supported (Rule C4).

use std::collections::{BTreeMap, HashMap};

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
    let lines = shown_lines(product);
    let mut known: HashMap<Owner<'_>, (Option<Line>, ReleasedLines)> = HashMap::new();
    let mut supports = Vec::with_capacity(product.deprecations().len());
    for deprecation in product.deprecations() {
        let owner = owner(product, &deprecation.component);
        let (current, released) = known.entry(owner).or_insert_with(|| {
            let current = current_line(product, owner);
            let shown = lines.get(&owner).into_iter().flatten().copied();
            (
                current,
                ReleasedLines::new(shown.filter(|line| current.is_some_and(|current| *line <= current))),
            )
        });
        supports.push(support(deprecation, *current, released, today));
    }
    supports
}

/// Who has lines of their own: a component that does not share the line's, and under none all that do.
type Owner<'a> = Option<&'a ComponentId>;

/// Judges one deprecation, given the line that its owner is on and all lines that are known to have been released.
fn support<'a>(
    deprecation: &'a Deprecation,
    current: Option<Line>,
    released: &ReleasedLines,
    today: BuildDate,
) -> Support<'a> {
    let removable_from = released.after(deprecation.since, deprecation.window);
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
    ReleasedLines::new(released).after(since, window)
}

/// The lines that are known to have been released, and all lower ones of their majors.
struct ReleasedLines {
    majors: Vec<Minors>,
}

/// The lines of one major.
struct Minors {
    major: u32,
    highest: u32,
    /// How many lines the lower majors have together.
    before: u64,
}

impl ReleasedLines {
    fn new(released: impl IntoIterator<Item = Line>) -> Self {
        let mut highest: BTreeMap<u32, u32> = BTreeMap::new();
        for line in released {
            let minor = highest.entry(line.major()).or_insert(0);
            *minor = line.minor().max(*minor);
        }
        let mut before = 0;
        let minors = highest.into_iter().map(|(major, highest)| {
            let minors = Minors { major, highest, before };
            before += u64::from(highest) + 1;
            minors
        });
        ReleasedLines { majors: minors.collect() }
    }

    /// The line after `window` lines that come after `since`.
    fn after(&self, since: Line, window: u32) -> Line {
        let place = self.majors.partition_point(|minors| minors.major < since.major());
        let (own, later) = match self.majors.get(place..) {
            Some([own, later @ ..]) if own.major == since.major() => (own.highest.max(since.minor()), later),
            later => (since.minor(), later.unwrap_or_default()),
        };
        let in_own = own - since.minor();
        let Some((first, left)) = later.first().zip(window.checked_sub(in_own)) else {
            return line(since.major(), u64::from(since.minor()) + u64::from(window) + 1);
        };
        let wanted = first.before + u64::from(left);
        let place = later.partition_point(|minors| minors.before <= wanted).saturating_sub(1);
        let minors = later.get(place).unwrap_or(first);
        line(minors.major, wanted - minors.before)
    }
}

/// A line; past the greatest number, the last one that there can be.
fn line(major: u32, minor: u64) -> Line {
    let minor = u32::try_from(minor).unwrap_or(MAX_NUMBER).min(MAX_NUMBER);
    Line::new(major, minor).unwrap_or(Line::ZERO)
}

fn owner<'a>(product: &Product, id: &'a ComponentId) -> Owner<'a> {
    Some(id).filter(|id| !product.component(id).is_some_and(Component::shares_line))
}

/// The line that the owner of a surface is on.
fn current_line(product: &Product, owner: Owner<'_>) -> Option<Line> {
    match owner {
        Some(id) => product.component(id)?.version().map(Version::line),
        None => product.current_line(),
    }
}

/// The lines that the product file names for each owner, in one pass over it.
fn shown_lines(product: &Product) -> HashMap<Owner<'_>, Vec<Line>> {
    let mut lines: HashMap<Owner<'_>, Vec<Line>> = HashMap::new();
    for component in product.components() {
        let versions = component.version().into_iter().chain(component.maintained());
        lines.entry(owner(product, component.id())).or_default().extend(versions.map(Version::line));
    }
    for deprecation in product.deprecations() {
        let named = [Some(deprecation.since), deprecation.removed].into_iter().flatten();
        lines.entry(owner(product, &deprecation.component)).or_default().extend(named);
    }
    lines
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
