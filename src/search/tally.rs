//! Counts of hits by stretches of the text. Where a hit within a stretch is asked for, the stretch is read again: its
//! hits are handed in by whoever reads it, and those of the last few stretches are kept.

use super::many;
use super::query::Query;
use super::scan::{StretchCount, count_in, hits_in, stretch_at, stretches_of_section};
use crate::doc::{Document, Pos, Span};
use std::collections::{HashMap, VecDeque};
use std::ops::{ControlFlow, Range};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Stretches whose hits are kept.
const MAX_KEPT_STRETCH_COUNT: usize = 8;
/// Hits of all stretches but one that are kept; 32 bytes each.
const MAX_KEPT_HITS: usize = 200_000;

/// Answer of a tally.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup<T> {
    /// The answer.
    Known(T),
    /// The hits of this stretch must be read first.
    Unread(Span),
    /// The hits there are not counted yet.
    Uncounted,
}

impl<T> Lookup<T> {
    /// Returns the answer, if it is known.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(answer) => Some(answer),
            Self::Unread(_) | Self::Uncounted => None,
        }
    }

    fn map<U>(self, f: impl FnOnce(T) -> U) -> Lookup<U> {
        match self {
            Self::Known(answer) => Lookup::Known(f(answer)),
            Self::Unread(stretch) => Lookup::Unread(stretch),
            Self::Uncounted => Lookup::Uncounted,
        }
    }
}

/// Number of the hits of a query in a document, by stretches; all of it once it is complete.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Stretches with hits, ascending, each with the number of hits before it.
    stretches: Vec<(u64, StretchCount)>,
    /// Place up to which hits are counted.
    counted_to: Pos,
    is_complete: bool,
    /// Stretches that were read last, the newest first.
    kept: VecDeque<(Span, Arc<[Span]>)>,
    /// Hits before a place and in the stretch that it is in.
    counts_within: HashMap<Pos, u64>,
}

impl Tally {
    /// Adds the hits of stretches that follow those before, up to `counted_to`.
    pub fn add(&mut self, stretches: Vec<StretchCount>, counted_to: Pos) {
        for stretch in stretches {
            self.stretches.push((self.count(), stretch));
        }
        self.counted_to = counted_to;
    }

    /// Takes note that all hits are counted.
    pub fn complete(&mut self) {
        self.is_complete = true;
    }

    /// Returns the place up to which hits are counted.
    pub fn counted_to(&self) -> Pos {
        self.counted_to
    }

    /// Returns whether all hits are counted.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Returns the number of hits counted.
    pub fn count(&self) -> u64 {
        let last = self.stretches.last();
        last.map_or(0, |(before, stretch)| before + stretch.count)
    }

    /// Keeps the hits of a stretch that was read.
    pub fn keep(&mut self, stretch: Span, hits: Vec<Span>) {
        self.kept.retain(|(kept, _)| *kept != stretch);
        self.kept.push_front((stretch, hits.into()));
        self.kept.truncate(MAX_KEPT_STRETCH_COUNT);
        let mut count = 0;
        let mut is_first = true;
        self.kept.retain(|(_, hits)| {
            count += hits.len();
            std::mem::take(&mut is_first) || count <= MAX_KEPT_HITS
        });
    }

    /// Keeps numbers of hits before places and in the stretches that they are in.
    pub fn keep_counts(&mut self, counts: Vec<(Pos, u64)>) {
        self.counts_within.extend(counts);
    }

    /// Returns the number of hits that start before `pos`.
    pub fn count_before(&self, pos: Pos) -> Lookup<u64> {
        if !self.is_complete && pos > self.counted_to {
            return Lookup::Uncounted;
        }
        let index = self
            .stretches
            .partition_point(|(_, stretch)| stretch.last.start < pos);
        let Some((before, stretch)) = self.stretches.get(index) else {
            return Lookup::Known(self.count());
        };
        if pos <= stretch.first.start {
            return Lookup::Known(*before);
        }
        if pos == stretch.last.start {
            return Lookup::Known(before + stretch.count - 1);
        }
        if let Some(within) = self.counts_within.get(&pos) {
            return Lookup::Known(before + within);
        }
        self.read(stretch)
            .map(|hits| before + hits.partition_point(|hit| hit.start < pos) as u64)
    }

    /// Returns the hit at `index` among all, from 0; `None` if all are counted and there are fewer.
    pub fn kth(&self, index: u64) -> Lookup<Option<Span>> {
        let at = self
            .stretches
            .partition_point(|(before, stretch)| before + stretch.count <= index);
        let Some((before, stretch)) = self.stretches.get(at) else {
            return if self.is_complete {
                Lookup::Known(None)
            } else {
                Lookup::Uncounted
            };
        };
        let within = index - before;
        if within == 0 {
            Lookup::Known(Some(stretch.first.clone()))
        } else if within + 1 == stretch.count {
            Lookup::Known(Some(stretch.last.clone()))
        } else {
            // A text that has changed may have fewer.
            self.read(stretch)
                .map(|hits| hits.get(within as usize).or(hits.last()).cloned())
        }
    }

    /// Returns the stretches in which the hits of these indices start, each with the number of hits before it.
    pub fn stretches_of(&self, range: &Range<u64>) -> Vec<(u64, Span)> {
        let first = self
            .stretches
            .partition_point(|(before, stretch)| before + stretch.count <= range.start);
        let from_first = self.stretches.iter().skip(first);
        let inside = from_first.take_while(|(before, _)| *before < range.end);
        inside
            .map(|(before, stretch)| (*before, stretch.span.clone()))
            .collect()
    }

