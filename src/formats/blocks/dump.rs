//! Readable dumps of documents for tests, one line per block.

use crate::doc::{Block, BlockKind, Document as _, FirstLine, Ink, InkColour, Mark};
use crate::formats::blocks::document::BlockDocument;
use std::fmt::Write as _;

/// Returns a readable dump of the blocks. Asserts the invariants of documents.
pub(crate) fn dump(document: &BlockDocument) -> String {
    assert_invariants(document);
    document
        .blocks
        .iter()
        .map(dump_block)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Returns one block as text: rows above, kind, lead, text with its marks.
pub(crate) fn dump_block(block: &Block<'_>) -> String {
    let kind = match &block.kind {
        BlockKind::Line => "line".to_owned(),
        BlockKind::Paragraph => "par".to_owned(),
        BlockKind::Heading(level) => format!("h{level}"),
        BlockKind::Code => "code".to_owned(),
        BlockKind::Table(_) => "table".to_owned(),
        BlockKind::Rule => "rule".to_owned(),
        BlockKind::Aside => "aside".to_owned(),
    };
    let mut lead = ">".repeat(usize::from(block.lead.quotes));
    if block.lead.indent.0 > 0 {
        write!(lead, "+{}", block.lead.indent.0).expect("a string takes all");
    }
    if let Some(behind) = block.lead.flush_right {
        write!(lead, "<{}", behind.0).expect("a string takes all");
    }
    if block.lead.is_centred {
        lead.push('=');
    }
    if block.lead.first_line == FirstLine::LeftEdge {
        lead.push('[');
    }
    if let Some(marker) = &block.lead.marker {
        write!(lead, "{marker}").expect("a string takes all");
    }
    let text = text_with_marks(block).replace('\n', "⏎").replace('\t', "⇥");
    format!("{} {kind} {lead}| {text}", block.space_above)
        .trim_end()
        .to_owned()
}

/// Returns a short name of an ink: `1/4` is red on blue.
fn ink_name(ink: Ink) -> String {
    let colour = |colour| match colour {
        None => String::new(),
        Some(InkColour::Indexed(number)) => number.to_string(),
        Some(InkColour::Rgb(red, green, blue)) => format!("#{red:02x}{green:02x}{blue:02x}"),
    };
    let sign = |is_set, sign: &'static str| if is_set { sign } else { "" };
    let (dim, reversed) = (sign(ink.is_dim, "dim"), sign(ink.is_reversed, "rev"));
    format!(
        "{}/{}{dim}{reversed}",
        colour(ink.colour),
        colour(ink.ground)
    )
}

/// Returns the block's text with its marks drawn into it.
pub(crate) fn text_with_marks(block: &Block<'_>) -> String {
    let mut text = String::new();
    let signs = |mark: &Mark| match mark {
        Mark::Emphasis => ("‹em:".to_owned(), "›".to_owned()),
        Mark::EmphasisDots => ("‹dots:".to_owned(), "›".to_owned()),
        Mark::Strong => ("‹b:".to_owned(), "›".to_owned()),
        Mark::Strike => ("‹s:".to_owned(), "›".to_owned()),
        Mark::Code => ("‹code:".to_owned(), "›".to_owned()),
        Mark::Link(to) => ("‹".to_owned(), format!(" → {to}›")),
        Mark::NoteRef(label) => ("‹note:".to_owned(), format!(" = {label}›")),
        Mark::InlineNote => ("‹remark:".to_owned(), "›".to_owned()),
        Mark::Ink(ink) => (format!("‹{}:", ink_name(*ink)), "›".to_owned()),
        Mark::RunInHeading => ("‹title:".to_owned(), "›".to_owned()),
        Mark::Ruby { base } => ("‹ruby:".to_owned(), format!(" = {base}›")),
    };
    for (at, c) in block.text.char_indices().chain([(block.text.len(), '\0')]) {
        for (range, mark) in block.marks.iter().rev() {
            if range.end as usize == at {
                text.push_str(&signs(mark).1);
            }
        }
        for (range, mark) in &block.marks {
            if range.start as usize == at {
                text.push_str(&signs(mark).0);
            }
        }
        text.push(c);
    }
    text.pop();
    text
}

/// Asserts the invariants of every document.
pub(crate) fn assert_invariants(document: &BlockDocument) {
    for pair in document.blocks.windows(2) {
        assert!(pair[0].pos < pair[1].pos, "blocks ascend");
    }
    for block in &document.blocks {
        assert!(block.pos.block.0 < document.len, "blocks lie in the source");
        assert!(block.marks.is_sorted_by_key(|(range, _)| range.start));
        for (range, _) in &block.marks {
            assert!(range.start < range.end);
            assert!(
                block
                    .text
                    .get(range.start as usize..range.end as usize)
                    .is_some()
            );
        }
        if let BlockKind::Table(table) = &block.kind {
            let cells: Vec<_> = table.rows.iter().flatten().collect();
            assert!(cells.is_sorted_by_key(|cell| (cell.start, cell.end)));
            for cell in cells {
                assert!(
                    block
                        .text
                        .get(cell.start as usize..cell.end as usize)
                        .is_some()
                );
            }
        }
    }
    for heading in &document.headings {
        let block = document.block_at(heading.pos);
        assert_eq!(block.pos, heading.pos);
        assert_eq!(block.kind, BlockKind::Heading(heading.level));
        assert_eq!(heading.len as usize, block.text.len());
    }
}
