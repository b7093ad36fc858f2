//! How a version is spelled in a tag: which numbers it has, and how sure that is.

use std::fmt;

use thiserror::Error;

use crate::product::ComponentId;
use crate::shown::shown;
use crate::version::{BuildDate, Line, MAX_NUMBER, NextId, Scheme, Version, join_iso_date};
use crate::words::Explain;

/// How sure it is which version a tag means.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reading {
    /// The tag spells the version as its scheme does.
    Exact,
    /// The tag spells it otherwise, and can mean nothing else.
    Respelled,
    /// The tag could mean something else, or the version was never used in this form; never empty.
    Guess(Vec<Guess>),
}

impl Reading {
    /// The word for it in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Reading::Exact => "exact",
            Reading::Respelled => "respelled",
            Reading::Guess(_) => "guess",
        }
    }
}

/// What is guessed about a tag; each with a tag that causes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Guess {
    /// PATCH of a dated component becomes the day of the tag: `1.2.1`.
    DayOfTag,
    /// PATCH of a dated component takes the day after that of the one before: `1.2.1` and `1.2.2` on one day.
    NextDay,
    /// Another release of the same day, with a higher PATCH, has the same build: `1.2.1`, where `1.2.2` followed.
    Overtaken,
    /// A lower PATCH was tagged later: `1.2.2` of May, with `1.2.1` of June.
    OutOfOrder,
    /// A word that does not only count candidates: `1.2-beta.2`.
    Word,
    /// A prerelease without a number counts as the first: `1.2-rc`.
    NoCount,
    /// A number with a zero before it: `1.02`.
    LeadingZero,
    /// Six digits are read as a date: `1.0.161205`.
    ShortDate,
}

impl Guess {
    /// The stable word for it in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Guess::DayOfTag => "day-of-tag",
            Guess::NextDay => "next-day",
            Guess::Overtaken => "overtaken",
            Guess::OutOfOrder => "out-of-order",
            Guess::Word => "word",
            Guess::NoCount => "no-count",
            Guess::LeadingZero => "leading-zero",
            Guess::ShortDate => "short-date",
        }
    }
}

impl fmt::Display for Guess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Guess::DayOfTag => "PATCH becomes the day of the tag",
            Guess::NextDay => "the day was taken, so it gets the next one",
            Guess::Overtaken => "a later release of the day has the same build",
            Guess::OutOfOrder => "a lower PATCH was tagged later",
            Guess::Word => "the word is read as a prerelease",
            Guess::NoCount => "without a number it is read as the first",
            Guess::LeadingZero => "the zero before a number is dropped",
            Guess::ShortDate => "six digits are read as a date",
        })
    }
}

/// Why a tag is not understood; each with a tag that causes it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Unread {
    /// It has the form of no component's tags: `master`.
    #[error("no component has tags of this form")]
    NoTemplate,
    /// It could be a release of several components, whose templates are alike.
    #[error("it could belong to {}", list(.0))]
    Ambiguous(Vec<ComponentId>),
    /// The version does not start with MAJOR.MINOR, or has a number beyond nine digits: `core-v1`, `core-latest`.
    #[error("`{}` is not a version of {component}", shown(.text))]
    NoVersion { component: ComponentId, text: String },
    /// More than three numbers: `core-1.2.3.4`.
    #[error("`{}` has more than three numbers", shown(.0))]
    TooManyNumbers(String),
    /// What follows the numbers is not a prerelease: `core-1.2.0-ivy`.
    #[error("`{}` is not a prerelease of {component}", shown(.suffix))]
    Suffix { component: ComponentId, suffix: String },
    /// A prerelease of a dev-patch component, whose scheme has none: `agent-1.7-rc1`.
    #[error("{0} is dev-patch, which has no prereleases")]
    NoPrerelease(ComponentId),
    /// The third number of a dated version is neither a PATCH nor a date: `core-1.2.20161399`.
    #[error("{0} is neither a PATCH nor a date")]
    ThirdNumber(u32),
    /// The tag has no date, so that PATCH cannot become a build: a tag of a blob.
    #[error("it has no date that could become the build of {0}")]
    NoDate(ComponentId),
    /// HEAD does not contain the commit that is tagged: a release of another branch.
    #[error("not contained in HEAD, so not counted here")]
    Elsewhere,
    /// The prereleases of this version went on under another word: `1.2-beta.1`, where `1.2-rc.1` followed.
    #[error("later prereleases of {0} use another word")]
    OtherSeries(ComponentId),
}

