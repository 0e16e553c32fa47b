//! Centred lines.

use super::Prepared;
use crate::layout::column::Column;
use crate::layout::line::Line;
use crate::layout::options::Setting;
use crate::text::width::{Widths, text_width};

/// Most lines of a centred text that is broken between its pieces.
const MAX_PIECE_LINES: usize = 4;

impl Prepared {
    /// Centres lines in the column, after making them of nearly equal length: in the narrowest column that needs no
    /// more lines.
    pub(super) fn centre(&self, column: &Column, setting: Setting, lines: &mut Vec<Line>) {
        let (mut least, mut most) = (1, column.measure);
        while lines.len() > self.text.segments.len() && least < most {
            let measure = least + (most - least) / 2;
            let mut narrow = Vec::new();
            let column = Column {
                measure,
                ..column.clone()
            };
            self.set_segments(&column, setting, &mut narrow);
            if narrow.len() <= lines.len() {
                *lines = narrow;
                most = measure;
            } else {
                least = measure + 1;
            }
        }
        if let Some(pieces) = self.set_in_pieces(column, setting, lines.len()) {
            *lines = pieces;
        }
        for line in lines {
            column.centre(line);
        }
    }

    /// Sets a text of pieces with wide blanks between them in at most one line more than `count`, so that no piece is
    /// broken; `None` if there is no such column.
    fn set_in_pieces(&self, column: &Column, setting: Setting, count: usize) -> Option<Vec<Line>> {
        let text = self.text();
        let has_pieces = text.contains(['\u{3000}', '\u{a0}']) || text.contains("  ");
        if !has_pieces || count <= self.text.segments.len() || count > MAX_PIECE_LINES {
            return None;
        }
        let is_whole = |line: &Line| {
            let before = text.get(..line.bytes.start as usize).unwrap_or_default();
            let words = before.trim_end();
            words.is_empty()
                || text_width(
                    before.get(words.len()..).unwrap_or_default(),
                    Widths::default(),
                )
                .0 > 1
        };
        (column.measure / 2..=column.measure)
            .rev()
            .find_map(|measure| {
                let mut lines = Vec::new();
                let narrow = Column {
                    measure,
                    ..column.clone()
                };
                self.set_segments(&narrow, setting, &mut lines);
                (lines.len() <= count + 1 && lines.iter().all(is_whole)).then_some(lines)
            })
    }
}
