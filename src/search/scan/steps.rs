//! Steps from a place to a hit, over the ends of the text where they lead there.

use super::{hits_in, next_stretch, stretch_at, stretch_before};
use crate::doc::{Document, Pos, Span};
use crate::search::query::Query;
use std::ops::ControlFlow;

/// Hit that steps lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitStep {
    /// The hit.
    pub span: Span,
    /// Whether the steps led over an end of the text.
    pub has_wrapped: bool,
}

/// Returns the hit that is `steps` hits on from `from`, at which one counts; or with negative steps as many hits before
/// it. `None` if the document has no hits. Breaks when `check` does.
pub fn step_hits(
    doc: &dyn Document,
    query: &Query,
    from: Pos,
    steps: i64,
    check: &dyn Fn() -> ControlFlow<()>,
) -> ControlFlow<(), Option<HitStep>> {
    let mut walk = StepWalk {
        doc,
        query,
        from,
        is_forward: steps > 0,
        check,
    };
    let steps = steps.unsigned_abs().max(1) as usize;
    let found = match walk.step(steps)? {
        Ok(found) => Some(found),
        Err(0) => None,
        // Round and round the same hits.
        Err(total) => {
            let found = walk.step((steps - 1) % total + 1)?.ok();
            found.map(|found| HitStep {
                has_wrapped: true,
                ..found
            })
        }
    };
    ControlFlow::Continue(found)
}

struct StepWalk<'a> {
    doc: &'a dyn Document,
    query: &'a Query,
    from: Pos,
    is_forward: bool,
    check: &'a dyn Fn() -> ControlFlow<()>,
}

impl StepWalk<'_> {
    /// Goes once through the text. Returns the number of all hits if there are fewer than `steps`.
    fn step(&mut self, steps: usize) -> ControlFlow<(), Result<HitStep, usize>> {
        let home = stretch_at(self.doc, self.from);
        let mut count = 0;
        let mut stretch = home.clone();
        let mut has_wrapped = false;
        loop {
            let mut hits = hits_in(self.doc, self.query, &stretch, self.check)?;
            if stretch == home {
                let is_ahead = |hit: &Span| (hit.start >= self.from) == self.is_forward;
                hits.retain(|hit| is_ahead(hit) != has_wrapped);
            }
            if !self.is_forward {
                hits.reverse();
            }
            if let Some(span) = hits.get(steps - 1 - count) {
                let span = span.clone();
                return ControlFlow::Continue(Ok(HitStep { span, has_wrapped }));
            }
            count += hits.len();
            let is_past = (stretch.start >= home.start) == self.is_forward || stretch == home;
            if has_wrapped && is_past {
                return ControlFlow::Continue(Err(count));
            }
            let (next, over_end) = self.next_stretch(&stretch);
            has_wrapped |= over_end;
            stretch = next;
            (self.check)()?;
        }
    }

    /// Returns the stretch that is next, and whether it is beyond an end of the text.
    fn next_stretch(&self, stretch: &Span) -> (Span, bool) {
        let doc = self.doc;
        let next = if self.is_forward {
            next_stretch(doc, stretch)
        } else {
            stretch_before(doc, stretch)
        };
        let over_end = || {
            let end = if self.is_forward {
                doc.first()
            } else {
                doc.last()
            };
            (stretch_at(doc, end), true)
        };
        next.map_or_else(over_end, |next| (next, false))
    }
}
