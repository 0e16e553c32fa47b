//! Reflow view: joins the lines of hard-wrapped text into paragraphs, leaves out lines that rules hide, and merges
//! runs of blank lines. The lines themselves stay unchanged: this is a view of a [`PlainDocument`], whose blocks
//! start at the bytes of their first lines, and [`Rearranged::original`] returns the lines.
//!
//! Two neighbouring lines decide whether they are joined, so that walking needs no index: a line continues in the
//! next if it is full and the next has the indent of continuation lines ([`HardWrap`]), and the next is neither
//! numbered nor standalone ([`crate::formats::line_ends::standalone`]). Paragraphs end at multiples of [`PARAGRAPH_GRID_BYTES`], so that no
//! paragraph is endless. [`visible`] decides which lines are shown; the others are skipped.

mod blank_runs;
mod notes;
mod pages;
mod paragraph;
mod visible;

use crate::doc::{
    Articles, Block, BytePositions, DecodedLines, Document, Explanation, Heading, HeadingQueries,
    LineAccess, LineEnds, Links, Metadata, Outline, Pos, Problem, ProblemScope, Provenance,
    RawLines, Rearranged, Relocate as _, SourceLines, Step, TitleLines, ViewKind,
};
use crate::formats::line_ends::hard_wrap::HardWrap;
use crate::formats::plain::PlainDocument;
use crate::outline::explain;
use crate::text::script::TextLang;
use crate::text::units::Fraction;
use pages::PageEdges;
use paragraph::LastParagraph;
use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::{Arc, OnceLock};

/// A paragraph is split at multiples of this many bytes, unless it begins little before.
const PARAGRAPH_GRID_BYTES: u64 = 32 << 10;
/// Bytes before such a place in which a paragraph may begin that goes on over it.
const MAX_BEGUN_BYTES: u64 = 24 << 10;

/// A reflowed text.
#[derive(Debug)]
pub struct ReflowView {
    lines: Arc<PlainDocument>,
    /// Properties of the hard wraps, once they are asked for; `None` if the text is not hard-wrapped.
    hard_wrap: OnceLock<Option<HardWrap>>,
    /// Lines at the edges of pages; `None` if the text has no pages.
    pages: Option<PageEdges>,
    last_paragraph: LastParagraph,
}

/// Opens the reflow view of a text.
pub fn open(lines: PlainDocument) -> Arc<dyn Document> {
    Arc::new(ReflowView {
        pages: PageEdges::detect(&lines),
        lines: Arc::new(lines),
        hard_wrap: OnceLock::new(),
        last_paragraph: LastParagraph::default(),
    })
}

impl ReflowView {
    /// Returns the properties of the hard wraps; `None` if the text is not hard-wrapped.
    fn hard_wrap(&self) -> Option<&HardWrap> {
        let detected = self.hard_wrap.get_or_init(|| detect_hard_wrap(&self.lines));
        detected.as_ref()
    }

    /// Returns whether the lines of the text are its paragraphs.
    fn is_unjoined(&self) -> bool {
        self.pages.is_none() && self.hard_wrap().is_none()
    }

    /// Returns whether a line may be joined with others. Without hard wraps or pages only blank lines are joined.
    fn is_joinable(&self, line: &Block<'_>) -> bool {
        !self.is_unjoined() || line.text.trim_end().is_empty()
    }

    /// Returns whether a line continues in the next visible one.
    fn continues(&self, line: &Block<'_>, next: &Block<'_>) -> bool {
        let part = |line: &Block<'_>| line.pos.block.0 / PARAGRAPH_GRID_BYTES;
        self.goes_on(line, next) && (part(line) == part(next) || self.begins_near(line))
    }

    /// Returns whether the paragraph of a line begins little before it.
    fn begins_near(&self, line: &Block<'_>) -> bool {
        let mut first = line.clone();
        while let Some(before) = self.prev_visible(first.pos)
            && self.goes_on(&before, &first)
        {
            if before.pos.block.0 + MAX_BEGUN_BYTES < line.pos.block.0 {
                return false;
            }
            first = before;
        }
        true
    }

    /// Returns whether a line goes on in the next visible one, wherever they are in the text.
    fn goes_on(&self, line: &Block<'_>, next: &Block<'_>) -> bool {
        if next.is_continuation {
            return false;
        }
        let is_filled = |line: &Block<'_>| !line.text.trim().is_empty();
        if is_filled(line) && is_filled(next) && self.crosses_page(line, next) {
            return self.goes_on_over_page(line, next);
        }
        let (text, after) = (line.text.trim_end(), next.text.as_ref());
        match (text.is_empty(), after.trim().is_empty()) {
            (true, true) => blank_runs::are_of_one_run(line.pos, next.pos),
            (true, false) | (false, true) => false,
            (false, false) => self.hard_wrap().is_some_and(|wrapping| {
                wrapping.has_body_indent(text, after)
                    && wrapping.continues(self.lines.lang(), text, after.trim_start())
            }),
        }
    }

    /// Returns the start of the paragraph that contains `pos`. A hidden line belongs to the paragraph of the next
    /// visible one.
    fn paragraph_start(&self, pos: Pos) -> Pos {
        self.paragraph_start_of_line(self.visible_at(pos))
    }

