//! Runs of blank lines, which are one paragraph each. They are found in the bytes of the text, because walking them line
//! by line costs as much for each byte as a line of words does.

use super::ReflowView;
use super::pages::MAX_EDGE_DISTANCE_LINES;
use crate::doc::{Block, Pos};

/// A run of blank lines is split at multiples of this many bytes, since each byte may be a line.
const GRID_BYTES: u64 = 1 << 10;
/// Least number of lines of a run at the edges of pages: none of them is near the text on both sides.
const MIN_PAGE_RUN_LINES: usize = 2 * MAX_EDGE_DISTANCE_LINES;

/// Returns whether two neighbouring blank lines are of one run.
pub(super) fn are_of_one_run(line: Pos, next: Pos) -> bool {
    line.block.0 / GRID_BYTES == next.block.0 / GRID_BYTES
}

/// Returns whether a line is blank. No rule of the reader hides such lines.
fn is_blank(line: &Block<'_>) -> bool {
    line.text.trim().is_empty()
}

impl ReflowView {
    /// Returns a later line of the run of blank lines that holds a visible line, mostly the last; `None` if that is to
    /// be found line by line.
    pub(super) fn last_of_blank_run(&self, line: &Block<'_>) -> Option<Pos> {
        let start = line.pos.block.0;
        let end = (start / GRID_BYTES + 1) * GRID_BYTES;
        let found = is_blank(line).then(|| self.lines.last_blank_line(start..end));
        self.if_shown(found?)
    }

    /// Returns an earlier line of the run of blank lines that holds a visible line, mostly the first; `None` if that is
    /// to be found line by line.
    pub(super) fn first_of_blank_run(&self, line: &Block<'_>) -> Option<Pos> {
        let end = line.pos.block.0;
        let start = end / GRID_BYTES * GRID_BYTES;
        let is_run = is_blank(line) && !line.is_continuation;
        let found = is_run.then(|| self.lines.first_blank_line(start..end));
        self.if_shown(found?)
    }

    /// Returns the end of a run if all of its lines are shown.
    fn if_shown(&self, run: Option<(Pos, usize)>) -> Option<Pos> {
        let (end, line_count) = run?;
        (self.pages.is_none() || line_count >= MIN_PAGE_RUN_LINES).then_some(end)
    }
}
