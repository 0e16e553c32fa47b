//! The reader's place in a document: the anchor, and the page that follows from it. The anchor is a
//! place in the text; it moves only when the reader moves, so that a resize and its undoing show
//! the same first line.

use super::relocate::{LostPlace, relocate};
use crate::doc::{Document, Outline, Place, Pos, Span};
use crate::layout::{Cache, Flow, PageCut, PageRow, RowId, Setting, TextOptions};
use crate::text::units::{Fraction, Rows};
use std::sync::Arc;

/// A document, where the reader is in it, and the page on the screen.
pub struct Reader {
    /// What is read.
    pub doc: Arc<dyn Document>,
    /// Its outline as far as it is known.
    pub outline: Outline,
    options: TextOptions,
    setting: Setting,
    rows: Rows,
    anchor: Pos,
    top: RowId,
    page: Vec<PageRow>,
    cache: Cache,
    /// The anchor after the text was decoded anew, and the byte of the file it was put at.
    decoded_anchor: Option<(Pos, u64)>,
}

/// How far down a page has text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PageFill {
    /// To its last row.
    Full,
    /// The text ends before.
    Short,
}

impl Reader {
    /// A reader at the beginning of `doc`. Nothing is laid out before [`Self::fit`].
    pub fn new(doc: Arc<dyn Document>, options: TextOptions, setting: Setting) -> Self {
        let anchor = doc.first();
        Self {
            doc,
            outline: Outline::default(),
            options,
            setting,
            rows: Rows(0),
            anchor,
            top: RowId {
                block: anchor,
                row: 0,
            },
            page: Vec::new(),
            cache: Cache::default(),
            decoded_anchor: None,
        }
    }

    /// Where the page begins.
    pub fn anchor(&self) -> Pos {
        self.anchor
    }

    /// The rows on the screen.
    pub fn page(&self) -> &[PageRow] {
        &self.page
    }

    /// The column.
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    /// The policy for the text.
    pub fn options(&self) -> &TextOptions {
        &self.options
    }

