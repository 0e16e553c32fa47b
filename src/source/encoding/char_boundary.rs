//! Search for the nearest start of a character.

use super::bit_cost::bit_cost;
use super::kinds::Encoding;

/// Bytes that must be known before a place to find the character boundaries around it.
pub const LOOK_BACK_BYTES: usize = 8 << 10;
/// Bytes that must be known after it.
pub const LOOK_AHEAD_BYTES: usize = 4;

/// Bits by which the second of two possible alignments must be cheaper. The window starts at an even byte, where the
/// characters of a text without single bytes start.
const MIN_ALIGNMENT_MARGIN_BITS: f64 = 13.0;
/// Bytes that decide between two possible alignments.
const ALIGNMENT_SAMPLE_BYTES: usize = 512;

impl Encoding {
    /// Returns the first start of a character at or after `near` in `window`, at most [`LOOK_AHEAD_BYTES`]
    /// later. The window must contain [`LOOK_BACK_BYTES`] before `near` and [`LOOK_AHEAD_BYTES`] after it,
    /// fewer at the ends of the text.
    ///
    /// UTF-8 and UTF-16 are self-synchronising. In the other encodings the search goes back to a byte that is
    /// never part of a longer character (a blank, ASCII punctuation) and walks the characters from there. If
    /// thousands of characters contain no such byte, the alignment with the more frequent characters wins.
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

    /// Returns 0 or 1: the offset at which decoding yields the cheaper text.
    fn best_alignment(self, bytes: &[u8]) -> usize {
        let bits = |from: usize| {
            let to = bytes.len().min(from + ALIGNMENT_SAMPLE_BYTES);
            bit_cost(self, bytes.get(from..to).unwrap_or_default())
        };
        usize::from(bits(1) + MIN_ALIGNMENT_MARGIN_BITS < bits(0))
    }
}

/// Returns the lower limit of trail bytes: a smaller byte is never part of a multi-byte character. GB18030 uses
/// digits in four-byte characters; Big5, `Shift_JIS` and CP949 use letters in two-byte ones.
fn min_trail_byte(encoding: &'static encoding_rs::Encoding) -> u8 {
    if encoding == encoding_rs::GB18030 {
        0x30
    } else if encoding == encoding_rs::EUC_JP {
        0x80
    } else {
        0x40
    }
}
