//! Statistics of all lines of a text: widths, indents, counts.

use super::trimmed_line::TrimmedLine;

/// Largest line width that is counted separately, in cells.
pub(crate) const MAX_COUNTED_CELLS: usize = 160;

/// Statistics of all lines.
#[derive(Clone, Debug)]
pub(crate) struct LineStatistics {
    /// Lines that are not empty.
    pub(crate) line_count: u32,
    /// Lines after an empty line.
    pub(crate) lines_after_blank: u32,
    /// Line counts by width in cells; the last place counts all wider lines.
    pub(crate) lines_by_cells: Vec<u32>,
    /// Counts of body lines by indent in cells, 0 to 8; the last place counts all deeper ones. Only lines with
    /// the ending of a sentence count.
    pub(crate) lines_by_indent: [u32; 9],
    /// Bytes of text.
    pub(crate) bytes: u64,
}

impl Default for LineStatistics {
    fn default() -> Self {
        Self {
            line_count: 0,
            lines_after_blank: 0,
            lines_by_cells: vec![0; MAX_COUNTED_CELLS + 1],
            lines_by_indent: [0; 9],
            bytes: 0,
        }
    }
}

impl LineStatistics {
    /// Adds a line after `blank_lines` empty lines.
    pub(crate) fn add_line(&mut self, line: &TrimmedLine<'_>, blank_lines: u8) {
        self.line_count += 1;
        self.lines_after_blank += u32::from(blank_lines > 0);
        self.bytes += line.text.len() as u64;
        let cells = line.cells.min(MAX_COUNTED_CELLS);
        if let Some(count) = self.lines_by_cells.get_mut(cells) {
            *count += 1;
        }
    }

    /// Counts the indent of a body line, in cells.
    pub(crate) fn add_body_indent(&mut self, indent: u8) {
        let deepest = self.lines_by_indent.len() - 1;
        if let Some(count) = self
            .lines_by_indent
            .get_mut(usize::from(indent).min(deepest))
        {
            *count += 1;
        }
    }

    /// Returns the width in cells at which the text is hard-wrapped; `None` if it is not.
    pub(crate) fn wrap_width(&self) -> Option<u16> {
        let total = self.line_count;
        if total < 24
            || self
                .lines_by_cells
                .last()
                .is_some_and(|wide| *wide * 50 > total)
        {
            return None;
        }
        let mut above = 0;
        let mut limit = MAX_COUNTED_CELLS;
        for width in (0..=MAX_COUNTED_CELLS).rev() {
            above += self.lines_by_cells.get(width).copied().unwrap_or(0);
            if above * 100 > total * 2 {
                limit = width;
                break;
            }
        }
        let band: u32 = self
            .lines_by_cells
            .iter()
            .skip(limit.saturating_sub(limit / 12 + 2))
            .sum();
        (limit >= 40 && band * 100 > total * 30).then_some(limit as u16)
    }

    /// Returns the most common indent of body lines, in cells.
    pub(crate) fn body_indent(&self) -> u8 {
        let most = self
            .lines_by_indent
            .iter()
            .enumerate()
            .max_by_key(|(at, n)| (**n, 9 - at));
        most.map_or(0, |(at, _)| at as u8)
    }

    /// Returns whether nearly all lines have empty lines between them. An empty line is no evidence then.
    pub(crate) fn is_blank_separated(&self) -> bool {
        self.lines_after_blank * 100 > self.line_count * 60
    }
}
