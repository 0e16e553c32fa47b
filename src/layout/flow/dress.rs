//! Kind, lead and look of a block on the page, by the outline and the style.

use super::Flow;
use crate::doc::{Block, BlockKind, FirstLine, Heading, Mark, Pos};
use crate::layout::page_style::{
    BlockClass, BlockLook, ParagraphForm, TITLE_RANK, hang_cells, has_label, is_aligned_with_label,
};
use crate::layout::scene_break::is_scene_break;
use crate::layout::table::row_table;
use crate::layout::verse::{are_verse_lines, is_block_of_verse, is_short_line};
use crate::text::sentence::ends_sentence;
use crate::text::units::Cells;
use crate::text::width::text_width;

/// Cells of the bar of a heading of the first rank, with the blank after it.
const HEADING_BAR_CELLS: u16 = 2;
/// Most lines of a title block below the title: subtitle, author and date.
const MAX_TITLE_LINES: usize = 4;
/// Least length of a rule of a frame, in characters, and most lines in the frame.
const MIN_FRAME_CHARS: usize = 4;
const MAX_FRAME_LINES: usize = 24;
/// Most lines above and below a line of verse that are looked at.
const MAX_VERSE_LINES: usize = 8;

/// Most headings before and after a heading among which those of the same series are looked for, and most of these.
const MAX_SERIES_HEADINGS: usize = 32;
const MAX_SISTER_COUNT: usize = 4;
/// Longest subtitle of a plain text, in bytes: two lines.
const MAX_SUBTITLE_BYTES: usize = 216;

/// Part of the title block of a plain text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TitlePart {
    Title,
    /// Line that belongs to the title: number, author, date.
    Other,
    /// The same, a subtitle or a line with no gap above it: never a heading.
    Attached,
}

/// Returns whether a line below a title is its subtitle: ——基于川北三县的田野调查.
fn is_subtitle(line: &str) -> bool {
    let words = line.trim();
    words.starts_with("——") && words.len() <= MAX_SUBTITLE_BYTES && !ends_sentence(words)
}

