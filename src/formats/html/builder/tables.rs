//! Tables: rows and cells as they come, and what tables become that only arrange the page.

use super::super::tokens::Tag;
use super::{Builder, PIECE};
use crate::doc::{Align, BlockKind, Table};
use crate::formats::blocks::inline::Marked;
use crate::formats::blocks::{autolink, table_text};
use crate::formats::html::open_block::{Kind, cells};

/// A cell longer than this shows that its table only arranges the page, in bytes.
pub(crate) const CELL: u32 = 2 << 10;
/// A cell of several paragraphs may be that long and still be one, in bytes.
const CELL_OF_PARAGRAPHS: u32 = 120;
/// Cells a row may have.
const COLUMNS: usize = 64;
/// Rows a cell may reach down over.
const ROWS: usize = 1000;

/// A table on the stack.
pub(crate) struct Frame {
    /// Whether it only arranges the page.
    pub(crate) is_layout: bool,
    /// Marks open outside of it.
    marks: usize,
    /// Whether a cell says what others are about: then it is a table, whatever is in its cells.
    has_heads: bool,
    /// Its rows so far, and for each column the first row that no cell reaches down into.
    rows: usize,
    free_from: Vec<usize>,
}

impl Frame {
    /// A table that begins with `tag`, with so many marks open.
    pub(crate) fn new(tag: &Tag, marks: usize) -> Self {
        Self {
            is_layout: tag.has_word("role", "presentation"),
            marks,
            has_heads: false,
            rows: 0,
            free_from: Vec::new(),
        }
    }
}

impl Builder {
    /// Writes the cells of a table that is none as paragraphs.
    pub(crate) fn write_cells(
        &mut self,
        at: usize,
        cells: Vec<(String, Vec<Marked>)>,
        names: Vec<(String, u32)>,
    ) {
        let mut first = None;
        for (text, mut marks) in cells {
            autolink::mark(&text, &mut marks);
            let pos = self.emit(at, BlockKind::Paragraph, text, marks);
            first.get_or_insert(pos);
        }
        match first {
            Some(pos) => {
                for (name, _) in names {
                    self.name(name, pos);
                }
            }
            None => self.names.extend(names.into_iter().map(|(name, _)| name)),
        }
    }

    /// What comes does not fit in a cell: the table only arranges the page.
    pub(crate) fn leave_table(&mut self) {
        let Some(mut leaf) = self
            .leaf
            .take_if(|leaf| matches!(leaf.kind, Kind::Table(_)))
        else {
            return;
        };
        leaf.end_cell();
        if let Some(frame) = self.tables.last_mut() {
            frame.is_layout = true;
        }
        let (text, marks) = leaf.words.finish();
        if let Kind::Table(table) = leaf.kind {
            let table = table_text::clamped(table, text.len() as u32);
            let cells = cells(&table, &leaf.edges, &text, &marks);
            self.write_cells(leaf.at, cells, leaf.names);
        }
    }

    /// Whether the innermost table, if any, only arranges the page.
    pub(crate) fn is_layout(&self) -> bool {
        self.tables.last().is_none_or(|frame| frame.is_layout)
    }

    /// Begins a row.
    pub(crate) fn row(&mut self, at: usize) {
        self.close_marks_of_table();
        if self.is_layout() {
            return self.boundary();
        }
        if self
            .leaf
            .as_ref()
            .is_some_and(|leaf| !matches!(leaf.kind, Kind::Table(_)) || leaf.len() >= PIECE)
        {
            self.close_leaf();
        }
        if self.leaf.is_none() {
            self.begin_leaf(Kind::Table(Table::default()), at);
        }
        if let Some(leaf) = &mut self.leaf {
            leaf.row();
        }
        if let Some(frame) = self.tables.last_mut() {
            frame.rows += 1;
        }
    }

    /// Begins a cell.
    pub(crate) fn cell(&mut self, tag: &Tag, at: usize) {
        self.close_marks_of_table();
        if self.is_layout() {
            return self.boundary();
        }
        if !matches!(&self.leaf, Some(leaf) if matches!(leaf.kind, Kind::Table(_))) {
            self.row(at);
        }
        let Some(leaf) = &mut self.leaf else {
            return;
        };
        let columns = match &leaf.kind {
            Kind::Table(table) => table.rows.last().map_or(0, Vec::len),
            Kind::Text(_) | Kind::Code(_) => return,
        };
        let Some(frame) = self.tables.last_mut() else {
            return;
        };
        frame.has_heads |= tag.name == "th";
        // Cells above that reach down into this row have empty ones in it.
        let reached = frame.free_from.iter().skip(columns);
        let reached = reached.take_while(|free| **free > frame.rows).count();
        for _ in 0..reached {
            leaf.cell();
        }
        let columns = columns + reached;
        if columns >= COLUMNS {
            return leaf.words.space();
        }
        let span = |name| {
            let span = tag.get(name).and_then(|span| span.trim().parse().ok());
            span.unwrap_or(1_usize)
        };
        // A cell over several columns is one over the first, and empty ones stand before the next.
        let wide = span("colspan").clamp(1, COLUMNS - columns);
        for _ in 0..wide {
            leaf.cell();
        }
        let deep = span("rowspan").clamp(1, ROWS);
        let end = columns + wide;
        if frame.free_from.len() < end {
            frame.free_from.resize(end, 0);
        }
        for free in frame.free_from.iter_mut().take(end).skip(columns) {
            *free = frame.rows + deep;
        }
    }

    /// Whether we are in a cell of a table that says what its cells are about.
    pub(crate) fn in_cell_of_table(&self) -> bool {
        let is_table = |frame: &Frame| frame.has_heads && !frame.is_layout;
        self.tables.last().is_some_and(is_table)
            && matches!(&self.leaf, Some(leaf) if matches!(leaf.kind, Kind::Table(_)))
    }

    /// A paragraph begins in a cell: several long ones make no cell.
    pub(crate) fn paragraph_in_cell(&mut self) {
        let long = self
            .leaf
            .as_ref()
            .is_some_and(|leaf| leaf.cell_len() > CELL_OF_PARAGRAPHS);
        if long {
            self.leave_table();
        }
    }

    /// Marks do not go on from one cell to the next.
    pub(crate) fn close_marks_of_table(&mut self) {
        let outside = self.tables.last().map_or(0, |frame| frame.marks);
        while self.marks.len() > outside && !self.tables.is_empty() {
            self.marks.pop();
            if let Some(leaf) = &mut self.leaf {
                leaf.words.close();
            }
        }
    }
}

/// A table without rows that are empty, and as many columns as its longest row.
pub(crate) fn tidy(mut table: Table) -> Table {
    table
        .rows
        .retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    table.align = vec![Align::Left; columns];
    table
}
