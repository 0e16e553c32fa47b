//! Lines with a number that are said again and again, as in the log of a chat.

use super::Scanner;
use super::candidate::Candidate;
use crate::outline::numbering::{Sep, Style};
use std::collections::HashMap;

/// How often lines with a number stand in the text with nothing before or after them in sequence, by
/// number and words: one that comes again and again is something that is said.
pub(crate) struct Echoes(HashMap<(Style, u32, u64), usize>);

impl Echoes {
    /// How often a line has to come.
    const OFTEN: usize = 3;

    /// Counts candidates, each alone in its chain.
    pub(crate) fn of(scanner: &Scanner, alone: impl Iterator<Item = usize>) -> Self {
        let mut counts = HashMap::new();
        for candidate in alone.filter_map(|at| scanner.candidates.get(at)) {
            *counts.entry(Self::key(candidate)).or_insert(0) += 1;
        }
        Self(counts)
    }

    fn key(candidate: &Candidate) -> (Style, u32, u64) {
        (candidate.style(), candidate.marker.number, candidate.key)
    }

    /// Whether a candidate is one of them.
    pub(crate) fn holds(&self, scanner: &Scanner, at: usize) -> bool {
        scanner.candidates.get(at).is_some_and(|candidate| {
            let has_words = candidate.marker.joint != Sep::Alone;
            let count = self.0.get(&Self::key(candidate)).copied().unwrap_or(0);
            has_words && count >= Self::OFTEN
        })
    }
}
