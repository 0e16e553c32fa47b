//! Texts that end within a character: they are truncated, or the rest is still to come.

use super::char_boundary::LOOK_BACK_BYTES;
use super::kinds::Encoding;
use crate::source::windows::Source;
use std::ops::ControlFlow;

/// Bytes at the end of a text that are read: one half to find a character boundary, one half to walk.
const TAIL_SAMPLE_BYTES: u64 = 2 * LOOK_BACK_BYTES as u64;
/// Maximum bytes of an incomplete character.
const MAX_INCOMPLETE_TAIL_BYTES: usize = 3;
/// Alignment that starts a code unit in every encoding.
const UNIT_ALIGNMENT_BYTES: u64 = 4;

impl Encoding {
    /// Returns the bytes of an incomplete character at the end of a text, 0 to 3. The text begins at byte
    /// `body`.
    pub fn incomplete_tail_len(self, source: &Source, body: u64) -> u64 {
        let behind = source.len().saturating_sub(body);
        let skipped =
            behind.saturating_sub(TAIL_SAMPLE_BYTES) / UNIT_ALIGNMENT_BYTES * UNIT_ALIGNMENT_BYTES;
        let window = source.window(body + skipped, source.len());
        let near = if skipped == 0 {
            0
        } else {
            self.ceil_char_boundary(&window, LOOK_BACK_BYTES.min(window.len()))
        };
        let rest = window.get(near..).unwrap_or_default();
        let whole = rest.len() / self.unit_len() * self.unit_len();
        let lines = rest.get(..whole).unwrap_or_default();
        let line = self.line_ends_rev(lines).next();
        let start = line.map_or(0, |at| at + self.unit_len());
        self.incomplete_line_tail_len(rest.get(start..).unwrap_or_default()) as u64
    }

    /// Returns the bytes of an incomplete character at the end of a line.
    fn incomplete_line_tail_len(self, line: &[u8]) -> usize {
        let mut last = 0..0;
        self.walk(line, &mut |end, _| {
            last = last.end..end;
            ControlFlow::Continue(())
        });
        let last = line.get(last).unwrap_or_default();
        let is_torn =
            |bytes: &[u8]| self.count_undecodable(bytes) == 0 && self.decode(bytes) == "\u{FFFD}";
        if last.len() <= MAX_INCOMPLETE_TAIL_BYTES && is_torn(last) {
            last.len()
        } else {
            0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::kinds::{BIG5, EUC_JP, EUC_KR, GB18030, SHIFT_JIS};
    use super::*;

    #[test]
    fn what_is_torn_off_is_less_than_a_character() {
        let encoded = |encoding: Encoding, text: &str| match encoding {
            Encoding::Utf8 => text.as_bytes().to_vec(),
            Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Bytes(own) => own.encode(text).0.into_owned(),
            _ => unreachable!("not among the rows"),
        };
        for (encoding, words) in [
            (Encoding::Utf8, "山路 a 很长😀"),
            (Encoding::Utf16Le, "山路 a 很长"),
            (GB18030, "山路 a 很长"),
            (BIG5, "山路 a 很長"),
            (SHIFT_JIS, "山の路 a 長い"),
            (EUC_JP, "山の路 a 長い"),
            (EUC_KR, "산길 a 멀다"),
        ] {
            for text in [
                words.to_owned(),
                words.repeat(3000),
                format!("{words}\n{words}"),
            ] {
                let bytes = encoded(encoding, &text);
                let last = text.chars().last().unwrap().to_string();
                let width = encoded(encoding, &last).len();
                for cut in 0..width {
                    let source = Source::Owned(bytes[..bytes.len() - cut].to_vec());
                    let want = if cut == 0 { 0 } else { width - cut };
                    assert_eq!(
                        encoding.incomplete_tail_len(&source, 0),
                        want as u64,
                        "{encoding:?} {cut}"
                    );
                }
            }
        }
        for (encoding, bytes) in [
            (Encoding::Utf8, &b""[..]),
            (Encoding::Utf8, b"a\xFF"),
            (Encoding::Utf8, b"\xE5\xAD\n"),
            (GB18030, b"a"),
        ] {
            assert_eq!(
                encoding.incomplete_tail_len(&Source::Owned(bytes.to_vec()), 0),
                0,
                "{bytes:?}"
            );
        }
    }
}
