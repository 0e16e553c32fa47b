//! The reader's position: an anchor in the text, and the page that follows from it. The anchor moves only when the
//! reader moves, so a resize and its reversal show the same first line.

mod moves;
mod pages;
pub mod rows;
mod turn;
mod unread;

use super::relocate::{LostPlace, relocate};
use crate::doc::{Document, Outline, Place, Pos, Span};
use crate::layout::{Cache, CodeStyle, Flow, PageRow, PageStyle, RowId, Setting, TextOptions};
use crate::text::units::{Fraction, Rows};
use std::sync::Arc;
use unread::AwaitedMotion;

/// A document, the position in it, and the page on the screen.
pub struct Reader {
    /// Document being read.
    pub doc: Arc<dyn Document>,
    /// Outline as far as it is known.
    pub outline: Outline,
    options: TextOptions,
    setting: Setting,
    style: PageStyle,
    /// Rows of a page.
    rows: Rows,
    /// Pages side by side: 1 or 2.
    pages: u32,
    anchor: Pos,
    top: RowId,
    /// Rows of all pages on the screen.
    page: Vec<PageRow>,
    /// Number of these rows that are on the first page.
    first_len: usize,
    /// Rule for the end of the page.
    page_end: PageEnd,
    /// Top of the page after this one; `None` at the end of the text.
    next_top: Option<RowId>,
    /// Tops of the pages that were turned, for the way back.
    turned: Vec<RowId>,
    cache: Cache,
    /// Anchor after the last decoding, with the byte offset in the file it was derived from.
    decoded_anchor: Option<(Pos, u64)>,
    /// Motion that waits for the rest of the document.
    awaited: Option<AwaitedMotion>,
}

/// Extent of the text on a page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PageFill {
    /// Text down to the last row.
    Full,
    /// The text ends before the last row.
    Short,
}

/// Rule for the end of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PageEnd {
    /// The last row of the screen, after scrolling.
    Screen,
    /// The last row that leaves headings and paragraphs together.
    Turned,
    /// The row above this one, with which the page after it began.
    Above(RowId),
}

impl Reader {
    /// Creates a reader at the beginning of `doc`. No line is set before [`Self::resize`].
    pub fn new(doc: Arc<dyn Document>, options: TextOptions, setting: Setting) -> Self {
        let anchor = doc.first();
        let style = PageStyle::new(&*doc, &options);
        Self {
            doc,
            outline: Outline::default(),
            options,
            setting,
            style,
            rows: Rows(0),
            pages: 1,
            anchor,
            top: RowId {
                block: anchor,
                row: 0,
            },
            page: Vec::new(),
            first_len: 0,
            page_end: PageEnd::Turned,
            next_top: None,
            turned: Vec::new(),
            cache: Cache::default(),
            decoded_anchor: None,
            awaited: None,
        }
    }

    /// Returns the position at which the page begins.
    pub fn anchor(&self) -> Pos {
        self.anchor
    }

    /// Returns the first row of the page.
    pub fn top(&self) -> RowId {
        self.top
    }

    /// Returns the rows of the page; with two pages, those of both.
    pub fn page(&self) -> &[PageRow] {
        &self.page
    }

    /// Returns the rows of the left and of the right page; with one page the latter is empty.
    pub fn page_pair(&self) -> (&[PageRow], &[PageRow]) {
        self.page.split_at(self.first_len.min(self.page.len()))
    }

    /// Returns the rows of all pages on the screen.
    fn screen_rows(&self) -> Rows {
        Rows(self.rows.0 * self.pages)
    }

    /// Returns the setting of the column.
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    /// Returns the style of the page.
    pub fn style(&self) -> &PageStyle {
        &self.style
    }

    /// Returns the text options.
    pub fn options(&self) -> &TextOptions {
        &self.options
    }

