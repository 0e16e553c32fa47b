//! Code units, line ends and character lengths of undecoded bytes.

use super::kinds::Encoding;
use memchr::{memchr2, memchr2_iter, memrchr2_iter};

impl Encoding {
    /// Returns the offset of the first LF or CR in `bytes`, which must be whole code units.
    pub fn find_line_end(self, bytes: &[u8]) -> Option<usize> {
        if self.unit_len() == 1 {
            return memchr2(b'\n', b'\r', bytes);
        }
        memchr2_iter(b'\n', b'\r', bytes).find_map(|i| self.ascii_unit_start(bytes, i))
    }

    /// Returns the offsets of LF and CR in `bytes`, last first. `bytes` must be whole code units.
    pub fn line_ends_rev(self, bytes: &[u8]) -> impl Iterator<Item = usize> {
        memrchr2_iter(b'\n', b'\r', bytes).filter_map(move |i| self.ascii_unit_start(bytes, i))
    }

    /// Returns the start of the code unit that the ASCII byte at `i` forms with zeros; `None` if it is part of
    /// another character.
    fn ascii_unit_start(self, bytes: &[u8], i: usize) -> Option<usize> {
        let unit = self.unit_len();
        let start = i / unit * unit;
        (self.unit_to_ascii(bytes.get(start..start + unit)?)? == *bytes.get(i)?).then_some(start)
    }

    /// Returns the ASCII character that a code unit encodes; `None` for other units.
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

    /// Returns the bytes of the first character of `bytes`, which must begin at a character; 0 only for an
    /// empty slice. An invalid character has the length that a decoder skips at least.
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
