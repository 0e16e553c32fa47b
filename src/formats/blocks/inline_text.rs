//! Text of one block of HTML. Collapses blanks as CSS does.

use super::inline::{InlineBuilder, MarkSpan};
use super::ruby::{RubyBuilder, RubyPart};
use crate::doc::Mark;

/// Blanks that collapse.
pub(crate) const BLANKS: [char; 5] = [' ', '\t', '\n', '\r', '\u{C}'];

/// The text of a block under construction.
#[derive(Default)]
pub(crate) struct InlineText {
    /// The text so far. Table cells need its length.
    pub(crate) inline: InlineBuilder,
    pending_space: PendingSpace,
    ruby: RubyBuilder,
}

/// Blanks not yet written: a line does not end with blanks.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum PendingSpace {
    #[default]
    None,
    Space,
    /// Blanks with a line end, which leave no trace between ideographs.
    LineEnd,
    /// End of a line within the cell of a table, which is kept.
    CellLine,
}

impl InlineText {
    /// Returns the length of the text in bytes.
    pub(crate) fn len(&self) -> u32 {
        self.inline.len()
    }

    /// Appends text of the source.
    pub(crate) fn push(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.trim_start_matches(BLANKS);
            let blanks = rest.get(..rest.len() - word.len()).unwrap_or_default();
            if !blanks.is_empty() {
                self.pending_space = self.pending_space.max(if blanks.contains(['\n', '\r']) {
                    PendingSpace::LineEnd
                } else {
                    PendingSpace::Space
                });
            }
            let end = word.find(BLANKS).unwrap_or(word.len());
            let (word, after) = word.split_at(end);
            self.push_word(word);
            rest = after;
        }
    }

    fn push_word(&mut self, word: &str) {
        if self.ruby.takes_text() {
            self.pending_space = PendingSpace::None;
            self.ruby.push_reading(word);
            return;
        }
        let word = self.inline.without_indent(word);
        if word.is_empty() {
            return;
        }
        self.write_pending_space();
        self.inline.push(word);
        self.ruby
            .add_base(self.inline.len().saturating_sub(word.len() as u32));
    }

    /// Appends a blank.
    pub(crate) fn push_space(&mut self) {
        self.pending_space = self.pending_space.max(PendingSpace::Space);
    }

    /// Ends a line in the cell of a table, if text follows in the cell.
    pub(crate) fn end_cell_line(&mut self) {
        self.pending_space = PendingSpace::CellLine;
    }

    /// Ends the line.
    pub(crate) fn end_line(&mut self) {
        self.pending_space = PendingSpace::None;
        self.inline.hard_break();
    }

    /// Drops the pending blanks.
    pub(crate) fn drop_pending_space(&mut self) {
        self.pending_space = PendingSpace::None;
    }

    /// Opens a mark.
    pub(crate) fn open(&mut self, mark: Mark) {
        self.write_pending_space();
        self.inline.open(mark);
    }

    /// Closes the mark opened last.
    pub(crate) fn close(&mut self) {
        self.inline.close();
    }

    /// Appends words with a mark of their own.
    pub(crate) fn push_marked(&mut self, words: &str, mark: Mark) {
        self.open(mark);
        self.push(words);
        self.close();
    }

    /// Replaces the text from byte `start` on with the result of `change(before, tail)`, unless that text is in a
    /// ruby or contains a link or ruby.
    pub(crate) fn replace_tail(
        &mut self,
        start: u32,
        change: impl Fn(&str, &str) -> Option<String>,
    ) {
        if !self.ruby.is_open() {
            self.inline.replace_tail(start, change);
        }
    }

    /// Opens a base.
    pub(crate) fn open_ruby(&mut self) {
        self.close_ruby();
        self.ruby.open();
    }

    /// Begins a part of the ruby. Outside a ruby the text is ordinary.
    pub(crate) fn set_ruby_part(&mut self, part: RubyPart) {
        self.ruby.set_part(part);
    }

    /// Writes the reading after its base.
    pub(crate) fn close_ruby(&mut self) {
        if let Some(reading) = self.ruby.close(&mut self.inline) {
            self.push(&reading);
        }
    }

    /// Returns the text and its marks.
    pub(crate) fn finish(mut self) -> (String, Vec<MarkSpan>) {
        self.close_ruby();
        self.inline.finish()
    }

    /// Writes the pending blank.
    fn write_pending_space(&mut self) {
        let blank = std::mem::take(&mut self.pending_space);
        if self.inline.can_take_blank() {
            match blank {
                PendingSpace::None => {}
                PendingSpace::Space => self.inline.push(" "),
                PendingSpace::LineEnd => self.inline.soft_break(),
                PendingSpace::CellLine => self.inline.hard_break(),
            }
        }
    }
}
