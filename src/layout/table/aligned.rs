//! Lines whose cells are set apart by blanks and stand below each other, as in tables typed by hand.

use crate::text::blank::is_blank;
use crate::text::script::is_cjk;
use crate::text::width::{Widths, text_width};
use std::ops::Range;

/// Least blanks between two cells, in cells of the screen, and those that show that cells are padded.
const MIN_GAP_CELLS: u16 = 2;
const MIN_PADDING_CELLS: u16 = 3;
/// Widest gap within a name of two letters that are set apart (张　敏).
const MAX_LETTER_GAP_CELLS: u16 = 4;
/// Least columns, and least rows.
const MIN_COLUMN_COUNT: usize = 3;
const MIN_ROW_COUNT: usize = 3;
/// Cells by which the edge of a cell may miss that of the cells above.
const MAX_SLIP_CELLS: u16 = 2;
/// Widest cell in front of others.
const MAX_CELL_CELLS: u16 = 24;

/// A cell of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct AlignedCell {
    bytes: Range<u32>,
    /// Columns of the screen from the first to the one behind the last.
    columns: Range<u16>,
}

impl AlignedCell {
    fn is_letter(&self, line: &str) -> bool {
        let text = line.get(self.bytes.start as usize..self.bytes.end as usize);
        let mut chars = text.unwrap_or_default().chars();
        chars.next().is_some_and(is_cjk) && chars.next().is_none()
    }
}

/// Returns the cells of a line, as ranges of its bytes.
pub(crate) fn aligned_cells(line: &str) -> Vec<Range<u32>> {
    cells(line).into_iter().map(|cell| cell.bytes).collect()
}

/// Returns whether a line has blanks between words that may set cells apart.
pub(crate) fn has_gap(line: &str) -> bool {
    let words = line.trim();
    words.contains("  ") || words.contains('\u{3000}')
}

/// Returns the number of cells of a line that may be a row; `None` of any other.
pub(crate) fn aligned_count(line: &str) -> Option<usize> {
    if !has_gap(line) {
        return None;
    }
    let cells = cells(line);
    let (_, before) = cells.split_last()?;
    let is_narrow = |cell: &AlignedCell| cell.columns.len() <= usize::from(MAX_CELL_CELLS);
    (cells.len() >= MIN_COLUMN_COUNT && before.iter().all(is_narrow)).then_some(cells.len())
}

/// Returns whether lines with the same number of cells are rows: the cells of each column begin or end below each other, and
/// blanks pad some of them.
pub(crate) fn are_aligned(lines: &[&str]) -> bool {
    let rows: Vec<Vec<AlignedCell>> = lines.iter().map(|line| cells(line)).collect();
    let Some(first) = rows.first().filter(|_| rows.len() >= MIN_ROW_COUNT) else {
        return false;
    };
    let is_padded = rows.iter().any(|row| {
        let mut pairs = row.windows(2);
        pairs.any(
            |pair| matches!(pair, [a, b] if b.columns.start - a.columns.end >= MIN_PADDING_CELLS),
        )
    });
    let stands = |column: usize, edge: fn(&AlignedCell) -> u16| {
        let mut edges: Vec<u16> = rows
            .iter()
            .filter_map(|row| row.get(column))
            .map(edge)
            .collect();
        edges.sort_unstable();
        let spread = edges.last().zip(edges.first());
        spread.is_some_and(|(last, first)| last - first <= MAX_SLIP_CELLS)
    };
    is_padded
        && (0..first.len()).all(|column| {
            stands(column, |cell| cell.columns.start) || stands(column, |cell| cell.columns.end)
        })
}

fn cells(line: &str) -> Vec<AlignedCell> {
    let widths = Widths::default();
    let mut cells: Vec<AlignedCell> = Vec::new();
    let (mut column, mut gap) = (0_u16, MIN_GAP_CELLS);
    for (at, c) in line.char_indices() {
        let width = text_width(c.encode_utf8(&mut [0; 4]), widths).0;
        let end = at as u32 + c.len_utf8() as u32;
        if is_blank(c) {
            gap = gap.saturating_add(width);
            column = column.saturating_add(width);
            continue;
        }
        match cells.last_mut().filter(|_| gap < MIN_GAP_CELLS) {
            Some(open) => {
                open.bytes.end = end;
                open.columns.end = column.saturating_add(width);
            }
            None => cells.push(AlignedCell {
                bytes: at as u32..end,
                columns: column..column.saturating_add(width),
            }),
        }
        column = column.saturating_add(width);
        gap = 0;
    }
    join_letters(line, cells)
}

/// Joins two cells of one letter each, which are a name or a word that was set apart.
fn join_letters(line: &str, cells: Vec<AlignedCell>) -> Vec<AlignedCell> {
    let mut joined: Vec<AlignedCell> = Vec::new();
    let mut was_letter = false;
    for cell in cells {
        let is_letter = cell.is_letter(line);
        match joined.last_mut() {
            Some(open)
                if was_letter
                    && is_letter
                    && cell.columns.start - open.columns.end <= MAX_LETTER_GAP_CELLS =>
            {
                open.bytes.end = cell.bytes.end;
                open.columns.end = cell.columns.end;
                was_letter = false;
            }
            _ => {
                joined.push(cell);
                was_letter = is_letter;
            }
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_table(text: &str) -> bool {
        let lines: Vec<&str> = text.lines().collect();
        let counts: Vec<_> = lines.iter().map(|line| aligned_count(line)).collect();
        counts
            .iter()
            .all(|count| count.is_some() && *count == counts[0])
            && are_aligned(&lines)
    }

    #[test]
    fn columns_typed_by_hand_are_a_table() {
        for text in [
            "站名　　　　警戒水位　　实测水位\n石桥站　　　271.50　　　270.32\n明月江大桥站　268.00　　268.41",
            "姓名    性别  年龄\n张  敏  女      31\n王建国  男       9",
        ] {
            assert!(is_table(text), "{text}");
        }
        for text in [
            "人之初　性本善　性相近\n苟不教　性乃迁　教之道\n昔孟母　择邻处　子不学",
            "甲    乙    丙\n丁    戊    己",
            "出席：周立新  张敏  王建国\n列席：李春耕  孙涛  刘洋\n他说来了，  又走了，  天黑了",
            "山路很长。\n天黑了。\n门开了。",
        ] {
            assert!(!is_table(text), "{text}");
        }
    }
}
