//! Encodings of seven bits that shift between character sets: ISO-2022-JP (RFC 1468), ISO-2022-KR
//! (RFC 1557) and HZ (RFC 1843: ASCII with stretches of GB 2312 between `~{` and `~}`). In all three a
//! line begins and ends in ASCII, so that a line can be decoded by itself; texts in ISO-2022-JP that do
//! not keep to that are told by [`is_by_lines`] and read by [`decode_carried`].

use super::Encoding;
use crate::source::windows::Source;
use encoding_rs::{Decoder, EUC_KR, GBK, ISO_2022_JP};
use memchr::{memchr2, memrchr};
use std::ops::ControlFlow;

const SHIFT_OUT: u8 = 0x0E;
const SHIFT_IN: u8 = 0x0F;
/// Bytes that are decoded at once.
const DECODE_BYTES: usize = 64 << 10;
/// Bytes of the longest sequence that stands for one character or shift.
const LONGEST: usize = 4;

/// The text of `bytes`.
pub(crate) fn decode(encoding: Encoding, bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    walk_chars(encoding, bytes, &mut |_, text| {
        out.push_str(text);
        ControlFlow::Continue(())
    });
    out
}

/// Hands out the text of `source`, whose lines need not begin in ASCII, piece by piece: a whole text may be
/// one line. Each begins as the one before it ended.
pub(crate) fn decode_carried(encoding: Encoding, source: &Source, out: &mut dyn FnMut(&str)) {
    match encoding {
        Encoding::Iso2022Jp => japanese_carried(source, out),
        Encoding::Iso2022Kr => pairs_carried(source, korean, out),
        _ => pairs_carried(source, hz, out),
    }
}

/// The standard decoder takes a line end among shifted characters for damage, and so sees none.
fn japanese_carried(source: &Source, out: &mut dyn FnMut(&str)) {
    let mut decoder = ISO_2022_JP.new_decoder_without_bom_handling();
    let mut shift = Vec::new();
    let mut text = String::new();
    let mut at = 0;
    loop {
        let window = source.window(at, at + DECODE_BYTES as u64);
        let is_last = at + window.len() as u64 >= source.len();
        let piece = if is_last {
            &window
        } else {
            before_escape(&window)
        };
        if piece.is_empty() {
            break;
        }
        at += piece.len() as u64;
        let mut rest = piece;
        while !rest.is_empty() {
            let (line, after) = rest.split_at(memchr2(b'\n', b'\r', rest).unwrap_or(rest.len()));
            feed(&mut decoder, line, &mut text);
            if let Some(last) = memrchr(0x1B, line).and_then(|at| line.get(at..at + 3)) {
                shift = last.to_vec();
            }
            let (end, after) = after.split_at(after.len().min(1));
            if !end.is_empty() {
                finish(&mut decoder, &mut text);
                text.push_str(str::from_utf8(end).unwrap_or_default());
                feed(&mut decoder, &shift, &mut text);
            }
            rest = after;
        }
        out(&text);
        text.clear();
    }
    finish(&mut decoder, &mut text);
    out(&text);
}

/// A piece without an escape sequence that may be cut off at its end.
fn before_escape(piece: &[u8]) -> &[u8] {
    let tail = piece.len().saturating_sub(2);
    let escape = memrchr(0x1B, piece.get(tail..).unwrap_or_default());
    escape.map_or(piece, |at| piece.get(..tail + at).unwrap_or_default())
}

fn feed(decoder: &mut Decoder, bytes: &[u8], text: &mut String) {
    text.reserve(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(0));
    let _ = decoder.decode_to_string(bytes, text, false);
}

/// Ends a line; the decoder is as new.
fn finish(decoder: &mut Decoder, text: &mut String) {
    text.reserve(decoder.max_utf8_buffer_length(0).unwrap_or(0));
    let _ = decoder.decode_to_string(&[], text, true);
    *decoder = ISO_2022_JP.new_decoder_without_bom_handling();
}

fn pairs_carried(source: &Source, rule: Rule, out: &mut dyn FnMut(&str)) {
    let mut text = String::new();
    let (mut at, mut is_shifted) = (0, false);
    loop {
        let window = source.window(at, at + DECODE_BYTES as u64);
        let is_last = at + window.len() as u64 >= source.len();
        let left = if is_last { 0 } else { LONGEST };
        let read;
        (is_shifted, read) = walk(&window, is_shifted, left, rule, &mut |_, c| {
            text.push_str(c);
            ControlFlow::Continue(())
        });
        out(&text);
        if read == 0 || is_last {
            return;
        }
        at += read as u64;
        text.clear();
    }
}

