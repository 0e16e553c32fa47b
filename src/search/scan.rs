//! Search of a document from a position onward. Raw sections are read in growing windows. Lines in other
//! encodings and reflowed lines are read in batches, and candidates are checked in their block. Other sections
//! are searched block by block.
//! A match lies within one section, and except in raw sections within one block. A hit in a note whose text is
//! not part of the document is reported at its reference.

use super::line_batch::{self, LineBatch, line_end};
use super::query::Query;
use super::ruby_text;
use super::soft_breaks::{HitCandidates, SoftBreaks};
use crate::doc::{Block, Document, LineAccess, LineEnds, Mark, Pos, RawLines, Span, Step};
use std::ops::ControlFlow;

/// Number of blocks searched between two progress reports.
const PROGRESS_BLOCKS: u32 = 512;

/// Finds `query` in `from .. to` (by the start of a match). Emits hits in the order of the text, and progress
/// between them, until `emit` breaks.
pub fn scan(
    doc: &dyn Document,
    query: &Query,
    from: Pos,
    to: Option<Pos>,
    emit: &mut dyn FnMut(Step<Span>) -> ControlFlow<()>,
) {
    // A position outside the text is clamped to the text before it.
    let here = doc.block_at(from).pos.section;
    let mut next = if here < from.section {
        doc.next_section(here)
    } else {
        Some(here)
    };
    while let Some(section) = next {
        if to.is_some_and(|to| to.section < section) {
            return;
        }
        let start = if section == from.section {
            from
        } else {
            Pos::new(section, 0)
        };
        let mut walk = Walk {
            doc,
            query,
            from: start,
            to,
            emit,
        };
        if walk.scan_section().is_break() {
            return;
        }
        next = doc.next_section(section);
    }
}

/// Search of one section.
struct Walk<'a> {
    doc: &'a dyn Document,
    query: &'a Query,
    from: Pos,
    to: Option<Pos>,
    emit: &'a mut dyn FnMut(Step<Span>) -> ControlFlow<()>,
}

