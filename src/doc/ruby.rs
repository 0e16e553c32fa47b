//! Readings (ruby) in a block's text.

use super::block::Mark;
use std::ops::Range;

/// Base and reading, in bytes of the block's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RubySpan {
    /// Base of the reading.
    pub base: Range<u32>,
    /// Reading with its parentheses.
    pub inline_reading: Range<u32>,
    /// Reading without its parentheses.
    pub reading: Range<u32>,
}

impl RubySpan {
    /// Returns the base and reading of a mark over `range` of a text; `None` if the mark is not ruby or has no
    /// base.
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
