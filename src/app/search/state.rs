//! The state of the search: its query, its hits, and the move that waits for them.

use crate::app::job::JobId;
use crate::app::reading::motion::Direction;
use crate::doc::{Outline, Pos, Span};
use crate::layout::PageRow;
use crate::search::{Hits, Query, Tally, ruby_text};
use crate::ui::page::PageHit;
use crate::ui::theme::Role;
use std::ops::Range;

/// State of the search.
#[derive(Clone, Debug, Default)]
pub struct SearchState {
    /// The search under way, if there is one.
    pub active: Option<ActiveSearch>,
    /// Earlier searches, oldest first.
    pub history: Vec<String>,
}

/// A search and its hits.
#[derive(Clone, Debug)]
pub struct ActiveSearch {
    /// What is looked for.
    pub query: Query,
    /// Where the reader was when it began: Esc returns there.
    pub origin: Pos,
    /// What was found.
    pub hits: Hits,
    /// The hit the reader stands on.
    pub current_hit: Option<Span>,
    /// A move that waits for hits that are not there yet.
    pub pending_move: Option<(Direction, Pos)>,
    /// The job whose finds belong here.
    pub job: JobId,
}

/// Where a move among the hits leads.
#[derive(Clone, Debug, PartialEq)]
pub enum HitMove {
    /// To this hit.
    To(Span),
    /// To this hit, past the end of the text and round.
    Wrapped(Span),
    /// Not known yet.
    Pending,
    /// To one of the many hits that were counted but not kept.
    NotStored,
    /// Nowhere: there are no hits.
    None,
}

impl ActiveSearch {
    /// A search that begins at `from`, found by `job`.
    pub fn new(query: Query, origin: Pos, from: Pos, job: JobId) -> Self {
        Self {
            query,
            origin,
            hits: Hits::new(from),
            current_hit: None,
            pending_move: Some((Direction::Next, from)),
            job,
        }
    }

    /// The hits on a page of rows that shows the stretch `visible`, the one the reader stands on first.
    pub fn page_hits(&self, page: &[PageRow], visible: &Span) -> Vec<PageHit> {
        let blocks = || {
            let blocks = page.chunk_by(|row, next| row.id.block == next.id.block);
            blocks.filter_map(<[PageRow]>::first)
        };
        let others: Vec<Span> = if self.hits.is_known_within(visible) {
            self.hits.overlapping(visible).cloned().collect()
        } else {
            blocks().flat_map(|row| self.block_hits(row)).collect()
        };
        let current = self.current_hit.iter().map(|span| (span, Role::Current));
        let others = others.iter().map(|span| (span, Role::Match));
        let others = others.filter(|(span, _)| Some(*span) != self.current_hit.as_ref());
        let hit = |(span, role): (&Span, Role)| {
            let block = blocks().find(|row| row.id.block == span.start.block_start());
            PageHit {
                spans: block
                    .map_or_else(|| vec![span.clone()], |row| self.visible_ranges(row, span)),
                role,
            }
        };
        current.chain(others).map(hit).collect()
    }

    /// The hits in the block of a row.
    fn block_hits(&self, row: &PageRow) -> Vec<Span> {
        let text = row.block.prepared.text();
        let hits = ruby_text::hits(&self.query, text, &row.block.marks);
        let span = |hit: Range<u32>| row.id.block.at(hit.start)..row.id.block.at(hit.end);
        hits.into_iter().map(span).collect()
    }

    /// What of a hit that begins in the block of a row is the query.
    fn visible_ranges(&self, row: &PageRow, span: &Span) -> Vec<Span> {
        let block = row.id.block;
        if span.end.block_start() != block {
            return vec![span.clone()];
        }
        let text = row.block.prepared.text();
        let range = span.start.within..span.end.within;
        let pieces = ruby_text::visible_ranges(&self.query, text, &row.block.marks, &range);
        let piece = |piece: Range<u32>| block.at(piece.start)..block.at(piece.end);
        pieces.into_iter().map(piece).collect()
    }

