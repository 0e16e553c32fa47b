//! Moving of the page: by rows, to a place, to the end.

use super::unread::AwaitedMotion;
use super::{PageEnd, PageFill, Reader};
use crate::doc::{Pos, Span};
use crate::layout::{PageCut, RowId};
use crate::text::units::Fraction;

impl Reader {
    /// Scrolls by rows; negative is backwards. Scrolling forward stops when the last row of the text reaches the
    /// bottom of the page.
    pub fn scroll(&mut self, by: i64) {
        if self.awaits_rest(AwaitedMotion::Scroll(by)) {
            return;
        }
        let (top, rows) = (self.top, self.screen_rows());
        let (near, far) = if by > 0 {
            (PageCut::RubyRow, PageCut::NextLine)
        } else {
            (PageCut::NextLine, PageCut::RubyRow)
        };
        let next = self.with_flow(|flow| {
            let row = flow.step(top, by);
            // No row is skipped, but one step moves by at least a whole line.
            let mut next = flow.page_start(row, near);
            if next == top {
                next = flow.page_start(row, far);
            }
            if by > 0 && !flow.goes_on_below(next, rows) {
                next.min(flow.last_page_start(rows).max(top))
            } else {
                next
            }
        });
        self.move_top(next);
    }

    /// Scrolls to the end of the text.
    pub fn go_bottom(&mut self) {
        if self.awaits_rest(AwaitedMotion::Bottom) {
            return;
        }
        let rows = self.screen_rows();
        let top = self.with_flow(|flow| flow.last_page_start(rows));
        self.move_top(top);
    }

    /// Goes to a share of the text, but not so far that the page ends below the text.
    pub fn go_share(&mut self, share: Fraction) {
        if self.awaits_rest(AwaitedMotion::Share(share)) {
            return;
        }
        if share.get() >= 1.0 {
            return self.go_bottom();
        }
        let pos = self.doc.pos_at(share);
        self.go_clamped(pos);
    }

    pub(super) fn move_top(&mut self, top: RowId) {
        self.show_page(top, PageEnd::Screen);
    }

    /// Goes to `pos`; its line becomes the top of the page.
    pub fn go(&mut self, pos: Pos) {
        if self.awaits_rest(AwaitedMotion::Go(pos)) {
            return;
        }
        self.anchor = pos;
        self.page_end = PageEnd::Turned;
        self.rebuild_page();
    }

    /// Goes to `pos`, but not so far that the page ends below the text.
    pub fn go_clamped(&mut self, pos: Pos) {
        if self.awaits_rest(AwaitedMotion::GoClamped(pos)) {
            return;
        }
        self.go(pos);
        if self.page_fill() == PageFill::Short {
            self.go_bottom();
        }
    }

    /// Scrolls until `span` is visible; keeps the page if it is. Otherwise its line goes to a third of the page
    /// height.
    pub fn scroll_into_view(&mut self, span: &Span) {
        let motion = AwaitedMotion::Show(span.clone());
        if self.is_visible(span.start) || self.awaits_rest(motion) {
            return;
        }
        let (pos, third) = (span.start, i64::from(self.rows.0 / 3));
        let top = self.with_flow(|flow| {
            let line = flow.row_of(pos);
            let top = flow.step(line, -third);
            flow.page_start(top, PageCut::NextLine)
        });
        self.move_top(top);
    }
}
