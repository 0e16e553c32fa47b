//! A text arranged for reading: paragraphs of a hard-wrapped text, and no lines that rules hide. Lines
//! that were broken at one width, whoever typed or printed them, are put together again, and runs of empty
//! lines become one. The lines stay what they are: this is a view of a [`PlainDocument`], whose blocks
//! begin at the bytes where their first lines begin, and [`Document::original`] gives the lines back.
//!
//! Which lines belong together is decided by looking at two neighbours, so that walking needs no index:
//! a line goes on in the next if it is as long as lines are in this text and the next is indented as lines
//! that go on are, both said in [`hard_wrap`], and the next is neither numbered nor a line that stands for
//! itself, said in [`standalone`]. Where a stretch of [`STRETCH`] bytes ends a paragraph ends too, so that none
//! is endless. Which lines are shown is said in [`visible`]; those that are not are as if not there.

mod hard_wrap;
mod standalone;
mod visible;

use crate::doc::{
    Articles, Block, BytePositions, DecodedLines, Document, Explanation, Heading, HeadingQueries,
    LineAccess, LineEnds, Links, Metadata, Outline, Pos, Problem, ProblemScope, Provenance,
    RawLines, Rearranged, Relocate as _, SourceLines, Step, ViewKind,
};
use crate::formats::plain::PlainDocument;
use crate::outline::explain;
use crate::outline::similar::LineKind;
use crate::text::script::{TextLang, is_han, is_kana};
use crate::text::units::Fraction;
use hard_wrap::{HardWrap, leading_blanks};
use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::Arc;

/// No paragraph goes on past a multiple of this, in bytes.
const PARAGRAPH_GRID_BYTES: u64 = 32 << 10;
/// No run of empty lines does past a multiple of this, of which there may be as many lines.
const BLANK_RUN_GRID_BYTES: u64 = 1 << 10;

/// A text arranged for reading.
#[derive(Debug)]
pub struct ReflowView {
    lines: Arc<PlainDocument>,
    /// How its lines were broken; `None` if the text is not hard-wrapped.
    hard_wrap: Option<HardWrap>,
}

/// A paragraph and the lines it is made of.
struct JoinedParagraph {
    at: Pos,
    text: String,
    /// Its lines.
    lines: Vec<ParagraphLine>,
    /// The line after it.
    next: Option<Pos>,
}

/// A line of a paragraph.
struct ParagraphLine {
    /// Where it is.
    at: Pos,
    /// The byte of the paragraph's text at which it begins.
    start: u32,
    /// Bytes at its beginning that are left out.
    lead_len: u32,
}

/// Gives a text arranged for reading.
pub fn open(lines: PlainDocument) -> Arc<dyn Document> {
    let wrapping = HardWrap::detect(&lines);
    Arc::new(ReflowView {
        lines: Arc::new(lines),
        hard_wrap: wrapping,
    })
}

impl ReflowView {
    /// Whether a line may belong to others: where nothing is joined, only empty ones do.
    fn is_joinable(&self, line: &Block<'_>) -> bool {
        self.hard_wrap.is_some() || line.text.trim_end().is_empty()
    }

    /// Whether a line goes on in the next that is shown.
    fn continues(&self, line: &Block<'_>, next: &Block<'_>) -> bool {
        if line.pos.block.0 / PARAGRAPH_GRID_BYTES != next.pos.block.0 / PARAGRAPH_GRID_BYTES
            || next.is_continuation
        {
            return false;
        }
        let (text, after) = (line.text.trim_end(), next.text.as_ref());
        match (text.is_empty(), after.trim().is_empty()) {
            (true, true) => {
                line.pos.block.0 / BLANK_RUN_GRID_BYTES == next.pos.block.0 / BLANK_RUN_GRID_BYTES
            }
            (true, false) | (false, true) => false,
            (false, false) => self.hard_wrap.as_ref().is_some_and(|wrapping| {
                let words = after.trim_start();
                wrapping.is_full_line(text)
                    && wrapping.has_body_indent(text, after)
                    && !standalone::is_standalone(text)
                    && !standalone::starts_item(words)
                    && !standalone::starts_dialogue(self.lines.lang(), text, words)
                    && LineKind::from_number(words).is_none()
            }),
        }
    }

    /// The start of the paragraph that holds a place. One in a hidden line is in the next shown.
    fn paragraph_start(&self, pos: Pos) -> Pos {
        self.paragraph_start_of_line(self.visible_at(pos))
    }

