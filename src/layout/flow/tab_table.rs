//! Neighbouring lines with tabs, or with columns that blanks align, as rows of one table.

use super::Flow;
use crate::doc::{Block, BlockKind, Pos};
use crate::layout::prepared::prepare;
use crate::layout::table::{
    RowForm, SharedColumns, are_table_rows, begins_with_head, has_gap, row_table,
};
use std::rc::Rc;

/// Tables are parted at multiples of this many bytes, which bounds the rows that are measured together.
const TABLE_GRID_BYTES: u64 = 16 << 10;
/// Longest line that is a row, in bytes.
const MAX_ROW_BYTES: usize = 2 << 10;

/// Place of a line in a table of lines.
#[derive(Clone, Debug)]
pub(super) struct TableRow {
    pub(super) columns: Rc<SharedColumns>,
    /// Whether the row is the first of its part of the table.
    is_first: bool,
}

impl TableRow {
    /// Returns whether the row is the head.
    pub(super) fn is_head(&self) -> bool {
        self.is_first && self.columns.has_head()
    }
}

impl Flow<'_> {
    /// Returns the place of a line in a table of lines; `None` if it is not in one.
    pub(super) fn table_row(&self, block: &Block<'_>) -> Option<TableRow> {
        if self.style.is_source() || !self.may_be_row(block) {
            return None;
        }
        if let Some(known) = self.cache.table_rows.borrow().get(&block.pos) {
            return known.clone();
        }
        let rows = self.rows_around(block);
        let texts: Vec<&str> = rows.iter().map(|row| row.text.as_ref()).collect();
        // All rows of a part get the same columns, whichever of them is asked for.
        let is_table = are_table_rows(&texts) && !self.has_other_columns(&rows);
        let columns = is_table.then(|| Rc::new(self.shared_columns(&rows, &texts)));
        let mut known = self.cache.table_rows.borrow_mut();
        for (index, row) in rows.iter().enumerate() {
            let place = columns.as_ref().map(|columns| TableRow {
                columns: Rc::clone(columns),
                is_first: index == 0,
            });
            known.insert(row.pos, place);
        }
        known.get(&block.pos).cloned().flatten()
    }

    /// Returns the empty rows above a row of a table of lines: one if rows have more than one line.
    pub(super) fn rows_above_row(&self, before: Option<Pos>, row: Option<&TableRow>) -> u32 {
        let Some(row) =
            row.filter(|row| row.columns.is_wider_than(self.setting.of_table().measure))
        else {
            return 0;
        };
        let above = before.and_then(|before| self.table_row(&self.doc.block_at(before)));
        let is_tall = above.is_some_and(|above| {
            row.columns.count() == above.columns.count()
                && (!above.is_head() || row.columns.is_stacked(self.setting.of_table().measure))
        });
        u32::from(is_tall)
    }

    /// Returns whether a line could be a row: it has tabs or gaps, and is neither a heading nor an item of a list.
    fn may_be_row(&self, block: &Block<'_>) -> bool {
        matches!(block.kind, BlockKind::Line | BlockKind::Paragraph)
            && !block.is_continuation
            && block.text.len() <= MAX_ROW_BYTES
            && RowForm::of(&block.text).is_some()
            && !block.text.contains('\n')
            && block.lead.marker.is_none()
            && self.outline.block_headings(block.pos).is_empty()
            && self.title_part(block.pos).is_none()
    }

    /// Returns the rows around a line, itself included, up to the edges of its part of the table.
    fn rows_around(&self, block: &Block<'_>) -> Vec<Block<'_>> {
        let form = RowForm::of(&block.text);
        let part = |pos: Pos| (pos.section, pos.block.0 / TABLE_GRID_BYTES);
        let is_row = |near: &Block<'_>| {
            part(near.pos) == part(block.pos)
                && RowForm::of(&near.text) == form
                && self.may_be_row(near)
        };
        let before = std::iter::successors(self.doc.prev(block.pos), |at| self.doc.prev(*at));
        let before = before.map(|at| self.doc.block_at(at)).take_while(is_row);
        let mut rows: Vec<Block<'_>> = before.collect();
        rows.reverse();
        let after = std::iter::successors(Some(self.doc.block_at(block.pos)), |near| {
            self.doc.block_after(near)
        });
        rows.extend(after.take_while(is_row));
        rows
    }

    /// Returns whether a line right above or below rows that blanks align has columns of its own, as a head has that lacks a
    /// cell. Such lines stay as they are, and the rows with them.
    fn has_other_columns(&self, rows: &[Block<'_>]) -> bool {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return false;
        };
        let form = RowForm::of(&first.text);
        let is_other = |near: &Block<'_>| has_gap(&near.text) && RowForm::of(&near.text) != form;
        let above = self.doc.prev(first.pos).map(|pos| self.doc.block_at(pos));
        let below = self.doc.block_after(last);
        matches!(form, Some(RowForm::Blanks(_)))
            && (above.as_ref().is_some_and(is_other) || below.as_ref().is_some_and(is_other))
    }

    /// Returns whether the line above the rows is a row of the same table, in the part before.
    fn goes_on_from_above(&self, rows: &[Block<'_>]) -> bool {
        let Some(first) = rows.first() else {
            return false;
        };
        let above = self
            .doc
            .prev(first.pos)
            .map(|above| self.doc.block_at(above));
        above.is_some_and(|above| {
            above.pos.section == first.pos.section
                && RowForm::of(&above.text) == RowForm::of(&first.text)
                && self.may_be_row(&above)
        })
    }

    /// Measures the cells of the rows.
    fn shared_columns(&self, rows: &[Block<'_>], texts: &[&str]) -> SharedColumns {
        let mut columns = SharedColumns::new(texts);
        let has_head = begins_with_head(texts) && !self.goes_on_from_above(rows);
        for (index, row) in rows.iter().enumerate() {
            let is_head = has_head && index == 0;
            let row = Block {
                kind: BlockKind::Table(row_table(&row.text, is_head).into()),
                ..row.clone()
            };
            prepare(&row, self.options).measure_row(&mut columns, is_head);
        }
        columns
    }
}