    /// Returns the start of the paragraph that contains a visible line.
    fn paragraph_start_of_line<'d>(&'d self, mut line: Block<'d>) -> Pos {
        if let Some(first) = self.first_of_blank_run(&line) {
            line = self.lines.block_at(first);
        }
        while self.is_joinable(&line)
            && let Some(before) = self.prev_visible(line.pos)
            && self.continues(&before, &line)
        {
            line = before;
        }
        line.pos
    }

    /// Returns the block of a visible line.
    fn block_of_line<'d>(&'d self, line: Block<'d>) -> Block<'d> {
        if !self.is_joinable(&line) {
            return line;
        }
        let paragraph = self.paragraph(self.paragraph_start_of_line(line));
        let first = self.lines.block_at(paragraph.at);
        Block {
            text: Cow::Owned(paragraph.text),
            marks: paragraph.marks,
            ..first
        }
    }

    /// Converts a position in a line to a position in its paragraph.
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

    /// Extends a heading whose title goes on in the lines that were joined to its own.
    fn join_title(&self, heading: &mut Heading) {
        if heading.title.len() <= heading.len as usize || heading.len == 0 {
            return;
        }
        let paragraph = self.paragraph(heading.pos.block_start());
        let rest = paragraph.text.get(heading.pos.within as usize..);
        let rest = rest.unwrap_or_default().trim_end();
        let is_same = |text: &str, title: &str| {
            let letters = |c: &char| !c.is_whitespace();
            text.chars()
                .filter(letters)
                .eq(title.chars().filter(letters))
        };
        if is_same(rest, &heading.title) {
            heading.len = rest.len() as u32;
        }
    }

    /// Converts a position in a paragraph to a position in its line.
    fn to_line_pos(&self, pos: Pos) -> Pos {
        if self.is_unjoined() {
            return pos;
        }
        let paragraph = self.paragraph(self.paragraph_start(pos));
        let index = paragraph
            .lines
            .partition_point(|line| line.start <= pos.within);
        match paragraph.lines.get(index.saturating_sub(1)) {
            Some(line) => {
                let within = pos.within.saturating_sub(line.start);
                line.at.at(within.saturating_add(line.lead_len))
            }
            None => pos,
        }
    }
}

impl Document for ReflowView {
    fn title(&self) -> String {
        self.lines.title()
    }

    fn title_lines(&self, pos: Pos) -> Option<TitleLines> {
        let found = self.lines.title_lines(pos)?;
        let mut found = found.relocate(&|pos| self.to_paragraph_pos(pos));
        found.title.dedup();
        Some(found)
    }

    fn lang(&self) -> TextLang {
        self.lines.lang()
    }

    fn block_at(&self, pos: Pos) -> Block<'_> {
        self.block_of_line(self.visible_at(pos))
    }

    fn block_after(&self, block: &Block<'_>) -> Option<Block<'_>> {
        if self.is_joinable(block) {
            return self.next(block.pos).map(|next| self.block_at(next));
        }
        // The block is a line of its own.
        self.next_visible(block)
            .map(|next| self.block_of_line(next))
    }

    fn next(&self, pos: Pos) -> Option<Pos> {
        if let Some(next) = self.last_paragraph.next(pos.block_start()) {
            return Some(next);
        }
        let line = self.visible_at(pos);
        if !self.is_joinable(&line) {
            return self.next_visible(&line).map(|next| next.pos);
        }
        self.paragraph(self.paragraph_start_of_line(line)).next
    }

    fn prev(&self, pos: Pos) -> Option<Pos> {
        let before = self.prev_visible(self.paragraph_start(pos))?;
        Some(self.paragraph_start(before.pos))
    }

    fn first(&self) -> Pos {
        // No visible line before it could be joined with it.
        self.visible_at(self.lines.first()).pos
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

    fn known_len(&self) -> u64 {
        self.lines.known_len()
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
        Some(self)
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
        if self.is_unjoined() {
            return self.lines.outline(emit);
        }
        self.lines.outline(&mut |mut step| {
            if let Step::Found(outline) = &mut step {
                let mut lines = std::mem::take(&mut outline.headings);
                if self.pages.is_some() {
                    lines.retain(|heading| !self.is_page_edge(&self.lines.block_at(heading.pos)));
                }
                outline.headings = lines.relocate(&|pos| self.to_paragraph_pos(pos));
                outline
                    .headings
                    .iter_mut()
                    .for_each(|heading| self.join_title(heading));
            }
            emit(step)
        });
    }

    fn files(&self) -> Option<&dyn crate::doc::Files> {
        None
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
        if self.is_unjoined() {
            LineEnds::Close
        } else {
            LineEnds::Join
        }
    }

    fn is_visible(&self, section: u32, at: u64) -> bool {
        let line = self.lines.block_at(Pos::new(section, at));
        !self.is_hidden(&line)
    }

    fn may_hide(&self, _section: u32, line: &str) -> bool {
        self.pages.is_some() || self.lines.may_hide_line(line)
    }

    fn has_notes(&self, section: u32) -> bool {
        self.lines.has_notes(section)
    }
}

impl RawLines for ReflowView {
    fn read_raw(&self, section: u32, from: u64, buffer: &mut [u8]) -> usize {
        self.lines.read_raw(section, from, buffer)
    }

    fn raw_in_memory(&self, section: u32) -> Option<&[u8]> {
        self.lines.raw_in_memory(section)
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

/// Detects the hard wraps of a plain text.
fn detect_hard_wrap(lines: &PlainDocument) -> Option<HardWrap> {
    HardWrap::detect(lines.lang(), lines.line_texts())
}

#[cfg(test)]
mod tests;
