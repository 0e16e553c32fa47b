//! Places that lines of a table of contents lead to, and their order.

use crate::doc::{BlockKind, Heading, Outline};
use crate::formats::blocks::document::BlockDocument;
use crate::text::script::letters_only;

/// Blocks from the place that a line leads to on among which its title is looked for.
const TITLE_SEARCH_BLOCKS: usize = 3;

/// The headings in the order of the text, whatever that of the table of contents is.
pub(crate) fn sorted_outline(mut headings: Vec<Heading>) -> Outline {
    headings.sort_by_key(|heading| heading.pos);
    Outline {
        headings,
        metadata_lines: Vec::new(),
        complete: false,
    }
}

/// Takes the paragraph that says the title for the place of a line of the table of contents which leads
/// there or just above: then it shows as a heading, although there is no tag for it.
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
