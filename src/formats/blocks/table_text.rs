//! Text of a table: rows end with `\n`, cells are separated by tabs.

use super::inline::InlineBuilder;
use crate::doc::{Align, Table};
use pulldown_cmark::Alignment;

/// Returns a table without rows.
pub(crate) fn with_columns(columns: &[Alignment]) -> Table {
    let align = |column: &Alignment| match column {
        Alignment::None | Alignment::Left => Align::Left,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::Right,
    };
    Table {
        rows: Vec::new(),
        align: columns.iter().map(align).collect(),
    }
}

/// Begins a row.
pub(crate) fn start_row(table: &mut Table, inline: &mut InlineBuilder) {
    if !table.rows.is_empty() {
        inline.push_separator('\n');
    }
    table.rows.push(Vec::new());
}

/// Begins a cell in the last row.
pub(crate) fn start_cell(table: &mut Table, inline: &mut InlineBuilder) {
    if let Some(row) = table.rows.last_mut() {
        if !row.is_empty() {
            inline.push_separator('\t');
        }
        row.push(inline.len()..inline.len());
    }
}

/// Ends the last cell.
pub(crate) fn end_cell(table: &mut Table, inline: &InlineBuilder) {
    if let Some(cell) = table.rows.last_mut().and_then(|row| row.last_mut()) {
        cell.end = inline.len();
    }
}

/// Clamps the cells to `len` bytes of text: trimming removed the empty cells at the end.
pub(crate) fn clamp_cells(mut table: Table, len: u32) -> Table {
    for cell in table.rows.iter_mut().flatten() {
        *cell = cell.start.min(len)..cell.end.min(len);
    }
    table
}
