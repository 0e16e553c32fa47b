//! Reading time and characters read, between two entries of the log.

use crate::doc::{Document, ExcerptReadings, Pos, excerpt};
use crate::session::reading_log::ReadingSum;
use crate::text::char_count::count_characters;
use std::ops::Range;

/// Longest time between two keys that counts as reading, in milliseconds; a longer one is a pause.
const MAX_GAP_MS: u64 = 5 * 60 * 1000;
/// Reading time after which an entry is due, in milliseconds.
const ENTRY_MS: u64 = 2 * 60 * 1000;
/// Bytes of one step of the reader that are counted.
const MAX_STEP_BYTES: usize = 64 << 10;

/// Largest number of blocks without words between two pages.
const MAX_BLANK_BLOCKS: usize = 64;

/// Counts reading time and characters. Only a page that goes on where the one before was counts: a jump reads nothing.
#[derive(Clone, Debug, Default)]
pub struct ReadingMeter {
    /// Time of the last key, in milliseconds on a monotonic clock.
    last_key_ms: Option<u64>,
    /// Time since the last entry.
    time_ms: u64,
    /// Characters since the last entry.
    characters: u64,
    /// Part that is in the log already.
    logged: ReadingSum,
    /// Page on the screen last.
    page: Option<Range<Pos>>,
    /// Stretch of the text whose characters are counted.
    counted: Option<Range<Pos>>,
}

impl ReadingMeter {
    /// Counts the time up to a key, unless it was a pause.
    pub fn on_key(&mut self, now_ms: u64) {
        if let Some(last) = self.last_key_ms {
            let gap = now_ms.saturating_sub(last);
            self.time_ms += if gap <= MAX_GAP_MS { gap } else { 0 };
        }
        self.last_key_ms = Some(now_ms);
    }

    /// Counts the characters that the reader has left behind on the way to this page, and at the end of the text those on it.
    pub fn on_page(&mut self, doc: &dyn Document, page: Range<Pos>, is_at_end: bool) {
        let before = self.page.replace(page.clone());
        let end = if is_at_end { page.end } else { page.start };
        let Some(before) = before else {
            return;
        };
        let goes_on = before.start <= page.start && page.start <= next_words(doc, before.end);
        if !goes_on || (before == page && !is_at_end) {
            return;
        }
        let is_known =
            |counted: &Range<Pos>| counted.start <= before.start && before.start <= counted.end;
        let counted = self.counted.take().filter(is_known);
        let mut counted = counted.unwrap_or(before.start..before.start);
        if counted.end < end {
            let step = excerpt(
                doc,
                &(counted.end..end),
                ExcerptReadings::Omitted,
                MAX_STEP_BYTES,
            );
            self.characters += count_characters(&step.text);
            counted.end = end;
        }
        self.counted = Some(counted);
    }

    /// Returns the position from which the reader has read on to a page; the start of the page after a jump.
    pub fn stretch_start(&self, page_start: Pos) -> Pos {
        let stretch = self.counted.as_ref();
        let stretch = stretch.filter(|counted| (counted.start..=counted.end).contains(&page_start));
        stretch.map_or(page_start, |counted| counted.start)
    }

    /// Returns what is not in the log yet.
    pub const fn sum(&self) -> ReadingSum {
        ReadingSum {
            seconds: self.time_ms / 1000,
            characters: self.characters,
        }
    }

    /// Returns all that was read since the text was opened.
    pub const fn session_sum(&self) -> ReadingSum {
        let sum = self.sum();
        ReadingSum {
            seconds: self.logged.seconds + sum.seconds,
            characters: self.logged.characters + sum.characters,
        }
    }

    /// Returns what was put in the log since the text was opened.
    pub const fn logged(&self) -> ReadingSum {
        self.logged
    }

    /// Takes what is not in the log yet, if an entry is due.
    pub fn take_due(&mut self) -> Option<ReadingSum> {
        if self.time_ms < ENTRY_MS {
            return None;
        }
        let sum = self.sum();
        self.logged = self.session_sum();
        self.time_ms %= 1000;
        self.characters = 0;
        Some(sum)
    }
}

/// Returns the start of the first block with words after a position, or a position near it.
fn next_words(doc: &dyn Document, from: Pos) -> Pos {
    let mut reached = from;
    for _ in 0..MAX_BLANK_BLOCKS {
        let Some(next) = doc.next(reached) else {
            break;
        };
        reached = next;
        if !doc.block_at(next).text.trim().is_empty() {
            break;
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::plain::PlainDocument;
    use crate::source::windows::Source;

    #[test]
    fn pauses_do_not_count_nor_does_a_clock_that_jumps_back() {
        let mut meter = ReadingMeter::default();
        for at in [5_000, 15_000, 65_000, 365_000 + 1, 366_001, 1_000, 2_000] {
            meter.on_key(at);
        }
        assert_eq!(meter.sum().seconds, 10 + 50 + 1 + 1);
        assert_eq!(meter.take_due(), None);
        meter.on_key(122_000);
        assert_eq!(meter.take_due().map(|sum| sum.seconds), Some(182));
        assert_eq!(meter.sum().seconds, 0);
    }

    #[test]
    fn only_what_was_read_on_counts_and_only_once() {
        let text = "一二三四五\n".repeat(10);
        let doc = PlainDocument::new("t", Source::Owned(text.into_bytes()));
        let pos = |line: u64| Pos::new(0, line * 16);
        let mut meter = ReadingMeter::default();
        let mut show = |from: u64, to: u64, is_at_end| {
            // A page ends with its last row, before the line end.
            meter.on_page(&doc, pos(from)..pos(to - 1).at(15), is_at_end);
            meter.sum().characters
        };
        assert_eq!(show(0, 3, false), 0);
        assert_eq!(show(3, 6, false), 15);
        // Back and on again.
        assert_eq!(show(0, 3, false), 15);
        assert_eq!(show(3, 6, false), 15);
        assert_eq!(show(4, 7, false), 20);
        // A jump reads nothing; at the end the last page counts.
        assert_eq!(show(8, 9, false), 20);
        assert_eq!(show(8, 10, true), 30);
        assert_eq!(show(8, 10, true), 30);
    }
}
