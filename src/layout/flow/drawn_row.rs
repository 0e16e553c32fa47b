//! Rows of tables, boxes and figures that are drawn with signs in plain text. They keep their cells: a row too long is cut,
//! and moved as long code is; on paper it goes on.

use super::Flow;
use crate::doc::{Block, BlockKind, Pos};

/// Most rows between a row and the border of its table that are looked at.
const MAX_ROWS_TO_BORDER: usize = 24;
/// Least length of a border, in characters.
const MIN_BORDER_CHARS: usize = 3;

impl Flow<'_> {
    /// Returns whether a line on the page is a row or a border of a drawn table or figure.
    pub(super) fn is_drawn_row(&self, block: &Block<'_>) -> bool {
        if block.kind != BlockKind::Line || self.style.is_source() {
            return false;
        }
        let words = block.text.trim();
        is_border(words) || is_row(words) && self.has_border(block.pos)
    }

    /// Returns whether a border is among the rows right above or below.
    fn has_border(&self, pos: Pos) -> bool {
        let above = std::iter::successors(self.doc.prev(pos), |at| self.doc.prev(*at));
        let below = std::iter::successors(self.doc.next(pos), |at| self.doc.next(*at));
        self.reaches_border(above) || self.reaches_border(below)
    }

    fn reaches_border(&self, places: impl Iterator<Item = Pos>) -> bool {
        let lines = places
            .take(MAX_ROWS_TO_BORDER)
            .map(|at| self.doc.block_at(at).text);
        for line in lines {
            let words = line.trim();
            if is_border(words) {
                return true;
            }
            if !is_row(words) {
                return false;
            }
        }
        false
    }
}

/// Returns whether a line is one by itself: a border of ASCII, or a row of a box.
fn is_border(words: &str) -> bool {
    is_ascii_border(words) || is_box_row(words)
}

/// Returns whether a line consists of borders of ASCII, and of arrows and bars between them: +---+====+   +--+ ---> |.
fn is_ascii_border(words: &str) -> bool {
    let has_corners = words.starts_with('+') || words.ends_with('+');
    let is_sign = |c: char| c == ' ' || is_stroke(c) || is_arrow(c);
    has_corners
        && words.chars().all(is_sign)
        && words.split(' ').any(|part| {
            part.len() >= MIN_BORDER_CHARS
                && part.starts_with('+')
                && part.ends_with('+')
                && part.contains(['-', '='])
        })
}

/// Returns whether a line has bars at both ends or at one and within, or joins what is above and below it: a bar, an arrow.
fn is_row(words: &str) -> bool {
    let is_bar = |c: char| c == '|' || is_box_line(c);
    let has_end = words.starts_with(is_bar) || words.ends_with(is_bar);
    let joins = |c: char| c == ' ' || is_stroke(c) || is_arrow(c) || is_box_line(c);
    has_end && words.matches(is_bar).nth(1).is_some()
        || !words.is_empty() && words.chars().all(joins)
}

/// Returns whether a line has lines of a box at both ends (U+2500 to U+257F), of which not all are of one kind as in a rule.
fn is_box_row(words: &str) -> bool {
    let is_corner = |c: char| {
        is_box_line(c) && !matches!(c, '─' | '━' | '═' | '╌' | '╍' | '┄' | '┅' | '┈' | '┉')
    };
    words.chars().count() >= MIN_BORDER_CHARS
        && words.starts_with(is_corner)
        && words.ends_with(is_corner)
}

const fn is_box_line(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{257F}')
}

const fn is_stroke(c: char) -> bool {
    matches!(c, '+' | '-' | '=' | ':' | '|' | '/' | '\\')
}

const fn is_arrow(c: char) -> bool {
    matches!(
        c,
        '<' | '>' | '^' | 'v' | 'V' | '←' | '→' | '↑' | '↓' | '▲' | '▼' | '◀' | '▶'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_and_rows() {
        for line in [
            "+---+",
            "+===+====+",
            "+:--+",
            "+---+   +---+",
            "+---+ --> +---+",
            "|  +---+",
        ] {
            assert!(is_border(line), "{line}");
        }
        for line in [
            "+",
            "+1+",
            "---",
            "a+b",
            "+++",
            "- + -",
            "+-- 一 --+",
            "+--",
        ] {
            assert!(!is_border(line), "{line}");
        }
        for line in ["┌─┬─┐", "│ 名 │ 说 │", "╚══╝", "┃a┃", "┌─┐    ┌─┐"]
        {
            assert!(is_border(line), "{line}");
        }
        for line in ["────", "━━ 一 ━━", "│", "├── src"] {
            assert!(!is_border(line), "{line}");
        }
    }

    #[test]
    fn rows_beside_borders() {
        for line in [
            "| 客户端 | --> | 网关 |",
            "客户端 | --> | 网关 |",
            "|",
            "v",
            "│    │",
            "▼",
        ] {
            assert!(is_row(line), "{line}");
        }
        for line in ["", "一段文字。", "甲 | 乙", "view", "| 甲"] {
            assert!(!is_row(line), "{line}");
        }
    }
}
