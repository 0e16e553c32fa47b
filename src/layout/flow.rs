//! Walks over the lines of a document from a place outward. Only blocks that are passed are set; they are
//! cached for the next key press.

use super::line::Line;
use super::options::{Setting, TextOptions};
use super::page_style::{BlockClass, BlockLook, PageStyle, ParagraphForm, TITLE_RANK};
use super::prepared::{Prepared, prepare};
use crate::doc::{BlockKind, Document, Mark, Outline, Pos, Span};
use crate::text::units::{Cells, Rows};
use std::collections::HashMap;
use std::rc::Rc;

/// Maximum number of cached blocks. A page shows some tens; the rest is for scrolling back.
const MAX_CACHED_BLOCKS: usize = 512;
/// Maximum bytes of text in cached blocks. A block without line ends can be as long as a short book, and takes
/// twenty times its length when set.
const MAX_CACHED_BYTES: usize = 2 << 20;

/// Cells of the bar of a heading of the first rank, with the blank after it.
const HEADING_BAR_CELLS: u16 = 2;
/// Most lines of a title block below the title: subtitle, author and date.
const MAX_TITLE_LINES: usize = 4;

/// Row of the flow; valid for one setting only, never saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowId {
    /// Start of the block.
    pub block: Pos,
    /// Row of the block, from 0; the empty rows above it come first.
    pub row: u32,
}

/// Block set into lines, with the data that drawing it needs.
#[derive(Debug)]
pub struct SetBlock {
    /// Start of the block.
    pub pos: Pos,
    /// Kind given by the document, or a heading or aside given by the outline.
    pub kind: BlockKind,
    /// Marks of its text.
    pub marks: Vec<(std::ops::Range<u32>, Mark)>,
    /// Prepared text, which the glyphs of the lines refer to.
    pub prepared: Rc<Prepared>,
    /// Lines of the block.
    pub lines: Vec<Line>,
    /// Empty rows above the first line.
    pub space_above: u32,
    /// Depth of quotation in those rows.
    pub space_quotes: u8,
    look: BlockLook,
    /// Row after each line, counted from the first row of the first line.
    row_offsets: Vec<u32>,
}

/// Content of one row of a block.
#[derive(Clone, Copy, Debug)]
pub enum BlockRow<'b> {
    /// Empty row.
    Empty,
    /// Readings above a line.
    Ruby(&'b Line),
    /// Text of a line.
    Text(&'b Line),
}

impl SetBlock {
    /// Returns the height in rows, with the empty rows above.
    pub fn row_count(&self) -> u32 {
        self.space_above + self.row_offsets.last().copied().unwrap_or(1)
    }

    /// Returns the content of a row of the block.
    pub fn row(&self, row: u32) -> BlockRow<'_> {
        let Some(row) = row.checked_sub(self.space_above) else {
            return BlockRow::Empty;
        };
        let index = self.row_offsets.partition_point(|below| *below <= row);
        match (self.lines.get(index), self.row_offsets.get(index)) {
            (Some(line), Some(below)) if row + 1 < *below => BlockRow::Ruby(line),
            (Some(line), _) => BlockRow::Text(line),
            (None, _) => BlockRow::Empty,
        }
    }

    /// Returns the empty rows above a title at the head of a page.
    pub(crate) fn title_air(&self) -> u32 {
        self.space_above.min(1)
    }

    /// Returns the numbers of lines above row `row` and from it on.
    pub(crate) fn lines_around(&self, row: u32) -> (usize, usize) {
        let row = row.saturating_sub(self.space_above);
        let above = self.row_offsets.partition_point(|below| *below <= row);
        (above, self.lines.len() - above)
    }

    /// Returns the first row of the line that holds byte `within` of the text.
    fn row_of(&self, within: u32) -> u32 {
        let after = self
            .lines
            .partition_point(|line| line.bytes.start <= within);
        let above = self.row_offsets.get(after.wrapping_sub(2));
        self.space_above + above.copied().unwrap_or(0)
    }
}

/// One row of a page.
#[derive(Clone, Debug)]
pub struct PageRow {
    /// Id of the row.
    pub id: RowId,
    /// Block of the row.
    pub block: Rc<SetBlock>,
}

impl PageRow {
    /// Returns the content of the row.
    pub fn row(&self) -> BlockRow<'_> {
        self.block.row(self.id.row)
    }

    /// Returns the line, if this is its text row.
    pub fn line(&self) -> Option<&Line> {
        match self.row() {
            BlockRow::Text(line) => Some(line),
            BlockRow::Ruby(_) | BlockRow::Empty => None,
        }
    }

    /// Returns the text of this row. Empty for an empty row and for readings, which are text of the line below.
    pub fn span(&self) -> Span {
        let bytes = match self.row() {
            BlockRow::Text(line) => line.bytes.clone(),
            BlockRow::Ruby(line) => line.bytes.start..line.bytes.start,
            BlockRow::Empty => 0..0,
        };
        self.id.block.at(bytes.start)..self.id.block.at(bytes.end)
    }
}

