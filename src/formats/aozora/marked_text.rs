//! Text and marks of a parsed line, before it becomes a block.

use crate::doc::Mark;
use std::ops::Range;

/// The text of a block and its marks.
#[derive(Default)]
pub(crate) struct MarkedText {
    pub(crate) text: String,
    pub(crate) marks: Vec<(Range<u32>, Mark)>,
}

impl MarkedText {
    /// Returns the text without ruby.
    pub(crate) fn plain_text(&self) -> String {
        self.plain_text_in(&(0..self.text.len() as u32))
    }

    /// Returns the text of a range without ruby.
    pub(crate) fn plain_text_in(&self, range: &Range<u32>) -> String {
        let mut words = String::new();
        let mut done = range.start as usize;
        for (own, mark) in &self.marks {
            if let Mark::Ruby { base } = mark
                && own.end <= range.end
                && let Some(before) = self.text.get(done..(own.start + base) as usize)
            {
                words.push_str(before);
                done = own.end as usize;
            }
        }
        words.push_str(self.text.get(done..range.end as usize).unwrap_or_default());
        words
    }

    /// Returns the range of the run-in heading.
    pub(crate) fn run_in_title(&self) -> Option<Range<u32>> {
        let mut titles = self
            .marks
            .iter()
            .filter(|(_, mark)| *mark == Mark::RunInHeading);
        titles.next().map(|(range, _)| range.clone())
    }

    /// Returns whether a range covers all text but blanks.
    pub(crate) fn is_whole_text(&self, range: &Range<u32>) -> bool {
        let before = self.text.get(..range.start as usize).unwrap_or_default();
        let behind = self.text.get(range.end as usize..).unwrap_or_default();
        before.trim().is_empty() && behind.trim().is_empty()
    }
}
