//! Outline: the headings of a document with their levels, flat and in text order.

use super::block::{Block, title_of};
use super::pos::Pos;
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// Title of a heading. Many titles share one string: a long text has a hundred thousand of them, and its
/// outline is copied many times while the text is read.
#[derive(Clone, Default)]
pub struct HeadingTitle {
    shared_text: Option<Arc<Box<str>>>,
    start: u32,
    len: u32,
}

impl HeadingTitle {
    /// Creates the title at the byte range `range` of a shared string; empty if the range is invalid.
    pub fn from_range(words: &Arc<Box<str>>, range: Range<usize>) -> Self {
        Self {
            shared_text: Some(Arc::clone(words)),
            start: range.start as u32,
            len: range.len() as u32,
        }
    }
}

impl Deref for HeadingTitle {
    type Target = str;

    fn deref(&self) -> &str {
        let start = self.start as usize;
        let words = self.shared_text.as_deref();
        words
            .and_then(|words| words.get(start..start + self.len as usize))
            .unwrap_or_default()
    }
}

impl From<String> for HeadingTitle {
    fn from(words: String) -> Self {
        let words = Arc::new(words.into_boxed_str());
        Self::from_range(&words, 0..words.len())
    }
}

impl From<&str> for HeadingTitle {
    fn from(words: &str) -> Self {
        words.to_owned().into()
    }
}

impl PartialEq for HeadingTitle {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for HeadingTitle {}

impl PartialEq<str> for HeadingTitle {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for HeadingTitle {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl fmt::Debug for HeadingTitle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for HeadingTitle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

/// Heading with its position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// Block of the heading, and start of the heading in the block's text.
    pub pos: Pos,
    /// Level, from 1.
    pub level: u8,
    /// Title, without markup and surrounding blanks.
    pub title: HeadingTitle,
    /// Length of the heading in the block's text from `pos.within`, in bytes; less than the block for a heading
    /// that runs into its paragraph.
    pub len: u32,
    /// Likelihood that it is a heading, in percent, if the text leaves that open; `None` for marked headings and those of
    /// rules.
    pub confidence: Option<u8>,
    /// Data of an independent text that starts here (an essay of a collection, or one of several on a page).
    pub entry: Option<Box<TocEntry>>,
}

/// Likelihood below which a heading is doubtful, in percent.
const MIN_SURE_PERCENT: u8 = 60;
/// Likelihood below which a line is in [`Outline::doubtful`] and not among the headings, in percent.
pub const MIN_HEADING_PERCENT: u8 = 50;
/// Maximum number of headings looked at on each side for a sibling.
const MAX_SIBLING_HEADING_COUNT: usize = 32;

impl Heading {
    /// Returns whether the line by itself may as well be no heading.
    fn is_unsure(&self) -> bool {
        self.confidence
            .is_some_and(|percent| percent < MIN_SURE_PERCENT)
    }

    /// Returns whether the line is more likely no heading.
    fn is_unlikely(&self) -> bool {
        self.confidence
            .is_some_and(|percent| percent < MIN_HEADING_PERCENT)
    }

    /// Builds a heading from `block`. The level is 0; the caller assigns it. `None` if the block is blank.
    pub fn from_block(block: &Block<'_>) -> Option<Self> {
        let title = block.text.trim();
        let lead = block.text.len() - block.text.trim_start().len();
        (!title.is_empty()).then(|| Self {
            pos: block.pos.at(lead as u32),
            level: 0,
            title: title_of(&block.text, &block.marks).into(),
            len: title.len() as u32,
            confidence: None,
            entry: None,
        })
    }
}

/// Data of one text among several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TocEntry {
    /// Author.
    pub author: Option<String>,
    /// Date as the text gives it.
    pub date: Option<String>,
    /// Keywords.
    pub keywords: Option<String>,
    /// Summary or introduction.
    pub summary: Option<String>,
    /// Whether the text is an excerpt (节选).
    pub excerpt: bool,
}

/// Level of the highest headings.
const TOP_LEVEL: u8 = 1;

/// Headings found so far, and lines recognised as metadata.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Headings in text order.
    pub headings: Vec<Heading>,
    /// Blocks with metadata of the text (时间, 摘要, 关键词, 查看全文), ascending.
    pub metadata_lines: Vec<Pos>,
    /// Lines that may be headings but are more likely none, in text order; their level is that of the heading before.
    pub doubtful: Vec<Heading>,
    /// Whether the whole document was read.
    pub complete: bool,
}

impl Outline {
    /// Returns the index of the heading whose section holds `pos`: the last that starts at or before it.
    pub fn index_at(&self, pos: Pos) -> Option<usize> {
        self.headings
            .partition_point(|heading| heading.pos <= pos)
            .checked_sub(1)
    }

    /// Returns the outline with the doubtful lines of at least `min_percent` likelihood among its headings.
    #[must_use]
    pub fn with_doubtful(mut self, min_percent: u8) -> Self {
        let mut lines = std::mem::take(&mut self.doubtful);
        lines.retain(|line| {
            line.confidence
                .is_some_and(|percent| percent >= min_percent)
        });
        lines.sort_by_key(|line| line.pos);
        let mut lines = lines.into_iter().peekable();
        let mut merged = Vec::with_capacity(self.headings.len() + lines.len());
        for heading in self.headings {
            while let Some(line) = lines.next_if(|line| line.pos < heading.pos) {
                push_doubtful(&mut merged, line);
            }
            merged.push(heading);
        }
        for line in lines {
            push_doubtful(&mut merged, line);
        }
        self.headings = merged;
        self
    }

