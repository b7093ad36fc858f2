//! Patterns: a piece of text with values in braces, which finds them in a file of any format.

use std::ops::Range;
use std::str::FromStr;

use super::error::{ManifestErrorKind, PatternError};
use super::holds::Holds;
use super::lines::line_of;
use super::site::{Found, ManifestPlace};
use crate::ecosystem::Ecosystem;

/// A piece of text with values in braces, which must match exactly once, or at least once where every match is meant.
///
/// The values are `{version}`, `{version:ECOSYSTEM}`, `{shown:ECOSYSTEM}` (what Apple, Android and Chrome show to people), `{line}`, `{date}`, `{floor:ID}`, `{floor:ID.SURFACE}` and `{surface:NAME}`; all other
/// characters stand for themselves, and `{{` and `}}` for a brace. A line end of the pattern matches `\r\n` too. A value is as long as it can
/// be, so `{version}` matches all of `1.2.20161024` and no part of it; a full stop at the end of a sentence is not part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Value(Holds),
}

const MAX_PATTERN: usize = 1000;
/// No value is longer, in bytes: more than the longest rendering.
const MAX_VALUE: usize = 64;

/// Where values stand, in the order of the pattern.
type Placed<'p> = Vec<(Range<usize>, &'p Holds)>;

impl FromStr for Pattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        if text.len() > MAX_PATTERN {
            return Err(PatternError::TooLong);
        }
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, braces) = rest.split_at(at);
            literal += before;
            if let Some(after) = braces.strip_prefix("{{").or_else(|| braces.strip_prefix("}}")) {
                literal.extend(braces.chars().next());
                rest = after;
                continue;
            }
            let (word, after) =
                braces.strip_prefix('{').and_then(|rest| rest.split_once('}')).ok_or(PatternError::Brace)?;
            if !literal.is_empty() {
                pieces.push(Piece::Literal(std::mem::take(&mut literal)));
            }
            if matches!(pieces.last(), Some(Piece::Value(_))) {
                return Err(PatternError::Touching);
            }
            pieces.push(Piece::Value(holds(word)?));
            rest = after;
        }
        literal += rest;
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal));
        }
        let holds_value = pieces.iter().any(|piece| matches!(piece, Piece::Value(_)));
        if holds_value { Ok(Pattern { pieces }) } else { Err(PatternError::NoValue) }
    }
}

fn unnamed(name: &str) -> PatternError {
    PatternError::Name(name.to_owned())
}

fn holds(word: &str) -> Result<Holds, PatternError> {
    match word.split_once(':') {
        None if word == "version" => Ok(Holds::Version),
        None if word == "line" => Ok(Holds::Line),
        None if word == "date" => Ok(Holds::Date),
        Some(("version", name)) => Ecosystem::from_name(name)
            .map(Holds::VersionAs)
            .ok_or_else(|| PatternError::Unknown(word.to_owned())),
        Some(("shown", name)) => Ecosystem::from_name(name)
            .filter(|ecosystem| ecosystem.shows_another_text())
            .map(Holds::ShownAs)
            .ok_or_else(|| PatternError::Unknown(word.to_owned())),
        Some(("floor", name)) => name.parse().map(Holds::Floor).map_err(|_| unnamed(name)),
        Some(("surface", name)) => name.parse().map(Holds::Surface).map_err(|_| unnamed(name)),
        _ => Err(PatternError::Unknown(word.to_owned())),
    }
}

/// The format `text` finds nothing without a pattern.
pub(super) fn needed(_: &str, _: Option<&str>) -> Found {
    Err(ManifestErrorKind::PatternNeeded.anywhere())
}

