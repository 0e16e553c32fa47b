//! How many letters of a query a Han character may be, kept for those that were asked for.

use super::PinyinLetter;
use super::readings::{HAN_COUNT, han_index, push_endings};
use std::sync::atomic::{AtomicU8, Ordering};

/// Letters of a query from which on the numbers are kept.
const MAX_KEPT_LETTER_COUNT: usize = 16;
/// Bit of an entry that was asked for; the longest syllable has six letters.
const KNOWN_BIT: u8 = 1 << 7;

/// For each letter of a query and each character, the numbers of letters from there on that the character may be.
#[derive(Debug)]
pub(super) struct Endings {
    kept: Box<[Box<[AtomicU8]>]>,
}

impl Endings {
    pub(super) fn new(letter_count: usize) -> Self {
        let row = |_| (0..HAN_COUNT).map(|_| AtomicU8::new(0)).collect();
        Self {
            kept: (0..letter_count.min(MAX_KEPT_LETTER_COUNT))
                .map(row)
                .collect(),
        }
    }

    /// Returns the numbers of letters of `letters`, from index `at` on, that `c` may be: bit n stands for n + 1.
    pub(super) fn of(&self, c: char, letters: &[PinyinLetter], at: usize) -> u8 {
        let row = self.kept.get(at);
        let entry = row.and_then(|row| row.get(han_index(c)));
        let known = entry.map_or(0, |entry| entry.load(Ordering::Relaxed));
        if known & KNOWN_BIT != 0 {
            return known & !KNOWN_BIT;
        }
        let found = endings_of(c, letters.get(at..).unwrap_or_default());
        if let Some(entry) = entry {
            entry.store(found | KNOWN_BIT, Ordering::Relaxed);
        }
        found
    }
}

/// Returns the numbers of letters of a query that a character may be: bit n stands for n + 1.
pub(super) fn endings_of(c: char, query: &[PinyinLetter]) -> u8 {
    let mut found = 0;
    push_endings(c, query, |len| found |= 1 << (len - 1));
    found
}
