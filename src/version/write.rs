//! Writes versions digit by digit: `fmt` also looks for widths, signs and bases, which takes several times as long.

use std::fmt;

/// The text of one version while it is put together. The longest, `999999999.999999999.999999999-next.999999999`, has 45 bytes.
///
/// A piece is written as eight bytes, and the next one begins where those that count end: whether a number has one digit or
/// two, and whether there is a build at all, is then no branch that a processor could guess wrong. What follows the end is
/// ASCII, too, so that the text can be checked in whole words.
#[repr(align(16))]
pub(super) struct VersionText {
    bytes: [u8; 64],
    length: usize,
}

impl VersionText {
    /// No text yet.
    #[inline]
    fn new() -> Self {
        VersionText { bytes: [0; 64], length: 0 }
    }

    /// Adds a piece; what does not fit is left out.
    #[inline]
    fn put(&mut self, Piece { ascii, count }: Piece) {
        if let Some(place) = self.bytes.get_mut(self.length..).and_then(<[u8]>::first_chunk_mut) {
            *place = ascii.to_le_bytes();
            self.length += count;
        }
    }

    /// A number without leading zeros.
    #[inline]
    pub(super) fn number(&mut self, number: u32) {
        if number < 100 { self.put(Piece::number(number)) } else { self.large(number) }
    }

    /// A number of three digits or more.
    #[cold]
    #[inline(never)]
    fn large(&mut self, number: u32) {
        self.number(number / 100);
        self.put(Piece { ascii: digit_pair(number % 100), count: 2 });
    }

    /// A full stop.
    #[inline]
    pub(super) fn stop(&mut self) {
        self.put(STOP);
    }

    /// `MAJOR.MINOR`.
    #[inline]
    pub(super) fn line(&mut self, major: u32, minor: u32) {
        if major.max(minor) < 100 {
            self.put(Piece::number(major).then(STOP).then(Piece::number(minor)));
        } else {
            self.number(major);
            self.stop();
            self.number(minor);
        }
    }

    /// A full stop and a date `YYYYMMDD`, or nothing for 0.
    #[inline]
    pub(super) fn date(&mut self, number: u32) {
        let is_given = usize::from(number != 0);
        self.put(Piece { count: is_given, ..STOP });
        self.put(Piece { ascii: eight_digits(number), count: 8 * is_given });
    }

    /// `-next.ID`.
    #[inline]
    pub(super) fn next(&mut self, id: u32) {
        if id < 100 {
            self.put(NEXT.then(Piece::number(id)));
        } else {
            self.put(NEXT);
            self.large(id);
        }
    }
}

/// Up to eight ASCII characters, the first one lowest.
#[derive(Clone, Copy)]
struct Piece {
    ascii: u64,
    /// How many of them count; the others are there all the same.
    count: usize,
}

const STOP: Piece = Piece { ascii: b'.' as u64, count: 1 };
const NEXT: Piece = Piece { ascii: u64::from_le_bytes(*b"-next.\0\0"), count: 6 };

impl Piece {
    /// A number below a hundred without leading zeros.
    #[inline]
    fn number(number: u32) -> Self {
        let pair = digit_pair(number);
        if number < 10 { Piece { ascii: pair >> 8, count: 1 } } else { Piece { ascii: pair, count: 2 } }
    }

    /// Both, one after the other, which together are no longer than eight characters.
    #[inline]
    fn then(self, next: Piece) -> Self {
        Piece { ascii: self.ascii | next.ascii << (8 * self.count), count: self.count + next.count }
    }
}

/// The two digits of a number below a hundred, as ASCII, the first one lowest.
#[inline]
fn digit_pair(number: u32) -> u64 {
    u64::from((number / 10) | ((number % 10) << 8)) + 0x3030
}

/// The eight digits of a number, as ASCII, the first one lowest: halved into numbers of four digits, two and one, each step
/// for all of them at once.
#[inline]
fn eight_digits(number: u32) -> u64 {
    let fours = u64::from(number / 10_000) | u64::from(number % 10_000) << 32;
    // To multiply by 10,486 and divide by 2²⁰ is to divide by 100, below 10,000; likewise by 103 and 2¹⁰ by 10, below 100.
    let hundreds = ((fours * 10_486) >> 20) & 0x7f_0000_007f;
    let twos = hundreds | (fours - 100 * hundreds) << 16;
    let tens = ((twos * 103) >> 10) & 0x000f_000f_000f_000f;
    (tens | (twos - 10 * tens) << 8) + 0x3030_3030_3030_3030
}

/// Formats the text that `write` puts together.
#[inline]
pub(super) fn display(f: &mut fmt::Formatter<'_>, write: impl FnOnce(&mut VersionText)) -> fmt::Result {
    let mut text = VersionText::new();
    write(&mut text);
    let checked = text.bytes.get(..text.length.next_multiple_of(16)).unwrap_or_default();
    let written = str::from_utf8(checked).ok().and_then(|whole| whole.get(..text.length));
    f.write_str(written.unwrap_or_default())
}

/// Appends the text that `write` puts together: all bytes are copied, since their number is known, and those after the end
/// are cut off again.
#[inline]
pub(super) fn append(buffer: &mut Vec<u8>, write: impl FnOnce(&mut VersionText)) {
    let mut text = VersionText::new();
    write(&mut text);
    let length = buffer.len() + text.length;
    buffer.extend_from_slice(&text.bytes);
    buffer.truncate(length);
}
