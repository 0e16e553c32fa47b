//! Headings of books at the places to which the table of contents leads.

use super::Flow;
use crate::doc::{Block, BlockKind, Heading, Mark, Pos};
use crate::text::script::letters_only;

/// Most headings and pictures between the place of an entry and its heading that are passed.
const MAX_HEAD_BLOCKS: usize = 8;
/// Most entries with the same place that are compared with a heading.
const MAX_SAME_PLACE_ENTRIES: usize = 8;

/// Returns whether an entry of a table of contents leads to a place and is no heading of its own.
fn is_place(heading: &Heading) -> bool {
    heading.len == 0 && heading.entry.is_none()
}

/// Returns whether a block is only a picture.
fn is_picture(block: &Block<'_>) -> bool {
    let len = block.text.len() as u32;
    block.text.starts_with('[')
        && block.marks.iter().any(|(range, mark)| {
            matches!(mark, Mark::Link(_)) && range.start == 0 && range.end == len
        })
}

/// Returns whether a heading and an entry have the same words, or the words of one are part of the other.
fn has_words_of(text: &str, title: &str) -> bool {
    let text: String = letters_only(text).collect();
    let title: String = letters_only(title).collect();
    !text.is_empty() && !title.is_empty() && (title.contains(&text) || text.contains(&title))
}

impl Flow<'_> {
    /// Returns the rank of a heading of level `level` that is not in the outline, by the last entry of the table of
    /// contents that leads to a place before it: the rank of the entry if it is the head of that part of the text, or a
    /// lower one. `None` without such an entry in its section.
    pub(super) fn place_rank(&self, block: &Block<'_>, level: u8) -> Option<u8> {
        let headings = &self.outline.headings;
        let last = self
            .outline
            .index_at(block.pos.at(block.text.len() as u32))?;
        let place = headings.get(last)?.pos.block_start();
        if place.section != block.pos.section {
            return None;
        }
        let entries = headings.iter().enumerate().take(last + 1).rev();
        let mut entries = entries
            .take(MAX_SAME_PLACE_ENTRIES)
            .take_while(|(_, entry)| entry.pos.block_start() == place && is_place(entry))
            .peekable();
        let (nearest, _) = *entries.peek()?;
        if let Some((own, _)) = entries.find(|(_, entry)| has_words_of(&block.text, &entry.title)) {
            return Some(self.style.rank(own));
        }
        let rank = self.style.rank(nearest);
        let (mut top, mut pos) = (level, block.pos);
        for _ in 0..MAX_HEAD_BLOCKS {
            let above = self.doc.prev(pos);
            let Some(above) = above.filter(|above| pos > place && *above >= place) else {
                return Some(rank.saturating_add(level.saturating_sub(top)));
            };
            let above = self.doc.block_at(above);
            match above.kind {
                BlockKind::Heading(level) => top = top.min(level),
                BlockKind::Rule => {}
                BlockKind::Paragraph if is_picture(&above) => {}
                _ => break,
            }
            pos = above.pos;
        }
        Some(level.max(rank.saturating_add(1)))
    }

    /// Returns whether a file of a book that begins with `pos` begins a chapter of the first rank. `before` is the
    /// block above.
    pub(super) fn begins_chapter(&self, before: Pos, pos: Pos) -> bool {
        let headings = &self.outline.headings;
        let start = headings.partition_point(|heading| heading.pos < Pos::new(pos.section, 0));
        before.section != pos.section
            && headings.get(start).is_some_and(|heading| {
                is_place(heading) && heading.pos.block_start() <= pos && self.style.rank(start) <= 1
            })
    }

    /// Returns whether a file of a book that begins with `pos` begins a chapter, which has a page of its own: a heading of the
    /// first rank is there, or such an entry of the table of contents leads there. `before` is the block above.
    pub(super) fn opens_chapter(&self, before: Pos, pos: Pos) -> bool {
        let headings = &self.outline.headings;
        let start = headings.partition_point(|heading| heading.pos < Pos::new(pos.section, 0));
        before.section != pos.section
            && headings.get(start).is_some_and(|heading| {
                heading.entry.is_none()
                    && heading.pos.block_start() <= pos
                    && self.style.rank(start) <= 1
            })
    }
}
