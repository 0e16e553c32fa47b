//! Kind, lead and look of a block on the page, by the outline and the style.

use super::Flow;
use crate::doc::{Block, BlockKind, FirstLine, Heading, Mark, Pos};
use crate::layout::page_style::{
    BlockClass, BlockLook, Neighbours, ParagraphForm, SeriesForms, TITLE_RANK, hang_cells,
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
/// Most lines above and below a line of verse that are looked at.
const MAX_VERSE_LINES: usize = 8;

/// Most lines of text before and after a line that decide whether it gets an indent, and most blocks passed to find them.
const MAX_NEAR_LINES: usize = 3;
const MAX_NEAR_BLOCKS: usize = 6;
/// Blocks at the beginning of a section that decide the forms of its series.
const MAX_SERIES_BLOCKS: usize = 400;
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
        if let Some(row) = self.table_row(block) {
            block.kind = BlockKind::Table(row_table(&block.text, row.is_head()));
            return BlockLook {
                class: BlockClass::Text,
                quotes: block.lead.quotes,
            };
        }
        let part = self.title_part(block.pos);
        let is_line = block.kind == BlockKind::Line;
        self.apply_outline(block);
        if part == Some(TitlePart::Title) {
            block.kind = BlockKind::Heading(TITLE_RANK);
        }
        let is_title_line = is_title_line || part == Some(TitlePart::Other);
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
            BlockKind::Line | BlockKind::Paragraph if self.is_scene_break(&block.text) => {
                BlockClass::Rule
            }
            BlockKind::Line | BlockKind::Paragraph if self.is_verse(block) => BlockClass::Verse,
            BlockKind::Line | BlockKind::Paragraph => BlockClass::Text,
            BlockKind::Heading(rank) => BlockClass::Heading(*rank),
            BlockKind::Aside => BlockClass::Aside,
            BlockKind::Rule => BlockClass::Rule,
            BlockKind::Code | BlockKind::Table(_) => BlockClass::Figure,
        };
        let look = BlockLook {
            class,
            quotes: block.lead.quotes,
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
            let next = self.doc.block_after(block);
            let before = self.doc.prev(block.pos).map(|at| self.doc.block_at(at));
            let before = before.as_ref().map(|near| near.text.as_ref());
            let next = next.as_ref().map(|near| near.text.as_ref());
            let hangs_items = self.style.sets_items_flush();
            block.lead.hang = hang_cells(&block.text, before, next, hangs_items);
            block.lead.block_indent = self.style.block_indent(block);
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
            BlockClass::Text if self.is_indented(block) => block.kind = BlockKind::Paragraph,
            BlockClass::Rule if block.kind != BlockKind::Rule => {
                block.kind = BlockKind::Paragraph;
                block.lead.is_centred = true;
            }
            _ => {}
        }
        block.lead.parts_salutation = block.kind == BlockKind::Line && !self.style.is_source();
        look
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
        lines.others.contains(&pos).then_some(TitlePart::Other)
    }

    /// Returns whether a line of plain text gets the indent of a paragraph.
    fn is_indented(&self, block: &Block<'_>) -> bool {
        // A line after one that ends within a sentence goes on with it.
        let above = self
            .doc
            .prev(block.pos)
            .map(|above| self.doc.block_at(above));
        if above.is_some_and(|above| above.text.trim_end().ends_with(['，', '、'])) {
            return false;
        }
        self.style.indents_line(
            block,
            || self.is_series_indented(block),
            || self.has_own_indents(block.pos),
            || self.neighbours(block),
        )
    }

    /// Returns whether a line is a break of scene: a few signs and no words, in a text of paragraphs.
    fn is_scene_break(&self, text: &str) -> bool {
        matches!(
            self.style.form(),
            ParagraphForm::Indent | ParagraphForm::Flush
        ) && is_scene_break(text)
    }

    /// Returns the lines around a line of plain text, up to the next headings.
    fn neighbours(&self, block: &Block<'_>) -> Neighbours {
        if let Some(known) = self.cache.neighbours.borrow().get(&block.pos) {
            return *known;
        }
        let mut found = Neighbours::default();
        found.add(&block.text);
        let is_near = |near: &Block<'_>| {
            near.kind == BlockKind::Line
                && near.pos.section == block.pos.section
                && self.heading_rank(near.pos).is_none()
        };
        let before = std::iter::successors(self.doc.prev(block.pos), |at| self.doc.prev(*at));
        let before = before.map(|at| self.doc.block_at(at));
        let after = std::iter::successors(self.doc.block_after(block), |near| {
            self.doc.block_after(near)
        });
        let mut add = |near: &mut dyn Iterator<Item = Block<'_>>| {
            let lines = near.take(MAX_NEAR_BLOCKS).take_while(is_near);
            let lines = lines.filter(|near| !near.text.trim().is_empty());
            lines
                .take(MAX_NEAR_LINES)
                .for_each(|near| found.add(&near.text));
        };
        add(&mut before.into_iter());
        add(&mut after.into_iter());
        self.cache.neighbours.borrow_mut().insert(block.pos, found);
        found
    }

    /// Returns whether the series of a numbered line is indented, decided once from the beginning of its section; `None`
    /// for other lines.
    fn is_series_indented(&self, block: &Block<'_>) -> Option<bool> {
        let mut known = self.cache.series.borrow_mut();
        let forms = known.entry(block.pos.section).or_insert_with(|| {
            let mut forms = SeriesForms::default();
            let first = self.doc.block_at(Pos::new(block.pos.section, 0));
            let lines = std::iter::successors(Some(first), |line| self.doc.block_after(line));
            let lines = lines.take(MAX_SERIES_BLOCKS);
            let of_section = |line: &Block<'_>| line.pos.section == block.pos.section;
            lines
                .take_while(of_section)
                .filter(|line| !self.is_whole_heading(line))
                .for_each(|line| forms.add(&line));
            forms
        });
        forms.are_paragraphs(&block.text)
    }

    /// Returns whether a heading is all of a line.
    fn is_whole_heading(&self, line: &Block<'_>) -> bool {
        self.outline.block_headings(line.pos).iter().any(|heading| {
            let rest = line.text.get((heading.pos.within + heading.len) as usize..);
            heading.len > 0 && rest.is_none_or(|rest| rest.trim().is_empty())
        })
    }

    /// Returns whether the source indents the paragraphs of the section of `pos`, decided once from its beginning.
    fn has_own_indents(&self, pos: Pos) -> bool {
        let mut known = self.cache.own_indents.borrow_mut();
        *known
            .entry(pos.section)
            .or_insert_with(|| self.style.has_own_indents(self.doc, pos))
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
