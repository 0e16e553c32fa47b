//! Bit cost of a text in an encoding: the lower, the likelier is the encoding.
//!
//! The model looks at single characters and knows the frequency of each kind in Chinese, Japanese and Korean
//! texts: a common Han character is one of a thousand that make up three quarters of a text, a rare one is one
//! of twenty thousand that make up a fiftieth, a kana is one of eighty. Every encoding is scored on the same
//! bytes, so differences measure the confidence regardless of the length: ten bits are odds of a thousand to
//! one.

use super::common_chars::{is_common_han, is_common_hangul};
use super::kinds::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS};
use crate::text::script::{is_han, is_hangul, is_kana};

/// Bits of a byte without evidence, such as one cut off at the end of a sample.
const UNKNOWN_BYTE_BITS: f64 = 8.0;
/// Bits of an ASCII character.
pub(crate) const ASCII_BITS: f64 = 5.0;
/// Maximum bits of each byte of a character that is repeated, alone or in turns with another: a run of one character is
/// evidence once, not each time. The same for every length of characters, since a row of dots is also a row of `⸮` in
/// UTF-16.
const MAX_REPEATED_BITS_PER_BYTE: f64 = 2.5;
/// Bits of a control character.
const CONTROL_BITS: f64 = 18.0;
/// Returns the bits of a sequence of `bytes` bytes that cannot be decoded.
const fn undecodable_cost(bytes: usize) -> f64 {
    if bytes > 2 { 12.0 * bytes as f64 } else { 24.0 }
}

/// Kind of a character. Characters of one kind tend to follow each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CharKind {
    Ascii,
    Punctuation,
    Han,
    Kana,
    HalfWidthKana,
    Hangul,
    FullWidth,
    BoxDrawing,
    Symbol,
    Latin,
    Cased,
    Uncased,
    Other,
}

impl CharKind {
    /// Returns whether characters of this kind are signs, such as those before each item of a list.
    const fn is_sign(self) -> bool {
        matches!(
            self,
            Self::Punctuation | Self::FullWidth | Self::BoxDrawing | Self::Symbol
        )
    }

    fn of(c: char) -> Self {
        match c {
            '\0'..='\u{7F}' => Self::Ascii,
            '\u{FF61}'..='\u{FF9F}' => Self::HalfWidthKana,
            '\u{3000}'..='\u{3002}'
            | '\u{3008}'..='\u{3011}'
            | '\u{2014}'
            | '\u{2018}'..='\u{201D}'
            | '\u{2026}'
            | '\u{FF01}'
            | '\u{FF08}'
            | '\u{FF09}'
            | '\u{FF0C}'
            | '\u{FF1A}'
            | '\u{FF1B}'
            | '\u{FF1F}' => Self::Punctuation,
            _ if is_kana(c) => Self::Kana,
            _ if is_hangul(c) => Self::Hangul,
            _ if is_han(c) => Self::Han,
            '\u{FF02}'..='\u{FF5E}' | '\u{FFE0}'..='\u{FFE6}' => Self::FullWidth,
            '\u{2500}'..='\u{259F}' => Self::BoxDrawing,
            '\u{A0}'..='\u{BF}' | '\u{2000}'..='\u{2BFF}' | '\u{3003}'..='\u{33FF}' => Self::Symbol,
            '\u{C0}'..='\u{24F}' => Self::Latin,
            '\u{370}'..='\u{4FF}' => Self::Cased,
            '\u{590}'..='\u{6FF}' | '\u{E00}'..='\u{E7F}' => Self::Uncased,
            _ => Self::Other,
        }
    }
}

/// Signs of a sample so far. A sign on every line is evidence once.
#[derive(Default)]
struct SeenSigns {
    signs: [char; MAX_SIGN_COUNT],
    count: usize,
}

/// Signs that are remembered.
const MAX_SIGN_COUNT: usize = 16;

