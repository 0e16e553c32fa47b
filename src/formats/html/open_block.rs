//! The block being filled.

use super::inline_text::Words;
use crate::doc::{BlockKind, Table};
use crate::formats::blocks::inline::Marked;
use crate::formats::blocks::table_text;
use std::ops::Range;

/// The block being filled.
pub(crate) struct Leaf {
    pub(crate) kind: Kind,
    /// Where it starts in the source, in bytes.
    pub(crate) at: usize,
    pub(crate) words: Words,
    /// Names of places in it, and where they are.
    pub(crate) names: Vec<(String, u32)>,
    /// Where boxes begin and lines end within the cells of a table, in bytes of its text.
    pub(crate) edges: Vec<u32>,
    /// Where lines start that stand under another in a paragraph: in its text and in the source, in bytes.
    pub(crate) lines: Vec<(u32, usize)>,
    /// Whether it goes on with what the block before it began.
    pub(crate) continued: bool,
}

/// What it will be.
pub(crate) enum Kind {
    Text(BlockKind),
    Code(String),
    Table(Table),
}

impl Leaf {
    /// Length of its text so far, in bytes.
    pub(crate) fn len(&self) -> usize {
        match &self.kind {
            Kind::Text(_) | Kind::Table(_) => self.words.len() as usize,
            Kind::Code(code) => code.len(),
        }
    }

    /// Begins a row of a table.
    pub(crate) fn row(&mut self) {
        self.end_cell();
        if let Kind::Table(table) = &mut self.kind
            && table.rows.last().is_none_or(|row| !row.is_empty())
        {
            table_text::start_row(table, &mut self.words.inline);
        }
    }

    /// Begins a cell of the row begun last.
    pub(crate) fn cell(&mut self) {
        self.end_cell();
        if let Kind::Table(table) = &mut self.kind {
            if table.rows.is_empty() {
                table_text::start_row(table, &mut self.words.inline);
            }
            table_text::start_cell(table, &mut self.words.inline);
        }
    }

    /// Bytes of the cell begun last.
    pub(crate) fn cell_len(&self) -> u32 {
        match &self.kind {
            Kind::Table(table) => table
                .rows
                .last()
                .and_then(|row| row.last())
                .map_or(0, |cell| self.words.len() - cell.start),
            Kind::Text(_) | Kind::Code(_) => 0,
        }
    }

    /// A box begins or a line ends here, which in a cell shows as a blank.
    pub(crate) fn edge(&mut self) {
        let at = self.words.len();
        self.words.space();
        if self.edges.len() < EDGES && self.edges.last() != Some(&at) {
            self.edges.push(at);
        }
    }

    /// Ends the cell begun last, if it has not ended yet.
    pub(crate) fn end_cell(&mut self) {
        if let Kind::Table(table) = &mut self.kind {
            self.words.close_ruby();
            self.words.drop_blank();
            table_text::end_cell(table, &self.words.inline);
        }
    }
}

/// Edges that are kept.
const EDGES: usize = 10_000;

/// `range` without the blanks around its text.
fn trimmed(range: Range<u32>, text: &str) -> Range<u32> {
    let words = text.get(range.start as usize..range.end as usize);
    let words = words.unwrap_or_default();
    let start = range.start + (words.len() - words.trim_start().len()) as u32;
    start..start + words.trim().len() as u32
}

/// The cells of a table, cut at `edges`.
fn pieces<'t>(table: &'t Table, edges: &'t [u32]) -> impl Iterator<Item = Range<u32>> + 't {
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
pub(crate) fn cells(
    table: &Table,
    edges: &[u32],
    text: &str,
    marks: &[Marked],
) -> Vec<(String, Vec<Marked>)> {
    pieces(table, edges)
        .filter_map(|range| {
            let range = trimmed(range, text);
            let words = text.get(range.start as usize..range.end as usize)?;
            let first = marks.partition_point(|(mark, _)| mark.start < range.start);
            let outer = marks.get(..first.min(super::builder::MARKS))?;
            let own = marks.get(first..)?.iter();
            let own = own.take_while(|(mark, _)| mark.start < range.end);
            let marks = outer
                .iter()
                .chain(own)
                .filter_map(|(mark, kind)| Some((within(mark, &range)?, kind.clone())));
            (!words.is_empty()).then(|| (words.to_owned(), marks.collect()))
        })
        .collect()
}

/// The part of `mark` that is in `range`, counted from its start.
pub(crate) fn within(mark: &Range<u32>, range: &Range<u32>) -> Option<Range<u32>> {
    let start = mark.start.max(range.start);
    let end = mark.end.min(range.end);
    (start < end).then(|| start - range.start..end - range.start)
}
