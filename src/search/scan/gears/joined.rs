//! Lines that are put together. Hits within a line are counted where they lie; paragraphs are put together for hits that
//! are handed over, and where a hit may go over the end of a line.

use super::{GearWalk, HitSink};
use crate::doc::{Block, LineEnds, Pos, Span};
use crate::search::pattern::QueryMatch;
use crate::search::pattern::neighbours::{
    Beside, char_len, is_alone, line_end, line_start, next_char, previous_char,
};
use crate::search::query::QueryKind;
use crate::search::scan::line_batch::LineBatch;
use crate::search::scan::{BlockWords, block_hits};
use crate::text::blank::is_blank;
use std::cell::OnceCell;
use std::ops::{ControlFlow, Range};

/// Longest line in bytes in which hits are counted without its paragraph.
const MAX_COUNTED_LINE_BYTES: usize = 16 << 10;
/// Longest query in bytes whose hits are counted without their paragraphs.
const MAX_COUNTED_QUERY_BYTES: usize = 48;
/// Text in bytes on each side of the end of a line, for each byte of a query that may go over it: a ligature is written with
/// up to 18 letters.
const SIDE_BYTES_PER_QUERY_BYTE: usize = 12;

/// Hits that were counted without their paragraphs, since the last paragraph that was put together.
#[derive(Default)]
struct CountedHits {
    /// Their places, ascending.
    places: Vec<u64>,
    /// The last one, if it was not passed on yet: it may be the last of the stretch.
    pending: Option<Pos>,
}

impl CountedHits {
    /// Returns the number of them in a paragraph that is the last one so far.
    fn count_in(&self, paragraph: &Block<'_>) -> usize {
        let start = paragraph.pos.block.0;
        self.places.len() - self.places.partition_point(|place| *place < start)
    }
}

/// What a walk knows of the paragraphs that it has passed.
struct JoinedWalk {
    /// The first paragraph that was not searched as a whole.
    next: Pos,
    counted: CountedHits,
    /// Whether a hit was handed over.
    has_first: bool,
    /// Whether hits within lines can be counted.
    counts: OnceCell<bool>,
}