    fn with_flow<T>(&mut self, walk: impl FnOnce(&mut Flow<'_>) -> T) -> T {
        let mut flow = Flow {
            doc: &*self.doc,
            outline: &self.outline,
            options: &self.options,
            setting: &self.setting,
            style: &self.style,
            cache: &mut self.cache,
        };
        walk(&mut flow)
    }

    /// Sets the number of pages side by side, 1 or 2; the anchor stays.
    pub fn set_pages(&mut self, pages: u32) {
        if pages != self.pages {
            let fullness = self.page_fill();
            self.pages = pages;
            self.refill_page(fullness);
        }
    }

    /// Sets column and page height; the anchor stays.
    pub fn resize(&mut self, setting: Setting, rows: Rows) {
        let has_other_air = self.style.set_height(rows);
        if has_other_air {
            self.cache.forget();
        }
        if setting != self.setting || has_other_air {
            self.cache.forget_lines();
            self.setting = setting;
        } else if rows == self.rows && !self.page.is_empty() {
            return;
        }
        let fullness = self.page_fill();
        self.rows = rows;
        self.refill_page(fullness);
    }

    /// Returns the fill of the page. A page without rows counts as full.
    fn page_fill(&self) -> PageFill {
        if self.page.is_empty()
            || self.page.len() as u32 >= self.screen_rows().0
            || !self.is_at_end()
        {
            PageFill::Full
        } else {
            PageFill::Short
        }
    }

    /// Rebuilds the page. If a full page would now end below the text, it shows lines before the anchor too; the
    /// anchor stays, because the screen may become smaller again.
    fn refill_page(&mut self, before: PageFill) {
        self.rebuild_page();
        if (before, self.page_fill()) == (PageFill::Full, PageFill::Short) {
            let rows = self.screen_rows();
            self.top = self.with_flow(|flow| flow.last_page_start(rows));
            self.page_end = PageEnd::Screen;
            self.lay_out_page();
        }
    }

    /// Sets the form of code; the anchor stays.
    pub fn set_code(&mut self, code: CodeStyle) {
        if code != self.style.code() {
            let fullness = self.page_fill();
            self.style.set_code(code);
            self.cache.forget_lines();
            self.refill_page(fullness);
        }
    }

    /// Sets the text options; the anchor stays.
    pub fn set_options(&mut self, options: TextOptions) {
        if options != self.options {
            let fullness = self.page_fill();
            let has_other_style = (options.paragraphs, options.ruby_leading)
                != (self.options.paragraphs, self.options.ruby_leading);
            self.options = options;
            if has_other_style {
                self.restyle();
            }
            self.cache.forget();
            self.refill_page(fullness);
        }
    }

    /// Sets the outline. Headings of plain text change their look once they are known.
    pub fn set_outline(&mut self, outline: Outline) {
        let fullness = self.page_fill();
        self.style.set_outline(&outline);
        self.outline = outline;
        self.cache.forget();
        self.refill_page(fullness);
    }

    /// Replaces the document by another version, at the same words if they are in it.
    pub fn replace(&mut self, doc: Arc<dyn Document>, lost: LostPlace) {
        let place = self.place();
        self.replace_at(doc, &place, lost);
    }

    /// Returns the current place, which can be found in another version of the document.
    pub fn place(&self) -> Place {
        let words = self.page.first().and_then(|line| {
            let text = line.block.prepared.text();
            text.get(self.anchor.within as usize..)
        });
        let fraction = self.doc.fraction(self.anchor);
        Place::new(self.anchor, fraction, words.unwrap_or_default())
    }

    /// Replaces the document by another version, at `place`.
    pub fn replace_at(&mut self, doc: Arc<dyn Document>, place: &Place, lost: LostPlace) {
        let anchor = relocate(place, &*doc, lost);
        let is_end = lost == LostPlace::AtEnd && anchor.block_start() == doc.last();
        self.set_document(doc, anchor);
        if is_end {
            self.go_bottom();
        }
    }

    /// Replaces the document by another view of it, at the same words: at the same byte offset of the file, at the
    /// same position if both views have it, or at the nearest one before.
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

    /// Replaces the document by one that was decoded or arranged differently, at the same byte offset of the file;
    /// the words there may differ. Keeps the fraction of the text if positions have no byte offset.
    pub fn replace_at_byte(&mut self, doc: Arc<dyn Document>) {
        let (old, new) = (self.doc.block_at(self.anchor), doc.block_at(self.anchor));
        let mut put_at = None;
        let anchor = if (old.pos, &old.text) == (new.pos, &new.text) {
            self.anchor
        } else {
            // In a wrong encoding the offset may lie within a character; rounding would then move it with each
            // further encoding.
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
        self.awaited = None;
        self.outline = Outline::default();
        self.restyle();
        self.page_end = PageEnd::Turned;
        self.cache.forget();
        self.rebuild_page();
    }

    /// Decides the style of the document anew.
    fn restyle(&mut self) {
        let mut style = PageStyle::new(&*self.doc, &self.options);
        style.set_height(self.rows);
        style.set_outline(&self.outline);
        style.set_code(self.style.code());
        self.style = style;
    }

    /// Builds the page from the anchor.
    fn rebuild_page(&mut self) {
        if self.rows.0 == 0 {
            return;
        }
        let anchor = self.anchor;
        self.top = self.with_flow(|flow| flow.row_of(anchor));
        if let PageEnd::Above(_) = self.page_end {
            self.page_end = PageEnd::Turned;
        }
        self.turned.clear();
        self.lay_out_page();
    }

    /// Returns whether the line with `pos` is on the page.
    pub fn is_visible(&self, pos: Pos) -> bool {
        self.page.iter().any(|line| {
            let span = line.span();
            span.start <= pos && pos < span.end
        })
    }

    /// Returns the span of text on the page.
    pub fn visible_span(&self) -> Span {
        match (self.page.first(), self.page.last()) {
            (Some(first), Some(last)) => first.span().start..last.span().end,
            _ => self.anchor..self.anchor,
        }
    }

    /// Returns whether the page shows the end of the text.
    pub fn is_at_end(&self) -> bool {
        let is_last = |last: &PageRow| {
            last.id.row + 1 == last.block.row_count() && self.doc.next(last.id.block).is_none()
        };
        self.next_top.is_none() || self.page.last().is_none_or(is_last)
    }

    /// Returns the fraction read; it is 1 once the end is on the page.
    pub fn progress(&self) -> Fraction {
        if self.is_at_end() {
            Fraction::new(1, 1)
        } else {
            self.doc.fraction(self.anchor)
        }
    }

    /// Returns the outline index of the section being read; `None` also while the outline is unknown there.
    pub fn section_index(&self) -> Option<usize> {
        let (outline, here) = (&self.outline, self.reading_pos());
        outline
            .index_at(here)
            .filter(|_| outline.is_complete_at(here))
    }
}
