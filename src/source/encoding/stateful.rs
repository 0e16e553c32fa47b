//! ISO-2022-JP (RFC 1468): seven bits, and escape sequences that switch between character sets. A line begins and
//! ends in ASCII, so that it can be decoded by itself. No state is carried from line to line, nor from block to block
//! of a line that is cut for its length: mail, which the encoding is made for, has lines of 998 bytes at most.

use encoding_rs::ISO_2022_JP;
use std::ops::ControlFlow;

/// Walks the characters of a line; `take` gets the bytes up to the end of each and its text.
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
