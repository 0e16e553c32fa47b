//! UTF-16 and UTF-32 without a byte order mark, told by the characters that their units make.

use super::CLEAR;
use crate::import::encoding::{EUC_KR, Encoding, GB18030, SHIFT_JIS, common};
use crate::text::script::{is_han, is_hangul, is_kana};

/// Bytes that are looked at for UTF-16 and UTF-32.
const WIDE_SAMPLE: usize = 1 << 10;

/// UTF-16 or UTF-32 without a byte order mark, by the units they make.
pub(super) fn wide(head: &[u8]) -> Option<Encoding> {
    let len = head.len().min(WIDE_SAMPLE) / 4 * 4;
    let sample = head.get(..len).unwrap_or_default();
    let is_32 = |encoding: &Encoding| {
        let text = encoding.decode(sample);
        let good = text
            .chars()
            .filter(|&c| c != '\0' && c != '\u{FFFD}')
            .count();
        len >= 16 && good * 50 >= len / 4 * 49
    };
    if let Some(encoding) = [Encoding::Utf32Le, Encoding::Utf32Be]
        .iter()
        .find(|e| is_32(e))
    {
        return Some(*encoding);
    }
    let sample = head.get(..head.len().min(WIDE_SAMPLE) / 2 * 2)?;
    let zeros = if head.contains(&0) {
        Zeros::Some
    } else {
        Zeros::None
    };
    let [little, big] = [Encoding::Utf16Le, Encoding::Utf16Be]
        .map(|encoding| worth_16(&encoding.decode(sample), zeros));
    let (best, encoding) = if little > big {
        (little, Encoding::Utf16Le)
    } else {
        (big, Encoding::Utf16Be)
    };
    ((little - big).abs() >= 0.2 && best >= CLEAR).then_some(encoding)
}

/// Whether a sample holds zeros, as UTF-16 with ASCII or blanks in it does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Zeros {
    Some,
    None,
}

/// How much decoded UTF-16 looks like text. Without zeros only common characters count: GB 2312
/// makes Hangul of UTF-16, but no common one.
fn worth_16(text: &str, zeros: Zeros) -> f64 {
    let (mut sum, mut count) = (0.0, 0u32);
    for c in text.chars() {
        count += 1;
        sum += match c {
            ' '..='~' | '\t' | '\r' | '\n' => 1.0,
            '\0'..='\u{1F}' => -1.0,
            '\u{FFFD}'..='\u{FFFF}' => -2.0,
            '\u{A0}'..='\u{5FF}' if zeros == Zeros::Some => 0.8,
            _ if is_hangul(c) && zeros == Zeros::Some => 0.8,
            _ if is_hangul(c) => common::worth(EUC_KR, c.encode_utf8(&mut [0; 4])),
            _ if is_kana(c) || !is_han(c) => common::worth(SHIFT_JIS, c.encode_utf8(&mut [0; 4])),
            _ => common::worth(GB18030, c.encode_utf8(&mut [0; 4])),
        };
    }
    sum / f64::from(count.max(1))
}