impl Explain for Unread {
    fn code(&self) -> &'static str {
        match self {
            Unread::NoTemplate => "no-template",
            Unread::Ambiguous(_) => "ambiguous",
            Unread::NoVersion { .. } => "no-version",
            Unread::TooManyNumbers(_) => "too-many-numbers",
            Unread::Suffix { .. } => "suffix",
            Unread::NoPrerelease(_) => "no-prerelease",
            Unread::ThirdNumber(_) => "third-number",
            Unread::NoDate(_) => "no-date",
            Unread::Elsewhere => "elsewhere",
            Unread::OtherSeries(_) => "other-series",
        }
    }
}

fn list(ids: &[ComponentId]) -> String {
    ids.iter().map(ComponentId::as_str).collect::<Vec<_>>().join(" or ")
}

/// The third number of a version, as far as the text shows what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Third {
    /// PATCH; 0 where it is left out.
    Patch(u32),
    Build(BuildDate),
}

/// The words for prereleases, from the earliest to the latest of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Word {
    Development,
    Alpha,
    Beta,
    Milestone,
    Preview,
    Candidate,
    Next,
}

/// A version as a tag spells it; two tags with the same one are of the same release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Spelled {
    pub(super) line: Line,
    pub(super) third: Third,
    pub(super) next: Option<(Word, NextId)>,
}

impl Spelled {
    /// A version that is spelled as its scheme does.
    pub(super) fn of(version: Version) -> Spelled {
        let build = version.build().map(Third::Build);
        let third = build.unwrap_or_else(|| Third::Patch(version.patch().unwrap_or_default()));
        Spelled { line: version.line(), third, next: version.next().map(|id| (Word::Next, id)) }
    }
}

const WORDS: [(&str, Word); 14] = [
    ("next", Word::Next),
    ("rc", Word::Candidate),
    ("cr", Word::Candidate),
    ("c", Word::Candidate),
    ("preview", Word::Preview),
    ("pre", Word::Preview),
    ("milestone", Word::Milestone),
    ("m", Word::Milestone),
    ("beta", Word::Beta),
    ("b", Word::Beta),
    ("alpha", Word::Alpha),
    ("a", Word::Alpha),
    ("snapshot", Word::Development),
    ("dev", Word::Development),
];

const SEPARATORS: [char; 4] = ['-', '.', '_', '~'];
const MAX_PATCH_DIGITS: usize = 5;

/// Reads what stands for `{version}` in a tag of `component`.
pub(super) fn spelled(
    text: &str,
    scheme: Scheme,
    component: &ComponentId,
) -> Result<(Spelled, Vec<Guess>), Unread> {
    let no_version = || Unread::NoVersion { component: component.clone(), text: text.to_owned() };
    let rest = text.strip_prefix(['v', 'V']).unwrap_or(text);
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let (head, tail) = rest.split_at_checked(end).ok_or_else(no_version)?;
    let (head, tail) = join_iso_date(head, tail);
    // `1.2.0.rc2`: the dot parts the word from the numbers.
    let numbers = if tail.is_empty() { head.as_str() } else { head.trim_end_matches('.') };
    let mut guesses = Vec::new();
    let fields: Option<Vec<u32>> = numbers.split('.').map(|field| number(field, &mut guesses)).collect();
    let (line, third) = match fields.ok_or_else(no_version)?.as_slice() {
        [major, minor] => (Line::new(*major, *minor), None),
        [major, minor, third] => (Line::new(*major, *minor), Some(*third)),
        [] | [_] => return Err(no_version()),
        _ => return Err(Unread::TooManyNumbers(text.to_owned())),
    };
    let line = line.map_err(|_| no_version())?;
    let digits = numbers.rsplit('.').next().map_or(0, str::len);
    let third = third_number(third, digits, scheme, &mut guesses)?;
    let next = match tail {
        "" => None,
        _ => Some(
            prerelease(tail, &mut guesses)
                .ok_or_else(|| Unread::Suffix { component: component.clone(), suffix: tail.to_owned() })?,
        ),
    };
    if next.is_some() && scheme == Scheme::DevPatch {
        return Err(Unread::NoPrerelease(component.clone()));
    }
    Ok((Spelled { line, third, next }, guesses))
}

fn number(field: &str, guesses: &mut Vec<Guess>) -> Option<u32> {
    let number: u32 = field.parse().ok()?;
    if field.len() > 1 && field.starts_with('0') && !guesses.contains(&Guess::LeadingZero) {
        guesses.push(Guess::LeadingZero);
    }
    (number <= MAX_NUMBER).then_some(number)
}

