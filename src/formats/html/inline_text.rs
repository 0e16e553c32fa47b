//! Text of one block of a page. Collapses blanks as CSS does; collects ruby and writes it in parentheses after its
//! base.

use crate::doc::Mark;
use crate::formats::blocks::inline::{InlineBuilder, MarkSpan};

/// Blanks that collapse.
pub(crate) const BLANKS: [char; 5] = [' ', '\t', '\n', '\r', '\u{C}'];
/// Blanks that do not collapse and are used as an indent.
const INDENTS: [char; 4] = ['\u{3000}', '\u{A0}', '\u{2002}', '\u{2003}'];

/// The text of a block under construction.
#[derive(Default)]
pub(crate) struct InlineText {
    /// The text so far. Table cells need its length.
    pub(crate) inline: InlineBuilder,
    pending_space: PendingSpace,
    ruby: Option<OpenRuby>,
}

/// Blanks not yet written: a line does not end with blanks.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum PendingSpace {
    #[default]
    None,
    Space,
    /// Blanks with a line end, which leave no trace between ideographs.
    LineEnd,
}

/// A base and its ruby text.
#[derive(Default)]
struct OpenRuby {
    /// Start of the base, once there is text.
    base_start: Option<u32>,
    reading: String,
    /// Whether the next text is ruby text.
    is_reading: bool,
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
        if let Some(ruby) = self.ruby.as_mut().filter(|ruby| ruby.is_reading) {
            self.pending_space = PendingSpace::None;
            append_reading(&mut ruby.reading, word);
            return;
        }
        let word = if self.len() == 0 {
            word.trim_start_matches(INDENTS)
        } else {
            word
        };
        if word.is_empty() {
            return;
        }
        self.write_pending_space();
        self.inline.push(word);
        if let Some(ruby) = &mut self.ruby {
            ruby.base_start
                .get_or_insert(self.inline.len().saturating_sub(word.len() as u32));
        }
    }

    /// Appends a blank.
    pub(crate) fn push_space(&mut self) {
        self.pending_space = self.pending_space.max(PendingSpace::Space);
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
        if self.ruby.is_none() {
            self.inline.replace_tail(start, change);
        }
    }

    /// Opens a base.
    pub(crate) fn open_ruby(&mut self) {
        self.close_ruby();
        self.ruby = Some(OpenRuby::default());
    }

    /// Begins or ends the ruby text. Outside a ruby the text is ordinary.
    pub(crate) fn set_ruby_part(&mut self, reads: RubyPart) {
        if let Some(ruby) = &mut self.ruby {
            ruby.is_reading = reads == RubyPart::Reading;
        }
    }

    /// Writes the ruby text after its base.
    pub(crate) fn close_ruby(&mut self) {
        let Some(ruby) = self.ruby.take() else {
            return;
        };
        let Some(start) = ruby.base_start else {
            return self.push(&ruby.reading);
        };
        if !ruby.reading.is_empty() {
            let base = self.len() - start;
            self.inline.push(&format!("（{}）", ruby.reading));
            self.inline.mark(start..self.len(), Mark::Ruby { base });
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
            }
        }
    }
}

/// Part of a ruby.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum RubyPart {
    /// The base.
    Base,
    /// The ruby text.
    Reading,
}

/// Appends a part of the ruby text. Parts join as they are read aloud; Latin words keep a blank between them.
fn append_reading(reading: &mut String, word: &str) {
    let is_letter = |c: char| c.is_alphanumeric() && (c as u32) < 0x2E80;
    if reading.ends_with(is_letter) && word.starts_with(is_letter) {
        reading.push(' ');
    }
    reading.push_str(word);
}