    /// Where the next hit after (or before) `from` is. A hit at `from` itself counts going on.
    pub fn hit_move(&self, toward: Direction, from: Pos) -> HitMove {
        let (near, is_kept) = match toward {
            Direction::Next => (
                self.hits.first_at_or_after(from),
                self.hits.is_known_after(from),
            ),
            Direction::Prev => (self.hits.last_before(from), self.hits.is_known_before(from)),
        };
        if !is_kept {
            return HitMove::NotStored;
        }
        match (near, self.hits.is_complete()) {
            (Some(span), _) if self.is_nearest(toward, from, span) => HitMove::To(span.clone()),
            (_, false) => HitMove::Pending,
            (Some(span), true) => HitMove::To(span.clone()),
            (None, true) => match (self.hits.first_and_last(), toward) {
                (None, _) => HitMove::None,
                (Some((first, _)), Direction::Next) => HitMove::Wrapped(first.clone()),
                (Some((_, last)), Direction::Prev) => HitMove::Wrapped(last.clone()),
            },
        }
    }

    /// Whether no hit that is still to be found can be nearer. Hits are found from the search's
    /// beginning on, so going on within them is sure, and so is going back to one of them.
    fn is_nearest(&self, toward: Direction, from: Pos, span: &Span) -> bool {
        let begun = self.hits.origin();
        match toward {
            Direction::Next => from >= begun || span.start < begun,
            Direction::Prev => span.start >= begun,
        }
    }

    /// `3/17`, `17+` while the search goes on.
    pub fn tally_text(&self) -> String {
        let total = match self.hits.tally() {
            Tally::Exactly(n) => n.to_string(),
            Tally::AtLeast(n) => format!("{n}+"),
        };
        let number = self
            .current_hit
            .as_ref()
            .and_then(|span| self.hits.ordinal(span.start));
        match number {
            Some(number) => format!("{number}/{total}"),
            None => total,
        }
    }

    /// Hits in the section of a heading: those of its own text, up to the next heading; with
    /// `folded` up to the next heading that is not below it.
    pub fn count_in_section(
        &self,
        outline: &Outline,
        index: usize,
        extent: SectionExtent,
    ) -> usize {
        let Some(heading) = outline.headings.get(index) else {
            return 0;
        };
        let end = outline
            .headings
            .iter()
            .skip(index + 1)
            .find(|next| extent == SectionExtent::Own || next.level <= heading.level)
            .map_or(Pos::new(u32::MAX, u64::MAX), |next| next.pos);
        let span = heading.pos.block_start()..end;
        if self.hits.is_known_within(&span) {
            self.hits.count_in(&span)
        } else {
            0
        }
    }
}

/// How far a section reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionExtent {
    /// To the next heading.
    Own,
    /// To the next heading that is not below it.
    WithSubsections,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn past_the_hits_that_were_kept_nothing_is_claimed() {
        let query = Query::parse("的").expect("a query");
        let mut finding = ActiveSearch::new(query, Pos::default(), Pos::default(), JobId(1));
        let hit = |at: u64| Pos::new(0, at)..Pos::new(0, at).at(3);
        finding.hits.extend((0..50_000).map(hit).collect());
        finding.hits.wrap();
        finding.hits.finish();
        let seek = |toward, at| finding.hit_move(toward, Pos::new(0, at));
        assert_eq!(seek(Direction::Next, 7), HitMove::To(hit(7)));
        assert_eq!(seek(Direction::Prev, 7), HitMove::To(hit(6)));
        assert_eq!(seek(Direction::Next, 49_000), HitMove::NotStored);
        assert_eq!(seek(Direction::Prev, 49_000), HitMove::NotStored);
        assert_eq!(seek(Direction::Prev, 0), HitMove::NotStored);
    }
}
