//! What was decided for good. Of a long text only the candidates of its latest stretch are kept; what
//! lies before is settled, so that memory grows with the headings found and not with what was weighed.
//!
//! A stretch is judged whole, and its last quarter is kept and judged again with what follows: a
//! sequence is seen on both sides of every cut.

use super::candidate::{Candidate, LineRole};
use super::levels::NestedHeadings;
use super::printed_toc::ListedTitles;
use super::{HeadingScan, Judgement, Verdict};
use crate::doc::{Heading, Pos};

/// Candidates from which on a stretch is settled: more than most books have.
pub(crate) const COMMIT_CANDIDATES: usize = 1 << 12;

/// What was decided for good of the front of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct CommittedOutline {
    /// Headings, their levels not known yet.
    pub(crate) headings: Vec<Heading>,
    /// What each of them stands for in the nesting.
    pub(crate) nested_headings: NestedHeadings,
    /// Lines that are facts about the text.
    pub(crate) metadata_lines: Vec<Pos>,
    /// What printed tables of contents list.
    pub(crate) listed_titles: ListedTitles,
    /// The line behind the last heading or fact.
    pub(crate) next_line_index: u32,
}

impl HeadingScan {
    /// Settles the front of the candidates.
    pub(crate) fn commit_front(&mut self) {
        let mut judged = self.judge_candidates();
        let cut = self.cut_index(&judged);
        if let Some(asked) = self.question {
            let end = self.candidates.get(cut).map(|candidate| candidate.pos);
            if self.explanation.is_none() && end.is_some_and(|end| asked < end) {
                self.explanation = self.explain_uncommitted(asked);
            }
        }
        judged.truncate(cut);
        let mut settled = std::mem::take(&mut self.committed);
        self.add_judgement(&judged, &mut settled);
        settled.listed_titles = judged.listed_titles;
        self.committed = settled;
        self.candidates.drain(..cut);
        let base = self.candidates.first().map_or(0, |first| first.title.start);
        self.words.drain(..base as usize);
        for candidate in &mut self.candidates {
            candidate.shift_words(base);
        }
    }

    /// Where to cut: at three quarters, behind no bare number whose title is the next line; on a page
    /// of several texts where one of them ends.
    fn cut_index(&self, judged: &Judgement) -> usize {
        let most = self.candidates.len() * 3 / 4;
        if judged.essays.has_essays() {
            let ends = |c: &Candidate| c.role == LineRole::ReadMore;
            let before = self.candidates.get(..most).unwrap_or_default();
            return before.iter().rposition(ends).unwrap_or(most).max(1);
        }
        let titled = judged.verdicts.get(most - 1) == Some(&Verdict::SplitTitle);
        most - usize::from(titled)
    }
}

impl Candidate {
    /// Moves its words to the front by `base` bytes.
    fn shift_words(&mut self, base: u32) {
        self.title.start -= base;
        self.title.end -= base;
        self.continuation.text_end = self.continuation.text_end.saturating_sub(base);
    }
}
