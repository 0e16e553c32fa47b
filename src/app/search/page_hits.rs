//! Hits on the page: of the search, and of the marked words.

use super::state::SearchState;
use crate::doc::{Document, Span};
use crate::layout::PageRow;
use crate::search::Query;
use crate::search::ruby_text::AnnotatedText;
use crate::search::scan::{BlockWords, block_hits};
use crate::ui::page::PageHit;
use crate::ui::theme::Role;
use std::ops::Range;

/// Returns the hits on a page of rows: the current one, those of the search, those of the marked words. Of overlapping
/// hits the first is drawn.
pub fn page_hits(search: &SearchState, doc: &dyn Document, page: &[PageRow]) -> Vec<PageHit> {
    let mut hits = Vec::new();
    if search.active.is_none() && search.marked.is_empty() {
        return hits;
    }
    let blocks: Vec<PageBlock<'_>> = page
        .chunk_by(|row, next| row.id.block == next.id.block)
        .filter_map(PageBlock::new)
        .collect();
    let mut push = |query: &Query, span: &Span, role: Role| {
        let block = blocks.iter().find(|block| block.holds(span));
        hits.push(PageHit {
            spans: block.map_or_else(|| vec![span.clone()], |block| block.parts(query, doc, span)),
            role,
        });
    };
    if let Some(active) = &search.active {
        let current = active.current_hit.as_ref().map(|hit| &hit.span);
        if let Some(current) = current {
            push(&active.query, current, Role::Current);
        }
        let others = query_spans(&active.query, doc, &blocks).into_iter();
        for span in others.filter(|span| Some(span) != current) {
            push(&active.query, &span, Role::Match);
        }
    }
    for (look, query) in (0..).zip(&search.marked) {
        for span in query_spans(query, doc, &blocks) {
            push(query, &span, Role::Highlight(look));
        }
    }
    hits
}

/// The rows of one block on a page.
struct PageBlock<'p> {
    first: &'p PageRow,
    /// Bytes of the block's text in these rows.
    shown: Range<u32>,
    text: AnnotatedText,
}

impl<'p> PageBlock<'p> {
    fn new(rows: &'p [PageRow]) -> Option<Self> {
        let first = rows.first()?;
        let mut lines = rows.iter().filter_map(PageRow::line);
        let start = lines.next().map_or(0..0, |line| line.bytes.clone());
        let end = lines.next_back().map_or(start.end, |line| line.bytes.end);
        Some(Self {
            first,
            shown: start.start..end,
            text: AnnotatedText::new(first.block.prepared.text(), &first.block.marks),
        })
    }

    fn holds(&self, span: &Span) -> bool {
        self.first.id.block == span.start.block_start()
    }

    /// Returns a hit in the block as the page draws it: without the readings and note signs within it.
    fn parts(&self, query: &Query, doc: &dyn Document, span: &Span) -> Vec<Span> {
        let block = self.first.id.block;
        if span.end.block_start() != block {
            return vec![span.clone()];
        }
        let range = span.start.within..span.end.within;
        let parts = self.text.visible_ranges(query, doc.lang(), &range);
        let place = |part: Range<u32>| block.at(part.start)..block.at(part.end);
        parts.into_iter().map(place).collect()
    }
}

/// Returns the hits of a query in the rows of blocks.
fn query_spans(query: &Query, doc: &dyn Document, blocks: &[PageBlock<'_>]) -> Vec<Span> {
    let lang = doc.lang();
    let hits = |block: &PageBlock<'_>| {
        let row = block.first;
        let words = BlockWords {
            pos: row.id.block,
            kind: &row.block.kind,
            text: row.block.prepared.text(),
            marks: &row.block.marks,
        };
        let mut found = block_hits(doc, query, lang, words);
        let shown = &block.shown;
        found.retain(|hit| hit.start.within < shown.end && hit.end.within > shown.start);
        found
    };
    blocks.iter().flat_map(hits).collect()
}
