//! Hits of a query: sorted, found from an origin onward, limited in number.

use crate::doc::{Pos, Span};
use std::ops::Range;

/// Maximum number of stored hits; further ones are only counted. A common character has millions of hits in a
/// large book.
const MAX_STORED_HITS: usize = 20_000;

/// Number of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tally {
    /// Lower bound: the search is running.
    AtLeast(usize),
    /// Number of all hits.
    Exactly(usize),
}

/// Hits of one search, which runs from the origin to the end of the text and then from its start to the origin.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    /// Hits from the start of the text to the origin, as far as found.
    before: Vec<Span>,
    /// Hits from the origin on, as far as found.
    after: Vec<Span>,
    origin: Pos,
    found_count: usize,
    wrapped: bool,
    complete: bool,
}

impl Hits {
    /// Creates an empty result of a search from `origin`.
    pub fn new(origin: Pos) -> Self {
        Self {
            origin,
            ..Self::default()
        }
    }

    /// Adds hits in the order in which they were found.
    pub fn extend(&mut self, batch: Vec<Span>) {
        self.found_count += batch.len();
        for span in batch {
            if span.start >= self.origin && !self.wrapped {
                if self.after.len() < MAX_STORED_HITS {
                    self.after.push(span);
                }
            } else {
                self.wrapped = true;
                if self.before.len() < MAX_STORED_HITS {
                    self.before.push(span);
                }
            }
        }
    }

    /// Records that the search passed the end of the text and continues at its start.
    pub fn wrap(&mut self) {
        self.wrapped = true;
    }

    /// Records that the whole text was searched.
    pub fn finish(&mut self) {
        self.complete = true;
    }

    /// Returns the start of the search.
    pub fn origin(&self) -> Pos {
        self.origin
    }

    /// Returns whether the search has continued at the start of the text.
    pub fn is_wrapped(&self) -> bool {
        self.wrapped
    }

    /// Returns whether the whole text was searched.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// Returns whether some hits were counted but not stored.
    pub fn is_capped(&self) -> bool {
        self.found_count > self.before.len() + self.after.len()
    }

    /// Iterates over the ranges in which stored hits may be missing: from the last stored hit to the origin or
    /// to the end of the text. Each range starts at a stored hit.
    fn gaps(&self) -> impl Iterator<Item = Range<Pos>> {
        let end = Pos::new(u32::MAX, u64::MAX);
        let gap = |kept: &[Span], end: Pos| match kept.last() {
            Some(last) if kept.len() == MAX_STORED_HITS => Some(last.start..end),
            _ => None,
        };
        let before = gap(&self.before, self.origin);
        before.into_iter().chain(gap(&self.after, end))
    }

    /// Returns whether the first hit at or after `pos` is stored, if it was found.
    pub fn is_known_after(&self, pos: Pos) -> bool {
        self.gaps().all(|gap| pos <= gap.start || pos >= gap.end)
    }

    /// Returns whether the last hit before `pos` is stored, if it was found.
    pub fn is_known_before(&self, pos: Pos) -> bool {
        let near = self.last_before(pos).map(|span| span.start);
        self.gaps().all(|gap| match near {
            Some(near) => pos <= gap.start || near >= gap.end,
            // Before the first hit comes the last one of the text.
            None => gap.end < Pos::new(u32::MAX, u64::MAX) && !self.after.is_empty(),
        })
    }

    /// Returns whether all hits found in `span` are stored.
    pub fn is_known_within(&self, span: &Span) -> bool {
        self.gaps()
            .all(|gap| span.end <= gap.start || span.start >= gap.end)
    }

    /// Returns the number of hits.
    pub fn tally(&self) -> Tally {
        if self.complete {
            Tally::Exactly(self.found_count)
        } else {
            Tally::AtLeast(self.found_count)
        }
    }

