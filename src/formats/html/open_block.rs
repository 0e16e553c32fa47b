//! The open block of a page.

use crate::doc::{BlockKind, Table};
use crate::formats::blocks::inline::MarkSpan;
use crate::formats::blocks::inline_text::InlineText;
use crate::formats::blocks::table_text;
use std::ops::Range;

/// Marks that may be open at once.
pub(crate) const MAX_OPEN_MARK_COUNT: usize = 16;

/// The block under construction.
pub(crate) struct OpenBlock {
    pub(crate) kind: OpenBlockKind,
    /// Start in the source, in bytes.
    pub(crate) at: usize,
    pub(crate) text: InlineText,
    /// Names of places, with their offset in the text.
    pub(crate) names: Vec<(String, u32)>,
    /// Box edges and line ends in the cells of a table, as byte offsets in the text.
    pub(crate) cell_edges: Vec<u32>,
    /// Starts of the further lines of a paragraph: offset in the text and in the source, in bytes.
    pub(crate) line_starts: Vec<(u32, usize)>,
    /// Whether the block continues the one before it.
    pub(crate) continued: bool,
}

/// Kind of the finished block.
pub(crate) enum OpenBlockKind {
    Text(BlockKind),
    Code(String),
    Table(Table),
}

impl OpenBlock {
    /// Returns the length of the text so far in bytes.
    pub(crate) fn len(&self) -> usize {
        match &self.kind {
            OpenBlockKind::Text(_) | OpenBlockKind::Table(_) => self.text.len() as usize,
            OpenBlockKind::Code(code) => code.len(),
        }
    }

    /// Begins a row of a table.
    pub(crate) fn begin_row(&mut self) {
        self.end_cell();
        if let OpenBlockKind::Table(table) = &mut self.kind
            && table.rows.last().is_none_or(|row| !row.is_empty())
        {
            table_text::start_row(table, &mut self.text.inline);
        }
    }

    /// Begins a cell in the last row.
    pub(crate) fn begin_cell(&mut self) {
        self.end_cell();
        if let OpenBlockKind::Table(table) = &mut self.kind {
            if table.rows.is_empty() {
                table_text::start_row(table, &mut self.text.inline);
            }
            table_text::start_cell(table, &mut self.text.inline);
        }
    }

    /// Returns the length of the last cell in bytes.
    pub(crate) fn cell_len(&self) -> u32 {
        match &self.kind {
            OpenBlockKind::Table(table) => table
                .rows
                .last()
                .and_then(|row| row.last())
                .map_or(0, |cell| self.text.len() - cell.start),
            OpenBlockKind::Text(_) | OpenBlockKind::Code(_) => 0,
        }
    }

    /// Records the edge of a box or line, which ends a line in a cell.
    pub(crate) fn push_edge(&mut self) {
        let at = self.text.len();
        self.text.end_cell_line();
        if self.cell_edges.len() < MAX_CELL_EDGE_COUNT && self.cell_edges.last() != Some(&at) {
            self.cell_edges.push(at);
        }
    }

    /// Ends the last cell, if it is open.
    pub(crate) fn end_cell(&mut self) {
        if let OpenBlockKind::Table(table) = &mut self.kind {
            self.text.close_ruby();
            self.text.drop_pending_space();
            table_text::end_cell(table, &self.text.inline);
        }
    }
}

/// Cell edges that are kept.
const MAX_CELL_EDGE_COUNT: usize = 10_000;

/// Returns `range` without the blanks around its text.
fn trim_range(range: Range<u32>, text: &str) -> Range<u32> {
    let words = text.get(range.start as usize..range.end as usize);
    let words = words.unwrap_or_default();
    let start = range.start + (words.len() - words.trim_start().len()) as u32;
    start..start + words.trim().len() as u32
}

/// Returns the cells of a table, cut at `edges`.
fn cell_ranges<'t>(table: &'t Table, edges: &'t [u32]) -> impl Iterator<Item = Range<u32>> + 't {
    table.rows.iter().flatten().flat_map(move |cell| {
        let from = edges.partition_point(|&edge| edge <= cell.start);
        let inside = edges.iter().skip(from).copied();
        let ends = inside.take_while(|&edge| edge < cell.end).chain([cell.end]);
        let mut start = cell.start;
        ends.map(move |end| std::mem::replace(&mut start, end)..end)
    })
}

/// Returns the texts of a table's cells that are not empty, cut at `edges`. Each has its marks: first those open
/// since before the table, then those that start in it.
pub(crate) fn cell_texts(
    table: &Table,
    edges: &[u32],
    text: &str,
    marks: &[MarkSpan],
) -> Vec<(String, Vec<MarkSpan>)> {
    cell_ranges(table, edges)
        .filter_map(|range| {
            let range = trim_range(range, text);
            let words = text.get(range.start as usize..range.end as usize)?;
            let first = marks.partition_point(|(mark, _)| mark.start < range.start);
            let outer = marks.get(..first.min(MAX_OPEN_MARK_COUNT))?;
            let own = marks.get(first..)?.iter();
            let own = own.take_while(|(mark, _)| mark.start < range.end);
            let marks = outer
                .iter()
                .chain(own)
                .filter_map(|(mark, kind)| Some((clip_mark(mark, &range)?, kind.clone())));
            (!words.is_empty()).then(|| (words.to_owned(), marks.collect()))
        })
        .collect()
}

/// Clips `mark` to `range`. Offsets of the result are relative to the start of `range`.
pub(crate) fn clip_mark(mark: &Range<u32>, range: &Range<u32>) -> Option<Range<u32>> {
    let start = mark.start.max(range.start);
    let end = mark.end.min(range.end);
    (start < end).then(|| start - range.start..end - range.start)
}
