//! Tables with too many columns for the page: cells one below the other, each behind its head.

use super::{CELL_STYLE, COLUMN_GAP_CELLS, MIN_COLUMN_CELLS, TableGrid, cell_lines, line_between};
use crate::layout::Glyph;
use crate::layout::column::Column;
use crate::layout::glyphs;
use crate::layout::line::{GlyphText, Line, LineEnd};
use crate::layout::line_breaker::LineRoom;
use crate::layout::segments::SetText;
use crate::layout::setter::Setter;
use std::ops::Range;

impl TableGrid {
    /// Sets each cell below the one before, behind its head, with an empty line between rows and no line for an empty
    /// cell. A head without rows, or without room, is set as they are.
    pub(super) fn set_stacked(&self, text: &SetText, column: &Column, lines: &mut Vec<Line>) {
        let (head, below) = match self.rows.split_first() {
            Some((head, below)) if !below.is_empty() => (head.as_slice(), below),
            _ => (&[][..], self.rows.as_slice()),
        };
        let needed = |label: &Line| {
            let cells = label.width.0.saturating_add(COLUMN_GAP_CELLS);
            cells.saturating_add(MIN_COLUMN_CELLS)
        };
        let has_text = |cell: &Range<usize>| {
            let segments = text.segments.get(cell.clone()).unwrap_or_default();
            segments.iter().any(|segment| !segment.units.is_empty())
        };
        let labels = head.iter().enumerate().map(|(index, cell)| {
            // The head of a column without cells would be lost.
            let is_shown = below.iter().any(|row| row.get(index).is_some_and(has_text));
            label(text, cell)
                .filter(|label| label.width.0 == 0 || is_shown)
                .filter(|label| needed(label) <= column.measure)
        });
        let (labels, body) = match labels.collect::<Option<Vec<Line>>>() {
            Some(labels) => (labels, below),
            None => (Vec::new(), self.rows.as_slice()),
        };
        let labels: Vec<Option<&Line>> = labels.iter().map(Some).collect();
        for row in body {
            let mut set = Vec::new();
            stack_row(text, row, &labels, column, &mut set);
            lines.extend(line_between(lines, &set));
            lines.extend(set);
        }
    }
}

/// Sets the cells of a row one below the other, each behind its label.
pub(super) fn stack_row(
    text: &SetText,
    row: &[Range<usize>],
    labels: &[Option<&Line>],
    column: &Column,
    set: &mut Vec<Line>,
) {
    let needed = |label: &&Line| {
        label
            .width
            .0
            .saturating_add(COLUMN_GAP_CELLS + MIN_COLUMN_CELLS)
            <= column.measure
    };
    let mut setter = Setter::new(CELL_STYLE);
    for (index, cell) in row.iter().enumerate() {
        let label = labels.get(index).copied().flatten();
        let label = label.filter(|label| label.width.0 > 0).filter(needed);
        let indent = label.map_or(0, |label| label.width.0 + COLUMN_GAP_CELLS);
        let room = LineRoom {
            measure: column.measure,
            first_indent: column.hanging_indent + indent,
            rest_indent: column.hanging_indent + indent,
        };
        let above = set.len();
        for segment in text.segments.get(cell.clone()).unwrap_or_default() {
            if !segment.units.is_empty() {
                setter.set(text, segment, room, column.left, set);
            }
        }
        if let (Some(first), Some(label)) = (set.get_mut(above), label) {
            put_label(first, label, column.left + column.hanging_indent);
        }
    }
}

/// Sets the cells of a row one behind the other, in as many lines as they need. Returns whether each has room in a line.
pub(super) fn set_in_lines(
    text: &SetText,
    row: &[Range<usize>],
    column: &Column,
    lines: &mut Vec<Line>,
) -> bool {
    let mut set: Vec<Line> = Vec::new();
    for cell in row {
        let cell_set = cell_lines(text, cell, u16::MAX, 0);
        let [words] = cell_set.as_slice() else {
            return false;
        };
        if words.width.0 > column.measure {
            return false;
        }
        let start = column.left + column.hanging_indent;
        let x = set
            .last()
            .map_or(start, |line| line.width.0 + COLUMN_GAP_CELLS);
        let has_room = x + words.width.0 <= column.left + column.measure;
        let x = if has_room { x } else { start };
        let glyphs = words.glyphs.iter().map(|glyph| Glyph {
            x: glyph.x + x,
            ..*glyph
        });
        match set.last_mut().filter(|_| has_room) {
            Some(line) => {
                line.glyphs.extend(glyphs);
                line.width.0 = x + words.width.0;
            }
            None => {
                let mut line = glyphs::line(glyphs.collect(), words.bytes.start, LineEnd::Soft);
                line.width.0 = x + words.width.0;
                set.push(line);
            }
        }
    }
    if let Some(last) = set.last_mut() {
        last.end = LineEnd::Hard;
    }
    lines.extend(set);
    true
}

/// Returns the head of a column in one line, as signs that stand for no text of their own; `None` if it
/// has several lines, or a sign of more than one character.
pub(super) fn label(text: &SetText, cell: &Range<usize>) -> Option<Line> {
    let sign = |glyph: &Glyph| {
        let end = glyph.at as usize + usize::from(glyph.len);
        let mut chars = text.text.get(glyph.at as usize..end)?.chars();
        let first = chars.next();
        let shown = match glyph.text {
            GlyphText::Cluster if chars.next().is_none() => GlyphText::Substitute(first?),
            GlyphText::Cluster => return None,
            other => other,
        };
        Some(Glyph {
            len: 0,
            text: shown,
            ..*glyph
        })
    };
    let lines = cell_lines(text, cell, u16::MAX, 0);
    if lines.len() > 1 {
        return None;
    }
    let glyphs = lines.iter().flat_map(|line| &line.glyphs).map(sign);
    Some(glyphs::line(
        glyphs.collect::<Option<_>>()?,
        0,
        LineEnd::Soft,
    ))
}

/// Puts a label in front of a line.
fn put_label(line: &mut Line, label: &Line, left: u16) {
    let at = line.bytes.start;
    let moved = label.glyphs.iter().map(|glyph| Glyph {
        at,
        x: glyph.x + left,
        ..*glyph
    });
    line.glyphs.splice(0..0, moved);
}
