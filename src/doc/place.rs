//! A place with what is needed to find it in a text that was edited: its words, and how far on it was.

use super::{Document, Pos};
use crate::text::units::Fraction;

/// Characters of a text by which a place in it is known.
const QUOTE_CHARS: usize = 24;

/// A place, and what stands there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// Where it was.
    pub pos: Pos,
    /// How much of the text lay before it.
    pub fraction: Fraction,
    /// The words that stood there, at most 24 characters of one block; empty at a blank line.
    pub quote: String,
}

impl Place {
    /// The place at which `text` stands.
    pub fn new(pos: Pos, fraction: Fraction, text: &str) -> Self {
        let quote = text.trim_start().chars().take(QUOTE_CHARS).collect();
        Self {
            pos,
            fraction,
            quote,
        }
    }

    /// A place of a document as it is now.
    pub fn from_document(doc: &dyn Document, pos: Pos) -> Self {
        let block = doc.block_at(pos);
        let words = block.text.get(pos.within as usize..).unwrap_or_default();
        Self::new(pos, doc.fraction(pos), words)
    }

    /// The place in a document, if its words stand where they did: at the same place, or elsewhere in the
    /// block that holds it, as when lines were put together. Looks at one block.
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
