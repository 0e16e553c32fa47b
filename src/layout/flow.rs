//! Walks over the lines of a document from a place outward. Only blocks that are passed are set; they are
//! cached for the next key press.

mod book_heading;
mod cache;
mod drawn_row;
mod dress;
mod file_start;
mod left_edge;
mod set_block;
mod tab_table;

pub use cache::Cache;
pub use set_block::{BlockRow, PageRow, RowId, SetBlock};

use super::code::LongCode;
use super::options::{
    ChapterPages, ParagraphPolicy, Punctuation, RubyPlacement, Setting, TextOptions,
};
use super::page_style::{BlockClass, BlockLook, PageStyle, ParagraphForm, TITLE_RANK};
use super::prepared::prepare;
use crate::doc::{Block, BlockKind, Document, Outline, Pos, QuotePart};
use crate::text::units::{Cells, Rows};
use set_block::row_offsets;
use std::rc::Rc;

/// Start of a page whose first line would lose its readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageCut {
    /// One row earlier, with the readings.
    RubyRow,
    /// At the next line.
    NextLine,
}

/// Lines of a document under one setting.
pub struct Flow<'a> {
    /// Document that is read.
    pub doc: &'a dyn Document,
    /// Outline as far as it is known; the only source of headings in plain text.
    pub outline: &'a Outline,
    /// Text options.
    pub options: &'a TextOptions,
    /// Column options.
    pub setting: &'a Setting,
    /// Paragraphs, ranks of headings, and air.
    pub style: &'a PageStyle,
    /// Blocks set before.
    pub cache: &'a mut Cache,
}

