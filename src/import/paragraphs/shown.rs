//! Which lines of an arranged text are shown: all that no rule hides. Where a long part of the text would
//! not be shown at all, all of it is, so that walking from one line to the next is never long.

use super::{Paragraphs, STRETCH};
use crate::doc::{Block, Document as _, Pos};

impl Paragraphs {
    /// Whether a line is not shown. Where rules hide all around it they are not heeded.
    pub(super) fn is_hidden(&self, line: &Block<'_>) -> bool {
        self.lines.hides(line) && self.has_shown(line.at)
    }

    /// Whether a line of the stretch that `at` is in, or of those beside it, is hidden by no rule.
    fn has_shown(&self, at: Pos) -> bool {
        let near = |pos: &Pos| (pos.block.0 / STRETCH).abs_diff(at.block.0 / STRETCH) <= 1;
        let is_shown = |pos: Pos| {
            let line = self.lines.block_at(pos);
            !line.text.trim().is_empty() && !self.lines.hides(&line)
        };
        let before = std::iter::successors(self.lines.prev(at), |&pos| self.lines.prev(pos));
        let after = std::iter::successors(self.lines.next(at), |&pos| self.lines.next(pos));
        before.take_while(near).any(is_shown) || after.take_while(near).any(is_shown)
    }

    /// The line at `pos`, or the next that is shown, or the last.
    pub(super) fn shown_at(&self, pos: Pos) -> Block<'_> {
        let line = self.lines.block_at(pos);
        if !self.is_hidden(&line) {
            return line;
        }
        let at = line.at;
        self.shown_after(at)
            .or_else(|| self.shown_before(at))
            .unwrap_or(line)
    }

    /// The next line that is shown.
    pub(super) fn shown_after(&self, at: Pos) -> Option<Block<'_>> {
        let lines = std::iter::successors(self.lines.next(at), |&pos| self.lines.next(pos));
        let mut lines = lines.map(|pos| self.lines.block_at(pos));
        lines.find(|line| !self.is_hidden(line))
    }

    /// The line before that is shown.
    pub(super) fn shown_before(&self, at: Pos) -> Option<Block<'_>> {
        let lines = std::iter::successors(self.lines.prev(at), |&pos| self.lines.prev(pos));
        let mut lines = lines.map(|pos| self.lines.block_at(pos));
        lines.find(|line| !self.is_hidden(line))
    }
}
