//! What was decided for good. Of a long text only the candidates of its latest stretch are kept; what
//! lies before is settled, so that memory grows with the headings found and not with what was weighed.
//!
//! A stretch is judged whole, and its last quarter is kept and judged again with what follows: a
//! sequence is seen on both sides of every cut.

use super::candidate::{Candidate, Role};
use super::levels::Nestings;
use super::printed_toc::Listed;
use super::{Judged, Scanner, Verdict};
use crate::doc::{Heading, Pos};

/// Candidates from which on a stretch is settled: more than most books have.
pub(crate) const STRETCH: usize = 1 << 12;

/// What was decided for good of the front of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settled {
    /// Headings, their levels not known yet.
    pub(crate) headings: Vec<Heading>,
    /// What each of them stands for in the nesting.
    pub(crate) nested: Nestings,
    /// Lines that are facts about the text.
    pub(crate) asides: Vec<Pos>,
    /// What printed tables of contents list.
    pub(crate) listed: Listed,
    /// The line behind the last heading or fact.
    pub(crate) order: u32,
}

impl Scanner {
    /// Settles the front of the candidates.
    pub(crate) fn settle(&mut self) {
        let mut judged = self.judge();
        let cut = self.cut(&judged);
        if let Some(asked) = self.asked {
            let end = self.candidates.get(cut).map(|candidate| candidate.at);
            if self.answer.is_none() && end.is_some_and(|end| asked < end) {
                self.answer = self.weigh(asked);
            }
        }
        judged.cut(cut);
        let mut settled = std::mem::take(&mut self.settled);
        self.add(&judged, &mut settled);
        settled.listed = judged.listed;
        self.settled = settled;
        self.candidates.drain(..cut);
        let base = self.candidates.first().map_or(0, |first| first.title.start);
        self.words.drain(..base as usize);
        for candidate in &mut self.candidates {
            candidate.rebase(base);
        }
    }

    /// Where to cut: at three quarters, behind no bare number whose title is the next line; on a page
    /// of several texts where one of them ends.
    fn cut(&self, judged: &Judged) -> usize {
        let most = self.candidates.len() * 3 / 4;
        if judged.essays.any() {
            let ends = |c: &Candidate| c.role == Role::More;
            let before = self.candidates.get(..most).unwrap_or_default();
            return before.iter().rposition(ends).unwrap_or(most).max(1);
        }
        let titled = judged.verdicts.get(most - 1) == Some(&Verdict::Titled);
        most - usize::from(titled)
    }
}

impl Candidate {
    /// Moves its words to the front by `base` bytes.
    fn rebase(&mut self, base: u32) {
        self.title.start -= base;
        self.title.end -= base;
        self.tail.to = self.tail.to.saturating_sub(base);
    }
}
