//! Readings of characters (ruby), where they stand in a block's text.

use super::block::Mark;
use std::ops::Range;

/// A base and its reading, in bytes of the block's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RubySpan {
    /// What it is the reading of.
    pub base: Range<u32>,
    /// The reading with its parentheses.
    pub inline_reading: Range<u32>,
    /// The reading without them.
    pub reading: Range<u32>,
}

impl RubySpan {
    /// The reading of a mark over `range` of a text; `None` if it marks none, or not one with a base.
    pub fn from_mark(text: &str, range: &Range<u32>, mark: &Mark) -> Option<Self> {
        let Mark::Ruby { base } = mark else {
            return None;
        };
        let tail = range.start.checked_add(*base)?..range.end;
        let within = text.get(tail.start as usize..tail.end as usize)?;
        text.get(range.start as usize..tail.start as usize)
            .filter(|base| !base.is_empty())?;
        let inner = within.strip_prefix(['（', '(']).unwrap_or(within);
        let start = tail.end - inner.len() as u32;
        let inner = inner.strip_suffix(['）', ')']).unwrap_or(inner);
        Some(Self {
            base: range.start..tail.start,
            reading: start..start + inner.len() as u32,
            inline_reading: tail,
        })
    }
}
