//! Rows of tables and boxes that are drawn with signs in plain text. They keep their cells: a row too long is cut, and moved as
//! long code is.

use super::Flow;
use crate::doc::{Block, BlockKind, Pos};

/// Most rows between a row and the border of its table that are looked at.
const MAX_ROWS_TO_BORDER: usize = 24;
/// Least length of a border, in characters.
const MIN_BORDER_CHARS: usize = 3;

impl Flow<'_> {
    /// Returns whether a line on the page is a row or a border of a drawn table.
    pub(super) fn is_drawn_row(&self, block: &Block<'_>) -> bool {
        if block.kind != BlockKind::Line || !self.style.has_bars() {
            return false;
        }
        let words = block.text.trim();
        is_border(words) || is_box_row(words) || is_row(words) && self.has_border(block.pos)
    }

    /// Returns whether a border is among the rows right above or below.
    fn has_border(&self, pos: Pos) -> bool {
        let above = std::iter::successors(self.doc.prev(pos), |at| self.doc.prev(*at));
        let below = std::iter::successors(self.doc.next(pos), |at| self.doc.next(*at));
        self.reaches_border(above) || self.reaches_border(below)
    }

    fn reaches_border(&self, places: impl Iterator<Item = Pos>) -> bool {
        let mut lines = places
            .take(MAX_ROWS_TO_BORDER)
            .map(|at| self.doc.block_at(at).text);
        let end = lines.find(|line| !is_row(line.trim()));
        end.is_some_and(|line| is_border(line.trim()))
    }
}

/// Returns whether a line is a border of ASCII: +---+====+.
fn is_border(words: &str) -> bool {
    words.len() >= MIN_BORDER_CHARS
        && words.starts_with('+')
        && words.ends_with('+')
        && words.contains(['-', '='])
        && words
            .bytes()
            .all(|byte| matches!(byte, b'+' | b'-' | b'=' | b':'))
}

/// Returns whether a line has bars at both ends.
fn is_row(words: &str) -> bool {
    words.len() >= MIN_BORDER_CHARS && words.starts_with('|') && words.ends_with('|')
}

/// Returns whether a line has lines of a box at both ends (U+2500 to U+257F), of which not all are of one kind as in a rule.
fn is_box_row(words: &str) -> bool {
    let is_line = |c: char| matches!(c, '\u{2500}'..='\u{257F}');
    let is_corner =
        |c: char| is_line(c) && !matches!(c, '─' | '━' | '═' | '╌' | '╍' | '┄' | '┅' | '┈' | '┉');
    words.chars().count() >= MIN_BORDER_CHARS
        && words.starts_with(is_corner)
        && words.ends_with(is_corner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_and_rows() {
        for line in ["+---+", "+===+====+", "+:--+"] {
            assert!(is_border(line), "{line}");
        }
        for line in ["+", "+1+", "---", "a+b", "+++"] {
            assert!(!is_border(line), "{line}");
        }
        for line in ["┌─┬─┐", "│ 名 │ 说 │", "╚══╝", "┃a┃"] {
            assert!(is_box_row(line), "{line}");
        }
        for line in ["────", "━━ 一 ━━", "│", "├── src"] {
            assert!(!is_box_row(line), "{line}");
        }
    }
}
