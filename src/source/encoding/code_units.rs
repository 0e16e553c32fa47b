//! Where characters and line ends are in bytes of an encoding, without decoding them.

use super::Encoding;
use memchr::{memchr2, memchr2_iter, memrchr2_iter};

/// Bytes before a place that tell whether a character begins there.
pub const LOOK_BACK_BYTES: usize = 8 << 10;
/// Bytes after it.
pub const LOOK_AHEAD_BYTES: usize = 4;

/// Bytes that tell at which of two bytes a text begins.
const ALIGNMENT_SAMPLE_BYTES: usize = 512;

impl Encoding {
    /// Bytes of the smallest unit that a character is made of.
    pub const fn unit_len(self) -> usize {
        match self {
            Self::Utf8 | Self::Bytes(_) | Self::Iso2022Jp => 1,
            Self::Utf16Le | Self::Utf16Be => 2,
            Self::Utf32Le | Self::Utf32Be => 4,
        }
    }

    /// Where the first LF or CR of a stretch of whole units begins.
    pub fn find_line_end(self, bytes: &[u8]) -> Option<usize> {
        if self.unit_len() == 1 {
            return memchr2(b'\n', b'\r', bytes);
        }
        memchr2_iter(b'\n', b'\r', bytes).find_map(|i| self.ascii_unit_start(bytes, i))
    }

    /// Where the line ends of a stretch of whole units begin, the last first.
    pub fn line_ends_rev(self, bytes: &[u8]) -> impl Iterator<Item = usize> {
        memrchr2_iter(b'\n', b'\r', bytes).filter_map(move |i| self.ascii_unit_start(bytes, i))
    }

    /// The unit that the ASCII byte at `i` makes with zeros around it, if it does.
    fn ascii_unit_start(self, bytes: &[u8], i: usize) -> Option<usize> {
        let unit = self.unit_len();
        let start = i / unit * unit;
        (self.unit_to_ascii(bytes.get(start..start + unit)?)? == *bytes.get(i)?).then_some(start)
    }

    /// The ASCII character that a unit is, if it is one.
    pub fn unit_to_ascii(self, unit: &[u8]) -> Option<u8> {
        match (self, unit) {
            (Self::Utf16Le, &[byte, 0])
            | (Self::Utf16Be, &[0, byte])
            | (Self::Utf32Le, &[byte, 0, 0, 0])
            | (Self::Utf32Be, &[0, 0, 0, byte])
            | (Self::Utf8 | Self::Bytes(_) | Self::Iso2022Jp, &[byte]) => {
                byte.is_ascii().then_some(byte)
            }
            _ => None,
        }
    }

    /// Bytes of the first character of `bytes`, which begin where one does; 0 only for none. One
    /// that cannot be decoded has as many bytes as a decoder passes over at least.
    pub fn char_len(self, bytes: &[u8]) -> usize {
        let &[first, ..] = bytes else { return 0 };
        let second = bytes.get(1).copied().unwrap_or(0);
        let length = match self {
            Self::Utf8 => utf8_char_len(bytes),
            Self::Bytes(encoding) => match first {
                0..0x80 => 1,
                _ => multibyte_char_len(encoding, first, second, bytes),
            },
            Self::Utf16Le => utf16_char_len(second),
            Self::Utf16Be => utf16_char_len(first),
            Self::Utf32Le | Self::Utf32Be => 4,
            Self::Iso2022Jp => 1,
        };
        length.min(bytes.len())
    }

    /// Where a character begins at or after `near` in `window`: at most [`LOOK_ON`] bytes on, given
    /// [`LOOK_BACK`] bytes before it and [`LOOK_ON`] behind it (fewer at the ends of the text).
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
            crate::source::encoding::bit_cost::bit_cost(
                self,
                bytes.get(from..to).unwrap_or_default(),
            )
        };
        usize::from(bits(1) < bits(0))
    }
}

fn utf8_char_len(bytes: &[u8]) -> usize {
    let head = bytes.get(..bytes.len().min(4)).unwrap_or_default();
    match std::str::from_utf8(head) {
        Ok(text) => text.chars().next().map_or(1, char::len_utf8),
        Err(error) if error.valid_up_to() > 0 => {
            let valid = head.get(..error.valid_up_to()).unwrap_or_default();
            let text = std::str::from_utf8(valid).unwrap_or_default();
            text.chars().next().map_or(1, char::len_utf8)
        }
        Err(error) => error.error_len().unwrap_or(head.len()),
    }
}

fn utf16_char_len(high: u8) -> usize {
    if high & 0xFC == 0xD8 { 4 } else { 2 }
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

fn multibyte_char_len(
    encoding: &'static encoding_rs::Encoding,
    first: u8,
    second: u8,
    bytes: &[u8],
) -> usize {
    let is_pair = if encoding == encoding_rs::GB18030 {
        if matches!(
            bytes,
            [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, ..]
        ) {
            return 4;
        }
        matches!((first, second), (0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE))
    } else if encoding == encoding_rs::BIG5 {
        matches!((first, second), (0x81..=0xFE, 0x40..=0x7E | 0xA1..=0xFE))
    } else if encoding == encoding_rs::SHIFT_JIS {
        matches!(
            (first, second),
            (0x81..=0x9F | 0xE0..=0xFC, 0x40..=0x7E | 0x80..=0xFC)
        )
    } else if encoding == encoding_rs::EUC_JP {
        if matches!(bytes, [0x8F, 0xA1..=0xFE, 0xA1..=0xFE, ..]) {
            return 3;
        }
        matches!((first, second), (0x8E | 0xA1..=0xFE, 0xA1..=0xFE))
    } else if encoding == encoding_rs::EUC_KR {
        matches!((first, second), (0x81..=0xFE, 0x41..=0xFE))
    } else {
        false
    };
    if is_pair { 2 } else { 1 }
}

/// The text of UTF-32 whose units `read` reads.
pub(crate) fn decode_utf32(bytes: &[u8], read: fn([u8; 4]) -> u32) -> String {
    let (units, rest) = bytes.as_chunks::<4>();
    let mut text: String = units
        .iter()
        .map(|unit| char::from_u32(read(*unit)).unwrap_or('\u{FFFD}'))
        .collect();
    if !rest.is_empty() {
        text.push('\u{FFFD}');
    }
    text
}