impl Flow<'_> {
    /// Returns the row that holds `pos`.
    pub fn row_of(&mut self, pos: Pos) -> RowId {
        let block = self.block(pos);
        RowId {
            block: block.pos,
            row: if pos.within == 0 || pos.block_start() != block.pos {
                self.first_row(&block)
            } else {
                block.row_of(pos.within)
            },
        }
    }

    /// Returns the position of a row's first byte.
    pub fn row_start(&mut self, id: RowId) -> Pos {
        let block = self.block(id.block);
        let within = match block.row(id.row) {
            BlockRow::Ruby(line) | BlockRow::Leading(line) | BlockRow::Text(line) => {
                line.bytes.start
            }
            BlockRow::Empty | BlockRow::FileRule | BlockRow::FileName(_) => 0,
        };
        id.block.at(within)
    }

    /// Returns a row with its block.
    pub fn page_row(&mut self, id: RowId) -> PageRow {
        let block = self.block(id.block);
        PageRow { id, block }
    }

    /// Returns the row `rows` after `id` (before it if negative), at most the first or last of the document.
    pub fn step(&mut self, id: RowId, rows: i64) -> RowId {
        let mut id = id;
        let mut left = rows;
        while left > 0 {
            let last = self.block(id.block).row_count() - 1;
            let within = i64::from(last.saturating_sub(id.row));
            if left <= within {
                id.row += left as u32;
                return id;
            }
            let Some(next) = self.next(id.block) else {
                id.row = last;
                return id;
            };
            left -= within + 1;
            id = RowId {
                block: next,
                row: 0,
            };
        }
        while left < 0 {
            if -left <= i64::from(id.row) {
                id.row -= (-left) as u32;
                return id;
            }
            let Some(prev) = self.prev(id.block) else {
                id.row = 0;
                return id;
            };
            left += i64::from(id.row) + 1;
            id = RowId {
                block: prev,
                row: self.block(prev).row_count() - 1,
            };
        }
        id
    }

    /// Returns the row nearest to `id` that a page may start with. A line is not separated from its readings, and an
    /// empty row for readings starts no page.
    pub fn page_start(&mut self, id: RowId, cut: PageCut) -> RowId {
        let block = self.block(id.block);
        if matches!(block.row(id.row), BlockRow::Leading(_)) {
            return match (cut, self.step(id, -1)) {
                (PageCut::RubyRow, before) if before != id => self.page_start(before, cut),
                _ => self.step(id, 1),
            };
        }
        let above = id.row.checked_sub(1).map(|row| block.row(row));
        if !matches!(above, Some(BlockRow::Ruby(_))) {
            return id;
        }
        let row = id.row - 1;
        let back = RowId { row, ..id };
        match cut {
            PageCut::RubyRow => back,
            PageCut::NextLine => match self.step(id, 1) {
                // The last line of the document.
                next if next == id => back,
                next => self.page_start(next, cut),
            },
        }
    }

    /// Returns the rows of a page from `top`; fewer at the end of the document.
    pub fn page(&mut self, top: RowId, rows: Rows) -> Vec<PageRow> {
        let mut page = Vec::with_capacity(rows.0 as usize);
        let mut id = top;
        loop {
            let block = self.block(id.block);
            while id.row < block.row_count() {
                if page.len() >= rows.0 as usize {
                    return page;
                }
                page.push(PageRow {
                    id,
                    block: Rc::clone(&block),
                });
                id.row += 1;
            }
            match self.next(id.block) {
                Some(next) => {
                    id = RowId {
                        block: next,
                        row: 0,
                    }
                }
                None => return page,
            }
        }
    }

    /// Returns whether a row follows a page of `rows` rows. Only the blocks of the page are asked for, not the end of the
    /// document.
    pub fn goes_on_below(&mut self, top: RowId, rows: Rows) -> bool {
        let rows = i64::from(rows.0);
        self.step(top, rows) != self.step(top, rows - 1)
    }

    /// Returns the top row of a page that ends with the last row of the document.
    pub fn last_page_start(&mut self, rows: Rows) -> RowId {
        let last = self.doc.last();
        let id = RowId {
            block: last,
            row: self.block(last).row_count() - 1,
        };
        let top = self.step(id, 1 - i64::from(rows.0.max(1)));
        self.page_start(top, PageCut::NextLine)
    }

    /// Returns the row with which a page begins that shows the beginning of a block: its first line, or the empty row
    /// above a title.
    fn first_row(&self, block: &SetBlock) -> u32 {
        let air = u32::from(self.style.has_title_air());
        if block.has_file_name() {
            block
                .space_above
                .saturating_sub(file_start::FILE_START_ROWS - 1 + air)
        } else if block.look.class == BlockClass::Heading(TITLE_RANK) {
            block.space_above.saturating_sub(air)
        } else {
            block.text_row()
        }
    }

    /// Returns the set block that holds `pos`; the next one if the block is left out.
    fn block(&mut self, pos: Pos) -> Rc<SetBlock> {
        if let Some(block) = self.cache.set_blocks.get(&pos.block_start()) {
            return Rc::clone(block);
        }
        let mut pos = self.doc.block_at(pos).pos;
        while self.is_left_out(pos)
            && let Some(next) = self.doc.next(pos)
        {
            pos = next;
        }
        if let Some(block) = self.cache.set_blocks.get(&pos) {
            return Rc::clone(block);
        }
        let block = Rc::new(self.set_block(pos));
        self.cache.set_blocks.insert(block.pos, Rc::clone(&block));
        block
    }

    /// Returns the start of the next block that is shown.
    fn next(&mut self, pos: Pos) -> Option<Pos> {
        let mut next = self.doc.next(pos)?;
        while self.is_left_out(next) {
            next = self.doc.next(next)?;
        }
        Some(next)
    }

    /// Returns the start of the previous block that is shown.
    fn prev(&mut self, pos: Pos) -> Option<Pos> {
        let mut prev = self.doc.prev(pos)?;
        while self.is_left_out(prev) {
            prev = self.doc.prev(prev)?;
        }
        Some(prev)
    }

    /// Returns whether the block at `pos` is left out: a blank line whose meaning the rows between blocks have, or a
    /// line of the title block on a small screen. The last block of the document never is.
    fn is_left_out(&mut self, pos: Pos) -> bool {
        if !self.style.drops_blank_lines() || self.cache.set_blocks.contains_key(&pos) {
            return false;
        }
        if let Some(known) = self.cache.left_out.get(&pos) {
            return *known;
        }
        let found = self.find_left_out(pos);
        self.cache.left_out.insert(pos, found);
        found
    }

    /// Returns whether a line below a title is metadata or a subtitle that has no words of its own in the text: its place
    /// is within the line above, of which a character has at least one byte in any encoding.
    fn is_added_line(&self, block: &Block<'_>) -> bool {
        let above = self
            .doc
            .prev(block.pos)
            .map(|above| self.doc.block_at(above));
        above.is_some_and(|above| {
            let end = above.pos.block.0 + above.text.chars().count() as u64;
            block.pos.section == above.pos.section && block.pos.block.0 < end
        })
    }

    fn find_left_out(&self, pos: Pos) -> bool {
        let block = self.doc.block_at(pos);
        let is_blank = block.kind == BlockKind::Line && block.text.trim().is_empty();
        let is_added = self.style.drops_title_lines() && self.is_added_line(&block);
        // Most blocks are neither, and what follows them may take long to find.
        let may_be_left_out = is_blank || is_added;
        let Some(next) = may_be_left_out.then(|| self.doc.next(pos)).flatten() else {
            return false;
        };
        if is_added {
            return self.look(pos).class == BlockClass::TitleLine;
        }
        // A heading, a title block and a break of scene have rows of their own around them.
        let is_heading = |look: BlockLook| {
            matches!(
                look.class,
                BlockClass::Heading(_) | BlockClass::TitleLine | BlockClass::Rule
            )
        };
        let after = self.look(next);
        let before = self.doc.prev(pos).map(|prev| self.look(prev));
        let is_beside_verse = after.class == BlockClass::Verse
            || before.is_some_and(|look| look.class == BlockClass::Verse);
        let bytes = next.block.0.saturating_sub(pos.block.0);
        after.class != BlockClass::Blank
            && (is_heading(after)
                || before.is_none_or(is_heading)
                || !is_beside_verse
                    && !after.keeps_gap
                    && !before.is_some_and(|look| look.keeps_gap)
                    && self.style.drops_separator(bytes))
    }

    /// Returns the look of a block.
    fn look(&self, pos: Pos) -> BlockLook {
        if let Some(block) = self.cache.set_blocks.get(&pos) {
            return block.look;
        }
        if let Some(known) = self.cache.looks.borrow().get(&pos) {
            return *known;
        }
        let look = self.dress(&mut self.doc.block_at(pos));
        self.cache.looks.borrow_mut().insert(pos, look);
        look
    }

    /// Returns whether each line of a block has a row for readings.
    fn has_even_leading(&self, kind: &BlockKind, look: BlockLook) -> bool {
        let is_text = matches!(
            look.class,
            BlockClass::Text | BlockClass::Verse | BlockClass::Item
        ) || matches!(kind, BlockKind::Aside) && look.class != BlockClass::TitleLine;
        is_text && self.style.has_even_leading() && self.options.ruby == RubyPlacement::Above
    }

    /// Returns the options of the text. Lines of a source are unchanged.
    fn text_options(&self) -> TextOptions {
        let own = *self.options;
        if !self.style.is_source() {
            return own;
        }
        TextOptions {
            paragraphs: ParagraphPolicy::AsIs,
            autospace: false,
            punctuation: Punctuation::AsIs,
            ..own
        }
    }

    fn set_block(&mut self, pos: Pos) -> SetBlock {
        let mut block = self.doc.block_at(pos);
        let row = self.table_row(&block);
        let look = self.dress(&mut block);
        let before = self.prev(block.pos);
        let above = before.map(|prev| self.look(prev));
        let file_start = self.file_start(before, &block, look);
        let prepared = self.cache.prepared(block.pos).unwrap_or_else(|| {
            let prepared = Rc::new(prepare(&block, &self.text_options()));
            self.cache.insert_prepared(block.pos, &prepared);
            prepared
        });
        let is_code = block.kind == BlockKind::Code && self.style.has_bars();
        let is_drawn = self.is_drawn_row(&block);
        let is_cut = self.options.paragraphs == ParagraphPolicy::AsIs
            && self.style.code().long_lines == LongCode::Cut;
        let lines = match self.style.form() {
            _ if let Some(row) = &row => prepared.set_row(&self.setting.of_table(), &row.columns),
            _ if matches!(block.kind, BlockKind::Table(_)) => {
                prepared.set(&self.setting.of_table())
            }
            _ if is_drawn && self.style.has_bars() => {
                prepared.set_cut(&self.setting.of_table(), self.style.code())
            }
            _ if is_drawn => prepared.set_whole(&self.setting.of_table()),
            _ if is_cut => prepared.set_cut(self.setting, self.style.code()),
            _ if is_code => prepared.set_code(self.setting, self.style.code()),
            ParagraphForm::Flush => prepared.set(&Setting {
                indent: Cells(0),
                ..*self.setting
            }),
            ParagraphForm::Space if !prepared.is_verse() => prepared.set(&Setting {
                indent: Cells(0),
                ..*self.setting
            }),
            _ => prepared.set(self.setting),
        };
        let has_leading = self.has_even_leading(&block.kind, look);
        let begins_chapter = before.is_some_and(|before| self.begins_chapter(before, block.pos));
        let opens_chapter = before.is_some_and(|before| self.opens_chapter(before, block.pos));
        SetBlock {
            pos: block.pos,
            row_offsets: row_offsets(&lines, has_leading),
            kind: block.kind,
            marks: block.marks,
            space_above: if let Some(start) = &file_start {
                self.rows_above_file(before, start)
            } else {
                let rows = self.style.rows_between(above, look, block.space_above);
                let rows = rows.max(self.style.rows_above_chapter(begins_chapter));
                rows.max(self.rows_above_row(before, row.as_ref()))
            },
            file_start,
            opens_chapter: opens_chapter && self.options.chapters == ChapterPages::Own,
            space_quotes: above.map_or(0, |above| {
                let own = look
                    .quotes
                    .saturating_sub(u8::from(block.lead.quote_part == QuotePart::First));
                above.quotes.min(own)
            }),
            look,
            lines,
            prepared,
        }
    }
}
