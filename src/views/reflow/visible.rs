//! Which lines of an arranged text are shown: all that no rule hides. Of more than [`RUN`] lines in a row
//! that are hidden the rest is shown, so that walking from one line to the next is never long. A line of
//! a paragraph that was broken by its width is shown, whatever it says.

use super::{Paragraphs, standalone};
use crate::doc::{Block, Document as _, Pos};

/// Most lines in a row that are not shown.
const RUN: usize = 64;

impl Paragraphs {
    /// Whether a line is not shown.
    pub(crate) fn is_hidden(&self, line: &Block<'_>) -> bool {
        self.lines.is_hidden(line) && !self.is_of_paragraph(line) && {
            let before = self.before(line.at).take(RUN);
            let hidden = before.take_while(|line| self.lines.is_hidden(line));
            hidden.count() < RUN
        }
    }

    /// Whether a line goes on what the line before it says, as far as lines that were broken at one width
    /// tell: that one is full and its sentence has not ended, and this one is full too, or is the last of
    /// the paragraph. What a site puts between two lines is neither.
    pub(crate) fn is_of_paragraph(&self, line: &Block<'_>) -> bool {
        let Some(wrapping) = &self.wrapping else {
            return false;
        };
        let before = self.lines.prev(line.at).map(|at| self.lines.block_at(at));
        let goes_on = before.is_some_and(|before| {
            !standalone::ends_sentence(&before.text) && self.goes_on(&before, line)
        });
        let is_last = || {
            let next = self.lines.next(line.at).map(|at| self.lines.block_at(at));
            next.is_none_or(|next| {
                next.text.trim().is_empty() || !wrapping.is_level(&line.text, &next.text)
            })
        };
        goes_on && (wrapping.is_filled(&line.text) || is_last())
    }

    /// The line at `pos`, or the next that is shown, or the last. Of a text that is hidden as a whole the
    /// first line is shown.
    pub(crate) fn shown_at(&self, pos: Pos) -> Block<'_> {
        let line = self.lines.block_at(pos);
        if !self.is_hidden(&line) {
            return line;
        }
        self.shown_after(line.at)
            .or_else(|| self.shown_before(line.at))
            .unwrap_or_else(|| self.lines.block_at(self.lines.first()))
    }

    /// The next line that is shown.
    pub(crate) fn shown_after(&self, at: Pos) -> Option<Block<'_>> {
        let lines = std::iter::successors(self.lines.next(at), |&pos| self.lines.next(pos));
        let mut lines = lines.map(|pos| self.lines.block_at(pos));
        lines.find(|line| !self.is_hidden(line))
    }

    /// The line before that is shown.
    pub(crate) fn shown_before(&self, at: Pos) -> Option<Block<'_>> {
        self.before(at).find(|line| !self.is_hidden(line))
    }

    /// The lines before a place, the nearest first.
    fn before(&self, at: Pos) -> impl Iterator<Item = Block<'_>> {
        std::iter::successors(self.lines.prev(at), |&pos| self.lines.prev(pos))
            .map(|pos| self.lines.block_at(pos))
    }
}
