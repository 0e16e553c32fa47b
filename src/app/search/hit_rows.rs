//! Rows of the list of hits: read by stretches of the text, only those near the screen.

use crate::doc::{Document, Pos, Span};
use crate::search::Query;
use crate::search::context::{ContextSize, HitContext};
use crate::search::many::worker_count;
use crate::search::scan::{StretchCount, hits_in};
use crate::search::tally::{Check, EmitStretch, count_stretches};
use crate::search::word_filter::WordFilter;
use std::ops::{ControlFlow, Range};

/// Context of a hit in clusters: more than a wide screen shows.
const ROW_CONTEXT: ContextSize = ContextSize {
    before: 100,
    after: 200,
};

/// A row of the list of hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitRow {
    /// The hit.
    pub span: Span,
    /// The text around it.
    pub context: HitContext,
    /// Its place in the text in per cent.
    pub percent: u32,
}

/// Filter of the list of hits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HitFilter {
    /// Words that the paragraph of a hit must have or must not have.
    pub words: WordFilter,
    /// Section that hits must be in.
    pub within: Option<Span>,
}

/// Rows of the list of hits, to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowsRequest {
    /// Stretches in which their hits start, each with the number of hits before it.
    pub stretches: Vec<(u64, Span)>,
    /// Indices of the rows.
    pub range: Range<u64>,
    /// Filter of the list; indices count the hits that pass it.
    pub filter: HitFilter,
}

impl HitFilter {
    /// Returns whether every hit passes.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.within.is_none()
    }

    /// Returns the hits of a stretch that pass, ascending. Breaks when `check` does.
    fn hits_in(
        &self,
        doc: &dyn Document,
        query: &Query,
        stretch: &Span,
        check: &dyn Fn() -> ControlFlow<()>,
    ) -> ControlFlow<(), Vec<Span>> {
        let is_apart = |within: &Span| stretch.end <= within.start || within.end <= stretch.start;
        if self.within.as_ref().is_some_and(is_apart) {
            return ControlFlow::Continue(Vec::new());
        }
        let mut hits = hits_in(doc, query, stretch, check)?;
        if let Some(within) = &self.within {
            hits.retain(|hit| within.contains(&hit.start));
        }
        if self.words.is_empty() {
            return ControlFlow::Continue(hits);
        }
        let lang = doc.lang();
        let mut last: Option<(Pos, bool)> = None;
        let mut kept = Vec::new();
        for hit in hits {
            let block = hit.start.block_start();
            let passes = match last {
                Some((before, passes)) if before == block => passes,
                _ => {
                    check()?;
                    self.words.matches(&doc.block_at(block).text, lang)
                }
            };
            last = Some((block, passes));
            if passes {
                kept.push(hit);
            }
        }
        ControlFlow::Continue(kept)
    }

    /// Counts the hits that pass, stretch by stretch. Breaks when `emit` or `check` does.
    pub fn count_hits(
        &self,
        doc: &dyn Document,
        query: &Query,
        check: Check<'_>,
        emit: EmitStretch<'_>,
    ) -> ControlFlow<()> {
        let count = |stretch: &Span| {
            let hits = self.hits_in(doc, query, stretch, check)?;
            check()?;
            let ends = hits.first().cloned().zip(hits.last().cloned());
            ControlFlow::Continue(ends.map(|(first, last)| StretchCount {
                span: stretch.clone(),
                count: hits.len() as u64,
                first,
                last,
            }))
        };
        count_stretches(doc, worker_count(), &count, emit)
    }
}

impl RowsRequest {
    /// Reads the rows, each with its index. Breaks when `check` does.
    pub fn read(
        &self,
        doc: &dyn Document,
        query: &Query,
        check: &dyn Fn() -> ControlFlow<()>,
    ) -> ControlFlow<(), Vec<(u64, HitRow)>> {
        let mut rows = Vec::new();
        for (before, stretch) in &self.stretches {
            let hits = self.filter.hits_in(doc, query, stretch, check)?;
            for (index, hit) in (*before..).zip(hits) {
                if self.range.contains(&index) {
                    check()?;
                    rows.push((index, read_row(doc, hit)));
                }
            }
        }
        ControlFlow::Continue(rows)
    }
}

fn read_row(doc: &dyn Document, hit: Span) -> HitRow {
    HitRow {
        context: HitContext::read(doc, &hit, ROW_CONTEXT),
        percent: doc.fraction(hit.start).whole_percent(),
        span: hit,
    }
}

#[cfg(test)]
mod tests;
