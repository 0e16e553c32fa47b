//! Walks a document for a query, stretch by stretch: about one MiB of a section each, on a grid of its own, so that
//! whoever reads a stretch finds the same hits in it.

mod gears;
mod line_batch;
mod steps;
mod stretch;

pub use steps::{HitStep, step_hits};
pub use stretch::{
    STRETCH_BYTES, first_stretch, next_stretch, stretch_at, stretch_before, stretches_of_section,
};

use super::query::Query;
use super::ruby_text;
use crate::doc::{Block, BlockKind, Document, Mark, Pos, Span, Step};
use crate::text::script::TextLang;
use gears::{GearWalk, HitSink};
use std::borrow::Cow;
use std::ops::{ControlFlow, Range};

/// Number of the hits that start in a stretch, and the ends of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StretchCount {
    /// The stretch, from the start of a block to that of another.
    pub span: Span,
    /// Number of hits that start in it, at least 1.
    pub count: u64,
    /// The first hit.
    pub first: Span,
    /// The last hit.
    pub last: Span,
}

/// Finds the hits that start at or after `from`, in the order of the text, with signs of life between them. Stops when
/// told to.
pub fn scan(
    doc: &dyn Document,
    query: &Query,
    from: Pos,
    emit: &mut dyn FnMut(Step<Span>) -> ControlFlow<()>,
) {
    let mut next = Some(stretch_at(doc, from));
    while let Some(stretch) = next {
        let mut sink = EachHit { from, emit };
        if GearWalk::new(doc, query, &stretch, &mut sink)
            .run()
            .is_break()
        {
            return;
        }
        next = next_stretch(doc, &stretch);
    }
}

/// Returns the hits that start in a stretch, ascending. Breaks when `check` does.
pub fn hits_in(
    doc: &dyn Document,
    query: &Query,
    stretch: &Span,
    check: &dyn Fn() -> ControlFlow<()>,
) -> ControlFlow<(), Vec<Span>> {
    let mut found = Vec::new();
    let mut emit = |step| match step {
        Step::Found(span) => {
            found.push(span);
            ControlFlow::Continue(())
        }
        Step::Scanned(_) => check(),
    };
    let mut sink = EachHit {
        from: stretch.start,
        emit: &mut emit,
    };
    GearWalk::new(doc, query, stretch, &mut sink).run()?;
    ControlFlow::Continue(found)
}

/// Counts the hits that start in a stretch; `None` without hits. Breaks when `check` does.
pub fn count_in(
    doc: &dyn Document,
    query: &Query,
    stretch: &Span,
    check: &dyn Fn() -> ControlFlow<()>,
) -> ControlFlow<(), Option<StretchCount>> {
    let mut sink = HitCounter {
        count: 0,
        ends: None,
        check,
    };
    GearWalk::new(doc, query, stretch, &mut sink).run()?;
    let count = sink.count;
    ControlFlow::Continue(sink.ends.map(|(first, last)| StretchCount {
        span: stretch.clone(),
        count,
        first,
        last,
    }))
}

/// What is searched of a block.
#[derive(Clone, Copy, Debug)]
pub struct BlockWords<'b> {
    /// Start of the block.
    pub pos: Pos,
    /// Its kind.
    pub kind: &'b BlockKind,
    /// Its text.
    pub text: &'b str,
    /// The marks of its text, ascending by start.
    pub marks: &'b [(Range<u32>, Mark)],
}

impl<'b> BlockWords<'b> {
    /// Returns what is searched of a block of a document.
    pub fn of(block: &'b Block<'_>) -> Self {
        Self {
            pos: block.pos,
            kind: &block.kind,
            text: &block.text,
            marks: &block.marks,
        }
    }

    /// Returns its text with line ends between all that no hit crosses: cells too.
    fn parted(&self) -> Cow<'b, str> {
        let BlockKind::Table(table) = self.kind else {
            return self.text.into();
        };
        let mut bytes = self.text.as_bytes().to_vec();
        for row in &table.rows {
            for (cell, next) in row.iter().zip(row.iter().skip(1)) {
                if let Some(gap) = bytes.get_mut(cell.end as usize..next.start as usize) {
                    gap.fill(b'\n');
                }
            }
        }
        String::from_utf8(bytes).map_or(self.text.into(), Cow::Owned)
    }
}

/// Returns the hits in a block, ascending: in its text, and at the signs of notes that are nowhere else in the text.
pub fn block_hits(
    doc: &dyn Document,
    query: &Query,
    lang: TextLang,
    words: BlockWords<'_>,
) -> Vec<Span> {
    let BlockWords { pos, marks, .. } = words;
    let place = |start: u32, end: u32| pos.at(start)..pos.at(end);
    let mut found: Vec<Span> = ruby_text::hits(query, lang, &words.parted(), marks)
        .into_iter()
        .map(|hit| place(hit.start, hit.end))
        .collect();
    let in_text = found.len();
    for (range, mark) in marks {
        if let Mark::NoteRef(label) = mark
            && let Some(note) = doc.note_outside_text(pos, label)
            && note
                .paragraphs
                .iter()
                .any(|text| query.find_all(text.as_bytes(), lang).next().is_some())
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

/// Hands out each hit.
struct EachHit<'a> {
    from: Pos,
    emit: &'a mut dyn FnMut(Step<Span>) -> ControlFlow<()>,
}

impl HitSink for EachHit<'_> {
    const WANTS_EACH: bool = true;

    fn hit(&mut self, span: Span) -> ControlFlow<()> {
        if span.start < self.from {
            return ControlFlow::Continue(());
        }
        (self.emit)(Step::Found(span))
    }

    fn skip(&mut self) {}

    fn scanned(&mut self, here: Pos) -> ControlFlow<()> {
        (self.emit)(Step::Scanned(here))
    }
}

/// Counts hits.
struct HitCounter<'a> {
    count: u64,
    ends: Option<(Span, Span)>,
    check: &'a dyn Fn() -> ControlFlow<()>,
}

impl HitSink for HitCounter<'_> {
    const WANTS_EACH: bool = false;

    fn hit(&mut self, span: Span) -> ControlFlow<()> {
        self.count += 1;
        match &mut self.ends {
            Some((_, last)) => *last = span,
            None => self.ends = Some((span.clone(), span)),
        }
        ControlFlow::Continue(())
    }

    fn skip(&mut self) {
        self.count += 1;
    }

    fn scanned(&mut self, _here: Pos) -> ControlFlow<()> {
        (self.check)()
    }
}
