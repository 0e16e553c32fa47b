//! Page numbers between the lines of a text that was printed.

use super::text_signs;
use super::trimmed_line::TrimmedLine;
use crate::text::numerals::digit_value;

/// Minimum number of lines on a page.
const MIN_PAGE_LINES: u32 = 12;

/// Page numbers seen so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct PageBreaks {
    /// Last number that is a line by itself.
    last_number: u32,
    /// Lines since then.
    lines: u32,
    /// Lines on the page before.
    page_lines: u32,
    is_break: bool,
}

impl PageBreaks {
    /// Returns whether a line is only the number of a page. A bare number must count on, at the distance of the
    /// one before it.
    pub(crate) fn is_page_number(&mut self, line: &TrimmedLine<'_>) -> bool {
        self.lines += 1;
        if line.text.len() > 40 {
            return false;
        }
        let bare = line.text.len() <= 12 && line.text.chars().all(|c| digit_value(c).is_some());
        let found = if bare {
            self.counts_on(line.text)
        } else {
            text_signs::is_page_number(line.text)
        };
        self.is_break |= found;
        found
    }

    fn counts_on(&mut self, text: &str) -> bool {
        let number = text
            .chars()
            .filter_map(digit_value)
            .fold(0_u32, |sum, digit| sum.wrapping_mul(10).wrapping_add(digit));
        let counts = number == self.last_number.wrapping_add(1);
        let alike = self.lines.abs_diff(self.page_lines) * 8 <= self.page_lines;
        let is_page = counts && alike && self.page_lines >= MIN_PAGE_LINES;
        self.page_lines = if counts { self.lines } else { 0 };
        self.last_number = number;
        self.lines = 0;
        is_page
    }

    /// Returns whether a page begins here, and forgets it.
    pub(crate) fn take_break(&mut self) -> bool {
        std::mem::take(&mut self.is_break)
    }
}
