//! Screen of cells with the covered cells of wide glyphs marked. It behaves as a terminal does: writing over
//! one half of a glyph blanks the other. The backend holds two: the current screen and the next.

use super::width_confidence::{WidthConfidence, is_control_or_bidi, width_confidence};
use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth as _};
use std::num::NonZeroU16;
use std::ops::Range;

/// Rows of cells. A lead cell wider than 1 carries a forced width; a covered cell is marked `Skip`. Glyphs
/// never extend beyond their row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    width: u16,
    cells: Vec<Cell>,
}

impl Grid {
    /// Creates a blank grid.
    pub(crate) fn new(width: u16, height: u16) -> Self {
        Self {
            width,
            cells: vec![Cell::EMPTY; usize::from(width) * usize::from(height)],
        }
    }

    /// Makes every cell a plain blank.
    pub(crate) fn reset(&mut self) {
        self.cells.fill(Cell::EMPTY);
    }

    /// Returns the cells of row `y`; empty outside the grid.
    pub(crate) fn row(&self, y: u16) -> &[Cell] {
        let start = usize::from(y) * usize::from(self.width);
        self.cells
            .get(start..start + usize::from(self.width))
            .unwrap_or_default()
    }

    fn row_mut(&mut self, y: u16) -> &mut [Cell] {
        let start = usize::from(y) * usize::from(self.width);
        self.cells
            .get_mut(start..start + usize::from(self.width))
            .unwrap_or_default()
    }

    /// Copies row `y` of `other`, a grid of the same size.
    pub(crate) fn copy_row(&mut self, other: &Self, y: u16) {
        let from = other.row(y);
        let to = self.row_mut(y);
        if from.len() == to.len() {
            to.clone_from_slice(from);
        }
    }

    /// Moves the rows of `region` up, or down if negative; rows that come in are blank. `region` is within the
    /// grid and has more rows than the distance.
    pub(crate) fn scroll_rows(&mut self, region: Range<u16>, up: i32) {
        let row = usize::from(self.width);
        let cells = usize::from(region.start) * row..usize::from(region.end) * row;
        let Some(cells) = self.cells.get_mut(cells) else {
            return;
        };
        let way = (up.unsigned_abs() as usize * row).min(cells.len());
        if up > 0 {
            cells.rotate_left(way);
            let kept = cells.len() - way;
            cells[kept..].fill(Cell::EMPTY);
        } else {
            cells.rotate_right(way);
            cells[..way].fill(Cell::EMPTY);
        }
    }

    /// Copies row `y` of a frame; returns whether any cell changed.
    pub(crate) fn take_row(&mut self, y: u16, frame: &Buffer) -> bool {
        let start = usize::from(y) * usize::from(frame.area.width);
        let end = start + usize::from(frame.area.width);
        let row = frame.content.get(start..end).unwrap_or_default();
        let mut changed = false;
        let mut x = 0;
        while let Some(cell) = row.get(x) {
            let width = frame_width(cell).max(1);
            let old = self.row(y).get(x);
            if !old.is_some_and(|old| matches(old, cell, width)) {
                self.set(x as u16, y, cell);
                changed = true;
            }
            x += usize::from(width);
        }
        changed
    }

    /// Sets the glyph of `cell` at `x`, `y`, with the width that the frame gave it. A glyph that does not fit
    /// into the row becomes blanks. Ignored outside the grid.
    pub(crate) fn set(&mut self, x: u16, y: u16, cell: &Cell) {
        let row = self.row_mut(y);
        let x = usize::from(x);
        if x >= row.len() {
            return;
        }
        let mut lead = cell.clone();
        if lead.symbol().is_empty() {
            lead.set_symbol(" ");
        }
        if lead.symbol().chars().any(is_control_or_bidi) {
            lead.set_symbol("\u{FFFD}");
        }
        let mut width = usize::from(frame_width(&lead)).max(1);
        if x + width > row.len() {
            lead.set_symbol(" ");
            width = row.len() - x;
        }
        blank_split_glyph(row, x);
        blank_split_glyph(row, x + width);
        let mut covered = lead.clone();
        covered.set_symbol(" ");
        if lead.symbol() == " " {
            // Blanks are single cells, also those that replace a wide glyph.
            covered.set_diff_option(CellDiffOption::None);
            row[x..x + width].fill(covered);
            return;
        }
        covered.set_diff_option(CellDiffOption::Skip);
        lead.set_diff_option(match NonZeroU16::new(width as u16) {
            Some(forced) if width > 1 => CellDiffOption::ForcedWidth(forced),
            _ => CellDiffOption::None,
        });
        row[x + 1..x + width].fill(covered);
        row[x] = lead;
    }
}

