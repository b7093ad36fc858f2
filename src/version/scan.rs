//! The scanner that the parsers of all schemes are written with. It works on bytes, so that no text can make it panic.

use super::{BuildDate, Field, Line, NextId, ParseError, ParseErrorKind};

const MAX_DIGITS: usize = 9;
const BUILD_DIGITS: usize = 8;
const SUFFIX: &[u8] = b"-next.";

/// A position in the text of a version.
pub(super) struct Scanner<'a> {
    text: &'a [u8],
    offset: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a [u8]) -> Self {
        Scanner { text, offset: 0 }
    }

    /// `MAJOR.MINOR`.
    pub(super) fn line(&mut self) -> Result<Line, ParseError> {
        if self.text.is_empty() {
            return Err(self.error(ParseErrorKind::Empty));
        }
        if matches!(self.text, [b'v' | b'V', ..]) {
            return Err(self.error(ParseErrorKind::LeadingV));
        }
        let major = self.number(Field::Major)?;
        if !self.skip(b".") {
            return Err(self.unexpected(ParseErrorKind::Missing(Field::Minor)));
        }
        Ok(Line::from_packed(major, self.number(Field::Minor)?))
    }

    /// `.BUILD`, or nothing.
    pub(super) fn build(&mut self) -> Result<Option<BuildDate>, ParseError> {
        if !self.skip(b".") {
            return Ok(None);
        }
        if self.rest().is_empty() {
            return Err(self.error(ParseErrorKind::Missing(Field::Build)));
        }
        let digits = self.digits();
        if digits.len() != BUILD_DIGITS {
            return Err(self.error(ParseErrorKind::BuildForm));
        }
        let date = BuildDate::from_number(value(digits))
            .map_err(|error| self.error(ParseErrorKind::BuildDate(error)))?;
        self.offset += digits.len();
        Ok(Some(date))
    }

    /// `.PATCH`, or nothing.
    pub(super) fn patch(&mut self) -> Result<Option<u32>, ParseError> {
        if self.skip(b".") { self.number(Field::Patch).map(Some) } else { Ok(None) }
    }

    /// `-next.ID`, or nothing.
    pub(super) fn next(&mut self) -> Result<Option<NextId>, ParseError> {
        if self.skip(SUFFIX) {
            return self.number(Field::Id).map(|id| Some(NextId::from_packed(id)));
        }
        match self.rest() {
            [b'-' | b'~' | b'_', ..] => Err(self.error(ParseErrorKind::Suffix)),
            [byte, ..] if byte.is_ascii_alphabetic() => Err(self.error(ParseErrorKind::Suffix)),
            _ => Ok(None),
        }
    }

    /// The end of the text.
    pub(super) fn end(&self) -> Result<(), ParseError> {
        match self.found() {
            None => Ok(()),
            Some('+') => Err(self.error(ParseErrorKind::Metadata)),
            Some(found) => Err(self.unexpected(ParseErrorKind::Trailing(found))),
        }
    }

    pub(super) fn error(&self, kind: ParseErrorKind) -> ParseError {
        ParseError::new(kind, self.offset)
    }

    /// The byte before the current position, where a number has just been read.
    pub(super) fn error_before(&self, kind: ParseErrorKind) -> ParseError {
        ParseError::new(kind, self.offset.saturating_sub(1))
    }

    pub(super) fn at(&self, byte: u8) -> bool {
        self.rest().first() == Some(&byte)
    }

    pub(super) fn number(&mut self, field: Field) -> Result<u32, ParseError> {
        let digits = self.digits();
        match digits {
            [] => match self.found() {
                None => Err(self.error(ParseErrorKind::Missing(field))),
                Some(found) => Err(self.unexpected(ParseErrorKind::NotANumber(field, found))),
            },
            [b'0', _, ..] => Err(self.error(ParseErrorKind::LeadingZero(field))),
            _ if digits.len() > MAX_DIGITS => Err(self.error(ParseErrorKind::TooManyDigits(field))),
            _ => {
                self.offset += digits.len();
                Ok(value(digits))
            }
        }
    }

    fn skip(&mut self, expected: &[u8]) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.offset += expected.len();
        }
        found
    }

    /// The run of digits at the current position, which it does not leave.
    fn digits(&self) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        rest.split_at_checked(length).map_or(&[], |(digits, _)| digits)
    }

    fn rest(&self) -> &'a [u8] {
        self.text.get(self.offset..).unwrap_or_default()
    }

    /// The character at the current position, as far as it is one byte.
    fn found(&self) -> Option<char> {
        self.rest().first().map(|byte| char::from(*byte))
    }

    /// `kind`, unless white space or something outside ASCII is what is really wrong here.
    fn unexpected(&self, kind: ParseErrorKind) -> ParseError {
        match self.found() {
            Some(found) if found.is_ascii_whitespace() => self.error(ParseErrorKind::WhiteSpace),
            Some(found) if !found.is_ascii() => self.error(ParseErrorKind::NotAscii),
            _ => self.error(kind),
        }
    }
}

/// The number that at most nine digits write.
fn value(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0'))
}
