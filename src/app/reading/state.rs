//! The state of reading.

use super::jumps::JumpList;
use super::progress::{CharDensity, ReadingPart};
use super::reader::Reader;
use crate::doc::{Document, EncodingInfo, Pos};
use std::sync::Arc;

/// State of reading.
pub struct ReadingState {
    /// The document and the place in it.
    pub reader: Reader,
    /// The arranged text while its original is shown.
    pub reading_view: Option<Arc<dyn Document>>,
    /// The position in the view that was left, and the position at which the view that is shown was entered.
    pub view_return: Option<(Pos, Pos)>,
    /// The jump list.
    pub jumps: JumpList,
    /// Characters per byte of the part.
    pub density: CharDensity,
    /// The essay or chapter the reader is in, once that is known.
    pub part: Option<ReadingPart>,
    /// Characters left to the end of the part.
    pub chars_left: Option<u64>,
}

impl ReadingState {
    /// Reading at the place of `reader`.
    pub fn new(reader: Reader) -> Self {
        Self {
            reader,
            reading_view: None,
            view_return: None,
            jumps: JumpList::default(),
            density: CharDensity::default(),
            part: None,
            chars_left: None,
        }
    }

    /// Moves the reader with `go`; the place before is added to the jump list if the reader is elsewhere then.
    pub fn jump(&mut self, go: impl FnOnce(&mut Reader)) {
        let from = self.reader.anchor();
        go(&mut self.reader);
        if self.reader.anchor() != from {
            self.jumps.push(from);
        }
    }

    /// Returns the encoding of the text being read.
    pub fn encoding(&self) -> Option<EncodingInfo> {
        self.reader.doc.provenance(self.reader.anchor()).encoding
    }
}
