//! Builder of a block's text: its words, its marks, and the line breaks of the source.

use crate::doc::Mark;
use crate::text::script::{is_han, is_hangul, is_kana, is_shared_punct};
use std::cmp::Reverse;
use std::ops::Range;

/// The text of a block under construction.
#[derive(Default)]
pub(crate) struct InlineBuilder {
    text: String,
    marks: Vec<MarkSpan>,
    open_marks: Vec<(u32, Mark)>,
    /// Links among `open_marks`.
    open_link_count: u32,
    /// A soft break that waits for the next character, with the number of marks open at it.
    pending_soft_break: Option<usize>,
}

/// Blanks that do not collapse and are used as an indent.
const INDENTS: [char; 4] = ['\u{3000}', '\u{A0}', '\u{2002}', '\u{2003}'];

/// A range of text and its mark.
pub(crate) type MarkSpan = (Range<u32>, Mark);

impl InlineBuilder {
    /// Returns the length of the text so far in bytes.
    pub(crate) fn len(&self) -> u32 {
        self.text.len() as u32
    }

    /// Returns whether a blank after the text so far would be visible.
    pub(crate) fn can_take_blank(&self) -> bool {
        self.pending_soft_break.is_none()
            && !self.text.is_empty()
            && !self.text.ends_with([' ', '\n', '\t'])
    }

    /// Returns `words` without a manual indent of blanks, if they begin the text.
    pub(crate) fn without_indent<'w>(&self, words: &'w str) -> &'w str {
        if self.text.is_empty() {
            words.trim_start_matches(INDENTS)
        } else {
            words
        }
    }

    /// Appends words, without a manual indent at the start of the text.
    pub(crate) fn push(&mut self, words: &str) {
        let words = self.without_indent(words);
        let Some(next) = words.chars().next() else {
            return;
        };
        self.resolve_soft_break(next);
        self.text.push_str(words);
    }

    /// Appends words with a mark of their own.
    pub(crate) fn push_marked(&mut self, words: &str, mark: Mark) {
        self.open(mark);
        self.push(words);
        self.close();
    }

    /// Marks a range of the text so far.
    pub(crate) fn mark(&mut self, range: Range<u32>, mark: Mark) {
        self.marks.push((range, mark));
    }

    /// Replaces the text from byte `start` on with the result of `change(before, tail)`. The replaced text loses
    /// its marks. Leaves the text unchanged if the tail contains a link.
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

    /// Ends a line of the source. Between ideographs the break leaves no trace.
    pub(crate) fn soft_break(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.pending_soft_break = Some(self.open_marks.len());
        }
    }

    /// Ends a line on the author's request.
    pub(crate) fn hard_break(&mut self) {
        self.pending_soft_break = None;
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Appends the separator between two cells of a table.
    pub(crate) fn push_separator(&mut self, separator: char) {
        self.pending_soft_break = None;
        self.text.push(separator);
    }

    /// Returns whether the next text is part of a link.
    pub(crate) fn is_in_link(&self) -> bool {
        self.open_link_count > 0
    }

    /// Opens a mark, until the matching [`InlineBuilder::close`].
    pub(crate) fn open(&mut self, mark: Mark) {
        self.open_link_count += u32::from(matches!(mark, Mark::Link(_)));
        self.open_marks.push((self.len(), mark));
    }

    /// Closes the mark opened last. A mark without text is dropped.
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

    /// Returns the text without blanks at its end, and its marks ascending by start, outer before inner.
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
        // Inner marks were closed first; of two marks over the same range the outer must come first.
        self.marks.reverse();
        self.marks
            .sort_by_key(|(range, _)| (range.start, Reverse(range.end)));
        (self.text, self.marks)
    }

    /// Resolves a pending soft break from the character after it.
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

/// Returns the replacement of a soft break between `before` and `next` (CSS Text 4, segment breaks): a blank,
/// nothing, or a line break if the next line is indented with ideographic or em blanks.
fn soft_break_text(before: &str, next: char) -> Option<char> {
    if matches!(next, '\u{3000}' | '\u{2003}') {
        return Some('\n');
    }
    if before.ends_with(is_opening) || is_closing(next) {
        return None;
    }
    let mut sides = before.chars().rev().map(SoftBreakSide::from_char);
    let before = match sides.next()? {
        // The text before the punctuation decides: `……”` after Han is full-width.
        SoftBreakSide::Shared => match sides.find(|&side| side != SoftBreakSide::Shared) {
            Some(SoftBreakSide::Letter | SoftBreakSide::Mark) => SoftBreakSide::Mark,
            _ => SoftBreakSide::Shared,
        },
        side => side,
    };
    let vanishes = match (before, SoftBreakSide::from_char(next)) {
        (SoftBreakSide::Hangul, _) | (_, SoftBreakSide::Hangul) => false,
        (SoftBreakSide::Mark, _)
        | (_, SoftBreakSide::Mark)
        | (SoftBreakSide::Letter, SoftBreakSide::Letter | SoftBreakSide::Shared)
        | (SoftBreakSide::Shared, SoftBreakSide::Letter) => true,
        (SoftBreakSide::Letter, SoftBreakSide::Other)
        | (SoftBreakSide::Shared, SoftBreakSide::Shared | SoftBreakSide::Other)
        | (SoftBreakSide::Other, _) => false,
    };
    (!vanishes).then_some(' ')
}

/// Returns whether a character opens a quotation or brackets: no blank follows it in any language.
const fn is_opening(c: char) -> bool {
    matches!(
        c,
        '“' | '‘' | '「' | '『' | '《' | '〈' | '【' | '〔' | '〖' | '（' | '［' | '｛' | '｟'
    )
}

/// Returns whether a character closes brackets or a quotation: no blank precedes it.
const fn is_closing(c: char) -> bool {
    matches!(
        c,
        '”' | '」' | '』' | '》' | '〉' | '】' | '〕' | '〗' | '）' | '］' | '｝' | '｠'
    )
}

/// Kind of the character beside a soft break.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SoftBreakSide {
    /// Letters written without blanks: Han, kana, Bopomofo, full-width letters and digits.
    Letter,
    /// Full-width punctuation and symbols.
    Mark,
    /// Punctuation that Chinese and Latin share: follows the other side.
    Shared,
    /// Hangul, whose words have blanks between them.
    Hangul,
    /// All other characters.
    Other,
}

impl SoftBreakSide {
    fn from_char(c: char) -> Self {
        if is_shared_punct(c) {
            Self::Shared
        } else if is_hangul(c) {
            Self::Hangul
        } else if is_han(c) || is_kana(c) {
            Self::Letter
        } else {
            match c as u32 {
                0x3099..=0x309C
                | 0xFF10..=0xFF19
                | 0xFF21..=0xFF3A
                | 0xFF41..=0xFF5A
                | 0x2E80..=0x2FFF
                | 0x3003..=0x3007
                | 0x3021..=0x3029
                | 0x3038..=0x303B
                | 0x3105..=0x312F
                | 0x3190..=0x31EF
                | 0x3220..=0x325F
                | 0x3280..=0x33FF => Self::Letter,
                0x3000..=0x303F
                | 0x30A0
                | 0x30FB
                | 0xFE10..=0xFE19
                | 0xFE30..=0xFE6B
                | 0xFF01..=0xFF65
                | 0xFFE0..=0xFFE6 => Self::Mark,
                _ => Self::Other,
            }
        }
    }
}
