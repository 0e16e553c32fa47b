//! Positions in a text, never line, page or row numbers. All saved places, jump targets and search hits are
//! [`Pos`].

use crate::text::units::ByteOffset;
use std::ops::Range;

/// Position in a document, ordered as the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pos {
    /// Section (file of a folder, chapter of a book), from 0.
    pub section: u32,
    /// Start of the block in the *source* bytes of its section.
    pub block: ByteOffset,
    /// Byte offset in the block's *decoded* UTF-8 text.
    pub within: u32,
}

impl Pos {
    /// Returns the start of the block that starts at byte `block` of `section`.
    pub const fn new(section: u32, block: u64) -> Self {
        Self {
            section,
            block: ByteOffset(block),
            within: 0,
        }
    }

    /// Returns the position `within` bytes into the text of the same block.
    #[must_use]
    pub const fn at(self, within: u32) -> Self {
        Self { within, ..self }
    }

    /// Returns the same position in another section.
    #[must_use]
    pub const fn in_section(self, section: u32) -> Self {
        Self { section, ..self }
    }

    /// Returns the start of the block.
    #[must_use]
    pub const fn block_start(self) -> Self {
        self.at(0)
    }
}

/// Half-open range of text.
pub type Span = Range<Pos>;
