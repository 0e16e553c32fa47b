//! Tables: cells side by side, columns as wide as their widest cell, two blanks between columns.
//! A rule is below the head. In a table too wide for the page the widest columns are narrowed, and an empty line parts
//! its rows. One with too many columns is set cell below cell, each behind its head, with an empty line between rows.

mod aligned;
mod shared;
mod stacked;
mod widths;

pub(crate) use aligned::has_gap;
pub(crate) use shared::{RowForm, SharedColumns, are_table_rows, begins_with_head, row_table};

use stacked::{set_in_lines, stack_row};
use widths::{ColumnNeed, column_widths};

use super::column::Column;
use super::glyphs;
use super::line::{Line, LineEnd};
use super::line_breaker::{HangingPolicy, LineRoom, OrphanPolicy};
use super::segments::{SetText, segments_of};
use super::setter::{Edge, FillerPolicy, Setter, SetterStyle};
use super::unit::{Segment, TextMode, UnitBuilder};
use crate::doc::{Align, Table};
use crate::text::units::Cells;
use std::ops::Range;

/// Blanks between two columns.
const COLUMN_GAP_CELLS: u16 = 2;
/// Minimum width of a narrowed column: two Han.
const MIN_COLUMN_CELLS: u16 = 4;

/// Cells of a table as ranges of its block's segments.
#[derive(Clone, Debug)]
pub(crate) struct TableGrid {
    rows: Vec<Vec<Range<usize>>>,
    align: Vec<Align>,
}

impl TableGrid {
    /// Builds the cells of `table`. A range outside `text` becomes an empty cell.
    pub(crate) fn new(
        table: &Table,
        text: &str,
        builder: &mut UnitBuilder<'_>,
        segments: &mut Vec<Segment>,
    ) -> Self {
        let mut cell = |range: &Range<u32>| {
            let range = range.start as usize..range.end as usize;
            let range = if text.get(range.clone()).is_some() {
                range
            } else {
                0..0
            };
            let start = segments.len();
            segments_of(text, range, TextMode::Prose, builder, segments);
            start..segments.len()
        };
        Self {
            rows: table
                .rows
                .iter()
                .map(|row| row.iter().map(&mut cell).collect())
                .collect(),
            align: table.align.clone(),
        }
    }

    /// Sets the table; at least one line.
    pub(crate) fn set(&self, text: &SetText, column: &Column, lines: &mut Vec<Line>) {
        let needs = self.column_needs(text);
        let gaps = COLUMN_GAP_CELLS.saturating_mul(needs.len().saturating_sub(1).min(1000) as u16);
        let room = column.measure.saturating_sub(column.hanging_indent);
        match room
            .checked_sub(gaps)
            .and_then(|room| column_widths(&needs, room))
        {
            Some(widths) => {
                let left = column.left + column.hanging_indent;
                self.set_rows(text, &widths, left, lines);
            }
            None => self.set_stacked(text, column, lines),
        }
        if lines.is_empty() {
            lines.push(glyphs::line(Vec::new(), 0, LineEnd::Hard));
        }
    }

    /// Widens the columns of a table of lines for this row; a head also labels them.
    pub(crate) fn measure_row(&self, text: &SetText, columns: &mut SharedColumns, is_head: bool) {
        let blank = self.row_blank(text);
        let mut needs = self.column_needs(text);
        if let Some(first) = needs.first_mut() {
            first.add_blank(blank);
        }
        columns.add_row(&needs, blank);
        if let Some(head) = self.rows.first().filter(|_| is_head) {
            columns.set_labels(text, head);
        }
    }

    /// Returns the blanks in front of the only row, in cells.
    fn row_blank(&self, text: &SetText) -> u16 {
        let first = self.rows.last().and_then(|row| row.first());
        let segment = first.and_then(|cell| text.segments.get(cell.start));
        segment.map_or(0, |segment| segment.blank_width)
    }

    /// Sets the only row of this table in the columns it shares with others.
    pub(crate) fn set_shared(
        &self,
        text: &SetText,
        shared: &SharedColumns,
        column: &Column,
        lines: &mut Vec<Line>,
    ) {
        let Some(row) = self.rows.last() else {
            return;
        };
        let is_head = self.rows.len() == 1;
        let room = column.measure.saturating_sub(column.hanging_indent);
        let Some(widths) = shared.widths(room) else {
            if is_head && set_in_lines(text, row, column, lines) {
                return;
            }
            let labels = shared.labels.iter().map(Option::as_ref);
            let labels: Vec<Option<&Line>> = labels.filter(|_| !is_head).collect();
            stack_row(text, row, &labels, column, lines);
            return;
        };
        let left = column.left + column.hanging_indent;
        let depth = self.row_blank(text).saturating_sub(shared.least_blank);
        let place = RowPlace {
            widths: &widths,
            align: &shared.align,
            left,
            // A narrowed column has no cells to spare.
            depth: if widths.first() == shared.needs.first().map(|need| &need.natural) {
                depth
            } else {
                0
            },
        };
        Self::set_row(text, row, place, lines);
        if is_head {
            let end = left + widths.iter().sum::<u16>() + shared.gap_cells();
            let mut rule = glyphs::line(Vec::new(), text.text.len() as u32, LineEnd::Hard);
            rule.rule = Some(left..end);
            lines.push(rule);
        }
    }

