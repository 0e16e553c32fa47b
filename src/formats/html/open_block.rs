//! The block being filled.

use super::inline_text::InlineText;
use crate::doc::{BlockKind, Table};
use crate::formats::blocks::inline::MarkSpan;
use crate::formats::blocks::table_text;
use std::ops::Range;

/// Marks that may be open at once.
pub(crate) const MAX_OPEN_MARK_COUNT: usize = 16;

/// The block being filled.
pub(crate) struct OpenBlock {
    pub(crate) kind: OpenBlockKind,
    /// Where it starts in the source, in bytes.
    pub(crate) at: usize,
    pub(crate) text: InlineText,
    /// Names of places in it, and where they are.
    pub(crate) names: Vec<(String, u32)>,
    /// Where boxes begin and lines end within the cells of a table, in bytes of its text.
    pub(crate) cell_edges: Vec<u32>,
    /// Where lines start that stand under another in a paragraph: in its text and in the source, in bytes.
    pub(crate) line_starts: Vec<(u32, usize)>,
    /// Whether it goes on with what the block before it began.
    pub(crate) continued: bool,
}

/// What it will be.
pub(crate) enum OpenBlockKind {
    Text(BlockKind),
    Code(String),
    Table(Table),
}

impl OpenBlock {
    /// Length of its text so far, in bytes.
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

    /// Begins a cell of the row begun last.
    pub(crate) fn begin_cell(&mut self) {
        self.end_cell();
        if let OpenBlockKind::Table(table) = &mut self.kind {
            if table.rows.is_empty() {
                table_text::start_row(table, &mut self.text.inline);
            }
            table_text::start_cell(table, &mut self.text.inline);
        }
    }

    /// Bytes of the cell begun last.
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

    /// A box begins or a line ends here, which in a cell shows as a blank.
    pub(crate) fn push_edge(&mut self) {
        let at = self.text.len();
        self.text.push_space();
        if self.cell_edges.len() < MAX_CELL_EDGE_COUNT && self.cell_edges.last() != Some(&at) {
            self.cell_edges.push(at);
        }
    }

    /// Ends the cell begun last, if it has not ended yet.
    pub(crate) fn end_cell(&mut self) {
        if let OpenBlockKind::Table(table) = &mut self.kind {
            self.text.close_ruby();
            self.text.drop_pending_space();
            table_text::end_cell(table, &self.text.inline);
        }
    }
}

/// Edges that are kept.
const MAX_CELL_EDGE_COUNT: usize = 10_000;

/// `range` without the blanks around its text.
fn trim_range(range: Range<u32>, text: &str) -> Range<u32> {
    let words = text.get(range.start as usize..range.end as usize);
    let words = words.unwrap_or_default();
    let start = range.start + (words.len() - words.trim_start().len()) as u32;
    start..start + words.trim().len() as u32
}

/// The cells of a table, cut at `edges`.
fn cell_ranges<'t>(table: &'t Table, edges: &'t [u32]) -> impl Iterator<Item = Range<u32>> + 't {
    table.rows.iter().flatten().flat_map(move |cell| {
        let from = edges.partition_point(|&edge| edge <= cell.start);
        let inside = edges.iter().skip(from).copied();
        let ends = inside.take_while(|&edge| edge < cell.end).chain([cell.end]);
        let mut start = cell.start;
        ends.map(move |end| std::mem::replace(&mut start, end)..end)
    })
}

/// The texts of a table's cells that are not empty, cut at `edges`, each with its marks: those that start in it, and
/// those open since before the table, which come first.
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

/// The part of `mark` that is in `range`, counted from its start.
pub(crate) fn clip_mark(mark: &Range<u32>, range: &Range<u32>) -> Option<Range<u32>> {
    let start = mark.start.max(range.start);
    let end = mark.end.min(range.end);
    (start < end).then(|| start - range.start..end - range.start)
}