impl SeenSigns {
    /// Returns whether `c` is a sign that came before, and remembers it.
    fn is_known(&mut self, c: char) -> bool {
        if c.is_ascii() || c.is_alphabetic() || !CharKind::of(c).is_sign() {
            return false;
        }
        if self.signs.iter().take(self.count).any(|&known| known == c) {
            return true;
        }
        if let Some(slot) = self.signs.get_mut(self.count) {
            *slot = c;
            self.count += 1;
        }
        false
    }
}

/// Returns the bits of `bytes`, decoded in `encoding` from the first byte on. An incomplete character at the
/// end does not count as damage.
pub(crate) fn bit_cost(encoding: Encoding, bytes: &[u8]) -> f64 {
    let mut sum = 0.0;
    let mut signs = SeenSigns::default();
    let mut before = ' ';
    let mut earlier = ' ';
    let mut rest = bytes;
    while !rest.is_empty() {
        let (own, after) = rest.split_at(encoding.char_len(rest).clamp(1, rest.len()));
        rest = after;
        sum += match encoding.decode_char(own) {
            Some(c) => {
                let bits = char_cost(encoding, own, c, before);
                // Two blanks are a sign in UTF-16.
                let is_known = encoding.unit_len() == 1 && signs.is_known(c);
                let is_repeated = c == before || c == earlier || is_known;
                (earlier, before) = (before, c);
                if is_repeated {
                    bits.min(MAX_REPEATED_BITS_PER_BYTE * own.len() as f64)
                } else {
                    bits
                }
            }
            None if rest.is_empty() => UNKNOWN_BYTE_BITS * own.len() as f64,
            None => {
                (earlier, before) = (before, '\u{FFFD}');
                undecodable_cost(own.len())
            }
        };
    }
    sum
}

/// Returns the bits of `c`, decoded from `bytes`, after the character `before`.
fn char_cost(encoding: Encoding, bytes: &[u8], c: char, before: char) -> f64 {
    let kind = CharKind::of(c);
    let is_same = CharKind::of(before) == kind;
    let run = |first: f64, further: f64| if is_same { further } else { first };
    match kind {
        CharKind::Ascii if c == '\0' => CONTROL_BITS * bytes.len() as f64,
        CharKind::Ascii if c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r') => CONTROL_BITS,
        CharKind::Ascii => ASCII_BITS,
        CharKind::Punctuation => 6.5,
        CharKind::Han => han_cost(encoding, bytes, c),
        CharKind::Kana => match encoding {
            _ if encoding == SHIFT_JIS || encoding == EUC_JP => 7.5,
            // GB 2312 and KS X 1001 contain kana too, at the same places as EUC-JP.
            Encoding::Bytes(_) => run(13.5, 11.0),
            _ => 8.0,
        },
        CharKind::HalfWidthKana => run(12.0, 7.0),
        CharKind::Uncased => run(13.0, 7.5),
        CharKind::Hangul => hangul_cost(encoding, bytes, c),
        CharKind::FullWidth => run(10.5, 8.0),
        CharKind::BoxDrawing => run(12.0, 6.0),
        CharKind::Symbol if c < '\u{100}' => 13.0,
        CharKind::Symbol => run(13.0, 9.0),
        // Two in a row are rare where most letters are ASCII.
        CharKind::Latin if before.is_ascii() => 12.0,
        CharKind::Latin => CONTROL_BITS,
        CharKind::Cased if c.is_lowercase() => run(11.0, 6.0),
        // Capital letter inside a word.
        CharKind::Cased if before.is_lowercase() && is_same => 16.0,
        CharKind::Cased => run(12.0, 9.0),
        CharKind::Other => 24.0,
    }
}