impl<S: HitSink> GearWalk<'_, S> {
    /// Walks lines that are put together.
    pub(super) fn walk_joined(&mut self, mut batch: LineBatch<'_>) -> ControlFlow<()> {
        let (section, end) = (self.start.section, self.end_byte());
        let mut walk = JoinedWalk {
            next: self.start,
            counted: CountedHits::default(),
            has_first: false,
            counts: OnceCell::new(),
        };
        let mut at = self.start.block.0;
        while at < end && walk.next.section == section {
            let read_to = batch.read(section, at, end);
            if read_to == at {
                break;
            }
            self.walk_batch(&mut walk, &batch, (section, at))?;
            // What goes over the end of a batch is seen from either side, but for words that are cut there.
            let last = Pos::new(section, read_to - 1);
            if !batch.ends_with_line() && last >= walk.next && last < self.end {
                self.walk_paragraph(&mut walk, last)?;
            }
            self.sink.scanned(Pos::new(section, read_to))?;
            at = read_to.max(walk.next.block.0);
        }
        self.hand_over_last(&walk.counted)
    }

    /// Walks the lines of a batch that was read from a byte of a section on.
    fn walk_batch(
        &mut self,
        walk: &mut JoinedWalk,
        batch: &LineBatch<'_>,
        (section, at): (u32, u64),
    ) -> ControlFlow<()> {
        let mut lines = batch.lines(section, at);
        let text = batch.text();
        let mut line = BatchLine::default();
        let mut from = 0;
        while let Some(found) = self.query.next(text, from, self.lang, LineEnds::Join) {
            let place = match &found {
                QueryMatch::Hit(hit) => hit.start,
                QueryMatch::AtLineEnd(place) => *place,
            };
            let (pos, _) = lines.line_at(place);
            if pos >= self.end {
                break;
            }
            if pos >= walk.next && self.counts_by_lines(walk, batch, section) {
                line.go_to(text, place, batch, section);
                match &found {
                    QueryMatch::Hit(hit) if line.is_plain && is_within_line(text, hit) => {
                        from = hit.end;
                        walk.counted.places.push(pos.block.0);
                        if walk.counted.pending.replace(pos).is_some() {
                            self.sink.skip();
                        }
                        continue;
                    }
                    QueryMatch::AtLineEnd(_)
                        if line.is_plain
                            && !*line
                                .may_be_crossed
                                .get_or_init(|| self.may_cross(batch, section, &line.range)) =>
                    {
                        from = place + char_len(text, place);
                        continue;
                    }
                    QueryMatch::Hit(_) | QueryMatch::AtLineEnd(_) => {}
                }
            }
            if pos >= walk.next {
                self.walk_paragraph(walk, pos)?;
            }
            from = line_end(text, place).max(batch.text_offset(section, at, walk.next));
        }
        ControlFlow::Continue(())
    }

    /// Returns whether hits within lines are those of their paragraphs, and need not be handed over each.
    fn counts_by_lines(&self, walk: &JoinedWalk, batch: &LineBatch<'_>, section: u32) -> bool {
        // Marks find runs of marks of any length.
        let is_word = || {
            let text = self.query.text();
            self.query.kind() == QueryKind::Literal
                && text.len() <= MAX_COUNTED_QUERY_BYTES
                && text.chars().all(char::is_alphanumeric)
        };
        !S::WANTS_EACH
            && walk.has_first
            && *walk
                .counts
                .get_or_init(|| is_word() && !batch.has_notes(section))
    }

    /// Hands over the hits in the paragraph that holds `pos`, but for those that were counted, if it is not before the next one.
    fn walk_paragraph(&mut self, walk: &mut JoinedWalk, pos: Pos) -> ControlFlow<()> {
        let block = self.doc.block_at(pos);
        let is_new = block.pos >= walk.next && block.pos < self.end;
        let after = self.doc.next(block.pos);
        walk.next = after.unwrap_or(Pos::new(pos.section + 1, 0)).max(walk.next);
        if !is_new {
            return ControlFlow::Continue(());
        }
        let hits = self.hits_of(&block);
        let counted = walk.counted.count_in(&block);
        let mut rest = hits.get(counted..).unwrap_or_default();
        if walk.counted.pending.is_some() && counted > 0 {
            // The one that was not passed on is in this paragraph.
            rest = hits.get(counted - 1..).unwrap_or_default();
        } else if walk.counted.pending.is_some() && !rest.is_empty() {
            self.sink.skip();
        }
        if counted > 0 || !rest.is_empty() {
            walk.counted.pending = None;
        }
        walk.counted.places.clear();
        walk.has_first |= !rest.is_empty();
        rest.iter().try_for_each(|hit| self.sink.hit(hit.clone()))
    }

    /// Hands over the last hit that was counted, if it is the last one of the stretch.
    fn hand_over_last(&mut self, counted: &CountedHits) -> ControlFlow<()> {
        let Some(pos) = counted.pending else {
            return ControlFlow::Continue(());
        };
        let block = self.doc.block_at(pos);
        let last = counted.count_in(&block).checked_sub(1);
        match last.and_then(|last| self.hits_of(&block).get(last).cloned()) {
            Some(hit) => self.sink.hit(hit),
            None => {
                self.sink.skip();
                ControlFlow::Continue(())
            }
        }
    }

    fn hits_of(&self, block: &Block<'_>) -> Vec<Span> {
        block_hits(self.doc, self.query, self.lang, BlockWords::of(block))
    }

    /// Returns whether a hit may go over one of the ends of a line of a batch.
    fn may_cross(&self, batch: &LineBatch<'_>, section: u32, line: &Range<usize>) -> bool {
        let text = batch.text();
        let end_before = line_end_before(text, line.start);
        let before = line_start(text, end_before)..end_before;
        let start_behind = line.end + line_break_len(text, line.end);
        let behind = start_behind..line_end(text, start_behind);
        // The first line and the last may be parts of lines.
        let are_whole = before.start > 0 && behind.end < text.len();
        !are_whole
            || !is_shown(batch, section, &before)
            || !is_shown(batch, section, &behind)
            || self.may_cross_end(text, &before, line)
            || self.may_cross_end(text, line, &behind)
    }

    /// Returns whether a hit may go over the end between two lines, if their words are put together with a blank between
    /// them or without one.
    fn may_cross_end(&self, text: &[u8], line: &Range<usize>, next: &Range<usize>) -> bool {
        let side = SIDE_BYTES_PER_QUERY_BYTE * self.query.text().len();
        let words = |range: &Range<usize>| {
            let line = text.get(range.clone()).unwrap_or_default();
            str::from_utf8(line).ok().map(str::trim)
        };
        let (Some(before), Some(after)) = (words(line), words(next)) else {
            return true;
        };
        if before.is_empty() || after.is_empty() {
            return false;
        }
        // It may go over a short line as a whole.
        if before.len() < side || after.len() < side {
            return true;
        }
        let start = before.floor_char_boundary(before.len() - side);
        let before = before.get(start..).unwrap_or_default();
        let after = after.get(..after.ceil_char_boundary(side)).unwrap_or(after);
        // Between letters may be any number of characters that are not seen.
        if !before.chars().chain(after.chars()).all(is_alone) {
            return true;
        }
        ["", " "].iter().any(|blank| {
            let joined = [before, blank, after].concat();
            let seam = before.len();
            let crosses = |from| {
                let found = self
                    .query
                    .next(joined.as_bytes(), from, self.lang, LineEnds::Close);
                match found {
                    Some(QueryMatch::Hit(hit)) => hit.start < seam && hit.end > seam + blank.len(),
                    Some(QueryMatch::AtLineEnd(_)) => true,
                    None => false,
                }
            };
            before.char_indices().any(|(from, _)| crosses(from))
        })
    }
}

