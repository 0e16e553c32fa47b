//! The text of one block as it grows: its words, its marks, and what becomes of the line breaks of
//! the source.

use crate::doc::Mark;
use crate::text::script::{is_han, is_kana, is_shared_punct};
use std::cmp::Reverse;
use std::ops::Range;

/// A block's text being put together.
#[derive(Default)]
pub(crate) struct InlineBuilder {
    text: String,
    marks: Vec<MarkSpan>,
    open_marks: Vec<(u32, Mark)>,
    /// Links among `open`.
    open_link_count: u32,
    /// A soft break that waits for the character after it; how many marks were open at it.
    pending_soft_break: Option<usize>,
}

/// A stretch of text and what is special about it.
pub(crate) type MarkSpan = (Range<u32>, Mark);

impl InlineBuilder {
    /// Length of the text so far in bytes.
    pub(crate) fn len(&self) -> u32 {
        self.text.len() as u32
    }

    /// Whether a blank behind the text so far would be seen.
    pub(crate) fn can_take_blank(&self) -> bool {
        self.pending_soft_break.is_none()
            && !self.text.is_empty()
            && !self.text.ends_with([' ', '\n', '\t'])
    }

    /// Appends words. Ideographic blanks in front of everything are an indent made by hand and go.
    pub(crate) fn push(&mut self, words: &str) {
        let words = if self.text.is_empty() {
            words.trim_start_matches('\u{3000}')
        } else {
            words
        };
        let Some(next) = words.chars().next() else {
            return;
        };
        self.resolve_soft_break(next);
        self.text.push_str(words);
    }

    /// Appends words that carry a mark of their own.
    pub(crate) fn push_marked(&mut self, words: &str, mark: Mark) {
        self.open(mark);
        self.push(words);
        self.close();
    }

    /// Marks a stretch that is already there.
    pub(crate) fn mark(&mut self, range: Range<u32>, mark: Mark) {
        self.marks.push((range, mark));
    }

    /// Puts what `change` makes of the text before `start`, in bytes, and of that behind it in place of the
    /// latter, which loses its marks. A text with a link in it stays as it is.
    pub(crate) fn replace_tail(
        &mut self,
        start: u32,
        change: impl Fn(&str, &str) -> Option<String>,
    ) {
        let leads =
            |mark: &Mark| matches!(mark, Mark::Link(_) | Mark::NoteRef(_) | Mark::Ruby { .. });
        let behind = self.marks.iter().rev();
        let mut behind = behind.take_while(|(range, _)| range.end > start);
        if behind.any(|(_, mark)| leads(mark))
            || self.open_marks.iter().any(|(_, mark)| leads(mark))
        {
            return;
        }
        let Some((before, tail)) = self.text.split_at_checked(start as usize) else {
            return;
        };
        let blanks = tail.len() - tail.trim_start().len();
        let Some(changed) = change(before, tail.trim()).filter(|_| blanks == 0) else {
            return;
        };
        self.text.truncate(start as usize);
        self.text.push_str(&changed);
        let len = self.len();
        while self
            .marks
            .pop_if(|(range, _)| range.start >= start)
            .is_some()
        {}
        if let Some((range, _)) = self.marks.last_mut() {
            range.end = range.end.min(len);
        }
        for (at, _) in &mut self.open_marks {
            *at = len.min(*at);
        }
    }

