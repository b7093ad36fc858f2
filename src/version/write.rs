//! Writes versions digit by digit: `fmt` also looks for widths, signs and bases, which takes several times as long.

use std::fmt;

/// Where the text of a version goes.
pub(super) trait Sink {
    fn put<const N: usize>(&mut self, ascii: [u8; N]);

    /// A number without leading zeros.
    #[inline]
    fn number(&mut self, number: u32) {
        match number {
            0..10 => self.put([digit(number)]),
            10..100 => self.put(pair(number)),
            _ => self.large(number),
        }
    }

    /// A number of three digits or more.
    fn large(&mut self, number: u32) {
        self.number(number / 100);
        self.put(pair(number % 100));
    }

    /// A full stop and a date `YYYYMMDD`.
    #[inline]
    fn date(&mut self, number: u32) {
        let [century, year] = [number / 1_000_000, number / 10_000 % 100].map(pair);
        let [month, day] = [number / 100 % 100, number % 100].map(pair);
        self.put([b'.', century[0], century[1], year[0], year[1], month[0], month[1], day[0], day[1]]);
    }
}

/// The digit of a number below ten.
#[inline]
fn digit(number: u32) -> u8 {
    let [.., low] = number.to_be_bytes();
    b'0' + low
}

/// The two digits of a number below a hundred.
#[inline]
fn pair(number: u32) -> [u8; 2] {
    [digit(number / 10), digit(number % 10)]
}

impl Sink for Vec<u8> {
    #[inline]
    fn put<const N: usize>(&mut self, ascii: [u8; N]) {
        self.extend_from_slice(&ascii);
    }
}

/// The text of one version, on the stack. The longest, `999999999.999999999.999999999-next.999999999`, has 45 bytes.
pub(super) struct StackText {
    bytes: [u8; 48],
    length: usize,
}

impl Sink for StackText {
    #[inline]
    fn put<const N: usize>(&mut self, ascii: [u8; N]) {
        if let Some(place) = self.bytes.get_mut(self.length..).and_then(<[u8]>::first_chunk_mut) {
            *place = ascii;
            self.length += N;
        }
    }
}

/// Formats the text that `write` puts together.
pub(super) fn display(f: &mut fmt::Formatter<'_>, write: impl FnOnce(&mut StackText)) -> fmt::Result {
    let mut text = StackText { bytes: [0; 48], length: 0 };
    write(&mut text);
    // What is not written yet is zeros, which are UTF-8, too: to check a whole number of words takes less time.
    let written = str::from_utf8(&text.bytes).ok().and_then(|whole| whole.get(..text.length));
    f.write_str(written.unwrap_or_default())
}
