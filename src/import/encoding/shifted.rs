//! Encodings of seven bits that shift between character sets: ISO-2022-JP (RFC 1468), ISO-2022-KR
//! (RFC 1557) and HZ (RFC 1843: ASCII with stretches of GB 2312 between `~{` and `~}`). In all three a
//! line begins and ends in ASCII, so that a line can be decoded by itself; texts in ISO-2022-JP that do
//! not keep to that are told by [`is_by_lines`] and read by [`decode_carried`].

use super::Encoding;
use crate::doc::Go;
use encoding_rs::{EUC_KR, GBK, ISO_2022_JP};
use memchr::{memchr2, memrchr};

const SHIFT_OUT: u8 = 0x0E;
const SHIFT_IN: u8 = 0x0F;
/// Bytes that are decoded at once.
const PIECE: usize = 64 << 10;

/// The text of `bytes`.
pub(super) fn decode(encoding: Encoding, bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    steps(encoding, bytes, &mut |_, text| {
        out.push_str(text);
        Go::On
    });
    out
}

/// The text of `bytes` whose lines need not begin in ASCII: each begins as the one before it ended. The
/// standard decoder takes a line end among shifted characters for damage.
pub(super) fn decode_carried(encoding: Encoding, bytes: &[u8]) -> String {
    if encoding != Encoding::Iso2022Jp {
        return decode(encoding, bytes);
    }
    // A pair becomes three bytes. Memory that is not written to costs nothing.
    let mut out = String::with_capacity(bytes.len() / 2 * 3 + PIECE);
    let mut shift: &[u8] = &[];
    let mut rest = bytes;
    while !rest.is_empty() {
        let len = memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let (line, after) = rest.split_at(len);
        decode_line(shift, line, &mut out);
        let last = memrchr(0x1B, line).and_then(|at| line.get(at..at + 3));
        shift = last.unwrap_or(shift);
        let (end, after) = after.split_at(after.len().min(1));
        out.push_str(str::from_utf8(end).unwrap_or_default());
        rest = after;
    }
    out
}

/// Decodes a line of ISO-2022-JP that begins behind a shift, piece by piece: a whole text may be one line.
fn decode_line(shift: &[u8], line: &[u8], out: &mut String) {
    let mut decoder = ISO_2022_JP.new_decoder_without_bom_handling();
    for piece in [shift].into_iter().chain(line.chunks(PIECE)) {
        out.reserve(decoder.max_utf8_buffer_length(piece.len()).unwrap_or(0));
        let _ = decoder.decode_to_string(piece, out, false);
    }
    out.reserve(decoder.max_utf8_buffer_length(0).unwrap_or(0));
    let _ = decoder.decode_to_string(&[], out, true);
}

/// Hands out the characters of `bytes` one by one, each with the number of bytes up to its end, until
/// told to stop.
pub(super) fn steps(encoding: Encoding, bytes: &[u8], take: &mut dyn FnMut(usize, &str) -> Go) {
    match encoding {
        Encoding::Iso2022Jp => japanese(bytes, take),
        Encoding::Iso2022Kr => pairs(bytes, korean, take),
        _ => pairs(bytes, hz, take),
    }
}

/// Whether each line of a stretch ends as lines begin, and none is so long that it is cut.
/// The last line may go on behind the stretch.
pub(super) fn is_by_lines(encoding: Encoding, bytes: &[u8], longest: usize) -> bool {
    let mut rest = bytes;
    while let Some(len) = memchr2(b'\n', b'\r', rest) {
        let line = rest.get(..len).unwrap_or_default();
        if len > longest || (encoding == Encoding::Iso2022Jp && !ends_plain(line)) {
            return false;
        }
        rest = rest.get(len + 1..).unwrap_or_default();
    }
    rest.len() <= longest
}

/// Whether the last shift of a line of ISO-2022-JP, if it has one, is one to letters.
fn ends_plain(line: &[u8]) -> bool {
    match memrchr(0x1B, line).and_then(|at| line.get(at + 1..at + 3)) {
        Some(shift) => matches!(shift, b"(B" | b"(J"),
        None => true,
    }
}

fn japanese(bytes: &[u8], take: &mut dyn FnMut(usize, &str) -> Go) {
    let mut decoder = ISO_2022_JP.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(16);
    for end in 1..=bytes.len() {
        let byte = bytes.get(end - 1..end).unwrap_or_default();
        text.clear();
        let _ = decoder.decode_to_string(byte, &mut text, end == bytes.len());
        if !text.is_empty() && take(end, &text) == Go::Stop {
            return;
        }
    }
}

/// What the bytes in front of a stretch are, and where it goes on.
struct Step<'b> {
    is_shifted: bool,
    text: Char,
    rest: &'b [u8],
}