/// The line of a batch in which something was found.
#[derive(Default)]
struct BatchLine {
    range: Range<usize>,
    /// Whether its words are those of its paragraph, and it is surely shown.
    is_plain: bool,
    /// Whether a hit may go over one of its ends.
    may_be_crossed: OnceCell<bool>,
}

impl BatchLine {
    /// Goes to the line that holds byte `at`.
    fn go_to(&mut self, text: &[u8], at: usize, batch: &LineBatch<'_>, section: u32) {
        if self.range.contains(&at) {
            return;
        }
        self.may_be_crossed = OnceCell::new();
        self.range = line_start(text, at)..line_end(text, at);
        // The first line and the last may be parts of lines.
        let is_whole = self.range.start > 0 && self.range.end < text.len();
        self.is_plain = is_whole
            && self.range.len() <= MAX_COUNTED_LINE_BYTES
            && is_shown(batch, section, &self.range);
    }
}

/// Returns whether a line of a batch is shown as it was read, for sure.
fn is_shown(batch: &LineBatch<'_>, section: u32, line: &Range<usize>) -> bool {
    let line = batch.text().get(line.clone()).unwrap_or_default();
    simdutf8::basic::from_utf8(line)
        .is_ok_and(|line| !batch.is_damaged(line) && !batch.may_hide(section, line))
}

/// Returns whether a hit is a hit whatever the lines beside its line are: with clusters of their own at both ends, and beside
/// such.
fn is_within_line(text: &[u8], hit: &Range<usize>) -> bool {
    let is_letter = |beside| matches!(beside, Beside::Char(c, _) if is_alone(c) && !is_blank(c));
    is_letter(next_char(text, hit.start))
        && is_letter(previous_char(text, hit.end))
        && is_beside_cluster(text, hit.start, Side::Before)
        && is_beside_cluster(text, hit.end, Side::Behind)
}

/// Side of a hit.
#[derive(Clone, Copy)]
enum Side {
    Before,
    Behind,
}

/// Returns whether the code point beside byte `at` is a cluster of its own, blanks and one end of a line aside.
fn is_beside_cluster(text: &[u8], mut at: usize, side: Side) -> bool {
    let mut line_ends = 0;
    loop {
        let beside = match side {
            Side::Before => previous_char(text, at),
            Side::Behind => next_char(text, at),
        };
        match (beside, side) {
            (Beside::Char(c, further), _) if is_blank(c) => at = further,
            (Beside::Char(c, _), _) => return is_alone(c),
            (Beside::Nothing, _) => return false,
            // An empty line closes a paragraph.
            (Beside::LineEnd, _) if line_ends > 0 => return true,
            (Beside::LineEnd, Side::Before) => {
                line_ends += 1;
                at = line_end_before(text, at);
            }
            (Beside::LineEnd, Side::Behind) => {
                line_ends += 1;
                at += line_break_len(text, at);
            }
        }
        if at == 0 || at >= text.len() {
            return false;
        }
    }
}

/// Returns the end of the line before the one that starts at byte `at`.
fn line_end_before(text: &[u8], at: usize) -> usize {
    match text.get(..at).unwrap_or_default() {
        [.., b'\r', b'\n'] => at - 2,
        [.., b'\r' | b'\n'] => at - 1,
        _ => at,
    }
}

/// Returns the length of the line end at byte `at`: LF, CR LF or CR.
fn line_break_len(text: &[u8], at: usize) -> usize {
    match text.get(at..).unwrap_or_default() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}
