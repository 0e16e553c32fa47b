//! Decoding of bytes to text.

use super::kinds::Encoding;
use super::stateful;
use super::utf8::{count_invalid_utf8, decode_utf8};
use std::borrow::Cow;
use std::ops::ControlFlow;

impl Encoding {
    /// Walks the characters of a line. `stop` gets the lengths of the source and of the text up to the end of
    /// each character. Returns both lengths before the character at which `stop` breaks.
    pub fn walk(
        self,
        line: &[u8],
        stop: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> (usize, usize) {
        let mut last = (0, 0);
        let mut step = |end: usize, text: &str| {
            let next = (end, last.1 + text.len());
            let go = stop(next.0, next.1);
            if go.is_continue() {
                last = next;
            }
            go
        };
        if self.is_stateful() {
            stateful::walk_chars(line, &mut step);
            return last;
        }
        let mut at = 0;
        while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
            let length = self.char_len(rest).max(1);
            let character = self.decode(rest.get(..length).unwrap_or_default());
            at += length;
            if step(at, &character).is_break() {
                break;
            }
        }
        last
    }

    /// Decodes bytes that begin at a character. Invalid sequences decode to U+FFFD. A byte order mark is an
    /// ordinary character.
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Utf8 => decode_utf8(bytes),
            Self::Bytes(encoding) => encoding.decode_without_bom_handling(bytes).0,
            Self::Utf16Le => encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0,
            Self::Utf16Be => encoding_rs::UTF_16BE.decode_without_bom_handling(bytes).0,
            Self::Utf32Le => Cow::Owned(decode_utf32(bytes, u32::from_le_bytes)),
            Self::Utf32Be => Cow::Owned(decode_utf32(bytes, u32::from_be_bytes)),
            Self::Iso2022Jp => {
                encoding_rs::ISO_2022_JP
                    .decode_without_bom_handling(bytes)
                    .0
            }
        }
    }

    /// Counts the invalid sequences in `bytes`. An incomplete character at the end does not count.
    pub fn count_undecodable(self, bytes: &[u8]) -> u64 {
        match self {
            Self::Utf8 => count_invalid_utf8(bytes),
            Self::Bytes(encoding) => count_malformed(encoding, bytes),
            Self::Iso2022Jp => count_malformed(encoding_rs::ISO_2022_JP, bytes),
            Self::Utf16Le | Self::Utf16Be | Self::Utf32Le | Self::Utf32Be => {
                let whole = bytes.len() / self.unit_len() * self.unit_len();
                let text = self.decode(bytes.get(..whole).unwrap_or_default());
                text.matches('\u{FFFD}').count() as u64
            }
        }
    }
}

fn count_malformed(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> u64 {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut sink = [0; 4 << 10];
    let mut rest = bytes;
    let mut bad = 0;
    loop {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(rest, &mut sink, false);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            encoding_rs::DecoderResult::InputEmpty => return bad,
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::Malformed(..) => bad += 1,
        }
    }
}

/// Decodes UTF-32; `read` reads a code unit.
fn decode_utf32(bytes: &[u8], read: fn([u8; 4]) -> u32) -> String {
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
