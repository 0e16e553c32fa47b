//! Tables of lines: neighbouring lines with the same number of tabs, each a row of a table whose columns they share.

use super::aligned::{aligned_cells, aligned_count, are_aligned};
use super::stacked::label;
use super::widths::{ColumnNeed, column_widths};
use crate::doc::{Align, Table};
use crate::layout::line::Line;
use crate::layout::segments::SetText;
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};
use std::ops::Range;

/// Width from which a cell in front of others is prose with a tab in it, in cells.
const MIN_PROSE_CELLS: u16 = 48;
/// Least number of rows.
const MIN_ROW_COUNT: usize = 2;

/// Columns that the rows of a table of lines share.
#[derive(Clone, Debug, Default)]
pub(crate) struct SharedColumns {
    /// Widths that the columns need.
    pub(super) needs: Vec<ColumnNeed>,
    pub(super) align: Vec<Align>,
    /// Cells of the head, set in one line each, if the first row is a head.
    pub(super) labels: Vec<Option<Line>>,
    /// Blanks in front of the outermost row, in cells.
    pub(super) least_blank: u16,
}

impl SharedColumns {
    /// Creates the columns of rows without cells.
    pub(crate) fn new(rows: &[&str]) -> Self {
        let columns = rows.first().map_or(0, |row| row_cells(row).len());
        Self {
            align: (0..columns)
                .map(|column| column_align(rows, column))
                .collect(),
            least_blank: u16::MAX,
            ..Self::default()
        }
    }

    /// Widens the columns for a row; `blank` is the cells in front of it.
    pub(super) fn add_row(&mut self, needs: &[ColumnNeed], blank: u16) {
        let count = self.needs.len().max(needs.len());
        self.needs.resize(count, ColumnNeed::default());
        for (all, own) in self.needs.iter_mut().zip(needs) {
            all.join(*own);
        }
        self.least_blank = self.least_blank.min(blank);
    }

    /// Takes the cells of the head as labels of rows whose cells are set one below the other.
    pub(super) fn set_labels(&mut self, text: &SetText, head: &[Range<usize>]) {
        self.labels = head.iter().map(|cell| label(text, cell)).collect();
    }

    /// Returns the number of columns.
    pub(crate) fn count(&self) -> usize {
        self.needs.len()
    }

    /// Returns whether the first row is a head.
    pub(crate) fn has_head(&self) -> bool {
        !self.labels.is_empty()
    }

    /// Returns whether rows are higher than one line in a column of `room` cells.
    pub(crate) fn is_wider_than(&self, room: Cells) -> bool {
        let natural = self.needs.iter().map(|need| u32::from(need.natural));
        natural.sum::<u32>() + u32::from(self.gap_cells()) > u32::from(room.0)
    }

    /// Returns whether the cells of rows are set one below the other in a column of `room` cells.
    pub(crate) fn is_stacked(&self, room: Cells) -> bool {
        self.widths(room.0).is_none()
    }

    /// Returns the widths of the columns in `room` cells; `None` if they have no room side by side.
    pub(super) fn widths(&self, room: u16) -> Option<Vec<u16>> {
        let room = room.checked_sub(self.gap_cells())?;
        column_widths(&self.needs, room)
    }

    /// Returns the cells of the gaps between the columns.
    pub(super) fn gap_cells(&self) -> u16 {
        let gaps = self.needs.len().saturating_sub(1).min(1000) as u16;
        super::COLUMN_GAP_CELLS.saturating_mul(gaps)
    }
}

/// What sets the cells of a line apart, and their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowForm {
    Tabs(usize),
    Blanks(usize),
}

impl RowForm {
    /// Returns the form of a line that may be a row; `None` of any other.
    pub(crate) fn of(line: &str) -> Option<Self> {
        match memchr::memchr_iter(b'\t', line.as_bytes()).count() {
            0 => aligned_count(line).map(Self::Blanks),
            tabs => Some(Self::Tabs(tabs)),
        }
    }
}

/// Returns the cells of a line: between its tabs, or between blanks.
fn row_cells(line: &str) -> Vec<Range<u32>> {
    if line.contains('\t') {
        tab_cells(line)
    } else {
        aligned_cells(line)
    }
}

/// Returns the text of cell `column` of a line.
fn cell_text(line: &str, column: usize) -> Option<&str> {
    let range = row_cells(line).into_iter().nth(column)?;
    line.get(range.start as usize..range.end as usize)
}

/// Returns the cells of a line with tabs.
fn tab_cells(line: &str) -> Vec<Range<u32>> {
    let mut at = 0;
    let cell = |cell: &str| {
        let start = at;
        at += cell.len() as u32 + 1;
        start..start + cell.len() as u32
    };
    line.split('\t').map(cell).collect()
}

