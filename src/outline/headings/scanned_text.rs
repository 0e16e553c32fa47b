//! Evidence that every pass reads.

use super::candidate::{Candidate, LineRole};
use super::statistics::LineStatistics;
use super::verdict::Verdict;
use crate::text::blank::is_blank;
use std::ops::Range;

/// Candidates of a text, or of its latest batch, with their words, and statistics of all lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct ScannedText {
    pub(crate) candidates: Vec<Candidate>,
    /// Words of all candidates, in order.
    pub(crate) words: String,
    pub(crate) statistics: LineStatistics,
    /// Whether the candidates at the beginning of the text are decided and gone.
    pub(crate) is_cut: bool,
    /// Whether the lines are blocks of a page or book, which the learnt weights do not judge.
    pub(crate) is_page: bool,
}

impl ScannedText {
    /// Returns the words of a candidate.
    pub(crate) fn title(&self, candidate: &Candidate) -> &str {
        self.words
            .get(candidate.title.start as usize..candidate.title.end as usize)
            .unwrap_or_default()
    }

    /// Appends the title of the heading at `index` to `words`, cut as `verdict` requires. Returns its range
    /// there and the bytes of the line that it covers.
    pub(crate) fn write_title(
        &self,
        index: usize,
        verdict: Verdict,
        words: &mut String,
    ) -> (Range<usize>, u32) {
        let from = words.len();
        let Some(candidate) = self.candidates.get(index) else {
            return (from..from, 0);
        };
        let own = self.title(candidate);
        let mut extent = candidate.extent;
        match verdict {
            Verdict::LeadPhrase(bytes) => {
                let lead = own.get(..bytes as usize).unwrap_or(own);
                let lead = lead.trim_end_matches(|c: char| is_blank(c) || "：:、.-—".contains(c));
                words.push_str(lead);
                extent = (lead.len() as u32).saturating_sub(candidate.caption_len);
            }
            Verdict::JoinedLines => {
                let all = candidate.title.start as usize..candidate.continuation.text_end as usize;
                words.push_str(self.words.get(all).unwrap_or_default());
            }
            Verdict::SplitTitle => {
                let next = self.candidates.get(index + 1);
                words.push_str(own);
                words.push(' ');
                words.push_str(next.map_or("", |next| self.title(next)));
            }
            Verdict::WholeLine | Verdict::Undecided | Verdict::Rejected => words.push_str(own),
        }
        (from..words.len(), extent)
    }

    /// Returns a copy without the candidates that only the learnt weights judge, except entries with a page number, and the
    /// places of the others.
    pub(crate) fn without_short_lines(&self) -> (Self, Vec<usize>) {
        let is_kept = |candidate: &Candidate| {
            candidate.role != LineRole::ShortLine || candidate.shape.has_leader
        };
        let kept = self
            .candidates
            .iter()
            .enumerate()
            .filter(|(_, candidate)| is_kept(candidate));
        let (places, candidates) = kept.map(|(at, candidate)| (at, candidate.clone())).unzip();
        let scanned = Self {
            candidates,
            words: self.words.clone(),
            statistics: self.statistics.clone(),
            is_cut: self.is_cut,
            is_page: self.is_page,
        };
        (scanned, places)
    }

    /// Removes the first `count` candidates and their words.
    pub(crate) fn remove_front(&mut self, count: usize) {
        self.is_cut |= count > 0;
        self.candidates.drain(..count);
        let base = self.candidates.first().map_or(0, |first| first.title.start);
        self.words.drain(..base as usize);
        for candidate in &mut self.candidates {
            candidate.shift_words(base);
        }
    }
}
