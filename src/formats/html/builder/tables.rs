//! Tables: rows and cells, and the text of tables that only lay out the page.

use super::super::tokens::Tag;
use super::{MAX_BLOCK_BYTES, PageBuilder};
use crate::doc::{Align, BlockKind, Table};
use crate::formats::blocks::inline::MarkSpan;
use crate::formats::blocks::{autolink, table_text};
use crate::formats::html::open_block::{OpenBlockKind, cell_texts};

/// Longest cell of a data table, in bytes; a longer one shows that the table only lays out the page.
pub(crate) const MAX_CELL_BYTES: u32 = 2 << 10;
/// Longest cell of several paragraphs, in bytes.
const MAX_PARAGRAPH_CELL_BYTES: u32 = 120;
/// Cells of a row.
const MAX_COLUMNS: usize = 64;
/// Rows that a cell may span.
const MAX_ROWSPAN: usize = 1000;

/// A table on the stack.
pub(crate) struct TableFrame {
    /// Whether the table only lays out the page.
    pub(crate) is_layout: bool,
    /// Marks open outside the table.
    outer_mark_count: usize,
    /// Whether the table has header cells. It is then a data table, regardless of its content.
    has_header_cells: bool,
    /// Rows so far, and for each column the first row not covered by a cell from above.
    row_count: usize,
    first_free_rows: Vec<usize>,
}

impl TableFrame {
    /// Opens the table of `tag`, with `outer_mark_count` open marks.
    pub(crate) fn new(tag: &Tag, outer_mark_count: usize) -> Self {
        Self {
            is_layout: tag.has_word("role", "presentation"),
            outer_mark_count,
            has_header_cells: false,
            row_count: 0,
            first_free_rows: Vec::new(),
        }
    }
}

impl PageBuilder {
    /// Writes the cells of a layout table as paragraphs.
    pub(crate) fn push_cells(
        &mut self,
        at: usize,
        cells: Vec<(String, Vec<MarkSpan>)>,
        names: Vec<(String, u32)>,
    ) {
        let mut first = None;
        for (text, mut marks) in cells {
            autolink::add_links(&text, &mut marks);
            let pos = self.push_block(at, BlockKind::Paragraph, text, marks);
            first.get_or_insert(pos);
        }
        match first {
            Some(pos) => {
                for (name, _) in names {
                    self.add_target(name, pos);
                }
            }
            None => self
                .names
                .pending
                .extend(names.into_iter().map(|(name, _)| name)),
        }
    }

    /// Turns the innermost table into a layout table, because the next content does not fit in a cell.
    pub(crate) fn leave_table(&mut self) {
        let Some(mut leaf) = self
            .open_block
            .take_if(|leaf| matches!(leaf.kind, OpenBlockKind::Table(_)))
        else {
            return;
        };
        leaf.end_cell();
        if let Some(frame) = self.tables.last_mut() {
            frame.is_layout = true;
        }
        let (text, marks) = leaf.text.finish();
        if let OpenBlockKind::Table(table) = leaf.kind {
            let table = table_text::clamp_cells(table, text.len() as u32);
            let cells = cell_texts(&table, &leaf.cell_edges, &text, &marks);
            self.push_cells(leaf.at, cells, leaf.names);
        }
    }

    /// Returns whether the innermost table is a layout table. True outside tables.
    pub(crate) fn is_layout(&self) -> bool {
        self.tables.last().is_none_or(|frame| frame.is_layout)
    }

    /// Begins a row.
    pub(crate) fn begin_row(&mut self, at: usize) {
        self.close_cell_marks();
        if self.is_layout() {
            return self.close_at_boundary();
        }
        if self.open_block.as_ref().is_some_and(|leaf| {
            !matches!(leaf.kind, OpenBlockKind::Table(_)) || leaf.len() >= MAX_BLOCK_BYTES
        }) {
            self.close_block();
        }
        if self.open_block.is_none() {
            self.begin_block(OpenBlockKind::Table(Table::default()), at);
        }
        if let Some(leaf) = &mut self.open_block {
            leaf.begin_row();
        }
        if let Some(frame) = self.tables.last_mut() {
            frame.row_count += 1;
        }
    }

    /// Begins a cell.
    pub(crate) fn begin_cell(&mut self, tag: &Tag, at: usize) {
        self.close_cell_marks();
        if self.is_layout() {
            return self.close_at_boundary();
        }
        if !matches!(&self.open_block, Some(leaf) if matches!(leaf.kind, OpenBlockKind::Table(_))) {
            self.begin_row(at);
        }
        let Some(leaf) = &mut self.open_block else {
            return;
        };
        let columns = match &leaf.kind {
            OpenBlockKind::Table(table) => table.rows.last().map_or(0, Vec::len),
            OpenBlockKind::Text(_) | OpenBlockKind::Code(_) => return,
        };
        let Some(frame) = self.tables.last_mut() else {
            return;
        };
        frame.has_header_cells |= tag.name == "th";
        // A cell from above that spans this row takes an empty cell in it.
        let reached = frame.first_free_rows.iter().skip(columns);
        let reached = reached.take_while(|free| **free > frame.row_count).count();
        for _ in 0..reached {
            leaf.begin_cell();
        }
        let columns = columns + reached;
        if columns >= MAX_COLUMNS {
            return leaf.text.push_space();
        }
        let span = |name| {
            let span = tag.get(name).and_then(|span| span.trim().parse().ok());
            span.unwrap_or(1_usize)
        };
        // A cell over several columns is in the first of them; the others are empty.
        let wide = span("colspan").clamp(1, MAX_COLUMNS - columns);
        for _ in 0..wide {
            leaf.begin_cell();
        }
        let deep = span("rowspan").clamp(1, MAX_ROWSPAN);
        let end = columns + wide;
        if frame.first_free_rows.len() < end {
            frame.first_free_rows.resize(end, 0);
        }
        for free in frame.first_free_rows.iter_mut().take(end).skip(columns) {
            *free = frame.row_count + deep;
        }
    }

    /// Returns whether we are in a cell of a table with header cells.
    pub(crate) fn is_in_data_cell(&self) -> bool {
        let is_table = |frame: &TableFrame| frame.has_header_cells && !frame.is_layout;
        self.tables.last().is_some_and(is_table)
            && matches!(&self.open_block, Some(leaf) if matches!(leaf.kind, OpenBlockKind::Table(_)))
    }

    /// Begins a paragraph in a cell. Several long paragraphs show that the table is for layout.
    pub(crate) fn begin_cell_paragraph(&mut self) {
        let long = self
            .open_block
            .as_ref()
            .is_some_and(|leaf| leaf.cell_len() > MAX_PARAGRAPH_CELL_BYTES);
        if long {
            self.leave_table();
        }
    }

    /// Closes the marks of a cell; they do not continue in the next one.
    pub(crate) fn close_cell_marks(&mut self) {
        let outside = self.tables.last().map_or(0, |frame| frame.outer_mark_count);
        while self.open.marks.len() > outside && !self.tables.is_empty() {
            self.open.marks.pop();
            if let Some(leaf) = &mut self.open_block {
                leaf.text.close();
            }
        }
    }
}

/// Removes the empty rows of a table and gives it the columns of its longest row.
pub(crate) fn trim_table(mut table: Table) -> Table {
    table
        .rows
        .retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    table.align = vec![Align::Left; columns];
    table
}
