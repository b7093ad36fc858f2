//! The scanner that the parsers of all schemes are written with. It works on bytes, so that no text can make it panic.

use std::str::FromStr;

use super::{BuildDate, Field, NextId, ParseError, ParseErrorKind};

const MAX_DIGITS: usize = 9;
const SUFFIX: &[u8] = b"-next.";

/// A position in the text of a version.
///
/// What makes an error takes the scanner as a copy: its address would keep it out of the registers for good.
#[derive(Clone, Copy)]
pub(super) struct Scanner<'a> {
    length: usize,
    rest: &'a [u8],
}

/// A run of digits.
struct Digits {
    /// The number that they write, where they are at most nine.
    value: u32,
    length: usize,
    starts_with_zero: bool,
}

impl FromStr for NextId {
    type Err = ParseError;

    /// Reads the ID as [`Display`](std::fmt::Display) writes it, without `-next.`: `07` is an error at byte 0.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let mut scanner = Scanner::new(text.as_bytes());
        let id = scanner.number(Field::Id)?;
        scanner.end()?;
        Ok(NextId::from_packed(id))
    }
}

impl<'a> Scanner<'a> {
    #[inline]
    pub(super) fn new(text: &'a [u8]) -> Self {
        Scanner { length: text.len(), rest: text }
    }

    /// `MAJOR.MINOR`, as two numbers.
    #[inline]
    pub(super) fn line(&mut self) -> Result<(u32, u32), ParseError> {
        match self.rest {
            [] => return Err(self.error(ParseErrorKind::Empty)),
            [b'v' | b'V', ..] => return Err(self.error(ParseErrorKind::LeadingV)),
            _ => {}
        }
        let major = self.number(Field::Major)?;
        if !self.dot() {
            return Err(self.unexpected(ParseErrorKind::Missing(Field::Minor)));
        }
        Ok((major, self.number(Field::Minor)?))
    }

    /// `.BUILD`, or nothing.
    #[inline]
    pub(super) fn build(&mut self) -> Result<Option<BuildDate>, ParseError> {
        if !self.dot() {
            return Ok(None);
        }
        if self.rest.is_empty() {
            return Err(self.error(ParseErrorKind::Missing(Field::Build)));
        }
        let date = match self.rest.split_first_chunk() {
            Some((digits, rest)) if !matches!(rest, [b'0'..=b'9', ..]) => {
                date(*digits).map(|date| (date, rest))
            }
            _ => Err(ParseErrorKind::BuildForm),
        };
        let (date, rest) = date.map_err(|kind| self.error(kind))?;
        self.rest = rest;
        Ok(Some(date))
    }

    /// `.PATCH`, or nothing.
    #[inline]
    pub(super) fn patch(&mut self) -> Result<Option<u32>, ParseError> {
        if self.dot() { self.number(Field::Patch).map(Some) } else { Ok(None) }
    }

    /// `-next.ID`, or nothing.
    #[inline]
    pub(super) fn next(&mut self) -> Result<Option<NextId>, ParseError> {
        match self.rest {
            [b'-' | b'~' | b'_' | b'a'..=b'z' | b'A'..=b'Z', ..] => match self.rest.strip_prefix(SUFFIX) {
                Some(rest) => {
                    self.rest = rest;
                    self.number(Field::Id).map(|id| Some(NextId::from_packed(id)))
                }
                None => Err(self.error(ParseErrorKind::Suffix)),
            },
            _ => Ok(None),
        }
    }

    /// The end of the text.
    #[inline]
    pub(super) fn end(&self) -> Result<(), ParseError> {
        match self.rest {
            [] => Ok(()),
            [b'+', ..] => Err(self.error(ParseErrorKind::Metadata)),
            [found, ..] => Err(self.unexpected(ParseErrorKind::Trailing(char::from(*found)))),
        }
    }

    #[cold]
    pub(super) fn error(self, kind: ParseErrorKind) -> ParseError {
        self.error_at(self.rest, kind)
    }

    /// The byte before the current position, where a number has just been read.
    #[cold]
    pub(super) fn error_before(self, kind: ParseErrorKind) -> ParseError {
        ParseError::new(kind, (self.length - self.rest.len()).saturating_sub(1))
    }

    pub(super) fn at(&self, byte: u8) -> bool {
        self.rest.first() == Some(&byte)
    }

    #[inline]
    pub(super) fn number(&mut self, field: Field) -> Result<u32, ParseError> {
        let start = self.rest;
        match self.digits() {
            Digits { length: 1, value, .. }
            | Digits { length: 2..=MAX_DIGITS, starts_with_zero: false, value } => Ok(value),
            digits => Err(self.not_a_number(field, start, &digits)),
        }
    }

    #[cold]
    fn not_a_number(self, field: Field, start: &[u8], digits: &Digits) -> ParseError {
        match start {
            [] => self.error(ParseErrorKind::Missing(field)),
            [found, ..] if digits.length == 0 => {
                self.unexpected(ParseErrorKind::NotANumber(field, char::from(*found)))
            }
            _ if digits.starts_with_zero => self.error_at(start, ParseErrorKind::LeadingZero(field)),
            _ => self.error_at(start, ParseErrorKind::TooManyDigits(field)),
        }
    }

    #[inline]
    fn dot(&mut self) -> bool {
        let [b'.', rest @ ..] = self.rest else { return false };
        self.rest = rest;
        true
    }

    /// Reads the run of digits at the current position, which may be empty.
    #[inline]
    fn digits(&mut self) -> Digits {
        let start = self.rest;
        let mut value: u32 = 0;
        while let [digit @ b'0'..=b'9', rest @ ..] = self.rest {
            // Past nine digits the value means nothing, and nobody asks for it.
            value = value.wrapping_mul(10).wrapping_add(u32::from(digit - b'0'));
            self.rest = rest;
        }
        let starts_with_zero = matches!(start, [b'0', ..]);
        Digits { value, length: start.len() - self.rest.len(), starts_with_zero }
    }

    /// `kind`, unless white space or something outside ASCII is what is really wrong here.
    #[cold]
    fn unexpected(self, kind: ParseErrorKind) -> ParseError {
        match self.rest {
            [found, ..] if found.is_ascii_whitespace() => self.error(ParseErrorKind::WhiteSpace),
            [found, ..] if !found.is_ascii() => self.error(ParseErrorKind::NotAscii),
            _ => self.error(kind),
        }
    }

    /// An error where `rest` of the text begins.
    #[cold]
    fn error_at(self, rest: &[u8], kind: ParseErrorKind) -> ParseError {
        ParseError::new(kind, self.length - rest.len())
    }
}

/// The date `YYYYMMDD`. Its digits are read side by side: one after the other would take three times as long.
#[inline]
fn date(digits: [u8; 8]) -> Result<BuildDate, ParseErrorKind> {
    let digits = digits.map(|digit| digit.wrapping_sub(b'0'));
    if digits.into_iter().fold(0, u8::max) > 9 {
        return Err(ParseErrorKind::BuildForm);
    }
    let [y1, y2, y3, y4, m1, m2, d1, d2] = digits.map(u32::from);
    let year = y1 * 1000 + y2 * 100 + y3 * 10 + y4;
    BuildDate::from_ymd(year, m1 * 10 + m2, d1 * 10 + d2).map_err(ParseErrorKind::BuildDate)
}