impl Walk<'_> {
    fn scan_section(&mut self) -> ControlFlow<()> {
        let Some(access) = self.doc.lines(self.from.section) else {
            return self.scan_blocks();
        };
        let ends = access.source_lines().line_ends(self.from.section);
        match (access, ends) {
            // The replacement character of damaged text is not in the bytes.
            (LineAccess::Raw(_), _) if self.query.text().contains(char::REPLACEMENT_CHARACTER) => {
                self.scan_blocks()
            }
            (LineAccess::Raw(lines), LineEnds::Close) => self.scan_raw(lines),
            (LineAccess::Decoded(_), LineEnds::Close) => self.scan_lines(LineBatch::new(access)),
            (_, LineEnds::Join) => self.scan_joined(LineBatch::new(access)),
        }
    }

    fn is_past(&self, pos: Pos) -> bool {
        self.to.is_some_and(|to| pos >= to)
    }

    fn scan_raw(&mut self, lines: &dyn RawLines) -> ControlFlow<()> {
        let section = self.from.section;
        let mut at = self.from.block.0 + u64::from(self.from.within);
        let reach = self.query.max_match_bytes();
        let mut window = line_batch::FIRST_BATCH_BYTES.max(2 * reach);
        let mut buffer = vec![0; window];
        loop {
            let got = lines.read_raw(section, at, &mut buffer);
            let bytes = buffer.get(..got).unwrap_or_default();
            let is_last = got < buffer.len();
            // A match that starts in the overlap is found whole in the next window.
            let keep = if is_last {
                got
            } else {
                got + 1 - reach.min(got)
            };
            let mut done = keep;
            for found in self
                .query
                .find_all(bytes)
                .take_while(|found| found.start < keep)
            {
                // Hidden text has no hits.
                if !lines.is_visible(section, at + found.start as u64) {
                    continue;
                }
                let span = lines.pos_of_raw(section, at + found.start as u64)
                    ..lines.pos_of_raw(section, at + found.end as u64);
                self.emit_hit(span)?;
                done = done.max(found.end);
            }
            at += done as u64;
            let here = lines.pos_of_raw(section, at);
            if is_last {
                return (self.emit)(Step::Scanned(here));
            }
            self.report_progress(here)?;
            window = (window * 2).min(line_batch::MAX_BATCH_BYTES.max(2 * reach));
            buffer.resize(window, 0);
        }
    }

    /// Searches a section of decoded lines. A match only selects a line; the hits come from its block.
    fn scan_lines(&mut self, mut batch: LineBatch<'_>) -> ControlFlow<()> {
        let mut at = self.doc.block_at(self.from).pos.block.0;
        loop {
            let next = batch.read(self.from.section, at);
            let mut lines = batch.lines(self.from.section, at);
            let mut from = 0;
            while let Some(found) = self.query.find(batch.text(), from) {
                let pos = lines.pos_at(found.start);
                from = line_end(batch.text(), found.start);
                let is_shown = batch.is_visible(pos.section, pos.block.0);
                if is_shown {
                    self.scan_block(&self.doc.block_at(pos))?;
                }
            }
            if next == at {
                return self.report_progress(Pos::new(self.from.section, next));
            }
            self.report_progress(Pos::new(self.from.section, next))?;
            at = next;
        }
    }

    /// Searches a section of reflowed lines.
    fn scan_joined(&mut self, mut batch: LineBatch<'_>) -> ControlFlow<()> {
        let (doc, query, section) = (self.doc, self.query, self.from.section);
        let joints = SoftBreaks::new(query);
        // Start of the first block not searched yet.
        let mut next = doc.block_at(self.from).pos;
        let mut at = next.block.0;
        loop {
            let end = batch.read(section, at);
            let mut lines = batch.lines(section, at);
            for place in HitCandidates::new(query, &joints, batch.text()) {
                let pos = lines.pos_at(place.at);
                let is_new = pos >= next
                    && place.blocking_line.is_none_or(|line| {
                        let line = lines.pos_at(line);
                        !batch.is_visible(section, line.block.0)
                    });
                if is_new {
                    self.scan_paragraph(pos, &mut next)?;
                }
            }
            // A paragraph may continue from this batch into the next.
            let last = Pos::new(section, end.saturating_sub(1));
            if end > at && last >= next {
                self.scan_paragraph(last, &mut next)?;
            }
            if end == at || next.section != section {
                return self.report_progress(Pos::new(section, end));
            }
            self.report_progress(Pos::new(section, end))?;
            at = end.max(next.block.0);
        }
    }

    /// Searches the block that holds `pos`, and sets `next` to the block after it.
    fn scan_paragraph(&mut self, pos: Pos, next: &mut Pos) -> ControlFlow<()> {
        let block = self.doc.block_at(pos);
        let end = Pos::new(pos.section + 1, 0);
        *next = self.doc.next(block.pos).unwrap_or(end);
        self.scan_block(&block)
    }

    /// Searches a block.
    fn scan_block(&mut self, block: &Block<'_>) -> ControlFlow<()> {
        for span in block_hits(self.doc, self.query, block) {
            if span.start >= self.from {
                self.emit_hit(span)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Emits a hit; breaks if it starts at or after the end of the search.
    fn emit_hit(&mut self, hit: Span) -> ControlFlow<()> {
        if self.is_past(hit.start) {
            return ControlFlow::Break(());
        }
        (self.emit)(Step::Found(hit))
    }

    /// Reports that the section is searched up to `here`; breaks at the end of the search.
    fn report_progress(&mut self, here: Pos) -> ControlFlow<()> {
        if self.is_past(here) {
            return ControlFlow::Break(());
        }
        (self.emit)(Step::Scanned(here))
    }

    fn scan_blocks(&mut self) -> ControlFlow<()> {
        let mut least = self.from;
        let mut next = Some(self.from);
        let mut walked = 0u32;
        while let Some(pos) = next.filter(|pos| pos.section == self.from.section) {
            let block = self.doc.block_at(pos);
            self.scan_block(&block)?;
            walked += 1;
            if walked.is_multiple_of(PROGRESS_BLOCKS) {
                (self.emit)(Step::Scanned(block.pos))?;
            }
            least = block.pos;
            next = self.doc.next(block.pos);
            if self.is_past(block.pos) {
                return ControlFlow::Break(());
            }
        }
        (self.emit)(Step::Scanned(least))
    }
}

/// Returns the last hit that starts before `from`, searching backwards block by block. `alive` is called now
/// and then and breaks if the result is no longer needed.
pub fn find_back(
    doc: &dyn Document,
    query: &Query,
    from: Pos,
    alive: &dyn Fn() -> ControlFlow<()>,
) -> Option<Span> {
    let mut pos = from;
    let mut walked = 0u32;
    loop {
        let block = doc.block_at(pos);
        let hit = block_hits(doc, query, &block)
            .into_iter()
            .take_while(|span| span.start < from)
            .last();
        if hit.is_some() {
            return hit;
        }
        walked += 1;
        if walked.is_multiple_of(PROGRESS_BLOCKS) && alive().is_break() {
            return None;
        }
        pos = doc.prev(block.pos)?;
    }
}

/// Returns the hits in a block, ascending: in its text, and at references to notes that are not part of the
/// text.
fn block_hits(doc: &dyn Document, query: &Query, block: &Block<'_>) -> Vec<Span> {
    let place = |start: u32, end: u32| block.pos.at(start)..block.pos.at(end);
    let mut found: Vec<Span> = ruby_text::hits(query, &block.text, &block.marks)
        .into_iter()
        .map(|hit| place(hit.start, hit.end))
        .collect();
    let in_text = found.len();
    for (range, mark) in &block.marks {
        if let Mark::NoteRef(label) = mark
            && let Some(note) = doc.note(block.pos, label).filter(|note| note.pos.is_none())
            && note
                .paragraphs
                .iter()
                .any(|text| query.find_all(text.as_bytes()).next().is_some())
        {
            found.push(place(range.start, range.end));
        }
    }
    if found.len() > in_text {
        found.sort_by_key(|span| (span.start, span.end));
        found.dedup();
    }
    found
}
