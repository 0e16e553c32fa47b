//! Place in a text with the data to find it again after the text was edited: its words and its fraction.

use super::{Document, Pos};
use crate::text::units::Fraction;

/// Length of the quote that identifies a place.
const QUOTE_CHARS: usize = 24;

/// Position with its quote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// Position in the text.
    pub pos: Pos,
    /// Fraction of the text before it.
    pub fraction: Fraction,
    /// Text at the position, at most 24 characters of one block; empty at a blank line.
    pub quote: String,
}

impl Place {
    /// Creates the place of `text` at `pos`.
    pub fn new(pos: Pos, fraction: Fraction, text: &str) -> Self {
        let quote = text.trim_start().chars().take(QUOTE_CHARS).collect();
        Self {
            pos,
            fraction,
            quote,
        }
    }

    /// Creates the place of a position in the current document.
    pub fn from_document(doc: &dyn Document, pos: Pos) -> Self {
        let block = doc.block_at(pos);
        let words = block.text.get(pos.within as usize..).unwrap_or_default();
        Self::new(pos, doc.fraction(pos), words)
    }

    /// Returns the position in a document, if the quote is at the same position, or elsewhere in the block that
    /// holds it, as after reflowing. Reads one block.
    pub fn find_in(&self, doc: &dyn Document) -> Option<Pos> {
        let block = doc.block_at(self.pos);
        let here = block.text.get(self.pos.within as usize..);
        let is_here = |text: &str| text.trim_start().starts_with(&self.quote);
        if block.pos == self.pos.block_start() && here.is_some_and(is_here) {
            return Some(self.pos);
        }
        let within = block.text.find(&self.quote)?;
        (!self.quote.is_empty()).then(|| block.pos.at(within as u32))
    }
}