fn third_number(
    third: Option<u32>,
    digits: usize,
    scheme: Scheme,
    guesses: &mut Vec<Guess>,
) -> Result<Third, Unread> {
    let Some(third) = third else { return Ok(Third::Patch(0)) };
    if scheme != Scheme::Dated || digits <= MAX_PATCH_DIGITS {
        return Ok(Third::Patch(third));
    }
    let date = match digits {
        8 => BuildDate::from_number(third),
        6 => {
            guesses.push(Guess::ShortDate);
            BuildDate::from_number(20_000_000 + third)
        }
        _ => return Err(Unread::ThirdNumber(third)),
    };
    date.map(Third::Build).map_err(|_| Unread::ThirdNumber(third))
}

/// The prerelease that `tail` stands for.
fn prerelease(tail: &str, guesses: &mut Vec<Guess>) -> Option<(Word, NextId)> {
    let tail = tail.trim_start_matches(SEPARATORS).to_ascii_lowercase();
    let letters = tail.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (name, count) = tail.split_at_checked(letters)?;
    let (_, word) = WORDS.into_iter().find(|(known, _)| *known == name)?;
    let count = count.strip_prefix(SEPARATORS).unwrap_or(count);
    if word < Word::Candidate {
        guesses.push(Guess::Word);
    }
    if count.is_empty() {
        guesses.push(Guess::NoCount);
        return Some((word, NextId::FIRST));
    }
    if !count.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let id = NextId::new(number(count, guesses)?).ok()?;
    Some((word, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, scheme: Scheme) -> Result<(Spelled, Vec<Guess>), Unread> {
        spelled(text, scheme, &"core".parse().unwrap())
    }

    #[test]
    fn one_candidate_is_spelled_in_many_ways_on_one_day() {
        let expected = read("1.2-next.2", Scheme::Dated).unwrap().0;
        for text in ["1.2rc2", "1.2.0rc2", "1.2.0.rc2", "1.2.0-rc.2", "1.2.0-rc2", "v1.2-RC2", "1.2_rc_2"] {
            let (spelled, guesses) = read(text, Scheme::Dated).unwrap();
            assert_eq!((spelled.line, spelled.third), (expected.line, expected.third), "{text}");
            assert_eq!(spelled.next.map(|(_, id)| id), expected.next.map(|(_, id)| id), "{text}");
            assert_eq!(guesses, [], "{text}");
        }
    }

    #[test]
    fn a_version_in_the_spelling_of_its_scheme_reads_the_same_without_a_look_at_other_spellings() {
        for (scheme, texts) in [
            (Scheme::Dated, &["1.2", "1.2.20161024", "1.2-next.3", "1.2.20161024-next.1"][..]),
            (Scheme::Counted, &["1.2.0", "1.2.34", "1.2.0-next.2"]),
            (Scheme::Semver, &["0.0.0", "1.2.123456", "1.2.3-next.10"]),
            (Scheme::DevPatch, &["1.2", "1.2.3"]),
        ] {
            for text in texts {
                let version = scheme.parse(text).unwrap();
                assert_eq!(version.to_string(), *text);
                assert_eq!(read(text, scheme).unwrap(), (Spelled::of(version), Vec::new()), "{text}");
            }
        }
    }

    #[test]
    fn what_could_mean_something_else_is_a_guess() {
        for (text, guess) in [
            ("1.2-beta.2", Guess::Word),
            ("1.2-rc", Guess::NoCount),
            ("1.02", Guess::LeadingZero),
            ("1.0.161205", Guess::ShortDate),
        ] {
            assert_eq!(read(text, Scheme::Dated).unwrap().1, [guess], "{text}");
        }
    }

    #[test]
    fn what_is_no_version_is_not_understood() {
        for (text, code) in [
            ("", "no-version"),
            ("1", "no-version"),
            ("1.", "no-version"),
            (".1", "no-version"),
            ("1..2", "no-version"),
            ("1.1234567890", "no-version"),
            ("latest", "no-version"),
            ("1.2.3.4", "too-many-numbers"),
            ("1.2.0-ivy", "suffix"),
            ("1.2+linux", "suffix"),
            ("1.2-", "suffix"),
            ("1.2-rc.1.2", "suffix"),
            ("1.2 ", "suffix"),
            ("1.2.20161399", "third-number"),
            ("1.2.1234567", "third-number"),
        ] {
            assert_eq!(read(text, Scheme::Dated).unwrap_err().code(), code, "{text:?}");
        }
        assert_eq!(read("1.2-rc1", Scheme::DevPatch).unwrap_err().code(), "no-prerelease");
    }
}