    /// Iterates over the stored hits in the order of the text.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Span> {
        self.before.iter().chain(&self.after)
    }

    fn len(&self) -> usize {
        self.before.len() + self.after.len()
    }

    fn get(&self, index: usize) -> Option<&Span> {
        self.before
            .get(index)
            .or_else(|| self.after.get(index.checked_sub(self.before.len())?))
    }

    /// Returns the index of the first stored hit that starts at or after `pos`.
    fn lower_bound(&self, pos: Pos) -> usize {
        let in_before = self.before.partition_point(|span| span.start < pos);
        if in_before < self.before.len() {
            return in_before;
        }
        in_before + self.after.partition_point(|span| span.start < pos)
    }

    /// Returns the first stored hit at or after `pos`.
    pub fn first_at_or_after(&self, pos: Pos) -> Option<&Span> {
        self.get(self.lower_bound(pos))
    }

    /// Returns the last stored hit before `pos`.
    pub fn last_before(&self, pos: Pos) -> Option<&Span> {
        self.get(self.lower_bound(pos).checked_sub(1)?)
    }

    /// Returns the first and the last stored hit, the targets of wrapping around.
    pub fn first_and_last(&self) -> Option<(&Span, &Span)> {
        Some((self.get(0)?, self.get(self.len().checked_sub(1)?)?))
    }

    /// Returns the number, from 1, of the hit that starts at `pos`; `None` without such a hit, before the
    /// search is complete, or if some hits were not stored.
    pub fn ordinal(&self, pos: Pos) -> Option<usize> {
        let index = self.lower_bound(pos);
        let exact = self.get(index).is_some_and(|span| span.start == pos);
        (exact && self.complete && !self.is_capped()).then_some(index + 1)
    }

    /// Iterates over the stored hits that overlap `span`.
    pub fn overlapping(&self, span: &Span) -> impl Iterator<Item = &Span> {
        let first = self.lower_bound(span.start).saturating_sub(1);
        let end = span.end;
        let start = span.start;
        (first..)
            .map_while(|index| self.get(index))
            .take_while(move |hit| hit.start < end)
            .filter(move |hit| hit.end > start)
    }

    /// Returns the number of stored hits that start in `span`.
    pub fn count_in(&self, span: &Span) -> usize {
        self.lower_bound(span.end) - self.lower_bound(span.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(at: u64) -> Span {
        Pos::new(0, at)..Pos::new(0, at).at(3)
    }

    #[test]
    fn hits_found_from_the_middle_are_in_the_order_of_the_text() {
        let mut hits = Hits::new(Pos::new(0, 50));
        hits.extend(vec![hit(60), hit(90)]);
        assert_eq!(hits.tally(), Tally::AtLeast(2));
        assert_eq!(
            hits.ordinal(Pos::new(0, 60)),
            None,
            "not known before the whole text was seen"
        );
        hits.wrap();
        hits.extend(vec![hit(10), hit(40)]);
        hits.finish();
        let starts: Vec<u64> = hits.iter().map(|span| span.start.block.0).collect();
        assert_eq!(starts, [10, 40, 60, 90]);
        assert_eq!(hits.tally(), Tally::Exactly(4));
        assert_eq!(hits.ordinal(Pos::new(0, 60)), Some(3));
        assert_eq!(hits.first_at_or_after(Pos::new(0, 41)), Some(&hit(60)));
        assert_eq!(hits.last_before(Pos::new(0, 10)), None);
        assert_eq!(hits.last_before(Pos::new(0, 95)), Some(&hit(90)));
        assert_eq!(hits.count_in(&(Pos::new(0, 40)..Pos::new(0, 90))), 2);
        assert_eq!(
            hits.overlapping(&(Pos::new(0, 10).at(1)..Pos::new(0, 41)))
                .count(),
            2
        );
    }

    #[test]
    fn too_many_hits_are_counted_and_not_kept() {
        let mut hits = Hits::new(Pos::default());
        hits.extend((0..MAX_STORED_HITS as u64 + 5).map(hit).collect());
        hits.finish();
        assert!(hits.is_capped());
        assert_eq!(hits.tally(), Tally::Exactly(MAX_STORED_HITS + 5));
        assert_eq!(hits.ordinal(Pos::new(0, 1)), None);
    }

    #[test]
    fn what_was_not_kept_is_not_known() {
        let cap = MAX_STORED_HITS as u64;
        let mut hits = Hits::new(Pos::new(0, 2 * cap));
        hits.extend((2 * cap..3 * cap + 5).map(hit).collect());
        hits.wrap();
        hits.extend((0..cap + 5).map(hit).collect());
        hits.finish();
        for (at, before, after) in [
            (0, false, true),
            (1, true, true),
            (cap - 1, true, true),
            (cap, false, false),
            (2 * cap, false, true),
            (2 * cap + 1, true, true),
            (3 * cap - 1, true, true),
            (3 * cap, false, false),
        ] {
            let pos = Pos::new(0, at);
            let known = (hits.is_known_before(pos), hits.is_known_after(pos));
            assert_eq!(known, (before, after), "{at}");
        }
        let span = |from, to| Pos::new(0, from)..Pos::new(0, to);
        assert!(
            hits.is_known_within(&span(3, cap - 1))
                && hits.is_known_within(&span(2 * cap, 3 * cap - 1))
        );
        assert!(!hits.is_known_within(&span(3, 2 * cap + 3)));
    }
}
