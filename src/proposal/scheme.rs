//! Which scheme the versions of a component are of, as far as their form shows, and who leads the line.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use super::note::ProposalNotes;
use crate::history::{Looks, Tag, ThirdNumber, looks};
use crate::version::{BuildDate, Line, Scheme};

/// What the versions of one component look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// MAJOR.MINOR.PATCH.
    Semver,
    /// MAJOR.MINOR.YYYYMMDD.
    Dated,
    /// MAJOR.MINOR, the greatest one.
    Bare(Line),
    /// Releases are MAJOR.MINOR, and what is in development has a PATCH.
    InDevelopment,
    /// There is no version.
    Unknown,
}

/// Gives every draft its scheme.
pub(super) fn choose(drafts: &mut [Draft], tags: &[Tag], notes: &mut ProposalNotes) {
    let styles: Vec<Style> = drafts.iter().map(|draft| style(draft, tags)).collect();
    let shares = shares_line(&styles);
    let known = styles.iter().find(|style| **style != Style::Unknown);
    let usual = known.map_or(Scheme::Dated, |style| scheme(*style, shares, Scheme::Dated));
    let counted = on_one_line(drafts, &styles, tags);
    for (place, (draft, style)) in drafts.iter_mut().zip(&styles).enumerate() {
        draft.scheme = if counted.contains(&place) { Scheme::Counted } else { scheme(*style, shares, usual) };
        let why = match (style, draft.scheme) {
            (_, Scheme::Counted) => {
                "counted, since others open the same lines within a month; write `scheme = \"dated\"` when a line opens \
                 to date its builds instead"
            }
            (Style::Semver | Style::Unknown, _) => continue,
            (Style::Dated, _) => "dated, since its versions have dates",
            (Style::Bare(_), Scheme::Dated) => "dated, since its versions are MAJOR.MINOR",
            (Style::Bare(_), _) => {
                "dev-patch, since its MAJOR.MINOR versions are on no line that others share"
            }
            (Style::InDevelopment, _) => {
                "dev-patch, since its releases are MAJOR.MINOR and its manifest has a PATCH"
            }
        };
        notes.guess(draft.source(), why);
    }
}

fn scheme(style: Style, shares: bool, usual: Scheme) -> Scheme {
    match style {
        Style::Semver => Scheme::Semver,
        Style::Dated => Scheme::Dated,
        Style::Bare(_) if shares => Scheme::Dated,
        Style::Bare(_) | Style::InDevelopment => Scheme::DevPatch,
        Style::Unknown => usual,
    }
}

/// How many lines components must have opened together to share them, and within how many days of each other.
const SHARED_LINES: usize = 2;
const SHARED_DAYS: i64 = 31;

/// The places of the drafts of three numbers that share their lines (scheme `counted`): each is on the same line now as
/// another one with which it opened several lines at about the same time. A product has one line, so that of those on
/// different lines the most count, and of as many the ones on the newer line.
fn on_one_line(drafts: &[Draft], styles: &[Style], tags: &[Tag]) -> BTreeSet<usize> {
    let is_semver = |place: &usize| styles.get(*place) == Some(&Style::Semver);
    let lines: Vec<(usize, BTreeMap<Line, BuildDate>)> = drafts
        .iter()
        .enumerate()
        .filter(|(place, _)| is_semver(place))
        .map(|(place, draft)| (place, opened(draft, tags)))
        .collect();
    let mut groups: BTreeMap<Line, BTreeSet<usize>> = BTreeMap::new();
    for (index, (one, left)) in lines.iter().enumerate() {
        for (other, right) in lines.iter().skip(index + 1) {
            let are_near = |(line, day): (&Line, &BuildDate)| {
                right.get(line).is_some_and(|other| day.days_since(*other).abs() <= SHARED_DAYS)
            };
            let together = left.iter().filter(|(line, day)| are_near((line, day))).count();
            let newest = left.keys().next_back().filter(|newest| right.keys().next_back() == Some(newest));
            // Before 1.0 a new MINOR is what breaks, and a line would make it 1.0.
            let newest = newest.filter(|newest| newest.major() > 0 && together >= SHARED_LINES);
            if let Some(newest) = newest {
                groups.entry(*newest).or_default().extend([*one, *other]);
            }
        }
    }
    let places = groups.into_values().max_by_key(BTreeSet::len).unwrap_or_default();
    // A few of many were released together by chance.
    let tagged = drafts.iter().filter(|draft| !draft.forms.is_empty()).count();
    if places.len() * 2 > tagged { places } else { BTreeSet::new() }
}

/// The first day of each line of a draft.
fn opened(draft: &Draft, tags: &[Tag]) -> BTreeMap<Line, BuildDate> {
    let mut lines = BTreeMap::new();
    for tag in tags {
        if let (Some(looks), Some(date)) = (looks_of(draft, tag), tag.date) {
            let day = lines.entry(looks.line).or_insert(date);
            *day = date.min(*day);
        }
    }
    lines
}

/// Whether components without PATCH share a line: some have dates, most are on one line, or there is only one of them. Of
/// many that count on their own, a few are on the same line by chance.
fn shares_line(styles: &[Style]) -> bool {
    let mut lines: BTreeMap<Line, usize> = BTreeMap::new();
    for style in styles {
        if let Style::Bare(line) = style {
            *lines.entry(*line).or_default() += 1;
        }
    }
    let count: usize = lines.values().sum();
    let most = lines.values().copied().max().unwrap_or_default();
    styles.contains(&Style::Dated) || (most > 1 && most * 2 >= count) || (count == 1 && styles.len() == 1)
}

