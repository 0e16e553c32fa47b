//! Positions of table of contents entries, and their order.

use crate::doc::{BlockKind, Heading, Outline};
use crate::formats::blocks::document::BlockDocument;
use crate::text::script::letters_only;

/// Blocks from an entry's target on in which its title is searched.
const TITLE_SEARCH_BLOCKS: usize = 3;

/// Sorts the headings into text order, regardless of the table of contents.
pub(crate) fn sorted_outline(mut headings: Vec<Heading>) -> Outline {
    headings.sort_by_key(|heading| heading.pos);
    Outline {
        headings,
        metadata_lines: Vec::new(),
        doubtful: Vec::new(),
        complete: false,
    }
}

/// Moves an entry to the paragraph with the words of its title, at its target or shortly after it. The paragraph
/// then shows as a heading without having a tag.
pub(crate) fn resolve_title_place(line: &mut Heading, chapter: &BlockDocument) {
    let title = letters_only(&line.title).collect::<String>();
    let from = line.pos.block;
    let from = chapter
        .blocks
        .partition_point(|block| block.pos.block < from);
    let near = chapter.blocks.iter().skip(from).take(TITLE_SEARCH_BLOCKS);
    let mut plain = near.filter(|block| {
        matches!(block.kind, BlockKind::Paragraph | BlockKind::Line) && !block.text.contains('\n')
    });
    if let Some(block) = plain.find(|block| letters_only(&block.text).eq(title.chars())) {
        line.pos.block = block.pos.block;
        line.pos.within = 0;
        line.len = block.text.len() as u32;
    }
}