/// Returns whether a lead cell of a grid equals a cell of a frame that is `width` cells wide.
fn matches(old: &Cell, new: &Cell, width: u16) -> bool {
    old.diff_option != CellDiffOption::Skip
        && lead_width(old) == width
        && old.symbol() == new.symbol()
        && old.style() == new.style()
}

/// Returns the cells of the glyph with the lead `cell`, at least 1.
pub(crate) fn lead_width(cell: &Cell) -> u16 {
    match cell.diff_option {
        CellDiffOption::ForcedWidth(width) => width.get(),
        _ => 1,
    }
}

/// Returns the width that the frame gave to a cell: the exact one, if all terminals agree; else the one forced
/// by `write_text`; else ratatui's.
fn frame_width(cell: &Cell) -> u16 {
    match (width_confidence(cell.symbol()), cell.diff_option) {
        (WidthConfidence::Exact(width), _) => width,
        (_, CellDiffOption::ForcedWidth(width)) => width.get(),
        _ => cell.symbol().cell_width(),
    }
}

/// Blanks the glyph that crosses the left edge of column `x`, if any.
fn blank_split_glyph(row: &mut [Cell], x: usize) {
    let across = row
        .get(x)
        .is_some_and(|cell| cell.diff_option == CellDiffOption::Skip);
    if !across {
        return;
    }
    let lead = (0..x)
        .rev()
        .find(|&at| row[at].diff_option != CellDiffOption::Skip)
        .unwrap_or(0);
    let end = (lead + usize::from(lead_width(&row[lead]))).min(row.len());
    for cell in &mut row[lead..end] {
        cell.set_symbol(" ");
        cell.set_diff_option(CellDiffOption::None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns row 0 as text, `~` for a covered cell.
    fn row_text(grid: &Grid) -> String {
        grid.row(0)
            .iter()
            .map(|cell| match cell.diff_option {
                CellDiffOption::Skip => "~",
                _ => cell.symbol(),
            })
            .collect()
    }

    #[test]
    fn half_a_glyph_never_stays() {
        for (writes, want) in [
            (&[(0, "中"), (2, "文")][..], "中~文~  "),
            (&[(0, "中"), (1, "文")], " 文~   "),
            (&[(0, "中"), (0, "a")], "a     "),
            (&[(0, "中"), (1, "a")], " a    "),
            (&[(1, "中"), (0, "文")], "文~    "),
            (&[(5, "中")], "      "),
            (&[(4, "中"), (9, "文")], "    中~"),
            (&[(0, "\x1b[2J")], "\u{fffd}     "),
            (&[(0, "")], "      "),
        ] {
            let mut grid = Grid::new(6, 1);
            for &(x, symbol) in writes {
                let mut cell = Cell::EMPTY;
                cell.set_symbol(symbol);
                grid.set(x, 0, &cell);
            }
            assert_eq!(row_text(&grid), want, "{writes:?}");
        }
    }

    #[test]
    fn a_grid_without_cells_takes_every_write() {
        let mut grid = Grid::new(0, 0);
        grid.set(0, 0, &Cell::new("中"));
        grid.set(3, 9, &Cell::new("a"));
        assert_eq!(grid.row(0), &[]);
    }
}