    /// Returns the widths that the columns need. The first row is the head.
    fn column_needs(&self, text: &SetText) -> Vec<ColumnNeed> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut needs = vec![ColumnNeed::default(); columns];
        for (index, row) in self.rows.iter().enumerate() {
            for (cell, need) in row.iter().zip(&mut needs) {
                for segment in text.segments.get(cell.clone()).unwrap_or_default() {
                    let bytes = segment.bytes.start as usize..segment.text_end as usize;
                    let words = text.text.get(bytes).unwrap_or_default();
                    let natural = text.natural_width(segment);
                    need.join(ColumnNeed::of_cell(words, natural, index == 0));
                }
            }
        }
        for need in &mut needs {
            need.natural = need.natural.max(1);
        }
        needs
    }

    /// Sets the rows with their cells side by side from column `left`.
    fn set_rows(&self, text: &SetText, widths: &[u16], left: u16, lines: &mut Vec<Line>) {
        let Some((head, body)) = self.rows.split_first() else {
            return;
        };
        let place = RowPlace {
            widths,
            align: &self.align,
            left,
            depth: 0,
        };
        Self::set_row(text, head, place, lines);
        let body: Vec<Vec<Line>> = body
            .iter()
            .map(|row| {
                let mut set = Vec::new();
                Self::set_row(text, row, place, &mut set);
                set
            })
            .collect();
        let has_tall_rows = body.iter().any(|row| row.len() > 1);
        let gaps = COLUMN_GAP_CELLS * widths.len().saturating_sub(1) as u16;
        let end = left + widths.iter().sum::<u16>() + gaps;
        for (index, row) in body.into_iter().enumerate() {
            if (index == 0 || has_tall_rows)
                && let Some(mut between) = line_between(lines, &row)
            {
                between.rule = (index == 0).then_some(left..end);
                lines.push(between);
            }
            for mut line in row {
                // A row without cells has no place of its own.
                let above = lines.last().map_or(0, |above| above.bytes.start);
                line.bytes.start = line.bytes.start.max(above);
                lines.push(line);
            }
        }
    }

    /// Sets one row with its cells side by side, as high as its tallest cell.
    fn set_row(text: &SetText, row: &[Range<usize>], place: RowPlace<'_>, lines: &mut Vec<Line>) {
        let cells = row.iter().zip(place.widths).enumerate();
        let cells: Vec<Vec<Line>> = cells
            .map(|(index, (cell, &width))| {
                let depth = if index == 0 { place.depth } else { 0 };
                cell_lines(text, cell, width, depth)
            })
            .collect();
        // The tallest cell determines the byte ranges of the row's lines.
        let tallest = cells.iter().max_by_key(|cell| cell.len());
        let starts: Vec<u32> = tallest.map_or(vec![0], |cell| {
            cell.iter().map(|line| line.bytes.start).collect()
        });
        let first = cells
            .first()
            .and_then(|cell| cell.first())
            .map(|line| line.bytes.start);
        for (i, &start) in starts.iter().enumerate() {
            let at = if i == 0 {
                first.unwrap_or(start)
            } else {
                start
            };
            let floor = lines.last().map_or(0, |line: &Line| line.bytes.start);
            let mut glyphs = Vec::new();
            let mut x = place.left;
            let aligns = place
                .align
                .iter()
                .copied()
                .chain(std::iter::repeat(Align::Left));
            for ((cell, &width), align) in cells.iter().zip(place.widths).zip(aligns) {
                if let Some(line) = cell.get(i) {
                    let shift = x + align_offset(align, width, line.width);
                    glyphs.extend(line.glyphs.iter().map(|glyph| super::Glyph {
                        x: glyph.x + shift,
                        ..*glyph
                    }));
                }
                x += width + COLUMN_GAP_CELLS;
            }
            let end = if i + 1 == starts.len() {
                LineEnd::Hard
            } else {
                LineEnd::Soft
            };
            lines.push(glyphs::line(glyphs, at.max(floor), end));
        }
    }
}

/// Cells and alignment of the columns of a row.
#[derive(Clone, Copy, Debug)]
struct RowPlace<'p> {
    widths: &'p [u16],
    align: &'p [Align],
    /// First cell of the row.
    left: u16,
    /// Indent of the first cell.
    depth: u16,
}

/// Returns an empty line between the lines set so far and the next ones; `None` if there is no byte for it.
fn line_between(lines: &[Line], next: &[Line]) -> Option<Line> {
    let last = lines.last()?;
    let at = text_end(last).min(next.first()?.bytes.start);
    (at > last.bytes.start).then(|| glyphs::line(Vec::new(), at, LineEnd::Hard))
}

/// Returns the end in bytes of the drawn text of a line; the separator of rows follows it.
fn text_end(line: &Line) -> u32 {
    line.glyphs
        .last()
        .map_or(line.bytes.start, |glyph| glyph.at + u32::from(glyph.len))
}

const CELL_STYLE: SetterStyle = SetterStyle {
    hanging: HangingPolicy::Forbidden,
    orphans: OrphanPolicy::Keep,
    edge: Edge::Ragged,
    fillers: FillerPolicy::Keep,
};

/// Returns the lines of one cell in a column of `width` cells, from column 0, all set in by `indent` cells.
fn cell_lines(text: &SetText, cell: &Range<usize>, width: u16, indent: u16) -> Vec<Line> {
    let room = LineRoom {
        measure: width,
        first_indent: indent,
        rest_indent: indent,
    };
    let mut setter = Setter::new(CELL_STYLE);
    let mut lines = Vec::new();
    for segment in text.segments.get(cell.clone()).unwrap_or_default() {
        setter.set(text, segment, room, 0, &mut lines);
    }
    lines
}

/// Returns the blank cells before a line in its column.
fn align_offset(align: Align, width: u16, line: Cells) -> u16 {
    let spare = width.saturating_sub(line.0);
    match align {
        Align::Left => 0,
        Align::Centre => spare / 2,
        Align::Right => spare,
    }
}
