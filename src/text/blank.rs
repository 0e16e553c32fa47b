//! Blanks, zero-width characters included.

/// Whether `c` is a blank of any kind, a zero-width one included.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// Returns the bytes of blanks that `text` starts with.
pub fn leading_blank_len(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_blank).len()
}
