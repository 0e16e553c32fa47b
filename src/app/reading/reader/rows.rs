//! Rows of the page: places above and below a place, and the cells of a place.

use super::Reader;
use crate::doc::Pos;
use crate::layout::{Flow, Line, PageCut, PageRow, RowId};

/// Edge of a row of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowEdge {
    /// First cell.
    Start,
    /// Last cell.
    End,
}

impl Reader {
    /// Returns the place being read: that of the heading with which the page begins, else that of the last heading in
    /// the first third of the page, else the first row. A page above the first heading of the text is read at the first
    /// heading in that third.
    pub fn reading_pos(&self) -> Pos {
        if let Some(title) = self.title_below() {
            return title;
        }
        let third = (self.rows.0 as usize / 3).max(1);
        let rows = self.page.iter().take(third);
        let mut rows = rows.filter(|row| row.line().is_some()).map(PageRow::span);
        let Some(top) = rows.next() else {
            return self.anchor;
        };
        let mut own = self.outline.block_headings(top.start.block_start()).iter();
        let own = own.rfind(|heading| top.start <= heading.pos && heading.pos < top.end);
        if let Some(own) = own {
            return own.pos.max(self.anchor);
        }
        let headings = &self.outline.headings;
        let count_above = |end: Pos| headings.partition_point(|heading| heading.pos < end);
        let is_before_all = self.outline.index_at(self.anchor).is_none();
        let mut known = count_above(top.end);
        // The heading of a file may have its place at the head of the file, above its first row.
        let mut below = rows.filter_map(|span| {
            let count = count_above(span.end);
            let heading = headings
                .get(count.checked_sub(1)?)
                .filter(|_| count > known);
            known = known.max(count);
            heading
        });
        let heading = if is_before_all {
            below.next()
        } else {
            below.last()
        };
        heading.map_or(self.anchor, |heading| heading.pos.max(self.anchor))
    }

    /// Goes to a heading: to the head of its title block if it is the title of a text, so that the office and number
    /// above it are on the page.
    pub fn go_heading(&mut self, pos: Pos) {
        let block = pos.block_start();
        let lines = self.doc.title_lines(pos);
        let lines = lines.filter(|lines| lines.title.contains(&block));
        let all = lines
            .iter()
            .flat_map(|lines| lines.others.iter().chain(&lines.title));
        let head = all.copied().filter(|line| *line < block).min();
        self.go(head.unwrap_or(pos));
    }

    /// Returns the place from which headings are counted: the title if the page begins with what is above it.
    pub fn heading_origin(&self) -> Pos {
        self.title_below().unwrap_or(self.anchor)
    }

    /// Returns the title of the text if the page begins above it in its title block.
    fn title_below(&self) -> Option<Pos> {
        let lines = self.doc.title_lines(self.anchor)?;
        let block = self.anchor.block_start();
        (block < lines.at.block_start() && lines.others.contains(&block)).then_some(lines.at)
    }

    /// Returns the cell of `pos`, from the left edge of the measure, and the index of its row among those of the pages;
    /// `None` if it is on none.
    pub fn cell_of(&self, pos: Pos) -> Option<(u16, usize)> {
        let (row, line) = self.page.iter().enumerate().find_map(|(row, page_row)| {
            let line = page_row.line()?;
            let span = page_row.span();
            (span.start <= pos && pos < span.end).then_some((row, line))
        })?;
        Some((cell_in(line, pos.within), row))
    }

    /// Returns the place `rows` text rows below the line of `pos` (above it if negative), at the cell nearest to
    /// `column`; `None` at the first or last row of the text.
    pub fn row_neighbour(&mut self, pos: Pos, rows: i64, column: u16) -> Option<Pos> {
        self.with_flow(|flow| {
            let mut id = text_row(flow, pos);
            let step = rows.signum();
            let mut left = rows.abs();
            let mut found = None;
            while left > 0 {
                let next = flow.step(id, step);
                if next == id {
                    break;
                }
                id = next;
                let row = flow.page_row(id);
                if let Some(line) = row.line().filter(|line| !line.glyphs.is_empty()) {
                    found = Some(id.block.at(byte_at(line, column)));
                    left -= 1;
                }
            }
            found
        })
    }

    /// Returns the first or last place of the row that holds `pos`.
    pub fn row_edge(&mut self, pos: Pos, edge: RowEdge) -> Pos {
        self.with_flow(|flow| {
            let id = text_row(flow, pos);
            let row = flow.page_row(id);
            let glyphs = row.line().map(|line| line.glyphs.as_slice());
            let glyph = glyphs.and_then(|glyphs| match edge {
                RowEdge::Start => glyphs.first(),
                RowEdge::End => glyphs.last(),
            });
            glyph.map_or(pos, |glyph| id.block.at(glyph.at))
        })
    }

    /// Scrolls by as few rows as show the line of `pos`.
    pub fn reveal(&mut self, pos: Pos) {
        if self.page.is_empty() || self.is_visible(pos) {
            return;
        }
        let (rows, top) = (i64::from(self.screen_rows().0), self.top);
        let next = self.with_flow(|flow| {
            let line = flow.row_of(pos);
            if line < top {
                return flow.page_start(line, PageCut::RubyRow);
            }
            let last = text_row(flow, pos);
            let next = flow.step(last, 1 - rows);
            flow.page_start(next, PageCut::NextLine)
        });
        self.move_top(next);
    }
}

/// Returns the text row of the line that holds `pos`; its readings are in the row above.
fn text_row(flow: &mut Flow<'_>, pos: Pos) -> RowId {
    let id = flow.row_of(pos);
    if flow.page_row(id).line().is_some() {
        id
    } else {
        flow.step(id, 1)
    }
}

/// Returns the cell of byte `within` of a block in its line.
pub fn cell_in(line: &Line, within: u32) -> u16 {
    let after = line.glyphs.partition_point(|glyph| glyph.at <= within);
    let glyph = line.glyphs.get(after.saturating_sub(1));
    glyph.map_or(0, |glyph| glyph.x)
}

/// Returns the byte of the glyph that covers `column`, or of the nearest one.
pub fn byte_at(line: &Line, column: u16) -> u32 {
    let after = line.glyphs.partition_point(|glyph| glyph.x <= column);
    let glyph = line.glyphs.get(after.saturating_sub(1));
    glyph.map_or(line.bytes.start, |glyph| glyph.at)
}
