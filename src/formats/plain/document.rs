//! [`Document`] implementation of plain text.

use super::{PlainDocument, bulk_decode};
use crate::doc::{
    Articles, Block, BlockKind, BytePositions, DecodedLines, Document, HeadingQueries, LineAccess,
    LineEnds, Links, Metadata, Outline, Pos, Problem, ProblemScope, Provenance, RawLines,
    Rearranged, SourceLines, Step, TitleLines,
};
use crate::source::encoding::LOOK_AHEAD_BYTES;
use crate::text::script::TextLang;
use crate::text::units::{ByteOffset, Fraction};
use std::borrow::Cow;
use std::ops::{ControlFlow, Range};

impl PlainDocument {
    /// Returns the last of the lines with blank bytes from the line at the start of `range` on, and their number.
    pub(crate) fn last_blank_line(&self, range: Range<u64>) -> Option<(Pos, usize)> {
        let run = self.line_blocks.blank_run_from(range)?;
        Some((Pos::new(0, run.last), run.line_count))
    }

    /// Returns the first of the lines with blank bytes up to the line at the end of `range`, and their number.
    pub(crate) fn first_blank_line(&self, range: Range<u64>) -> Option<(Pos, usize)> {
        let start = range.start.max(self.line_blocks.body);
        let run = self
            .line_blocks
            .blank_run_before(start..range.end.max(start))?;
        Some((Pos::new(0, run.first), run.line_count))
    }

    /// Returns the words of the lines from the first on, without their marks.
    pub(crate) fn line_texts(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let mut at = self.line_blocks.body;
        std::iter::from_fn(move || {
            (at < self.line_blocks.source.len()).then(|| {
                let line = self.line_blocks.block(at);
                at = line.next;
                self.decode(line.text)
            })
        })
    }

    /// Returns the block that starts at byte `start`, which must be the start of a block.
    fn block_from(&self, start: u64) -> Block<'_> {
        let line = self.line_blocks.block(start);
        let text = self.decode(line.text);
        Block {
            pos: Pos::new(0, start),
            kind: BlockKind::Line,
            marks: self.note_marks(start, &text),
            text,
            is_continuation: line.is_continuation,
            ..Block::default()
        }
    }
}

impl Document for PlainDocument {
    fn title(&self) -> String {
        let title = self.opening_title().map(|title| &title.words);
        title.unwrap_or(&self.name).clone()
    }

    fn title_lines(&self, _pos: Pos) -> Option<TitleLines> {
        self.opening_title().cloned()
    }

    fn lang(&self) -> TextLang {
        self.lang
    }

    fn block_at(&self, pos: Pos) -> Block<'_> {
        self.block_from(self.block_start(pos))
    }

    fn next(&self, pos: Pos) -> Option<Pos> {
        let start = self.block_start(pos);
        let next = self.line_blocks.block(start).next;
        (next < self.line_blocks.source.len()).then(|| Pos::new(0, next))
    }

    fn block_after(&self, block: &Block<'_>) -> Option<Block<'_>> {
        let next = self.line_blocks.block(block.pos.block.0).next;
        (next < self.line_blocks.source.len()).then(|| self.block_from(next))
    }

    fn prev(&self, pos: Pos) -> Option<Pos> {
        let start = self.block_start(pos);
        (start > self.line_blocks.body)
            .then(|| Pos::new(0, self.line_blocks.block_start(start - 1)))
    }

    fn first(&self) -> Pos {
        Pos::new(0, self.line_blocks.body)
    }

    fn last(&self) -> Pos {
        Pos::new(0, self.block_start(Pos::new(0, u64::MAX)))
    }

    fn fraction(&self, pos: Pos) -> Fraction {
        Fraction::new(
            pos.block.0.saturating_add(u64::from(pos.within)),
            self.line_blocks.source.len(),
        )
    }

    fn pos_at(&self, fraction: Fraction) -> Pos {
        let ByteOffset(at) = fraction.to_offset(self.line_blocks.source.len());
        Pos::new(0, self.block_start(Pos::new(0, at)))
    }

    fn len(&self) -> u64 {
        self.line_blocks
            .source
            .len()
            .saturating_sub(self.line_blocks.body)
    }

    fn known_len(&self) -> u64 {
        self.len()
    }

    fn lines(&self, _section: u32) -> Option<LineAccess<'_>> {
        Some(if self.is_utf8() {
            LineAccess::Raw(self)
        } else {
            LineAccess::Decoded(self)
        })
    }

    fn byte_positions(&self, _section: u32) -> Option<&dyn BytePositions> {
        Some(self)
    }

    fn links(&self) -> Option<&dyn Links> {
        Some(self)
    }

    fn heading_queries(&self) -> Option<&dyn HeadingQueries> {
        Some(self)
    }

    fn files(&self) -> Option<&dyn crate::doc::Files> {
        None
    }

    fn articles(&self) -> Option<&dyn Articles> {
        None
    }

    fn rearranged(&self) -> Option<&dyn Rearranged> {
        None
    }

    fn next_section(&self, _section: u32) -> Option<u32> {
        None
    }

    fn provenance(&self, _pos: Pos) -> Provenance {
        Provenance {
            file: None,
            encoding: Some(self.detection.encoding_info()),
        }
    }

    fn outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>) {
        self.scan_outline(emit);
    }

    fn metadata(&self, _pos: Pos) -> Vec<Metadata> {
        Vec::new()
    }

    fn problems(&self, scope: ProblemScope) -> Vec<Problem> {
        let known = match scope {
            ProblemScope::Whole => self.problems.as_slice(),
            ProblemScope::PartAt(_) => &[],
        };
        let slow_rules = self.rules.slow_rules().cloned().map(Problem::SlowRule);
        let late = self.late_problem.get().cloned();
        known
            .iter()
            .cloned()
            .chain(late)
            .chain(slow_rules)
            .collect()
    }
}

