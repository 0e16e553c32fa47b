//! Walks a document for a query, from a place onward. Raw sections are read in growing windows; lines in
//! another encoding are decoded many at a time; all others are walked block by block. A match lies
//! within one section, and outside the raw gear within one block. What a note says that stands nowhere
//! else is found at its sign.

use super::query::Query;
use crate::doc::{Block, Document, Go, Mark, Pos, Span, Step};

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
            match walk.lines(start) {
                Some(go) => go,
                None => walk.blocks(start),
            }
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

    /// Walks a section of lines; `None` if it is none.
    fn lines(&mut self, from: Pos) -> Option<Go> {
        let section = from.section;
        let mut text = String::new();
        let mut at = self.doc.block_at(from).at.block.0;
        loop {
            let next = self.doc.read_lines(section, at, &mut text)?;
            if self.in_lines(section, at, &text, from) == Go::Stop {
                return Some(Go::Stop);
            }
            let here = Pos::new(section, next);
            if self.is_past(here) || (self.emit)(Step::Scanned(here)) == Go::Stop {
                return Some(Go::Stop);
            }
            if next == at {
                return Some(Go::On);
            }
            at = next;
        }
    }

    /// Finds the query in decoded lines that begin at byte `at` of their section, from `least` on. A hit
    /// says which line to look at; where in it is for the block to say.
    fn in_lines(&mut self, section: u32, at: u64, text: &str, least: Pos) -> Go {
        let bytes = text.as_bytes();
        // A line that is known: where it begins in the source and in the text.
        let (mut block, mut known) = (at, 0);
        let mut from = 0;
        while let Some(found) = self.query.find(bytes, from) {
            let before = bytes.get(known..found.start).unwrap_or_default();
            let (count, start) = line_ends(before);
            let rest = bytes.get(found.start..).unwrap_or_default();
            let pos = self.doc.skip_lines(section, block, count);
            (block, known) = (pos.block.0, known + start);
            from = found.start + memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            if self.doc.shows(section, block) && self.in_block(pos, least) == Go::Stop {
                return Go::Stop;
            }
        }
        Go::On
    }

    /// Finds the query in a block, from `least` on.
    fn in_block(&mut self, pos: Pos, least: Pos) -> Go {
        let block = self.doc.block_at(pos);
        for span in hits(self.doc, self.query, &block) {
            if span.start < least {
                continue;
            }
            if self.is_past(span.start) || (self.emit)(Step::Found(span)) == Go::Stop {
                return Go::Stop;
            }
        }
        Go::On
    }

    fn blocks(&mut self, from: Pos) -> Go {
        let mut least = from;
        let mut next = Some(from);
        let mut walked = 0u32;
        while let Some(pos) = next.filter(|pos| pos.section == from.section) {
            if self.in_block(pos, least) == Go::Stop {
                return Go::Stop;
            }
            let at = pos.start();
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

/// How many line ends (LF, CR LF, CR) are in a text, and where the last line begins.
fn line_ends(text: &[u8]) -> (usize, usize) {
    let (mut count, mut start) = (0, 0);
    for at in memchr::memchr2_iter(b'\n', b'\r', text) {
        let is_pair = start > 0 && start == at && text.get(at - 1..=at) == Some(b"\r\n");
        count += usize::from(!is_pair);
        start = at + 1;
    }
    (count, start)
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
        let hit = hits(doc, query, &block)
            .into_iter()
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

/// The hits in a block, ascending: in its text, and at the signs of notes that stand nowhere else.
fn hits(doc: &dyn Document, query: &Query, block: &Block<'_>) -> Vec<Span> {
    let place = |start: u32, end: u32| block.at.at(start)..block.at.at(end);
    let mut found: Vec<Span> = query
        .find_all(block.text.as_bytes())
        .map(|found| place(found.start as u32, found.end as u32))
        .collect();
    let in_text = found.len();
    for (range, mark) in &block.marks {
        if let Mark::Note(label) = mark
            && let Some(note) = doc.note(block.at, label).filter(|note| note.at.is_none())
            && note
                .paragraphs
                .iter()
                .any(|text| query.find_all(text.as_bytes()).next().is_some())
        {
            found.push(place(range.start, range.end));
        }
    }
    if found.len() > in_text {
        found.sort_by_key(|span| span.start);
    }
    found
}