impl Flow<'_> {
    /// Gives a block the kind and lead that outline and style want, and returns its look.
    pub(super) fn dress(&self, block: &mut Block<'_>) -> BlockLook {
        let is_title_line = match block.kind {
            BlockKind::Aside => self.follows_title(block.pos),
            BlockKind::Paragraph => block.lead.is_centred && self.follows_title(block.pos),
            BlockKind::Line => is_subtitle(&block.text) && self.is_below_title(block.pos),
            _ => false,
        };
        if let Some(look) = self.dress_row(block) {
            return look;
        }
        let part = self.title_part(block.pos);
        let is_line = block.kind == BlockKind::Line;
        if part != Some(TitlePart::Attached) {
            self.apply_outline(block);
        }
        if part == Some(TitlePart::Title) {
            block.kind = BlockKind::Heading(TITLE_RANK);
        }
        if let Some(rank) = self.underlined_rank(block) {
            block.kind = BlockKind::Aside;
            if rank == 1 && self.style.has_bars() {
                block.lead.indent = Cells(block.lead.indent.0 + HEADING_BAR_CELLS);
            }
        }
        let is_title_line =
            is_title_line || matches!(part, Some(TitlePart::Other | TitlePart::Attached));
        let class = match &block.kind {
            kind if is_title_line && !matches!(kind, BlockKind::Heading(_)) => {
                BlockClass::TitleLine
            }
            BlockKind::Line if block.text.trim().is_empty() => BlockClass::Blank,
            BlockKind::Line | BlockKind::Paragraph
                if block.lead.marker.is_some() || block.lead.indent.0 > 0 =>
            {
                BlockClass::Item
            }
            BlockKind::Line | BlockKind::Paragraph if self.is_scene_break(block) => {
                BlockClass::Rule
            }
            BlockKind::Line | BlockKind::Paragraph if self.is_verse(block) => BlockClass::Verse,
            BlockKind::Line | BlockKind::Paragraph => BlockClass::Text,
            BlockKind::Heading(rank) => BlockClass::Heading(*rank),
            BlockKind::Aside => BlockClass::Aside,
            BlockKind::Rule => BlockClass::Rule,
            BlockKind::Code | BlockKind::Table(_) => BlockClass::Figure,
        };
        let mut look = BlockLook {
            class,
            quotes: block.lead.quotes,
            keeps_gap: false,
        };
        let is_own_heading =
            is_line && matches!(class, BlockClass::Heading(_)) && self.style.keeps_indents();
        if is_own_heading || self.style.keeps_blanks(block) {
            block.lead.first_line = FirstLine::OwnBlanks;
        }
        if self.style.is_source() {
            return look;
        }
        if class == BlockClass::Text && block.kind == BlockKind::Line {
            self.set_hang(block);
        }
        match class {
            BlockClass::Heading(TITLE_RANK) => block.lead.is_centred = true,
            BlockClass::TitleLine => {
                block.lead.is_centred = true;
                if block.kind == BlockKind::Line {
                    block.kind = BlockKind::Paragraph;
                }
            }
            BlockClass::Heading(1) if self.style.has_bars() => {
                block.lead.indent = Cells(block.lead.indent.0 + HEADING_BAR_CELLS);
            }
            BlockClass::Verse => {
                if block.kind == BlockKind::Line {
                    self.set_in_verse(block);
                }
                block.kind = BlockKind::Paragraph;
                block.lead.is_verse = true;
            }
            BlockClass::Text => match self.quotation_indent(block) {
                Some(indent) => {
                    block.kind = BlockKind::Paragraph;
                    block.lead.indent = indent;
                    block.lead.first_line = FirstLine::LeftEdge;
                }
                None if self.is_indented(block) => block.kind = BlockKind::Paragraph,
                None => look.keeps_gap = self.style.keeps_gap(block),
            },
            BlockClass::Rule if block.kind != BlockKind::Rule => {
                block.kind = BlockKind::Paragraph;
                block.lead.is_centred = true;
            }
            _ => {}
        }
        block.lead.parts_salutation = block.kind == BlockKind::Line && !self.style.is_source();
        look
    }

    /// Returns the rank of the heading that a line underlines; `None` for any other line. It stays below the words of the
    /// heading.
    fn underlined_rank(&self, block: &Block<'_>) -> Option<u8> {
        let mut signs = block.text.trim().chars();
        let first = signs.next()?;
        if block.kind != BlockKind::Line
            || self.style.is_source()
            || !is_scene_break(&block.text)
            || signs.any(|sign| sign != first)
        {
            return None;
        }
        let above = self.doc.prev(block.pos)?;
        if self.outline.block_headings(above).is_empty() {
            return None;
        }
        let mut above = self.doc.block_at(above);
        self.apply_outline(&mut above);
        match above.kind {
            BlockKind::Heading(rank) if rank != TITLE_RANK => Some(rank),
            _ => None,
        }
    }

    /// Gives a row of a table of lines its kind, and returns its look; `None` for any other block.
    fn dress_row(&self, block: &mut Block<'_>) -> Option<BlockLook> {
        let class = if let Some(row) = self.table_row(block) {
            block.kind = BlockKind::Table(row_table(&block.text, row.is_head()).into());
            BlockClass::Text
        } else if self.is_drawn_row(block) {
            BlockClass::Item
        } else {
            return None;
        };
        Some(BlockLook {
            class,
            quotes: block.lead.quotes,
            keeps_gap: false,
        })
    }

    /// Sets the cells by which the further rows of a line of plain text hang.
    fn set_hang(&self, block: &mut Block<'_>) {
        let next = self.doc.block_after(block);
        let before = self.doc.prev(block.pos).map(|at| self.doc.block_at(at));
        let before = before.as_ref().map(|near| near.text.as_ref());
        let next = next.as_ref().map(|near| near.text.as_ref());
        let hangs_items = self.style.sets_items_flush();
        block.lead.hang = hang_cells(&block.text, before, next, hangs_items);
        block.lead.block_indent = self.style.block_indent(block);
        if before.is_some_and(|above| is_aligned_with_label(&block.text, above)) {
            block.lead.first_line = FirstLine::OwnBlanks;
            block.lead.hang = Some(Cells(0));
        }
    }

    /// Sets a line of verse in as far as it is from the other lines in the source, if the page has room for it.
    fn set_in_verse(&self, block: &mut Block<'_>) {
        let step = self.style.verse_step(&block.text).0;
        if step > 0 && block.lead.quotes == 0 {
            let width = text_width(block.text.trim(), self.options.widths).0;
            let room = self.setting.measure.0.saturating_sub(width);
            let indent = self.setting.indent.0.saturating_add(step);
            block.lead.indent = Cells(indent.min(room.max(self.setting.indent.0)));
        }
    }

    /// Returns the part of the title block of a plain text that the block at `pos` is.
    pub(super) fn title_part(&self, pos: Pos) -> Option<TitlePart> {
        if self.style.is_source() {
            return None;
        }
        let mut known = self.cache.title_lines.borrow_mut();
        let lines = known.entry(pos.section);
        let lines = lines
            .or_insert_with(|| self.doc.title_lines(pos))
            .as_ref()?;
        if lines.title.contains(&pos) {
            return Some(TitlePart::Title);
        }
        if lines.attached.contains(&pos) {
            return Some(TitlePart::Attached);
        }
        lines.others.contains(&pos).then_some(TitlePart::Other)
    }

    /// Returns whether a line is a break of scene: a few signs and no words, in a text of paragraphs. Two rules around lines with
    /// labels are a frame: ―― / 名前：ハル / ――.
    fn is_scene_break(&self, block: &Block<'_>) -> bool {
        matches!(
            self.style.form(),
            ParagraphForm::Indent | ParagraphForm::Flush
        ) && is_scene_break(&block.text)
            && !self.is_frame(block)
    }

    /// Returns whether the same line is a few short lines further on or back, and most of those have labels.
    fn is_frame(&self, block: &Block<'_>) -> bool {
        let rule = block.text.trim();
        if rule.chars().count() < MIN_FRAME_CHARS {
            return false;
        }
        let closes = |step: &dyn Fn(Pos) -> Option<Pos>| {
            let (mut pos, mut lines, mut labels) = (block.pos, 0, 0);
            for _ in 0..MAX_FRAME_LINES {
                let Some(near) = step(pos).map(|pos| self.doc.block_at(pos)) else {
                    return false;
                };
                let words = near.text.trim();
                if words == rule {
                    return labels * 2 > lines;
                }
                if !words.is_empty() && !is_short_line(words) {
                    return false;
                }
                lines += u32::from(!words.is_empty());
                labels += u32::from(has_label(words));
                pos = near.pos;
            }
            false
        };
        closes(&|pos| self.doc.next(pos)) || closes(&|pos| self.doc.prev(pos))
    }

    /// Returns whether a block is verse: several lines in one, or one of several neighbouring lines.
    fn is_verse(&self, block: &Block<'_>) -> bool {
        if block.text.contains('\n') {
            return block.kind == BlockKind::Paragraph
                && !self.style.is_source()
                && is_block_of_verse(&block.text);
        }
        if self.style.form() != ParagraphForm::Indent || !is_short_line(&block.text) {
            return false;
        }
        let text_of = |pos: Pos| {
            let block = self.doc.block_at(pos);
            let is_text = matches!(block.kind, BlockKind::Line | BlockKind::Paragraph);
            let is_line = is_text && is_short_line(&block.text) && self.heading_rank(pos).is_none();
            is_line.then_some(block)
        };
        let mut lines = vec![block.text.trim().to_owned()];
        let mut upper = block.space_above;
        let mut pos = block.pos;
        for _ in 0..MAX_VERSE_LINES {
            let before = self.doc.prev(pos).filter(|_| upper == 0).and_then(text_of);
            let Some(before) = before else { break };
            (pos, upper) = (before.pos, before.space_above);
            lines.push(before.text.trim().to_owned());
        }
        pos = block.pos;
        for _ in 0..MAX_VERSE_LINES {
            let after = self.doc.next(pos).and_then(text_of);
            let Some(after) = after.filter(|after| after.space_above == 0) else {
                break;
            };
            pos = after.pos;
            lines.push(after.text.trim().to_owned());
        }
        are_verse_lines(lines.iter().map(String::as_str))
    }

    /// Returns whether a line of metadata of the document itself is one of the first few below a title.
    fn follows_title(&self, pos: Pos) -> bool {
        let mut pos = pos;
        for _ in 0..MAX_TITLE_LINES {
            let Some(prev) = self.doc.prev(pos) else {
                return false;
            };
            let block = self.doc.block_at(prev);
            match block.kind {
                BlockKind::Aside => pos = prev,
                BlockKind::Paragraph if block.lead.is_centred => pos = prev,
                BlockKind::Heading(_) => return self.heading_rank(block.pos) == Some(TITLE_RANK),
                _ => return false,
            }
        }
        false
    }

    /// Returns whether the block above is a title.
    fn is_below_title(&self, pos: Pos) -> bool {
        let above = self.doc.prev(pos);
        above.is_some_and(|above| self.heading_rank(above) == Some(TITLE_RANK))
    }

    /// Returns the rank of the heading that is all of the block at `pos`, if the outline has it.
    pub(super) fn heading_rank(&self, pos: Pos) -> Option<u8> {
        let headings = &self.outline.headings;
        let start = headings.partition_point(|heading| heading.pos.block_start() < pos);
        let found = headings.iter().enumerate().skip(start);
        // A line of a book's table of contents points to a place; it does not make the text there a heading.
        found
            .take_while(|(_, heading)| heading.pos.block_start() == pos)
            .find(|(_, heading)| heading.len > 0)
            .map(|(index, _)| self.style.rank(index))
    }

    /// Returns whether a lower heading of a plain text alone on its line belongs to a series in which text follows
    /// others in the same line. The series gets one form.
    fn is_among_run_ins(&self, heading: &Heading) -> bool {
        let headings = &self.outline.headings;
        let index = headings.partition_point(|other| other.pos < heading.pos);
        if self.style.rank(index) < 2 || self.doc.block_at(heading.pos).kind != BlockKind::Line {
            return false;
        }
        let (before, after) = headings.split_at(index);
        let is_run_in = |other: &Heading| {
            let text = self.doc.block_at(other.pos).text;
            let rest = text.get((other.pos.within + other.len) as usize..);
            other.len > 0 && rest.is_some_and(|rest| !rest.trim().is_empty())
        };
        let of_series = |other: &&Heading| other.level >= heading.level;
        let is_sister = |other: &&Heading| other.level == heading.level;
        let near = |headings: &mut dyn Iterator<Item = &Heading>| {
            let series = headings.take(MAX_SERIES_HEADINGS).take_while(of_series);
            let mut sisters = series.filter(is_sister).take(MAX_SISTER_COUNT);
            sisters.any(is_run_in)
        };
        near(&mut before.iter().rev()) || near(&mut after.iter().skip(1))
    }

    /// Applies the outline to a block of running text: it may be a heading, start with one, or be metadata.
    fn apply_outline(&self, block: &mut Block<'_>) {
        if let BlockKind::Heading(level) = block.kind {
            let rank = self.heading_rank(block.pos);
            let rank = rank.or_else(|| self.place_rank(block, level));
            block.kind = BlockKind::Heading(rank.unwrap_or(level.max(1)));
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
            if after.trim().is_empty() && !self.is_among_run_ins(heading) {
                // Lines of plain text are surrounded by the file's empty lines; paragraphs of a book are not.
                if block.kind == BlockKind::Paragraph {
                    block.space_above = block.space_above.max(1);
                }
                block.kind = BlockKind::Heading(self.heading_rank(block.pos).unwrap_or(1));
            } else {
                block.marks.push((from..to, Mark::RunInHeading));
            }
        }
        if self.is_metadata(block.pos) && !self.is_among_labels(block) {
            block.kind = BlockKind::Aside;
        }
    }

    /// Returns whether the outline knows a line as metadata.
    pub(super) fn is_metadata(&self, pos: Pos) -> bool {
        self.outline.metadata_lines.binary_search(&pos).is_ok()
    }
}
