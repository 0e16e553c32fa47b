//! Floor 1, documents: what is read, whatever it came from. A file, an essay, a book and a folder
//! are all a [`Document`] of sections made of blocks.

pub mod block;
pub mod encoded;
pub mod outline;
pub mod pos;

pub use block::{Align, Block, BlockKind, Lead, Mark, Table};
pub use encoded::{Certainty, Encoded};
pub use outline::{Entry, Heading, Outline, Title};
pub use pos::{Pos, Span};

use crate::text::script::TextLang;
use crate::text::units::Fraction;

/// A block as a heading, its level 0 for whoever asks to fill in; `None` if it is blank.
pub fn alone(block: &Block<'_>) -> Option<Heading> {
    let title = block.text.trim();
    let lead = block.text.len() - block.text.trim_start().len();
    (!title.is_empty()).then(|| Heading {
        pos: block.at.at(lead as u32),
        level: 0,
        title: title.into(),
        extent: title.len() as u32,
        entry: None,
    })
}

/// What a long walk hands out: a find, or a sign of life so that the caller can stop it.
#[derive(Clone, Debug, PartialEq)]
pub enum Step<T> {
    /// A find.
    Found(T),
    /// The text was walked as far as this place.
    Scanned(Pos),
}

/// Whether a long walk goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// Carry on.
    On,
    /// Stop: nobody wants the rest.
    Stop,
}

/// A text to read. All walks are local: nothing needs an index of the whole document.
pub trait Document: Send + Sync {
    /// The name of the whole: a title if the text has one, else the file's name.
    fn title(&self) -> String;

    /// The language that rules line setting.
    fn lang(&self) -> TextLang;

    /// The block that `pos` is in. Total: a place outside the text gives the nearest block, and an
    /// empty document one empty block.
    fn block_at(&self, pos: Pos) -> Block<'_>;

    /// The start of the block after the one `pos` is in; `None` at the end.
    fn next(&self, pos: Pos) -> Option<Pos>;

    /// The start of the block before the one `pos` is in; `None` at the beginning.
    fn prev(&self, pos: Pos) -> Option<Pos>;

    /// The start of the first block.
    fn first(&self) -> Pos;

    /// The start of the last block.
    fn last(&self) -> Pos;

    /// How much of the document lies before `pos`, by bytes.
    fn fraction(&self, pos: Pos) -> Fraction;

    /// The start of the block at which `fraction` of the document lies behind.
    fn pos_at(&self, fraction: Fraction) -> Pos;

    /// Length of the whole in bytes.
    fn len(&self) -> u64;

    /// Whether there is nothing to read.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads raw bytes of a section into `buffer`, from byte `from`, if the section is UTF-8 text
    /// whose blocks are its lines: the fast path of search. Gives the number of bytes read, 0 at the
    /// end; invalid sequences may be among them. `None`: walk the blocks instead.
    fn read_raw(&self, section: u32, from: u64, buffer: &mut [u8]) -> Option<usize> {
        let _ = (section, from, buffer);
        None
    }

    /// The place of byte `at` of a section's source; only for sections that [`Self::read_raw`] reads
    /// or that have a [`Self::byte_of`].
    fn pos_of_byte(&self, section: u32, at: u64) -> Pos {
        Pos::new(section, at)
    }

    /// The byte of its section's file that `pos` stands at, if places are places in a file: the same
    /// in every encoding.
    fn byte_of(&self, pos: Pos) -> Option<u64> {
        let _ = pos;
        None
    }

    /// The encoding that a section was in, if it came from bytes.
    fn encoding(&self, section: u32) -> Option<Encoded> {
        let _ = section;
        None
    }

    /// Number of sections.
    fn sections(&self) -> u32 {
        1
    }

    /// The section after `section`; `None` after the last. Not all numbers below [`Self::sections`]
    /// need to be in use.
    fn next_section(&self, section: u32) -> Option<u32> {
        (section + 1 < self.sections()).then_some(section + 1)
    }

    /// Finds the outline, handing out what is known from time to time, each time whole, and at last
    /// with `complete` set. Stops when told to.
    fn outline(&self, emit: &mut dyn FnMut(Outline) -> Go);

    /// Where a link of the block at `from` leads within this document; `None` if it leads elsewhere.
    /// May have to read the section it leads to.
    fn target(&self, from: Pos, link: &str) -> Option<Pos> {
        let _ = (from, link);
        None
    }

    /// The block at `pos` as a heading, and with it all lines of its kind: those that are numbered in
    /// the same way. Levels are 0, for whoever asks to fill in.
    fn headings_like(&self, pos: Pos) -> Vec<Heading> {
        alone(&self.block_at(pos)).into_iter().collect()
    }

    /// Why the block at `pos` is a heading or is none, where that was inferred.
    fn explain(&self, pos: Pos) -> Option<crate::error::Notice> {
        let _ = pos;
        None
    }

    /// Whether byte `at` of a section's source is shown; in an arranged text some lines are not. For
    /// sections that [`Self::read_raw`] reads.
    fn shows(&self, section: u32, at: u64) -> bool {
        let _ = (section, at);
        true
    }

    /// How many lines an arranged text leaves out. May have to read it.
    fn hidden_lines(&self) -> u64 {
        0
    }

    /// The place in the text as its file has it of a place in this arrangement.
    fn in_original(&self, pos: Pos) -> Pos {
        pos
    }

    /// The text as its file has it, if this is an arrangement of it.
    fn original(&self) -> Option<std::sync::Arc<dyn Document>> {
        None
    }

    /// What was wrong with the source, to be told once.
    fn notices(&self) -> Vec<crate::error::Notice> {
        Vec::new()
    }
}
