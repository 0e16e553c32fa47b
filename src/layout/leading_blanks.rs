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

/// Widest run of blanks of several kinds that is an indent: a tab and two full-width blanks.
const MAX_MIXED_INDENT_CELLS: u16 = 12;

/// Returns whether leading blanks of `cells` cells place a line on the page, rather than indent it. A tab with other
/// blanks is one indent.
pub(crate) fn is_placement(blanks: &str, cells: u16) -> bool {
    let is_mixed = blanks.chars().any(|c| !blanks.starts_with(c));
    cells > MAX_INDENT_CELLS && !(is_mixed && cells <= MAX_MIXED_INDENT_CELLS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_of_several_kinds_are_one_indent() {
        let is = |text: &str| {
            let (len, cells) = leading_blanks(text);
            is_placement(text.get(..len).unwrap(), cells)
        };
        for text in [
            "　　字",
            "\t字",
            "\t　字",
            " 　　字",
            "\t　　字",
            "    　　　字",
        ] {
            assert!(!is(text), "{text:?}");
        }
        for text in ["　　　　　字", "\t\t字", "\t　　　　字"] {
            assert!(is(text), "{text:?}");
        }
    }
}