/// Start of a page whose first line would lose its readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageCut {
    /// One row earlier, with the readings.
    RubyRow,
    /// At the next line.
    NextLine,
}

/// Cache of prepared and set blocks, kept between walks.
#[derive(Debug, Default)]
pub struct Cache {
    set_blocks: HashMap<Pos, Rc<SetBlock>>,
    prepared: HashMap<Pos, Rc<Prepared>>,
    /// Blocks that are left out or not.
    left_out: HashMap<Pos, bool>,
    /// Bytes of text in the prepared blocks, which include all set blocks.
    prepared_bytes: usize,
}

impl Cache {
    /// Drops the lines but keeps the prepared blocks, for a changed column.
    pub fn forget_lines(&mut self) {
        self.set_blocks.clear();
        self.left_out.clear();
    }

    /// Drops everything, for a changed text, outline or text options.
    pub fn forget(&mut self) {
        self.forget_lines();
        self.prepared.clear();
        self.prepared_bytes = 0;
    }

    fn prepared(&mut self, at: Pos) -> Option<Rc<Prepared>> {
        self.prepared.get(&at).map(Rc::clone)
    }

    /// Adds a prepared block; clears the cache first if it is full.
    fn insert_prepared(&mut self, at: Pos, prepared: &Rc<Prepared>) {
        if self.prepared.len() >= MAX_CACHED_BLOCKS || self.prepared_bytes > MAX_CACHED_BYTES {
            self.forget();
        }
        self.prepared_bytes += prepared.text().len();
        self.prepared.insert(at, Rc::clone(prepared));
    }
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
            BlockRow::Ruby(line) | BlockRow::Text(line) => line.bytes.start,
            BlockRow::Empty => 0,
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

