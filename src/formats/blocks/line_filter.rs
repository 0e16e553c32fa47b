//! Line-hiding rules for finished blocks. A block is hidden if all of its lines are. Tables and code are never
//! hidden.

use super::document::BlockDocument;
use crate::doc::{Block, BlockKind, Pos};
use crate::outline::rules::{RULE_SAMPLE_BYTES, Rules};
use std::sync::Arc;

impl BlockDocument {
    /// Returns the document without the blocks that `rules` hide. Keeps the original if anything was hidden.
    #[must_use]
    pub(crate) fn filter(mut self, rules: &Rules) -> Self {
        let hidden = self.hidden_blocks(&rules.for_text(&self.head_text()));
        if hidden.contains(&true) {
            // A document with a source can be built from it again.
            self.original.unfiltered = self
                .original
                .source
                .is_none()
                .then(|| Arc::new(self.clone()));
            self.drop_blocks(&hidden);
        }
        self
    }

    /// Returns the beginning of the text, from which repeated lines are recognised.
    fn head_text(&self) -> String {
        let mut head = String::new();
        let mut blocks = self.blocks.iter().filter(|block| is_filterable(block));
        while head.len() < RULE_SAMPLE_BYTES as usize
            && let Some(block) = blocks.next()
        {
            head.push_str(&block.text);
            head.push('\n');
        }
        head
    }

    /// Returns for each block whether the rules hide it. Empty if no rule hides lines.
    pub(crate) fn hidden_blocks(&self, rules: &Rules) -> Vec<bool> {
        if !rules.may_hide_lines() {
            return Vec::new();
        }
        let is_hidden = |block: &Block<'_>| {
            let mut lines = block.text.lines();
            is_filterable(block)
                && !block.text.is_empty()
                && lines.all(|line| rules.is_hidden(line))
        };
        self.blocks.iter().map(is_hidden).collect()
    }

    /// Returns the index of the first block that the rules may hide, whatever the rest of the text is.
    pub(crate) fn first_hideable(&self, rules: &Rules) -> Option<usize> {
        let may_be_hidden = |block: &Block<'_>| {
            let mut lines = block.text.lines();
            is_filterable(block)
                && !block.text.is_empty()
                && lines.all(|line| rules.may_be_hidden(line))
        };
        self.blocks.iter().position(may_be_hidden)
    }

    /// Removes blocks and counts their lines as hidden.
    pub(crate) fn drop_blocks(&mut self, hidden: &[bool]) {
        let is_hidden = |at: usize| hidden.get(at).copied().unwrap_or(false);
        let mut space = 0;
        let blocks = std::mem::take(&mut self.blocks);
        for (at, mut block) in blocks.into_iter().enumerate() {
            if is_hidden(at) {
                self.original.hidden_line_count += block.text.lines().count() as u64;
                space = space.max(block.space_above);
                continue;
            }
            // The space above removed blocks stays, except at the start of the text.
            if !self.blocks.is_empty() {
                block.space_above = block.space_above.max(space);
            }
            space = 0;
            self.blocks.push(block);
        }
        let blocks = &self.blocks;
        let is_kept = |pos: Pos| {
            let at = pos.block_start();
            blocks.binary_search_by_key(&at, |block| block.pos).is_ok()
        };
        self.headings.retain(|heading| is_kept(heading.pos));
        if let Some(article) = &mut self.article {
            article.title = article.title.filter(|title| is_kept(*title));
        }
    }
}

/// Returns whether line rules apply to a block.
fn is_filterable(block: &Block<'_>) -> bool {
    match block.kind {
        BlockKind::Line | BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Aside => true,
        BlockKind::Code | BlockKind::Table(_) | BlockKind::Rule => false,
    }
}
