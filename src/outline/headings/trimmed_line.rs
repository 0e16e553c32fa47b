//! Line without surrounding blanks, and its measures.

use super::line_ending::LineEnding;
use crate::text::blank::is_blank;

/// Longest line that may be a title as a whole, in bytes.
pub(crate) const MAX_TITLE_BYTES: usize = 360;

/// Line without surrounding blanks, and its measures.
pub(crate) struct TrimmedLine<'t> {
    pub(crate) text: &'t str,
    /// Bytes of leading blanks.
    pub(crate) start: usize,
    /// Width of the leading blanks in cells.
    pub(crate) indent: u8,
    pub(crate) chars: usize,
    pub(crate) cells: usize,
    pub(crate) end: LineEnding,
}

impl<'t> TrimmedLine<'t> {
    /// Trims and measures `line`; `None` if it is blank.
    pub(crate) fn of(line: &'t str) -> Option<Self> {
        let (start, indent) = leading_blanks(line);
        let text = line.get(start..)?;
        let text = trim_end_blanks(text);
        if text.is_empty() {
            return None;
        }
        let (chars, cells) = count_chars_and_cells(text);
        Some(Self {
            text,
            start,
            indent: indent.min(250) as u8,
            chars,
            cells,
            end: LineEnding::of(text),
        })
    }
}

/// Returns the bytes and cells of the leading blanks of `line`. Frequent characters are matched by their bytes,
/// because this runs over every line of a book.
fn leading_blanks(line: &str) -> (usize, usize) {
    let bytes = line.as_bytes();
    let (mut at, mut cells) = (0, 0);
    loop {
        let (len, width) = match bytes.get(at..).unwrap_or_default() {
            [b' ', ..] => (1, 1),
            [0xe3, 0x80, 0x80, ..] => (3, 2),
            [0xe3..=0xee | 0xf0.., ..] | [] => return (at, cells),
            _ => match line.get(at..).and_then(|rest| rest.chars().next()) {
                Some('\t') => (1, 4),
                Some(c @ ('\u{200b}' | '\u{feff}' | '\u{2060}')) => (c.len_utf8(), 0),
                Some(c) if is_blank(c) => (c.len_utf8(), 1),
                Some(_) | None => return (at, cells),
            },
        };
        at += len;
        cells += width;
    }
}

/// Returns `text` without trailing blanks. Hardly any line has some; a line that ends in 。 or a full-width
/// letter needs no search.
fn trim_end_blanks(text: &str) -> &str {
    match text.as_bytes() {
        [.., 0xe3, 0x80, 0x82] | [.., 0xef, 0xbc, 0x80..=0xbe] => text,
        _ => text.trim_end_matches(is_blank),
    }
}

/// Returns the characters and the approximate cells of `text`; estimates for long texts.
pub(crate) fn count_chars_and_cells(text: &str) -> (usize, usize) {
    if text.len() > MAX_TITLE_BYTES * 2 {
        return (text.len() / 3, text.len() * 2 / 3);
    }
    let mut chars = 0;
    let mut ascii = 0;
    // Sums of one byte are counted with vector instructions.
    for part in text.as_bytes().chunks(usize::from(u8::MAX)) {
        let (mut part_chars, mut part_ascii) = (0_u8, 0_u8);
        for byte in part {
            part_chars += u8::from(byte & 0xc0 != 0x80);
            part_ascii += u8::from(*byte < 0x80);
        }
        chars += usize::from(part_chars);
        ascii += usize::from(part_ascii);
    }
    (chars, chars * 2 - ascii)
}
