//! The characters of a line as a match takes them: kana in full width, with their sound marks.

use crate::search::lattice::has_gap;
use crate::search::pattern::{Beside, next_char};
use crate::text::script::is_kana;
use unicode_normalization::UnicodeNormalization as _;

/// The characters of a line from a place on, decoded as far as they are asked for.
pub(super) struct LineChars<'t> {
    text: &'t [u8],
    /// Byte before the first character.
    start: usize,
    /// Each character, and the byte behind it.
    chars: Vec<(char, usize)>,
}

impl<'t> LineChars<'t> {
    pub(super) const fn new(text: &'t [u8]) -> Self {
        Self {
            text,
            start: 0,
            chars: Vec::new(),
        }
    }

    /// Begins anew at byte `start`.
    pub(super) fn begin_at(&mut self, start: usize) {
        self.start = start;
        self.chars.clear();
    }

    pub(super) fn get(&mut self, index: usize) -> Option<char> {
        while self.chars.len() <= index {
            let at = self.chars.last().map_or(self.start, |(_, end)| *end);
            let Beside::Char(c, end) = next_char(self.text, at) else {
                return None;
            };
            let read = self.composed(full_width(c), end);
            self.chars.push(read);
        }
        self.chars.get(index).map(|(c, _)| *c)
    }

    /// Returns the byte behind a character that was asked for.
    pub(super) fn end_of(&self, index: usize) -> Option<usize> {
        self.chars.get(index).map(|(_, end)| *end)
    }

    /// Returns a kana with the sound mark that ends behind byte `end`, if there is one.
    fn composed(&self, c: char, end: usize) -> (char, usize) {
        if is_kana(c)
            && let Beside::Char(mark, behind) = next_char(self.text, end)
            && let mark @ ('\u{3099}' | '\u{309A}') = full_width(mark)
            && let Some(composed) = with_sound_mark(c, mark)
        {
            return (composed, behind);
        }
        (c, end)
    }

    /// Returns whether the page leaves a gap where the blank at `index` is.
    pub(super) fn has_gap_at(&mut self, index: usize) -> bool {
        let narrow = |c: char| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            _ => c,
        };
        match (
            index.checked_sub(1).and_then(|before| self.get(before)),
            self.get(index + 1),
        ) {
            (Some(before), Some(after)) => has_gap(narrow(before), narrow(after)),
            _ => false,
        }
    }
}

/// Returns a kana with a mark behind it as one code point; `None` without such a code point.
pub(super) fn with_sound_mark(kana: char, mark: char) -> Option<char> {
    let mut composed = [kana, mark].into_iter().nfc();
    composed.next().filter(|_| composed.next().is_none())
}

/// Returns a half-width kana or sound mark in full width; other characters stay.
pub(super) fn full_width(c: char) -> char {
    match c {
        '\u{FF66}'..='\u{FF9F}' => std::iter::once(c).nfkc().next().unwrap_or(c),
        _ => c,
    }
}
