//! ISO-2022-JP (RFC 1468): 7-bit, escape sequences switch between character sets.
//!
//! A line begins and ends in ASCII and can be decoded by itself. No state is carried to the next line, nor to
//! the next block of an overlong line: the encoding is for mail, where a line has at most 998 bytes.

use encoding_rs::ISO_2022_JP;
use std::ops::ControlFlow;

/// Walks the characters of a line. `take` gets the bytes up to the end of each character, and its text.
pub(crate) fn walk_chars(line: &[u8], take: &mut dyn FnMut(usize, &str) -> ControlFlow<()>) {
    let mut decoder = ISO_2022_JP.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(16);
    for end in 1..=line.len() {
        let byte = line.get(end - 1..end).unwrap_or_default();
        text.clear();
        let _ = decoder.decode_to_string(byte, &mut text, end == line.len());
        if !text.is_empty() && take(end, &text).is_break() {
            return;
        }
    }
}
