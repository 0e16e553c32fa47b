//! A line that may be a heading, with what can be told from the line and its neighbours alone.
//!
//! Candidates are small: their words live in one common string, and only lines that may matter
//! become one. Nothing is judged here.

use super::keywords::{KeywordPosition, MetadataLineKind};
use super::line_ending::LineEnding;
use super::title_shape::TitleShape;
use super::trimmed_line::TrimmedLine;
use crate::doc::Pos;
use crate::outline::numbering::{NumberMarker, NumberStyle};
use std::ops::Range;

/// What kind of line it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineRole {
    /// It may be a heading, by its number or by the looks of it.
    Title,
    /// It is a title word.
    Keyword(KeywordPosition),
    /// The heading of a printed table of contents.
    TocHeading,
    /// A fact about the text.
    Metadata(MetadataLineKind),
    /// The text goes on elsewhere (查看全文).
    ReadMore,
}

/// What a rule of the reader's own says of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum AppliedRule {
    /// Nothing.
    #[default]
    None,
    /// It is a heading, of the level that its number and its place give it.
    Heading,
    /// It is a heading of this level.
    Level(u8),
}

/// The line before or after a candidate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct AdjacentLine {
    /// How it ends; [`LineEnding::NoLine`] if there is none.
    pub(crate) end: LineEnding,
    /// Its characters.
    pub(crate) chars: u16,
    /// Its width in cells, roughly.
    pub(crate) cells: u16,
    /// Its indent in cells.
    pub(crate) indent: u8,
    /// Empty lines between the two.
    pub(crate) blank_lines: u8,
    /// Whether it has a comma or the end of a sentence in it; known of lines behind only.
    pub(crate) has_punctuation: bool,
}

impl AdjacentLine {
    /// `line` next to another with no empty line between.
    pub(crate) fn of(line: &TrimmedLine<'_>) -> Self {
        Self {
            end: line.end,
            chars: line.chars.min(usize::from(u16::MAX)) as u16,
            cells: line.cells.min(usize::from(u16::MAX)) as u16,
            indent: line.indent,
            blank_lines: 0,
            has_punctuation: false,
        }
    }
}

/// The place of a line in its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineContext {
    /// Its block.
    pub(crate) pos: Pos,
    /// The line before.
    pub(crate) prev_line: AdjacentLine,
    /// Which line it is among those that are not empty.
    pub(crate) line_index: u32,
    /// Bytes of text before it.
    pub(crate) offset: u64,
}

/// A line that may be a heading.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// The block of the line.
    pub(crate) pos: Pos,
    /// Where the title starts in it, in bytes.
    pub(crate) within: u32,
    /// Bytes of the title if it is the whole line.
    pub(crate) extent: u32,
    /// What kind of line it is.
    pub(crate) role: LineRole,
    /// What a rule says of it.
    pub(crate) applied_rule: AppliedRule,
    /// Its number, with a style in any case.
    pub(crate) marker: NumberMarker,
    /// The whole title in the common string.
    pub(crate) title: Range<u32>,
    /// The lines that follow it without an empty line, behind the title in the common string.
    pub(crate) continuation: TitleContinuation,
    /// Identity of the words, for finding them again.
    pub(crate) key: u64,
    /// How it looks.
    pub(crate) shape: TitleShape,
    /// Its indent in cells.
    pub(crate) indent: u8,
    /// The line before.
    pub(crate) prev_line: AdjacentLine,
    /// The line after.
    pub(crate) next_line: AdjacentLine,
    /// Which line it is among those that are not empty.
    pub(crate) line_index: u32,
    /// Bytes of text before it.
    pub(crate) offset: u64,
}

/// Lines that may be the rest of a title.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TitleContinuation {
    /// Where they end in the common string; 0 without any.
    pub(crate) text_end: u32,
    /// How many there are.
    pub(crate) line_count: u8,
    /// How the last one ends.
    pub(crate) end: LineEnding,
    /// Whether an empty line follows.
    pub(crate) is_closed: bool,
}

impl Candidate {
    /// Its style.
    pub(crate) fn style(&self) -> NumberStyle {
        self.marker.style
    }

    /// Whether `next` stands right behind it with no text between, as far as lines go.
    pub(crate) fn is_adjacent_to(&self, next: &Self) -> bool {
        next.line_index <= self.line_index + 1 + u32::from(self.continuation.line_count)
    }

    /// Bytes of text between the end of this line and the start of `next`.
    pub(crate) fn bytes_until(&self, next: &Self) -> u64 {
        next.offset
            .saturating_sub(self.offset + u64::from(self.extent))
    }

    /// Moves its words to the front by `base` bytes.
    pub(crate) fn shift_words(&mut self, base: u32) {
        self.title.start -= base;
        self.title.end -= base;
        self.continuation.text_end = self.continuation.text_end.saturating_sub(base);
    }

    /// Whether it has no number.
    pub(crate) fn is_unnumbered(&self) -> bool {
        self.role == LineRole::Title && self.style() == NumberStyle::Unnumbered
    }
}

/// Width of the words an identity is made of, in cells.
const KEY_CELLS: usize = 16;

/// An identity of the first letters and ideographs of `text`, few enough that a title cut by a line
/// end is found again. 0 if there are none.
pub(crate) fn title_key(text: &str) -> u64 {
    let mut hash = 0_u64;
    let mut cells = 0;
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        if cells >= KEY_CELLS {
            break;
        }
        cells += if c.is_ascii() { 1 } else { 2 };
        let folded = u64::from(u32::from(c.to_ascii_lowercase()));
        hash = (hash ^ folded)
            .wrapping_mul(0x0100_0000_01b3)
            .rotate_left(23)
            | 1;
    }
    hash
}
