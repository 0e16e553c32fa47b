//! Visible lines of a reflowed text: all that no rule hides. Of a run of more than [`MAX_HIDDEN_RUN_LINES`] hidden
//! lines the rest is shown, which bounds the steps from one line to the next. Lines within a hard-wrapped paragraph
//! are always shown.

use super::ReflowView;
use crate::doc::{Block, Document as _, Pos};
use crate::formats::line_ends::standalone;

/// Longest run of hidden lines.
const MAX_HIDDEN_RUN_LINES: usize = 64;

impl ReflowView {
    /// Returns whether a line is hidden.
    pub(crate) fn is_hidden(&self, line: &Block<'_>) -> bool {
        if self.is_page_edge(line) {
            return true;
        }
        self.lines.is_hidden(line) && !self.is_within_paragraph(line) && {
            let before = self.lines_before(line.pos).take(MAX_HIDDEN_RUN_LINES);
            let hidden = before.take_while(|line| self.lines.is_hidden(line));
            hidden.count() < MAX_HIDDEN_RUN_LINES
        }
    }

    /// Returns whether a line continues the line before it by the evidence of hard wraps: that line is full and does
    /// not end a sentence, and this one is full too or the last of its paragraph. A line that a site inserts between
    /// two lines is neither.
    pub(crate) fn is_within_paragraph(&self, line: &Block<'_>) -> bool {
        let Some(wrapping) = self.hard_wrap() else {
            return false;
        };
        let before = self.lines.prev(line.pos).map(|at| self.lines.block_at(at));
        let goes_on = before.is_some_and(|before| {
            !standalone::may_end_paragraph(&before.text) && self.continues(&before, line)
        });
        let is_last = || {
            let next = self.lines.next(line.pos).map(|at| self.lines.block_at(at));
            next.is_none_or(|next| {
                next.text.trim().is_empty() || !wrapping.has_body_indent(&line.text, &next.text)
            })
        };
        goes_on && (wrapping.is_exactly_full(&line.text) || is_last())
    }

    /// Returns the line at `pos`, or the next visible one, or the last visible one. Of an entirely hidden text the
    /// first line is visible.
    pub(crate) fn visible_at(&self, pos: Pos) -> Block<'_> {
        let line = self.lines.block_at(pos);
        if !self.is_hidden(&line) {
            return line;
        }
        self.next_visible(&line)
            .or_else(|| self.prev_visible(line.pos))
            .unwrap_or_else(|| self.lines.block_at(self.lines.first()))
    }

    /// Returns the next visible line.
    pub(crate) fn next_visible(&self, line: &Block<'_>) -> Option<Block<'_>> {
        let mut next = self.lines.block_after(line)?;
        while self.is_hidden(&next) {
            next = self.lines.block_after(&next)?;
        }
        Some(next)
    }

    /// Returns the previous visible line.
    pub(crate) fn prev_visible(&self, at: Pos) -> Option<Block<'_>> {
        self.lines_before(at).find(|line| !self.is_hidden(line))
    }

    /// Returns the lines before a position, the nearest first.
    fn lines_before(&self, at: Pos) -> impl Iterator<Item = Block<'_>> {
        std::iter::successors(self.lines.prev(at), |&pos| self.lines.prev(pos))
            .map(|pos| self.lines.block_at(pos))
    }
}