    /// Returns the row nearest to `id` that a page may start with. A line is not separated from its readings.
    pub fn page_start(&mut self, id: RowId, cut: PageCut) -> RowId {
        let block = self.block(id.block);
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
                next => next,
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
        let is_title = block.look.class == BlockClass::Heading(TITLE_RANK);
        let air = u32::from(is_title && self.style.has_title_air());
        block.space_above.saturating_sub(air)
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

    /// Whether the block at `pos` is left out: a blank line whose meaning the rows between blocks have, or a line of
    /// the title block on a small screen. The last block of the document never is.
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

    fn find_left_out(&self, pos: Pos) -> bool {
        let look = self.look(pos);
        let Some(next) = self.doc.next(pos) else {
            return false;
        };
        match look.class {
            BlockClass::TitleLine => self.style.drops_title_lines(),
            BlockClass::Blank => {
                let is_heading = |look: BlockLook| matches!(look.class, BlockClass::Heading(_));
                let after = self.look(next);
                let before = self.doc.prev(pos).map(|prev| self.look(prev));
                after.class != BlockClass::Blank
                    && (is_heading(after)
                        || before.is_none_or(is_heading)
                        || self
                            .style
                            .drops_separator(next.block.0.saturating_sub(pos.block.0)))
            }
            _ => false,
        }
    }

    /// Returns the look of a block.
    fn look(&self, pos: Pos) -> BlockLook {
        match self.cache.set_blocks.get(&pos) {
            Some(block) => block.look,
            None => self.dress(&mut self.doc.block_at(pos)),
        }
    }

    fn set_block(&mut self, pos: Pos) -> SetBlock {
        let mut block = self.doc.block_at(pos);
        let look = self.dress(&mut block);
        let above = self.prev(block.pos).map(|prev| self.look(prev));
        let prepared = self.cache.prepared(block.pos).unwrap_or_else(|| {
            let prepared = Rc::new(prepare(&block, self.options));
            self.cache.insert_prepared(block.pos, &prepared);
            prepared
        });
        let lines = match self.style.form() {
            ParagraphForm::Space => prepared.set(&Setting {
                indent: Cells(0),
                ..*self.setting
            }),
            ParagraphForm::Indent | ParagraphForm::Source => prepared.set(self.setting),
        };
        SetBlock {
            pos: block.pos,
            row_offsets: row_offsets(&lines),
            kind: block.kind,
            marks: block.marks,
            space_above: self.style.rows_between(above, look, block.space_above),
            space_quotes: above.map_or(0, |above| above.quotes.min(look.quotes)),
            look,
            lines,
            prepared,
        }
    }

    /// Gives a block the kind and lead that outline and style want, and returns its look.
    fn dress(&self, block: &mut crate::doc::Block<'_>) -> BlockLook {
        let is_title_line = block.kind == BlockKind::Aside && self.follows_title(block.pos);
        self.apply_outline(block);
        let class = match &block.kind {
            BlockKind::Line if block.text.trim().is_empty() => BlockClass::Blank,
            BlockKind::Line | BlockKind::Paragraph
                if block.lead.marker.is_some() || block.lead.indent.0 > 0 =>
            {
                BlockClass::Item
            }
            BlockKind::Line | BlockKind::Paragraph => BlockClass::Text,
            BlockKind::Heading(rank) => BlockClass::Heading(*rank),
            BlockKind::Aside if is_title_line => BlockClass::TitleLine,
            BlockKind::Aside => BlockClass::Aside,
            BlockKind::Rule => BlockClass::Rule,
            BlockKind::Code | BlockKind::Table(_) => BlockClass::Figure,
        };
        let look = BlockLook {
            class,
            quotes: block.lead.quotes,
        };
        if self.style.is_source() {
            return look;
        }
        match class {
            BlockClass::Heading(TITLE_RANK) | BlockClass::TitleLine => block.lead.is_centred = true,
            BlockClass::Heading(1) if self.style.has_bars() => {
                block.lead.indent = Cells(block.lead.indent.0 + HEADING_BAR_CELLS);
            }
            BlockClass::Text if self.style.indents_line(block) => block.kind = BlockKind::Paragraph,
            _ => {}
        }
        look
    }

    /// Whether a line of metadata of the document itself is one of the first few below a title.
    fn follows_title(&self, pos: Pos) -> bool {
        let mut pos = pos;
        for _ in 0..MAX_TITLE_LINES {
            let Some(prev) = self.doc.prev(pos) else {
                return false;
            };
            let block = self.doc.block_at(prev);
            match block.kind {
                BlockKind::Aside => pos = prev,
                BlockKind::Heading(_) => return self.heading_rank(block.pos) == Some(TITLE_RANK),
                _ => return false,
            }
        }
        false
    }

    /// Returns the rank of the heading that is all of the block at `pos`, if the outline has it.
    fn heading_rank(&self, pos: Pos) -> Option<u8> {
        let headings = &self.outline.headings;
        let start = headings.partition_point(|heading| heading.pos.block_start() < pos);
        let found = headings.iter().enumerate().skip(start);
        // A line of a book's table of contents points to a place; it does not make the text there a heading.
        found
            .take_while(|(_, heading)| heading.pos.block_start() == pos)
            .find(|(_, heading)| heading.len > 0)
            .map(|(index, _)| self.style.rank(index))
    }

    /// Applies the outline to a block of running text: it may be a heading, start with one, or be metadata.
    fn apply_outline(&self, block: &mut crate::doc::Block<'_>) {
        if let BlockKind::Heading(level) = &mut block.kind {
            *level = self.heading_rank(block.pos).unwrap_or((*level).max(1));
            return;
        }
        if !matches!(block.kind, BlockKind::Line | BlockKind::Paragraph) {
            return;
        }
        for heading in self.outline.block_headings(block.pos) {
            if heading.len == 0 {
                continue;
            }
            let from = heading.pos.within;
            let to = from + heading.len;
            let after = block.text.get(to as usize..).unwrap_or_default();
            if after.trim().is_empty() {
                // Lines of plain text are surrounded by the file's empty lines; paragraphs of a book are not.
                if block.kind == BlockKind::Paragraph {
                    block.space_above = block.space_above.max(1);
                }
                block.kind = BlockKind::Heading(self.heading_rank(block.pos).unwrap_or(1));
            } else {
                block.marks.push((from..to, Mark::RunInHeading));
            }
        }
        if self
            .outline
            .metadata_lines
            .binary_search(&block.pos)
            .is_ok()
        {
            block.kind = BlockKind::Aside;
        }
    }
}

/// Returns the row after each line, counted from the first row of the first line.
fn row_offsets(lines: &[Line]) -> Vec<u32> {
    let mut row = 0;
    let mut next = |line: &Line| {
        row += line.rows().0;
        row
    };
    lines.iter().map(&mut next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Block;

    #[test]
    fn long_blocks_are_kept_by_their_length() {
        let block = Block {
            text: "长".repeat(20_000).into(),
            ..Block::default()
        };
        let prepared = Rc::new(prepare(&block, &TextOptions::default()));
        let len = prepared.text().len();
        let mut cache = Cache::default();
        for number in 0..200 {
            let at = Pos::new(0, number);
            cache.insert_prepared(at, &prepared);
            assert!(cache.prepared(at).is_some());
            assert_eq!(cache.prepared_bytes, cache.prepared.len() * len);
            assert!(cache.prepared_bytes <= MAX_CACHED_BYTES + len);
        }
    }
}
