//! Writes versions digit by digit: `fmt` also looks for widths, signs and bases, which takes several times as long.

use std::fmt;

/// The text of one version while it is put together. The longest, `999999999.999999999.999999999-next.999999999`, has 45 bytes.
///
/// A piece is written as eight bytes, and the next one begins where those that count end: whether a number has one digit or
/// two, and whether there is a build at all, is then no branch that a processor could guess wrong. All bytes are ASCII, those
/// after the end too, and they begin where a word does and fill whole ones, so that they are checked word by word.
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

    /// The first `count` bytes of an ASCII text.
    #[inline]
    fn put(&mut self, ascii: u64, count: usize) {
        if let Some(place) = self.bytes.get_mut(self.length..).and_then(<[u8]>::first_chunk_mut) {
            *place = ascii.to_le_bytes();
            self.length += count;
        }
    }

    /// A full stop.
    #[inline]
    pub(super) fn stop(&mut self) {
        self.put(STOP, 1);
    }

    /// `MAJOR.MINOR`.
    #[inline]
    pub(super) fn line(&mut self, major: u32, minor: u32) {
        self.number(major);
        self.stop();
        self.number(minor);
    }

    /// `-next.ID`.
    #[inline]
    pub(super) fn next(&mut self, id: u32) {
        self.put(u64::from_le_bytes(*b"-next.  "), 6);
        self.number(id);
    }

    /// A number without leading zeros.
    #[inline]
    pub(super) fn number(&mut self, number: u32) {
        if number >= 100 {
            return self.large(number);
        }
        let pair = digit_pair(number);
        let (ascii, count) = if number < 10 { (pair >> 8, 1) } else { (pair, 2) };
        self.put(ascii, count);
    }

    /// A number of three digits or more.
    #[cold]
    #[inline(never)]
    fn large(&mut self, number: u32) {
        self.number(number / 100);
        self.put(digit_pair(number % 100), 2);
    }

    /// A full stop and a date `YYYYMMDD`, or nothing for 0.
    #[inline]
    pub(super) fn date(&mut self, number: u32) {
        let is_given = usize::from(number != 0);
        self.put(STOP, is_given);
        self.put(eight_digits(number), 8 * is_given);
    }
}

const STOP: u64 = b'.' as u64;

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
    let written = str::from_utf8(&text.bytes).ok().and_then(|whole| whole.get(..text.length));
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
