//! Lines of a section, many at a time, as UTF-8: raw where the section is that, decoded elsewhere. And where
//! in the source they are.

use crate::doc::{Document, Pos};

/// First stretch of raw lines in bytes: small, so that a near hit is there at once.
pub(crate) const FIRST_BATCH_BYTES: usize = 256 << 10;
/// Largest stretch; bounds how long a walk runs before it can be stopped.
pub(crate) const MAX_BATCH_BYTES: usize = 2 << 20;

/// A stretch of a section.
#[derive(Debug)]
pub(crate) enum LineBatch {
    /// Bytes as they are in the source, so many of the room there is; the last line may be cut off.
    Raw(Vec<u8>, usize),
    /// Whole lines.
    Decoded(String),
}

impl LineBatch {
    /// Nothing yet of bytes.
    pub(crate) const fn raw() -> Self {
        Self::Raw(Vec::new(), 0)
    }

    /// Nothing yet of decoded lines.
    pub(crate) const fn decoded() -> Self {
        Self::Decoded(String::new())
    }

    /// Reads from byte `at` of the section on; gives where the stretch ends, `at` if there is nothing.
    pub(crate) fn read(&mut self, doc: &dyn Document, section: u32, at: u64) -> u64 {
        match self {
            Self::Raw(bytes, got) => {
                let room = (bytes.len() * 2).clamp(FIRST_BATCH_BYTES, MAX_BATCH_BYTES);
                bytes.resize(room, 0);
                *got = doc.read_raw(section, at, bytes);
                at + *got as u64
            }
            Self::Decoded(text) => doc.read_lines(section, at, text),
        }
    }

    /// What was read.
    pub(crate) fn text(&self) -> &[u8] {
        match self {
            Self::Raw(bytes, got) => bytes.get(..*got).unwrap_or_default(),
            Self::Decoded(text) => text.as_bytes(),
        }
    }

    /// Its lines, if it was read from byte `at` of the section on.
    pub(crate) fn lines<'s>(
        &'s self,
        doc: &'s dyn Document,
        section: u32,
        at: u64,
    ) -> BatchLines<'s> {
        BatchLines {
            doc,
            batch: self,
            section,
            source_start: at,
            text_start: 0,
        }
    }
}

/// Where lines of a stretch are, asked for one after the other.
pub(crate) struct BatchLines<'s> {
    doc: &'s dyn Document,
    batch: &'s LineBatch,
    section: u32,
    /// A line that is known: where it begins in the source and in the text.
    source_start: u64,
    text_start: usize,
}

impl BatchLines<'_> {
    /// A place in the line that holds byte `at` of the text, which is not before the last that was asked
    /// for.
    pub(crate) fn pos_at(&mut self, at: usize) -> Pos {
        match self.batch {
            LineBatch::Raw(..) => Pos::new(self.section, self.source_start + at as u64),
            LineBatch::Decoded(text) => {
                let before = text.as_bytes().get(self.text_start..at).unwrap_or_default();
                let (count, start) = count_line_ends(before);
                let pos = self.doc.skip_lines(self.section, self.source_start, count);
                (self.source_start, self.text_start) = (pos.block.0, self.text_start + start);
                pos
            }
        }
    }
}

/// Where the line ends that holds byte `at` of a text.
pub(crate) fn line_end(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())
}

/// How many line ends (LF, CR LF, CR) are in a text, and where the last line begins.
fn count_line_ends(text: &[u8]) -> (usize, usize) {
    let (mut count, mut start) = (0, 0);
    for at in memchr::memchr2_iter(b'\n', b'\r', text) {
        let is_pair = start > 0 && start == at && text.get(at - 1..=at) == Some(b"\r\n");
        count += usize::from(!is_pair);
        start = at + 1;
    }
    (count, start)
}