/// Hands out the characters of `bytes` one by one, each with the number of bytes up to its end, until
/// told to stop.
pub(crate) fn walk_chars(
    encoding: Encoding,
    bytes: &[u8],
    take: &mut dyn FnMut(usize, &str) -> ControlFlow<()>,
) {
    match encoding {
        Encoding::Iso2022Jp => walk_iso_2022_jp(bytes, take),
        Encoding::Iso2022Kr => pairs(bytes, korean, take),
        _ => pairs(bytes, hz, take),
    }
}

/// Whether each line of a stretch ends as lines begin, and none is so long that it is cut.
/// The last line may go on behind the stretch.
pub(crate) fn has_independent_lines(encoding: Encoding, bytes: &[u8], longest: usize) -> bool {
    let mut rest = bytes;
    while let Some(len) = memchr2(b'\n', b'\r', rest) {
        let line = rest.get(..len).unwrap_or_default();
        if len > longest || (encoding == Encoding::Iso2022Jp && !ends_in_ascii(line)) {
            return false;
        }
        rest = rest.get(len + 1..).unwrap_or_default();
    }
    rest.len() <= longest
}

/// Whether the last shift of a line of ISO-2022-JP, if it has one, is one to letters.
fn ends_in_ascii(line: &[u8]) -> bool {
    match memrchr(0x1B, line).and_then(|at| line.get(at + 1..at + 3)) {
        Some(shift) => matches!(shift, b"(B" | b"(J"),
        None => true,
    }
}

fn walk_iso_2022_jp(bytes: &[u8], take: &mut dyn FnMut(usize, &str) -> ControlFlow<()>) {
    let mut decoder = ISO_2022_JP.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(16);
    for end in 1..=bytes.len() {
        let byte = bytes.get(end - 1..end).unwrap_or_default();
        text.clear();
        let _ = decoder.decode_to_string(byte, &mut text, end == bytes.len());
        if !text.is_empty() && take(end, &text).is_break() {
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

fn pairs(bytes: &[u8], rule: Rule, take: &mut dyn FnMut(usize, &str) -> ControlFlow<()>) {
    walk(bytes, false, 0, rule, take);
}

/// Walks all characters but those that begin in the last `left` bytes. Gives whether it ends shifted, and the
/// bytes walked.
fn walk(
    bytes: &[u8],
    mut is_shifted: bool,
    left: usize,
    rule: Rule,
    take: &mut dyn FnMut(usize, &str) -> ControlFlow<()>,
) -> (bool, usize) {
    let mut rest = bytes;
    while rest.len() > left
        && let &[first, ref after @ ..] = rest
    {
        let step = rule(is_shifted, first, after);
        (is_shifted, rest) = (step.is_shifted, step.rest);
        let end = bytes.len() - rest.len();
        let go = match step.text {
            Char::None => ControlFlow::Continue(()),
            Char::One(c) => take(end, c.encode_utf8(&mut [0; 4])),
            Char::Pair(encoding, pair) => take(end, &encoding.decode_without_bom_handling(&pair).0),
        };
        if go.is_break() {
            break;
        }
    }
    (is_shifted, bytes.len() - rest.len())
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
            assert_eq!(
                has_independent_lines(encoding, text, longest),
                want,
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_text_that_is_one_line_is_decoded_piece_by_piece() {
        for (encoding, head, pair, foot, c) in [
            (
                Encoding::Iso2022Jp,
                &b"ab\x1B$B"[..],
                b"0!",
                &b"\x1B(Bc"[..],
                "亜",
            ),
            (Encoding::Iso2022Kr, b"\x1B$)Cab\x0E", b"0!", b"\x0Fc", "가"),
            (Encoding::Hz, b"ab~{", b"VP", b"~}c", "中"),
        ] {
            // So long that pieces end at every place of a pair and of a shift.
            for count in DECODE_BYTES / 2 - 6..DECODE_BYTES / 2 + 2 {
                let bytes = [head, &pair.repeat(count), foot].concat().repeat(2);
                let mut text = String::new();
                decode_carried(encoding, &Source::Owned(bytes), &mut |piece| text += piece);
                let want = ["ab", &c.repeat(count), "c"].concat().repeat(2);
                assert!(text == want, "{} {count}", encoding.name());
            }
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
