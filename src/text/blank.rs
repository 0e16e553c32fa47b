//! Blank characters, including those of zero width.

/// Returns whether `c` is a blank, including zero-width ones.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// Returns the length in bytes of the blanks at the start of `text`.
pub fn leading_blank_len(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_blank).len()
}
