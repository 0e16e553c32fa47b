//! Numbered lines that recur, as in a chat log.

use super::candidate::Candidate;
use super::scanned_text::ScannedText;
use crate::outline::numbering::{NumberStyle, Separator};
use std::collections::HashMap;

/// Counts of numbered lines without a predecessor or successor in sequence, by number and words. A line that
/// recurs often is speech, not a heading.
pub(crate) struct RepeatedLines(HashMap<(NumberStyle, u32, u64), usize>);

impl RepeatedLines {
    /// Minimum number of equal lines.
    const MIN_EQUAL_LINES: usize = 3;

    /// Counts candidates, each the only member of its chain.
    pub(crate) fn of(scanned: &ScannedText, alone: impl Iterator<Item = usize>) -> Self {
        let mut counts = HashMap::new();
        for candidate in alone.filter_map(|at| scanned.candidates.get(at)) {
            *counts.entry(Self::key(candidate)).or_insert(0) += 1;
        }
        Self(counts)
    }

    fn key(candidate: &Candidate) -> (NumberStyle, u32, u64) {
        (candidate.style(), candidate.marker.number, candidate.key)
    }

    /// Returns whether a candidate recurs at least [`RepeatedLines::MIN_EQUAL_LINES`] times.
    pub(crate) fn contains(&self, scanned: &ScannedText, at: usize) -> bool {
        scanned.candidates.get(at).is_some_and(|candidate| {
            let has_words = candidate.marker.separator != Separator::NoTitle;
            let count = self.0.get(&Self::key(candidate)).copied().unwrap_or(0);
            has_words && count >= Self::MIN_EQUAL_LINES
        })
    }
}