    /// The start of the paragraph that holds a line that is shown.
    fn paragraph_start_of_line<'d>(&'d self, mut line: Block<'d>) -> Pos {
        while self.is_joinable(&line)
            && let Some(before) = self.prev_visible(line.pos)
            && self.continues(&before, &line)
        {
            line = before;
        }
        line.pos
    }

    /// The paragraph that begins at `at`, a line that is shown.
    fn paragraph(&self, at: Pos) -> JoinedParagraph {
        let mut line = self.lines.block_at(at);
        let mut text = String::new();
        let mut lines = Vec::new();
        loop {
            let words = line.text.trim_end();
            let words = match self.hard_wrap {
                None if !words.is_empty() => &line.text,
                Some(_) | None => words,
            };
            // What stands before the words of the first line is the indentation of all.
            let lead = if lines.is_empty() {
                ""
            } else {
                leading_blanks(words)
            };
            let words = words.get(lead.len()..).unwrap_or_default();
            if ends_spaced_word(&text) && words.starts_with(is_spaced_letter) {
                text.push(' ');
            }
            lines.push(ParagraphLine {
                at: line.pos,
                start: text.len() as u32,
                lead_len: lead.len() as u32,
            });
            text.push_str(words);
            match self.next_visible(line.pos) {
                Some(after) if self.continues(&line, &after) => line = after,
                next => {
                    return JoinedParagraph {
                        at,
                        text,
                        lines,
                        next: next.map(|next| next.pos),
                    };
                }
            }
        }
    }

    /// The place in its paragraph of a place in a line.
    fn to_paragraph_pos(&self, pos: Pos) -> Pos {
        let paragraph = self.paragraph(self.paragraph_start(pos));
        let line = paragraph
            .lines
            .iter()
            .find(|line| line.at == pos.block_start());
        let within = line.map_or(0, |line| {
            line.start + pos.within.saturating_sub(line.lead_len)
        });
        paragraph.at.at(within.min(paragraph.text.len() as u32))
    }

    /// The place in its line of a place in a paragraph.
    fn to_line_pos(&self, pos: Pos) -> Pos {
        // Where nothing is joined every place is one in a line.
        if self.hard_wrap.is_none() {
            return pos;
        }
        let paragraph = self.paragraph(self.paragraph_start(pos));
        let index = paragraph
            .lines
            .partition_point(|line| line.start <= pos.within);
        match paragraph.lines.get(index.saturating_sub(1)) {
            Some(line) => line.at.at(pos.within - line.start + line.lead_len),
            None => pos,
        }
    }
}

/// Whether a character belongs to a script that parts its words.
fn is_spaced_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c) && !is_kana(c)
}

fn ends_spaced_word(text: &str) -> bool {
    text.chars()
        .next_back()
        .is_some_and(|c| is_spaced_letter(c) || matches!(c, ',' | '.' | ';'))
}

impl Document for ReflowView {
    fn title(&self) -> String {
        self.lines.title()
    }

    fn lang(&self) -> TextLang {
        self.lines.lang()
    }

