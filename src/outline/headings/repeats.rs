//! Lines with a number that are said again and again, as in the log of a chat.

use super::candidate::Candidate;
use super::scanned_text::ScannedText;
use crate::outline::numbering::{NumberStyle, Separator};
use std::collections::HashMap;

/// How often lines with a number stand in the text with nothing before or after them in sequence, by
/// number and words: one that comes again and again is something that is said.
pub(crate) struct RepeatedLines(HashMap<(NumberStyle, u32, u64), usize>);

impl RepeatedLines {
    /// How often a line has to come.
    const MIN_REPEATS: usize = 3;

    /// Counts candidates, each alone in its chain.
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

    /// Whether a candidate is one of them.
    pub(crate) fn contains(&self, scanned: &ScannedText, at: usize) -> bool {
        scanned.candidates.get(at).is_some_and(|candidate| {
            let has_words = candidate.marker.separator != Separator::NoTitle;
            let count = self.0.get(&Self::key(candidate)).copied().unwrap_or(0);
            has_words && count >= Self::MIN_REPEATS
        })
    }
}