    fn with_flow<T>(&mut self, walk: impl FnOnce(&mut Flow<'_>) -> T) -> T {
        let mut flow = Flow {
            doc: &*self.doc,
            outline: &self.outline,
            options: &self.options,
            setting: &self.setting,
            cache: &mut self.cache,
        };
        walk(&mut flow)
    }

    /// Takes a column and a number of rows; the anchor stays.
    pub fn resize(&mut self, setting: Setting, rows: Rows) {
        if setting != self.setting {
            self.cache.forget_lines();
            self.setting = setting;
        } else if rows == self.rows && !self.page.is_empty() {
            return;
        }
        let fullness = self.page_fill();
        self.rows = rows;
        self.refill_page(fullness);
    }

    /// Whether the page has text down to its last row, or is yet to be made.
    fn page_fill(&self) -> PageFill {
        if self.page.is_empty() || self.page.len() as u32 >= self.rows.0 {
            PageFill::Full
        } else {
            PageFill::Short
        }
    }

    /// Sets the page anew. One that was full and would end below the text shows what stands before the
    /// anchor, which stays: the screen may become smaller again.
    fn refill_page(&mut self, before: PageFill) {
        self.rebuild_page();
        if (before, self.page_fill()) == (PageFill::Full, PageFill::Short) {
            let rows = self.rows;
            self.top = self.with_flow(|flow| flow.last_page_start(rows));
            self.lay_out_page();
        }
    }

    /// Takes another policy for the text; the anchor stays.
    pub fn set_options(&mut self, options: TextOptions) {
        if options != self.options {
            let fullness = self.page_fill();
            self.options = options;
            self.cache.forget();
            self.refill_page(fullness);
        }
    }

    /// Takes a new outline: headings of plain text look different once they are known.
    pub fn set_outline(&mut self, outline: Outline) {
        let fullness = self.page_fill();
        self.outline = outline;
        self.cache.forget();
        self.refill_page(fullness);
    }

    /// Takes another version of the document, at the same words if it has them.
    pub fn replace(&mut self, doc: Arc<dyn Document>, lost: LostPlace) {
        let place = self.place();
        self.replace_at(doc, &place, lost);
    }

    /// Where the reader is, to be found again in another version of the document.
    pub fn place(&self) -> Place {
        let words = self.page.first().and_then(|line| {
            let text = line.block.prepared.text();
            text.get(self.anchor.within as usize..)
        });
        let fraction = self.doc.fraction(self.anchor);
        Place::new(self.anchor, fraction, words.unwrap_or_default())
    }

    /// Takes another version of the document, at a place of the one before.
    pub fn replace_at(&mut self, doc: Arc<dyn Document>, place: &Place, lost: LostPlace) {
        let anchor = relocate(place, &*doc, lost);
        let is_end = lost == LostPlace::AtEnd && anchor.block_start() == doc.last();
        self.set_document(doc, anchor);
        if is_end {
            self.go_bottom();
        }
    }

    /// Takes another view of the same document, at the same words: at the same byte of the file, or at
    /// the same place where both have it, or at what stands before.
    pub fn show_view(&mut self, doc: Arc<dyn Document>) {
        if self.doc.byte_positions(self.anchor.section).is_some() {
            return self.replace_at_byte(doc);
        }
        let block = doc.block_at(self.anchor).pos;
        let anchor = if block == self.anchor.block_start() {
            self.anchor
        } else {
            block
        };
        self.set_document(doc, anchor);
    }

    /// Takes the document decoded or arranged in another way, at the same byte of the file: the words
    /// there may be others. As far on as before where places are no places in the file.
    pub fn replace_at_byte(&mut self, doc: Arc<dyn Document>) {
        let (old, new) = (self.doc.block_at(self.anchor), doc.block_at(self.anchor));
        let mut put_at = None;
        let anchor = if (old.pos, &old.text) == (new.pos, &new.text) {
            self.anchor
        } else {
            // A place that is none in a wrong encoding would otherwise wander with each further one.
            let byte = match self.decoded_anchor {
                Some((anchor, byte)) if anchor == self.anchor => Some(byte),
                Some(_) | None => self.doc.byte_of(self.anchor),
            };
            put_at = byte;
            let section = self.anchor.section;
            byte.and_then(|at| doc.pos_of_byte(section, at))
                .unwrap_or_else(|| doc.pos_at(self.doc.fraction(self.anchor)))
        };
        self.set_document(doc, anchor);
        self.decoded_anchor = put_at.map(|byte| (self.anchor, byte));
    }

    fn set_document(&mut self, doc: Arc<dyn Document>, anchor: Pos) {
        self.anchor = anchor;
        self.doc = doc;
        self.outline = Outline::default();
        self.cache.forget();
        self.rebuild_page();
    }

    /// Sets the page anew from the anchor.
    fn rebuild_page(&mut self) {
        if self.rows.0 == 0 {
            return;
        }
        let anchor = self.anchor;
        self.top = self.with_flow(|flow| flow.row_of(anchor));
        self.lay_out_page();
    }

    fn lay_out_page(&mut self) {
        let (top, rows) = (self.top, self.rows);
        self.page = self.with_flow(|flow| flow.page(top, rows));
    }

    /// Moves by rows (negative: back). Going on stops when the last row of the text is at the
    /// bottom of the page.
    pub fn scroll(&mut self, by: i64) {
        let (top, rows) = (self.top, self.rows);
        let (near, far) = if by > 0 {
            (PageCut::RubyRow, PageCut::NextLine)
        } else {
            (PageCut::NextLine, PageCut::RubyRow)
        };
        let next = self.with_flow(|flow| {
            let row = flow.step(top, by);
            // No row of text is passed over, but one step moves by a whole line.
            let mut next = flow.page_start(row, near);
            if next == top {
                next = flow.page_start(row, far);
            }
            if by > 0 {
                next.min(flow.last_page_start(rows).max(top))
            } else {
                next
            }
        });
        self.move_top(next);
    }

    /// Shows the end of the text.
    pub fn go_bottom(&mut self) {
        let rows = self.rows;
        let top = self.with_flow(|flow| flow.last_page_start(rows));
        self.move_top(top);
    }

    fn move_top(&mut self, top: RowId) {
        self.top = top;
        self.anchor = self.with_flow(|flow| flow.row_start(top));
        self.lay_out_page();
    }

    /// Goes to a place: its line comes to the top of the page.
    pub fn go(&mut self, pos: Pos) {
        self.anchor = pos;
        self.rebuild_page();
    }

    /// Goes to a place, but not so far that the page would end below the text.
    pub fn go_clamped(&mut self, pos: Pos) {
        self.go(pos);
        if (self.page.len() as u32) < self.rows.0 {
            self.go_bottom();
        }
    }

    /// Brings a stretch of text into view: leaves the page if it shows it, else puts its line a
    /// third of the page down.
    pub fn scroll_into_view(&mut self, span: &Span) {
        if self.is_visible(span.start) {
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

    /// Whether the line that holds `pos` is on the page.
    pub fn is_visible(&self, pos: Pos) -> bool {
        self.page.iter().any(|line| {
            let span = line.span();
            span.start <= pos && pos < span.end
        })
    }

    /// The stretch of text on the page.
    pub fn visible_span(&self) -> Span {
        match (self.page.first(), self.page.last()) {
            (Some(first), Some(last)) => first.span().start..last.span().end,
            _ => self.anchor..self.anchor,
        }
    }

    /// Whether the end of the text is on the page.
    pub fn is_at_end(&self) -> bool {
        self.page.last().is_none_or(|last| {
            last.id.block == self.doc.last() && last.id.row + 1 == last.block.row_count()
        })
    }

    /// How much was read: all once the end is on the page.
    pub fn progress(&self) -> Fraction {
        if self.is_at_end() {
            Fraction::new(1, 1)
        } else {
            self.doc.fraction(self.anchor)
        }
    }

    /// Index in the outline of the section the page begins in; `None` also while that is not known.
    pub fn section_index(&self) -> Option<usize> {
        let outline = &self.outline;
        outline
            .index_at(self.anchor)
            .filter(|_| outline.is_complete_at(self.anchor))
    }
}