    /// Returns whether the heading above `pos` is final. In an outline still being read, it is once a later
    /// heading is known.
    pub fn is_complete_at(&self, pos: Pos) -> bool {
        self.complete || self.headings.last().is_some_and(|last| last.pos > pos)
    }

    /// Returns the headings of the block that starts at `block`.
    pub fn block_headings(&self, block: Pos) -> &[Heading] {
        let start = self
            .headings
            .partition_point(|heading| heading.pos.block_start() < block);
        let rest = self.headings.get(start..).unwrap_or_default();
        let len = rest.partition_point(|heading| heading.pos.block_start() == block);
        rest.get(..len).unwrap_or_default()
    }

    /// Returns whether the heading at `index` may as well be no heading: neither it nor the one before or after it in its
    /// section is sure.
    pub fn is_doubtful(&self, index: usize) -> bool {
        let Some(heading) = self
            .headings
            .get(index)
            .filter(|heading| heading.is_unsure())
        else {
            return false;
        };
        if heading.is_unlikely() {
            return true;
        }
        let level = heading.level;
        let is_sibling = |heading: &&Heading| heading.level == level && !heading.is_unlikely();
        let before = self.headings.get(..index).unwrap_or_default();
        let before = before.iter().rev().take(MAX_SIBLING_HEADING_COUNT);
        let after = self
            .headings
            .iter()
            .skip(index + 1)
            .take(MAX_SIBLING_HEADING_COUNT);
        let sibling_before = before
            .take_while(|heading| heading.level >= level)
            .find(is_sibling);
        let sibling_after = after
            .take_while(|heading| heading.level >= level)
            .find(is_sibling);
        [sibling_before, sibling_after]
            .into_iter()
            .flatten()
            .all(Heading::is_unsure)
    }

    /// Returns the index of the closest earlier heading of a higher level than that at `index`.
    pub fn parent(&self, index: usize) -> Option<usize> {
        let level = self.headings.get(index)?.level;
        if level <= TOP_LEVEL {
            // A long text has hundreds of thousands of chapters; none of those before needs to be asked.
            return None;
        }
        (0..index)
            .rev()
            .find(|&i| self.headings.get(i).is_some_and(|h| h.level < level))
    }
}

/// Adds a doubtful line, on the level of the heading before it. One at the place of that heading is left out.
fn push_doubtful(headings: &mut Vec<Heading>, mut line: Heading) {
    let before = headings.last();
    if before.is_none_or(|heading| heading.pos != line.pos) {
        line.level = before.map_or(TOP_LEVEL, |heading| heading.level);
        headings.push(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_beside_a_sure_one_is_not_doubtful() {
        let heading = |level, confidence| Heading {
            level,
            confidence,
            ..Heading::default()
        };
        let outline = Outline {
            headings: vec![
                heading(1, None),
                heading(2, Some(50)),
                heading(3, Some(40)),
                heading(2, Some(90)),
                heading(1, Some(55)),
                heading(2, Some(55)),
                heading(2, Some(58)),
            ],
            ..Outline::default()
        };
        let doubtful: Vec<usize> = (0..7).filter(|&index| outline.is_doubtful(index)).collect();
        assert_eq!(doubtful, [2, 5, 6]);
    }

    #[test]
    fn doubtful_lines_join_the_headings_on_request() {
        let heading = |at, level, confidence| Heading {
            pos: Pos::new(0, at),
            level,
            confidence,
            ..Heading::default()
        };
        let outline = Outline {
            headings: vec![heading(10, 1, Some(90)), heading(20, 2, Some(80))],
            doubtful: vec![
                heading(5, 0, Some(40)),
                heading(10, 0, Some(50)),
                heading(15, 0, Some(30)),
                heading(25, 0, Some(45)),
            ],
            ..Outline::default()
        };
        let rows = |outline: Outline| -> Vec<(u64, u8)> {
            outline
                .headings
                .iter()
                .map(|heading| (heading.pos.block.0, heading.level))
                .collect()
        };
        let all = outline.clone().with_doubtful(0);
        let doubtful: Vec<usize> = (0..5).filter(|&index| all.is_doubtful(index)).collect();
        assert_eq!(doubtful, [0, 2, 4]);
        assert_eq!(rows(all), [(5, 1), (10, 1), (15, 1), (20, 2), (25, 2)]);
        assert_eq!(
            rows(outline.with_doubtful(40)),
            [(5, 1), (10, 1), (20, 2), (25, 2)]
        );
    }

    #[test]
    fn a_section_is_known_once_the_scan_has_passed_it() {
        let heading = |at, level| Heading {
            pos: Pos::new(0, at),
            level,
            ..Heading::default()
        };
        let mut outline = Outline {
            // A volume and its chapters so far.
            headings: vec![heading(0, 1), heading(10, 2), heading(20, 2)],
            ..Outline::default()
        };
        let known =
            |outline: &Outline| [5, 19, 20, 900].map(|at| outline.is_complete_at(Pos::new(0, at)));
        assert_eq!(known(&outline), [true, true, false, false]);
        outline.complete = true;
        assert_eq!(known(&outline), [true; 4]);
        assert!(!Outline::default().is_complete_at(Pos::default()));
    }
}
