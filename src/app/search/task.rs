//! Work of a search on a thread, and its answers.

use super::hit_rows::{HitFilter, HitRow, RowsRequest};
use crate::doc::{Document, Pos, Span};
use crate::search::Query;
use crate::search::many::worker_count;
use crate::search::scan::{HitStep, StretchCount, hits_in, step_hits};
use crate::search::tally::{Check, EmitStretch, count_hits, counts_within};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// Least time between two answers of one count.
const MIN_ANSWER_PAUSE: Duration = Duration::from_millis(20);

/// A question of a search to its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchTask {
    /// Counts all hits.
    Count,
    /// Finds the hit that is so many steps on from a place, at which one counts; or before it, if they are negative.
    Step {
        /// The place.
        from: Pos,
        /// The steps.
        steps: i64,
    },
    /// Reads the hits of a stretch.
    Hits(Span),
    /// Counts the hits before places, in the stretch that each is in.
    CountsWithin(Vec<Pos>),
    /// Counts the hits that pass a filter.
    CountFiltered(HitFilter),
    /// Reads rows of the list of hits.
    Rows(RowsRequest),
}

/// An answer of a [`SearchTask`].
#[derive(Clone, Debug)]
pub enum SearchAnswer {
    /// Stretches that follow those before, and the place up to which hits are counted.
    Counted(Vec<StretchCount>, Pos),
    /// All hits are counted.
    AllCounted,
    /// The hit that steps lead to; `None` if there are no hits.
    Step(Option<HitStep>),
    /// The hits of a stretch.
    Hits(Span, Vec<Span>),
    /// The numbers of hits before places, in the stretch that each is in.
    CountsWithin(Vec<(Pos, u64)>),
    /// Rows of the list of hits with their indices.
    Rows(Vec<(u64, HitRow)>),
}

impl SearchTask {
    /// Does the work to its end and returns all answers.
    #[cfg(test)]
    pub fn answers(self, doc: &dyn Document, query: &Query) -> Vec<SearchAnswer> {
        let answers = std::cell::RefCell::new(Vec::new());
        let go_on = || ControlFlow::Continue(());
        let done = self.run(doc, query, &go_on, &|answer| {
            answers.borrow_mut().push(answer);
            ControlFlow::Continue(())
        });
        assert!(done.is_continue(), "nothing stops it");
        answers.into_inner()
    }

    /// Does the work. Breaks when `check` or `answer` does.
    pub fn run(
        self,
        doc: &dyn Document,
        query: &Query,
        check: Check<'_>,
        answer: &dyn Fn(SearchAnswer) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        match self {
            Self::Count => {
                let count =
                    |emit: EmitStretch<'_>| count_hits(doc, query, worker_count(), check, emit);
                batch_counts(&count, answer)
            }
            Self::CountFiltered(filter) => {
                let count = |emit: EmitStretch<'_>| filter.count_hits(doc, query, check, emit);
                batch_counts(&count, answer)
            }
            Self::Rows(request) => {
                let rows = request.read(doc, query, check)?;
                answer(SearchAnswer::Rows(rows))
            }
            Self::Step { from, steps } => {
                let found = step_hits(doc, query, from, steps, check)?;
                answer(SearchAnswer::Step(found))
            }
            Self::Hits(stretch) => {
                let hits = hits_in(doc, query, &stretch, check)?;
                answer(SearchAnswer::Hits(stretch, hits))
            }
            Self::CountsWithin(places) => {
                let counts = counts_within(doc, query, places, check)?;
                answer(SearchAnswer::CountsWithin(counts))
            }
        }
    }
}

/// Hands out the stretches that `count` finds, several at a time but for the first, and that all are counted.
fn batch_counts(
    count: &dyn Fn(EmitStretch<'_>) -> ControlFlow<()>,
    answer: &dyn Fn(SearchAnswer) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut batch = Vec::new();
    let mut last_answer: Option<Instant> = None;
    let mut counted_to = Pos::default();
    count(&mut |count, end| {
        batch.extend(count);
        counted_to = end;
        let is_recent = last_answer.is_some_and(|last| last.elapsed() < MIN_ANSWER_PAUSE);
        if batch.is_empty() || is_recent {
            return ControlFlow::Continue(());
        }
        last_answer = Some(Instant::now());
        answer(SearchAnswer::Counted(std::mem::take(&mut batch), end))
    })?;
    answer(SearchAnswer::Counted(batch, counted_to))?;
    answer(SearchAnswer::AllCounted)
}
