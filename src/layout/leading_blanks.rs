//! Blanks in front of a line.

/// Widest run of leading blanks that counts as an indent. A wider run places the line on the page (a signature,
/// a centred title).
pub(crate) const MAX_INDENT_CELLS: u16 = 8;

/// Returns the length in bytes and the width in cells of the leading blanks.
pub(crate) fn leading_blanks(text: &str) -> (usize, u16) {
    let mut cells = 0_u16;
    for (at, c) in text.char_indices() {
        cells = cells.saturating_add(match c {
            // An en is half an em, which is a full-width cell.
            ' ' | '\u{A0}' | '\u{2000}' | '\u{2002}' => 1,
            '\u{3000}' | '\u{2001}' | '\u{2003}' => 2,
            '\t' => 8 - cells % 8,
            _ => return (at, cells),
        });
    }
    (text.len(), cells)
}