    /// Returns the first hit at or after `pos`; `None` without one up to the end.
    pub fn at_or_after(&self, pos: Pos) -> Lookup<Option<Span>> {
        match self.count_before(pos) {
            Lookup::Known(count) => self.kth(count),
            Lookup::Unread(stretch) => Lookup::Unread(stretch),
            Lookup::Uncounted => Lookup::Uncounted,
        }
    }

    /// Returns the last hit before `pos`; `None` without one from the beginning on.
    pub fn before(&self, pos: Pos) -> Lookup<Option<Span>> {
        match self.count_before(pos) {
            Lookup::Known(0) => Lookup::Known(None),
            Lookup::Known(count) => self.kth(count - 1),
            Lookup::Unread(stretch) => Lookup::Unread(stretch),
            Lookup::Uncounted => Lookup::Uncounted,
        }
    }

    /// Returns the number of a hit among all, from 1.
    pub fn ordinal(&self, hit: &Span) -> Lookup<u64> {
        if !self.is_complete && hit.start >= self.counted_to {
            return Lookup::Uncounted;
        }
        self.count_before(hit.start).map(|before| before + 1)
    }

    fn read(&self, stretch: &StretchCount) -> Lookup<&[Span]> {
        let kept = self.kept.iter().find(|(span, _)| *span == stretch.span);
        match kept {
            Some((_, hits)) => Lookup::Known(hits),
            None => Lookup::Unread(stretch.span.clone()),
        }
    }
}

/// Counts all hits of a document on `workers` threads, stretch by stretch from its beginning on. Each step is a stretch
/// with its hits, if it has any, and its end. Breaks when `emit` or `check` does.
pub fn count_hits(
    doc: &dyn Document,
    query: &Query,
    workers: usize,
    check: Check<'_>,
    emit: EmitStretch<'_>,
) -> ControlFlow<()> {
    let count = |stretch: &Span| count_in(doc, query, stretch, check);
    count_stretches(doc, workers, &count, emit)
}

/// Question whether to go on, asked by several threads.
pub type Check<'c> = &'c (dyn Fn() -> ControlFlow<()> + Sync);

/// Count of the hits in a stretch; `None` without hits.
pub type CountStretch<'c> = &'c (dyn Fn(&Span) -> ControlFlow<(), Option<StretchCount>> + Sync);

/// Receiver of a stretch with its hits, if it has any, and its end.
pub type EmitStretch<'e> = &'e mut dyn FnMut(Option<StretchCount>, Pos) -> ControlFlow<()>;

/// Counts stretch by stretch from the beginning of a document on, several sections at a time, or several stretches of the
/// only section. Each step is the count of a stretch, and its end, in the order of the text. Breaks when `emit` or `count`
/// does.
pub fn count_stretches(
    doc: &dyn Document,
    workers: usize,
    count: CountStretch<'_>,
    emit: EmitStretch<'_>,
) -> ControlFlow<()> {
    let is_stopped = AtomicBool::new(false);
    let count = |stretch: Span, send: SendCount<'_>| {
        let counted = || send((count(&stretch)?, stretch.end));
        let flow = counted();
        if flow.is_break() {
            is_stopped.store(true, Ordering::Relaxed);
        }
        flow
    };
    let mut take = |_, (count, end)| emit(count, end);
    let goes_on = || !is_stopped.load(Ordering::Relaxed);
    let first = doc.first().section;
    if doc.has_several_sections() {
        let sections = std::iter::successors(Some(first), |section| doc.next_section(*section));
        let work = |section: u32, send: SendCount<'_>| {
            let _ = stretches_of_section(doc, section).try_for_each(|stretch| count(stretch, send));
        };
        many::in_order(
            sections.take_while(|_| goes_on()),
            workers,
            &work,
            &mut take,
        )?;
    } else {
        let stretches = stretches_of_section(doc, first);
        let work = |stretch: Span, send: SendCount<'_>| {
            let _ = count(stretch, send);
        };
        many::in_order(
            stretches.take_while(|_| goes_on()),
            workers,
            &work,
            &mut take,
        )?;
    }
    if is_stopped.into_inner() {
        return ControlFlow::Break(());
    }
    ControlFlow::Continue(())
}

/// Receiver of counted stretches within a worker.
type SendCount<'s> = &'s dyn Fn(CountedStretch) -> ControlFlow<()>;

/// Hits of a stretch, if it has any, and its end.
type CountedStretch = (Option<StretchCount>, Pos);

/// Returns for each place the number of hits that start before it in the stretch that it is in. Breaks when `check` does.
pub fn counts_within(
    doc: &dyn Document,
    query: &Query,
    mut places: Vec<Pos>,
    check: &dyn Fn() -> ControlFlow<()>,
) -> ControlFlow<(), Vec<(Pos, u64)>> {
    places.sort_unstable();
    let mut counts = Vec::with_capacity(places.len());
    let mut read: Option<(Span, Vec<Span>)> = None;
    for pos in places {
        let known = read.take().filter(|(stretch, _)| stretch.contains(&pos));
        let (stretch, hits) = match known {
            Some(known) => known,
            None => {
                let stretch = stretch_at(doc, pos);
                let hits = hits_in(doc, query, &stretch, check)?;
                (stretch, hits)
            }
        };
        let count = hits.partition_point(|hit| hit.start < pos);
        counts.push((pos, count as u64));
        read = Some((stretch, hits));
    }
    ControlFlow::Continue(counts)
}

#[cfg(test)]
mod tests;