/// Returns one row as a table. A row below the head has an empty head.
pub(crate) fn row_table(line: &str, is_head: bool) -> Table {
    let mut rows = vec![row_cells(line)];
    if !is_head {
        rows.insert(0, Vec::new());
    }
    Table {
        rows,
        align: Vec::new(),
    }
}

/// Returns whether lines of the same form are a table: tabs part their cells, rather than indent them, and few have prose in
/// front of a tab; or their cells stand below each other.
pub(crate) fn are_table_rows(lines: &[&str]) -> bool {
    if lines.iter().all(|line| !line.contains('\t')) {
        return are_aligned(lines);
    }
    let has_inner_tab = |line: &&&str| line.trim().contains('\t');
    let has_prose = |line: &&&str| {
        let mut cells = line.trim().split('\t');
        cells
            .next()
            .is_some_and(|cell| text_width(cell, Widths::default()).0 >= MIN_PROSE_CELLS)
    };
    let inner = lines.iter().filter(has_inner_tab).count();
    let prose = lines.iter().filter(has_prose).count();
    lines.len() >= MIN_ROW_COUNT && inner * 2 > lines.len() && prose * 2 < lines.len()
}

/// Returns whether the first line is a head: it has a word in each cell, and above a column of numbers.
pub(crate) fn begins_with_head(lines: &[&str]) -> bool {
    let Some((head, body)) = lines.split_first() else {
        return false;
    };
    let has_digit =
        |cell: &str| cell.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let cells = row_cells(head);
    let mut cells = (0..cells.len())
        .filter_map(|column| Some((column, cell_text(head, column)?)))
        .collect::<Vec<_>>()
        .into_iter();
    let are_words = cells
        .clone()
        .all(|(_, cell)| !cell.trim().is_empty() && !is_number(cell));
    are_words
        && cells.any(|(column, cell)| {
            let numbers = body
                .iter()
                .filter(|line| cell_text(line, column).is_some_and(has_digit));
            !has_digit(cell) && numbers.count() * 2 > body.len()
        })
}

/// Returns the alignment of a column: right if its cells are numbers.
fn column_align(lines: &[&str], column: usize) -> Align {
    let cells = || {
        lines
            .iter()
            .skip(1)
            .filter_map(|line| cell_text(line, column))
            .map(str::trim)
    };
    let filled = cells().filter(|cell| !cell.is_empty()).count();
    let are_numbers = cells().filter(|cell| is_number(cell)).count() == filled && filled > 0;
    if are_numbers && column > 0 {
        Align::Right
    } else {
        Align::Left
    }
}

/// Returns whether a cell is a number: 12,480, -3.5%, and the pages of front matter, iv.
fn is_number(cell: &str) -> bool {
    let is_roman = |c: char| "ivxlcIVXLC".contains(c) || ('Ⅰ'..='ⅿ').contains(&c);
    if !cell.trim().is_empty() && cell.trim().chars().all(is_roman) {
        return true;
    }
    let cell = cell.trim().trim_start_matches(['-', '+', '−']);
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '％');
    cell.starts_with(|c: char| c.is_ascii_digit()) && cell.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_tabs_are_a_table_unless_the_tabs_indent_them() {
        let rows = |text: &'static str| text.lines().collect::<Vec<_>>();
        for text in [
            "县名\t人口\n甲县\t42.3",
            "\t2019\t2020\n收入\t3\t4",
            "甲：\t来。\n乙：\t走。",
        ] {
            assert!(are_table_rows(&rows(text)), "{text}");
        }
        for text in ["\t山路很长。\n\t天黑了。", "甲\t乙", ""] {
            assert!(!are_table_rows(&rows(text)), "{text}");
        }
        let prose = "山路很长，人走了一天才到村口，天已经黑了，灯也亮了，狗叫了几声。\t门开了";
        assert!(!are_table_rows(&[prose, prose]));
    }

    #[test]
    fn a_head_has_words_above_numbers_which_end_at_the_right() {
        let rows = ["县名\t人口", "甲县\t42.3", "乙县\t1,028"];
        assert!(begins_with_head(&rows));
        assert!(!begins_with_head(&["甲\t乙", "丙\t丁"]));
        let contents = [
            "摘　要\tI",
            "ABSTRACT\tII",
            "第一章\t1",
            "第二章\t9",
            "致谢\t12",
        ];
        assert!(!begins_with_head(&contents));
        assert_eq!(column_align(&contents, 1), Align::Right);
        assert_eq!(column_align(&rows, 1), Align::Right);
        assert_eq!(column_align(&rows, 0), Align::Left);
    }
}
