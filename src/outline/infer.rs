//! Inferred headings of pages and books without tags for headings.
//!
//! Each block is scanned as a line of plain text by [`HeadingScan`]. Numbers and keywords such as 序 count as
//! in plain text. Pages are full of short lines, so other lines count only if the text sets them off: bold, or
//! at the beginning of a chapter.

use super::explain;
use super::headings::{HeadingScan, is_self_evident};
use super::rules::Rules;
use crate::doc::{Block, BlockKind, Explanation, Heading, Mark, Pos, title_of};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Maximum bytes of a block with ruby or note references that may be a heading.
const MAX_TITLE_BYTES: usize = 512;

/// Evidence from the blocks seen so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct InferredHeadings {
    scan: HeadingScan,
    rules: Arc<Rules>,
    /// Explanations of the blocks that rules of the reader match.
    rule_explanations: HashMap<Pos, Explanation>,
    /// Blocks that the text sets off.
    set_off_blocks: HashSet<Pos>,
    /// Titles of short blocks with ruby or note references, without these marks.
    titles: HashMap<Pos, String>,
}

impl InferredHeadings {
    /// Starts without blocks; `rules` are the rules of the reader.
    pub(crate) fn new(rules: Arc<Rules>) -> Self {
        Self {
            scan: HeadingScan::with_rules(Arc::clone(&rules)).for_page(),
            rules,
            ..Self::default()
        }
    }

    /// Processes the next block of the text; `at` is its position.
    pub(crate) fn push_block(&mut self, at: Pos, block: &Block<'_>, place: BlockPlace) {
        let line = match block.kind {
            BlockKind::Line | BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Aside => {
                block.text.lines().next().unwrap_or_default()
            }
            BlockKind::Code | BlockKind::Table(_) | BlockKind::Rule => "",
        };
        if block.is_continuation {
            return;
        }
        let is_apart = is_bold(block) || place == BlockPlace::First;
        if is_apart || block.space_above > 0 {
            self.scan.push_line(at, "");
        }
        self.scan.push_line(at, line);
        if let Some(why) = explain::explain_by_rule(&self.rules, block) {
            self.rule_explanations.insert(at, why);
        }
        let is_marked =
            |(_, mark): &(_, Mark)| matches!(mark, Mark::Ruby { .. } | Mark::NoteRef(_));
        if block.text.len() <= MAX_TITLE_BYTES && block.marks.iter().any(is_marked) {
            let title = title_of(&block.text, &block.marks);
            self.titles.insert(at, title);
        }
        if is_apart {
            self.set_off_blocks.insert(at);
            self.scan.push_line(at, "");
        }
    }

    /// Returns the headings of the blocks seen so far.
    pub(crate) fn headings(&self) -> Vec<Heading> {
        let mut headings = self.scan.outline_so_far().headings;
        headings.retain(|heading| self.is_accepted(heading.pos, &heading.title));
        for heading in &mut headings {
            let own = self.titles.get(&heading.pos.block_start());
            if let Some(own) = own.filter(|own| heading.title.len() > own.len()) {
                heading.title = own.as_str().into();
            }
        }
        headings
    }

    fn is_accepted(&self, pos: Pos, title: &str) -> bool {
        let pos = pos.block_start();
        is_self_evident(title)
            || self.set_off_blocks.contains(&pos)
            || self.rule_explanations.contains_key(&pos)
    }

    /// Explains the verdict about the block at `at`; `None` if it is not a candidate.
    pub(crate) fn explain(&self, at: Pos) -> Option<Explanation> {
        if let Some(why) = self.rule_explanations.get(&at.block_start()) {
            return Some(why.clone());
        }
        let mut explanation = self.scan.explain(at)?;
        explanation.is_heading &= self.is_accepted(at, &explanation.title);
        Some(explain::shorten(explanation))
    }
}

/// Place of a block in its chapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BlockPlace {
    /// First block of a chapter.
    First,
    /// Any later block.
    Later,
}

/// Returns whether the whole text of a block is bold.
fn is_bold(block: &Block<'_>) -> bool {
    let end = block.text.trim_end().len() as u32;
    block
        .marks
        .iter()
        .any(|(range, mark)| *mark == Mark::Strong && range.start == 0 && range.end >= end)
}
