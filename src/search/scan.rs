//! Walks a document for a query, from a place onward. Raw sections are read in growing windows;
//! all others are walked block by block. A match lies within one section, and outside the raw
//! gear within one block.

use super::query::Query;
use crate::doc::{Document, Go, Pos, Span, Step};

/// First window of the raw gear in bytes: small, so that a near hit is there at once.
const FIRST_WINDOW: usize = 256 << 10;
/// Largest window; bounds how long a walk runs before it can be stopped.
const LARGEST_WINDOW: usize = 2 << 20;
/// Blocks walked between two signs of life.
const STRIDE: u32 = 512;

/// Finds `query` in `from .. to` (by where a match starts), handing out the hits in the order of
/// the text with signs of life between them, until told to stop.
pub fn scan(
    doc: &dyn Document,
    query: &Query,
    from: Pos,
    to: Option<Pos>,
    emit: &mut dyn FnMut(Step<Span>) -> Go,
) {
    let mut next = (from.section < doc.sections()).then_some(from.section);
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
            to,
            emit,
        };
        let go = if doc.read_raw(section, 0, &mut []).is_some() {
            walk.raw(start)
        } else {
            walk.blocks(start)
        };
        if go == Go::Stop {
            return;
        }
        next = doc.next_section(section);
    }
}

struct Walk<'a> {
    doc: &'a dyn Document,
    query: &'a Query,
    to: Option<Pos>,
    emit: &'a mut dyn FnMut(Step<Span>) -> Go,
}

impl Walk<'_> {
    fn is_past(&self, pos: Pos) -> bool {
        self.to.is_some_and(|to| pos >= to)
    }

    fn raw(&mut self, from: Pos) -> Go {
        let section = from.section;
        let mut at = from.block.0 + u64::from(from.within);
        let reach = self.query.reach();
        let mut window = FIRST_WINDOW.max(2 * reach);
        let mut buffer = vec![0; window];
        loop {
            let got = self.doc.read_raw(section, at, &mut buffer).unwrap_or(0);
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
                // What cannot be seen is no hit.
                if !self.doc.shows(section, at + found.start as u64) {
                    continue;
                }
                let span = self.doc.pos_of_byte(section, at + found.start as u64)
                    ..self.doc.pos_of_byte(section, at + found.end as u64);
                if self.is_past(span.start) || (self.emit)(Step::Found(span)) == Go::Stop {
                    return Go::Stop;
                }
                done = done.max(found.end);
            }
            at += done as u64;
            let here = self.doc.pos_of_byte(section, at);
            if is_last {
                return (self.emit)(Step::Scanned(here));
            }
            if self.is_past(here) || (self.emit)(Step::Scanned(here)) == Go::Stop {
                return Go::Stop;
            }
            window = (window * 2).min(LARGEST_WINDOW.max(2 * reach));
            buffer.resize(window, 0);
        }
    }

    fn blocks(&mut self, from: Pos) -> Go {
        let mut least = from;
        let mut next = Some(from);
        let mut walked = 0u32;
        while let Some(pos) = next.filter(|pos| pos.section == from.section) {
            let block = self.doc.block_at(pos);
            let at = block.at;
            for found in self.query.find_all(block.text.as_bytes()) {
                let span = at.at(found.start as u32)..at.at(found.end as u32);
                if span.start < least {
                    continue;
                }
                if self.is_past(span.start) || (self.emit)(Step::Found(span)) == Go::Stop {
                    return Go::Stop;
                }
            }
            walked += 1;
            if walked.is_multiple_of(STRIDE) && (self.emit)(Step::Scanned(at)) == Go::Stop {
                return Go::Stop;
            }
            least = at;
            next = self.doc.next(at);
            if self.is_past(at) {
                return Go::Stop;
            }
        }
        (self.emit)(Step::Scanned(least))
    }
}

/// The last hit that starts before `from`, looked for backwards block by block. `alive` is asked now
/// and then whether the answer is still wanted.
pub fn find_back(
    doc: &dyn Document,
    query: &Query,
    from: Pos,
    alive: &dyn Fn() -> Go,
) -> Option<Span> {
    let mut pos = from;
    let mut walked = 0u32;
    loop {
        let block = doc.block_at(pos);
        let hit = query
            .find_all(block.text.as_bytes())
            .map(|found| block.at.at(found.start as u32)..block.at.at(found.end as u32))
            .take_while(|span| span.start < from)
            .last();
        if hit.is_some() {
            return hit;
        }
        walked += 1;
        if walked.is_multiple_of(STRIDE) && alive() == Go::Stop {
            return None;
        }
        pos = doc.prev(block.at)?;
    }
}
