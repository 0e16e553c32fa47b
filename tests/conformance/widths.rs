//! Our widths against those of `unicode-width`, which ratatui measures with: they agree about every
//! character but those that are ours to decide.

use tongdu::text::width::{Widths, width};
use unicode_width::UnicodeWidthChar as _;

/// What texts in Chinese, Japanese, Korean and the Latin, Greek and Cyrillic scripts are made of. (The
/// crate knows a later Unicode than our tables, so that rare scripts and new emoji differ.)
fn is_met_in_texts(c: char) -> bool {
    matches!(c as u32,
        0x20..=0x7E | 0xA0..=0x24F | 0x370..=0x52F | 0x1100..=0x115E | 0x1E00..=0x1FFF
        | 0x2010..=0x2027 | 0x2030..=0x205E | 0x2070..=0x2BFF | 0x2E80..=0x3029 | 0x3030..=0xA4CF
        | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE10..=0xFE6F | 0xFF01..=0xFF9F | 0xFFE0..=0xFFEE
        | 0x20000..=0x3FFFD)
}

/// What is ours to decide: the soft hyphen is never drawn, the Hangul filler is a blank.
fn is_ours(c: char) -> bool {
    matches!(c as u32, 0xAD | 0x3164)
}

#[test]
fn widths_agree_where_terminals_agree() {
    let mut differing = Vec::new();
    for c in ('\0'..=char::MAX).filter(|&c| is_met_in_texts(c) && !is_ours(c)) {
        let ours = width(c.encode_utf8(&mut [0; 4]), Widths::default()).0;
        let theirs = c.width().unwrap_or(0) as u16;
        if ours != theirs {
            differing.push(format!(
                "U+{:04X}: {ours}, unicode-width {theirs}",
                c as u32
            ));
        }
    }
    assert!(
        differing.is_empty(),
        "{} differ:\n{}",
        differing.len(),
        differing.join("\n")
    );
}