impl SourceLines for PlainDocument {
    fn line_ends(&self, _section: u32) -> LineEnds {
        LineEnds::Close
    }

    fn is_visible(&self, _section: u32, _at: u64) -> bool {
        true
    }

    fn may_hide(&self, _section: u32, _line: &str) -> bool {
        false
    }

    fn has_notes(&self, _section: u32) -> bool {
        self.has_text_notes()
    }
}

impl RawLines for PlainDocument {
    fn read_raw(&self, _section: u32, from: u64, buffer: &mut [u8]) -> usize {
        self.line_blocks.source.read(from, buffer)
    }

    fn raw_in_memory(&self, _section: u32) -> Option<&[u8]> {
        self.line_blocks.source.in_memory()
    }

    fn pos_of_raw(&self, section: u32, at: u64) -> Pos {
        let start = self.line_blocks.block_start(at);
        let window = self
            .line_blocks
            .source
            .window(start, at + LOOK_AHEAD_BYTES as u64);
        let within = decoded_len(&window, at.saturating_sub(start) as usize);
        Pos::new(section, start).at(within)
    }
}

impl DecodedLines for PlainDocument {
    fn read_lines(&self, _section: u32, from: u64, text: &mut String) -> u64 {
        bulk_decode::decode_blocks(&self.line_blocks, &self.detection, from, text)
    }

    fn skip_lines(&self, section: u32, from: u64, count: usize) -> Pos {
        Pos::new(
            section,
            bulk_decode::skip_lines(&self.line_blocks, from, count),
        )
    }
}

impl BytePositions for PlainDocument {
    fn byte_of(&self, pos: Pos) -> u64 {
        let start = self.block_start(pos);
        let (at, _) = self.walk(start, |_, text| text > pos.within);
        at + self.leading_bytes
    }

    fn pos_of_byte(&self, section: u32, at: u64) -> Pos {
        let at = at.saturating_sub(self.leading_bytes);
        if self.is_utf8() {
            return self.pos_of_raw(section, at);
        }
        let start = self.line_blocks.block_start(at);
        let (_, within) = self.walk(start, |source, _| source > at);
        Pos::new(section, start).at(within)
    }
}

/// Returns the length of the text decoded from the first `upto` bytes of UTF-8, without a character cut at `upto`.
/// The following bytes decide whether that character is cut or damaged.
fn decoded_len(bytes: &[u8], upto: usize) -> u32 {
    let (mut at, mut length) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        let (valid, bad) = (chunk.valid(), chunk.invalid().len());
        if at + valid.len() >= upto {
            return (length + valid.floor_char_boundary(upto - at)) as u32;
        }
        length += valid.len();
        at += valid.len() + bad;
        if at > upto {
            break;
        }
        length += if bad > 0 { '\u{FFFD}'.len_utf8() } else { 0 };
    }
    length as u32
}
