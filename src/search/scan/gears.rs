//! The gears of a walk: raw lines in windows of bytes, decoded lines many at a time, lines that are put together by the
//! paragraphs in which something may be found, and all else block by block.

mod joined;
mod raw;

use super::line_batch::LineBatch;
use super::{BlockWords, block_hits};
use crate::doc::{Block, Document, LineAccess, LineEnds, Pos, Span};
use crate::search::pattern::QueryMatch;
use crate::search::pattern::neighbours::line_end;
use crate::search::query::Query;
use crate::text::script::TextLang;
use raw::RawWindow;
use std::ops::ControlFlow;

/// Blocks walked between two signs of life.
const PROGRESS_BLOCKS: u32 = 512;

/// Receiver of the hits of a walk.
pub(super) trait HitSink {
    /// Whether each hit is to be handed over; else hits between others may be skipped.
    const WANTS_EACH: bool;

    /// Takes a hit.
    fn hit(&mut self, span: Span) -> ControlFlow<()>;

    /// Passes over a hit between others.
    fn skip(&mut self);

    /// Takes note that the text was walked up to `here`.
    fn scanned(&mut self, here: Pos) -> ControlFlow<()>;
}

/// A walk through a stretch of a document.
pub(super) struct GearWalk<'a, S> {
    doc: &'a dyn Document,
    query: &'a Query,
    lang: TextLang,
    /// The first block, and the place at which hits no longer start.
    start: Pos,
    end: Pos,
    sink: &'a mut S,
}

impl<'a, S: HitSink> GearWalk<'a, S> {
    pub(super) fn new(
        doc: &'a dyn Document,
        query: &'a Query,
        stretch: &Span,
        sink: &'a mut S,
    ) -> Self {
        Self {
            doc,
            query,
            lang: doc.lang(),
            start: stretch.start,
            end: stretch.end,
            sink,
        }
    }

    /// Hands over the hits that start in the stretch, ascending. Breaks when the sink does.
    pub(super) fn run(&mut self) -> ControlFlow<()> {
        let section = self.start.section;
        let access = self.doc.lines(section);
        // The sign of damage is not in the bytes.
        let finds_damage = self.query.text().contains(char::REPLACEMENT_CHARACTER);
        let mut candidate = None;
        if let Some(LineAccess::Raw(lines)) = access
            && self.query.finds_joined_places()
            && !finds_damage
        {
            let Some(window) = self.candidate_window(lines)? else {
                return ControlFlow::Continue(());
            };
            self.start = Pos::new(section, window.at);
            candidate = Some(window);
        }
        let start = self.doc.block_at(self.start).pos;
        if start.section != section {
            return ControlFlow::Continue(());
        }
        self.start = start;
        let Some(access) = access else {
            return self.walk_blocks();
        };
        let ends = access.source_lines().line_ends(section);
        match (access, ends) {
            (LineAccess::Raw(_), _) if finds_damage => self.walk_blocks(),
            (LineAccess::Raw(lines), LineEnds::Close) => {
                self.walk_raw(candidate.unwrap_or_else(|| RawWindow::new(lines, start)))
            }
            (LineAccess::Decoded(_), LineEnds::Close) => {
                self.walk_lines(LineBatch::new(access, Vec::new()))
            }
            (_, LineEnds::Join) if self.query.finds_joined_places() => {
                let buffer = candidate.map(RawWindow::into_buffer);
                self.walk_joined(LineBatch::new(access, buffer.unwrap_or_default()))
            }
            // A pattern without a letter of its own does not ask what follows the end of a line.
            (_, LineEnds::Join) => self.walk_blocks(),
        }
    }

    /// Returns the byte of the section at which hits no longer start.
    fn end_byte(&self) -> u64 {
        if self.end.section == self.start.section {
            self.end.block.0
        } else {
            u64::MAX
        }
    }

    /// Walks decoded lines that are blocks.
    fn walk_lines(&mut self, mut batch: LineBatch<'_>) -> ControlFlow<()> {
        let (section, end) = (self.start.section, self.end_byte());
        let mut at = self.start.block.0;
        while at < end {
            let next = batch.read(section, at, end);
            let mut lines = batch.lines(section, at);
            let text = batch.text();
            let mut from = 0;
            while let Some(QueryMatch::Hit(first)) =
                self.query.next(text, from, self.lang, LineEnds::Close)
            {
                let (pos, start) = lines.line_at(first.start);
                if pos >= self.end {
                    return ControlFlow::Continue(());
                }
                from = line_end(text, first.start);
                if !batch.is_visible(section, pos.block.0) {
                    continue;
                }
                let line = text
                    .get(start..from)
                    .and_then(|line| str::from_utf8(line).ok());
                match line {
                    // Where a text is damaged, lines decoded together and alone may differ.
                    Some(line) if !line.contains(char::REPLACEMENT_CHARACTER) => {
                        for hit in self.query.find_all(line.as_bytes(), self.lang) {
                            self.sink
                                .hit(pos.at(hit.start as u32)..pos.at(hit.end as u32))?;
                        }
                    }
                    _ => self.walk_block(&self.doc.block_at(pos))?,
                }
            }
            if next == at {
                break;
            }
            self.sink.scanned(Pos::new(section, next))?;
            at = next;
        }
        ControlFlow::Continue(())
    }

    fn walk_block(&mut self, block: &Block<'_>) -> ControlFlow<()> {
        for span in block_hits(self.doc, self.query, self.lang, BlockWords::of(block)) {
            self.sink.hit(span)?;
        }
        ControlFlow::Continue(())
    }

    fn walk_blocks(&mut self) -> ControlFlow<()> {
        let mut next = Some(self.start);
        let mut count = 0u32;
        while let Some(pos) =
            next.filter(|pos| *pos < self.end && pos.section == self.start.section)
        {
            let block = self.doc.block_at(pos);
            self.walk_block(&block)?;
            count += 1;
            if count.is_multiple_of(PROGRESS_BLOCKS) {
                self.sink.scanned(block.pos)?;
            }
            next = self.doc.next(block.pos);
        }
        self.sink.scanned(self.end)
    }
}
