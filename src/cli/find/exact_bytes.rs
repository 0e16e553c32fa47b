//! Bytes of hits in files with mark-up, whose blocks know only where they begin: the words of a hit are looked for in the
//! source of its block.

use crate::doc::{Block, Document, Pos, Span};
use crate::source::windows::Source;
use memchr::memmem;
use std::ops::Range;

/// Longest source of a block in bytes in which words are looked for.
const MAX_BLOCK_BYTES: u64 = 64 << 10;

/// Words of a block, with their places in its text and in the file.
#[derive(Default)]
pub(super) struct ExactBytes {
    block: Option<Pos>,
    words: String,
    /// Places in the text of the block, ascending.
    in_text: Vec<u32>,
    /// Places in the file; as many as in the text, else none.
    in_file: Vec<u64>,
}

impl ExactBytes {
    /// Returns the bytes of a hit in a block of the file; `None` if its words are not in the source as often as in the block, so that it
    /// cannot be told for sure.
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
        if self.block != Some(pos) || self.words != words {
            *self = Self {
                block: Some(pos),
                words: words.to_owned(),
                ..Self::default()
            };
            let start = doc.byte_of(pos)?;
            let next = doc.next(pos).and_then(|next| doc.byte_of(next));
            let end = next.unwrap_or(source.len()).max(start);
            if end - start > MAX_BLOCK_BYTES {
                return None;
            }
            let window = source.window(start, end);
            let in_file = memmem::find_iter(&window, words).map(|at| start + at as u64);
            let in_text = memmem::find_iter(block.text.as_bytes(), words).map(|at| at as u32);
            (self.in_text, self.in_file) = (in_text.collect(), in_file.collect());
        }
        if self.in_text.len() != self.in_file.len() {
            return None;
        }
        let index = self.in_text.binary_search(&hit.start.within).ok()?;
        let at = *self.in_file.get(index)?;
        Some(at..at + words.len() as u64)
    }
}
