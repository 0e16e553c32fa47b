//! Rows of the pages on the screen: one page, or two side by side.

use super::{PageEnd, Reader};
use crate::layout::{LOOKAHEAD_ROWS, PageRow, RowId, chapter_break, page_head, page_len};
use crate::text::units::Rows;

/// Range of the rows of a page, by their indices.
type PageRange = std::ops::Range<usize>;

impl Reader {
    /// Takes the rows from the top on and divides them into pages.
    pub(super) fn lay_out_page(&mut self) {
        let (top, pages) = (self.top, self.pages);
        let wanted = Rows((self.rows.0 + LOOKAHEAD_ROWS) * pages);
        let rows = self.with_flow(|flow| flow.page(top, wanted));
        let first = self.first_range(&rows);
        let second = if pages == 1 {
            first.end..first.end
        } else {
            self.second_range(&rows, first.end)
        };
        let last = if pages == 1 { &first } else { &second };
        let next = match self.page_end {
            PageEnd::Screen => self.turned_end(&rows, last.start),
            PageEnd::Turned | PageEnd::Above(_) => last.end,
        };
        // Blank lines at the end of the text are no page.
        let is_cut = rows.len() >= wanted.0 as usize;
        let next = page_head(&rows, next).or(is_cut.then_some(next));
        self.next_top = next.and_then(|next| rows.get(next)).map(|row| row.id);
        let rows_of = |range: PageRange| rows.get(range).unwrap_or_default().iter().cloned();
        self.first_len = first.len();
        self.page = rows_of(first).chain(rows_of(second)).collect();
    }

    /// Returns the end of a page that begins at `start` and keeps headings and paragraphs together.
    fn turned_end(&self, rows: &[PageRow], start: usize) -> usize {
        let rest = rows.get(start..).unwrap_or_default();
        let height = self.rows.0 as usize;
        start + chapter_break(rest, height).unwrap_or_else(|| page_len(rest, height))
    }

    /// Returns the end of a page that begins at `start` and fills the screen.
    fn screen_end(&self, rows: &[PageRow], start: usize) -> usize {
        (start + self.rows.0 as usize).min(rows.len())
    }

    fn first_range(&self, rows: &[PageRow]) -> PageRange {
        let turned = self.turned_end(rows, 0);
        let whole = self.screen_end(rows, 0);
        let end = match self.page_end {
            PageEnd::Screen => whole,
            PageEnd::Turned => turned,
            PageEnd::Above(next) if self.pages == 1 => self.end_above(rows, 0, next),
            PageEnd::Above(next) => {
                // No row may be lost between the right page and the page after it.
                let right = page_head(rows, turned).unwrap_or(turned);
                let last = position(rows, next).unwrap_or(rows.len());
                if self.screen_end(rows, right) < last {
                    whole
                } else {
                    turned
                }
            }
        };
        0..end
    }

    fn second_range(&self, rows: &[PageRow], first_end: usize) -> PageRange {
        match self.page_end {
            PageEnd::Screen => first_end..self.screen_end(rows, first_end),
            PageEnd::Turned => {
                let start = page_head(rows, first_end).unwrap_or(first_end);
                start..self.turned_end(rows, start)
            }
            PageEnd::Above(next) => {
                let start = page_head(rows, first_end).unwrap_or(first_end);
                start..self.end_above(rows, start, next)
            }
        }
    }

    /// Returns the end of a page that begins at `start`, above the row `next`.
    fn end_above(&self, rows: &[PageRow], start: usize, next: RowId) -> usize {
        let found = position(rows, next).filter(|end| *end >= start);
        found.map_or_else(
            || self.turned_end(rows, start),
            |end| end.min(self.screen_end(rows, start)),
        )
    }
}

fn position(rows: &[PageRow], id: RowId) -> Option<usize> {
    rows.iter().position(|row| row.id == id)
}
