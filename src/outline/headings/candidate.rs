//! Candidates: lines that may be headings, with the evidence of the line and its two neighbours.
//!
//! They are small: their words share one string, and only lines that may matter become candidates. The passes
//! judge them.

use super::keywords::{KeywordPosition, MetadataLineKind};
use super::line_ending::LineEnding;
use super::ornaments::LineMark;
use super::title_shape::TitleShape;
use super::trimmed_line::TrimmedLine;
use crate::doc::Pos;
use crate::outline::numbering::{NumberMarker, NumberStyle};
use crate::text::script::is_han;
use std::ops::Range;

/// Kind of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineRole {
    /// Possible heading by its number or its look.
    Title,
    /// Title keyword such as 序 or 附录.
    Keyword(KeywordPosition),
    /// Heading of a printed table of contents.
    TocHeading,
    /// Metadata about the text, such as its author.
    Metadata(MetadataLineKind),
    /// Note that the text continues elsewhere (查看全文).
    ReadMore,
    /// Short line that only the learnt weights can make a heading.
    ShortLine,
}

/// Verdict of a rule of the reader about a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum AppliedRule {
    /// No rule matches.
    #[default]
    None,
    /// Heading; its number and place give the level.
    Heading,
    /// Heading of this level.
    Level(u8),
}

/// Line before or after a candidate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct AdjacentLine {
    /// Ending of the line; [`LineEnding::NoLine`] if there is no such line.
    pub(crate) end: LineEnding,
    /// Length in characters.
    pub(crate) chars: u16,
    /// Approximate width in cells.
    pub(crate) cells: u16,
    /// Indent in cells.
    pub(crate) indent: u8,
    /// Empty lines between the two.
    pub(crate) blank_lines: u8,
    /// Whether the line contains a comma or ends a sentence. Only set for lines after a candidate.
    pub(crate) has_punctuation: bool,
    /// Look of the start of the line.
    pub(crate) opening: LineOpening,
    /// Whether the line has wide gaps or bars, as rows of tables do.
    pub(crate) has_columns: bool,
    /// Whether the first item of a list stands behind a label in the line: 附件：1. 分工表.
    pub(crate) begins_list: bool,
}

/// Look of the start of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LineOpening {
    /// Words.
    #[default]
    Words,
    /// The number 1.
    FirstNumber,
    /// Another number.
    Number,
    /// A bullet.
    Bullet,
    /// Metadata.
    Metadata,
    /// Word for an answer.
    Answer,
    /// Signs only.
    Rule,
}

impl AdjacentLine {
    /// Returns whether there is no such line.
    pub(crate) fn is_missing(&self) -> bool {
        self.end == LineEnding::NoLine
    }

    /// Describes `line` as a neighbour without empty lines in between.
    pub(crate) fn of(line: &TrimmedLine<'_>) -> Self {
        let is_speech = line.text.starts_with(['「', '『']) && line.text.ends_with(['」', '』']);
        let is_speech = is_speech && line.end == LineEnding::Unpunctuated;
        Self {
            // 「誰だ」 is a sentence without a stop.
            end: if is_speech {
                LineEnding::ExclamationOrQuestion
            } else {
                line.end
            },
            chars: line.chars.min(usize::from(u16::MAX)) as u16,
            cells: line.cells.min(usize::from(u16::MAX)) as u16,
            indent: line.indent,
            blank_lines: 0,
            has_punctuation: false,
            opening: LineOpening::Words,
            has_columns: false,
            begins_list: false,
        }
    }
}

/// Place of a line in its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineContext {
    /// Block of the line.
    pub(crate) pos: Pos,
    /// Line before it.
    pub(crate) prev_line: AdjacentLine,
    /// Index among the lines that are not empty.
    pub(crate) line_index: u32,
    /// Bytes of text before it.
    pub(crate) offset: u64,
    /// Whether a page of the printed text begins with it.
    pub(crate) starts_page: bool,
}

/// Line that may be a heading.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// Block of the line.
    pub(crate) pos: Pos,
    /// Byte offset of the title in the line.
    pub(crate) within: u32,
    /// Length of the title in bytes if the title is the whole line.
    pub(crate) extent: u32,
    /// Kind of the line.
    pub(crate) role: LineRole,
    /// Verdict of a rule of the reader.
    pub(crate) applied_rule: AppliedRule,
    /// Number of the line. Lines without a number have a style too.
    pub(crate) marker: NumberMarker,
    /// Range of the whole title in the shared string.
    pub(crate) title: Range<u32>,
    /// Mark that sets the line off.
    pub(crate) mark: Option<LineMark>,
    /// Bytes of the caption that the title has from the line above: （目的）.
    pub(crate) caption_len: u32,
    /// Lines that follow without an empty line. Their words are after the title in the shared string.
    pub(crate) continuation: TitleContinuation,
    /// Hash of the words, to find the title again.
    pub(crate) key: u64,
    /// Measures of the title.
    pub(crate) shape: TitleShape,
    /// Indent in cells.
    pub(crate) indent: u8,
    /// Line before it.
    pub(crate) prev_line: AdjacentLine,
    /// Line after it.
    pub(crate) next_line: AdjacentLine,
    /// Index among the lines that are not empty.
    pub(crate) line_index: u32,
    /// Bytes of text before it.
    pub(crate) offset: u64,
    /// Whether a page of the printed text begins with it.
    pub(crate) starts_page: bool,
}

/// Lines that may be the rest of a title.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TitleContinuation {
    /// End of their words in the shared string; 0 if there are no such lines.
    pub(crate) text_end: u32,
    /// Number of these lines.
    pub(crate) line_count: u8,
    /// Ending of the last one.
    pub(crate) end: LineEnding,
    /// Whether an empty line follows.
    pub(crate) is_closed: bool,
}

impl Candidate {
    pub(crate) fn style(&self) -> NumberStyle {
        self.marker.style
    }

    /// Returns whether `next` follows without text between. Continuation lines do not count as text.
    pub(crate) fn is_adjacent_to(&self, next: &Self) -> bool {
        next.line_index <= self.line_index + 1 + u32::from(self.continuation.line_count)
    }

    /// Returns the bytes of text between the end of this line and the start of `next`.
    pub(crate) fn bytes_until(&self, next: &Self) -> u64 {
        next.offset
            .saturating_sub(self.offset + u64::from(self.extent))
    }

    /// Moves the ranges of the words to the front by `base` bytes.
    pub(crate) fn shift_words(&mut self, base: u32) {
        self.title.start -= base;
        self.title.end -= base;
        self.continuation.text_end = self.continuation.text_end.saturating_sub(base);
    }

    /// Returns whether this is a title without a number.
    pub(crate) fn is_unnumbered(&self) -> bool {
        self.role == LineRole::Title && self.style() == NumberStyle::Unnumbered
    }
}

/// Width of the words that are hashed, in cells: short enough for a title that is cut by the end of a line.
const KEY_CELLS: usize = 16;

/// Hashes the first letters and ideographs of `text`, up to [`KEY_CELLS`]. A title whose end was cut off hashes
/// to the same value as the whole title. 0 if `text` has no letters.
pub(crate) fn title_key(text: &str) -> u64 {
    let mut hash = 0_u64;
    let mut cells = 0;
    for c in text.chars().filter(|c| is_han(*c) || c.is_alphanumeric()) {
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