    fn block_at(&self, pos: Pos) -> Block<'_> {
        let line = self.visible_at(pos);
        if !self.is_joinable(&line) {
            return line;
        }
        let paragraph = self.paragraph(self.paragraph_start_of_line(line));
        let first = self.lines.block_at(paragraph.at);
        Block {
            text: Cow::Owned(paragraph.text),
            ..first
        }
    }

    fn next(&self, pos: Pos) -> Option<Pos> {
        let line = self.visible_at(pos);
        if !self.is_joinable(&line) {
            return self.next_visible(line.pos).map(|next| next.pos);
        }
        self.paragraph(self.paragraph_start_of_line(line)).next
    }

    fn prev(&self, pos: Pos) -> Option<Pos> {
        let before = self.prev_visible(self.paragraph_start(pos))?;
        Some(self.paragraph_start(before.pos))
    }

    fn first(&self) -> Pos {
        self.paragraph_start(self.lines.first())
    }

    fn last(&self) -> Pos {
        self.paragraph_start(self.lines.last())
    }

    fn fraction(&self, pos: Pos) -> Fraction {
        self.lines.fraction(pos)
    }

    fn pos_at(&self, fraction: Fraction) -> Pos {
        self.paragraph_start(self.lines.pos_at(fraction))
    }

    fn len(&self) -> u64 {
        self.lines.len()
    }

    fn lines(&self, section: u32) -> Option<LineAccess<'_>> {
        Some(match self.lines.lines(section)? {
            LineAccess::Raw(_) => LineAccess::Raw(self),
            LineAccess::Decoded(_) => LineAccess::Decoded(self),
        })
    }

    fn byte_positions(&self, section: u32) -> Option<&dyn BytePositions> {
        self.lines.byte_positions(section).map(|_| self as _)
    }

    fn links(&self) -> Option<&dyn Links> {
        None
    }

    fn heading_queries(&self) -> Option<&dyn HeadingQueries> {
        Some(self)
    }

    fn next_section(&self, section: u32) -> Option<u32> {
        self.lines.next_section(section)
    }

    fn provenance(&self, pos: Pos) -> Provenance {
        self.lines.provenance(pos)
    }

    fn outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>) {
        // Where nothing is joined the lines with words are the paragraphs.
        if self.hard_wrap.is_none() {
            return self.lines.outline(emit);
        }
        self.lines.outline(&mut |mut step| {
            if let Step::Found(outline) = &mut step {
                let lines = std::mem::take(&mut outline.headings);
                outline.headings = lines.relocate(&|pos| self.to_paragraph_pos(pos));
            }
            emit(step)
        });
    }

    fn articles(&self) -> Option<&dyn Articles> {
        None
    }

    fn rearranged(&self) -> Option<&dyn Rearranged> {
        Some(self)
    }

    fn metadata(&self, pos: Pos) -> Vec<Metadata> {
        self.lines.metadata(pos)
    }

    fn problems(&self, scope: ProblemScope) -> Vec<Problem> {
        self.lines.problems(scope)
    }
}

impl SourceLines for ReflowView {
    fn line_ends(&self, _section: u32) -> LineEnds {
        match self.hard_wrap {
            Some(_) => LineEnds::Join,
            None => LineEnds::Close,
        }
    }

    fn is_visible(&self, section: u32, at: u64) -> bool {
        let line = self.lines.block_at(Pos::new(section, at));
        !self.is_hidden(&line)
    }
}

impl RawLines for ReflowView {
    fn read_raw(&self, section: u32, from: u64, buffer: &mut [u8]) -> usize {
        self.lines.read_raw(section, from, buffer)
    }

    fn pos_of_raw(&self, section: u32, at: u64) -> Pos {
        self.to_paragraph_pos(self.lines.pos_of_raw(section, at))
    }
}

impl DecodedLines for ReflowView {
    fn read_lines(&self, section: u32, from: u64, text: &mut String) -> u64 {
        self.lines.read_lines(section, from, text)
    }

    fn skip_lines(&self, section: u32, from: u64, count: usize) -> Pos {
        self.lines.skip_lines(section, from, count)
    }
}

impl BytePositions for ReflowView {
    fn byte_of(&self, pos: Pos) -> u64 {
        self.lines.byte_of(self.to_line_pos(pos))
    }

    fn pos_of_byte(&self, section: u32, at: u64) -> Pos {
        self.to_paragraph_pos(self.lines.pos_of_byte(section, at))
    }
}

impl HeadingQueries for ReflowView {
    fn similar(&self, pos: Pos) -> Vec<Heading> {
        let found = self.lines.similar(self.to_line_pos(pos));
        found.relocate(&|pos| self.to_paragraph_pos(pos))
    }

    fn explain(&self, pos: Pos) -> Option<Explanation> {
        let pos = self.to_line_pos(pos);
        let line = self.lines.block_at(pos);
        if self.lines.is_hidden(&line) && self.is_within_paragraph(&line) {
            return Some(explain::explain_visible_line(&line.text));
        }
        self.lines.explain(pos)
    }
}

impl Rearranged for ReflowView {
    fn kind(&self) -> ViewKind {
        ViewKind::Reflowed
    }

    fn original(&self) -> Arc<dyn Document> {
        Arc::clone(&self.lines) as Arc<dyn Document>
    }

    fn to_original(&self, pos: Pos) -> Pos {
        self.to_line_pos(pos)
    }

    fn hidden_lines(&self, _pos: Pos) -> u64 {
        self.lines.count_hidden()
    }
}

#[cfg(test)]
mod tests;
