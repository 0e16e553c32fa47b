//! Work of a search on a thread, and its answers.

use crate::doc::{Document, Pos, Span};
use crate::search::Query;
use crate::search::scan::{HitStep, StretchCount, hits_in, step_hits};
use crate::search::tally::{count_hits, counts_within};
use std::cell::{Cell, RefCell};
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
}

impl SearchTask {
    /// Does the work. Breaks when `check` or `answer` does.
    pub fn run(
        self,
        doc: &dyn Document,
        query: &Query,
        check: &dyn Fn() -> ControlFlow<()>,
        answer: &dyn Fn(SearchAnswer) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        match self {
            Self::Count => {
                count(doc, query, check, answer)?;
                answer(SearchAnswer::AllCounted)
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

/// Counts all hits; the first ones are wanted at once.
fn count(
    doc: &dyn Document,
    query: &Query,
    check: &dyn Fn() -> ControlFlow<()>,
    answer: &dyn Fn(SearchAnswer) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let batch = RefCell::new(Vec::new());
    let last_answer: Cell<Option<Instant>> = Cell::new(None);
    let is_due = || {
        let is_recent = |last: Instant| last.elapsed() < MIN_ANSWER_PAUSE;
        !last_answer.get().is_some_and(is_recent)
    };
    let counted_to = Cell::new(Pos::default());
    count_hits(doc, query, check, &mut |count, end| {
        batch.borrow_mut().extend(count);
        counted_to.set(end);
        if batch.borrow().is_empty() || !is_due() {
            return ControlFlow::Continue(());
        }
        last_answer.set(Some(Instant::now()));
        answer(SearchAnswer::Counted(batch.take(), end))
    })?;
    answer(SearchAnswer::Counted(batch.take(), counted_to.get()))
}