fn style(draft: &Draft, tags: &[Tag]) -> Style {
    let tagged: Vec<Looks> = tags.iter().filter_map(|tag| looks_of(draft, tag)).collect();
    let texts = draft.entries.iter().filter_map(|entry| entry.text.as_deref().ok());
    let written: Vec<Looks> = texts.clone().filter_map(looks).collect();
    let all = || tagged.iter().chain(&written);
    if all().any(|looks| looks.third == ThirdNumber::Build) {
        return Style::Dated;
    }
    let is_bare = |looks: &&Looks| looks.third == ThirdNumber::None;
    let has_patch = |looks: &Looks| matches!(looks.third, ThirdNumber::Patch(1..));
    if let Some(line) = bare_line(&tagged).filter(|_| newest_is_bare(draft, tags)) {
        return if written.iter().any(has_patch) { Style::InDevelopment } else { Style::Bare(line) };
    }
    match (tagged.is_empty(), all().filter(is_bare).map(|looks| looks.line).max()) {
        _ if all().next().is_none() => {
            if texts.clone().any(has_three_numbers) {
                Style::Semver
            } else {
                Style::Unknown
            }
        }
        (true, Some(line)) if all().all(|looks| is_bare(&looks)) => Style::Bare(line),
        _ => Style::Semver,
    }
}

/// How many of a hundred tags have no PATCH where releases are MAJOR.MINOR: the others are hotfixes and slips.
const BARE_PERCENT: usize = 75;

/// The greatest line of tags that are MAJOR.MINOR, but for a few.
fn bare_line(tagged: &[Looks]) -> Option<Line> {
    let stable: Vec<&Looks> = tagged.iter().filter(|looks| looks.is_stable).collect();
    let bare: Vec<Line> =
        stable.iter().filter(|looks| looks.third == ThirdNumber::None).map(|looks| looks.line).collect();
    bare.iter().max().copied().filter(|_| bare.len() * 100 >= stable.len() * BARE_PERCENT)
}

/// What the version in a tag of a draft looks like.
fn looks_of(draft: &Draft, tag: &Tag) -> Option<Looks> {
    draft.forms.iter().find_map(|form| form.version_in(&tag.name).and_then(looks))
}

/// Whether the greatest of the newest stable tags of a draft has no PATCH.
fn newest_is_bare(draft: &Draft, tags: &[Tag]) -> bool {
    let stable = tags.iter().filter_map(|tag| Some((tag.date, looks_of(draft, tag)?)));
    let stable = stable.filter(|(_, looks)| looks.is_stable);
    let newest = stable.max_by_key(|(date, looks)| (*date, looks.line));
    newest.is_some_and(|(_, looks)| looks.third == ThirdNumber::None)
}

/// Whether a text that is not a version of any scheme starts like one of three numbers: `0.0.0-development`, `1.2.3.post1`.
fn has_three_numbers(text: &str) -> bool {
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).take(3).collect();
    let dots = text.bytes().filter(|byte| !byte.is_ascii_digit()).take(2);
    numbers.len() == 3 && numbers.iter().all(|number| !number.is_empty()) && dots.eq(*b"..")
}

/// How many stable versions tags have on the newest line of a draft.
fn on_newest_line(draft: &Draft, tags: &[Tag]) -> usize {
    let looks = tags.iter().filter_map(|tag| looks_of(draft, tag)).filter(|looks| looks.is_stable);
    let looks: Vec<Looks> = looks.collect();
    let newest = looks.iter().map(|looks| looks.line).max();
    let mut versions: Vec<ThirdNumber> = Vec::new();
    for looks in looks.iter().filter(|looks| Some(looks.line) == newest) {
        if !versions.contains(&looks.third) {
            versions.push(looks.third);
        }
    }
    versions.len()
}

/// Makes one of the drafts of the line lead it (Rule P1): the one that most others follow, then the one with the most
/// releases on its newest line, then the first.
pub(super) fn choose_lead(drafts: &mut [Draft], tags: &[Tag], notes: &mut ProposalNotes) {
    let mut followers = vec![0_usize; drafts.len()];
    for following in drafts.iter().flat_map(|draft| &draft.follows) {
        if let Some(count) = followers.get_mut(following.draft) {
            *count += 1;
        }
    }
    let of_line =
        drafts.iter().zip(&followers).enumerate().filter(|(_, (draft, _))| draft.scheme.shares_line());
    let ranked: Vec<((usize, usize), usize)> = of_line
        .map(|(place, (draft, followers))| ((*followers, on_newest_line(draft, tags)), place))
        .collect();
    let Some(greatest) = ranked.iter().map(|(rank, _)| *rank).max() else { return };
    let lead = ranked.iter().find(|(rank, _)| *rank == greatest).map(|(_, place)| *place);
    let Some(draft) = lead.and_then(|place| drafts.get_mut(place)) else { return };
    draft.lead = true;
    if ranked.len() > 1 {
        let why = match greatest {
            (0, 0) => "it leads the line, as the first",
            (0, _) => "it leads the line, since it has the most releases on the newest line",
            _ => "it leads the line, since most others follow it",
        };
        notes.guess(draft.source(), why);
    }
}