    /// A line of the source ends here. Between ideographs that leaves no trace.
    pub(crate) fn soft_break(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.pending_soft_break = Some(self.open_marks.len());
        }
    }

    /// A line the author wants to end here.
    pub(crate) fn hard_break(&mut self) {
        self.pending_soft_break = None;
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Appends what stands between two cells of a table.
    pub(crate) fn push_separator(&mut self, separator: char) {
        self.pending_soft_break = None;
        self.text.push(separator);
    }

    /// Whether what comes next is part of a link.
    pub(crate) fn is_in_link(&self) -> bool {
        self.open_link_count > 0
    }

    /// Begins a stretch; it ends with the matching [`Inline::close`].
    pub(crate) fn open(&mut self, mark: Mark) {
        self.open_link_count += u32::from(matches!(mark, Mark::Link(_)));
        self.open_marks.push((self.len(), mark));
    }

    /// Ends the stretch begun last. An empty one leaves no mark.
    pub(crate) fn close(&mut self) {
        if let Some((start, mark)) = self.open_marks.pop() {
            self.open_link_count -= u32::from(matches!(mark, Mark::Link(_)));
            if let Some(open) = &mut self.pending_soft_break {
                *open = self.open_marks.len().min(*open);
            }
            if start < self.len() {
                self.marks.push((start..self.len(), mark));
            }
        }
    }

    /// The text without blanks at its end, and its marks ascending by start, outer before inner.
    pub(crate) fn finish(mut self) -> (String, Vec<MarkSpan>) {
        while !self.open_marks.is_empty() {
            self.close();
        }
        self.text.truncate(self.text.trim_end().len());
        let len = self.len();
        for (range, _) in &mut self.marks {
            range.end = range.end.min(len);
        }
        self.marks.retain(|(range, _)| range.start < range.end);
        // Inner stretches closed first; of two alike the outer must come first again.
        self.marks.reverse();
        self.marks
            .sort_by_key(|(range, _)| (range.start, Reverse(range.end)));
        (self.text, self.marks)
    }

    /// Decides on a soft break, now that the character after it is known.
    fn resolve_soft_break(&mut self, next: char) {
        let Some(open) = self.pending_soft_break.take() else {
            return;
        };
        let Some(joint) = soft_break_text(&self.text, next) else {
            return;
        };
        let before = self.len();
        self.text.push(joint);
        let after = self.len();
        for (start, _) in self.open_marks.iter_mut().skip(open) {
            if *start == before {
                *start = after;
            }
        }
    }
}

/// What a soft break between `before` and `next` leaves: a blank, nothing, or, where the next line
/// has an indent made of ideographic blanks, the break.
fn soft_break_text(before: &str, next: char) -> Option<char> {
    if next == '\u{3000}' {
        return Some('\n');
    }
    let mut words = before.chars().rev().map(SoftBreakSide::from_char);
    let vanishes = match (words.next()?, SoftBreakSide::from_char(next)) {
        (SoftBreakSide::Ideographic, SoftBreakSide::Ideographic | SoftBreakSide::Shared)
        | (SoftBreakSide::Shared, SoftBreakSide::Ideographic) => true,
        // `……”` and then `“`: as the text before them goes.
        (SoftBreakSide::Shared, SoftBreakSide::Shared) => {
            words.find(|&side| side != SoftBreakSide::Shared) == Some(SoftBreakSide::Ideographic)
        }
        (SoftBreakSide::Other, _) | (_, SoftBreakSide::Other) => false,
    };
    (!vanishes).then_some(' ')
}

/// What stands on one side of a soft break.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SoftBreakSide {
    /// Written without blanks: Han, kana, Bopomofo, CJK punctuation, full-width forms.
    Ideographic,
    /// Punctuation of Chinese and Latin alike: goes with the other side.
    Shared,
    /// Everything else, Hangul included.
    Other,
}

impl SoftBreakSide {
    fn from_char(c: char) -> Self {
        if is_shared_punct(c) {
            Self::Shared
        } else if is_han(c)
            || is_kana(c)
            || matches!(c as u32,
                0x2E80..=0x303F | 0x3099..=0x309C | 0x30A0 | 0x30FB | 0x3105..=0x312F
                | 0x3190..=0x31EF | 0x3220..=0x325F | 0x3280..=0x33FF | 0xFE10..=0xFE19
                | 0xFE30..=0xFE6B | 0xFF01..=0xFF65 | 0xFFE0..=0xFFE6)
        {
            Self::Ideographic
        } else {
            Self::Other
        }
    }
}