impl Pattern {
    /// The places of the values in `text`; refused where the pattern does not match exactly once, or where that would
    /// take long to find out.
    pub(super) fn find(&self, text: &str, is_every: bool) -> Found {
        let mut search = Search { text, spent: 0 };
        let limit = search.limit();
        let mut matches: Vec<(usize, Placed<'_>)> = Vec::new();
        let mut over = 0;
        for at in 0..text.len() {
            search.spent += 1;
            let values =
                if at >= over && self.may_start(text, at) { self.values_at(&mut search, at) } else { None };
            if is_every {
                // Matches of every place do not overlap.
                over = values.as_ref().and_then(|values| values.last()).map_or(over, |(span, _)| span.end);
            }
            matches.extend(values.map(|values| (at, values)));
            if search.spent > limit {
                return Err(ManifestErrorKind::Pattern(PatternError::Costly).anywhere());
            }
            if matches.len() > 1 && !is_every {
                break;
            }
        }
        let what = "match of the pattern".to_owned();
        match matches.as_slice() {
            [] => return Err(ManifestErrorKind::NotFound { what }.anywhere()),
            [(first, _), (second, _), ..] if !is_every => {
                let first = line_of(text, *first);
                return Err(ManifestErrorKind::FoundTwice { what, first }.at(text, *second));
            }
            _ => {}
        }
        let values = matches.into_iter().flat_map(|(_, values)| values);
        Ok(values.map(|(span, holds)| ManifestPlace::holding(text, span, holds.clone())).collect())
    }

    /// Whether the pattern could match at the byte `at`, by a glance.
    fn may_start(&self, text: &str, at: usize) -> bool {
        let byte = text.as_bytes().get(at).copied().unwrap_or_default();
        match self.pieces.first() {
            Some(Piece::Literal(literal)) => {
                let first = literal.as_bytes().first().copied();
                first == Some(byte) || (byte == b'\r' && first == Some(b'\n'))
            }
            Some(Piece::Value(_)) => {
                let starts_value = byte.is_ascii_digit() || byte == b'v';
                starts_value && !text.get(..at).is_none_or(continues_value)
            }
            None => false,
        }
    }

    /// The values, where the pattern matches at the byte `at`.
    fn values_at(&self, search: &mut Search<'_>, at: usize) -> Option<Placed<'_>> {
        let mut end = at;
        let mut values = Vec::new();
        for (index, piece) in self.pieces.iter().enumerate() {
            match piece {
                Piece::Literal(literal) => end += search.literal_length(end, literal)?,
                Piece::Value(holds) => {
                    let next = match self.pieces.get(index + 1) {
                        Some(Piece::Literal(literal)) => Some(literal.as_str()),
                        _ => None,
                    };
                    let length = search.value_length(end, holds, next)?;
                    values.push((end..end + length, holds));
                    end += length;
                }
            }
        }
        Some(values)
    }
}

/// Whether what comes behind `before` is the rest of a number or a word.
fn continues_value(before: &str) -> bool {
    let last = before.chars().next_back();
    last.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '~' | '+' | '-'))
}

/// A search for a pattern, which counts the bytes that it compares.
struct Search<'t> {
    text: &'t str,
    spent: u64,
}

impl Search<'_> {
    /// How many bytes may be compared: many times those of the text, so that only a text made to be slow meets it.
    fn limit(&self) -> u64 {
        let length = u64::try_from(self.text.len()).unwrap_or(u64::MAX);
        length.saturating_mul(256).clamp(1 << 20, 1 << 30)
    }

    /// How many bytes of the text the literal matches from the byte `at` on.
    fn literal_length(&mut self, at: usize, literal: &str) -> Option<usize> {
        let mut rest = self.text.as_bytes().get(at..)?;
        let before = rest.len();
        for byte in literal.bytes() {
            self.spent += 1;
            rest = match rest {
                [first, after @ ..] if *first == byte => after,
                [b'\r', b'\n', after @ ..] if byte == b'\n' => after,
                _ => return None,
            };
        }
        Some(before - rest.len())
    }

    /// How many bytes the value has that starts at the byte `at`, so that `next` follows it: as many as can be.
    fn value_length(&mut self, at: usize, holds: &Holds, next: Option<&str>) -> Option<usize> {
        let is_of_value = |byte: &u8| match holds {
            Holds::Line | Holds::Surface(_) => byte.is_ascii_digit() || *byte == b'.',
            Holds::Date => byte.is_ascii_digit() || *byte == b'-',
            _ => byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~' | b'+' | b'-'),
        };
        let text = self.text;
        let bytes = text.as_bytes().get(at..)?.iter();
        let longest = bytes.take(MAX_VALUE).take_while(|byte| is_of_value(byte)).count();
        (1..=longest).rev().find(|length| {
            self.spent += 8;
            let value = text.get(at..at + length).unwrap_or_default();
            is_value(value, holds)
                && match next {
                    Some(next) => self.literal_length(at + length, next).is_some(),
                    None => is_end(text.get(at + length..).unwrap_or_default()),
                }
        })
    }
}

/// Whether a value may end before `rest`: only punctuation of the text around it stands between it and a space.
fn is_end(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['.', '-', '_', '~', '+']);
    !rest.starts_with(char::is_alphanumeric)
}

fn is_value(text: &str, holds: &Holds) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_line = |text: &str| text.split_once('.').is_some_and(|(a, b)| is_number(a) && is_number(b));
    match holds {
        Holds::Line => is_line(text),
        Holds::Surface(_) => is_number(text) || is_line(text),
        Holds::Date => match text.as_bytes() {
            [_, _, _, _, b'-', _, _, b'-', _, _] => text.split('-').all(is_number),
            _ => text.len() == 8 && is_number(text),
        },
        _ => {
            let digits = text.strip_prefix('v').unwrap_or(text);
            digits.starts_with(|c: char| c.is_ascii_digit())
                && text.ends_with(|c: char| c.is_ascii_alphanumeric())
        }
    }
}
