//! The nearest place at which a character may begin.

use super::bit_cost::bit_cost;
use super::kinds::Encoding;

/// Bytes before a place that tell whether a character begins there.
pub const LOOK_BACK_BYTES: usize = 8 << 10;
/// Bytes after it.
pub const LOOK_AHEAD_BYTES: usize = 4;

/// Bytes that tell at which of two bytes a text begins.
const ALIGNMENT_SAMPLE_BYTES: usize = 512;

impl Encoding {
    /// Where a character begins at or after `near` in `window`: at most [`LOOK_AHEAD_BYTES`] bytes on, given
    /// [`LOOK_BACK_BYTES`] bytes before it and [`LOOK_AHEAD_BYTES`] behind it (fewer at the ends of the text).
    ///
    /// UTF-8 and UTF-16 say it themselves. In the others a byte that is no part of any longer
    /// character (a blank, ASCII punctuation) is looked for before `near`, and the characters are
    /// counted from there. Thousands of characters without any such byte do not say where they
    /// begin: there the beginning is taken that makes the commonest characters.
    pub fn ceil_char_boundary(self, window: &[u8], near: usize) -> usize {
        let from = match self {
            Self::Utf8 => {
                let rest = window.get(near..).unwrap_or_default();
                let on = rest.iter().take(3).take_while(|&&byte| byte & 0xC0 == 0x80);
                return near + on.count();
            }
            Self::Utf16Le | Self::Utf16Be => {
                let high = if self == Self::Utf16Le {
                    near + 1
                } else {
                    near
                };
                let is_low = window.get(high).is_some_and(|byte| byte & 0xFC == 0xDC);
                return near + if is_low { 2 } else { 0 };
            }
            Self::Utf32Le | Self::Utf32Be | Self::Iso2022Jp => {
                return near;
            }
            Self::Bytes(encoding) if encoding.is_single_byte() => return near,
            Self::Bytes(encoding) => {
                let before = window.get(..near).unwrap_or_default();
                let stop = min_trail_byte(encoding);
                match before.iter().rposition(|&byte| byte < stop) {
                    Some(at) => at + 1,
                    None => self.best_alignment(before),
                }
            }
        };
        let mut at = from;
        while at < near {
            match self.char_len(window.get(at..).unwrap_or_default()) {
                0 => return near,
                length => at += length,
            }
        }
        at
    }

    /// Of the first two bytes, the one at which the better text begins.
    fn best_alignment(self, bytes: &[u8]) -> usize {
        let bits = |from: usize| {
            let to = bytes.len().min(from + ALIGNMENT_SAMPLE_BYTES);
            bit_cost(self, bytes.get(from..to).unwrap_or_default())
        };
        usize::from(bits(1) < bits(0))
    }
}

/// Bytes below this are no part of a character of several bytes (GB18030 has digits in those of
/// four, Big5, `Shift_JIS` and CP949 letters in those of two).
fn min_trail_byte(encoding: &'static encoding_rs::Encoding) -> u8 {
    if encoding == encoding_rs::GB18030 {
        0x30
    } else if encoding == encoding_rs::EUC_JP {
        0x80
    } else {
        0x40
    }
}
