//! Turning of pages, and the way back to the same pages.

use super::unread::AwaitedMotion;
use super::{PageEnd, Reader};
use crate::layout::{PageCut, RowId, last_chapter, page_head};

/// Pages to go back to at most.
const MAX_TURNED_PAGES: usize = 4096;

impl Reader {
    /// Turns to the next page, `count` times. Returns whether there was one.
    pub fn turn_forward(&mut self, count: u32) -> bool {
        if self.awaits_rest(AwaitedMotion::Turn(count)) {
            return true;
        }
        let mut has_moved = false;
        for _ in 0..count {
            let Some(next) = self.next_top.filter(|_| !self.is_at_end()) else {
                break;
            };
            let mut turned = std::mem::take(&mut self.turned);
            turned.push(self.top);
            if turned.len() > MAX_TURNED_PAGES {
                turned.remove(0);
            }
            self.show_page(next, PageEnd::Turned);
            self.turned = turned;
            has_moved = true;
        }
        has_moved
    }

    /// Turns to the page before, `count` times: the one that was turned, or one that ends where this page begins.
    /// Returns whether there was one.
    pub fn turn_back(&mut self, count: u32) -> bool {
        let mut has_moved = false;
        for _ in 0..count {
            let (top, rows) = (self.top, self.screen_rows());
            let mut turned = std::mem::take(&mut self.turned);
            if let Some(before) = turned.pop() {
                self.show_page(before, PageEnd::Turned);
                self.turned = turned;
            } else {
                let before = self.with_flow(|flow| {
                    let first = flow.step(top, -i64::from(rows.0));
                    let first = flow.page_start(first, PageCut::NextLine);
                    let page = flow.page(first, rows);
                    let head = page_head(&page, last_chapter(&page));
                    let head = head.and_then(|head| page.get(head));
                    head.map_or(first, |row| row.id)
                });
                if before >= top {
                    break;
                }
                self.show_page(before, PageEnd::Above(top));
                if self.with_flow(|flow| flow.step(before, -1)) == before {
                    self.rebuild_page();
                }
            }
            has_moved = true;
        }
        has_moved
    }

    /// Shows the page from `top` on.
    pub(super) fn show_page(&mut self, top: RowId, end: PageEnd) {
        self.page_end = end;
        self.turned.clear();
        self.top = top;
        self.anchor = self.with_flow(|flow| flow.row_start(top));
        self.lay_out_page();
    }
}
