//! Which lines of an arranged text are shown: all that no rule hides. Of more than [`RUN`] lines in a row
//! that are hidden the rest is shown, so that walking from one line to the next is never long. A line of
//! a paragraph that was broken by its width is shown, whatever it says.

use super::{ReflowView, standalone};
use crate::doc::{Block, Document as _, Pos};

/// Most lines in a row that are not shown.
const MAX_HIDDEN_RUN_LINES: usize = 64;

impl ReflowView {
    /// Whether a line is not shown.
    pub(crate) fn is_hidden(&self, line: &Block<'_>) -> bool {
        self.lines.is_hidden(line) && !self.is_within_paragraph(line) && {
            let before = self.lines_before(line.pos).take(MAX_HIDDEN_RUN_LINES);
            let hidden = before.take_while(|line| self.lines.is_hidden(line));
            hidden.count() < MAX_HIDDEN_RUN_LINES
        }
    }

    /// Whether a line goes on what the line before it says, as far as lines that were broken at one width
    /// tell: that one is full and its sentence has not ended, and this one is full too, or is the last of
    /// the paragraph. What a site puts between two lines is neither.
    pub(crate) fn is_within_paragraph(&self, line: &Block<'_>) -> bool {
        let Some(wrapping) = &self.hard_wrap else {
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

    /// The line at `pos`, or the next that is shown, or the last. Of a text that is hidden as a whole the
    /// first line is shown.
    pub(crate) fn visible_at(&self, pos: Pos) -> Block<'_> {
        let line = self.lines.block_at(pos);
        if !self.is_hidden(&line) {
            return line;
        }
        self.next_visible(line.pos)
            .or_else(|| self.prev_visible(line.pos))
            .unwrap_or_else(|| self.lines.block_at(self.lines.first()))
    }

    /// The next line that is shown.
    pub(crate) fn next_visible(&self, at: Pos) -> Option<Block<'_>> {
        let lines = std::iter::successors(self.lines.next(at), |&pos| self.lines.next(pos));
        let mut lines = lines.map(|pos| self.lines.block_at(pos));
        lines.find(|line| !self.is_hidden(line))
    }

    /// The line before that is shown.
    pub(crate) fn prev_visible(&self, at: Pos) -> Option<Block<'_>> {
        self.lines_before(at).find(|line| !self.is_hidden(line))
    }

    /// The lines before a place, the nearest first.
    fn lines_before(&self, at: Pos) -> impl Iterator<Item = Block<'_>> {
        std::iter::successors(self.lines.prev(at), |&pos| self.lines.prev(pos))
            .map(|pos| self.lines.block_at(pos))
    }
}
