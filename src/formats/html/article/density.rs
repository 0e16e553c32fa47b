//! Prose and links of a block.

use crate::doc::{Block, BlockKind, Mark};
use crate::text::char_count::count_characters;

/// Amounts of text, links and prose in a block, in 字.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ProseDensity {
    /// All text.
    pub(crate) total: u64,
    /// Text of links to other pages.
    pub(crate) linked: u64,
    /// Prose.
    pub(crate) prose: u64,
}

impl ProseDensity {
    pub(crate) fn from_block(block: &Block<'_>) -> Self {
        let total = count_characters(&block.text);
        let linked = count_linked(block).min(total);
        let plain = total - linked;
        let stops = block.text.chars().filter(|c| is_stop(*c)).take(2).count();
        let prose = match &block.kind {
            BlockKind::Heading(_) | BlockKind::Rule => 0,
            BlockKind::Code => plain / 2,
            BlockKind::Table(_) => plain / 4,
            BlockKind::Line | BlockKind::Paragraph | BlockKind::Aside => match stops {
                0 if plain < 40 => 0,
                0 => plain / 2,
                _ => plain,
            },
        };
        Self {
            total,
            linked,
            prose: if linked * 2 > total { 0 } else { prose },
        }
    }

    /// Returns whether the block is mostly links: four fifths or more.
    pub(crate) fn is_link(self) -> bool {
        self.linked > 0 && self.linked * 5 >= self.total * 4
    }
}

/// Returns whether `c` ends a sentence or clause.
fn is_stop(c: char) -> bool {
    matches!(
        c,
        '。' | '，' | '、' | '！' | '？' | '；' | '．' | '…' | '.' | ',' | '!' | '?' | ';'
    )
}

/// Returns the linked text of a block, in 字. Note references, links within the page and pictures do not count.
fn count_linked(block: &Block<'_>) -> u64 {
    let mut sum = 0;
    let mut done = 0;
    for (range, mark) in &block.marks {
        let from = range.start.max(done);
        let words = block.text.get(from as usize..range.end as usize);
        if let (Mark::Link(to), Some(words)) = (mark, words)
            && !to.starts_with('#')
            && !words.starts_with('[')
        {
            sum += count_characters(words);
            done = range.end;
        }
    }
    sum
}