/// Returns the bits of a Han character by its frequency and its part of the character set.
fn han_cost(encoding: Encoding, bytes: &[u8], c: char) -> f64 {
    let &[lead, ref trail @ ..] = bytes else {
        return undecodable_cost(0);
    };
    let is_common = is_common_han(c);
    if encoding == EUC_KR {
        return if is_common { 14.0 } else { 18.0 };
    }
    if is_common {
        return 10.4;
    }
    let trail = trail.first().copied().unwrap_or(0);
    let is_94 = trail >= 0xA1;
    if encoding == GB18030 {
        match (bytes.len(), lead) {
            (4, _) => 21.0,
            (_, 0xB0..=0xD7) if is_94 => 14.0,
            (_, 0xD8..=0xF7) if is_94 => 18.0,
            _ => 17.0,
        }
    } else if encoding == BIG5 {
        if matches!(lead, 0xA4..=0xC6) {
            14.0
        } else {
            18.0
        }
    } else if encoding == SHIFT_JIS {
        match lead {
            0x88..=0x97 => 14.0,
            0x98..=0xEA => 19.0,
            _ => 21.0,
        }
    } else if encoding == EUC_JP {
        match (bytes.len(), lead) {
            (3, _) => 22.0,
            (_, ..=0xCF) => 14.0,
            _ => 19.0,
        }
    } else if matches!(c, '\u{4E00}'..='\u{9FFF}') {
        15.0
    } else {
        20.0
    }
}

/// Returns the bits of a Hangul syllable. Those of KS X 1001 are far more frequent than the others.
fn hangul_cost(encoding: Encoding, bytes: &[u8], c: char) -> f64 {
    let is_common = is_common_hangul(c);
    match encoding {
        Encoding::Bytes(_) if encoding != EUC_KR => 24.0,
        _ if is_common => 7.5,
        Encoding::Bytes(_) => match bytes {
            [0xB0..=0xFF, 0xA1..=0xFF] => 13.5,
            _ => 17.5,
        },
        _ => 14.0,
    }
}

impl Encoding {
    /// Decodes `bytes` to one character; if they encode two, to the first. `None` if they are invalid.
    fn decode_char(self, bytes: &[u8]) -> Option<char> {
        let unit = |read: fn([u8; 2]) -> u16| {
            let units = bytes.as_chunks::<2>().0.iter().map(|unit| read(*unit));
            char::decode_utf16(units).next()?.ok()
        };
        let long = |read: fn([u8; 4]) -> u32| char::from_u32(read(bytes.try_into().ok()?));
        match self {
            Self::Utf8 => std::str::from_utf8(bytes).ok()?.chars().next(),
            Self::Utf16Le => unit(u16::from_le_bytes),
            Self::Utf16Be => unit(u16::from_be_bytes),
            Self::Utf32Le => long(u32::from_le_bytes),
            Self::Utf32Be => long(u32::from_be_bytes),
            Self::Bytes(encoding) => {
                let mut text = [0; 16];
                let mut decoder = encoding.new_decoder_without_bom_handling();
                let (result, _, len) =
                    decoder.decode_to_utf8_without_replacement(bytes, &mut text, true);
                let is_whole = result == encoding_rs::DecoderResult::InputEmpty;
                let text = text.get(..len).filter(|_| is_whole)?;
                std::str::from_utf8(text).ok()?.chars().next()
            }
            Self::Iso2022Jp => self.decode(bytes).chars().next(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_takes_fewest_bits_in_its_own_encoding() {
        let all = [GB18030, BIG5, SHIFT_JIS, EUC_JP, EUC_KR];
        for (own, text) in [
            (GB18030, "井水比河水凉，老人都这么说。"),
            (BIG5, "井水比河水涼，老人都這麼說。"),
            (SHIFT_JIS, "井戸の水は川より冷たい。"),
            (EUC_JP, "井戸の水は川より冷たい。"),
            (EUC_KR, "우물물은 강물보다 차다."),
        ] {
            let Encoding::Bytes(known) = own else {
                unreachable!("all are encodings of bytes")
            };
            let bytes = known.encode(text).0;
            let least = bit_cost(own, &bytes);
            for other in all.into_iter().filter(|other| *other != own) {
                assert!(
                    bit_cost(other, &bytes) > least + 20.0,
                    "{text} {}",
                    other.name()
                );
            }
            let cut = bytes.get(..bytes.len() - 1).unwrap_or_default();
            assert!(
                bit_cost(own, cut) < least + 2.0 * UNKNOWN_BYTE_BITS,
                "{text}"
            );
        }
    }
}
