//! A position is a place in the text: never a line, page or row number. Everything saved, jumped
//! to or searched is a [`Pos`].

use crate::text::units::ByteOffset;
use std::ops::Range;

/// A place in a document. Ordered as the text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pos {
    /// Which section (file of a folder, chapter of a book), from 0.
    pub section: u32,
    /// Where the block starts in the *source* bytes of its section.
    pub block: ByteOffset,
    /// UTF-8 bytes into the block's *decoded* text.
    pub within: u32,
}

impl Pos {
    /// The start of the block that starts at `block` in `section`.
    pub const fn new(section: u32, block: u64) -> Self {
        Self {
            section,
            block: ByteOffset(block),
            within: 0,
        }
    }

    /// The same block, `within` bytes into its text.
    #[must_use]
    pub const fn at(self, within: u32) -> Self {
        Self { within, ..self }
    }

    /// Returns the same place of another section.
    #[must_use]
    pub const fn in_section(self, section: u32) -> Self {
        Self { section, ..self }
    }

    /// The start of the block this place is in.
    #[must_use]
    pub const fn block_start(self) -> Self {
        self.at(0)
    }
}

/// A stretch of text, end not included.
pub type Span = Range<Pos>;
