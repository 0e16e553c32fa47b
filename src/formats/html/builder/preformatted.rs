//! Lines that a page keeps: of paragraphs with `<br>`, and of prose in `<pre>`. Lines of prose become paragraphs;
//! lines of verse stay one block with space around it.

use super::PageBuilder;
use crate::doc::{Block, BlockKind, Pos};
use crate::formats::blocks::inline::MarkSpan;
use crate::formats::html::br_lines::{groups, paragraphs};
use crate::formats::html::open_block::clip_mark;
use std::ops::Range;

/// A paragraph with line breaks.
pub(crate) struct PreformattedLines {
    /// Start in the source, in bytes.
    pub(crate) at: usize,
    pub(crate) text: String,
    pub(crate) marks: Vec<MarkSpan>,
    /// Starts of the further lines: offset in the text and in the source, in bytes.
    pub(crate) line_starts: Vec<(u32, usize)>,
    /// Names of places, with their offset in the text.
    pub(crate) names: Vec<(String, u32)>,
    pub(crate) continued: bool,
}

/// Share of quoted text, in tenths, from which the quotes are only a page margin.
const MIN_QUOTED_SHARE_TENTHS: usize = 7;
/// Least length in bytes of a page for that conclusion.
const MIN_QUOTED_PAGE_BYTES: usize = 600;

/// Removes the outer quotes if nearly all of a page is quoted: old pages use quotes as a margin.
pub(crate) fn strip_page_quote(blocks: &mut [Block<'_>]) {
    let all: usize = blocks.iter().map(|block| block.text.len()).sum();
    let quoted = blocks.iter().filter(|block| block.lead.quotes > 0);
    let quoted: usize = quoted.map(|block| block.text.len()).sum();
    if all >= MIN_QUOTED_PAGE_BYTES && quoted * 10 >= all * MIN_QUOTED_SHARE_TENTHS {
        for block in blocks {
            block.lead.quotes = block.lead.quotes.saturating_sub(1);
        }
    }
}

impl PageBuilder {
    /// Writes a paragraph with line breaks.
    pub(crate) fn push_lines(&mut self, lines: PreformattedLines) {
        let len = lines.text.len() as u32;
        let mut starts = vec![(0, lines.at)];
        starts.extend(
            lines
                .line_starts
                .into_iter()
                .filter(|(start, _)| *start < len),
        );
        let start = |index: usize| starts.get(index).map_or(len, |(start, _)| *start);
        let words = |range: Range<u32>| {
            let words = lines.text.get(range.start as usize..range.end as usize);
            words.unwrap_or_default().trim_end()
        };
        let parts: Vec<&str> = (0..starts.len())
            .map(|index| words(start(index)..start(index + 1)))
            .collect();
        let mut names = lines.names.into_iter().peekable();
        let mut waiting = Vec::new();
        // Marks may span several lines.
        let mut marks = lines.marks.into_iter().peekable();
        let mut open: Vec<MarkSpan> = Vec::new();
        for group in groups(&parts) {
            let all = start(group.start)..start(group.end);
            let text = words(all.clone());
            let range = all.start..all.start + text.len() as u32;
            while let Some(name) = names.next_if(|(_, at)| *at < all.end || all.end == len) {
                waiting.push(name);
            }
            if text.is_empty() {
                continue;
            }
            open.retain(|(mark, _)| mark.end > range.start);
            while let Some(mark) = marks.next_if(|(mark, _)| mark.start < range.end) {
                open.push(mark);
            }
            let own = open.iter();
            let own = own.filter_map(|(mark, kind)| Some((clip_mark(mark, &range)?, kind.clone())));
            let own = own.collect();
            let is_verse = group.len() > 1;
            self.boundary.wants_blank_row |= is_verse;
            let at = starts.get(group.start).map_or(lines.at, |(_, at)| *at);
            let pos = self.push_block(at, BlockKind::Paragraph, text.to_owned(), own);
            self.continue_block(lines.continued && group.start == 0);
            self.boundary.wants_blank_row |= is_verse;
            for (name, at) in waiting.drain(..) {
                self.add_target(name, pos.at(at.saturating_sub(range.start)));
            }
        }
        self.names
            .pending
            .extend(waiting.into_iter().map(|(name, _)| name));
    }

    /// Writes preformatted prose.
    pub(crate) fn push_preformatted(
        &mut self,
        at: usize,
        text: &str,
        names: Vec<(String, u32)>,
        continued: bool,
    ) {
        let mut first: Option<Pos> = None;
        for lines in paragraphs(text) {
            let parts: Vec<&str> = lines.iter().map(|(_, words)| words.as_str()).collect();
            for group in groups(&parts) {
                let words = parts.get(group.clone()).unwrap_or_default().join("\n");
                let start = lines.get(group.start).map_or(0, |(start, _)| *start);
                let pos = self.push_block(at + start, BlockKind::Paragraph, words, Vec::new());
                self.continue_block(continued && first.is_none());
                first.get_or_insert(pos);
            }
        }
        if let Some(pos) = first {
            for (name, _) in names {
                self.add_target(name, pos);
            }
        }
    }
}
