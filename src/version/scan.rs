//! The scanner that the parsers of all schemes are written with. It works on bytes, so that no text can make it panic.

use std::str::FromStr;

use super::{BuildDate, Field, MAX_NUMBER, NextId, ParseError, ParseErrorKind};

const SUFFIX: &[u8] = b"-next.";

/// A position in the text of a version.
///
/// What makes an error takes the scanner as a copy: its address would keep it out of the registers for good.
#[derive(Clone, Copy)]
pub(super) struct Scanner<'a> {
    length: usize,
    rest: &'a [u8],
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
        ParseError::new(kind, self.length - self.rest.len())
    }

    /// The byte before the current position, where a number has just been read.
    #[cold]
    pub(super) fn error_before(self, kind: ParseErrorKind) -> ParseError {
        ParseError::new(kind, (self.length - self.rest.len()).saturating_sub(1))
    }

    pub(super) fn at(&self, byte: u8) -> bool {
        self.rest.first() == Some(&byte)
    }

    /// A decimal number of at most nine digits without a leading zero.
    #[inline]
    pub(super) fn number(&mut self, field: Field) -> Result<u32, ParseError> {
        let [first @ b'0'..=b'9', rest @ ..] = self.rest else { return Err(self.not_a_number(field)) };
        let (mut value, mut rest) = (u32::from(first - b'0'), rest);
        while let [digit @ b'0'..=b'9', after @ ..] = rest {
            if value == 0 || value > MAX_NUMBER / 10 {
                return Err(self.not_a_number(field));
            }
            (value, rest) = (value * 10 + u32::from(digit - b'0'), after);
        }
        self.rest = rest;
        Ok(value)
    }

    #[cold]
    fn not_a_number(self, field: Field) -> ParseError {
        match self.rest {
            [] => self.error(ParseErrorKind::Missing(field)),
            [b'0', ..] => self.error(ParseErrorKind::LeadingZero(field)),
            [b'1'..=b'9', ..] => self.error(ParseErrorKind::TooManyDigits(field)),
            [found, ..] => self.unexpected(ParseErrorKind::NotANumber(field, char::from(*found))),
        }
    }

    #[inline]
    fn dot(&mut self) -> bool {
        let [b'.', rest @ ..] = self.rest else { return false };
        self.rest = rest;
        true
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
}

/// The date `YYYYMMDD`. Its digits are read side by side in one integer, a byte each: one after the other would take three
/// times as long.
#[inline]
fn date(digits: [u8; 8]) -> Result<BuildDate, ParseErrorKind> {
    const HIGH_HALVES: u64 = 0xF0F0_F0F0_F0F0_F0F0;
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    const SIXES: u64 = 0x0606_0606_0606_0606;
    let digits = u64::from_le_bytes(digits);
    // The digits are 0x30 to 0x39: the high halves are 3, and stay 3 where 6 is added.
    if (digits & HIGH_HALVES) != ZEROS || (digits.wrapping_add(SIXES) & HIGH_HALVES) != ZEROS {
        return Err(ParseErrorKind::BuildForm);
    }
    // Each byte with the one after it: the century, the year in it, the month and the day, in every second byte.
    let digits = digits - ZEROS;
    let pairs = (digits * 10 + (digits >> 8)).to_le_bytes();
    let [century, _, year, _, month, _, day, _] = pairs.map(u32::from);
    BuildDate::from_ymd(century * 100 + year, month, day).map_err(ParseErrorKind::BuildDate)
}
