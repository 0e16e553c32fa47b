//! Left edges of the lines of plain text, by the lines around them.

use super::Flow;
use crate::doc::{Block, BlockKind, Pos};
use crate::layout::leading_blanks::leading_blanks;
use crate::layout::page_style::{
    MAX_GROUP_LINES, Neighbours, SeriesForms, has_label, indented_lines, is_aligned_with_label,
    is_set_in, reads_as_paragraph,
};
use crate::text::sentence::ends_sentence;
use crate::text::units::Cells;
use std::ops::Range;

/// Most lines of text before and after a line that tell whether it has lost its indent, and most blocks passed to find them.
const MAX_NEAR_LINES: usize = 3;
const MAX_NEAR_BLOCKS: usize = 6;
/// Part of a long group that is judged by itself, in bytes of the text.
const PART_BYTES: u64 = 4 << 10;
/// Blocks at the beginning of a section that decide the forms of its series.
const MAX_SERIES_BLOCKS: usize = 400;
/// Most lines of a quotation, and blank lines around it.
const MAX_QUOTATION_LINES: usize = 16;

impl Flow<'_> {
    /// Returns whether a line of plain text gets the indent of a paragraph that its source does not have.
    pub(super) fn is_indented(&self, block: &Block<'_>) -> bool {
        if !self.style.may_indent(block) {
            return false;
        }
        // A line after one that ends within a sentence goes on with it.
        let above = self.doc.prev(block.pos);
        let above = above.map(|above| self.doc.block_at(above));
        if above.is_some_and(|above| above.text.trim_end().ends_with(['，', '、'])) {
            return false;
        }
        if self.has_own_indents(block.pos) {
            let series = self.is_series_indented(&block.text, block.pos.section);
            let neighbours = || self.neighbours(block);
            return self.style.has_lost_indent(&block.text, series, neighbours);
        }
        self.is_group_indented(block)
    }

    /// Returns whether a line of plain text is indented in its group; decided at once for all lines of the same part.
    fn is_group_indented(&self, block: &Block<'_>) -> bool {
        if let Some(known) = self.cache.line_edges.borrow().get(&block.pos) {
            return *known;
        }
        let (lines, own) = self.group_part(block);
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_ref()).collect();
        let is_flush = self.style.sets_items_flush();
        let series = |line: &str| {
            let form = self.is_series_indented(line, block.pos.section);
            form.map(|is_indented| is_indented && !is_flush)
        };
        let first = lines.first().unwrap_or(block);
        let are_amid_paragraphs = || self.neighbours(first).are_paragraphs();
        let edges = indented_lines(&texts, &series, &are_amid_paragraphs);
        let mut known = self.cache.line_edges.borrow_mut();
        for (line, edge) in lines.iter().zip(edges).take(own.end).skip(own.start) {
            known.insert(line.pos, edge);
        }
        known.get(&block.pos).copied().unwrap_or(false)
    }

    /// Returns the lines that decide on a line, and the indices of those on which they decide too, so that it makes no difference
    /// to which of them one comes first: the beginning of its group, or further on the lines of the same [`PART_BYTES`].
    fn group_part(&self, block: &Block<'_>) -> (Vec<Block<'_>>, Range<usize>) {
        let part = |line: &Block<'_>| line.pos.block.0 / PART_BYTES;
        let mut lines = vec![self.doc.block_at(block.pos)];
        let mut above_part = 0;
        let mut is_begun = true;
        while let Some(above) = lines.last().and_then(|line| self.above_in_group(line)) {
            if part(&above) != part(block) {
                is_begun = above_part < MAX_GROUP_LINES;
                if !is_begun {
                    break;
                }
                above_part += 1;
            }
            lines.push(above);
        }
        is_begun &= lines.len() <= MAX_GROUP_LINES;
        if !is_begun {
            lines.retain(|line| part(line) == part(block));
        }
        lines.reverse();
        while let Some(below) = lines.last().and_then(|line| self.below_in_group(line)) {
            let is_past = if is_begun {
                lines.len() >= 2 * MAX_GROUP_LINES
            } else {
                part(&below) != part(block)
            };
            if is_past {
                break;
            }
            lines.push(below);
        }
        let own = if is_begun {
            0..MAX_GROUP_LINES.min(lines.len())
        } else {
            MAX_GROUP_LINES.saturating_sub(above_part)..lines.len()
        };
        (lines, own)
    }

    /// Returns the line above in the same group. A blank line between parts groups, but not lines with labels where blank lines
    /// part all paragraphs.
    fn above_in_group(&self, line: &Block<'_>) -> Option<Block<'_>> {
        let above = self.doc.block_at(self.doc.prev(line.pos)?);
        if !above.text.trim().is_empty() {
            return self.is_of_group(&above, line).then_some(above);
        }
        let bytes = line.pos.block.0.saturating_sub(above.pos.block.0);
        let above = self.doc.block_at(self.doc.prev(above.pos)?);
        self.are_parted_labels(&above, line, bytes).then_some(above)
    }

    /// Returns the line below in the same group.
    fn below_in_group(&self, line: &Block<'_>) -> Option<Block<'_>> {
        let below = self.doc.block_after(line)?;
        if !below.text.trim().is_empty() {
            return self.is_of_group(&below, line).then_some(below);
        }
        let from = below.pos.block.0;
        let below = self.doc.block_after(&below)?;
        let bytes = below.pos.block.0.saturating_sub(from);
        self.are_parted_labels(line, &below, bytes).then_some(below)
    }

    /// Returns whether a line of metadata is one of several lines with labels of which the outline does not know all: 时间：
    /// above 地点：. They are set alike.
    pub(super) fn is_among_labels(&self, line: &Block<'_>) -> bool {
        let is_unknown = |near: Option<Block<'_>>| {
            near.is_some_and(|near| has_label(&near.text) && !self.is_metadata(near.pos))
        };
        line.kind == BlockKind::Line
            && (is_unknown(self.above_in_group(line)) || is_unknown(self.below_in_group(line)))
    }

    /// Returns whether two lines have labels, and `bytes` bytes of blank lines between them have no meaning.
    fn are_parted_labels(&self, upper: &Block<'_>, lower: &Block<'_>, bytes: u64) -> bool {
        self.style.drops_separator(bytes)
            && has_label(&upper.text)
            && has_label(&lower.text)
            && self.is_of_group(upper, lower)
            && self.is_of_group(lower, upper)
    }

    /// Returns whether a line may be in the group of another: text without blanks in the same section, not part of the title.
    fn is_of_group(&self, line: &Block<'_>, other: &Block<'_>) -> bool {
        line.kind == BlockKind::Line
            && line.pos.section == other.pos.section
            && !line.text.starts_with(char::is_whitespace)
            && !self.is_whole_heading(line)
            && self.title_part(line.pos).is_none()
    }

    /// Returns the cells by which a verse or a quotation is set in where the paragraphs of the source have no indent: deeper than
    /// a paragraph, by its own blanks. It is one of several lines set in below a line that is not, or follows one without the
    /// end of a sentence: 正是：. A single line set in elsewhere is a paragraph, and so are all of a chapter.
    pub(super) fn quotation_indent(&self, block: &Block<'_>) -> Option<Cells> {
        if !self.style.may_be_quotation(block) {
            return None;
        }
        let above = self.doc.prev(block.pos).map(|pos| self.doc.block_at(pos));
        if let Some(above) = above.filter(|above| is_aligned_with_label(&block.text, &above.text)) {
            let own = leading_blanks(&block.text).1;
            let indent = self.setting.indent.0;
            let is_indented = self.is_indented(&above);
            return Some(Cells(if is_indented { indent + own } else { own }));
        }
        let (above, opening) = self.set_in_lines(block.pos, |pos| self.doc.prev(pos))?;
        let (below, _) = self.set_in_lines(block.pos, |pos| self.doc.next(pos))?;
        let opening = opening.filter(|opening| !self.is_whole_heading(opening))?;
        let is_quotation =
            above + below > 0 || !ends_sentence(&opening.text) || !reads_as_paragraph(&block.text);
        let blank = leading_blanks(&block.text).1;
        is_quotation.then(|| Cells(self.setting.indent.0.saturating_add(blank)))
    }

    /// Returns the number of lines set in on one side of a line, and the line past them; `None` if the lines past a blank line
    /// are set in as well, or stand at other places of the page as in a figure.
    fn set_in_lines(
        &self,
        from: Pos,
        step: impl Fn(Pos) -> Option<Pos>,
    ) -> Option<(usize, Option<Block<'_>>)> {
        let (mut pos, mut count, mut is_parted) = (from, 0, false);
        for _ in 0..MAX_QUOTATION_LINES {
            let Some(near) = step(pos).map(|pos| self.doc.block_at(pos)) else {
                return Some((count, None));
            };
            pos = near.pos;
            if near.text.trim().is_empty() {
                is_parted = true;
            } else if !near.text.starts_with(char::is_whitespace) {
                return Some((count, Some(near)));
            } else if is_parted || !is_set_in(&near.text) {
                return None;
            } else {
                count += 1;
            }
        }
        None
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
    fn is_series_indented(&self, line: &str, section: u32) -> Option<bool> {
        let mut known = self.cache.series.borrow_mut();
        let forms = known.entry(section).or_insert_with(|| {
            let mut forms = SeriesForms::default();
            let first = self.doc.block_at(Pos::new(section, 0));
            let lines = std::iter::successors(Some(first), |line| self.doc.block_after(line));
            let lines = lines.take(MAX_SERIES_BLOCKS);
            let of_section = |line: &Block<'_>| line.pos.section == section;
            lines
                .take_while(of_section)
                .filter(|line| !self.is_whole_heading(line))
                .for_each(|line| forms.add(&line));
            forms
        });
        forms.are_paragraphs(line)
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
}
