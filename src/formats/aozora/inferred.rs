//! Headings of a text without heading notes, inferred from the indents and numbers of its lines.

use crate::doc::{Block, Heading, Pos};
use crate::outline::headings::HeadingScan;
use std::borrow::Cow;

/// Returns the headings that the blocks have by their look. `lines` are the lines of the text without legend and
/// metadata, each with its byte offset; `is_titled` is whether a title precedes them on the first level.
pub(super) fn headings(
    blocks: &[Block<'_>],
    lines: &[(usize, Cow<'_, str>)],
    is_titled: bool,
) -> Vec<Heading> {
    let mut scan = HeadingScan::new();
    for (at, line) in lines {
        // Rules part the legend from the text here, and underline no title.
        let is_rule = line.trim().chars().all(|c| c == '-');
        scan.push_line(Pos::new(0, *at as u64), if is_rule { "" } else { line });
    }
    let mut headings = scan.finish_outline().headings;
    headings.retain_mut(|heading| {
        let pos = heading.pos.block_start();
        let block = blocks
            .binary_search_by_key(&pos, |block| block.pos)
            .ok()
            .and_then(|index| blocks.get(index));
        let Some(block) = block.filter(|block| block.text.contains(&*heading.title)) else {
            return false;
        };
        let within = block.text.find(&*heading.title).unwrap_or(0);
        heading.pos = pos.at(within as u32);
        heading.level = heading.level.saturating_add(u8::from(is_titled));
        true
    });
    headings
}