/// What a step gives.
enum Char {
    None,
    One(char),
    /// A pair of a set of 94 by 94, in eight bits, in this encoding.
    Pair(&'static encoding_rs::Encoding, [u8; 2]),
}

type Rule = for<'b> fn(bool, u8, &'b [u8]) -> Step<'b>;

fn pairs(bytes: &[u8], rule: Rule, take: &mut dyn FnMut(usize, &str) -> Go) {
    let mut rest = bytes;
    let mut is_shifted = false;
    while let &[first, ref after @ ..] = rest {
        let step = rule(is_shifted, first, after);
        (is_shifted, rest) = (step.is_shifted, step.rest);
        let end = bytes.len() - rest.len();
        let go = match step.text {
            Char::None => Go::On,
            Char::One(c) => take(end, c.encode_utf8(&mut [0; 4])),
            Char::Pair(encoding, pair) => take(end, &encoding.decode_without_bom_handling(&pair).0),
        };
        if go == Go::Stop {
            return;
        }
    }
}

fn hz(is_shifted: bool, first: u8, after: &[u8]) -> Step<'_> {
    let (is_shifted, text, rest) = match (is_shifted, first, after) {
        (_, b'~', [b'{', rest @ ..]) => (true, Char::None, rest),
        (false, b'~', [b'~', rest @ ..]) => (false, Char::One('~'), rest),
        // Before a line end it says that the line goes on in the next.
        (_, b'~', [b'}', rest @ ..]) | (false, b'~', [b'\n', rest @ ..]) => {
            (false, Char::None, rest)
        }
        (false, b'~', []) => (false, Char::None, after),
        (true, 0x21..=0x77, [second @ 0x21..=0x7E, rest @ ..]) => {
            let pair = [first | 0x80, second | 0x80];
            (true, Char::Pair(GBK, pair), rest)
        }
        (_, b'\n' | b'\r', rest) | (false, 0..0x80, rest) => {
            (false, Char::One(char::from(first)), rest)
        }
        (_, _, rest) => (is_shifted, Char::One('\u{FFFD}'), rest),
    };
    Step {
        is_shifted,
        text,
        rest,
    }
}

fn korean(is_shifted: bool, first: u8, after: &[u8]) -> Step<'_> {
    let (is_shifted, text, rest) = match (is_shifted, first, after) {
        (_, 0x1B, [b'$', b')', b'C', rest @ ..]) => (is_shifted, Char::None, rest),
        (_, SHIFT_OUT, rest) => (true, Char::None, rest),
        (_, SHIFT_IN, rest) => (false, Char::None, rest),
        (true, 0x21..=0x7E, [second @ 0x21..=0x7E, rest @ ..]) => {
            let pair = [first | 0x80, second | 0x80];
            (true, Char::Pair(EUC_KR, pair), rest)
        }
        (_, b'\n' | b'\r', rest) => (false, Char::One(char::from(first)), rest),
        (false, 0..0x80, rest) | (true, 0..=0x20, rest) => {
            (is_shifted, Char::One(char::from(first)), rest)
        }
        (_, _, rest) => (is_shifted, Char::One('\u{FFFD}'), rest),
    };
    Step {
        is_shifted,
        text,
        rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_end_shifted_are_told() {
        for (encoding, text, want) in [
            (Encoding::Iso2022Jp, &b"\x1B$B0!\x1B(B\nb\n"[..], true),
            (Encoding::Iso2022Jp, b"\x1B$B0!\x1B(J\r\nb", true),
            (Encoding::Iso2022Jp, b"\x1B$B0!\n0!\x1B(B\n", false),
            (Encoding::Iso2022Jp, b"\x1B$B0!\x1B(B\n\x1B$B0!", true),
            (Encoding::Iso2022Jp, b"123456789", false),
            (Encoding::Hz, b"~{VP\n", true),
            (Encoding::Hz, b"~{VPVPVP~}\n", false),
        ] {
            let longest = if text.starts_with(b"\x1B") { 64 } else { 8 };
            assert_eq!(is_by_lines(encoding, text, longest), want, "{text:?}");
        }
    }

    #[test]
    fn korean_shifts_and_comes_back_at_a_line_end() {
        for (bytes, want) in [
            (&b"\x1B$)C\x0E0!\x0Fa\n"[..], "가a\n"),
            (b"\x0E0! 0!\nab\x0E0!", "가 가\nab가"),
            (b"\x0E0", "\u{FFFD}"),
            (b"\x0E0\n0!", "\u{FFFD}\n0!"),
            (b"\x0E\xFF", "\u{FFFD}"),
            (b"~{~}", "~{~}"),
        ] {
            assert_eq!(decode(Encoding::Iso2022Kr, bytes), want, "{bytes:?}");
        }
    }

    #[test]
    fn a_line_of_hz_may_go_on_in_the_next() {
        assert_eq!(decode(Encoding::Hz, b"~{VP~}~\n~{VP~}~~"), "中中~");
        assert_eq!(decode(Encoding::Hz, b"~{VP~}~"), "中");
    }
}
