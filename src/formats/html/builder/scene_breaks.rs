//! Breaks of scene: blank lines that an author set between paragraphs with `<br>`, with boxes without words, or with
//! blanks (`&nbsp;`, U+3000), and margins above few paragraphs. They get more room than paragraphs have. If blank lines part
//! nearly all paragraphs, one of them is no break.

use crate::doc::{Block, Pos};
use crate::formats::html::style_sheet::BoxSpace;

/// Most blank lines of a break that count.
const MAX_BLANK_LINES: u8 = 2;
/// Least number of paragraphs that follow others from which blank lines may be the custom of a page.
const MIN_FOLLOWER_COUNT: usize = 3;

/// Least margin above a paragraph beyond that of the others, in tenths of an em: nearly a line.
const MIN_EXTRA_LINE_TENTHS: u16 = 9;
/// Most paragraphs with such a margin, as one in so many.
const MIN_MARGIN_SHARE: usize = 3;

/// Blank lines between paragraphs of a page, so far.
#[derive(Default)]
pub(crate) struct SceneBreaks {
    /// Whether the line without words so far has something that gives it room.
    is_blank_line: bool,
    /// Blank lines since the last paragraph.
    pending: BlankLines,
    /// Paragraphs that follow others, with the blank lines between.
    found: Vec<(Pos, BlankLines)>,
    /// Lines of text that one `<br>` ended, and those that two ended.
    single_count: usize,
    double_count: usize,
    /// Largest margin above the boxes that began since the last paragraph, in tenths of an em.
    margin_tenths: u16,
    /// Margin below the paragraph that began last, in tenths of an em.
    margin_below_tenths: u16,
    /// Depth of the innermost open box that is as high as a line, if no block came since it began.
    high_box_depth: Option<usize>,
}

/// Blank lines between two paragraphs.
#[derive(Clone, Copy, Default)]
struct BlankLines {
    count: u8,
    /// Whether two `<br>` part the paragraphs.
    is_double: bool,
    /// Whether the second paragraph has a row for one of them already.
    is_raised: bool,
    /// Margin above the second paragraph, in tenths of an em.
    margin_tenths: u16,
}

impl SceneBreaks {
    /// Notes a `<br>` or blanks in a line without words.
    pub(crate) fn see_blank_line(&mut self) {
        self.is_blank_line = true;
    }

    /// Notes the space of a box that begins at `depth`. The margin below counts of a paragraph alone, which is one block.
    pub(crate) fn see_box(&mut self, space: BoxSpace, is_paragraph: bool, depth: usize) {
        // Margins collapse.
        let below = std::mem::take(&mut self.margin_below_tenths);
        let margin = space.above.unwrap_or_default().max(below);
        self.margin_tenths = self.margin_tenths.max(margin);
        if is_paragraph {
            self.margin_below_tenths = space.below.unwrap_or_default();
        }
        if space
            .height
            .is_some_and(|height| height >= MIN_EXTRA_LINE_TENTHS)
        {
            self.high_box_depth = Some(depth);
        }
    }

    /// Notes the end of the box at `depth`: as high as a line and without words or blocks, it is a blank line.
    pub(crate) fn end_box(&mut self, depth: usize, has_words: bool) {
        if self.high_box_depth == Some(depth) {
            self.high_box_depth = None;
            self.is_blank_line |= !has_words;
        }
    }

    /// Notes the first words of a line.
    pub(crate) fn see_words(&mut self) {
        self.is_blank_line = false;
    }

    /// Ends the line at the start or end of a box.
    pub(crate) fn end_line(&mut self) {
        if std::mem::take(&mut self.is_blank_line) {
            self.add_blank_line();
        }
    }

    /// Adds a blank line before the next paragraph.
    pub(crate) fn add_blank_line(&mut self) {
        self.pending.count = (self.pending.count + 1).min(MAX_BLANK_LINES);
    }

    /// Notes that `breaks` consecutive `<br>` end a line of a paragraph.
    pub(crate) fn end_text_line(&mut self, breaks: u32) {
        match breaks {
            1 => self.single_count += 1,
            2 => {
                self.double_count += 1;
                self.pending.is_double = true;
            }
            _ => self.add_blank_line(),
        }
    }

    /// Notes the next block. `is_follower` is whether it and the one before are paragraphs, and `is_raised` whether it
    /// has a row for a blank line already.
    pub(crate) fn add_block(&mut self, pos: Pos, is_follower: bool, is_raised: bool) {
        let mut blank = std::mem::take(&mut self.pending);
        blank.is_raised = is_raised;
        blank.margin_tenths = std::mem::take(&mut self.margin_tenths);
        self.is_blank_line = false;
        self.high_box_depth = None;
        if is_follower {
            self.found.push((pos, blank));
        }
    }

    /// Gives the breaks their room above the blocks that follow them.
    pub(crate) fn apply(self, blocks: &mut [Block<'_>]) {
        // Where one `<br>` ends a paragraph, two are a blank line.
        let doubles_break = self.single_count >= self.double_count;
        let least_margin = self.least_margin();
        let lines = |blank: BlankLines| {
            let line = u8::from(blank.is_double && doubles_break);
            let count = blank.count + line;
            let is_apart = least_margin.is_some_and(|least| blank.margin_tenths >= least);
            count.max(u8::from(is_apart)).min(MAX_BLANK_LINES)
        };
        let parted = self.found.iter().filter(|(_, blank)| lines(*blank) > 0);
        let is_custom =
            self.found.len() >= MIN_FOLLOWER_COUNT && parted.count() * 3 > self.found.len() * 2;
        for &(pos, blank) in &self.found {
            let extra = lines(blank).saturating_sub(u8::from(is_custom || blank.is_raised));
            let index = blocks.binary_search_by_key(&pos, |block| block.pos);
            if let Some(block) = index.ok().and_then(|index| blocks.get_mut(index))
                && !block.is_continuation
            {
                block.space_above = block.space_above.saturating_add(extra);
            }
        }
    }

    /// Returns the margin from which a paragraph stands apart from the one above, in tenths of an em. `None` if the
    /// paragraphs have no usual margin, or too many have more.
    fn least_margin(&self) -> Option<u16> {
        let mut margins: Vec<u16> = self
            .found
            .iter()
            .map(|(_, blank)| blank.margin_tenths)
            .collect();
        margins.sort_unstable();
        let usual = *margins.get(margins.len() / 2)?;
        let least = usual.saturating_add(MIN_EXTRA_LINE_TENTHS);
        let first = margins.partition_point(|margin| *margin < least);
        let is_rare = (margins.len() - first) * MIN_MARGIN_SHARE <= margins.len();
        (is_rare && margins.len() >= MIN_FOLLOWER_COUNT).then_some(least)
    }
}
