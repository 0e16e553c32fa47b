//! Hits on the page: of the search, and of the marked words.

use super::state::SearchState;
use crate::doc::{Document, Span};
use crate::layout::PageRow;
use crate::search::scan::block_hits;
use crate::search::{Query, ruby_text};
use crate::ui::page::PageHit;
use crate::ui::theme::Role;
use std::ops::Range;

/// Returns the hits on a page of rows: the current one, those of the search, those of the marked words. Of overlapping
/// hits the first is drawn.
pub fn page_hits(search: &SearchState, doc: &dyn Document, page: &[PageRow]) -> Vec<PageHit> {
    let mut hits = Vec::new();
    if let Some(active) = &search.active {
        let current = active.current_hit.as_ref().map(|hit| &hit.span);
        if let Some(current) = current {
            hits.push(visible_hit(
                &active.query,
                doc,
                page,
                current,
                Role::Current,
            ));
        }
        let others = query_spans(&active.query, doc, page);
        let others = others.iter().filter(|span| Some(*span) != current);
        hits.extend(others.map(|span| visible_hit(&active.query, doc, page, span, Role::Match)));
    }
    for (look, query) in (0..).zip(&search.marked) {
        let spans = query_spans(query, doc, page);
        let role = Role::Highlight(look);
        hits.extend(
            spans
                .iter()
                .map(|span| visible_hit(query, doc, page, span, role)),
        );
    }
    hits
}

/// Returns the rows that begin the blocks of a page.
fn blocks(page: &[PageRow]) -> impl Iterator<Item = &PageRow> {
    let blocks = page.chunk_by(|row, next| row.id.block == next.id.block);
    blocks.filter_map(<[PageRow]>::first)
}

/// Returns the hits of a query in the blocks of a page.
fn query_spans(query: &Query, doc: &dyn Document, page: &[PageRow]) -> Vec<Span> {
    let lang = doc.lang();
    let hits = |row: &PageRow| {
        let block = (row.id.block, row.block.prepared.text(), &*row.block.marks);
        block_hits(doc, query, lang, block)
    };
    blocks(page).flat_map(hits).collect()
}

/// Returns a hit as the page draws it: without the readings and note signs within it.
fn visible_hit(
    query: &Query,
    doc: &dyn Document,
    page: &[PageRow],
    span: &Span,
    role: Role,
) -> PageHit {
    let block = blocks(page).find(|row| row.id.block == span.start.block_start());
    let visible = |row: &PageRow| {
        if span.end.block_start() != row.id.block {
            return vec![span.clone()];
        }
        let text = row.block.prepared.text();
        let range = span.start.within..span.end.within;
        let marks = &row.block.marks;
        let pieces = ruby_text::visible_ranges(query, doc.lang(), text, marks, &range);
        let block = row.id.block;
        let piece = |piece: Range<u32>| block.at(piece.start)..block.at(piece.end);
        pieces.into_iter().map(piece).collect()
    };
    PageHit {
        spans: block.map_or_else(|| vec![span.clone()], visible),
        role,
    }
}
