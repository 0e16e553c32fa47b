//! Bytes of hits in files with mark-up, whose blocks know only where they begin: the words of a hit are looked for in the
//! source of its block.

use crate::doc::{Block, Document, Pos, Span};
use crate::source::windows::Source;
use memchr::memmem;
use std::collections::HashMap;
use std::ops::Range;

/// Longest source of a block in bytes in which words are looked for.
const MAX_BLOCK_BYTES: u64 = 64 << 10;

/// Different words of a block whose places are kept; those of others are not told.
const MAX_WORDS_COUNT: usize = 16;

/// Places of words in the text of a block and in the file, ascending.
type Places = (Vec<u32>, Vec<u64>);

/// The block that was asked for last, and the places of words in it.
#[derive(Default)]
pub(super) struct ExactBytes {
    block: Option<Pos>,
    places: HashMap<String, Places>,
}

impl ExactBytes {
    /// Returns the bytes of a hit in a block of the file; `None` if its words are not in the source as often as in the block,
    /// so that it cannot be told for sure.
    pub(super) fn of(
        &mut self,
        doc: &dyn Document,
        block: &Block<'_>,
        source: &Source,
        hit: &Span,
    ) -> Option<Range<u64>> {
        let pos = hit.start.block_start();
        let words = block
            .text
            .get(hit.start.within as usize..hit.end.within as usize)
            .filter(|words| !words.is_empty() && hit.end.block_start() == pos)?;
        if self.block != Some(pos) {
            self.block = Some(pos);
            self.places.clear();
        }
        if !self.places.contains_key(words) {
            if self.places.len() >= MAX_WORDS_COUNT {
                return None;
            }
            let places = places_of(words, doc, block, source).unwrap_or_default();
            self.places.insert(words.to_owned(), places);
        }
        let (in_text, in_file) = self.places.get(words)?;
        if in_text.len() != in_file.len() {
            return None;
        }
        let index = in_text.binary_search(&hit.start.within).ok()?;
        let at = *in_file.get(index)?;
        Some(at..at + words.len() as u64)
    }
}

/// Finds words of a block in its text and in its source; `None` if that is too long.
fn places_of(
    words: &str,
    doc: &dyn Document,
    block: &Block<'_>,
    source: &Source,
) -> Option<Places> {
    let start = doc.byte_of(block.pos)?;
    let next = doc.next(block.pos).and_then(|next| doc.byte_of(next));
    let end = next.unwrap_or(source.len()).max(start);
    if end - start > MAX_BLOCK_BYTES {
        return None;
    }
    let window = source.window(start, end);
    let in_file = memmem::find_iter(&window, words).map(|at| start + at as u64);
    let in_text = memmem::find_iter(block.text.as_bytes(), words).map(|at| at as u32);
    Some((in_text.collect(), in_file.collect()))
}
